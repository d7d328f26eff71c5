"""One row per thing: no table names one thing twice, nor lets one name mean two things."""

import ast
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from reader.actions.finding import querying
from reader.actions.finding.saved_searches import STANDARD
from reader.article.alias import ALIASES
from reader.article.value import plain_name
from reader.cli import commands as cli
from reader.cli.output import Exit
from reader.library import GroupOrder
from reader.library.index.grouping import GROUP_KEYS
from reader.library.query.fields import FIELDS
from reader.library.query.orders import MENU, written
from reader.library.query.orders import ROWS as ORDERS
from reader.settings import ARTICLE_ORDERS, ROWS
from reader.tui.keys import commands as tui
from reader.tui.keys.command import Where
from reader.tui.widgets.symbols import SYMBOLS


def twice(names: Iterable[object]) -> list[object]:
    return [name for name, count in Counter(names).items() if count > 1]


TABLES: Mapping[str, Iterable[object]] = {
    "commands of the command line": [row.name for row in cli.COMMANDS],
    "modules of the command line": [row.module for row in cli.COMMANDS],
    "sentences of the command line": [row.does for row in cli.COMMANDS],
    "commands of the screen": [row.id for row in tui.COMMANDS],
    "titles of the screen's commands": [row.title.casefold() for row in tui.COMMANDS],
    "settings": [name.casefold().replace("_", "") for name in ROWS],
    "what settings do": [row.meaning.casefold() for row in ROWS.values()],
    "fields of queries": [name for row in FIELDS for name in (row.name, *row.others)],
    "sort orders": [name for row in ORDERS for name in (row.name, *row.others)],
    "orders of a menu": MENU.values(),
    "orders of groups": [str(order) for order in GroupOrder],
    "keys of groups": [row.name for row in GROUP_KEYS],
    "names of groups": [row.meaning.casefold() for row in GROUP_KEYS],
    "saved searches": [name.casefold() for name, _ in STANDARD.values()],
    "queries of saved searches": [query for _, query in STANDARD.values()],
    "fields of --format": querying.PLACEHOLDERS,
    "exit codes": [code.value for code in Exit],
}


@pytest.mark.parametrize("table", TABLES)
def test_no_table_has_a_thing_twice(table: str) -> None:
    assert list(TABLES[table])
    assert twice(TABLES[table]) == []


def test_the_orders_of_the_menu_are_those_of_the_setting() -> None:
    assert sorted(MENU) == sorted(ARTICLE_ORDERS)
    assert [written(order) for order in MENU] == list(MENU)


@pytest.mark.parametrize("where", [Where.SIDEBAR, Where.PAGE, Where.FOUND, Where.SELECTING])
def test_no_key_means_two_commands_where_it_is_pressed(where: Where) -> None:
    assert twice(key for row in tui.COMMANDS if row.where & where for key in row.keys) == []


def test_no_key_begins_a_sequence_and_means_a_command_too() -> None:
    for where in Where.SIDEBAR, Where.PAGE:
        keys = {key for row in tui.COMMANDS if row.where & where for key in row.keys}
        assert {key.split(" ")[0] for key in keys if " " in key} & keys == set()


def test_every_command_of_the_screen_has_a_short_title_and_a_sentence() -> None:
    assert [row.id for row in tui.COMMANDS if not 2 <= len(row.title.split()) <= 4] == []
    assert [
        row.id for row in tui.COMMANDS if len(row.title) > 24 or not row.about or row.about.endswith(".")
    ] == []


@pytest.mark.parametrize("field", ALIASES)
def test_no_field_of_front_matter_has_an_alias_twice(field: str) -> None:
    assert twice(map(plain_name, ALIASES[field])) == []


def test_aliases_that_two_fields_share_are_meant_to() -> None:
    """Each is read by what it holds: an address or a name, a date or a flag."""
    shared = twice(plain_name(alias) for aliases in ALIASES.values() for alias in aliases)
    assert sorted(map(str, shared)) == ["published", "source"]


def test_signs_of_one_set_are_told_apart() -> None:
    for signs in SYMBOLS.values():
        assert twice(signs) == []


def test_no_two_themes_have_one_name(root: Path) -> None:
    names = [path.stem.casefold() for path in (root / "styles" / "themes").iterdir()]
    assert len(names) > 1
    assert twice(names) == []


def test_no_class_has_an_attribute_or_a_method_twice(root: Path) -> None:
    """A later one takes the place of the first without a word."""
    found = [
        f"{path.relative_to(root)}: {node.name}.{name}"
        for path in sorted((root / "reader").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
        for name in twice(_named(node))
    ]
    assert found == []


def _named(node: ast.ClassDef) -> Iterable[str]:
    for each in node.body:
        if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name):
            yield each.target.id
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef) and not each.decorator_list:
            yield each.name
