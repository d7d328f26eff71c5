"""Which rows of a list its groups and articles take, one group below the other. Pure."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from reader.tui.list.sections import Section, Slot


class RowMap:
    """Finds what stands in a row, and the row of what stands there."""

    def __init__(self, sections: Sequence[Section], row_height: int, closed: Section | None) -> None:
        """``row_height`` is that of an article; of ``closed`` only the heading is shown, though it is open."""
        self._sections, self._row_height = sections, row_height
        heights = (1 + (0 if each is closed else each.height(row_height)) for each in sections)
        self._tops = [0, *accumulate(heights)]

    @property
    def height(self) -> int:
        """The rows of all."""
        return self._tops[-1]

    def slot_at(self, y: int) -> tuple[Slot, int]:
        """Return what stands in row ``y``, from 0 to below ``height``, and which of its rows that is."""
        index = bisect_right(self._tops, y) - 1
        below = y - self._tops[index] - 1
        if below < 0:
            return Slot(index), 0
        article, line = self._sections[index].article_at(below, self._row_height)
        return Slot(index, article), line

    def top(self, slot: Slot) -> int:
        """Return the first row of what stands there."""
        section = self._sections[slot.section]
        below = 1 + section.row(slot.article, self._row_height) if slot.article >= 0 else 0
        return self._tops[slot.section] + below
