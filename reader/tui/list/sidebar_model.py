"""The sidebar's list as a value: what it holds of the library, how it takes in changes, and where reading on leads."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence

from reader.actions.finding.group_orders import identity_of
from reader.library import Group, GroupOrder, Scope
from reader.tui.list.first_group import first_of_all
from reader.tui.list.reading_order import beside, unread
from reader.tui.list.section_list import Item, Section, SectionList, Slot
from reader.tui.list.source import Source, in_one_frame


class SidebarModel(SectionList):
    """All groups and articles of a scope, and the cursor among them."""

    def __init__(self, source: Source, scope: Scope, order: GroupOrder) -> None:
        super().__init__(source, scope)
        self.order = order
        """How groups are ordered."""
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
        self.fold(slot.section, is_open=True)
        self.put(slot)
        return True

    @in_one_frame
    def seek_unread(self, direction: int) -> bool:
        """Move the cursor to the next unread article, opening groups on the way, and round the end once.

        The article under the cursor itself, which may stand in other groups too, comes last.
        """
        found = next(unread(self, direction), None)
        if found is None:
            return False
        slot, _ = found
        if not self.sections[slot.section].is_open:
            self.fold(slot.section, is_open=True)
        self.put(slot)
        return True

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
                self.fold(index, is_open=True)
                self.put(Slot(index, self.members(index).index(article)))
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
        former, self._kept, self._wanted = self.slot, set(keep), set(keep)
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
