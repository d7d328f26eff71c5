"""Draws the early frame: the rows of the index, where and as the last session's first frame had them."""

import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from reader.text import clean
from reader.tui.early.begun_list import BegunList
from reader.tui.early.kept_frame import KeptFrame
from reader.tui.list.row_painter import Window
from reader.tui.list.rows_in_window import WindowRows, first_with_cursor
from reader.tui.terminal.by_name import erases_in_colour
from reader.tui.terminal.frame import Drawn, Frame, Run

if TYPE_CHECKING:
    from reader.tui.terminal.ground import Asked

UNSEEN = {ord(char): None for char in "\t\n"}
"""What a clean text may hold that no row shows."""


class EarlyFrame:
    """What was drawn before Textual is loaded, and what that goes on from."""

    def __init__(
        self, asked: "Asked", begun: BegunList, kept: KeptFrame, window: WindowRows[list[Run]]
    ) -> None:
        self.asked = asked
        """The terminal."""
        self.begun = begun
        """The list."""
        self.kept = kept
        """What the first frame looked like the last time."""
        self.frame = Frame(erases_in_colour=erases_in_colour(os.environ))
        """What the terminal shows."""
        self.stop: Callable[[], None] = lambda: None
        """Ends that keys are answered here."""
        self._window = window

    def show(self) -> bool:
        """Draw all of it; return whether the terminal took it. Raises LookupError where a look is not known."""
        drawn = self._whole()
        written = self.frame.changes(drawn, self.kept.size)
        return self.asked.draw(written.encode("utf-8", "replace"))

    def move(self, count: int) -> None:
        """Move the cursor by that many items and draw what is another then; raises OSError, NewsreaderError."""
        begun, place = self.begun, self.kept.place
        begun.model.step(count)
        begun.is_touched = True
        begun.first = first_with_cursor(begun.model, begun.first, place.height)
        if written := self.frame.changes(self._list(), self.kept.size):
            self.asked.write(written.encode("utf-8", "replace"))

    @property
    def fits(self) -> bool:
        """Whether the window is as large as it was when this was drawn."""
        try:
            return tuple(os.get_terminal_size(self.asked.screen)) == self.kept.size
        except OSError:
            return False

    def _whole(self) -> Iterable[Drawn]:
        """Return the rows of the whole terminal, the list over what was there."""
        composed = Frame(erases_in_colour=True)
        rows = (Drawn(0, y, map(_clean, row)) for y, row in enumerate(self.kept.rows))
        composed.changes([*rows, *self._list()], self.kept.size)
        return [Drawn(0, y, row) for y, row in enumerate(composed.rows)]

    def _list(self) -> list[Drawn]:
        place = self.kept.place
        window = Window(place.width, place.height, place.has_focus, frozenset(), place.has_rule)
        rows = self._window.draw(range(place.height), self.begun.first, window)
        return [Drawn(place.x, place.y + y, row) for y, row in enumerate(rows)]


def _clean(run: Run) -> Run:
    return run if run.look is None else run._replace(text=clean(run.text).translate(UNSEEN))
