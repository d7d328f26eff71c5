"""What each row of the page looks like: a line of the text with what is laid over it, a picture, what stands below."""

from typing import TYPE_CHECKING

from textual.strip import Strip

from reader.page.line import Line, Role, Span
from reader.text import cell_width
from reader.tui.page.paint import Overlay, Paint
from reader.tui.widgets.drawn import DrawnImage

if TYPE_CHECKING:
    from reader.tui.page.page_view import PageView


class Rows:
    """The rows of one page, from the first of the text."""

    def __init__(self, page: "PageView", paint: Paint) -> None:
        self._page, self._paint = page, paint
        self._has_images = False

    def strip(self, row: int, width: int) -> Strip:
        """Return a row of the page."""
        page, shown = self._page, self._page.shown
        if shown is None:
            return self._paint.blank(width)
        if self._has_images and page.images:
            page.images.draw_over()
        if (below := row - shown.layout.height) >= 0:
            return page.ending.strip(below, page.left, shown.layout.measure, width)
        if (strip := self._paint.kept(row)) is not None:
            return strip
        line = shown.layout.line(row)
        if shown.layout.is_pale:
            page.idle_layout.colour_soon()
        if line is None:
            return self._paint.blank(width)
        fill_to, seen = page.left + shown.layout.measure, page.sideways.seen_of(line)
        strip = self._paint.strip(row, seen, page.left, fill_to, self._overlays(line))
        return self._imaged(row, line, strip) if line.image else strip

    def _imaged(self, row: int, line: Line, strip: Strip) -> Strip:
        """Return the row with its part of the picture, once that is there."""
        ground = self._page.background_colors[1]
        images, self._has_images = self._page.images, True
        image = images.row(line.image, ground) if images and line.image else None
        if image is None:
            return strip
        if isinstance(image, str):
            said = line._replace(spans=(*line.spans, Span(image, Role.META)))
            return self._paint.strip(row, said, self._page.left, 0, [])
        left = self._page.left + sum(cell_width(span.text) for span in line.spans)
        right = left + sum(segment.cell_length for segment in image)
        whole = DrawnImage([*strip.crop(0, left), *image, *strip.crop(right)], strip.cell_length)
        self._paint.keep(row, whole)
        return whole

    def _overlays(self, line: Line) -> list[Overlay]:
        page = self._page
        passages = page.shown.passages if page.shown else ()
        overlays = [
            Overlay(each.start, each.end, f"highlight-{each.colour}")
            for each in passages
            if each.block == line.block
        ]
        overlays += page.found.overlays(line)
        if chosen := page.text_selection and page.text_selection.get_span(line.block):
            overlays.append(Overlay(chosen[0], 2**31 if chosen[1] < 0 else chosen[1], "selection"))
        return overlays + page.caret.overlays(line)
