"""The panel of what may follow the first key of a sequence: all of it, in columns, over the lines below the panes."""

from collections.abc import Sequence
from functools import partial
from math import ceil
from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from reader.i18n import tr
from reader.text import cell_width, fit, pad
from reader.tui.keys.commands import title_of
from reader.tui.keys.keymap import Wait, show_keys
from reader.tui.widgets.content import assembled

if TYPE_CHECKING:
    from textual.timer import Timer

GAP, WIDEST_GAP = 2, 6
"""Cells between columns, at least and at most."""

DELAY_S = 0.3
"""Who knows the sequence has typed it by then: nothing flashes."""

AROUND = 2
"""Rows of the window that the choices leave: one of it that is seen, and one below them that says how to get out."""


class Continuations(Widget):
    """Shows itself while a sequence waits for its next key."""

    ALLOW_SELECT = False
    """The mouse selects no text here."""

    def __init__(self) -> None:
        super().__init__(id="continuations")
        self._waiting: Wait | None = None
        self._soon: Timer | None = None

    def show(self, waiting: Wait | None) -> None:
        """Show what may follow; None, or nothing that does: hide."""
        waiting = waiting if waiting and waiting.choices else None
        if self._soon:
            self._soon.stop()
            self._soon = None
        if waiting is not None and self._waiting is None:
            self._soon = self.set_timer(DELAY_S, partial(self._show, waiting))
        else:
            self._show(waiting)

    def _show(self, waiting: Wait | None) -> None:
        if waiting != self._waiting:
            self._waiting = waiting
            self.display = waiting is not None
            self.refresh(layout=waiting is not None)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the rows that all of it takes."""
        del container, viewport
        return len(self._rows(width))

    def render(self) -> Content:
        """Return the rows."""
        return Content("\n").join(self._rows(self.content_size.width))

    def _rows(self, width: int) -> list[Content]:
        if self._waiting is None or width <= 0:
            return []
        choices = [(show_keys(key), title_of(command)) for key, command in self._waiting.choices]
        keys = max(cell_width(key) for key, _ in choices)
        count, widths = _columns(
            [keys + 2 + cell_width(title) for _, title in choices], width, self.screen.size.height - AROUND
        )
        gap = min(WIDEST_GAP, max(GAP, (width - sum(widths)) // len(widths)))
        lines = [Content("") for _ in range(count)]
        for number, (key, title) in enumerate(choices):
            room = widths[number // count]
            lines[number % count] += assembled(
                (pad(key, keys), "$heading bold"),
                pad(f"  {fit(title, max(1, room - keys - 2))}", room - keys + gap),
            )
        return [*lines, assembled((f"{self._waiting.typed} … ", "$heading bold"), tr("esc cancels"))]


def _columns(cells: Sequence[int], width: int, most: int) -> tuple[int, list[int]]:
    """Return how many rows texts take, and how wide each column is.

    As many columns as have room beside each other; more, and texts are cut, where there are too few rows for these.
    """
    for columns in range(len(cells), 0, -1):
        count = ceil(len(cells) / columns)
        widths = [max(cells[at : at + count]) for at in range(0, len(cells), count)]
        if sum(widths) + GAP * (len(widths) - 1) <= width:
            if count <= max(1, most):
                return count, widths
            break
    count = min(len(cells), max(1, most))
    columns = ceil(len(cells) / count)
    return count, [max(1, (width + GAP) // columns - GAP)] * columns
