"""Finds the title in the list that is meant by a few letters. In a thread; what is listed is taken when it begins."""

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.text.initials import Letters, typed_letters

if TYPE_CHECKING:
    from reader.library import Row
    from reader.tui.list.sidebar_model import SidebarModel

AT_ONCE = 256
"""Titles that are read together."""


class Found(NamedTuple):
    """A row of the list."""

    group: int
    """The id of its group."""
    article: int = 0
    """The article; 0: the heading of the group."""


class TitleSearch:
    """Knows what is listed, from the cursor on and round the end, and reads its titles as far as they are needed."""

    def __init__(self, rows: Callable[[Sequence[int]], Mapping[int, "Row"]], model: "SidebarModel") -> None:
        """``rows`` reads what is known of articles, and may be called in threads. On the loop."""
        self._rows = rows
        at = model.slot
        listed: list[tuple[int, str, Sequence[int]]] = [
            (section.group.id, model.label(index), model.members(index) if section.is_open else ())
            for index, section in enumerate(model.sections)
        ]
        before, (group, label, ids), after = (
            listed[: at.section],
            listed[at.section],
            listed[at.section + 1 :],
        )
        split = at.article + 1
        here = (group, "" if at.article >= 0 else label, ids[split:] if at.article >= 0 else ids)
        again = (group, label, ids[:split] if at.article >= 0 else ())
        self._sections = [here, *after, *before, again]
        self._coming = self._read()
        # Many thousands of small objects would make the collector of garbage hold the loop.
        self._groups, self._articles, self._titles = array("q"), array("q"), list[str]()

    def find(self, typed: str, number: int) -> Found | None:
        """Return what is meant by letters: of those that begin so the one with this number, from 0, round the end.

        Where none begins so, of those that have such a word.
        """
        letters = typed_letters(typed)
        if not letters:
            return None
        found = self._nth((each for each, title in self._all() if Letters(title).begin(letters)), number)
        return found or self._nth(
            (each for each, title in self._known() if Letters(title).have(letters)), number
        )

    @staticmethod
    def _nth(found: Iterator[Found], number: int) -> Found | None:
        seen: list[Found] = []
        for each in found:
            if len(seen) == number:
                return each
            seen.append(each)
        return seen[number % len(seen)] if seen else None

    def _known(self) -> Iterator[tuple[Found, str]]:
        for number, title in enumerate(self._titles):
            yield Found(self._groups[number], self._articles[number]), title

    def _all(self) -> Iterator[tuple[Found, str]]:
        yield from self._known()
        for found, title in self._coming:
            self._groups.append(found.group)
            self._articles.append(found.article)
            self._titles.append(title)
            yield found, title

    def _read(self) -> Iterator[tuple[Found, str]]:
        for group, label, ids in self._sections:
            if label:
                yield Found(group), label
            for first in range(0, len(ids), AT_ONCE):
                some = ids[first : first + AT_ONCE]
                rows = self._rows(some)
                yield from ((Found(group, each), rows[each].title) for each in some if each in rows)
