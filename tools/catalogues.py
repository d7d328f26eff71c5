"""The catalogues of sentences: extracted from the code, brought up to date, compiled.

``python -m tools.catalogues`` (``make messages``) writes ``reader/locale/newsreader.pot``, merges it into each
language's ``newsreader.po`` and compiles these (``tools/compiled_catalogues.py``, which builds of the wheel run too).
With ``--shares`` (``make check``) it only prints how complete they are.
"""

import ast
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from reader import refusal
from reader.actions.browser import reparsing
from reader.actions.changes import statistics
from reader.actions.exporting import making
from reader.actions.finding import saved_searches
from reader.article import not_text
from reader.article.slip import SlipKind
from reader.cli import commands as cli
from reader.cli import main, progress
from reader.cli.commands import export, refresh
from reader.cli.doctor import checks
from reader.library.index import grouping
from reader.library.query import fields, orders
from reader.page.markdown.rules import kinds
from reader.settings import ROWS
from reader.toml import salvage
from reader.tui.keys import command, commands, tips, typed_commands
from tools.compiled_catalogues import compile_all

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "reader"
FOLDER = SOURCE / "locale"
"""A folder per language, as gettext wants them."""

COMPLETE = ("zh_CN", "zh_TW", "ja")
"""Languages whose every sentence a test demands; in others English stands in for what they lack."""

SAID_BY = {"tr": (0,), "trn": (0, 1), "unknown": (2, 3), "row_values": (2, 3)}
"""Functions that are given sentences, and which of their arguments these are; of ``trn`` singular and plural."""


def template() -> Catalog:
    """Return all sentences of the code, each with the places where it stands."""
    catalogue = Catalog(project="newsreader", charset="utf-8")
    for path in sorted(SOURCE.rglob("*.py")):
        for line, sentence in sentences(path.read_text("utf-8")):
            catalogue.add(sentence, locations=[(str(path.relative_to(ROOT)), line)])
    for sentence in of_tables():
        catalogue.add(sentence)
    return catalogue


def sentences(code: str) -> Iterator[tuple[int, str | tuple[str, str]]]:
    """Give the sentences that ``tr`` and ``trn`` are called with: line, and the text or its singular and plural.

    What is called with a row of a table has its sentences from there (``of_tables``).
    """
    for node in ast.walk(ast.parse(code)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        places = SAID_BY.get(node.func.id, ())
        texts = [node.args[place] for place in places if place < len(node.args)]
        found = [
            each.value for each in texts if isinstance(each, ast.Constant) and isinstance(each.value, str)
        ]
        if node.func.id == "trn" and len(found) == 2:
            yield node.lineno, (found[0], found[1])
        elif node.func.id != "trn":
            yield from ((node.lineno, text) for text in found)


def most_seen() -> Iterator[str]:
    """Give what a user sees first and most: names of commands, groups, orders and searches, which a begun language has."""
    yield from (act.title for act in commands.COMMANDS)
    yield from (topic.value for topic in command.Topic)
    yield from (row.does for row in cli.COMMANDS)
    for key in (*grouping.GROUP_KEYS, grouping.group_key("other")):
        yield from filter(None, (key.meaning, key.nameless))
    yield from orders.MENU.values()
    yield from (name for name, _ in saved_searches.STANDARD.values())
    yield from statistics.WEEKDAYS
    yield main.EXAMPLES


def of_tables() -> Iterator[str]:
    """Give the sentences of the tables: commands, keys of groups, fields of queries and what else has a row."""
    for row in cli.COMMANDS:
        yield row.does
        yield import_module(f"{cli.__name__}.{row.module}").EXAMPLES
    yield main.EXAMPLES
    yield from dict.fromkeys(check.title for check in checks.CHECKS)
    for act in commands.COMMANDS:
        yield from filter(None, (act.title, act.about, act.words))
    yield from (typed.about for typed in typed_commands.TYPED)
    yield from (tip.sentence for tip in tips.TIPS)
    yield from (kind.value for kind in typed_commands.Takes if kind.value)
    yield from (topic.value for topic in command.Topic)
    for typed in typed_commands.TYPED:
        yield from filter(None, (typed.about, typed.takes.value))
    for key in (*grouping.GROUP_KEYS, grouping.group_key("other")):
        yield from filter(None, (key.meaning, key.nameless))
    yield from (field.meaning for field in fields.FIELDS)
    yield from orders.MENU.values()
    yield from (setting.meaning for setting in ROWS.values())
    yield from (name for name, _ in saved_searches.STANDARD.values())
    for slip in SlipKind:
        yield from slip.value
    yield from (kind.name for kind in not_text.KINDS)
    yield from kinds.WORDS.values()
    yield from (sentence for _, sentence in salvage.SENTENCES)
    yield from reparsing.REASONS
    yield from (*refusal.SYSTEM_REASONS, *refusal.REGEX_REASONS, *statistics.WEEKDAYS)
    yield from (refresh.FETCHED, progress.READ, export.PROGRESS)
    for form in making.FORMS:
        yield from (form.title, form.about)


def missing(language: Catalog) -> list[str]:
    """Return the sentences that a catalogue does not translate; of those with two numbers the first."""
    found = []
    for message in language:
        strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
        if message.id and not (strings and all(strings)):
            found.append(message.id if isinstance(message.id, str) else message.id[0])
    return found


def share(language: Catalog, catalogue: Catalog) -> float:
    """Return how much of a template a language translates, from 0 to 1."""
    lacking = set(missing(language))
    ids = [each.id if isinstance(each.id, str) else each.id[0] for each in catalogue if each.id]
    return sum(each in language and each not in lacking for each in ids) / len(ids)


def read(source: Path) -> Catalog:
    """Return the catalogue of a file ``LANGUAGE/LC_MESSAGES/newsreader.po``."""
    with source.open("rb") as file:
        return read_po(file, locale=source.parts[-3])


def sources() -> list[Path]:
    """Return the files of all catalogues."""
    return sorted(FOLDER.glob("*/LC_MESSAGES/*.po"))


def print_shares() -> None:
    """Print how much of the sentences each language translates."""
    catalogue = template()
    print(", ".join(f"{each.parts[-3]} {share(read(each), catalogue):.0%}" for each in sources()))


def update() -> None:
    """Bring template and catalogues up to date with the code, and compile them."""
    catalogue = template()
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / "newsreader.pot").open("wb") as file:
        write_po(file, catalogue, width=0, omit_header=True)
    for source in sources():
        language = read(source)
        begun = language.creation_date
        language.update(catalogue, no_fuzzy_matching=True)  # a guess would pass for a translation
        language.creation_date = begun  # else two branches that add sentences always conflict
        with source.open("wb") as file:
            write_po(file, language, width=0, sort_output=True, no_location=True, ignore_obsolete=True)
        name = source.parts[-3]
        for sentence in missing(language) if name in COMPLETE else ():
            print(f"{name} lacks: {sentence}")
        print(f"{name}: {share(language, catalogue):.0%}")
    compile_all(FOLDER)


if __name__ == "__main__":
    if "--shares" in sys.argv:
        print_shares()
    else:
        update()
