"""Textual's list of options, for lists that are filled while keys and clicks come."""

from collections.abc import Iterable
from time import monotonic
from typing import Literal, Self

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Size
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from reader.tui.widgets.cursor_cells import is_in_words

CHOSEN = "option-list--option-highlighted"
"""What the style sheet calls the chosen row."""


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

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many rows it takes; where the window has no room for all of them, not less than that room.

        Textual would measure hundreds of rows each time anything is laid out.
        """
        count = self.option_count
        return count if count > viewport.height else super().get_content_height(container, viewport, width)

    def render_line(self, y: int) -> Strip:
        """Return a row; that of the chosen one is a bar in the colours of the style sheet, its coloured parts too.

        In their own colours parts could not be read on it, and Textual loses reverse on the terminal's own colours.
        """
        strip, line = super().render_line(y), y + self.scroll_offset.y
        if is_in_words(self.app):
            return strip
        if line >= len(self._lines) or self._lines[line][0] != self.highlighted:
            return strip
        bar = self.get_component_styles(CHOSEN)
        look = Style(reverse=True) if bar.text_style.reverse else self._bar_style()
        turned = (
            Segment(text, look + Style(bold=style.bold, underline=style.underline, meta=style.meta))
            for text, style in ((text, style or Style()) for text, style, _ in strip)
        )
        return Strip(turned, strip.cell_length)

    @property
    def cursor_cell(self) -> Offset:
        """The cell of the screen where the chosen row begins."""
        x, y, _, height = self.content_region
        line = self._index_to_line.get(self.highlighted or 0, 0) - self.scroll_offset.y
        return Offset(x, y + max(0, min(line, height - 1)))

    def _bar_style(self) -> Style:
        look = self.get_visual_style("option-list--option", CHOSEN).rich_style
        return Style(color=look.color, bgcolor=look.bgcolor)

    def _on_click(self, event: events.Click) -> None:  # type: ignore[override]  # Textual's own, called after this one
        """Do nothing for a click on what was listed before: another row stands there now, or none."""
        number = event.style.meta.get("option")
        if event.time < self._filled or (number is not None and number >= self.option_count):
            event.prevent_default()

    def _move_page(self, direction: Literal[-1, 1]) -> None:
        if (self.highlighted or 0) in self._index_to_line:  # else it is not laid out
            super()._move_page(direction)
