"""A dialog in which one of many choices is taken: typing narrows them, enter takes the highlighted one."""

import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import reduce
from time import perf_counter
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from reader.i18n import joined, tr, trn
from reader.nearest import Names, matching
from reader.text import cell_width, fit, pad
from reader.tui.dialogs.dialog import SearchDialog
from reader.tui.dialogs.requests import Choice, DialogTexts
from reader.tui.widgets.content import assembled
from reader.tui.widgets.cursor_cells import is_in_words
from reader.tui.widgets.input_line import InputLine
from reader.tui.widgets.options import Options

SHOWN = 500
"""How many choices are listed at once; typing narrows the rest."""

SLICE_S, BREATH_S = 0.008, 0.01
"""How long one step of gathering may keep the loop, and how long others have it after that."""

ASIDE_SHARE = 3
"""What stands at the right of a text gets one part in this many of the row where both do not fit."""

LEAST_ASIDE = 12
"""Cells that it keeps."""


class _Field(InputLine):
    """The line to type in; single keys may mean something else."""

    def __init__(self, takes: Callable[[str], bool]) -> None:
        super().__init__(placeholder=tr("type to search"))
        self._takes = takes

    def on_key(self, event: events.Key) -> None:
        """Leave out the keys that mean something else."""
        if event.character and self._takes(event.character):
            event.stop()
            event.prevent_default()


