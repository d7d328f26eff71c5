"""The panel of what may follow the first key of a sequence: all of it, in columns, over the lines below the panes."""

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

COLUMN = 24
"""Cells of a column, where the window is high enough for so few of them."""

DELAY_S = 0.3
"""Who knows the sequence has typed it by then: nothing flashes."""

AROUND = 4
"""Rows that the panel leaves of the window, so that something of it is seen."""


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
        choices = self._waiting.choices
        columns, most = max(1, width // COLUMN), max(1, self.screen.size.height - AROUND)
        while ceil(len(choices) / columns) > most and columns < len(choices):
            columns += 1
        count, room = ceil(len(choices) / columns), width // columns
        keys = max(cell_width(show_keys(key)) for key, _ in choices)
        lines = [Content("") for _ in range(count)]
        for number, (key, command) in enumerate(choices):
            title = fit(title_of(command), max(1, room - keys - 3))
            lines[number % count] += assembled(
                (pad(show_keys(key), keys), "$heading bold"), pad(f"  {title}", room - keys)
            )
        return [*lines, assembled((f"{self._waiting.typed} … ", "$heading bold"), tr("esc cancels"))]
