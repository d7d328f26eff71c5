"""Words, or nothing, in the place of icons and lines that the program draws: what a screen reader would spell out.

A line filter, as widgets of Textual draw such ones too. What an article says on the page stays as it is.
"""

import re

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.strip import Strip

from reader.i18n import joined, tr
from reader.tui.widgets.plain_symbols import SAID

_DRAWN = re.compile("[─-▟■-◯★☆◷◧⚠↻☐☑☒✓✔✗✘▔🬂🬎]+ ?")
"""Lines, blocks and icons, with the space that parts them from what they stand before."""

_BETWEEN = re.compile(r"\s+·\s+")
"""What stands between two parts of a sentence."""

_ARROW = re.compile("[↑↓←→↵]")
"""Keys that are written as arrows."""


def in_words(text: str) -> str:
    """Return a text of the program without icons and lines."""
    if text.isascii():
        return text
    text = _ARROW.sub(lambda found: _arrow_names()[found[0]], text)
    between = joined("x", "x")[1:-1]  # as the language has it
    return _BETWEEN.sub(between, _DRAWN.sub("", text))


def _arrow_names() -> dict[str, str]:
    return {"↑": tr("up"), "↓": tr("down"), "←": tr("left"), "→": tr("right"), "↵": tr("enter")}


class IconsInWords(LineFilter):
    """Replaces the icons and lines of all that is drawn but what an article says on the page; rows stay as wide as they were."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments; the very same list where there is nothing to do."""
        del background
        if all(segment.control or segment.text.isascii() for segment in segments):
            return segments
        worded = [each if each.control or each.text.isascii() else _worded(each) for each in segments]
        if worded == segments:
            return segments
        width = Strip(segments).cell_length
        ground = next((each.style for each in reversed(segments) if each.style), None)
        blank = Style(bgcolor=ground.bgcolor) if ground else None
        return list(Strip(worded).adjust_cell_length(width, blank))


def _worded(segment: Segment) -> Segment:
    text, style, _ = segment
    if style is not None and style._meta and SAID in style.meta:  # noqa: SLF001 - cheaper than reading what is not there
        return segment
    return Segment(in_words(text), style)
