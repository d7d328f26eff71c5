"""Dialogs: the files with a problem; lines to read; a question."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from reader.article import Key, Problem
from reader.i18n import tr, trn
from reader.text import clean_line
from reader.tui.dialogs.dialog import Dialog, Lines
from reader.tui.widgets.content import assembled
from reader.tui.widgets.options import Options


class ProblemsDialog(Dialog[tuple[Key, Problem] | None]):
    """The files with a problem, each with what is wrong; enter goes to one (the dialog's result).

    Below them what is left out on purpose.
    """

    BINDINGS: ClassVar = [("escape,q", "dismiss", "")]
    """Keys and the actions that they run."""

    def __init__(
        self, problems: Sequence[tuple[Key, Problem]], count: int, left_out: Sequence[str] = ()
    ) -> None:
        """``problems`` are the first of ``count``. ``left_out`` are sentences."""
        super().__init__(
            trn("1 problem", "{count:,} problems", count) if count else tr("No file has a problem"),
            tr("enter goes to the article · esc closes") if count else tr("esc closes"),
        )
        self._problems, self._count, self._left_out = problems, count, left_out

    def body(self) -> ComposeResult:
        """Yield the list."""
        yield Options(*self._rows())

    def on_key(self, event: events.Key) -> None:
        """Move by the keys that move elsewhere too."""
        options = self.query_one(Options)
        moves = {"j": options.action_cursor_down, "k": options.action_cursor_up}
        if event.key in moves:
            moves[event.key]()
            event.stop()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to what was chosen."""
        self.dismiss(self._problems[event.option_index])

    def _rows(self) -> Iterator[Option]:
        for key, problem in self._problems:
            yield Option(_described(key, problem))
        more = self._count - len(self._problems)
        if more > 0:
            yield Option(Content(trn("… and 1 more", "… and {count:,} more", more)), disabled=True)
        yield from (Option(Content(sentence), disabled=True) for sentence in self._left_out)


class LinesDialog(Dialog[None]):
    """Lines of text to read."""

    BINDINGS: ClassVar = [("escape,q,enter", "dismiss", "")]
    """Keys and the actions that they run."""

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        super().__init__(title, tr("esc closes"))
        self._lines = lines

    def body(self) -> ComposeResult:
        """Yield the lines."""
        yield Lines("\n".join(self._lines))


class QuestionDialog(Dialog[bool]):
    """A question with yes or no for an answer; esc is no."""

    BINDINGS: ClassVar = [("y,enter", "answer(True)", ""), ("n,escape,q", "answer(False)", "")]
    """Keys and the actions that they run."""

    def __init__(self, question: str) -> None:
        super().__init__("", tr("y or enter: yes · n or esc: no"))
        self._question = question

    def body(self) -> ComposeResult:
        """Yield the question."""
        yield Static(self._question, markup=False)

    def action_answer(self, yes: bool) -> None:  # noqa: FBT001 - Textual calls it so
        """Close with the answer."""
        self.dismiss(yes)


def _described(key: Key, problem: Problem) -> Content:
    place = assembled((clean_line(key.path) or tr("(the folder)"), "bold"))
    if problem.line is not None:
        place = assembled(place, "  ", tr("line {line}", line=problem.line))
    return assembled(place, "\n", problem.message)
