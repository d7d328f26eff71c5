"""The line in which words to find on the page are typed."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from reader.errors import NewsreaderError
from reader.i18n import tr
from reader.page.layout.layout import Position
from reader.page.navigation.find import pattern_of
from reader.tui.widgets.input_line import InputLine

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.signal import Signal

    from reader.tui.page.page_view import PageView

STEPS = {"down": 1, "ctrl+n": 1, "up": -1, "ctrl+p": -1}
"""Keys that step through the matches while words are typed."""


class FindBar(Horizontal):
    """Finds what is typed, as it is typed, from the position on where the page was."""

    @dataclass
    class Closed(Message):
        """Typing is over."""

        bar: "FindBar"
        """The line that is closed: another may be open by the time this arrives."""

    def __init__(self, page: "PageView") -> None:
        super().__init__(classes="bar")
        self._page = page
        self._origin = page.place
        layout = page.layout_shown
        self._folded = frozenset(layout.folds.closed if layout else ())
        """The folds that were closed before anything was found in them."""
        self._input = InputLine(compact=True, select_on_focus=False)
        self._count = Static(self._hint(), markup=False)
        self._ahead: list[events.Key | events.Paste] = []
        self._problem = ""
        self._is_over = False
        self._selections: Signal[Screen[object]] | None = None
        """The signal of the screen that the field listens to."""

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield Static("/", markup=False)
        yield self._input
        yield self._count

    def on_mount(self) -> None:
        """Take the focus, and the keys that came before it."""
        self._selections = self.screen.text_selection_started_signal
        self.screen.set_focus(self._input)
        for event in self._ahead:
            if isinstance(event, events.Key):
                self.take(event)
            else:
                self.paste(event)

    def on_unmount(self) -> None:
        """Take the field out of the screen's listeners to selections, which would keep it."""
        if self._selections:
            self._selections.unsubscribe(self._input)

    def take(self, event: events.Key) -> None:
        """Take a key that was typed before the line had the focus."""
        if not self.is_mounted:
            self._ahead.append(event)
        elif event.is_printable and event.character:
            self._input.insert_text_at_cursor(event.character)
        elif event.key == "enter":
            self._close()
        elif not self._input.has_focus:
            self.on_key(event)

    def paste(self, event: events.Paste) -> None:
        """Take what was pasted before the line had the focus."""
        if not self.is_mounted:
            self._ahead.append(event)
        else:
            self._input.insert_text_at_cursor(event.text.partition("\n")[0])

    def show_count(self, sentence: str) -> None:
        """Show how much was found, or what is wrong with what is typed."""
        self._count.update(self._problem or sentence or self._hint())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find what is typed."""
        if self._is_over:
            return
        pattern, self._problem = None, ""
        try:
            pattern = pattern_of(event.value)
        except NewsreaderError as problem:
            self._problem = str(problem)
        if pattern is None:
            self._page.found.close()
            self._page.return_to(self._origin, self._folded)
        else:
            self._page.found.look_for(pattern, self._origin or Position(0))
        self.show_count(self._page.found.count_sentence())

    def on_input_submitted(self) -> None:
        """Close, and keep what was found."""
        self._close()

    def on_key(self, event: events.Key) -> None:
        """Step through the matches; esc goes back to where the page was."""
        if event.key in STEPS:
            self._page.found.step(STEPS[event.key])
        elif event.key == "escape":
            self._page.found.close()
            self._page.return_to(self._origin, self._folded)
            self._close()
        else:
            return
        event.stop()
        event.prevent_default()

    def _close(self) -> None:
        """End; what was typed just before and arrives only now finds nothing."""
        if not self._is_over:
            self._is_over = True
            self.post_message(self.Closed(self))

    def _hint(self) -> str:
        return tr("enter keeps it · esc goes back")
