"""A line in which a query, or a name for one, is typed; below it what may follow."""

from collections.abc import Callable, Sequence
from functools import partial
from math import inf
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from reader.errors import NewsreaderError
from reader.text import cell_width, clean_line, fit, pad
from reader.tui.dialogs.dialog import SearchDialog
from reader.tui.widgets.options import Options
from reader.tui.widgets.working import WorkingScreen

if TYPE_CHECKING:
    from reader.library import Completion

TOLD_SHARE = 2
"""Completions take one part in so many of a row at the most; what they mean stands behind them."""


AHEAD_S = 1.0
"""So long the keys after enter wait for a check that may take any time: most often they are meant for what follows it."""


class QueryRequest(NamedTuple):
    """What is asked for."""

    title: str
    placeholder: str
    hint: str
    check: Callable[[str], object]
    """Raises NewsreaderError for what cannot be taken. Called in a thread."""
    complete: "Callable[[str], Sequence[Completion]]" = lambda _: ()
    """Called in a thread, too."""
    is_quick: bool = True
    """The keys after enter wait for the check; else no longer than ``AHEAD_S``, so that esc can stop it."""
    busy: str = ""
    """What is said in the place of the hint while the check goes on."""
    is_replaced: bool = True
    """What stands there at first is replaced by what is typed, rather than added to."""


class QueryDialog(SearchDialog[str | None]):
    """Its result is what was typed, once it can be taken."""

    BINDINGS = [("tab,right", "complete", "")]  # noqa: RUF012 - read by Textual as it is

    def __init__(self, asked: QueryRequest, typed: str = "") -> None:
        super().__init__()
        self._asked, self._typed = asked, typed
        self._number = 0
        """How often something was typed: what was found for an older text is not shown."""
        self._offered: Sequence[Completion] = ()
        self._checked: str | None = None
        """The text that is checked at this moment."""

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Vertical():
            yield Static(self._asked.title, classes="dialog--title", markup=False)
            yield Input(
                self._typed, placeholder=self._asked.placeholder, select_on_focus=self._asked.is_replaced
            )
            yield Options()
            yield Static(self._asked.hint, classes="dialog--hint", markup=False)

    def on_mount(self) -> None:
        """Offer how to begin."""
        self.call_after_refresh(self.hand, self.on_input_changed)

    def on_input_changed(self) -> None:
        """Offer how it can go on."""
        self._number += 1
        typed = self.line
        self.run_worker(partial(self._find, typed, self._number), thread=True, group="complete")

    def _find(self, typed: str, number: int) -> None:
        try:
            offered = self._asked.complete(typed)
        except NewsreaderError:  # what cannot be asked now is only not offered
            offered = ()
        self.hand(self._offer, offered, number)

    def _offer(self, offered: "Sequence[Completion]", number: int) -> None:
        if number != self._number:
            return
        self._offered = offered
        if self._checked != self.line.strip():  # else it is being looked at, and the hint says so
            self._checked = None
            self._tell(self._asked.hint)
        options = self.options
        width = options.scrollable_content_region.width - 2
        longest = max((cell_width(clean_line(each.told)) for each in offered), default=0)
        column = min(longest, max(1, width // TOLD_SHARE))
        options.set_options(Option(_line(each, column, width)) for each in offered)
        options.highlighted = 0 if offered else None

    def _tell(self, sentence: str) -> None:
        self.query_one(".dialog--hint", Static).update(clean_line(sentence))

    def action_move(self, by: int) -> None:
        """Move the highlight while the line keeps the focus."""
        self.move_among(len(self._offered), by)

    def action_complete(self) -> None:
        """Take what is highlighted into the line; the right arrow only moves in a line that has more to the right."""
        line = self.query_one(Input)
        highlighted = self.options.highlighted
        if line.cursor_position < len(line.value):
            line.action_cursor_right()
        elif highlighted is not None and highlighted < len(self._offered):
            line.value = self._offered[highlighted].query
            line.cursor_position = len(line.value)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take what was clicked into the line."""
        self.options.highlighted = event.option_index
        self.action_complete()
        self.query_one(Input).focus()

    def typed(self, sign: str) -> None:
        """Take a character as if the line had the focus: it replaces what stood there at first."""
        line = self.query_one(Input)
        if self._typed and self._asked.is_replaced and not line.has_focus and line.value == self._typed:
            line.value, self._typed = "", ""
        super().typed(sign)

    def on_input_submitted(self) -> None:
        """Close with what was typed, if it can be taken."""
        typed, is_over = self.line.strip(), Event()
        if typed == self._checked:
            return
        self._checked = typed
        if self._asked.busy:
            self._tell(self._asked.busy)
        base = self.app.screen_stack[0]
        until = inf if self._asked.is_quick else monotonic() + AHEAD_S
        if isinstance(base, WorkingScreen):
            base.hold_keys(lambda: not is_over.is_set() and self.is_open and monotonic() < until)
        self.run_worker(partial(self._check, typed, is_over), thread=True, group="check")

    def _check(self, typed: str, is_over: Event) -> None:
        try:
            self._asked.check(typed)
        except NewsreaderError as problem:
            self.hand(self._answered, typed, str(problem))
        else:
            self.hand(self._answered, typed, "")
        finally:
            self.hand(is_over.set)

    def _answered(self, typed: str, problem: str) -> None:
        """Take what was found of a text, if it is still that which stands there."""
        if typed != self._checked or typed != self.line.strip():
            return
        self._checked = None
        if problem:
            self._tell(problem)
        else:
            self.dismiss(typed)


def _line(offered: "Completion", column: int, width: int) -> Content:
    sentence, aside = clean_line(offered.told), fit(clean_line(offered.aside), max(0, width - column - 2))
    room = column if aside else width
    return Content.assemble(pad(fit(sentence, max(1, room)), room + 2 if aside else room), (aside, "$muted"))
