"""What each row of the page looks like: a line of the text with what is laid over it, an image, what stands below."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.strip import Strip

from reader.page.line import Line, Role, Span
from reader.text import cell_width
from reader.tui.page.ending import Ending
from reader.tui.page.paint import Overlay, Paint
from reader.tui.page.reading_line import with_words
from reader.tui.page.sideways import Sideways
from reader.tui.widgets.drawn import DrawnImage

if TYPE_CHECKING:
    from reader.tui.page.images import Images
    from reader.tui.page.shown import Shown
    from reader.tui.page.text_view import TextView


class Rows:
    """The rows of one page, from the first of the text."""

    def __init__(
        self, text: "TextView", paint: Paint, sideways: Sideways, ending: Ending, *,
        overlays: Sequence[Callable[[Line], Sequence[Overlay]]], images: "Callable[[], Images | None]",
    ) -> None:  # fmt: skip
        """``overlays`` return what is laid over a line, the lowest first; ``images`` what draws images, if anything does."""
        self._text, self._paint, self._sideways, self._ending = text, paint, sideways, ending
        self._overlays, self._images = overlays, images
        self._has_images = False

    def strip(self, row: int, width: int) -> Strip:
        """Return a row of the page."""
        text, shown = self._text, self._text.shown
        if shown is None:
            return self._paint.blank(width)
        if self._has_images and (images := self._images()):
            images.draw_over()
        if (below := row - shown.layout.height) >= 0:
            return self._ending.strip(self._paint, below, text.left, shown.layout.measure, width)
        if (strip := self._paint.kept(row)) is not None:
            return strip
        line = shown.layout.line(row)
        if shown.layout.is_pale:
            text.colour_soon()
        if line is None:
            return self._paint.blank(width)
        fill_to, seen = text.left + shown.layout.measure, self._sideways.seen_of(shown.layout, line)
        overlays = [each for layer in self._overlays for each in layer(line)]
        if overlays and shown.layout.typography.in_words:
            seen = with_words(seen, overlays)
        strip = self._paint.strip(row, seen, text.left, fill_to, overlays)
        return self._imaged(row, line, strip, shown) if line.image else strip

    def _imaged(self, row: int, line: Line, strip: Strip, shown: "Shown") -> Strip:
        """Return the row with its part of the image, once that is there."""
        ground, left = self._text.background_colors[1], self._text.left
        images, self._has_images = self._images(), True
        image = images.row(shown.gallery, line.image, ground) if images and line.image else None
        if image is None:
            return strip
        if isinstance(image, str):
            said = line._replace(spans=(*line.spans, Span(image, Role.META)))
            return self._paint.strip(row, said, left, 0, [])
        left += sum(cell_width(span.text) for span in line.spans)
        right = left + sum(segment.cell_length for segment in image)
        whole = DrawnImage([*strip.crop(0, left), *image, *strip.crop(right)], strip.cell_length)
        self._paint.keep(row, whole)
        return whole
