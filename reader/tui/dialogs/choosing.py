"""A dialog in which one of many choices is taken: typing narrows them, enter takes the highlighted one."""

import unicodedata
from collections.abc import Callable, Iterator
from time import perf_counter

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input
from textual.widgets.option_list import Option

from reader.i18n import tr, trn
from reader.nearest import Names, matching
from reader.text import cell_width, fit, pad
from reader.tui.dialogs.dialog import SearchDialog
from reader.tui.dialogs.requests import Choice, DialogTexts
from reader.tui.widgets.content import assembled
from reader.tui.widgets.options import Options

SHOWN = 500
"""How many choices are listed at once; typing narrows the rest."""

SLICE_S, BREATH_S = 0.008, 0.01
"""How long one step of gathering may keep the loop, and how long others have it after that."""

ASIDE_SHARE = 3
"""What stands at the right of a text gets one part in this many of the row where both do not fit."""

LEAST_ASIDE = 12
"""Cells that it keeps."""


class _Field(Input):
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

    def __init__(
        self,
        words: DialogTexts,
        choices: Iterator[Choice],
        *,
        chosen: int = 0,
        numbered: bool = False,
        best_first: bool = False,
    ) -> None:
        """``choices`` may take long to yield all; ``chosen`` is highlighted; ``numbered``: 1 to 9 choose at once.

        ``best_first``: what is typed orders them too, where their own order says nothing.
        """
        super().__init__(words.title, words.hint)
        self._words, self._coming = words, choices
        self._chosen, self._numbered, self._best_first = chosen, numbered, best_first
        self._choices: list[Choice] = []
        self._listed: list[int] = []
        """Which of the choices match what is typed."""
        self._is_done = False

    def body(self) -> ComposeResult:
        """Yield the line to type in, and the list."""
        yield _Field(self._pick)
        yield Options()

    def on_mount(self) -> None:
        """Begin to gather; how wide rows may be is known after that."""
        self._gather()
        self._list()
        self.call_after_refresh(self.hand, self._list)

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

    @property
    def count(self) -> int:
        """How many choices are listed."""
        return len(self._listed)

    def take(self, at: int) -> None:
        """Choose what is listed there."""
        self.dismiss(self._listed[at])

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

    def _list(self, *, stay: bool = False) -> None:
        options = self.options
        typed = self.line.strip()
        names = [Names((each.text, *each.other_names), each.aside) for each in self._choices]
        found = matching(typed, names, best_first=self._best_first)
        first = 0 if typed else max(0, min(self._chosen - SHOWN // 2, len(found) - SHOWN))
        was = options.highlighted if stay else None
        self._listed = found[first : first + SHOWN]
        width = options.scrollable_content_region.width - 2
        rows = [
            Option(self._row(number, self._choices[at], width)) for number, at in enumerate(self._listed, 1)
        ]
        more = len(found) - len(self._listed)
        if more:
            rows.append(Option(Content(trn("… and 1 more", "… and {count:,} more", more)), disabled=True))
        if not found and self._is_done:
            sentence = self._words.no_match if self._choices else self._words.nothing
            rows.append(Option(Content(sentence), disabled=True))
        options.set_options(rows)
        if self._listed:
            options.highlighted = was if was is not None else (0 if typed else max(0, self._chosen - first))

    def _row(self, number: int, choice: Choice, width: int) -> Content:
        lead = f"{number:>3}  " if self._numbered else "  " * choice.depth
        room = max(1, width - cell_width(lead))
        aside = _beside(choice, room)
        text = fit(choice.text, max(1, room - cell_width(aside) - 2)) if aside else fit(choice.text, room)
        gap = max(0, room - cell_width(aside)) if aside else 0
        return assembled((lead, "bold"), pad(text, gap) if aside else text, (aside, "$muted"))


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
