"""Commands that select text on the page by keys, and what copies the selected text."""

from typing import TYPE_CHECKING

from reader.i18n import tr, trn
from reader.tui.acts.topic import Roles, Topic

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.tui.page.caret import Caret
    from reader.tui.page.page_search import PageSearch

STEPS = 99
"""How many steps a count may make, where each is looked for."""

MANY_BLOCKS = 200
"""A selection over more blocks is put together in a worker: each may have to be read first."""


class Selected(Topic):
    """What is selected, by keys or by the mouse."""

    def copy(self) -> bool:
        """Copy the selected text, in a worker where much of the article is selected; return whether there is some."""
        page, chosen = self._page, self._page.text_selection
        if chosen and chosen.start and chosen.end and chosen.end.y - chosen.start.y > MANY_BLOCKS:

            def make() -> tuple[str, int]:
                text, _ = page.get_selection(chosen) or ("", "")
                return text, count_characters(text)

            self._tell.in_worker(make, lambda made: self._copy(*made))
            return True
        text = self._selection.get_selected_text()
        if text:
            self._copy(text, count_characters(text))
        return bool(text)

    def _copy(self, text: str, characters: int) -> None:
        self._tell.copy(text)
        self._tell.say(trn("Copied 1 character", "Copied {count:,} characters", characters))


def count_characters(text: str) -> int:
    """Return how many characters a reader sees in a text: graphemes."""
    from reader.text.graphemes import graphemes  # 5 ms: only when something is copied

    return sum(1 for _ in graphemes(text))


class Selecting(Topic):
    """Begins selecting, moves the caret, copies, ends."""

    def __init__(
        self, roles: Roles, caret: "Caret", found: "PageSearch", selected: Selected,
        show_hints: "Callable[[], None]",
    ) -> None:  # fmt: skip
        """``show_hints`` writes which keys there are now."""
        super().__init__(roles)
        self._caret, self._found, self._selected, self._show_hints = caret, found, selected, show_hints

    def do_select_text(self) -> None:
        """Begin to select text, at what was found or on the top row."""
        if not self._caret.begin(self._found.here):
            self._tell.say(tr("There is no text to select"))
        self._show_hints()

    def do_char_left(self, count: int) -> None:
        """Go to the character before."""
        self._move("char_left", count)

    def do_char_right(self, count: int) -> None:
        """Go to the next character."""
        self._move("char_right", count)

    def do_next_word(self, count: int) -> None:
        """Go to where the next word begins."""
        self._move("next_word", count)

    def do_previous_word(self, count: int) -> None:
        """Go to where the word before begins."""
        self._move("previous_word", count)

    def do_line_start(self) -> None:
        """Go to the first character of the line."""
        self._move("line_start")

    def do_line_end(self) -> None:
        """Go to the last character of the line."""
        self._move("line_end")

    def do_paragraph_start(self, count: int) -> None:
        """Go to the beginning of the paragraph, or of the one before."""
        self._move("paragraph_start", count)

    def do_paragraph_end(self, count: int) -> None:
        """Go to the end of the paragraph, or of the next one."""
        self._move("paragraph_end", count)

    def _move(self, motion: str, count: int = 1) -> None:
        if self._caret.is_on:
            self._caret.move(motion, min(count, STEPS))
        else:
            key = self._keymap.first("select_text") or "select"
            self._tell.say(tr("{key} starts selecting text", key=key))

    def do_copy_and_end_selection(self) -> None:
        """Copy what is selected, and end selecting."""
        self._selected.copy()
        self.do_cancel_selection()

    def do_cancel_selection(self) -> None:
        """End selecting."""
        self._caret.end()
        self._show_hints()
