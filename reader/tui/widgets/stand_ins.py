"""What replaces signs that are drawn, by the setting ``icons`` and by how wide the terminal draws ambiguous characters.

Line filters, as widgets of Textual draw such signs too.
"""

from collections.abc import Callable, Sequence

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from reader.text.cells import Widths
from reader.text.plain_lines import plain_lines
from reader.tui.widgets.plain_symbols import SAID, replaced
from reader.tui.widgets.replacements import replacement_for


class PlainSymbols(LineFilter):
    """Replaces the signs of all that is drawn but what an article says on the page."""

    def __init__(self, stand_in: Callable[[str], str]) -> None:
        """``stand_in`` returns what is drawn instead of a text of the program."""
        super().__init__()
        self._stand_in = stand_in

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments; the very same list where there is nothing to do."""
        del background
        if all(segment.control or segment.text.isascii() for segment in segments):
            return segments
        return [each if each.control or each.text.isascii() else self._with(each) for each in segments]

    def _with(self, segment: Segment) -> Segment:
        text, style, _ = segment
        if style is not None and style._meta and SAID in style.meta:  # noqa: SLF001 - cheaper than reading what is not there
            return segment
        return Segment(replaced(text, self._stand_in), style)


class PlainLines(LineFilter):
    """Replaces lines and blocks, those of articles too, for a terminal that draws them wide: drawings keep their columns."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments; the very same list where there is nothing to do."""
        del background
        if all(text.isascii() for text, _, _ in segments):
            return segments
        return [
            Segment(plain_lines(text), style, control)
            if not control and not text.isascii()
            else Segment(text, style, control)
            for text, style, control in segments
        ]


def filters_for(icons: str, widths: Widths) -> Sequence[LineFilter]:
    """Return what replaces signs, by the setting ``icons`` and how wide the terminal draws them."""
    lines = [PlainLines()] if widths.lines != 1 else []
    stand_in = replacement_for(icons, widths)
    return [PlainSymbols(stand_in), *lines] if stand_in else lines
