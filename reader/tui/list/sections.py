"""What a list of groups is made of, and how what stands in it is named. Pure."""

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from reader.library import Group, GroupOrder, Scope

Within = Callable[[Group, Scope, GroupOrder, frozenset[int]], list[Group]]
"""Returns the groups in a group that have articles in the scope or of those that are kept, in order."""


def nothing_within(*_: object) -> list[Group]:
    """Return no groups: lists have one level."""
    return []


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


@dataclass(slots=True)
class Section:
    """A group with what is shown of it."""

    group: Group
    """Its name and counts."""
    is_open: bool = False
    """Whether its articles are listed."""
    ids: "array[int]" = field(default_factory=lambda: array("I"))
    """Its articles, newest first; empty while it is closed, and where groups are listed in it."""
    children: "list[Section]" = field(default_factory=list)
    """The groups in it, while it is open, unless there is one alone."""
    parent: "Section | None" = None
    """The group that it is in."""

    @property
    def lists_groups(self) -> bool:
        """Whether groups are listed in it, and its articles in these."""
        return bool(self.children)
