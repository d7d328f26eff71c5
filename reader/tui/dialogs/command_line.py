"""The line at the foot in which a command is typed with what it needs; above it how it can go on."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from reader.i18n import tr
from reader.tui.dialogs.query_dialog import QueryDialog
from reader.tui.dialogs.requests import QueryRequest
from reader.tui.widgets.input_line import InputLine
from reader.tui.widgets.options import Options

if TYPE_CHECKING:
    from reader.library import Completion


class CommandLine(QueryDialog):
    """Its result is the line, once it can be done; up and down bring back lines that were typed before."""

    MOST_ROWS = 8
    """Rows of completions that are seen at once: the article stays in sight."""
    BINDINGS = [("up", "older", ""), ("down", "newer", "")]  # noqa: RUF012 - read by Textual as it is
    """Keys and the actions that they run."""

    def __init__(
        self,
        check: Callable[[str], None],
        complete: "Callable[[str], Sequence[Completion]]",
        history: Sequence[str],
    ) -> None:
        """``check`` and ``complete`` are called in threads; ``history`` are the lines of before, the last one at the end."""
        hint = tr("tab completes · enter does it · ↑ brings back · esc closes")
        super().__init__(QueryRequest("", tr("a command, such as tag ai"), hint, check, complete))
        self._history = history
        self._begun, self._at = "", len(history)
        """What was typed by hand, and which line of the history stands there."""

    def body(self) -> ComposeResult:
        """Yield the completions, and below them the line."""
        yield Options()
        with Horizontal(classes="command-line"):
            yield Static(":", markup=False)
            yield InputLine(placeholder=self._request.placeholder, select_on_focus=False)

    def on_mount(self) -> None:
        """Take the focus: the list, which comes first, gets none."""
        self.set_focus(self.query_one(Input))

    def action_older(self) -> None:
        """Bring back the line before, of those that begin with what was typed."""
        self._bring_back(reversed(range(self._at)))

    def action_newer(self) -> None:
        """Bring back the next line; after the last one what was typed."""
        self._bring_back(iter(range(self._at + 1, len(self._history) + 1)))

    def _bring_back(self, numbers: "Iterator[int]") -> None:
        line = self.query_one(Input)
        if self._at == len(self._history):
            self._begun = line.value
        for number in numbers:
            found = self._history[number] if number < len(self._history) else self._begun
            if found.startswith(self._begun):
                self._at = number
                line.value = found
                line.cursor_position = len(found)
                return
