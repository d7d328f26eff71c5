"""How the parts of a row look in the theme that is used, and rows as Textual draws them."""

from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style

from reader.tui.list.spans import Ink, Span
from reader.tui.widgets.drawn import DrawnRow
from reader.tui.widgets.part_styles import on_bar


class RowStyles:
    """The styles of rows, each worked out once for a theme."""

    def __init__(self, look: Callable[[str], Style]) -> None:
        """``look`` returns the style of a part by its name in the style sheet."""
        self._look = look
        self._styles: dict[Ink, Style] = {}

    def forget(self) -> None:
        """Forget the styles of the former theme."""
        self._styles.clear()

    def drawn(self, spans: Sequence[Span], width: int) -> DrawnRow:
        """Return a row of these spans, which take ``width`` cells."""
        return DrawnRow([Segment(text, self.style(ink)) for text, ink in spans], width)

    def style(self, ink: Ink) -> Style:
        """Return how a span looks."""
        style = self._styles.get(ink)
        if style is None:
            style = self._on_bar(ink.part, ink.bar)
            if ink.weight:
                style += Style(bold=self._on_bar(ink.weight, ink.bar).bold)
            if ink.is_underlined:
                style += Style(underline=True)
            self._styles[ink] = style
        return style

    def _on_bar(self, part: str, bar: str) -> Style:
        style = self._look(part)
        if bar == "cursor":  # one colour on the whole of it: all of the bar can be read in every theme
            return Style(bold=style.bold, underline=style.underline) + self._look("cursor")
        return on_bar(style, self._look(bar)) if bar else style
