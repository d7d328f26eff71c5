"""The line at the foot in which letters of a title are typed, while the cursor of the list follows."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from reader.i18n import tr
from reader.tui.dialogs.dialog import SearchDialog
from reader.tui.widgets.input_line import InputLine

if TYPE_CHECKING:
    from collections.abc import Callable

_Found = TypeVar("_Found")


class JumpLine(SearchDialog[bool], Generic[_Found]):
    """Its result is whether the cursor stays where it went."""

    BINDINGS: ClassVar = [("tab", "move(1)", ""), ("shift+tab", "move(-1)", "")]
    """Keys and the actions that they run."""

    def __init__(
        self, find: "Callable[[str, int], _Found | None]", go: "Callable[[_Found | None], None]"
    ) -> None:
        """``find`` returns what is meant by letters, of several the one with a number; in a thread, one call at a time."""
        super().__init__("", tr("the cursor follows · ↓ next · enter stays · esc goes back"))
        self._find, self._go = find, go
        self._number = 0
        self._wanted: tuple[str, int] | None = None
        """What is looked for next."""
        self._is_busy = self._is_taken = False

    def body(self) -> ComposeResult:
        """Yield the line."""
        with Horizontal(classes="command-line"):
            yield Static("→", markup=False)
            yield InputLine(placeholder=tr("letters of a title, such as pg for 苹果"), select_on_focus=False)

    @property
    def count(self) -> int:
        """No rows are listed."""
        return 0

    def take(self, at: int) -> None:
        """Nothing is listed that could be taken."""

    def on_input_changed(self) -> None:
        """Look for what is typed."""
        self._number = 0
        self._look()

    def action_move(self, by: int) -> None:
        """Go to the next that is meant, or to the one before."""
        self._number = max(0, self._number + by)
        self._look()

    def submit(self) -> None:
        """Stay, once the cursor is where what was typed leads."""
        self._is_taken = True
        if not self._is_busy:
            self.dismiss(result=True)

    def _look(self) -> None:
        self._wanted = (self.line, self._number)
        if not self._is_busy:
            self._is_busy = True
            self.run_worker(partial(self._work, *self._wanted), thread=True, group="jump")

    def _work(self, typed: str, number: int) -> None:
        self.hand(self._found, typed, number, self._find(typed, number))

    def _found(self, typed: str, number: int, found: "_Found | None") -> None:
        self._is_busy = False
        if self._wanted != (typed, number):
            self._look()
            return
        self._go(found)
        hint = self._hint if found or not typed.strip() else tr("No title here has these letters")
        self.say(hint)
        if self._is_taken:
            self.dismiss(result=found is not None)
