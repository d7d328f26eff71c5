"""Reads newsboat's lines about keys, macros and highlights as values: our names of keys, ids of our commands. Pure.

Nothing of it is run. What has no counterpart is said with its line.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reader.feeds.interchange.newsboat import words_of
from reader.i18n import tr
from reader.text import clean_line

OPERATIONS: Mapping[str, str] = {
    "open": "enter", "quit": "quit", "hard-quit": "quit", "reload": "refresh_feed", "reload-all": "refresh_feeds",
    "mark-feed-read": "mark_group_read", "mark-all-feeds-read": "mark_all_read", "mark-all-above-as-read": "mark_above_read",
    "next-unread": "next_unread", "prev-unread": "previous_unread", "next": "next_article", "prev": "previous_article",
    "random-unread": "random_unread", "open-in-browser": "open_source", "open-in-browser-and-mark-read": "open_source",
    "open-in-browser-noninteractively": "open_source", "help": "show_help", "toggle-source-view": "show_source",
    "toggle-article-read": "toggle_read", "toggle-show-read-feeds": "toggle_show_read", "show-urls": "list_links",
    "clear-tag": "clear_filter", "set-tag": "go_to_group", "select-tag": "go_to_group", "open-search": "search_articles",
    "goto-url": "list_links", "goto-title": "go_to_group", "enqueue": "download_media", "edit-urls": "edit_feeds",
    "reload-urls": "list_feeds", "redraw": "redraw", "cmdline": "command_line", "set-filter": "filter_list",
    "select-filter": "choose_search", "clear-filter": "clear_filter", "bookmark": "toggle_star", "edit-flags": "edit_tags",
    "next-unread-feed": "next_unread_group", "prev-unread-feed": "previous_unread_group", "next-feed": "next_group",
    "prev-feed": "previous_group", "view-dialogs": "list_recent", "close-dialog": "leave", "next-dialog": "forward",
    "prev-dialog": "back", "delete-article": "delete_articles", "sort": "sort_articles", "rev-sort": "sort_articles", "up": "up", "down": "down",
    "pageup": "page_up", "pagedown": "page_down", "halfpageup": "half_page_up", "halfpagedown": "half_page_down",
    "home": "top", "end": "bottom", "switch-focus": "next_pane", "pipe-to": "pipe_article",
    "open-all-unread-in-browser": "open_all", "open-all-unread-in-browser-and-mark-read": "open_all",
}  # fmt: skip
"""Newsboat's operations, and our commands for them."""

_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

_NAMES = {
    "enter": "enter", "esc": "escape", "tab": "tab", "space": "space", "up": "up", "down": "down", "left": "left",
    "right": "right", "ppage": "pageup", "npage": "pagedown", "home": "home", "end": "end", "backspace": "backspace",
    "delete": "delete", "dc": "delete", "insert": "insert", "lt": "<", "gt": ">", "minus": "-", "pageup": "pageup",
    "pagedown": "pagedown", **{f"f{number}": f"f{number}" for number in range(1, 13)},
}  # fmt: skip
_ANGLED = re.compile(r"<(?:(C|S|A|M)-)?([^<>]+|[<>])>")
_MODIFIERS = {"C": "ctrl+", "S": "shift+", "A": "alt+", "M": "alt+"}
_TOGETHER = re.compile(r"[a-z0-9-]*(?:;[a-z0-9-]*)+")
"""Operations without a space between them."""
_PLAIN = re.compile(r"\(?([^\\.^$*+?\[\](){}]+)\)?")
_COLOURS = {
    "red": "red",
    "green": "green",
    "yellow": "yellow",
    "blue": "blue",
    "cyan": "blue",
    "magenta": "purple",
}


class Bind(NamedTuple):
    """A key, and the command that it runs."""

    key: str
    """As ``[keys]`` names it."""
    command: str
    """Its id; empty: the key runs nothing any more."""


class Macro(NamedTuple):
    """Commands that a key runs one after another, or a key with an argument."""

    key: str
    """As ``[macros]`` names it."""
    lines: tuple[str, ...]
    """The commands."""


class Watch(NamedTuple):
    """Words that are shown in a colour."""

    words: tuple[str, ...]
    """Any of them."""
    colour: str
    """Its name; empty: none is named that we have."""


class Keys(NamedTuple):
    """What lines about keys and highlights say."""

    binds: tuple[Bind, ...]
    """In their order: a later one counts."""
    macros: tuple[Macro, ...]
    """The same."""
    watches: tuple[Watch, ...]
    """In their order."""
    left_out: tuple[tuple[str, str], ...]
    """Lines without a counterpart, and why."""


