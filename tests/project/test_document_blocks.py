"""What else stands in the documents to be copied: settings, feeds, keys, units, queries; names that stand twice."""

import configparser
from collections import Counter
from pathlib import Path

import pytest

from reader.article import alias
from reader.cli.commands import COMMANDS
from reader.feeds.following.subscriptions import load_subscriptions
from reader.library.query.fields import FIELDS
from reader.library.query.parse import parse
from reader.setting_loading import load_settings
from reader.settings import ROWS, THEMES
from reader.theme_files import read_themes
from reader.tui.keys.commands import COMMANDS as KEYS
from reader.tui.keys.keys_in_force import keymap_of
from tests.project.command_lines import DOCUMENTS, ROOT, blocks

TOML = [
    pytest.param(name, block, id=f"{name}-{number}")
    for name in DOCUMENTS
    for number, (language, block) in enumerate(blocks((ROOT / name).read_text(encoding="utf-8")))
    if language == "toml"
]


@pytest.mark.parametrize(("name", "block"), TOML)
def test_what_is_to_be_copied_into_a_file_is_taken_without_a_warning(
    name: str, block: str, tmp_path: Path
) -> None:
    if "[[feed]]" in block:
        (tmp_path / "feeds.toml").write_text(block, encoding="utf-8")
        found = load_subscriptions(tmp_path)
        assert list(found.problems) == []
        assert len(found.feeds) == block.count("[[feed]]")
        return
    if block.startswith("# themes/"):
        (tmp_path / "sepia.toml").write_text(block, encoding="utf-8")
        themes, mistakes = read_themes(tmp_path, THEMES)
        assert ([theme.name for theme in themes], mistakes) == (["sepia"], [])
        return
    file = tmp_path / "config.toml"
    file.write_text(block, encoding="utf-8")
    settings, warnings = load_settings(file, {})
    assert list(warnings) == []
    assert {line.split(" = ")[0] for line in block.splitlines() if " = " in line}
    if settings.keys:
        assert keymap_of(settings).problems == []


def test_there_are_such_blocks() -> None:
    assert {param.values[0] for param in TOML} >= {"docs/settings.md", "docs/keys.md", "docs/feeds.md"}


def test_the_units_of_systemd_name_a_command_that_is_there() -> None:
    text = (ROOT / "docs" / "feeds.md").read_text(encoding="utf-8")
    units = [block for language, block in blocks(text) if language == "ini"]
    parsed = []
    for unit in units:
        parser = configparser.ConfigParser(interpolation=None)
        parser.optionxform = str  # type: ignore[assignment,method-assign]  # as systemd reads them
        parser.read_string(unit)
        parsed.append(parser)
    assert [parser.sections() for parser in parsed] == [["Unit", "Service"], ["Unit", "Timer", "Install"]]
    assert parsed[0]["Service"]["ExecStart"] == "%h/.local/bin/newsreader refresh --quiet"
    assert parsed[0]["Service"]["SuccessExitStatus"] == "3 4"


def test_every_query_of_the_page_of_queries_can_be_read() -> None:
    text = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")
    table = text.split("| Query | Matches |")[1].split("\n\n")[0]
    queries = [code for row in table.splitlines()[2:] for code in row.split("|")[1].split("`")[1::2]]
    assert len(queries) > 15
    for query in [*queries, "（tag：甲 OR －乙）"]:
        parse(query, {"mood"})


@pytest.mark.parametrize(
    ("table", "names"),
    [
        ("commands", [command.name for command in COMMANDS]),
        ("what commands do", [command.does for command in COMMANDS]),
        ("ids of keys", [command.id for command in KEYS]),
        ("titles of keys", [command.title for command in KEYS]),
        ("settings", list(ROWS)),
        ("what settings do", [row.meaning for row in ROWS.values()]),
        (
            "names of front matter",
            [(field, name) for field, names in alias.ALIASES.items() for name in names],
        ),
        ("fields of queries", [name for field in FIELDS for name in (field.name, *field.others)]),
    ],
)
def test_no_name_stands_twice_in_a_table(table: str, names: list[object]) -> None:
    assert [name for name, count in Counter(names).items() if count > 1] == [], table


def test_no_key_is_given_twice_in_a_pane() -> None:
    taken = Counter((command.where, keys) for command in KEYS for keys in command.keys)
    assert [each for each, count in taken.items() if count > 1] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_document_has_a_doubled_comma_or_a_word_twice(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert ",," not in text
    assert "newsreader-terminal" not in text.replace("uninstall newsreader-terminal", ""), (
        "no index has a package of that name"
    )
    rows = [line for line in text.splitlines() if line.startswith("| `newsreader ")]
    assert len(rows) == len({row.split("|")[1] for row in rows})


def test_the_readme_says_what_it_is_before_anything_else() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    heads = [line for line in text.splitlines() if line.startswith("## ")]
    assert heads[:4] == ["## What it does", "## Install", "## First steps", "## Keys"]
    keys = text.split("## Keys")[1].split("\n## ")[0]
    assert sum(line.startswith("| `") for line in keys.splitlines()) == 10
    assert "docs/keys.md" in keys
