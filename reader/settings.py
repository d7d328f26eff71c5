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

from reader.i18n import languages, tr
from reader.nearest import nearest
from reader.setting_tables import Rule, keys_table, queries_in, queries_table, rules_table, usable_items
from reader.text import clean_line
from reader.toml.mistakes import PartlyWrongError, WrongError, shown, unknown, wrong

PREFIX = "NEWSREADER_"

VARIABLE_CUTOFF = 0.75
"""How like a setting a variable has to be named to be taken for a misspelt one: others may be another program's."""

NAME_LENGTH = 60
"""Characters of a name that a warning shows."""

OTHER_VARIABLES = ("debug",)
"""What else is read from ``NEWSREADER_…``."""

SCOPES = ("unread", "all", "starred", "later")
"""What the list can show, by the names that people write: those of ``reader.library.Scope``."""

UNTAGGED = ("auto", "category", "feed", "folder", "one")
"""In which groups articles without tags stand; ``reader.library.index.grouping`` says how each is made."""

TOP_GROUPS = ("all", "unread", "today", "starred", "later")
"""What can stand above the groups; ``reader.actions.finding.saved_searches`` says what each finds."""

THEMES = (
    "auto", "paper-dark", "paper-light", "ansi-dark", "ansi-light", "atom-one-dark", "atom-one-light", "catppuccin-frappe",
    "catppuccin-latte", "catppuccin-macchiato", "catppuccin-mocha", "dracula", "flexoki", "gruvbox", "monokai", "nord",
    "rose-pine", "rose-pine-dawn", "rose-pine-moon", "solarized-dark", "solarized-light", "textual-dark",
    "textual-light", "tokyo-night",
)  # fmt: skip
"""Our themes (``styles/themes``) and Textual's, which the command line does not load."""

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
            near = nearest(raw, names) if isinstance(raw, str) else ""
            raise WrongError(tr("one of {names}", names=", ".join(names)), near)
        return str(raw)

    return check


def _theme(raw: Any) -> str:
    if raw in THEMES:
        return str(raw)
    near = nearest(raw, THEMES) if isinstance(raw, str) else ""
    if near:  # all of them would fill the screen
        raise WrongError(tr("a theme such as auto, paper-dark, nord"), near)
    raise WrongError(tr("one of {names}", names=", ".join(THEMES)))


def _language(raw: Any) -> str:
    return str(_one_of(*languages())(raw))


def _folder(raw: Any) -> str:
    if not isinstance(raw, str):
        raise ValueError(tr('a folder such as "~/notes"'))
    return raw


def _folders(raw: Any) -> tuple[str, ...]:
    items = raw.split(os.pathsep) if isinstance(raw, str) else raw
    if not isinstance(items, list):
        raise ValueError(tr("a list of folders"))
    return usable_items(items, _folder)


def _names_of(*known: str) -> Check:
    def check(raw: Any) -> tuple[str, ...]:
        items = raw.replace(",", " ").split() if isinstance(raw, str) else raw
        if not isinstance(items, (list, tuple)):
            raise ValueError(tr("a list of {names}", names=", ".join(known)))
        return usable_items(items, _one_of(*known))

    return check


def _key(raw: Any) -> str:
    if not isinstance(raw, str) or not re.fullmatch(r"[\w.-]{1,60}", raw):
        raise ValueError(tr("a key such as author, folder, year"))
    return raw.lower()


def _zone(raw: Any) -> str:
    from zoneinfo import ZoneInfo  # 2 ms: only for those who name one

    try:
        return "" if raw == "" else str(ZoneInfo(raw))
    except (ValueError, OSError, TypeError, AttributeError, LookupError):
        raise ValueError(tr("a time zone such as Asia/Shanghai")) from None


class Row(NamedTuple):
    """What one setting accepts and does."""

    check: Check
    """Returns the value of a raw one."""
    meaning: str
    """What it does, as the documentation says it."""


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
    theme: Annotated[str, Row(_theme, "the colours; auto follows the terminal's background")] = "auto"
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
    language: Annotated[str, Row(_language, "the language of the program")] = "en"
    searches: Annotated[
        Mapping[str, str],
        Row(queries_table, "searches with a name, which stand as groups, in a table [searches]"),
    ] = MappingProxyType({})
    rules: Annotated[
        tuple[Rule, ...],
        Row(rules_table, "what is done with articles that arrive from feeds, in tables [[rules]]"),
    ] = ()
    keys: Annotated[
        Mapping[str, tuple[str, ...]], Row(keys_table, "other keys for commands, in a table [keys]")
    ] = MappingProxyType({})


