"""The sidebar's list as a value: groups that open and close, articles in them, and a cursor.

Pure but for the source that it asks (the library), and imports no screen. What is on the screen is asked
for, never the whole: an open group holds the ids of its articles and nothing more. The cursor is an
identity, not a row, so whatever changes around it, it stays where it is.
"""

from array import array
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from reader.library import Group, GroupOrder, Row, Scope
from reader.tui.list.first_group import first_of_all
from reader.tui.list.reading_order import beside, unread
from reader.tui.list.source import Source, in_one_frame


class Item(NamedTuple):
    """A group's heading (``article`` 0) or an article in a group, by identity."""

    group: int
    article: int = 0


class Spot(NamedTuple):
    """Where an item is: the index of its section and, in it, of its article; -1 is the heading."""

    section: int
    article: int = -1


@dataclass(slots=True)
class Section:
    """A group with what is shown of it."""

    group: Group
    is_open: bool = False
    ids: "array[int]" = field(default_factory=lambda: array("I"))
    """Its articles, newest first; empty while it is closed."""


class SidebarModel:
    """All groups and articles of a scope, and the cursor among them."""

    def __init__(self, source: Source, scope: Scope, order: GroupOrder) -> None:
        self.source = source
        """What is listed."""
        self.scope, self.order = scope, order
        self.opens: Callable[[Sequence[Group]], int] = first_of_all
        """Says which of the groups opens by itself."""
        self.sections: list[Section] = []
        self.row_height = 2
        """Rows of an article: 2, or 1 in short windows."""
        self.cursor = Item(-1)
        self._spot = Spot(0)
        self._kept: set[int] = set()
        self._wanted: set[int] = set()
        """Of these, those whose groups are listed for their sake."""
        self._tops: list[int] = [0]
        self._places: dict[int, int] = {}
        """Where each group's section is."""
        self._before_empty: tuple[Item, set[str]] = (Item(-1), set())
        """The cursor and the open groups when last there was something to show."""

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
    def first(self) -> Spot:
        """Where one begins: at the first open group below the saved searches, else at the first one there."""
        groups = [index for index, section in enumerate(self.sections) if not section.group.is_search]
        opened = (index for index in groups if self.sections[index].is_open)
        return Spot(next(opened, groups[0] if groups else 0))

    def item(self, spot: Spot) -> Item:
        """Return the identity of what stands there."""
        section = self.sections[spot.section]
        return Item(section.group.id, section.ids[spot.article] if spot.article >= 0 else 0)

    def spot_at(self, y: int) -> tuple[Spot, int] | None:
        """Return what stands in row ``y`` and which of its rows that is; None below the end."""
        if not 0 <= y < self.height:
            return None
        index = bisect_right(self._tops, y) - 1
        below = y - self._tops[index] - 1
        if below < 0:
            return Spot(index), 0
        article, line = divmod(below, self.row_height)
        return Spot(index, article), line

    def top(self, spot: Spot) -> int:
        """Return the first row of what stands there."""
        below = 1 + spot.article * self.row_height if spot.article >= 0 else 0
        return self._tops[spot.section] + below

    def rows_of(self, spot: Spot) -> int:
        """Return how many rows it takes."""
        return self.row_height if spot.article >= 0 else 1

    def rows(self, ids: Sequence[int]) -> dict[int, Row]:
        """Return what is known of these articles."""
        return self.source.articles.rows(ids)

    def label(self, section: int) -> str:
        """Return what a group is called on the screen."""
        return self.source.label(self.sections[section].group)

    def find(self, item: Item) -> Spot | None:
        """Return where an item is; None if it is not shown."""
        index = self._places.get(item.group)
        if index is None or not item.article:
            return None if index is None else Spot(index)
        try:
            return Spot(index, self.sections[index].ids.index(item.article))
        except ValueError:
            return None

    # The cursor

    @property
    def spot(self) -> Spot:
        """Where the cursor is."""
        return self._spot

    def put(self, spot: Spot) -> None:
        """Put the cursor there."""
        if self.sections:
            self._spot = spot
            self.cursor = self.item(spot)

    def step(self, count: int) -> None:
        """Move the cursor by that many items, headings included, down or (negative) up."""
        index, article = self._spot
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
        self.put(Spot(index, article))

    @in_one_frame
    def step_article(self, direction: int) -> bool:
        """Move the cursor to the next article (1) or the one before (-1), opening groups on the way.

        Returns False where there is none; the cursor stays then.
        """
        spot = beside(self, direction)
        if spot is None:
            return False
        self.fold(spot.section, is_open=True)
        self.put(spot)
        return True

    @in_one_frame
    def seek_unread(self, direction: int) -> bool:
        """Move the cursor to the next unread article, opening groups on the way, and round the end once.

        The article under the cursor itself, which may stand in other groups too, comes last.
        """
        found = next(unread(self, direction), None)
        if found is None:
            return False
        spot, _ = found
        if not self.sections[spot.section].is_open:
            self.fold(spot.section, is_open=True)
        self.put(spot)
        return True

    def coming(self) -> int:
        """Return the article that reading on leads to, once the one under the cursor is read; 0 if there is none."""
        return next((article for _, article in unread(self, 1) if article != self.cursor.article), 0)

    def is_passed_over(self, index: int) -> bool:
        """Whether reading on does not lead there: its articles stand in groups too, and nobody has opened it."""
        section = self.sections[index]
        return section.group.is_search and not section.is_open and index != self._spot.section

    def neighbours(self, direction: int) -> list[int]:
        """Return the articles of the cursor's group above (-1) or below (1) the cursor."""
        index, article = self._spot
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
        spot = self.find(Item(group))
        if spot is None:
            return False
        self.fold(spot.section, is_open=True)
        self.put(spot)
        return True

    def fold_all(self) -> None:
        """Close all groups if any is open, else open them, but no saved searches: these hold the same once more."""
        is_open = not any(section.is_open for section in self.sections)
        groups = (
            index for index, section in enumerate(self.sections) if not (is_open and section.group.is_search)
        )
        self._fold(groups, is_open=is_open)
        self._relocate(self._spot)

    @in_one_frame
    def _fold(self, indexes: Iterable[int], *, is_open: bool) -> None:
        for index in indexes:
            section = self.sections[index]
            if section.is_open == is_open:
                continue
            section.is_open = is_open
            section.ids = self._ids(section) if is_open else array("I")
            if not is_open and self._spot.section == index:
                self.put(Spot(index))
        self._measure()

    # Changes

    @in_one_frame
    def arrange(
        self,
        scope: Scope,
        order: GroupOrder,
        open_names: Iterable[str] | None = None,
        keep: frozenset[int] = frozenset(),
    ) -> None:
        """Leave the view and make it anew: what was read in it goes, groups are put in order.

        ``open_names`` are the groups to open; without it those that are open now. The first time, and where
        none of them is left, the one opens that ``opens`` says. The articles of ``keep`` are listed whatever the scope.
        """
        if self.sections:
            self._before_empty = (self.cursor, set(self.open_names))
        names = self._before_empty[1] if open_names is None else set(open_names)
        former, self._kept, self._wanted = self._spot, set(keep), set(keep)
        self.scope, self.order = scope, order
        self.sections = [Section(group) for group in _groups_with(self.source, scope, order, keep)]
        wanted = [section for section in self.sections if identity_of(section.group) in names]
        if not wanted and not self.is_empty:
            wanted = [self.sections[self.opens([section.group for section in self.sections])]]
        for section in wanted:
            section.is_open, section.ids = True, self._ids(section)
        self._measure()
        if self.cursor.group < 0:
            self.cursor = self._before_empty[0]
        self._relocate(former)

    def keep(self, articles: Iterable[int], *, with_groups: bool = False) -> None:
        """Keep these listed until the view is left, though they may not belong to the scope any more.

        ``with_groups``: in their groups, which ``reload`` brings where they are not listed.
        """
        self._kept.update(articles)
        self._wanted.update(articles if with_groups else ())

    @in_one_frame
    def reload(self) -> None:
        """Take in what changed in the library; cursor, order and folds stay as they are."""
        if not self.sections:
            self.arrange(self.scope, self.order)
            return
        former = self._spot
        now = {group.id: group for group in _groups_with(self.source, self.scope, self.order, self._wanted)}
        ranks = {group: rank for rank, group in enumerate(now)}
        sections = []
        for section in self.sections:
            group = now.pop(section.group.id, None)
            section.group = group or _emptied(section.group)
            if section.is_open:
                section.ids = self._ids(section)
            if group or section.ids:
                sections.append(section)
        searches = [Section(group) for group in now.values() if group.is_search]
        self.sections = searches + _with_new(sections, ranks, now.values(), self.cursor.group)
        self._measure()
        self._relocate(former)

    def update_counts(self) -> None:
        """Take in the groups' counts alone: enough after a mark on what is listed, which moves nothing."""
        now = {group.id: group for group in self.source.groups(self.scope, self.order)}
        for section in self.sections:
            section.group = now.get(section.group.id) or _emptied(section.group)

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

    def _relocate(self, former: Spot) -> None:
        """Find the cursor's item again, or put it on what now stands nearest to where it was."""
        if not self.sections:
            self._spot, self.cursor = Spot(0), Item(-1)
            return
        spot = self.find(self.cursor) or _elsewhere(self)
        if spot is None:
            index = min(former.section, len(self.sections) - 1)
            spot = Spot(index, min(former.article, len(self.sections[index].ids) - 1))
        self.put(spot)


