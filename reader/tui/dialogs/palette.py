"""Everything by its name in one list: commands, groups, feeds, articles, themes, settings."""

from collections.abc import Callable, Iterable, Iterator
from time import perf_counter

from reader.text.initials import typed_for
from reader.tui.dialogs.choosing import SLICE_S, ChoiceDialog
from reader.tui.dialogs.ranking import Candidate, candidate, ranked
from reader.tui.dialogs.requests import Choice, DialogTexts

SHOWN = 200
"""Rows that are listed at once; typing narrows the rest."""

BREATH_S = 0.005
"""How long others have the loop between two steps of a search."""

PREVIEW_S = 0.12
"""What is highlighted this long is previewed: not what one only passes by."""


class Palette(ChoiceDialog):
    """The number of what is chosen; the list may get more while it is open, and no search of it holds the loop."""

    SHOWN = SHOWN
    """Rows that are listed at once."""

    def __init__(
        self, words: DialogTexts, choices: Iterator[Choice], *, begun: Callable[["Palette"], None],
        preview: Callable[[int], None],
    ) -> None:  # fmt: skip
        """``begun`` is called when it is open: what takes time is found then, and given to ``add``.

        ``preview`` gets the number of what is highlighted for a while.
        """
        super().__init__(words, choices, best_first=True, on_highlight=self._highlight)
        self._begun, self._preview = begun, preview
        self._candidates: list[Candidate] = []
        self._search = 0
        """The number of the search under way: an older one is given up."""
        self._is_searching = False
        self._previewing = 0

    def on_mount(self) -> None:
        """Look for what takes time."""
        self._begun(self)

    def add(self, more: Iterable[Choice]) -> None:
        """Take more choices, which come after the others."""
        if self.is_open:
            self._choices += more
            self._list(stay=True)

    def _list(self, *, stay: bool = False) -> None:
        typed = self.line.strip()
        self._search += 1
        self._is_searching = bool(typed)
        if typed:
            self._go_on(self._search, self._ranked(typed), stay=stay)
        else:
            self._show(list(range(len(self._choices))), stay=stay)

    def _ranked(self, typed: str) -> Iterator[list[int] | None]:
        for choice in self._choices[len(self._candidates) :]:
            names = (*choice.other_names, choice.aside, *typed_for(choice.text))
            self._candidates.append(candidate(choice.text, names))
            if len(self._candidates) % 256 == 0:
                yield None
        yield from ranked(typed, self._candidates)

    def _go_on(self, number: int, search: Iterator[list[int] | None], *, stay: bool) -> None:
        if number != self._search:
            return
        stop = perf_counter() + SLICE_S
        for found in search:
            if found is not None:
                self._is_searching = False
                self._show(found, stay=stay)
                return
            if perf_counter() >= stop:
                self.later(BREATH_S, lambda: self._go_on(number, search, stay=stay))
                return

    def submit(self) -> None:
        """Choose the best of what is typed, once the search for it is done."""
        if self._is_searching:
            self.later(BREATH_S, self.submit)
        else:
            super().submit()

    def _highlight(self, number: int) -> None:
        self._previewing += 1
        turn = self._previewing
        self.later(PREVIEW_S, lambda: self._preview(number) if turn == self._previewing else None)
