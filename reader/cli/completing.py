"""What may follow on the command line while it is typed: commands, options, values, words of a query. Reads the index.

The shells' own scripts (``shells``) ask for it at each press of tab; they say nothing of their own.
"""

import argparse
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from reader.cli import commands
from reader.cli.arguments import Parser
from reader.errors import NewsreaderError
from reader.i18n import AUTO, languages, tr
from reader.settings import THEMES

if TYPE_CHECKING:
    from reader.library import Library

FILES = ":files"
"""Instead of a word: names of files may stand here, which the shell knows best."""

FOLDERS = ":folders"
"""The same for folders."""


class Candidate(NamedTuple):
    """A word that may stand at the end."""

    word: str
    """The whole word, or ``FILES`` or ``FOLDERS``."""
    about: str = ""
    """What it is; empty where it speaks for itself."""


def candidates(words: Sequence[str]) -> list[Candidate]:
    """Return what may be the last of these words, which follow ``newsreader``; never fails."""
    *before, begun = words or [""]
    command = next((commands.BY_NAME[word] for word in before if word in commands.BY_NAME), None)
    parser = _parser_of(command)
    with suppress(NewsreaderError, OSError):
        found = list(_found(parser, command, before, begun))
        return [each for each in found if each.word in {FILES, FOLDERS} or each.word.startswith(begun)]
    return []


def _parser_of(command: commands.Command | None) -> Parser:
    if command is None:
        from reader.cli.main import parser

        return cast("Parser", parser())
    made = Parser(command.name, "", "")
    cast("commands.Module", import_module(f"{commands.__name__}.{command.module}")).options(made)
    made.add_json()
    made.add_general()
    return made


def _found(
    parser: Parser, command: commands.Command | None, before: Sequence[str], begun: str
) -> Iterator[Candidate]:
    options = {name: action for action in parser.actions() for name in action.option_strings}
    name, equals, value = begun.partition("=")
    if equals and name in options:
        for each in _values(options[name], before, value):
            yield each if each.word in {FILES, FOLDERS} else each._replace(word=f"{name}={each.word}")
        return
    last = before[-1] if before else ""
    if last in options and options[last].nargs != 0 and "--" not in before[:-1]:
        yield from _values(options[last], before, begun)
        return
    is_negation = parser.takes_query and ":" in begun and not begun.startswith("--")
    if begun.startswith("-") and "--" not in before and not is_negation:
        yield from (
            Candidate(option, action.help or "")
            for option, action in options.items()
            if option.startswith("--") and action.help != argparse.SUPPRESS
        )
        return
    if command is None:
        if not [word for word in before if not word.startswith("-")]:
            yield from (Candidate(command.name, tr(command.does)) for command in commands.COMMANDS)
        yield Candidate(FOLDERS)
        return
    yield from _operand(parser, options, before[list(before).index(command.name) + 1 :], begun)


def _operand(
    parser: Parser, options: Mapping[str, argparse.Action], before: Sequence[str], begun: str
) -> Iterator[Candidate]:
    """Yield what may stand where no option stands."""
    operands: list[str] = []
    rest = iter(before)
    for word in rest:
        if word in options and options[word].nargs != 0:
            next(rest, None)
        elif not word.startswith("-"):
            operands.append(word)
    positional = [action for action in parser.actions() if not action.option_strings]
    if not positional:
        return
    at = min(len(operands), len(positional) - 1)
    yield from _values(positional[at], [*before, *operands], begun, operands)


def _values(
    action: argparse.Action, before: Sequence[str], begun: str, operands: Sequence[str] = ()
) -> Iterable[Candidate]:
    if action.choices is not None:
        return [Candidate(str(each)) for each in action.choices]
    named = str(action.metavar or "")
    if named == "WORD":  # of config
        return _settings(operands, begun)
    if named in _KINDS:
        return _KINDS[named](before, begun)
    return ()


def _settings(operands: Sequence[str], begun: str) -> Iterator[Candidate]:
    """Yield the settings, and behind one the values that it names."""
    from reader.settings import ROWS, values_named

    act, *rest = operands or [""]
    if act == "set" and len(rest) == 1:
        yield from _themes() if rest[0] == "theme" else map(Candidate, values_named(rest[0]))
    elif "." in begun and not rest:
        yield from _inside_tables(act, begun)
    elif act == "show" or (act in {"set", "unset"} and not rest):
        yield from (Candidate(name, tr(setting.meaning)) for name, setting in ROWS.items())