def _elsewhere(model: SidebarModel) -> Spot | None:
    """Return where the cursor's article stands in another open group."""
    article = model.cursor.article
    opened = (section.group.id for section in model.sections if section.is_open and article)
    spots = (model.find(Item(group, article)) for group in opened)
    return next((spot for spot in spots if spot), None)


def _with_new(
    sections: list[Section], ranks: Mapping[int, int], new: Iterable[Group], cursor: int
) -> list[Section]:
    """Return sections with new groups, which come by rank, among them: each at its rank, but none above the cursor's group."""
    start = next((index + 1 for index, section in enumerate(sections) if section.group.id == cursor), 0)
    start = max(start, sum(section.group.is_search for section in sections))
    coming = deque(Section(group) for group in new if not group.is_search)
    merged = sections[:start]
    for section in sections[start:]:
        while coming and ranks.get(section.group.id, -1) > ranks[coming[0].group.id]:
            merged.append(coming.popleft())
        merged.append(section)
    return [*merged, *coming]


def _groups_with(source: Source, scope: Scope, order: GroupOrder, articles: Iterable[int]) -> list[Group]:
    """Return the groups of a scope, and those in which these articles stand, in order."""
    groups = source.groups(scope, order)
    in_scope = {group.id: group for group in groups}
    more = {group for article in articles for group in source.articles.groups_of(article)} - in_scope.keys()
    if not more:
        return groups
    return [
        in_scope.get(group.id) or group._replace(in_scope=0)
        for group in source.groups(Scope.ALL, order)
        if group.id in in_scope or group.id in more
    ]


def _emptied(group: Group) -> Group:
    return group._replace(unread=0, in_scope=0)


def identity_of(group: Group) -> str:
    """Return what a later session knows a group by; no name begins with what those of searches and folders do."""
    if group.kind:
        return f"\1{group.kind}:{group.name}"
    return f"\0{group.name}" if group.is_search else group.name
