"""What a list of groups is made of, and how what stands in it is named. Pure."""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from reader.library import Group, GroupOrder, Scope

Within = Callable[[Group, Scope, GroupOrder, frozenset[int]], list[Group]]
"""Returns the groups in a group that have articles in the scope or of those that are kept, in order."""


def nothing_within(*_: object) -> list[Group]:
    """Return no groups: lists have one level."""
    return []


def no_days(*_: object) -> Sequence["Day"]:
    """Return no days: lists are not by date."""
    return ()


class Item(NamedTuple):
    """A group's heading (``article`` 0) or an article in a group, by identity."""

    group: int
    """Its id."""
    article: int = 0
    """Its id; 0: the heading."""


class Slot(NamedTuple):
    """Where an item is: the index of its section and, in it, of its article; -1 is the heading."""

    section: int
    """The index of the group."""
    article: int = -1
    """The index of the article in it; -1: the heading."""


class Day(NamedTuple):
    """A day of a list by date."""

    first: int
    """The index of its first article."""
    ordinal: int
    """Which day it is, as ``date.toordinal`` counts."""


def _first(day: Day) -> int:
    return day.first


Days = Callable[[Group, "array[int]"], Sequence[Day]]
"""Returns the days of a group's articles; none where they are not listed by date."""


class Section:
    """A group with what is shown of it. No dataclass: to load these takes 6 ms of the start."""

    __slots__ = ("children", "days", "group", "ids", "is_open", "parent")

    def __init__(self, group: Group, *, parent: "Section | None" = None) -> None:
        self.group = group
        """Its name and counts."""
        self.is_open = False
        """Whether its articles are listed."""
        self.ids = array("I")
        """Its articles, newest first; empty while it is closed, and where groups are listed in it."""
        self.days: Sequence[Day] = ()
        """The days of its articles, where these are listed by date whatever their groups; each has a row above its first one."""
        self.children: list[Section] = []
        """The groups in it, while it is open, unless there is one alone."""
        self.parent = parent
        """The group that it is in."""

    def height(self, row_height: int) -> int:
        """Return the rows of its articles and of their days."""
        return len(self.ids) * row_height + len(self.days)

    def row(self, article: int, row_height: int) -> int:
        """Return in which of these rows an article begins."""
        return article * row_height + bisect_right(self.days, article, key=_first)

    def article_at(self, y: int, row_height: int) -> tuple[int, int]:
        """Return the article in one of these rows, and which of its rows that is; -1: its day stands there."""
        days = self.days
        if not days:
            return divmod(y, row_height)
        above = bisect_right(range(len(days)), y, key=lambda at: days[at].first * row_height + at)
        first = days[above - 1].first if above else 0
        if above and first * row_height + above - 1 == y:
            return first, -1
        return divmod(y - above, row_height)

    @property
    def lists_groups(self) -> bool:
        """Whether groups are listed in it, and its articles in these."""
        return bool(self.children)
