"""The tables ``[[open]]``, ``[[pipe]]`` and ``[[share]]`` of the settings: what each key may be, and what is wrong with one.

Pure. A command is a program and its arguments; fields in braces, ``{link}``, stand for what belongs to the article.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

from reader import setting_checks as checks
from reader.i18n import tr
from reader.nearest import nearest
from reader.setting_tables import all_or_part, row_values
from reader.toml.mistakes import Mistake, shown, unknown

_T = TypeVar("_T")

FIELDS: Mapping[str, str] = {
    "title": "the title",
    "link": "the address of its source",
    "quotation": "the selected passage, else the summary",
    "tags": "the tags, between commas",
    "file": "its file, with all folders",
    "author": "the authors, between commas",
    "date": "the day, such as 2026-11-30",
    "source": "the feed or site that it is from",
}
"""What a field of a command stands for."""

INPUTS = ("markdown", "html", "text", "json")
"""What a program gets on its input."""

OUTPUTS = ("page", "note", "tags", "article")
"""What becomes of a program's output."""

LIMIT_S = 60
"""How long a program may run unless its row says otherwise."""

FIELD = re.compile(r"(?P<brace>\{\{|\}\})|\{(?P<name>[a-z_]+)\}")
"""A field in a word of a command; braces that are doubled stand for themselves, all others too."""

_NAME = re.compile(r"[^\W\d][\w-]{0,39}")


class OpenRow(NamedTuple):
    """What opens addresses of a kind, or articles of a kind."""

    command: tuple[str, ...]
    """The program and its arguments."""
    match: str = ""
    """A regex that is looked for in the address; empty: any."""
    query: str = ""
    """Which articles; empty: any."""
    terminal: bool = False
    """It needs the terminal, which it gets meanwhile."""


class PipeRow(NamedTuple):
    """A program that reads articles and writes something about them."""

    name: str
    """By which it is chosen, and which stands above its output."""
    command: tuple[str, ...]
    """The program and its arguments."""
    input: str = INPUTS[0]
    """One of ``INPUTS``."""
    output: str = OUTPUTS[0]
    """One of ``OUTPUTS``."""
    timeout_s: int = LIMIT_S
    """Seconds after which it is ended."""


class ShareRow(NamedTuple):
    """A way to hand an article on; one of ``command``, ``open``, ``copy`` and ``append`` is given."""

    name: str
    """By which it is chosen."""
    command: tuple[str, ...] = ()
    """A program and its arguments."""
    open: str = ""
    """An address that is opened; its fields are encoded as addresses need it."""
    copy: str = ""
    """A text that is copied."""
    append: str = ""
    """A file to which a line is added."""
    text: str = ""
    """That line; for a command, what it gets on its input in the place of the article."""
    input: str = ""
    """One of ``INPUTS``; empty: the command gets nothing but ``text``."""
    terminal: bool = False
    """The command needs the terminal."""


class ProgramKey(NamedTuple):
    """What one key of a row accepts and means."""

    check: Callable[[Any], Any]
    """Returns the value or raises ValueError."""
    meaning: str
    """What it does, as the documentation says it."""


def _name(raw: Any) -> str:
    if isinstance(raw, str) and _NAME.fullmatch(raw):
        return raw
    raise ValueError(tr('a name without spaces such as "summary"'))


def _text(raw: Any) -> str:
    if not isinstance(raw, str) or not raw.strip() or "\0" in raw:
        raise ValueError(tr('text such as "{example}"', example="{title} - {link}"))
    _refuse_misspelt(raw)
    return raw


def _command(raw: Any) -> tuple[str, ...]:
    words = checks.command(raw)
    if not words or not words[0].strip():
        raise ValueError(tr('a list such as ["mpv", "--no-video"]'))
    for word in words:
        _refuse_misspelt(word)
    if FIELD.search(words[0]):
        raise ValueError(
            tr("a program, with fields such as {example} in its arguments only", example="{link}")
        )
    return words


def _refuse_misspelt(text: str) -> None:
    """Raise ValueError where braces hold what is nearly a field; other words in braces are the program's own."""
    for found in FIELD.finditer(text):
        name = found["name"]
        if name and name not in FIELDS and (near := nearest(name, FIELDS)):
            raise ValueError(tr("text with fields such as {{{near}}}", near=near))


def _regex(raw: Any) -> str:
    expected = ValueError(tr('a regex such as "youtube|vimeo"'))
    if not isinstance(raw, str) or not raw:
        raise expected
    try:
        re.compile(raw)
    except (re.error, RecursionError, OverflowError):
        raise expected from None
    return raw


def _query(raw: Any) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise ValueError(tr('a query such as "tag:ads"'))
    return raw


def _file(raw: Any) -> str:
    if not isinstance(raw, str) or "\0" in raw or not raw.startswith(("/", "~")):
        raise ValueError(tr('a file such as "~/vault/inbox.md"'))
    return raw


OPEN_KEYS: Mapping[str, ProgramKey] = {
    "command": ProgramKey(_command, "the program and its arguments; without a field the link comes last"),
    "match": ProgramKey(_regex, "a regex that is looked for in the address"),
    "query": ProgramKey(_query, "a query that finds the article"),
    "terminal": ProgramKey(checks.flag, "true: the program needs the terminal, and gets it until it ends"),
}
"""Every key of a table ``[[open]]``."""

