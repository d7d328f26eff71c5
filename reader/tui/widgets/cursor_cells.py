"""Where the terminal's cursor belongs: on what the keys are for, so that a screen reader that follows it reads that."""

from typing import Any, Protocol, runtime_checkable

from textual.geometry import Offset
from textual.screen import Screen
from textual.widgets import Input

from reader.text import cell_width


@runtime_checkable
class HasCursorCell(Protocol):
    """A screen or a widget that knows where the cursor belongs in it."""

    @property
    def cursor_cell(self) -> Offset:
        """The cell of the screen."""


def is_in_words(app: object) -> bool:
    """Return whether an app shows everything in words, for a screen reader."""
    return bool(getattr(app, "in_words", False))  # an app of a test may have dialogs and nothing else


def cell_of_cursor(screen: Screen[Any]) -> Offset:
    """Return the cell for the cursor: as the screen says, else as the focused widget does, else where that begins."""
    if isinstance(screen, HasCursorCell):
        return screen.cursor_cell
    focused = screen.focused
    if focused is None:
        return Offset(0, 0)
    if isinstance(focused, Input):
        return caret_cell(focused)
    return focused.cursor_cell if isinstance(focused, HasCursorCell) else focused.content_region.offset


def caret_cell(line: Input) -> Offset:
    """Return the cell of the caret in a line to type in: that behind the last character at its end."""
    x, y, width, _ = line.content_region
    return Offset(
        x + min(max(0, width - 1), cell_width(line.value[: line.cursor_position]) - line.scroll_offset.x), y
    )
