"""The values that a library returns: groups, rows, counts, changes. Pure.

Small: a sidebar of 100,000 articles needs forty rows at a time, and numbers.
"""

from array import array
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import IntFlag, StrEnum
from pathlib import Path
from typing import NamedTuple

from reader.article import DateSource, Key
from reader.journal import Field, Value


class Flag(IntFlag):
    """What is true of an article for its reader; one byte per article holds them."""

    UNREAD = 1
    """It was not read."""
    STARRED = 2
    """It has a star."""
    LATER = 4
    """It is kept for later."""


class Scope(StrEnum):
    """Which articles a list shows."""

    UNREAD = "unread"
    """Those that are not read."""
    ALL = "all"
    """All of them."""
    STARRED = "starred"
    """Those with a star."""
    LATER = "later"
    """Those kept for later."""


SCOPE_FLAG = {Scope.UNREAD: Flag.UNREAD, Scope.STARRED: Flag.STARRED, Scope.LATER: Flag.LATER}
"""The flag that brings an article into a scope; ``ALL`` needs none."""


SCOPE_OF_QUERY = {
    "": Scope.ALL,
    "is:unread": Scope.UNREAD,
    "is:starred": Scope.STARRED,
    "is:later": Scope.LATER,
}
"""Queries that find what a scope lists, so that nothing has to be looked up."""


class GroupOrder(StrEnum):
    """The order of groups: most unread first or rarest first (equal ones by name), or by name."""

    UNREAD = "unread"
    """The most unread articles first."""
    NAME = "name"
    """By name."""
    RAREST = "rarest"
    """The fewest articles first, so that what rarely comes is not overlooked."""


class Group(NamedTuple):
    """A tag, or another name that articles are grouped by, and how many of its articles there are."""

    id: int
    """Its number: that of its term, or of a saved search."""
    name: str
    """Empty: the articles that have none."""
    total: int
    """All its articles."""
    unread: int
    """Those that are not read."""
    in_scope: int
    """Articles in the scope that is shown."""
    is_rest: bool = False
    """It has the articles of all groups that are too many to be shown."""
    is_search: bool = False
    """It is a saved search, and shows what that finds in every scope."""
    kind: str = ""
    """``category``, ``feed`` or ``folder`` for a group of articles without tags among tags."""
    label: str = ""
    """What the screen calls it; empty: its name."""


_FLAGS: Mapping[str, Flag] = {Field.READ: Flag.UNREAD, Field.STARRED: Flag.STARRED, Field.LATER: Flag.LATER}


class FlagChange(NamedTuple):
    """A flag of an article is set or cleared."""

    article: int
    """Whose flag it is."""
    flag: Flag
    """Which flag."""
    on: bool
    """Whether it is set now."""


def mark_of(article: int, field: str, value: Value) -> FlagChange | None:
    """Return what a field's value does to an article's flags: read clears unread, the others set their own."""
    flag = _FLAGS.get(field)
    return None if flag is None else FlagChange(article, flag, bool(value) != (field == Field.READ))


class Row(NamedTuple):
    """What a list paints of one article."""

    id: int
    """From 1, never used again while the index lives; after a rebuild, ``find`` the key."""
    key: Key
    """Where its file is."""
    title: str
    """One line, never empty."""
    date: datetime
    """Aware, in UTC."""
    date_source: DateSource
    """Where the date comes from."""
    minutes: int
    """How long it takes to read."""
    source: str
    """The site or feed it comes from; empty: the file names none."""
    link: str
    """Its address in the web; empty: the file names none."""
    read: bool
    """The user has read it."""
    starred: bool
    """It has a star."""
    later: bool
    """It is kept for later."""
    draft: bool
    """Its author marked it as a draft."""
    has_problem: bool
    """Its file has something to mend."""
    summary: str = ""
    """What it is about, as its file says; empty: that says nothing of it."""
    opening: str = ""
    """How its text begins, where there is no summary."""
    arrived: datetime = datetime.min.replace(tzinfo=UTC)
    """When it was first seen, aware, in UTC: a guess where a new index found its file."""
    fetched: datetime | None = None
    """When it was first fetched, if it is an entry of a feed."""


class Counts(NamedTuple):
    """How many articles the whole library has, each counted once."""

    total: int
    """All of them."""
    unread: int
    """Those that are not read."""
    starred: int
    """Those with a star."""
    later: int
    """Those kept for later."""


class State(NamedTuple):
    """What the user did with one article."""

    read: bool
    """It was read."""
    starred: bool
    """It has a star."""
    later: bool
    """It is kept for later."""
    position: str | None
    """The text of a ``reader.page.position.Position``, as the journal has it."""
    opened_s: float | None
    """Seconds since 1970, UTC."""


NOTHING_DONE = State(read=False, starred=False, later=False, position=None, opened_s=None)
"""The state of an article with which the user did nothing."""


class Folder(NamedTuple):
    """One of the folders that are open together."""

    id: str
    """What its articles' keys begin with."""
    path: Path
    """Its real, absolute path."""
    name: str
    """The last part of the path, as it may be shown."""
    only: tuple[str, ...] = ()
    """The files, relative to the folder, that were named; none: all of them."""
    former: tuple[str, ...] = ()
    """Its ids before it had one that other devices know too."""


class Progress(NamedTuple):
    """How far a scan is: shown as ``1,240/6,591``."""

    read: int
    """Files that were read."""
    found: int
    """Files to read: all of them where the index was empty, else those that were found so far."""


def _no_ids() -> "array[int]":
    return array("I")


class Changes:
    """What a scan changed in the index."""

    def __init__(self, *, problems: int = 0) -> None:
        self.added, self.changed, self.removed = _no_ids(), _no_ids(), _no_ids()
        self.renamed = _no_ids()
        """Articles whose file was renamed or moved; they keep their id and their state."""
        self.files_read = 0
        """Files that were opened: what did not change is not."""
        self.problems = problems
        """Problems in the whole library after the scan."""
        self.notices: tuple[str, ...] = ()
        """Sentences about what the scan did not do, and why."""
        self.cancelled = False
        self.failed = False
        """It had to end early: what it did not look at is not listed, or as it was."""
        self.is_damaged = False
        """It had to end because the index is damaged."""

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed or self.renamed)
