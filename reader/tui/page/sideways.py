"""Long lines of listings that are moved sideways, where they are not wrapped: how far, and what is seen of them."""

from typing import TYPE_CHECKING

from reader.page.line import Line

if TYPE_CHECKING:
    from reader.page.layout.layout import Position
    from reader.tui.page.page_view import PageView

STEP = 8
"""Cells by which a key or the wheel moves them."""


class Sideways:
    """How far all long lines of a page are moved to the left; those that fit stay."""

    def __init__(self, page: "PageView") -> None:
        self._page = page
        self._shift = 0

    def forget(self) -> None:
        """Begin at the left again: another article is shown."""
        self._shift = 0

    def seen_of(self, line: Line) -> Line:
        """Return what is to be drawn of a line."""
        shown = self._page.shown
        if shown is None or shown.layout.typography.code_wrap or not line.fill:
            return line
        from reader.page.lines.sideways import part  # only where long lines are cut off

        return part(line, self._shift, shown.layout.measure)

    def move(self, steps: int) -> bool:
        """Move the lines on the screen by so many steps; False where none is that long, or they end here."""
        from reader.page.lines.sideways import excess  # as above

        layout = self._page.shown.layout if self._page.shown else None
        if layout is None or layout.typography.code_wrap:
            return False
        rows = map(layout.line, range(self._page.top, self._page.top + self._page.size.height))
        farthest = max((excess(row, layout.measure) for row in rows if row and row.fill), default=0)
        return self._set(min(max(0, min(self._shift, farthest) + steps * STEP), farthest))

    def reveal(self, place: "Position") -> None:
        """Move the lines so that a place is seen."""
        layout = self._page.shown.layout if self._page.shown else None
        line = layout.line(layout.row(place)) if layout and not layout.typography.code_wrap else None
        if layout and line and line.fill:
            from reader.page.lines.sideways import shift_to  # as above

            self._set(shift_to(line, place.offset, self._shift, layout.measure))

    def _set(self, shift: int) -> bool:
        if shift == self._shift:
            return False
        self._shift = shift
        self._page.redraw()
        return True
