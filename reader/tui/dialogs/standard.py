"""Dialogs: the keys, searchable and runnable; the files with a problem."""

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from reader.article import Key, Problem
from reader.i18n import tr, trn
from reader.nearest import Names, matching
from reader.page.lines.wrap import wrap
from reader.text import cell_width, clean_line, pad
from reader.tui.dialogs.dialog import Dialog, SearchDialog
from reader.tui.keys.commands import COMMANDS, Command, title_of
from reader.tui.keys.keymap import Keymap, show_all
from reader.tui.widgets.content import assembled
from reader.tui.widgets.options import Options

KEYS_SHARE = 3
"""The column of keys takes one part in this many of a row at most; longer keys stand above their sentence."""


class HelpDialog(SearchDialog[str | None]):
    """All commands by topic; typing narrows them, enter runs one (its id is the dialog's result)."""

    BINDINGS: ClassVar = [("f1", "dismiss", "")]
    """Keys and the actions that they run."""

    def __init__(self, keymap: Keymap) -> None:
        super().__init__(tr("Keys"), tr("enter runs it · esc closes"))
        self._keymap = keymap

    def body(self) -> ComposeResult:
        """Yield the line to type in, and the list."""
        yield Input(placeholder=tr("type to search"), select_on_focus=False)
        yield Options()

    @property
    def count(self) -> int:
        """How many rows are listed, those of topics too."""
        return self.options.option_count

    def take(self, at: int) -> None:
        """Run the command that is listed there."""
        self.dismiss(self.options.get_option_at_index(at).id)

    def on_mount(self) -> None:
        """List everything; how wide rows may be is known after that."""
        self._list("")
        self.call_after_refresh(self.hand, self._list_again)

    def on_resize(self, event: events.Resize) -> None:
        """Set the rows for another width."""
        super().on_resize(event)
        if self.is_open:
            self.call_after_refresh(self.hand, self._list_again)

    def _list_again(self) -> None:
        highlighted = self.options.highlighted
        self._list(self.line)
        if highlighted is not None and highlighted < self.options.option_count:
            self.options.highlighted = highlighted

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        self._list(event.value)

    def action_move(self, by: int) -> None:
        """Move the highlight while the input keeps the focus."""
        options = self.options
        for _ in range(abs(by)):
            if by > 0:
                options.action_cursor_down()
            else:
                options.action_cursor_up()

    def _list(self, wanted: str) -> None:
        options = self.options
        options.clear_options()
        topic = None
        names = [Names((title_of(each), each.id), self._keys(each)) for each in COMMANDS]
        words, exact = {*wanted.casefold().split()}, ""
        for command in (COMMANDS[at] for at in matching(wanted, names)):
            if words and not exact and words <= _words_of(command):
                exact = command.id
            if command.topic is not topic:
                topic = command.topic
                options.add_option(Option(assembled((tr(topic.value), "$accent bold")), disabled=True))
            options.add_option(Option(self._row(command), id=command.id))
        if topic is None:
            options.add_option(Option(Content(tr("No command matches")), disabled=True))
        if exact:  # "star" is a part of "start" too, which other commands have in their names
            options.highlighted = options.get_option_index(exact)
        else:
            options.action_first()

    def _keys(self, command: Command) -> str:
        return show_all(self._keymap.keys[command.id])

    def _row(self, command: Command) -> Content:
        keys, title = "  " + self._keys(command), title_of(command)
        width = max(2 * KEYS_SHARE, self.options.scrollable_content_region.width - 2)
        column = min(max(cell_width(self._keys(each)) for each in COMMANDS) + 3, width // KEYS_SHARE)
        above = [keys] if cell_width(keys) >= column else []
        lines = [title[start:end] for start, end in wrap(title, width - column)]
        if above:
            lines = [title[start:end] for start, end in wrap(title, max(1, width - 4))]
            return Content("\n").join(
                [assembled((keys, "bold")), *(Content(f"    {line}") for line in lines)]
            )
        first = assembled((pad(keys, column), "bold"), lines[0] if lines else "")
        return Content("\n").join([first, *(Content(" " * column + line) for line in lines[1:])])


def _words_of(command: Command) -> set[str]:
    return {*re.split(r"\W+", f"{title_of(command)} {command.id.replace('_', ' ')}".casefold())}


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
        with VerticalScroll():
            yield Static("\n".join(self._lines), markup=False)


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
