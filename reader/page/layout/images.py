"""How much room a picture takes among lines of text. Pure."""

from reader.i18n import tr
from reader.page.line import ImageBox

CELL_WIDTH, CELL_HEIGHT = 10, 20
"""Pixels of a picture that a cell shows, unless it has to be made smaller; a cell is twice as high as wide."""

ROWS_LIMIT = 20
"""A picture takes no more rows than this, so that there is always text around it."""

LEAST_PIXELS = 24
"""What is smaller in either direction (badges, counters, bullets) is told by its words alone."""


def cells_of(image: ImageBox, measure: int) -> tuple[int, int]:
    """Return the cells that a picture takes across and down within the measure; (0, 0) if it is not worth drawing."""
    if image.is_too_large or min(image.width, image.height) < LEAST_PIXELS:
        return 0, 0
    columns = min(measure, -(-image.width // CELL_WIDTH))
    rows = round(columns * CELL_WIDTH * image.height / image.width / CELL_HEIGHT)
    if rows > ROWS_LIMIT:
        rows = ROWS_LIMIT
        columns = round(rows * CELL_HEIGHT * image.width / image.height / CELL_WIDTH)
    return max(1, columns), max(1, rows)


def instead_of(image: ImageBox) -> str:
    """Return what stands above the words of a picture that is not drawn, though it is there; nothing of one that is."""
    if not image.is_too_large:
        return ""
    return tr("{width:,} × {height:,}, too large to show", width=image.width, height=image.height)
