"""The second wall: whatever a widget draws, nothing reaches the terminal that could steer it.

The first wall is the gate in ``reader.text``, which cleans text as it comes in. This one stands at the very
end, in the app's line filters, for the day on which a text finds another way. Line filters are no public
API of Textual: it is pinned, and a test in a real pty proves the wall for each release.
"""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from reader.text import clean

_DROP = {ord(char): None for char in "\t\n"}


class Wall(LineFilter):
    """Cleans the text and the link of every segment; control segments are Textual's own."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments, cleaned; the very same list where nothing was to be done."""
        del background
        if all(_is_clean(segment) for segment in segments):
            return segments
        return [segment if _is_clean(segment) else _cleaned(segment) for segment in segments]


def _is_clean(segment: Segment) -> bool:
    text, style, control = segment
    if control:
        return True
    return _harmless(text) and (style is None or style.link is None or _is_link(style.link))


def _harmless(text: str) -> bool:
    return (text.isascii() and text.isprintable()) or clean(text).translate(_DROP) == text


def _is_link(link: str) -> bool:
    return link.isascii() and link.isprintable() and " " not in link


def _cleaned(segment: Segment) -> Segment:
    style = segment.style
    if style is not None and style.link is not None and not _is_link(style.link):
        style = style.update_link(None)
    return Segment(clean(segment.text).translate(_DROP), style)
