"""Textual's list of options, for lists that are filled while keys and clicks come."""

from collections.abc import Iterable
from time import monotonic
from typing import Literal, Self

from textual import events
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class Options(OptionList):
    """A list that may be empty, not laid out yet, or filled again between a click and what it does."""

    def __init__(self, *options: Option) -> None:
        self._filled = monotonic()
        super().__init__(*options, markup=False)

    def clear_options(self) -> Self:
        """Empty the list."""
        self._filled = monotonic()
        return super().clear_options()

    def set_options(self, options: Iterable[object]) -> Self:
        """Fill the list."""
        self._filled = monotonic()
        return super().set_options(options)  # type: ignore[arg-type]

    def _on_click(self, event: events.Click) -> None:  # type: ignore[override]  # Textual's own, called after this one
        """Do nothing for a click on what was listed before: another row stands there now, or none."""
        number = event.style.meta.get("option")
        if event.time < self._filled or (number is not None and number >= self.option_count):
            event.prevent_default()

    def _move_page(self, direction: Literal[-1, 1]) -> None:
        if (self.highlighted or 0) in self._index_to_line:  # else it is not laid out
            super()._move_page(direction)
