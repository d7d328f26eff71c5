"""Commands with arguments, as they are typed after a colon and listed in macros: ``tag ai``, ``read date:<30d``.

Pure. Beside the rows here every command of the keys can be typed by its id, with a count behind it.
"""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from reader.errors import UsageError
from reader.i18n import tr
from reader.old_names import COMMANDS as OLD
from reader.text import clean_line
from reader.tui.keys.command import Command


class Takes(StrEnum):
    """What stands behind a typed command."""

    NOTHING = ""
    """Nothing."""
    COUNT = "a number"
    """A count, as before a key."""
    QUERY = "a query"
    """Which articles."""
    TAGS = "tags"
    """Tags between commas; behind them a query."""
    THEME = "a theme"
    """The name of one."""
    SETTING = "a setting and a value"
    """The name of a setting and its value."""
    SETTING_NAME = "a setting"
    """The name of a setting."""
    GROUP = "a group"
    """The name of a group of the list."""
    GROUP_KEY = "a key"
    """What articles are grouped by."""
    SCOPE = "a scope"
    """unread, all, starred, later."""
    ORDER = "an order"
    """As behind ``sort:``."""
    FOLDER = "a folder"
    """A folder, and behind it an address."""
    FILE = "a file and a query"
    """Where to write; behind it a query."""
    PIPE = "a program"
    """The name of a ``[[pipe]]``, or a command in quotation marks; behind it a query."""
    SHARE = "a way to share"
    """The name of a ``[[share]]``; behind it a query."""
    TEXT = "text"
    """Any text."""


class TypedCommand(NamedTuple):
    """A row: a command that takes an argument."""

    name: str
    """As it is typed."""
    takes: Takes
    """What stands behind it."""
    is_needed: bool
    """Whether that has to be there."""
    about: str
    """What it does, as a sentence without a full stop."""


TYPED: tuple[TypedCommand, ...] = (
    TypedCommand("read", Takes.QUERY, is_needed=False, about="Mark the article read, or all that a query finds"),
    TypedCommand("unread", Takes.QUERY, is_needed=False, about="Mark the article unread, or all that a query finds"),
    TypedCommand("star", Takes.QUERY, is_needed=False, about="Star the article, or all that a query finds"),
    TypedCommand("unstar", Takes.QUERY, is_needed=False, about="Remove the star of the article, or of all that a query finds"),
    TypedCommand("later", Takes.QUERY, is_needed=False, about="Keep the article for later, or all that a query finds"),
    TypedCommand("not-later", Takes.QUERY, is_needed=False, about="Keep the article, or all that a query finds, no longer for later"),
    TypedCommand("tag", Takes.TAGS, is_needed=True, about="Add tags to the article, or behind them to all that a query finds"),
    TypedCommand("untag", Takes.TAGS, is_needed=True, about="Remove tags from the article, or behind them from all that a query finds"),
    TypedCommand("note", Takes.TEXT, is_needed=False, about="Write a note on the article; nothing removes it"),
    TypedCommand("open", Takes.QUERY, is_needed=False, about="Open the article, or all that a query finds"),
    TypedCommand("edit", Takes.QUERY, is_needed=False, about="Edit the article's file, or those of all that a query finds"),
    TypedCommand("pager", Takes.NOTHING, is_needed=False, about="Show the article's text in $PAGER"),
    TypedCommand("pipe", Takes.PIPE, is_needed=False, about="Give the article to a program, or behind it all that a query finds"),
    TypedCommand("share", Takes.SHARE, is_needed=False, about="Share the article, or behind the name all that a query finds"),
    TypedCommand("filter", Takes.QUERY, is_needed=False, about="List only what a query finds; nothing lists everything"),
    TypedCommand("search", Takes.TEXT, is_needed=False, about="Find words in the text of all articles"),
    TypedCommand("sort", Takes.ORDER, is_needed=True, about="Sort articles: date, title, words …, with - the other way round"),
    TypedCommand("scope", Takes.SCOPE, is_needed=True, about="List unread, all, starred or later articles"),
    TypedCommand("group", Takes.GROUP_KEY, is_needed=True, about="Group articles by tag, author, year …"),
    TypedCommand("go", Takes.GROUP, is_needed=True, about="Open a group by its name"),
    TypedCommand("theme", Takes.THEME, is_needed=True, about="Change the colours for this session"),
    TypedCommand("set", Takes.SETTING, is_needed=True, about="Change a setting for this session, or show it"),
    TypedCommand("keep", Takes.SETTING_NAME, is_needed=True, about="Write a setting into config.toml, with its value of this session"),
    TypedCommand("follow", Takes.TEXT, is_needed=True, about="Follow a feed by its address or that of a page"),
    TypedCommand("refresh", Takes.TEXT, is_needed=False, about="Fetch all feeds, or those whose titles contain a text"),
    TypedCommand("publish", Takes.FOLDER, is_needed=True, about="Publish the group as a feed into a folder, whose address on the web may follow"),
    TypedCommand("export", Takes.FILE, is_needed=False, about="Write the article, or all that a query finds, to a file: .epub, .html, .md, .json"),
    TypedCommand("brief", Takes.QUERY, is_needed=False, about="Make a brief of the day, or of all that a query finds"),
    TypedCommand("messages", Takes.NOTHING, is_needed=False, about="Show what was said in this session"),
)  # fmt: skip
"""All of them."""

TYPED_BY_NAME = {row.name: row for row in TYPED}
"""The rows by their names."""

