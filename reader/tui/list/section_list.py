"""A list of groups that open and close, articles in them, and a cursor: which rows it takes, and what stands where.

Pure but for the source that it asks (the library), and imports no Textual. An open group holds the ids of its articles
and nothing more; rows are read when they are drawn. The cursor is an identity, not a row, so whatever changes
around it, it stays where it is.
"""

from array import array
from collections.abc import Iterable, Sequence

from reader.actions.finding.group_orders import identity_of
from reader.library import Group, GroupOrder, Row, Scope
from reader.tui.list.row_map import RowMap
from reader.tui.list.sections import Days, Item, Section, Slot, Within, no_days, nothing_within
from reader.tui.list.source import Source, in_one_frame


class SectionList:
    """The groups of a scope, each with its articles while it is open, and a cursor among them."""

    def __init__(self, source: Source, scope: Scope) -> None:
        self.source = source
        """What is listed."""
        self.scope = scope
        """Which articles of a group are listed."""
        self.sections: list[Section] = []
        """The groups, in order, each followed by those that are listed in it."""
        self.roots: list[Section] = []
        """Those that are in no other."""
        self.order = GroupOrder.UNREAD
        """How groups are ordered."""
        self.within: Within = nothing_within
        """Returns the groups in a group."""
        self.days: Days = no_days
        """Returns the days of a group's articles."""
        self.row_height = 2
        """Rows of an article: 1 to 3."""
        self.is_split = False
        """Whether groups stand beside the articles of the cursor's group, and not above theirs."""
        self._lent: Section | None = None
        """The group that is open only for its articles to stand beside the groups."""
        self.cursor = Item(-1)
        """What the cursor is on."""
        self.slot = Slot(0)
        """Where the cursor is."""
        self.anchor: Item | None = None
        """Where selecting articles began; None: none is selected."""
        self._kept: set[int] = set()
        """Articles that are listed whatever the scope is."""
        self._map = RowMap([], self.row_height, None)
        self._places: dict[int, int] = {}
        """Where each group's section is."""

    # What is shown

    @property
    def height(self) -> int:
        """The rows that all of it takes; beside the groups: those of the articles."""
        return self._map.height if not self.is_split else self._shown.height(self.row_height)

    @property
    def _shown(self) -> Section:
        """The group whose articles stand beside the groups."""
        return self.sections[self.slot.section] if self.sections else Section(Group(-1, "", 0, 0, 0))

    @property
    def is_empty(self) -> bool:
        """Whether there is no group but saved searches."""
        return all(section.group.is_search for section in self.sections)

    @property
    def open_names(self) -> list[str]:
        """The names of the open groups: what a later session opens again."""
        opened = (section for section in self.sections if section.is_open and section is not self._lent)
        return [identity_of(section.group) for section in opened]

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
        if self.is_split:
            article, line = self._shown.article_at(y, self.row_height)
            return Slot(self.slot.section, article), line
        return self._map.slot_at(y)

    def top(self, slot: Slot) -> int:
        """Return the first row of what stands there; of a group beside its articles: the first of these."""
        if self.is_split:
            return self._shown.row(slot.article, self.row_height) if slot.article >= 0 else 0
        return self._map.top(slot)

    def rows_of(self, slot: Slot) -> int:
        """Return how many rows it takes."""
        return self.row_height if slot.article >= 0 else 1

    def heading_over(self, y: int) -> int | None:
        """Return the group whose articles stand in row ``y``, so that its heading belongs above them; None: it is there."""
        found = None if self.is_split else self.slot_at(y)
        return found[0].section if found and found[0].article >= 0 else None

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
            if self.is_split:
                self._lend(slot.section)
            self.slot = slot
            self.cursor = self.item(slot)

    def split(self, *, on: bool) -> None:
        """Put the groups beside the articles of the cursor's group, or above theirs; open groups stay open."""
        lent, article = self._lent, self.cursor.article
        self.is_split = on
        self._take_back()
        if not on and lent and article:
            self.open_article(self.sections.index(lent), article)
        self._measure()
        self.put(self.slot)

    def _lend(self, index: int) -> None:
        """Have the articles of this group at hand, closed or not."""
        section = self.sections[index]
        if section is self._lent:
            return
        self._take_back()
        if not section.is_open or section.lists_groups:
            self._fill(section)
            self._lent = section

    def _take_back(self) -> None:
        if self._lent:
            self._lent.ids, self._lent.days, self._lent = array("I"), (), None

    def open_article(self, index: int, article: int) -> None:
        """Open a group, and the one in it that has an article of it, and put the cursor on that."""
        section = self.sections[index]
        self._fold([section], is_open=True)
        inner = [each for each in section.children if article in self._ids(each)]
        if inner:
            self._fold(inner[:1], is_open=True)
            section = inner[0]
        at = self.sections.index(section)
        members = self.members(at)
        self.put(Slot(at, members.index(article)) if article in members else Slot(at))

    def step(self, count: int) -> None:
        """Move the cursor by that many items, headings included, down or (negative) up."""
        index, article = self.slot
        if self.is_split and self.sections:
            if article < 0:
                self.put(Slot(max(0, min(index + count, len(self.sections) - 1))))
            else:
                self.put(Slot(index, max(0, min(article + count, len(self._shown.ids) - 1))))
            return
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
        is_listed = found is self._lent or (found.is_open and not found.lists_groups)
        return found.ids if is_listed else self._ids(found)

    # Opening and closing

    def fold(self, index: int, *, is_open: bool) -> None:
        """Open or close a group; what was read in it stays listed, for closing it does not leave the view.

        Beside their articles groups are neither, unless there are groups in them.
        """
        if not self.is_split or self.has_groups_in(index):
            self._fold([self.sections[index]], is_open=is_open)

    def has_groups_in(self, index: int) -> bool:
        """Whether there are groups in a group, listed or not."""
        section = self.sections[index]
        return section.lists_groups or len(self._within(section)) > 1

    @in_one_frame
    def _fold(self, sections: Iterable[Section], *, is_open: bool) -> None:
        cursor = self.sections[self.slot.section] if self.sections else None
        for section in sections:
            if section.is_open == is_open:
                continue
            if is_open:
                self._open(section)
                continue
            self._close(section)
            if cursor and (cursor is section or cursor.parent is section):
                self.cursor = Item(section.group.id)
        self._flatten()
        self.slot = self.find(self.cursor) or self.slot

    def _open(self, section: Section) -> None:
        """List the groups in a group, or where there is one or none, its articles."""
        section.is_open = True
        groups = self._within(section)
        if len(groups) > 1:
            section.children = [Section(group, parent=section) for group in groups]
            if section is not self._lent:
                section.ids, section.days = array("I"), ()
        else:
            self._fill(section)

    def _close(self, section: Section) -> None:
        section.is_open, section.children = False, []
        if section is not self._lent:
            section.ids, section.days = array("I"), ()

    def _within(self, section: Section) -> list[Group]:
        if section.parent:
            return []
        return self.within(section.group, self.scope, self.order, frozenset(self._kept))

    def _flatten(self) -> None:
        """Take it that groups were opened, closed or replaced."""
        self.sections = [each for root in self.roots for each in (root, *root.children)]
        self._measure()

    def resize_rows(self, row_height: int) -> None:
        """Give every article this many rows."""
        self.row_height = row_height
        self._measure()

    def _fill(self, section: Section) -> None:
        """Have the articles of a group, and their days."""
        section.ids = self._ids(section)
        section.days = self.days(section.group, section.ids)

    def _ids(self, section: Section) -> "array[int]":
        return self.source.ids(section.group.id, self.scope, frozenset(self._kept))

    def _measure(self) -> None:
        self._map = RowMap(self.sections, self.row_height, self._lent)
        self._places = {section.group.id: index for index, section in enumerate(self.sections)}

    def _relocate(self, former: Slot) -> None:
        """Find the cursor's item again, or put it on what now stands nearest to where it was."""
        if not self.sections:
            self.slot, self.cursor = Slot(0), Item(-1)
            return
        slot = self.find(self.cursor) or self._elsewhere()
        if slot is None:
            index = min(former.section, len(self.sections) - 1)
            if self.is_split:
                self._lend(index)
            slot = Slot(index, min(former.article, len(self.sections[index].ids) - 1))
        self.put(slot)

    def _elsewhere(self) -> Slot | None:
        """Return where the cursor's article stands in another open group."""
        article = self.cursor.article
        opened = (section.group.id for section in self.sections if section.is_open and article)
        slots = (self.find(Item(group, article)) for group in opened)
        return next((slot for slot in slots if slot), None)
