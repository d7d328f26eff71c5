"""The sidebar's list as a value: what it holds of the library, how it takes in changes, and where reading on leads."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence

from reader.actions.finding.group_orders import identity_of
from reader.library import Group, GroupOrder, Scope
from reader.tui.list.first_group import first_of_all
from reader.tui.list.reading_order import beside, unread
from reader.tui.list.section_list import SectionList
from reader.tui.list.sections import Item, Section, Slot
from reader.tui.list.source import Source, in_one_frame


class SidebarModel(SectionList):
    """All groups and articles of a scope, and the cursor among them."""

    def __init__(self, source: Source, scope: Scope, order: GroupOrder) -> None:
        super().__init__(source, scope)
        self.order = order
        self.opens: Callable[[Sequence[Group]], int] = first_of_all
        """Returns which of the groups opens by itself."""
        self._wanted: set[int] = set()
        """Of the articles that are kept, those whose groups are listed for their sake."""
        self._before_empty: tuple[Item, set[str]] = (Item(-1), set())
        """The cursor and the open groups when last there was something to show."""

    # The cursor

    @in_one_frame
    def step_article(self, direction: int) -> bool:
        """Move the cursor to the next article (1) or the one before (-1), opening groups on the way.

        Returns False where there is none; the cursor stays then.
        """
        slot = beside(self, direction)
        if slot is None:
            return False
        return self._go_to(slot, direction) or self.step_article(direction)

    @in_one_frame
    def seek_unread(self, direction: int) -> bool:
        """Move the cursor to the next unread article, opening groups on the way, and round the end once.

        The article under the cursor itself, which may stand in other groups too, comes last.
        """
        found = next(unread(self, direction), None)
        if found is None:
            return False
        slot, _ = found
        return self._go_to(slot, direction) or self.seek_unread(direction)

    def _go_to(self, slot: Slot, direction: int) -> bool:
        """Open a group and put the cursor on an article of it; False: on one of the groups that are listed in it."""
        section, article = self.sections[slot.section], self.members(slot.section)[slot.article]
        self._fold([section], is_open=not self.is_split or section.is_open)
        if not section.lists_groups or section is self._lent:
            self.put(slot)
            return True
        if direction < 0:
            self.open_article(self.sections.index(section), article)
            return True
        self.put(Slot(self.sections.index(section)))
        return False

    def coming(self) -> int:
        """Return the article that reading on leads to, once the one under the cursor is read; 0: there is none."""
        return next((article for _, article in unread(self, 1) if article != self.cursor.article), 0)

    @in_one_frame
    def reach(self, article: int) -> bool:
        """Put the cursor on an article that is listed, in an open group if it stands in one; False: it is not listed."""
        groups = self.source.articles.groups_of(article)
        sections = (index for index, section in enumerate(self.sections) if section.group.id in groups)
        for index in sorted(sections, key=lambda index: not self.sections[index].is_open):
            if article in self.members(index):
                if self.is_split:
                    self.put(Slot(index, self.members(index).index(article)))
                else:
                    self.open_article(index, article)
                return True
        return False

    def return_to(self, article: int | None, group: str) -> None:
        """Put the cursor on this article, in this group if it is open, else on the first article there is.

        Where there are saved searches alone, they stay closed: so all of them are seen, and why there is nothing else.
        """
        for section in sorted(self.sections, key=lambda section: identity_of(section.group) != group):
            if article and section.is_open and (slot := self.find(Item(section.group.id, article))):
                self.put(slot)
                return
        self.put(self.first)
        if not self.is_empty:
            self.step_article(1)

    # Opening and closing

    def open_group(self, group: int) -> bool:
        """Open a group and put the cursor on it; False: it is not there any more."""
        slot = self.find(Item(group))
        if slot is None:
            return False
        self.fold(slot.section, is_open=True)
        self.put(Slot(self._places[group]))
        return True

    def fold_all(self) -> None:
        """Close all groups if any is open, else open them, but no saved searches: these hold the same once more."""
        if self.is_split:
            return
        is_open = not any(section.is_open for section in self.sections)
        groups = (section for section in self.roots if not (is_open and section.group.is_search))
        self._fold(list(groups), is_open=is_open)
        self._relocate(self.slot)

    # Changes

    @in_one_frame
    def arrange(
        self,
        scope: Scope,
        order: GroupOrder,
        open_names: Iterable[str] | None = None,
        keep: frozenset[int] = frozenset(),
    ) -> None:
        """Leave the view and begin another one: what was read in it goes, groups are put in order.

        ``open_names`` are the groups to open; without it those that are open now. The first time, and where
        none of them is left, the one opens that ``opens`` says. The articles of ``keep`` are listed whatever the scope.
        """
        if self.sections:
            self._before_empty = (self.cursor, set(self.open_names))
        names = self._before_empty[1] if open_names is None else set(open_names)
        former, self._kept, self._wanted, self._lent = self.slot, set(keep), set(keep), None
        self.anchor = None
        self.scope, self.order = scope, order
        self.roots = self.sections = [
            Section(group) for group in _groups_with(self.source, scope, order, keep)
        ]
        wanted = [section for section in self.roots if identity_of(section.group) in names]
        is_first = not wanted and not self.is_empty
        if is_first:
            wanted = [self.roots[self.opens([section.group for section in self.roots])]]
        for section in wanted:
            self._open(section)
            for child in section.children:
                if identity_of(child.group) in names or (is_first and child is section.children[0]):
                    self._open(child)
        self._flatten()
        if self.cursor.group < 0:
            self.cursor = self._before_empty[0]
        self._relocate(former)

    def put_in_order(self, order: GroupOrder) -> None:
        """Put the groups in another order; cursor, folds and what stays listed are as they were."""
        self.arrange(self.scope, order, keep=frozenset(self._kept))

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
        former = self.slot
        now = {group.id: group for group in _groups_with(self.source, self.scope, self.order, self._wanted)}
        ranks = {group: rank for rank, group in enumerate(now)}
        roots = self._renewed(self.roots, now)
        searches = [section for section in roots if section.group.is_search]
        searches += [Section(group) for group in now.values() if group.is_search]
        searches.sort(
            key=lambda section: ranks.get(section.group.id, len(ranks))
        )  # a new one where it stands later
        roots = [*searches, *(section for section in roots if not section.group.is_search)]
        cursor = self.sections[former.section] if former.section < len(self.sections) else None
        above = (cursor.parent or cursor).group.id if cursor else -1
        self.roots = _with_new(roots, ranks, now.values(), above)
        self._flatten()
        self._relocate(former)

    def _renewed(self, sections: list[Section], now: dict[int, Group]) -> list[Section]:
        """Return groups with what they hold now; of ``now`` those remain that are new. What has nothing left goes."""
        renewed = []
        for section in sections:
            group = now.pop(section.group.id, None)
            section.group = group or _emptied(section.group)
            if section.lists_groups:
                inner = {each.id: each for each in self._within(section)}
                children = self._renewed(section.children, inner)
                section.children = [*children, *(Section(each, parent=section) for each in inner.values())]
            if section is self._lent or (section.is_open and not section.lists_groups):
                self._fill(section)
            if group or section.ids or section.lists_groups:
                renewed.append(section)
        return renewed

    def update_counts(self) -> None:
        """Take in the groups' counts alone: enough after a mark on what is listed, which moves nothing."""
        now = {group.id: group for group in self.source.groups(self.scope, self.order)}
        for section in self.roots:
            if section.lists_groups:
                now |= {group.id: group for group in self._within(section)}
        for section in self.sections:
            section.group = now.get(section.group.id) or _emptied(section.group)


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
