"""The panel in which the target of a link is shown, over the text and beside the link."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip

from reader.page.line import Line
from reader.text import cell_width, fit
from reader.tui.page.paint import Paint
from reader.tui.widgets.part_styles import DrawnByParts

AROUND = 4
"""Cells of the frame: a line and a blank at each side."""

TEXT_CELLS = 64
"""Cells of a line of text at most."""

ROWS = 60
"""Rows of a text that can be scrolled to."""

ROWS_SEEN = 14
"""Rows that are seen at once at most."""

LEAST_ROWS = 3
"""Rows of the panel, with its frame, in the lowest window."""


def measure_in(pane: Region) -> int:
    """Return the cells that a line of text in the panel may take, over a pane."""
    return max(1, min(TEXT_CELLS, pane.width - AROUND))


def placed(pane: Region, link: Offset, width: int, height: int) -> Region:
    """Return where a panel of this size stands over a pane: below the link's row, else above, else where it is smallest loss.

    ``link`` is the link's beginning on the screen. The panel never leaves the pane.
    """
    width = min(width, pane.width)
    below, above = pane.bottom - link.y - 1, link.y - pane.y
    height = max(min(height, max(below, above)), min(LEAST_ROWS, pane.height))
    if height <= below:
        y = link.y + 1
    elif height <= above:
        y = link.y - height
    else:  # a pane of a few rows
        y = max(pane.y, pane.bottom - height)
    x = max(pane.x, min(link.x - 2, pane.right - width))
    return Region(x, y, width, min(height, pane.height))


class Content(NamedTuple):
    """What the panel shows."""

    lines: Sequence[Line | None]
    """The text; None is a blank row."""
    hint: str
    """What the keys do; stands in the frame."""


class PeekPanel(DrawnByParts, can_focus=False, inherit_bindings=False):
    """Shows lines of a page in a frame."""

    ALLOW_SELECT = False
    """The mouse selects no text here."""

    class Clicked(Message):
        """The panel was clicked."""

    class Left(Message):
        """The mouse has left the panel."""

    def __init__(self) -> None:
        super().__init__(id="peek")
        self._paint = Paint(self)
        self._content = Content((), "")
        self._top = 0

    def show(self, content: Content, pane: Region, link: Offset) -> None:
        """Show this beside a link."""
        self._content, self._top = content, 0
        widest = max(
            (sum(cell_width(span.text) for span in line.spans) for line in content.lines if line), default=0
        )
        width = max(widest, min(cell_width(content.hint), measure_in(pane)) + 2) + AROUND
        region = placed(pane, link, width, min(len(content.lines), ROWS_SEEN) + 2)
        self.styles.offset = (region.x, region.y)
        self.styles.width, self.styles.height = region.width, region.height
        self._paint.forget_styles()
        self.display = True
        self.refresh(layout=True)

    def scroll_rows(self, rows: int) -> bool:
        """Scroll the text; return whether it is longer than the panel."""
        last = len(self._content.lines) - (self.size.height - 2)
        if last <= 0:
            return False
        self._top = max(0, min(self._top + rows, last))
        self.refresh()
        return True

    @property
    def rows_seen(self) -> int:
        """The rows of text that are seen."""
        return max(1, self.size.height - 2)

    def draw(self, rows: range) -> Iterator[Strip]:
        """Yield rows of the panel, its frame included."""
        for y in rows:
            yield self._row(y)

    def _row(self, y: int) -> Strip:
        width, height = self.size
        frame = self.rich_style + self.get_component_rich_style("page--peek-frame", partial=True)
        if not y:
            return Strip([Segment(f"┌{'─' * (width - 2)}┐", frame)])
        if y == height - 1:
            hint = fit(f" {self._content.hint} ", max(0, width - 4))
            return Strip([Segment(f"└{hint:─>{max(0, width - 3 - cell_width(hint) + len(hint))}}─┘", frame)])
        at = self._top + y - 1
        line = self._content.lines[at] if at < len(self._content.lines) else None
        text = (
            self._paint.strip(at, line, 2, width - 2, ()).crop(1, width - 1)
            if line
            else Strip.blank(width - 2, self.rich_style)
        )
        return Strip.join([Strip([Segment("│", frame)]), text, Strip([Segment("│", frame)])])

    def notify_style_update(self) -> None:
        """Forget what was drawn in the former theme."""
        super().notify_style_update()
        self._paint.forget_styles()

    def on_click(self, event: events.Click) -> None:
        """Go to what is shown."""
        event.stop()
        self.post_message(self.Clicked())

    def on_leave(self) -> None:
        """Say that the mouse has left."""
        self.post_message(self.Left())

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll the text."""
        event.stop()
        self.scroll_rows(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll the text back."""
        event.stop()
        self.scroll_rows(-1)
