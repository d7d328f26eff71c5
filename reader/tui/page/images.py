"""The images on the page: made in threads when their rows come onto the screen, kept as strips, few at a time."""

from collections import OrderedDict
from itertools import accumulate, count
from typing import TYPE_CHECKING, NamedTuple, cast

from rich.segment import Segment
from textual.color import Color

from reader.actions.images.reading import ImageReader
from reader.i18n import tr
from reader.page.line import ImageRow
from reader.text import fit
from reader.tui.terminal.graphics import Graphics, pixels_of

if TYPE_CHECKING:
    from reader.actions.images.gallery import Gallery
    from reader.tui.page.text_view import TextView
    from reader.tui.terminal.frame import HasFrame

KEPT = 24
"""Images that are kept drawn, if they are not large."""

SCREENS_KEPT = 2
"""How many screens of images are kept; each cell of half blocks takes a kilobyte."""

AT_ONCE = 1
"""Images that are made at the same time, for the memory they take; others wait until they are drawn again."""

FIRST_NUMBER = 0x4E5201
"""The first number that an image has for kitty: other programs in the same terminal begin at 1."""


class _Wanted(NamedTuple):
    """An image in a size, on a ground."""

    gallery: "Gallery"
    address: str
    columns: int
    rows: int
    ground: tuple[int, int, int]


class _Drawn(NamedTuple):
    """An image that was made."""

    rows: list[list[Segment]]
    sent: str = ""
    """What the terminal has to know first."""
    sixels: str = ""
    number: int = 0
    """By which kitty knows it."""
    problem: str = ""
    """Why it could not be made."""


class Images:
    """Draws rows of images for one page; what is not made yet is blank for a moment."""

    def __init__(self, text: "TextView", graphics: Graphics) -> None:
        self._text = text
        self.graphics = graphics
        self._drawn: OrderedDict[_Wanted, _Drawn] = OrderedDict()
        self._making: set[_Wanted] = set()
        self._numbers = count(FIRST_NUMBER)
        self._is_sixel_due = False
        self._reader = ImageReader()

    def row(self, gallery: "Gallery | None", image: ImageRow, ground: Color) -> list[Segment] | str | None:
        """Return a row of an image, or words that stand there instead; None while it is being made."""
        if gallery is None:
            return None
        wanted = _Wanted(gallery, image.address, image.columns, image.rows, ground.rgb)
        if wanted not in self._drawn:
            self._make(wanted)
            return None
        self._drawn.move_to_end(wanted)
        drawn = self._drawn[wanted]
        if drawn.problem and image.row == image.rows // 2:
            return fit(drawn.problem, image.columns).center(image.columns)
        return drawn.rows[image.row] if drawn.rows else None

    def draw_over(self) -> None:
        """Draw what is no text over the blanks that were left for it, once these are on the screen."""
        if self.graphics is Graphics.SIXEL and not self._is_sixel_due:
            self._is_sixel_due = True
            self._text.call_after_refresh(self._draw_sixels)

    def forget(self) -> None:
        """Let the terminal forget its images, and make no more."""
        self._reader.stop()
        self._forget(list(self._drawn))

    def _make(self, wanted: _Wanted) -> None:
        if wanted in self._making or len(self._making) >= AT_ONCE:
            return
        self._making.add(wanted)
        number = next(self._numbers) if self.graphics is Graphics.KITTY else 0

        def make() -> None:
            drawn = _Drawn([], problem=tr("This image cannot be read"))
            try:
                drawn = _made(wanted, self.graphics, number, self._reader) or drawn
            finally:
                self._text.app.call_later(self._keep, wanted, drawn)

        self._text.run_worker(make, thread=True, group="images", exit_on_error=False)

    def _keep(self, wanted: _Wanted, drawn: _Drawn) -> None:
        self._making.discard(wanted)
        self._write(drawn.sent)
        self._drawn[wanted] = drawn._replace(sent="")
        self._forget(list(self._drawn)[: -self._room()])
        self._text.redraw()

    def _room(self) -> int:
        """Return how many of the newest images are kept."""
        cells = max(1, SCREENS_KEPT * self._text.size.width * self._text.size.height)
        sizes = accumulate(each.columns * each.rows for each in reversed(self._drawn))
        return min(KEPT, max(1, sum(size <= cells for size in sizes)))

    def _forget(self, several: list[_Wanted]) -> None:
        numbers = [drawn.number for each in several if (drawn := self._drawn.pop(each)).number]
        if numbers:
            from reader.tui.terminal.image_codes import kitty_forgets  # loaded since images were made

            self._write(kitty_forgets(numbers))

    def _draw_sixels(self) -> None:
        """Draw the images that are on the screen whole."""
        self._is_sixel_due = False
        page, shown = self._text, self._text.shown
        from reader.tui.terminal.image_codes import put_at  # loaded since images were made

        if shown is None or page.app.screen is not page.screen or not page.display:
            return
        layout, region = shown.layout, page.content_region
        for y in range(page.size.height):
            line = layout.line(page.top + y)
            image = line.image if line else None
            if not line or not image or image.row or y + image.rows > page.size.height:
                continue
            for wanted, drawn in self._drawn.items():
                size = (image.columns, image.rows)
                if drawn.sixels and wanted[:4] == (shown.gallery, image.address, *size):
                    left = page.left + sum(Segment(span.text).cell_length for span in line.spans)
                    self._write(put_at(region.x + left, region.y + y, drawn.sixels))
                    # Blanks that are drawn there later have to be written: they are not blank any more.
                    cast("HasFrame", page.app).frame.forget(range(region.y + y, region.y + y + image.rows))
                    break

    def _write(self, message: str) -> None:
        """Write to the terminal past the wall; all that comes here was made by ``image_codes``."""
        driver = self._text.app._driver  # noqa: SLF001 - Textual has no public way
        if message and driver and not self._text.app.is_headless:
            driver.write(message)


def _made(wanted: _Wanted, graphics: Graphics, number: int, reader: ImageReader) -> _Drawn | None:
    from reader.tui.terminal.image_codes import half_blocks, kitty_image, placeholders, sixel_image

    columns, rows = wanted.columns, wanted.rows
    size = pixels_of(graphics, columns, rows)
    raster = wanted.gallery.raster(wanted.address, *size, wanted.ground, reader)
    if raster is None:
        return None
    if graphics is Graphics.KITTY:
        message = kitty_image(number, raster, columns, rows)
        return _Drawn(placeholders(number, columns, rows), sent=message, number=number)
    if graphics is Graphics.SIXEL:
        return _Drawn([], sixels=sixel_image(raster))
    return _Drawn(half_blocks(raster))
