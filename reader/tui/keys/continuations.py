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

GAP, WIDEST_GAP = 2, 6
"""Cells between columns, at least and at most."""

DELAY_S = 0.3
"""Who knows the sequence has typed it by then: nothing flashes."""

AROUND = 2
"""Rows of the window beside these: one that says how to get out, and one of what is behind the panel."""


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
        lead = max(cell_width(key) for key, _ in choices) + 2
        count, rooms, gap = _columns(
            [cell_width(title) for _, title in choices], lead, width, self.screen.size.height
        )
        lines = [Content("") for _ in range(count)]
        for number, (key, title) in enumerate(choices):
            at = number // count
            cells = rooms[at] + (gap if at < len(rooms) - 1 else 0)
            lines[number % count] += assembled(
                (pad(key, lead), "$heading bold"), pad(fit(title, rooms[at]), cells)
            )
        return [*lines, assembled((f"{self._waiting.typed} … ", "$heading bold"), tr("esc cancels"))]


def _columns(titles: list[int], lead: int, width: int, height: int) -> tuple[int, list[int], int]:
    """Return how many rows there are, the cells of the titles of each column, and those between columns.

    ``titles`` are their widths, ``lead`` the cells before each. There are as many columns as leave all titles
    whole; where that takes more rows than the window has, more of them, in which titles are cut.
    """
    for columns in range(min(len(titles), width // (lead + 1)), 0, -1):
        rows = ceil(len(titles) / columns)
        rooms = [max(titles[at : at + rows]) for at in range(0, len(titles), rows)]
        free = width - sum(rooms) - lead * len(rooms)
        if free >= GAP * (len(rooms) - 1) and rows <= height - AROUND:
            return rows, rooms, min(WIDEST_GAP, free // max(1, len(rooms) - 1))
    rows = max(1, height - AROUND)
    columns = ceil(len(titles) / rows)
    return rows, [max(1, width // columns - lead - 1)] * columns, 1
