"""How wide the columns of a table are: by their longest words first, then by how much text they have.

Pure. Where the measure is too narrow even for the longest words, these end lines at their seams (``a/``, ``b_``); where
that does not help either, the table has no columns.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from reader.page.lines.wrap import longest_parts, widths_up_to

COLUMN_CELLS = 10
"""Least cells of a column whose text is longer."""

WORTH = 2
"""The long words of a column end lines at their seams if the table is this many times as high otherwise."""

WORTH_TOO = 1.2
"""The same, where words of another column end lines at their seams already."""

Column = tuple[str, ...]
"""The texts of its cells, lines of a cell apart."""


class Shape(NamedTuple):
    """What decides about columns that cannot be as wide as their text."""

    words: tuple[int, ...]
    """Cells of each column's longest word."""
    seams: tuple[int, ...]
    """Cells of the longest part of a word between two seams."""
    cells: tuple[tuple[int, ...], ...]
    """By column, cells of the text in each row."""


@lru_cache(maxsize=64)
def shape_of(columns: tuple[Column, ...]) -> Shape:
    """Return the shape of a table; all pieces of a long one ask for the same."""
    parts = [longest_parts(column) for column in columns]
    cells = tuple(tuple(widths_up_to(text)[-1] for text in column) for column in columns)
    return Shape(tuple(word for word, _ in parts), tuple(seam for _, seam in parts), cells)


def fitted(natural: Sequence[int], columns: tuple[Column, ...], room: int) -> list[int]:
    """Return the columns' widths within ``room`` cells; none if that fails.

    ``natural`` are the widths of their widest lines, ``columns`` their texts.
    """
    if sum(natural) <= room:
        return list(natural)
    if sum(min(each, COLUMN_CELLS) for each in natural) > room:
        return []
    shape = shape_of(columns)
    amounts = [max(1, sum(column)) for column in shape.cells]
    least, seamed = (
        [min(each, max(part, COLUMN_CELLS)) for each, part in zip(natural, parts, strict=True)]
        for parts in (shape.words, shape.seams)
    )
    worth: float = WORTH
    found = _shared(natural, least, amounts, room) if sum(least) <= room else []
    for at in sorted(range(len(least)), key=lambda at: seamed[at] - least[at]):
        if least[at] == seamed[at]:
            break
        tried = [*least[:at], seamed[at], *least[at + 1 :]]
        if sum(tried) > room:
            least, worth = tried, WORTH_TOO
            continue
        widths = _shared(natural, tried, amounts, room)
        if not found or _height(shape, found) > worth * _height(shape, widths):
            found, least, worth = widths, tried, WORTH_TOO
    return found


def _height(shape: Shape, widths: Sequence[int]) -> int:
    """Return about how many lines the rows take."""
    rows = zip(*shape.cells, strict=True)
    return sum(max(-(-cells // width) for cells, width in zip(row, widths, strict=True)) for row in rows)


def _shared(natural: Sequence[int], least: Sequence[int], amounts: Sequence[int], room: int) -> list[int]:
    """Return widths between ``least`` and ``natural`` that take the whole room, in proportion to the amounts of text."""
    widths = list(least)
    open_columns = [at for at in range(len(natural)) if natural[at] > least[at]]
    left = room - sum(least)
    while left > 0 and open_columns:
        # The column that has least room for its text gets the next cells.
        taken = sum(widths[at] for at in open_columns)
        total = sum(amounts[at] for at in open_columns)
        wanted = {at: (taken + left) * amounts[at] // total - widths[at] for at in open_columns}
        poor = [at for at in open_columns if wanted[at] > 0]
        if not poor:
            poor = [max(open_columns, key=lambda at: amounts[at] / widths[at])]
            wanted = {poor[0]: 1}
        before = left
        for at in sorted(poor, key=wanted.__getitem__):
            more = min(wanted[at], natural[at] - widths[at], left)
            widths[at] += more
            left -= more
        open_columns = [at for at in open_columns if widths[at] < natural[at]]
        if left == before:
            break
    return widths