PIPE_KEYS: Mapping[str, ProgramKey] = {
    "name": ProgramKey(_name, "by which it is chosen, and which stands above its output"),
    "command": ProgramKey(_command, "the program and its arguments"),
    "input": ProgramKey(checks.one_of(*INPUTS), "what it reads; default: markdown"),
    "output": ProgramKey(
        checks.one_of(*OUTPUTS),
        "what becomes of what it writes: shown and kept above the article, your note, your tags, a new article;"
        " default: page",
    ),
    "timeout_s": ProgramKey(checks.number(1, 3600), "the seconds after which it is ended; default: 60"),
}
"""Every key of a table ``[[pipe]]``."""

SHARE_KEYS: Mapping[str, ProgramKey] = {
    "name": ProgramKey(_name, "by which it is chosen"),
    "command": ProgramKey(_command, "a program and its arguments"),
    "open": ProgramKey(_text, "an address that is opened, such as that of a form; mailto: writes a mail"),
    "copy": ProgramKey(_text, "a text that is copied"),
    "append": ProgramKey(_file, "a file to whose end a line is added"),
    "text": ProgramKey(_text, "that line; with a command what it reads"),
    "input": ProgramKey(checks.one_of(*INPUTS), "with a command: the form in which it reads the article"),
    "terminal": ProgramKey(checks.flag, "true: the command needs the terminal, and gets it until it ends"),
}
"""Every key of a table ``[[share]]``."""

_ACTS = ("command", "open", "copy", "append")


def open_table(raw: Any) -> tuple[OpenRow, ...]:
    """Return the rows; raises ValueError, and PartlyWrongError where only some are wrong."""

    def make(values: Mapping[str, Any], row: Mapping[str, Any]) -> OpenRow | str:
        if {"command", "match", "query"} & set(row) - set(values):
            return ""  # without what is wrong in it, it would open too much
        if "command" not in row:
            return tr("this [[open]] has no {name} and is not used", name="command")
        if not {"match", "query"} & set(row):
            return tr("this [[open]] has neither match nor query and is not used")
        return OpenRow(**values)

    unknown_key = (
        "no key of [[open]] is called {name}",
        "no key of [[open]] is called {name}; did you mean {near}?",
    )
    return _rows("open", raw, OPEN_KEYS, unknown_key, make)


def pipe_table(raw: Any) -> tuple[PipeRow, ...]:
    """Return the rows; raises ValueError, and PartlyWrongError where only some are wrong."""

    def make(values: Mapping[str, Any], row: Mapping[str, Any]) -> PipeRow | str:
        for name in ("name", "command"):
            if name not in values:
                return "" if name in row else tr("this [[pipe]] has no {name} and is not used", name=name)
        return PipeRow(**values)

    unknown_key = (
        "no key of [[pipe]] is called {name}",
        "no key of [[pipe]] is called {name}; did you mean {near}?",
    )
    return _rows("pipe", raw, PIPE_KEYS, unknown_key, make)


def share_table(raw: Any) -> tuple[ShareRow, ...]:
    """Return the rows; raises ValueError, and PartlyWrongError where only some are wrong."""

    def make(values: Mapping[str, Any], row: Mapping[str, Any]) -> ShareRow | str:
        if "name" not in row:
            return tr("this [[share]] has no {name} and is not used", name="name")
        if len(set(_ACTS) & set(row)) != 1:
            return tr("this [[share]] is not used: it needs one of {names}", names=", ".join(_ACTS))
        if not {"name", *(set(_ACTS) & set(row))} <= set(values):
            return ""
        return ShareRow(**values)

    unknown_key = (
        "no key of [[share]] is called {name}",
        "no key of [[share]] is called {name}; did you mean {near}?",
    )
    return _rows("share", raw, SHARE_KEYS, unknown_key, make)


def _rows(
    table: str,
    raw: Any,
    keys: Mapping[str, ProgramKey],
    unknown_key: tuple[str, str],
    make: Callable[[Mapping[str, Any], Mapping[str, Any]], _T | str],
) -> tuple[_T, ...]:
    """Return the rows of a table; ``make`` returns one of its values, or why it is not used (empty: that is said)."""
    mistakes: list[Mistake] = []
    rows = raw
    if isinstance(raw, Mapping):
        rows = [raw]
        mistakes.append(Mistake((), tr("its rows begin with [[{table}]], not [{table}]", table=table)))
    if not isinstance(rows, list):
        raise ValueError(tr("rows that begin with [[{table}]]", table=table))  # noqa: TRY004 - as all checks of settings
    usable: list[_T] = []
    names: set[str] = set()
    for number, row in enumerate(rows):
        path = (number,) if rows is raw else ()
        if not isinstance(row, Mapping):
            mistakes.append(Mistake(path, tr("its rows begin with [[{table}]]", table=table)))
            continue
        made = make(row_values(row, keys, *unknown_key, path=path, mistakes=mistakes), row)
        name = getattr(made, "name", "")
        if isinstance(made, str):
            mistakes += [Mistake(path, made)] if made else []
        elif name and name.casefold() in names:
            sentence = tr("{name} is there twice; the second is not used", name=shown(name))
            mistakes.append(Mistake((*path, "name"), sentence))
        else:
            names.add(name.casefold())
            usable.append(made)
    return all_or_part(tuple(usable), mistakes)


def row_named(rows: "tuple[_T, ...]", name: str) -> "_T | None":
    """Return the row with a name, whatever its case; None: there is none."""
    wanted = name.casefold()
    return next((row for row in rows if getattr(row, "name", "").casefold() == wanted), None)


def no_such_row(table: str, rows: "tuple[Any, ...]", name: str) -> str:
    """Return the sentence for a name that no row has."""
    if not rows:
        return tr("No [[{table}]] is in config.toml; docs/programs.md has examples", table=table)
    return unknown(
        name,
        [row.name for row in rows],
        "nothing in config.toml is called {name}",
        "nothing in config.toml is called {name}; did you mean {near}?",
    )
