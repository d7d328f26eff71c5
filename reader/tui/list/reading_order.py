"""Where reading on leads from the cursor of a list: to the article beside, to the next unread one. Pure."""

from collections.abc import Iterator, Sequence

from reader.library import Scope
from reader.tui.list.section_list import SectionList
from reader.tui.list.sections import Slot

NEAR = 64
"""The rows of this many articles are read first; all unread ones of a group cost 20 ms where there are 100,000."""


def beside(list_: SectionList, direction: int) -> Slot | None:
    """Return where the next article stands (1) or the one before (-1), in its group or in another."""
    index, article = list_.slot
    following = range(index, len(list_.sections)) if direction > 0 else range(index, -1, -1)
    for section in following:
        if _is_passed_over(list_, section):
            continue
        count = len(list_.members(section))
        first = 0 if direction > 0 else count - 1
        wanted = article + direction if section == index else first
        if section == index and article < 0 and direction < 0:
            continue  # above a heading stands the group before
        if 0 <= wanted < count:
            return list_.slot._replace(section=section, article=wanted)
    return None


def unread(list_: SectionList, direction: int) -> Iterator[tuple[Slot, int]]:
    """Yield where unread articles stand and which these are, in the order in which they are gone to.

    From the cursor on, and round the end once.
    """
    count, slot = len(list_.sections), list_.slot
    for distance in range(count + 1 if count else 0):
        index = (slot.section + direction * distance) % count
        if not list_.sections[index].group.unread or _is_passed_over(list_, index):
            continue
        ids = list_.members(index)
        own = list_.cursor.article if distance < count else 0
        first, again = distance == 0, distance == count
        candidates = _candidates(len(ids), slot.article, direction, first=first, again=again)
        for article in _unread_of(list_, list_.sections[index].group.id, ids, candidates):
            if ids[article] != own:
                yield slot._replace(section=index, article=article), ids[article]


def _is_passed_over(list_: SectionList, index: int) -> bool:
    """Whether reading on skips a group, whose articles stand in others too: a saved search that is closed, an outer group."""
    section = list_.sections[index]
    if section.lists_groups and not (list_.is_split and index == list_.slot.section):
        return True  # its articles are in the groups that are listed in it
    return section.group.is_search and not section.is_open and index != list_.slot.section


def _unread_of(list_: SectionList, group: int, ids: Sequence[int], candidates: range) -> Iterator[int]:
    """Yield those of the candidates, indexes of a group's ids, that are unread."""
    near, far = candidates[:NEAR], candidates[NEAR:]
    rows = list_.rows([ids[index] for index in near])
    yield from (index for index in near if (row := rows.get(ids[index])) and not row.read)
    unread = set(list_.source.ids(group, Scope.UNREAD)) if far else set()
    yield from (index for index in far if ids[index] in unread)


def _candidates(count: int, at: int, direction: int, *, first: bool, again: bool) -> range:
    """Return indexes in the direction: first the rest of the cursor's group, then others whole, last its beginning."""
    if direction > 0:
        return range(at + 1 if first else 0, at + 1 if again else count)
    return range(at - 1 if first else count - 1, max(at, 0) - 1 if again else -1, -1)