ROWS: Mapping[str, Row] = {name: kind.__metadata__[0] for name, kind in Settings.__annotations__.items()}
"""Every setting by its name, in the order in which documentation lists them."""


class Loaded(NamedTuple):
    """Settings and what was wrong with where they came from."""

    settings: Settings
    """In force."""
    warnings: tuple[str, ...]
    """A sentence for each entry that is not usable."""


def load_settings(
    file: Path,
    environ: Mapping[str, str],
    flags: Mapping[str, Any] | None = None,
    query_fault: Callable[[str], str] = lambda _: "",
) -> Loaded:
    """Return the settings in force and one warning (a sentence) for every entry that was not usable.

    A flag that is None and a variable that is empty were not given. Of a wrong table or list the right entries are used.
    ``query_fault`` returns what is wrong with a query, or nothing.
    """
    warnings: list[str] = []
    values: dict[str, Any] = {}
    for entry in _entries(file, environ, flags or {}, warnings):
        if entry.name not in ROWS:
            warnings.append(f"{entry.where(entry.name)}: {_unknown(entry.name)}")
            continue
        try:
            values[entry.name] = ROWS[entry.name].check(entry.raw)
        except PartlyWrongError as partly:
            values[entry.name] = partly.usable
            for mistake in partly.mistakes:
                sentence = tr("{name}: {mistake}", name=entry.name, mistake=mistake.sentence)
                warnings.append(f"{entry.where(entry.name, *mistake.path)}: {sentence}")
        except ValueError as expected:
            warnings.append(f"{entry.where(entry.name)}: {wrong(entry.name, expected, entry.raw)}")
        warnings += _query_faults(entry, query_fault)
    warnings += _misspelt_variables(environ)
    return Loaded(Settings(**values), tuple(clean_line(warning) for warning in warnings))


class _Entry(NamedTuple):
    """A setting as it was given."""

    where: Callable[..., str]
    """Returns where the setting stands, or, given the way to it, something inside it."""
    name: str
    raw: Any


def _entries(
    file: Path, environ: Mapping[str, str], flags: Mapping[str, Any], warnings: list[str]
) -> Iterator[_Entry]:
    """Yield what was given; the later count more."""
    if os.path.lexists(file):
        from reader.toml.faults import Rows
        from reader.toml.reading import read_toml  # 10 ms: only for those who have settings

        found = read_toml(file, Rows("rules", frozenset({"query"})))
        warnings += found.faults
        for name, raw in found.values.items():
            yield _Entry(found.where, name, raw)
    for name in ROWS:
        variable = PREFIX + name.upper()
        if environ.get(variable):
            yield _Entry(_always(variable), name, environ[variable])
    for name, raw in flags.items():
        if raw is not None:
            yield _Entry(_always("--" + name.replace("_", "-")), name, raw)


def _query_faults(entry: _Entry, query_fault: Callable[[str], str]) -> Iterator[str]:
    for path, query in queries_in(entry.name, entry.raw):
        if sentence := query_fault(query):
            name = entry.name if path[-1] == "query" else f"{entry.name}: {path[-1]}"
            where = entry.where(entry.name, *path)
            yield tr(
                "{where}: {name}: {fault}, in {query}",
                where=where,
                name=name,
                fault=sentence,
                query=shown(query),
            )


def _always(source: str) -> Callable[..., str]:
    return lambda *_: source


def _misspelt_variables(environ: Mapping[str, str]) -> Iterator[str]:
    """Yield a warning for each variable that is called nearly as a setting, but not quite."""
    for variable in environ:
        name = variable.removeprefix(PREFIX).lower()
        if name == variable.lower() or not environ[variable] or name in ROWS or name in OTHER_VARIABLES:
            continue
        near = nearest(name, [*ROWS, *OTHER_VARIABLES], VARIABLE_CUTOFF)
        near = near or next((known for known in ROWS if len(name) > 3 and known.startswith(name)), "")
        if near:
            yield tr(
                "{variable} is not a setting; did you mean {near}?",
                variable=variable,
                near=PREFIX + near.upper(),
            )


def _unknown(name: str) -> str:
    return unknown(
        name, ROWS, "no setting is called {name}", "no setting is called {name}; did you mean {near}?"
    )
