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
from reader.setting_sources import Entry, entries
from reader.setting_tables import (
    Rule,
    keys_table,
    queries_in,
    queries_table,
    refuse_old_value,
    rules_table,
    usable_items,
)
from reader.text import clean_line
from reader.toml.mistakes import PartlyWrongError, WrongError, shown, wrong

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
            refuse_old_value(raw, names)
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
    group_untagged_by: Annotated[
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
    hanging_punctuation: Annotated[
        bool, Row(_flag, "let full stops and commas stand in the margin, in Chinese and Japanese")
    ] = False
    justify: Annotated[bool, Row(_flag, "make full lines equally long")] = False
    number_code_lines: Annotated[bool, Row(_flag, "number the lines of listings")] = False
    wrap_code: Annotated[
        bool, Row(_flag, "let long lines of listings go on below; false: < and > move them sideways")
    ] = True
    images: Annotated[
        str,
        Row(
            _one_of("auto", "none", "half", "kitty", "sixel"),
            "how pictures are drawn, with the extra [images]; auto: as the terminal can",
        ),
    ] = "auto"
    remote_images: Annotated[
        bool, Row(_flag, "get pictures from the web when an article is opened; false: i gets them")
    ] = False
    theme: Annotated[str, Row(_theme, "the colours; auto follows the terminal's background")] = "auto"
    icons: Annotated[str, Row(_one_of("unicode", "ascii"), "the signs in the sidebar")] = "unicode"
    mouse: Annotated[bool, Row(_flag, "click, wheel and drag in the program")] = True
    browser: Annotated[
        str, Row(_text, "the command that opens a source; empty: $BROWSER or the system's")
    ] = ""
    mark_read_when: Annotated[
        str,
        Row(
            _one_of("open", "scroll-end", "manual"),
            "when an article becomes read: when one enters it, at its end, or by a key alone",
        ),
    ] = "open"
    mark_read_after_s: Annotated[
        float, Row(_number(0, 3600, float), "seconds in the page that make it read; 0: never")
    ] = 1.5
    mark_duplicates_read: Annotated[
        bool,
        Row(
            _flag,
            "mark the copies of an article read when it is read: the same link, or nearly the same text",
        ),
    ] = False
    confirm_marking_above: Annotated[
        int, Row(_number(0, 10**9), "marking more articles than that at once is asked about; 0: never")
    ] = 500
    refresh_every_min: Annotated[
        int,
        Row(
            _number(0, 1440),
            "minutes after which feeds that are due are asked again while the program is open; 0: never",
        ),
    ] = 15
    collapse: Annotated[
        tuple[str, ...],
        Row(
            _names_of("duplicates", "translations"),
            "what stands in one row of the list: copies of an article, its translations",
        ),
    ] = ()
    list_drafts: Annotated[bool, Row(_flag, "list drafts and unlisted articles too")] = True
    list_templates: Annotated[
        bool, Row(_flag, "list the templates of Obsidian and Hugo too, and the examples of Hugo's themes")
    ] = False
    list_text_files: Annotated[bool, Row(_flag, "read .txt files as articles too")] = False
    fold_chinese_variants: Annotated[
        bool, Row(_flag, "let traditional and simplified Chinese characters find each other")
    ] = True
    index_words: Annotated[
        bool, Row(_flag, "read the words of all articles in the background, so that they can be searched")
    ] = True
    sync_folder: Annotated[
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
    warnings: tuple[str, ...]


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
    for entry in entries(ROWS, file, environ, flags or {}, warnings):
        try:
            values[entry.name] = ROWS[entry.name].check(entry.raw)
        except PartlyWrongError as partly:
            values[entry.name] = partly.usable
            for mistake in partly.mistakes:
                sentence = tr("{name}: {mistake}", name=entry.name, mistake=mistake.sentence)
                warnings.append(f"{entry.where(entry.written, *mistake.path)}: {sentence}")
        except ValueError as expected:
            warnings.append(f"{entry.where(entry.written)}: {wrong(entry.name, expected, entry.raw)}")
        warnings += _query_faults(entry, query_fault)
    return Loaded(Settings(**values), tuple(clean_line(warning) for warning in warnings))


def _query_faults(entry: Entry, query_fault: Callable[[str], str]) -> Iterator[str]:
    for path, query in queries_in(entry.name, entry.raw):
        if sentence := query_fault(query):
            name = entry.name if path[-1] == "query" else f"{entry.name}: {path[-1]}"
            where = entry.where(entry.written, *path)
            yield tr(
                "{where}: {name}: {fault}, in {query}",
                where=where,
                name=name,
                fault=sentence,
                query=shown(query),
            )
