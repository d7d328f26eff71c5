"""The settings: one row each, with its default, what it accepts and what it does.

Reads one file. Precedence: flags, ``NEWSREADER_*`` variables, ``config.toml``, defaults. A wrong entry is
named in a warning and leaves the default: no setting can keep the program from starting.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple

from reader.i18n import tr
from reader.text import clean_line
from reader.whole_file import read_whole

PREFIX = "NEWSREADER_"

NAME_LIMIT = 40
"""So much of an unknown name is compared with the known ones."""

SCOPES = ("unread", "all", "starred", "later")
"""What the list can show, by the names that people write: those of ``reader.library.Scope``."""

UNTAGGED = ("auto", "category", "feed", "folder", "one")
"""In which groups articles without tags stand; ``reader.library.grouping`` says how each is made."""

TOP_GROUPS = ("all", "unread", "today", "starred", "later")
"""What can stand above the groups; ``reader.actions.saved_searches`` says what each finds."""

RULE_ACTS = ("mute", "read", "star", "later", "full text")
"""What rules can do beside ``tag:NAME``."""

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


def _names_of(*known: str) -> Check:
    def check(raw: Any) -> tuple[str, ...]:
        items = raw.replace(",", " ").split() if isinstance(raw, str) else raw
        if not isinstance(items, (list, tuple)) or not all(item in known for item in items):
            raise ValueError(tr("a list of {names}", names=", ".join(known)))
        return tuple(dict.fromkeys(items))

    return check


def _key(raw: Any) -> str:
    if not isinstance(raw, str) or not re.fullmatch(r"[\w.-]{1,60}", raw):
        raise ValueError(tr("a key such as author, folder, year"))
    return raw.lower()


def _queries(raw: Any) -> dict[str, str]:
    if not isinstance(raw, dict) or not all(isinstance(query, str) for query in raw.values()):
        raise ValueError(tr('names and queries as in Long = "words:>2000"'))
    return dict(raw)


class Rule(NamedTuple):
    """What is done by itself with articles that arrive."""

    query: str
    act: str
    """A row of ``RULE_ACTS``, or ``tag:NAME``."""
    until: str = ""
    """A date in ISO 8601, if it ends."""


def _rules(raw: Any) -> tuple[Rule, ...]:
    expected = ValueError(tr('rows such as query = "tag:ads", act = "mute", until = "2027-01-01"'))
    if not isinstance(raw, list) or not all(isinstance(row, dict) for row in raw):
        raise expected
    rules = []
    for row in raw:
        query, act, until = row.get("query"), row.get("act"), str(row.get("until", ""))
        is_act = isinstance(act, str) and (act in RULE_ACTS or act.removeprefix("tag:") not in {"", act})
        is_date = not until or re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", until)
        if not isinstance(query, str) or not query.strip() or not is_act or not is_date:
            raise expected
        rules.append(Rule(query, str(act), until))
    return tuple(rules)


def _zone(raw: Any) -> str:
    from zoneinfo import ZoneInfo  # 2 ms: only for those who name one

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


class Row(NamedTuple):
    """What one setting accepts and does."""

    check: Check
    meaning: str


class Settings(NamedTuple):
    """The settings in force; each field is the one row of its setting."""

    folders: Annotated[tuple[str, ...], Row(_folders, "the folders to open when none is named")] = ()
    scope: Annotated[str, Row(_one_of(*SCOPES), "what the sidebar shows at first")] = "unread"
    group_order: Annotated[str, Row(_one_of("unread", "name"), "groups by most unread or by name")] = "unread"
    group_by: Annotated[
        str,
        Row(_key, "what the sidebar groups by: tag, author, folder, year …, or a key of the front matter"),
    ] = "tag"
    untagged: Annotated[
        str,
        Row(
            _one_of(*UNTAGGED),
            "where articles without tags stand: auto: by category, else feed, else folder; one: in one group",
        ),
    ] = "auto"
    top_groups: Annotated[
        tuple[str, ...], Row(_names_of(*TOP_GROUPS), "what stands above the groups of the sidebar")
    ] = TOP_GROUPS
    measure: Annotated[int, Row(_number(20, 300), "the widest line of an article, in cells")] = 72
    autospace: Annotated[bool, Row(_flag, "show a space between Chinese or Japanese and Latin text")] = False
    hanging: Annotated[
        bool, Row(_flag, "let full stops and commas stand in the margin, in Chinese and Japanese")
    ] = False
    justify: Annotated[bool, Row(_flag, "make full lines equally long")] = False
    line_numbers: Annotated[bool, Row(_flag, "number the lines of listings")] = False
    code_wrap: Annotated[
        bool, Row(_flag, "let long lines of listings go on below; false: < and > move them sideways")
    ] = True
    images: Annotated[
        str,
        Row(
            _one_of("auto", "none", "half", "kitty", "sixel"),
            "how pictures are drawn, with the extra [images]; auto: as the terminal can",
        ),
    ] = "auto"
    remote_pictures: Annotated[
        bool, Row(_flag, "get pictures from the web when an article is opened; false: i gets them")
    ] = False
    theme: Annotated[str, Row(_text, "the colours; auto follows the terminal's background")] = "auto"
    icons: Annotated[str, Row(_one_of("unicode", "ascii"), "the signs in the sidebar")] = "unicode"
    mouse: Annotated[bool, Row(_flag, "click, wheel and drag in the program")] = True
    browser: Annotated[
        str, Row(_text, "the command that opens a source; empty: $BROWSER or the system's")
    ] = ""
    read_when: Annotated[
        str,
        Row(
            _one_of("open", "scroll-end", "manual"),
            "when an article becomes read: when one enters it, at its end, or by a key alone",
        ),
    ] = "open"
    read_after_s: Annotated[
        float, Row(_number(0, 3600, float), "seconds in the page that make it read; 0: never")
    ] = 1.5
    read_copies: Annotated[
        bool,
        Row(
            _flag,
            "mark the copies of an article read when it is read: the same link, or nearly the same text",
        ),
    ] = False
    confirm_above: Annotated[
        int, Row(_number(0, 10**9), "marking more articles than that at once is asked about; 0: never")
    ] = 500
    refresh_every: Annotated[
        int,
        Row(
            _number(0, 1440),
            "minutes after which feeds that are due are asked again while the program is open; 0: never",
        ),
    ] = 15
    once: Annotated[
        tuple[str, ...],
        Row(
            _names_of("copies", "translations"),
            "what stands in one row of the list: copies of an article, its translations",
        ),
    ] = ()
    drafts: Annotated[bool, Row(_flag, "list drafts and unlisted articles too")] = True
    templates: Annotated[
        bool, Row(_flag, "list the templates of Obsidian and Hugo too, and the examples of Hugo's themes")
    ] = False
    text_files: Annotated[bool, Row(_flag, "read .txt files as articles too")] = False
    chinese_alike: Annotated[
        bool, Row(_flag, "let traditional and simplified Chinese characters find each other")
    ] = True
    full_text: Annotated[
        bool, Row(_flag, "read the words of all articles in the background, so that they can be searched")
    ] = True
    journal: Annotated[
        str,
        Row(
            _text,
            "a folder that other devices share: what is read and starred goes there and comes from there",
        ),
    ] = ""
    timezone: Annotated[str, Row(_zone, "where dates without a zone were written; empty: the machine's")] = ""
    language: Annotated[str, Row(_text, "the language of the program")] = "en"
    searches: Annotated[
        Mapping[str, str], Row(_queries, "searches with a name, which stand as groups, in a table [searches]")
    ] = MappingProxyType({})
    rules: Annotated[
        tuple[Rule, ...],
        Row(_rules, "what is done with articles that arrive from feeds, in tables [[rules]]"),
    ] = ()
    keys: Annotated[
        Mapping[str, tuple[str, ...]], Row(_keys, "other keys for commands, in a table [keys]")
    ] = MappingProxyType({})


ROWS: Mapping[str, Row] = {name: kind.__metadata__[0] for name, kind in Settings.__annotations__.items()}
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
            values[name] = ROWS[name].check(raw)
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
