"""A list of groups that open and close, articles in them, and a cursor: which rows it takes, and what stands where.

Pure but for the source that it asks (the library), and imports no Textual. An open group holds the ids of its articles
and nothing more; rows are read when they are drawn. The cursor is an identity, not a row, so whatever changes
around it, it stays where it is.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from reader.actions.finding.group_orders import identity_of
from reader.library import Group, Row, Scope
from reader.tui.list.source import Source, in_one_frame


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
    """Its articles, newest first; empty while it is closed."""


class SectionList:
    """The groups of a scope, each with its articles while it is open, and a cursor among them."""

    def __init__(self, source: Source, scope: Scope) -> None:
        self.source = source
        """What is listed."""
        self.scope = scope
        """Which articles of a group are listed."""
        self.sections: list[Section] = []
        """The groups, in order."""
        self.row_height = 2
        """Rows of an article: 2, or 1 in short windows."""
        self.cursor = Item(-1)
        """What the cursor is on."""
        self.slot = Slot(0)
        """Where the cursor is."""
        self._kept: set[int] = set()
        """Articles that are listed whatever the scope is."""
        self._tops: list[int] = [0]
        self._places: dict[int, int] = {}
        """Where each group's section is."""

    # What is shown

    @property
    def height(self) -> int:
        """The rows that all of it takes."""
        return self._tops[-1]

    @property
    def is_empty(self) -> bool:
        """Whether there is no group but saved searches."""
        return all(section.group.is_search for section in self.sections)

    @property
    def open_names(self) -> list[str]:
        """The names of the open groups: what a later session opens again."""
        return [identity_of(section.group) for section in self.sections if section.is_open]

    @property
    def first(self) -> Slot:
        """Where the cursor begins: at the first open group below the saved searches, else at the first one there."""
        groups = [index for index, section in enumerate(self.sections) if not section.group.is_search]
        opened = (index for index in groups if self.sections[index].is_open)
        return Slot(next(opened, groups[0] if groups else 0))

    def item(self, slot: Slot) -> Item:
        """Return the identity of what stands there."""
        section = self.sections[slot.section]
        return Item(section.group.id, section.ids[slot.article] if slot.article >= 0 else 0)

    def slot_at(self, y: int) -> tuple[Slot, int] | None:
        """Return what stands in row ``y`` and which of its rows that is; None below the end."""
        if not 0 <= y < self.height:
            return None
        index = bisect_right(self._tops, y) - 1
        below = y - self._tops[index] - 1
        if below < 0:
            return Slot(index), 0
        article, line = divmod(below, self.row_height)
        return Slot(index, article), line

    def top(self, slot: Slot) -> int:
        """Return the first row of what stands there."""
        below = 1 + slot.article * self.row_height if slot.article >= 0 else 0
        return self._tops[slot.section] + below

    def rows_of(self, slot: Slot) -> int:
        """Return how many rows it takes."""
        return self.row_height if slot.article >= 0 else 1

    def rows(self, ids: Sequence[int]) -> dict[int, Row]:
        """Return what is known of these articles."""
        return self.source.articles.rows(ids)

    def label(self, section: int) -> str:
        """Return what a group is called on the screen."""
        return self.source.label(self.sections[section].group)

    def find(self, item: Item) -> Slot | None:
        """Return where an item is; None if it is not shown."""
        index = self._places.get(item.group)
        if index is None or not item.article:
            return None if index is None else Slot(index)
        try:
            return Slot(index, self.sections[index].ids.index(item.article))
        except ValueError:
            return None

    # The cursor

    def put(self, slot: Slot) -> None:
        """Put the cursor there."""
        if self.sections:
            self.slot = slot
            self.cursor = self.item(slot)

    def step(self, count: int) -> None:
        """Move the cursor by that many items, headings included, down or (negative) up."""
        index, article = self.slot
        while count and self.sections:
            size = len(self.sections[index].ids)
            if count > 0:
                taken = min(count, size - 1 - article)
                article, count = article + taken, count - taken
                if not count or index == len(self.sections) - 1:
                    break
                index, article, count = index + 1, -1, count - 1
            else:
                taken = min(-count, article + 1)
                article, count = article - taken, count + taken
                if not count or index == 0:
                    break
                index, count = index - 1, count + 1
                article = len(self.sections[index].ids) - 1
        self.put(Slot(index, article))

    def neighbours(self, direction: int) -> list[int]:
        """Return the articles of the cursor's group above (-1) or below (1) the cursor."""
        index, article = self.slot
        ids = self.members(index) if self.sections else array("I")
        return list(ids[: max(article, 0)] if direction < 0 else ids[article + 1 :])

    def members(self, section: int) -> "array[int]":
        """Return the articles of a group in this scope: of an open one those that are listed."""
        found = self.sections[section]
        return found.ids if found.is_open else self._ids(found)

    # Opening and closing

    def fold(self, index: int, *, is_open: bool) -> None:
        """Open or close a group; what was read in it stays listed, for closing it does not leave the view."""
        self._fold([index], is_open=is_open)

    def open_group(self, group: int) -> bool:
        """Open a group and put the cursor on it; False: it is not there any more."""
        slot = self.find(Item(group))
        if slot is None:
            return False
        self.fold(slot.section, is_open=True)
        self.put(slot)
        return True

    def fold_all(self) -> None:
        """Close all groups if any is open, else open them, but no saved searches: these hold the same once more."""
        is_open = not any(section.is_open for section in self.sections)
        groups = (
            index for index, section in enumerate(self.sections) if not (is_open and section.group.is_search)
        )
        self._fold(groups, is_open=is_open)
        self._relocate(self.slot)

    @in_one_frame
    def _fold(self, indexes: Iterable[int], *, is_open: bool) -> None:
        for index in indexes:
            section = self.sections[index]
            if section.is_open == is_open:
                continue
            section.is_open = is_open
            section.ids = self._ids(section) if is_open else array("I")
            if not is_open and self.slot.section == index:
                self.put(Slot(index))
        self._measure()

    def resize_rows(self, row_height: int) -> None:
        """Give every article one row or two."""
        self.row_height = row_height
        self._measure()

    def _ids(self, section: Section) -> "array[int]":
        return self.source.ids(section.group.id, self.scope, frozenset(self._kept))

    def _measure(self) -> None:
        heights = (1 + len(section.ids) * self.row_height for section in self.sections)
        self._tops = [0, *accumulate(heights)]
        self._places = {section.group.id: index for index, section in enumerate(self.sections)}

    def _relocate(self, former: Slot) -> None:
        """Find the cursor's item again, or put it on what now stands nearest to where it was."""
        if not self.sections:
            self.slot, self.cursor = Slot(0), Item(-1)
            return
        slot = self.find(self.cursor) or self._elsewhere()
        if slot is None:
            index = min(former.section, len(self.sections) - 1)
            slot = Slot(index, min(former.article, len(self.sections[index].ids) - 1))
        self.put(slot)

    def _elsewhere(self) -> Slot | None:
        """Return where the cursor's article stands in another open group."""
        article = self.cursor.article
        opened = (section.group.id for section in self.sections if section.is_open and article)
        slots = (self.find(Item(group, article)) for group in opened)
        return next((slot for slot in slots if slot), None)
