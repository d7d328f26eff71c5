"""Long lines of code that are moved sideways, where they are not wrapped: how far, and what is seen of them."""

from typing import TYPE_CHECKING

from reader.page.line import Line

if TYPE_CHECKING:
    from reader.page.layout.layout import Layout, Position

STEP = 8
"""Cells by which a key or the wheel moves them."""


class Sideways:
    """How far all long lines of a text are moved to the left; those that fit stay."""

    def __init__(self) -> None:
        self._shift = 0

    def forget(self) -> None:
        """Begin at the left again: another article is shown."""
        self._shift = 0

    def seen_of(self, layout: "Layout", line: Line) -> Line:
        """Return what is drawn of a line."""
        if layout.typography.code_wrap or not line.fill:
            return line
        from reader.page.lines.sideways import part  # only where long lines are cut off

        return part(line, self._shift, layout.measure)

    def move(self, layout: "Layout", rows: range, steps: int) -> bool:
        """Move by that many steps, as far as the lines on these rows go; return whether that changed anything."""
        if layout.typography.code_wrap:
            return False
        from reader.page.lines.sideways import excess  # only where long lines are cut off

        lines = map(layout.line, rows)
        farthest = max((excess(line, layout.measure) for line in lines if line and line.fill), default=0)
        return self._set(min(max(0, min(self._shift, farthest) + steps * STEP), farthest))

    def reveal(self, layout: "Layout", place: "Position") -> bool:
        """Move so that a position is seen; return whether that changed anything."""
        line = None if layout.typography.code_wrap else layout.line(layout.row(place))
        if line is None or not line.fill:
            return False
        from reader.page.lines.sideways import shift_to  # only where long lines are cut off

        return self._set(shift_to(line, place.offset, self._shift, layout.measure))

    def _set(self, shift: int) -> bool:
        has_changed = shift != self._shift
        self._shift = shift
        return has_changed
