"""What a window shows of a list that is scrolled: which rows stand where, and how far it is scrolled to show the cursor.

Imports no Textual.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Generic, TypeVar

from reader.tui.list.row_painter import RowPainter, Window
from reader.tui.list.section_list import SectionList
from reader.tui.list.sections import Slot
from reader.tui.list.sidebar_model import SidebarModel
from reader.tui.list.spans import Span

MARGIN = 3
"""Rows that scrolling keeps between the cursor and the edge, so that what comes next is seen."""

GROUPS_SHARE, GROUPS_MOST = 34, 28
"""Of the cells of the list, the percentage that groups take beside their articles, and the most of them."""

_Drawn = TypeVar("_Drawn")


def first_with_cursor(model: SectionList, first: int, height: int) -> int:
    """Return the row at the top of a window of ``height`` rows that shows the cursor, as near to ``first`` as can be."""
    top, rows = model.top(model.slot), model.rows_of(model.slot)
    margin = min(MARGIN, max(0, (height - rows) // 2))
    first = max(0, min(first, top - margin))
    first = max(first, min(top + rows + margin, model.height) - height)
    if model.heading_over(first) is not None and margin:
        # Below the heading that stands on top an article begins.
        found = model.slot_at(first + 1)
        first += model.row_height - found[1] if found and found[1] > 0 else 0
    return first


def groups_width(model: SectionList, width: int) -> int:
    """Return the cells of the groups where they stand beside their articles, in a list of ``width`` cells."""
    return min(GROUPS_MOST, width * GROUPS_SHARE // 100) if model.is_split else 0


class WindowRows(Generic[_Drawn]):
    """Draws the rows of a window."""

    def __init__(
        self,
        model: SidebarModel,
        painter: RowPainter[_Drawn],
        now: Callable[[], datetime],
        reason: Callable[[int, int], str],
    ) -> None:
        """``now`` returns the present moment in the zone in which dates are shown.

        ``reason`` returns a line of why there is nothing to show: the one that many rows below the end, for that many cells.
        """
        self._model, self._painter, self._now, self._reason = model, painter, now, reason
        self.groups_top = 0
        """The first group that is seen beside the articles."""

    def draw(self, rows: range, first: int, window: Window) -> Iterator[_Drawn]:
        """Yield rows of a window at whose top row ``first`` of the list is."""
        painter, now = self._painter, self._now()
        if not self._model.is_split:
            yield from (painter.whole(self._item(y, first, window, now), window) for y in rows)
            return
        groups = window._replace(width=groups_width(self._model, window.width))
        articles = window._replace(width=max(0, window.width - groups.width), has_rule=False)
        top = self.groups_top = self._top_of_groups(window.height)
        for y in rows:
            group = painter.beside(y + top, groups)
            item = painter.fitted(self._item(y, first, articles, now), articles)
            yield painter.whole([*group, *item], window)

    def _item(self, y: int, top: int, window: Window, now: datetime) -> list[Span]:
        """Return what stands in a row of the window: an item, a heading above its articles, or why there is nothing."""
        painter, model = self._painter, self._model
        over = model.heading_over(top) if not y else None
        found = model.slot_at(y + top)
        if over is not None:
            return painter.heading(over, window)
        if found is None:
            return painter.text(self._reason(y + top - model.height, window.width), window.width)
        if found[0].article < 0:
            return painter.heading(found[0].section, window)
        if found[1] < 0:
            return painter.day(found[0], window, now)
        return painter.article(*found, window, now)

    def _top_of_groups(self, height: int) -> int:
        """Return the first group that is seen beside the articles: the former one, or as little from it as shows the cursor's."""
        at, count = self._model.slot.section, len(self._model.sections)
        margin = min(MARGIN, max(0, (height - 1) // 2))
        first = max(0, min(self.groups_top, at - margin))
        return max(0, first, min(at + 1 + margin, count) - height)

    def slot_under(self, x: int, y: int, first: int, width: int) -> Slot | None:
        """Return what is drawn in a cell of a window of ``width`` cells."""
        model = self._model
        if x < groups_width(model, width):
            at = y + self.groups_top
            return Slot(at) if at < len(model.sections) else None
        if not y and (over := model.heading_over(first)) is not None:
            return Slot(over)
        found = model.slot_at(y + first)
        return found[0] if found else None
