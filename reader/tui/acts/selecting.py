"""Commands that select text on the page by keys."""

from typing import TYPE_CHECKING

from reader.i18n import tr
from reader.tui.acts.copying import copy_selected
from reader.tui.keys.keymap import show_keys

if TYPE_CHECKING:
    from reader.tui.screen.reading_screen import ReadingScreen


STEPS = 99
"""How many steps a count may make, where each is looked for."""


class Selecting:
    """Begin, move the caret, copy, end."""

    def __init__(self, screen: "ReadingScreen") -> None:
        self._screen = screen

    def do_select_text(self) -> None:
        """Begin to select text, at what was found or on the top row."""
        if not self._screen.page.caret.begin():
            self._screen.say(tr("There is no text to select"))
        self._screen.status.hints(None)

    def do_char_left(self, count: int) -> None:
        """Go to the sign before."""
        self._move("char_left", count)

    def do_char_right(self, count: int) -> None:
        """Go to the next sign."""
        self._move("char_right", count)

    def do_next_word(self, count: int) -> None:
        """Go to where the next word begins."""
        self._move("next_word", count)

    def do_previous_word(self, count: int) -> None:
        """Go to where the word before begins."""
        self._move("previous_word", count)

    def do_line_start(self) -> None:
        """Go to the first sign of the line."""
        self._move("line_start")

    def do_line_end(self) -> None:
        """Go to the last sign of the line."""
        self._move("line_end")

    def do_paragraph_start(self, count: int) -> None:
        """Go to the beginning of the paragraph, or of the one before."""
        self._move("paragraph_start", count)

    def do_paragraph_end(self, count: int) -> None:
        """Go to the end of the paragraph, or of the next one."""
        self._move("paragraph_end", count)

    def _move(self, motion: str, count: int = 1) -> None:
        if self._screen.page.caret.is_on:
            self._screen.page.caret.move(motion, min(count, STEPS))
        else:
            keys = self._screen.keymap.keys["select_text"]
            self._screen.say(tr("{key} starts selecting text", key=show_keys(keys[0]) if keys else "select"))

    def do_copy_and_end_selection(self) -> None:
        """Copy what is selected, and end selecting."""
        copy_selected(self._screen)
        self.do_cancel_selection()

    def do_cancel_selection(self) -> None:
        """End selecting."""
        self._screen.page.caret.end()
        self._screen.status.hints(None)