def read_keys(lines: Iterable[str]) -> Keys:
    """Return what lines about keys, macros and highlights say."""
    binds: list[Bind] = []
    macros: list[Macro] = []
    watches: list[Watch] = []
    left_out: list[tuple[str, str]] = []
    for line in lines:
        words = words_of(line)
        try:
            match words[0]:
                case "bind-key":
                    _take(binds, macros, _key(_nth(words, 1)), [words[2:3]])
                case "bind":
                    _take(binds, macros, _sequence(_nth(words, 1)), _operations(words[3:]))
                case "unbind-key":
                    binds.append(Bind(_key(_nth(words, 1)), ""))
                case "macro":
                    macros.append(Macro(f", {_key(_nth(words, 1))}", _lines(_operations(words[2:]))))
                case "highlight":
                    watches.append(_watch(words))
                case name:
                    left_out.append((line, _missing(name)))
        except ValueError as why:
            left_out.append((line, str(why)))
    return Keys(tuple(binds), tuple(macros), tuple(watches), tuple(left_out))


def _take(binds: list[Bind], macros: list[Macro], key: str, operations: Sequence[Sequence[str]]) -> None:
    """Take a key with what it runs: one command of ours, or several, or one with an argument."""
    lines = _lines(operations)
    if len(lines) == 1 and " " not in lines[0]:
        binds.append(Bind(key, lines[0]))
    else:
        macros.append(Macro(key, lines))


def _nth(words: Sequence[str], number: int) -> str:
    if number >= len(words):
        raise ValueError(tr("it names no key"))
    return words[number]


def _operations(words: Sequence[str]) -> list[list[str]]:
    """Return the operations of a macro, each with its arguments; a description behind ``--`` is left."""
    found: list[list[str]] = [[]]
    for word in words:
        if word == "--":
            break
        if word == ";":
            found.append([])
            continue
        parts = word.split(";") if word.endswith(";") or _TOGETHER.fullmatch(word) else [word]
        for number, part in enumerate(parts):
            found += [[]] if number else []
            found[-1] += [part] if part else []
    return [each for each in found if each]


def _lines(operations: Sequence[Sequence[str]]) -> tuple[str, ...]:
    lines = []
    for operation in operations:
        name = operation[0] if operation else ""
        if name == "set" and len(operation) == 3 and operation[1] in {"browser", "player"}:
            command = re.sub(r"""(["']?)%u\1""", "%s", operation[2])
            lines.append(f"set {operation[1]} {clean_line(command, 500)}")
        elif name.startswith("open-url-") or name in _DIGITS:
            number = name.removeprefix("open-url-")
            lines.append(f"open_link {_DIGITS.index(number) or 10 if number in _DIGITS else _number(number)}")
        elif name in OPERATIONS and len(operation) == 1:
            lines.append(OPERATIONS[name])
        else:
            raise ValueError(
                tr("{name} has no counterpart here", name=clean_line(" ".join(operation) or "it", 60))
            )
    if not lines:
        raise ValueError(tr("it names no operation"))
    return tuple(lines)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text[:4]) > 0 and len(text) < 4):
        raise ValueError(_missing(text))
    return int(text)


def _missing(name: str) -> str:
    return tr("{name} has no counterpart here", name=clean_line(name, 60))


def _key(name: str) -> str:
    """Return our name of one key."""
    if len(name) == 2 and name[0] == "^" and name[1].isascii() and name[1].isprintable():
        return f"ctrl+{name[1].lower()}"
    if found := _ANGLED.fullmatch(name):
        return _angled(found)
    if name.lower() in _NAMES:
        return _NAMES[name.lower()]
    if len(name) == 1 and name.isprintable():
        return "space" if name == " " else name
    raise ValueError(tr("no key here is called {key}", key=clean_line(name, 60)))


def _angled(found: re.Match[str]) -> str:
    modifier, name = _MODIFIERS.get(found[1] or "", ""), found[2]
    plain = _NAMES.get(name.lower(), name if len(name) == 1 else "")
    if not plain:
        raise ValueError(tr("no key here is called {key}", key=clean_line(found[0], 60)))
    if modifier == "shift+" and len(plain) == 1:
        return plain.upper()
    return modifier + (plain.lower() if modifier and len(plain) == 1 else plain)


def _sequence(text: str) -> str:
    """Return our name of keys typed one after another, as newsboat writes them without spaces."""
    keys, at = [], 0
    while at < len(text):
        if found := _ANGLED.match(text, at):
            keys.append(_angled(found))
            at = found.end()
        else:
            keys.append(_key(text[at : at + 2] if text[at] == "^" and at + 1 < len(text) else text[at]))
            at += 2 if text[at] == "^" and at + 1 < len(text) else 1
    if not keys:
        raise ValueError(tr("it names no key"))
    return " ".join(keys)


def _watch(words: Sequence[str]) -> Watch:
    if len(words) < 4:
        raise ValueError(tr("it names no words and colour"))
    if words[1] not in {"article", "articlelist", "all"}:
        raise ValueError(tr("lines of {place} are not highlighted here", place=clean_line(words[1], 60)))
    found = _PLAIN.fullmatch(words[2])
    parts = [part.strip() for part in found[1].split("|")] if found else []
    if not parts or "" in parts:
        raise ValueError(tr("{regex} is a regex, not words", regex=clean_line(words[2], 60)))
    return Watch(tuple(clean_line(part, 100) for part in parts), _COLOURS.get(words[3], ""))