class ChoiceDialog(SearchDialog[int | None]):
    """Gathers choices while it is open; its result is the number of the chosen one, from 0."""

    SHOWN = SHOWN
    """How many choices are listed at once; typing narrows the rest."""

    def __init__(
        self,
        words: DialogTexts,
        choices: Iterator[Choice],
        *,
        chosen: int = 0,
        numbered: bool = False,
        best_first: bool = False,
        on_highlight: Callable[[int], None] = lambda _: None,
    ) -> None:
        """``choices`` may take long to yield all; ``chosen`` is highlighted; ``numbered``: 1 to 9 choose at once.

        ``best_first``: what is typed orders them too, where their own order says nothing. ``on_highlight`` is called with
        the number of each choice that is highlighted.
        """
        super().__init__(words.title, words.hint)
        self._words, self._coming = words, choices
        self._chosen, self._numbered, self._best_first = chosen, numbered, best_first
        self._on_highlight = on_highlight
        self._choices: list[Choice] = []
        self._listed: list[int] = []
        """Which of the choices match what is typed."""
        self._rows_at: list[int] = []
        """In which rows of the list they stand; headings are between them."""
        self._in_words = False
        """Whether rows are for a screen reader."""
        self._width = 0
        """For how many cells the rows were made."""
        self._is_done = False

    def body(self) -> ComposeResult:
        """Yield the line to type in, and the list."""
        yield _Field(self._pick)
        yield Options()

    def on_mount(self) -> None:
        """Begin to gather; how wide rows may be is known after that."""
        self._gone_from = ("", 0)  # the cursor begins in the list
        self._in_words = is_in_words(self.app)
        self._gather()
        self._list()
        self.call_after_refresh(self.hand, self._fit)

    def _gather(self) -> None:
        stop = perf_counter() + SLICE_S
        had = len(self._choices)
        for choice in self._coming:
            self._choices.append(choice)
            if perf_counter() >= stop:
                self.later(BREATH_S, self._gather)
                break
        else:
            self._is_done = True
        if had and (had < SHOWN or self._is_done):
            self._list(stay=True)

    def on_input_changed(self) -> None:
        """Narrow the list."""
        self._list()

    def on_resize(self, event: events.Resize) -> None:
        """Set the rows for another width."""
        super().on_resize(event)
        if self.is_open:
            self.call_after_refresh(self.hand, self._fit)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say what more there is to say of it."""
        at = self._number_of(event.option_index)
        if at is None:
            return
        number = self._listed[at]
        self._on_highlight(number)
        if self._words.says_about and not self._in_words:  # then the row says it
            is_first = number == self._chosen and not self.line.strip()
            self.say(self._words.hint if is_first else self._choices[number].about or self._words.hint)

    @property
    def count(self) -> int:
        """How many choices are listed."""
        return len(self._listed)

    def take(self, at: int) -> None:
        """Choose what is listed there."""
        self.dismiss(self._listed[at])

    def submit(self) -> None:
        """Choose what is highlighted."""
        at = self._number_of(self.options.highlighted)
        if at is not None:
            self.take(at)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose what was clicked."""
        at = self._number_of(event.option_index)
        if at is not None:
            self.take(at)

    def action_move(self, by: int) -> None:
        """Move the highlight while the line keeps the focus."""
        if self._rows_at and not self.enter_list():
            at = self._number_of(self.options.highlighted) or 0
            self.options.highlighted = self._rows_at[max(0, min(at + by, self.count - 1))]

    def _number_of(self, row: int | None) -> int | None:
        """Return which of the listed choices stands in a row; None: none does."""
        at = bisect_left(self._rows_at, row) if row is not None else len(self._rows_at)
        return at if at < len(self._rows_at) and self._rows_at[at] == row else None

    def typed(self, text: str) -> None:
        """Take text as if the line had the focus; where choices have numbers, a digit chooses at once."""
        if not self._pick(text):
            super().typed(text)

    def _pick(self, typed: str) -> bool:
        """Take the choice with this number, if choices have numbers; return whether the text was a number."""
        if not (self._numbered and typed.isdecimal()):
            return False
        number = int(typed)
        if 0 < number <= self.count:
            self.take(number - 1)
        return True

    def _fit(self) -> None:
        """Set the rows again if they were made for another width."""
        if self.options.scrollable_content_region.width - 2 != self._width:
            self._list(stay=True)

    def _list(self, *, stay: bool = False) -> None:
        names = [Names((each.text, *each.other_names), each.aside) for each in self._choices]
        self._show(matching(self.line.strip(), names, best_first=self._best_first), stay=stay)

    def _show(self, found: list[int], *, stay: bool) -> None:
        """List what is found of what is typed; ``stay``: the highlight stays where it is."""
        options, typed, shown = self.options, self.line.strip(), self.SHOWN
        first = 0 if typed else max(0, min(self._chosen - shown // 2, len(found) - shown))
        was = self._number_of(options.highlighted) if stay else None
        self._listed = found[first : first + shown]
        self._width = self.row_width(len(self._listed))
        rows = list(self._set_rows(with_headings=not typed))
        more = len(found) - len(self._listed)
        if more:
            rows.append(Option(Content(trn("… and 1 more", "… and {count:,} more", more)), disabled=True))
        if not found and self._is_done:
            sentence = self._words.no_match if self._choices else self._words.nothing
            rows.append(Option(Content(sentence), disabled=True))
        options.set_options(rows)
        if self._listed:
            number = was if was is not None else (0 if typed else max(0, self._chosen - first))
            options.highlighted = self._rows_at[min(number, len(self._listed) - 1)]
        elif self._words.says_about:
            self.say(self._words.hint)

    def _set_rows(self, *, with_headings: bool) -> Iterator[Option]:
        self._rows_at, heading, row = [], "", 0
        for number, at in enumerate(self._listed, 1):
            choice = self._choices[at]
            if with_headings and choice.heading not in {"", heading}:
                heading = choice.heading
                yield Option(assembled((heading, "$accent bold")), disabled=True)
                row += 1
            self._rows_at.append(row)
            yield Option(
                self._row_in_words(number, choice)
                if self._in_words
                else self._row(number, choice, self._width)
            )
            row += 1

    def _row_in_words(self, number: int, choice: Choice) -> Content:
        place = tr("{number:,} of {count:,}", number=number, count=len(self._listed))
        aside = [each.strip() for each in choice.aside.split("  ")]
        beside = reduce(_or, aside) if choice.is_aside_whole else joined(*aside)  # keys
        return assembled(fit(joined(choice.text, beside, place, choice.about), self._width))

    def _row(self, number: int, choice: Choice, width: int) -> Content:
        lead = f"{number:>3}  " if self._numbered else "  " * choice.depth
        room = max(1, width - cell_width(lead))
        if choice.is_aside_whole and cell_width(choice.text) + cell_width(choice.aside) + 2 > room:
            under = pad("", room - cell_width(choice.aside))
            return assembled((lead, "bold"), fit(choice.text, room), "\n", under, (choice.aside, "bold"))
        aside = _beside(choice, room)
        text = fit(choice.text, max(1, room - cell_width(aside) - 2)) if aside else fit(choice.text, room)
        gap = max(0, room - cell_width(aside)) if aside else 0
        return assembled(
            (lead, "bold"),
            pad(text, gap) if aside else text,
            (aside, "bold" if choice.is_aside_whole else "$muted"),
        )


class HelpDialog(ChoiceDialog):
    """The choices are all commands with their keys."""

    BINDINGS: ClassVar = [("f1", "dismiss", "")]
    """Keys and the actions that they run."""

    def _pick(self, typed: str) -> bool:
        """Close by the key that opened it, as long as nothing is typed."""
        if typed in {"?", "？"} and not self.line:
            self.dismiss()
            return True
        return super()._pick(typed)


def _or(keys: str, key: str) -> str:
    return tr("{key} or {other}", key=keys, other=key)


def _beside(choice: Choice, room: int) -> str:
    """Return what stands at the right: whole where there is room for both, else cut, for the text says more."""
    if not choice.aside:
        return ""
    left = room - cell_width(choice.text) - 2
    room_for_it = max(left, min(room // ASIDE_SHARE, room), min(LEAST_ASIDE, room // 2))
    if cell_width(choice.aside) <= room_for_it:
        return choice.aside
    return _cut_at_its_beginning(choice.aside, room_for_it)


def _cut_at_its_beginning(text: str, room: int) -> str:
    """Return the end of a text, which of a path or before a date says most."""
    for at in range(len(text)):
        if cell_width(text[at:]) < room and not unicodedata.combining(text[at]):
            return f"…{text[at:]}"
    return ""