def _inside_tables(act: str, begun: str) -> Iterator[Candidate]:
    """Yield what a table of settings has or may have: ``searches.long``, ``keys.down``."""
    from reader.paths import standard_paths
    from reader.setting_loading import load_settings
    from reader.tui.keys.commands import COMMANDS

    table = begun.partition(".")[0]
    settings = load_settings(standard_paths().settings_file, os.environ).settings
    given = getattr(settings, table, None)
    names = dict.fromkeys(given if isinstance(given, Mapping) else (), "")
    if table == "keys" and act == "set":
        names |= {command.id: tr(command.title) for command in COMMANDS}
    yield from (Candidate(f"{table}.{name}", about) for name, about in names.items())


def _themes() -> Iterator[Candidate]:
    """Yield the themes, the user's too."""
    from reader.paths import standard_paths
    from reader.theme_files import theme_names

    yield from map(Candidate, dict.fromkeys([*THEMES, *theme_names(standard_paths().themes)]))


@contextmanager
def _library(before: Sequence[str]) -> Iterator["Library"]:
    """Open the folders that the options before name, else the usual ones, as the index has them."""
    from reader.cli.opening import opened

    named = [word for option, word in pairwise(before) if option in {"-f", "--folder"}]
    named += [word.partition("=")[2] for word in before if word.startswith("--folder=")]
    # Shells hand the words on as they are typed.
    with opened([str(Path(word).expanduser()) for word in named], {}, is_strict=False) as workspace:
        yield workspace.library


def _of_query(before: Sequence[str], begun: str) -> Iterator[Candidate]:
    """Yield the words that a query may go on with."""
    with _library(before) as library:
        for each in library.questions.completions(begun):
            yield Candidate(each.query.rstrip(), each.aside)


def _tags(before: Sequence[str], begun: str) -> Iterator[Candidate]:
    """Yield the tags; of several between commas the last."""
    done, comma, last = begun.rpartition(",")
    with _library(before) as library:
        for each in library.questions.completions(f"tag:{last}"):
            name = each.label.partition(":")[2].strip('"')
            yield Candidate(f"{done}{comma}{name}", each.aside)


def _feeds(before: Sequence[str], _: str) -> Iterator[Candidate]:
    """Yield the addresses of feeds."""
    from reader.actions.feeds.subscribing import followed, roots_of

    with _library(before) as library:
        for each in followed(roots_of(library)).feeds:
            yield Candidate(each.feed.address, each.title)


def _orders(_: Sequence[str], __: str) -> Iterator[Candidate]:
    """Yield the orders of articles, and each reversed."""
    from reader.library.query.orders import ORDERS

    yield from (Candidate(f"{sign}{order}") for order in ORDERS for sign in ("", "-"))


def _group_keys(_: Sequence[str], __: str) -> Iterator[Candidate]:
    """Yield what articles are grouped by."""
    from reader.library.index.grouping import GROUP_KEYS

    yield from (Candidate(key.name, tr(key.meaning)) for key in GROUP_KEYS)


def _programs(table: str) -> Iterator[Candidate]:
    """Yield the names of ``[[pipe]]`` or ``[[share]]``."""
    from shlex import join

    from reader.actions.programs.sharing import share_rows
    from reader.paths import standard_paths
    from reader.setting_loading import load_settings

    settings = load_settings(standard_paths().settings_file, os.environ).settings
    rows = share_rows(settings) if table == "share" else settings.pipe
    yield from (Candidate(row.name, join(row.command)) for row in rows)


_KINDS: Mapping[str, Callable[[Sequence[str], str], Iterable[Candidate]]] = {
    "FOLDER": lambda _, __: (Candidate(FOLDERS),),
    "FILE": lambda _, __: (Candidate(FILES),),
    "ARTICLE": lambda _, __: (Candidate(FILES),),
    "QUERY": _of_query,
    "TAG": _tags,
    "FEED": _feeds,
    "PIPE": lambda _, __: _programs("pipe"),
    "SHARE": lambda _, __: _programs("share"),
    "TEXT": _feeds,
    "FIELD": _orders,
    "KEY": _group_keys,
    "NAME": lambda _, __: _themes(),
    "LANGUAGE": lambda _, __: map(Candidate, (AUTO, *languages())),
}
"""What stands for each word in capitals of the usage."""
