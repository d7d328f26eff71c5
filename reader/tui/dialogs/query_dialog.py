"""A line in which a query, or a name for one, is typed; below it what may follow."""

from functools import partial
from math import inf
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from reader.errors import NewsreaderError
from reader.text import cell_width, clean_line, fit, pad
from reader.tui.dialogs.dialog import SearchDialog
from reader.tui.dialogs.requests import QueryRequest
from reader.tui.widgets.content import assembled
from reader.tui.widgets.input_line import InputLine
from reader.tui.widgets.options import Options
from reader.tui.widgets.working import WorkingScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library import Completion

AHEAD_S = 1.0
"""The keys after enter wait this long for a check that may take any time: most are meant for what follows it."""

COMPLETION_SHARE = 2
"""Completions take one part in this many of a row at most; what they mean stands behind them."""


class QueryDialog(SearchDialog[str | None]):
    """Its result is what was typed, once it can be taken."""

    BINDINGS = [("tab,right", "complete", "")]  # noqa: RUF012 - read by Textual as it is
    """Keys and the actions that they run."""

    def __init__(self, request: QueryRequest, typed: str = "") -> None:
        super().__init__(request.title, request.hint)
        self._request, self._typed = request, typed
        self._number = 0
        """How often something was typed: what was found for an older text is not shown."""
        self._offered: Sequence[Completion] = ()
        self._cut: set[int] = set()
        """Those whose explanations the rows have no room for."""
        self._checked: str | None = None
        """The text that is checked at this moment."""
        self._refused: str | None = None
        """The text that could not be taken; the hint says why."""

    def body(self) -> ComposeResult:
        """Yield the line to type in, and the list."""
        request = self._request
        yield InputLine(
            self._typed, placeholder=request.placeholder, select_on_focus=request.is_replaced, password=request.is_hidden
        )  # fmt: skip
        yield Options()

    @property
    def count(self) -> int:
        """How many completions are offered."""
        return len(self._offered)

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
            offered = self._request.complete(typed)
        except NewsreaderError:  # then nothing is offered
            offered = ()
        self.hand(self._offer, offered, number)

    def _offer(self, offered: "Sequence[Completion]", number: int) -> None:
        if number != self._number:
            return
        self._offered = offered
        self._say_beside(self._request.hint)
        options = self.options
        width = options.scrollable_content_region.width - 2
        longest = max((cell_width(clean_line(each.label)) for each in offered), default=0)
        column = min(longest, max(1, width // COMPLETION_SHARE))
        options.set_options(Option(_line(each, column, width)) for each in offered)
        options.highlighted = 0 if offered else None
        self._cut = {
            number
            for number, each in enumerate(offered)
            if cell_width(clean_line(each.aside)) > width - column - 2
        }

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say the whole explanation of a row that has no room for it; above all how to go on from the line."""
        number = event.option_index
        if number < len(self._offered):
            says_it = number in self._cut and (number or self.line.strip())
            self._say_beside(self._offered[number].aside if says_it else self._request.hint)

    def _say_beside(self, sentence: str) -> None:
        """Say a sentence in the place of the hint; not while that says what is wrong with the line, or that it is looked at."""
        line = self.line.strip()
        if line not in (self._checked, self._refused):
            self._checked = self._refused = None
            self.say(sentence)

    def action_complete(self) -> None:
        """Take what is highlighted into the line; the right arrow only moves in a line that has more to the right."""
        line = self.query_one(Input)
        highlighted = self.options.highlighted
        if line.cursor_position < len(line.value):
            line.action_cursor_right()
        elif highlighted is not None and highlighted < len(self._offered):
            line.value = self._offered[highlighted].query
            line.cursor_position = len(line.value)

    def take(self, at: int) -> None:
        """Take a completion into the line."""
        self.options.highlighted = at
        self.action_complete()
        self.query_one(Input).focus()

    def typed(self, text: str) -> None:
        """Take a character as if the line had the focus: it replaces what stood there at first."""
        line = self.query_one(Input)
        if self._typed and self._request.is_replaced and not line.has_focus and line.value == self._typed:
            line.value, self._typed = "", ""
        super().typed(text)

    def submit(self) -> None:
        """Close with what was typed, if it can be taken."""
        typed, is_over = self.line.strip(), Event()
        if typed == self._checked:
            return
        self._checked = typed
        if self._request.busy:
            self.say(self._request.busy)
        base = self.app.screen_stack[0]
        until = inf if self._request.is_quick else monotonic() + AHEAD_S
        if isinstance(base, WorkingScreen):
            base.hold_keys(lambda: not is_over.is_set() and self.is_open and monotonic() < until)
        self.run_worker(partial(self._check, typed, is_over), thread=True, group="check")

    def _check(self, typed: str, is_over: Event) -> None:
        try:
            self._request.check(typed)
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
            self._refused = typed
            self.say(problem)
        else:
            self.dismiss(typed)


def _line(offered: "Completion", column: int, width: int) -> Content:
    sentence, aside = clean_line(offered.label), fit(clean_line(offered.aside), max(0, width - column - 2))
    room = column if aside else width
    return assembled(pad(fit(sentence, max(1, room)), room + 2 if aside else room), (aside, "$muted"))