SHORT: Mapping[str, str] = {
    **dict.fromkeys(("q", "q!", "wq", "wq!", "x", "qa", "qa!", "wqa", "xa"), "quit"),
    "h": "show_help",
    "help": "show_help",
    "noh": "clear_filter",
}
"""Names that fingers know, and the commands that they mean."""


BEGUN_SHOWN = 3
"""How many commands are named that a line may have meant."""


class TypedLine(NamedTuple):
    """A line, taken apart."""

    name: str
    """A name of ``TYPED``, or the id of a command."""
    rest: str
    """What stands behind it."""


def parse_line(text: str, by_id: Mapping[str, Command]) -> TypedLine:
    """Return the command of a line, named or begun, and what stands behind it; raises UsageError for what cannot be done."""
    word, _, rest = text.strip().removeprefix(":").strip().partition(" ")
    rest = rest.strip()
    if not word:
        raise UsageError(tr("Type a command first"))
    name = _named(word, by_id)
    if command := TYPED_BY_NAME.get(name):
        if command.is_needed and not rest:
            raise UsageError(
                tr("{name} needs {argument} behind it", name=name, argument=tr(command.takes.value))
            )
        if command.takes is Takes.NOTHING and rest:
            raise UsageError(tr("{name} takes nothing behind it", name=name))
        if command.takes is Takes.TAGS:
            split_tags(rest)
        return TypedLine(name, rest)
    if rest and not (rest.isascii() and rest.isdecimal() and int(rest)):
        raise UsageError(tr("{name} takes a number or nothing behind it", name=name))
    return TypedLine(name, rest)


def _named(word: str, by_id: Mapping[str, Command]) -> str:
    name = word.replace("-", "_")
    for each in (word, name, SHORT.get(word, ""), OLD.get(name, "")):
        if each in TYPED_BY_NAME or each in by_id:
            return each
    names = [*TYPED_BY_NAME, *by_id]
    begun = [each for each in names if each.startswith(name)]
    if len(begun) == 1:  # as Vim takes a beginning that only one command has
        return begun[0]
    if begun:
        several = ", ".join(begun[:BEGUN_SHOWN]) + ("…" if len(begun) > BEGUN_SHOWN else "")
        raise UsageError(tr("Which one: {names}?", names=several))
    from reader.toml.mistakes import unknown  # only where something is wrong

    raise UsageError(
        unknown(
            word, names, "no command is called {name}",
            "no command is called {name}; did you mean {near}?",
        )
    )  # fmt: skip


def split_tags(rest: str) -> tuple[tuple[str, ...], str]:
    """Return the tags at the beginning of an argument, and the query behind them; raises UsageError.

    Tags stand between commas; one with a space stands in quotation marks.
    """
    tags: list[str] = []
    left = rest.strip()
    while left:
        if left[0] in '"“':
            tag, closed, after = left[1:].partition("”" if left[0] == "“" else '"')
            if not closed:
                raise UsageError(tr("The quotation mark before {tag} is not closed", tag=clean_line(tag, 60)))
        else:
            end = min((at for mark in " ,，、" if (at := left.find(mark)) >= 0), default=len(left))
            tag, after = left[:end], left[end:]
        tags += [tag.strip().removeprefix("#")] if tag.strip().removeprefix("#") else []
        left = after.lstrip()
        if not left.startswith((",", "，", "、")):
            break
        left = left[1:].lstrip()
    if not tags:
        raise UsageError(tr("Type a tag first"))
    return tuple(dict.fromkeys(tags)), left


def split_path(rest: str) -> tuple[str, str]:
    """Return the path at the beginning of an argument, and the query behind it; raises UsageError.

    A path with a space stands in quotation marks.
    """
    left = rest.strip()
    if left[:1] == '"':
        path, closed, query = left[1:].partition('"')
        if not closed:
            raise UsageError(tr("The quotation mark before {tag} is not closed", tag=clean_line(path, 60)))
        return path, query.strip()
    path, _, query = left.partition(" ")
    return path, query.strip()


def split_name(rest: str) -> tuple[str, str]:
    """Return the name of a program at the beginning of an argument, or a command in quotation marks, and the query behind it."""
    left = rest.strip()
    if left[:1] in {'"', "'", "“"}:
        name, _, query = left[1:].partition("”" if left[0] == "“" else left[0])
    else:
        name, _, query = left.partition(" ")
    return name.strip(), query.strip()


def query_of(line: TypedLine) -> str:
    """Return the query in a line; empty: there is none."""
    row = TYPED_BY_NAME.get(line.name)
    if row and row.takes is Takes.QUERY:
        return line.rest
    if row and row.takes is Takes.FILE:
        return split_path(line.rest)[1]
    if row and row.takes in {Takes.PIPE, Takes.SHARE}:
        return split_name(line.rest)[1]
    return split_tags(line.rest)[1] if row and row.takes is Takes.TAGS else ""


def line_fault(text: str, by_id: Mapping[str, Command], query_fault: Callable[[str], str]) -> str:
    """Return what is wrong with a line, as a sentence; empty: nothing is. ``query_fault`` does the same for a query."""
    try:
        line = parse_line(text, by_id)
    except UsageError as problem:
        return str(problem)
    query = query_of(line)
    return query_fault(query) if query else ""


def names_typed(by_id: Mapping[str, Command]) -> Iterable[tuple[str, str]]:
    """Yield every name that can be typed with what it does, those with arguments first."""
    yield from ((command.name, tr(command.about)) for command in TYPED)
    yield from ((id_, tr(command.title)) for id_, command in by_id.items())
