"""The settings: one row each, with its default, what it accepts and what it does.

Reads one file. Precedence: flags, ``NEWSREADER_*`` variables, ``config.toml``, defaults. A wrong entry is
named in a warning and leaves the default: no setting can keep the program from starting.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from reader.i18n import tr
from reader.text import clean_line
from reader.whole_file import read_whole

PREFIX = "NEWSREADER_"

NAME_LIMIT = 40
"""So much of an unknown name is compared with the known ones."""

SCOPES = ("unread", "all", "starred", "later")
"""What the list can show, by the names that people write: those of ``reader.library.Scope``."""

Check = Callable[[Any], Any]
"""Takes a raw value (a string from the environment, any TOML value); returns the value or raises ValueError."""


def _text(raw: Any) -> str:
    if not isinstance(raw, str):
        raise ValueError(tr("a text in quotes"))
    return raw


def _flag(raw: Any) -> bool:
    named = {
        "true": True,
        "1": True,
        "yes": True,
        "on": True,
        "false": False,
        "0": False,
        "no": False,
        "off": False,
    }
    value = named.get(raw.lower()) if isinstance(raw, str) else raw
    if not isinstance(value, bool):
        raise ValueError(tr("true or false"))
    return value


def _number(low: float, high: float, kind: type[int] | type[float] = int) -> Check:
    def check(raw: Any) -> Any:
        expected = ValueError(tr("a number from {low} to {high}", low=low, high=high))
        if isinstance(raw, bool) or not isinstance(raw, (int, float, str)):
            raise expected
        try:
            value = float(raw)
        except (ValueError, OverflowError):
            raise expected from None
        if not low <= value <= high or (kind is int and not value.is_integer()):
            raise expected
        return kind(value)

    return check


def _one_of(*names: str) -> Check:
    def check(raw: Any) -> str:
        if raw not in names:
            raise ValueError(tr("one of {names}", names=", ".join(names)))
        return str(raw)

    return check


def _folders(raw: Any) -> tuple[str, ...]:
    items = raw.split(os.pathsep) if isinstance(raw, str) else raw
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise ValueError(tr("a list of folders"))
    return tuple(item for item in items if item)


def _zone(raw: Any) -> str:
    try:
        return "" if raw == "" else str(ZoneInfo(raw))
    except (ValueError, OSError, TypeError, AttributeError, LookupError):
        raise ValueError(tr("a time zone such as Asia/Shanghai")) from None


def _keys(raw: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(raw, dict):
        raise ValueError(tr("a table of commands and keys"))
    table: dict[str, tuple[str, ...]] = {}
    for command, keys in raw.items():
        chosen = [keys] if isinstance(keys, str) else keys
        if not isinstance(chosen, list) or not all(isinstance(key, str) for key in chosen):
            raise ValueError(tr('keys as in down = ["j", "down"]'))
        table[str(command)] = tuple(chosen)
    return table


def _row(default: Any, check: Check, meaning: str) -> Any:
    metadata = {"check": check, "meaning": meaning}
    if isinstance(default, dict):
        return field(default_factory=dict, metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force; each field is the one row of its setting."""

    folders: tuple[str, ...] = _row((), _folders, "the folders to open when none is named")
    scope: str = _row("unread", _one_of(*SCOPES), "what the sidebar shows at first")
    group_order: str = _row("unread", _one_of("unread", "name"), "groups by most unread or by name")
    measure: int = _row(72, _number(20, 300), "the widest line of an article, in cells")
    autospace: bool = _row(False, _flag, "show a space between Chinese or Japanese and Latin text")
    hanging: bool = _row(
        False, _flag, "let full stops and commas stand in the margin, in Chinese and Japanese"
    )
    justify: bool = _row(False, _flag, "make full lines equally long")
    line_numbers: bool = _row(False, _flag, "number the lines of listings")
    theme: str = _row("auto", _text, "the colours; auto follows the terminal's background")
    icons: str = _row("unicode", _one_of("unicode", "ascii"), "the signs in the sidebar")
    mouse: bool = _row(True, _flag, "click, wheel and drag in the program")
    browser: str = _row("", _text, "the command that opens a source; empty: $BROWSER or the system's")
    read_after_s: float = _row(
        1.5, _number(0, 3600, float), "seconds in the page that make it read; 0: never"
    )
    drafts: bool = _row(True, _flag, "list drafts and unlisted articles too")
    text_files: bool = _row(False, _flag, "read .txt files as articles too")
    timezone: str = _row("", _zone, "where dates without a zone were written; empty: the machine's")
    language: str = _row("en", _text, "the language of the program")
    keys: Mapping[str, tuple[str, ...]] = _row({}, _keys, "other keys for commands, in a table [keys]")


ROWS: Mapping[str, Field[Any]] = {row.name: row for row in fields(Settings)}
"""Every setting by its name, in the order in which documentation lists them."""


class Loaded(NamedTuple):
    """Settings and what was wrong with where they came from."""

    settings: Settings
    warnings: tuple[str, ...]


def load_settings(file: Path, environ: Mapping[str, str], flags: Mapping[str, Any] | None = None) -> Loaded:
    """Return the settings in force and one warning (a sentence) for every entry that was not usable.

    A flag that is None and a variable that is empty were not given.
    """
    warnings: list[str] = []
    values: dict[str, Any] = {}
    for source, name, raw in _entries(file, environ, flags or {}, warnings):
        if name not in ROWS:
            warnings.append(_unknown(source, name))
            continue
        try:
            values[name] = ROWS[name].metadata["check"](raw)
        except ValueError as expected:
            warnings.append(
                tr("{source}: {name} should be {expected}", source=source, name=name, expected=expected)
            )
    return Loaded(Settings(**values), tuple(clean_line(warning) for warning in warnings))


def _entries(
    file: Path, environ: Mapping[str, str], flags: Mapping[str, Any], warnings: list[str]
) -> Iterator[tuple[str, str, Any]]:
    """Yield where an entry comes from, its name and its raw value; the later count more."""
    for name, raw in _read(file, warnings).items():
        yield str(file), name, raw
    for name in ROWS:
        variable = PREFIX + name.upper()
        if environ.get(variable):
            yield variable, name, environ[variable]
    for name, raw in flags.items():
        if raw is not None:
            yield "--" + name.replace("_", "-"), name, raw


def _read(file: Path, warnings: list[str]) -> dict[str, Any]:
    try:
        content = read_whole(file)
    except FileNotFoundError:
        return {}
    except OSError as problem:
        warnings.append(tr("{file} is not used: {problem}", file=file, problem=problem))
        return {}
    import tomllib  # 8 ms: only for those who have settings

    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        warnings.append(tr("{file} is not used: {problem}", file=file, problem=problem))
        return {}


def _unknown(source: str, name: str) -> str:
    from difflib import get_close_matches  # 2 ms: only for those who mistype

    near = get_close_matches(name[:NAME_LIMIT], ROWS, n=1)
    if near:
        return tr(
            "{source}: no setting is called {name}; did you mean {near}?",
            source=source,
            name=name,
            near=near[0],
        )
    return tr("{source}: no setting is called {name}", source=source, name=name)
