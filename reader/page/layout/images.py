"""The size of images in cells. Pure."""

from reader.i18n import tr
from reader.page.line import ImageBox

CELL_WIDTH, CELL_HEIGHT = 10, 20
"""Pixels of an image per cell, unless it has to be reduced; a cell is twice as high as wide."""

ROWS_LIMIT = 20
"""Rows of an image at most, so that there is always text around it."""

SCREEN_PART = 2 / 3
"""The part of a low screen that an image takes at most."""

LEAST_ROWS = 4
"""Rows that an image may take on any screen."""

LEAST_PIXELS = 24
"""Pixels below which an image is not drawn (badges, counters, bullets); its words are shown."""


ENLARGED = 2
"""How many times an image may be enlarged to be as wide as the text."""


def rows_on(height: int) -> int:
    """Return the rows that an image may take on a screen of this height, so that text is seen beside it."""
    return max(LEAST_ROWS, min(ROWS_LIMIT, int(height * SCREEN_PART)))


def cells_of(image: ImageBox, measure: int, *, is_wide: bool = False) -> tuple[int, int]:
    """Return an image's width and height in cells within the measure; (0, 0) if it is too small to draw.

    ``is_wide``: it is as wide as the text, unless it is much smaller.
    """
    if image.is_too_large or min(image.width, image.height) < LEAST_PIXELS:
        return 0, 0
    columns = min(measure, -(-image.width // CELL_WIDTH))
    if is_wide and columns * ENLARGED >= measure:
        columns = measure
    rows = round(columns * CELL_WIDTH * image.height / image.width / CELL_HEIGHT)
    limit = min(ROWS_LIMIT, image.rows_limit or ROWS_LIMIT)
    if rows > limit:
        rows = limit
        columns = round(rows * CELL_HEIGHT * image.width / image.height / CELL_WIDTH)
    return max(1, columns), max(1, rows)


def instead_of(image: ImageBox) -> str:
    """Return the note above an image that is too large to draw; empty if it is drawn."""
    if not image.is_too_large:
        return ""
    return tr("{width:,} × {height:,}, too large to show", width=image.width, height=image.height)
