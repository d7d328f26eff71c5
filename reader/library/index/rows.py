"""What the library answers with: groups, rows, counts, changes. Pure values.

Small on purpose: a sidebar of a hundred thousand articles asks for forty rows at a time and for numbers.
"""

from array import array
from collections.abc import Mapping
from datetime import datetime
from enum import IntFlag, StrEnum
from pathlib import Path
from typing import NamedTuple

from reader.article import DateSource, Key
from reader.journal import Field, Value


class Flag(IntFlag):
    """What is true of an article for its reader; one byte per article holds them."""

    UNREAD = 1
    STARRED = 2
    LATER = 4


class Scope(StrEnum):
    """Which articles a list shows."""

    UNREAD = "unread"
    ALL = "all"
    STARRED = "starred"
    LATER = "later"


SCOPE_QUERIES = {"": Scope.ALL, **{f"is:{scope}": scope for scope in Scope if scope is not Scope.ALL}}
"""Queries that a list answers as it stands, in the form that ``write`` gives them, and the scope of that list."""

SCOPE_FLAG = {Scope.UNREAD: Flag.UNREAD, Scope.STARRED: Flag.STARRED, Scope.LATER: Flag.LATER}
"""The flag that brings an article into a scope; ``ALL`` needs none."""


class GroupOrder(StrEnum):
    """How groups stand: most unread first (equal ones by name), or by name."""

    UNREAD = "unread"
    NAME = "name"


class Group(NamedTuple):
    """A tag, or another name that articles are grouped by, and how many of its articles there are."""

    id: int
    name: str
    """Empty: the articles that have none."""
    total: int
    unread: int
    in_scope: int
    """Articles in the scope that was asked for."""
    is_rest: bool = False
    """The articles that stand in none of the groups that are shown, where there are too many of them."""
    is_search: bool = False
    """What a saved search finds, whatever the scope is."""
    kind: str = ""
    """``category``, ``feed`` or ``folder`` for a group of articles without tags that stands beside tags."""
    label: str = ""
    """What it is called on the screen; empty: as its name."""


_FLAGS: Mapping[str, Flag] = {Field.READ: Flag.UNREAD, Field.STARRED: Flag.STARRED, Field.LATER: Flag.LATER}


class FlagChange(NamedTuple):
    """A flag of an article is set or cleared."""

    article: int
    flag: Flag
    on: bool


def mark_of(article: int, field: str, value: Value) -> FlagChange | None:
    """Return what a field's value does to an article's flags: read clears unread, the others set their own."""
    flag = _FLAGS.get(field)
    return None if flag is None else FlagChange(article, flag, bool(value) != (field == Field.READ))


class Row(NamedTuple):
    """What a list paints of one article."""

    id: int
    """From 1, never used again while the index lives; after a rebuild, ``find`` the key."""
    key: Key
    title: str
    date: datetime
    date_source: DateSource
    minutes: int
    source: str
    link: str
    read: bool
    starred: bool
    later: bool
    draft: bool
    has_problem: bool


class Counts(NamedTuple):
    """How many articles the whole library has, each counted once."""

    total: int
    unread: int
    starred: int
    later: int


class State(NamedTuple):
    """What the user did with one article."""

    read: bool
    starred: bool
    later: bool
    position: str | None
    """The text of a ``reader.page.position.Position``, as the journal has it."""
    opened_s: float | None
    """Seconds since 1970, UTC."""


NOTHING_DONE = State(read=False, starred=False, later=False, position=None, opened_s=None)


class Folder(NamedTuple):
    """One of the folders that are open together."""

    id: str
    """What its articles' keys begin with."""
    path: Path
    """Its real, absolute path."""
    name: str
    """The last part of the path, as it may be shown."""
    only: tuple[str, ...] = ()
    """The files, relative to the folder, that were asked for; none: all of them."""
    former: tuple[str, ...] = ()
    """Ids that its articles' keys began with before it carried one that other devices know too."""


class Progress(NamedTuple):
    """How far a scan is: shown as ``1,240/6,591``."""

    read: int
    found: int
    """Files to read: all of them where the index was empty, else those that were found so far."""


def _no_ids() -> "array[int]":
    return array("I")


class Changes:
    """What a scan changed in the index."""

    def __init__(self, *, problems: int = 0) -> None:
        self.added, self.changed, self.removed = _no_ids(), _no_ids(), _no_ids()
        self.renamed = _no_ids()
        """Articles whose file has another name or place now; they keep their id and their state."""
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
