"""Two-dimensional formulas: boxes of text rows, joined side by side and stacked.

Pure. All rows of a box are equally wide; ``base`` is the row on the text's line.
"""

from collections.abc import Sequence
from typing import NamedTuple

from reader.text import cell_width

COLUMN_GAP = 2
"""Cells between two columns of a matrix."""

_TALL = {
    "(": "⎛⎜⎜⎝",
    ")": "⎞⎟⎟⎠",
    "[": "⎡⎢⎢⎣",
    "]": "⎤⎥⎥⎦",
    "{": "⎧⎨⎪⎩",
    "}": "⎫⎬⎪⎭",
    "|": "││││",
    "‖": "‖‖‖‖",
    "⌊": "⎢⎢⎢⎣",
    "⌋": "⎥⎥⎥⎦",
    "⌈": "⎡⎢⎢⎢",
    "⌉": "⎤⎥⎥⎥",
}
"""A bracket over several rows: its top, its middle, what lies between, its bottom."""


class Box(NamedTuple):
    """A rectangle of characters."""

    rows: tuple[str, ...]
    """Equally wide."""
    base: int = 0
    """Index of the row on the text's line."""

    @property
    def width(self) -> int:
        """Cells of each row."""
        return cell_width(self.rows[0])


EMPTY = Box(("",))
"""A box without text."""


def text_box(text: str) -> Box:
    """Return one line of text as a box."""
    return Box((text,))


def beside(boxes: Sequence[Box]) -> Box:
    """Return the boxes side by side, on one base line."""
    if not boxes:
        return EMPTY
    above = max(box.base for box in boxes)
    below = max(len(box.rows) - box.base for box in boxes)
    rows = [[] for _ in range(above + below)]  # type: list[list[str]]
    for box in boxes:
        first = above - box.base
        blank = " " * box.width
        for at, row in enumerate(rows):
            row.append(box.rows[at - first] if first <= at < first + len(box.rows) else blank)
    return Box(tuple("".join(row) for row in rows), above)


def stacked(boxes: Sequence[Box], base: int) -> Box:
    """Return the boxes stacked and centred; ``base`` is the index of the one on the line."""
    width = max(box.width for box in boxes)
    rows = [row for box in boxes for row in _widened(box, width, "c").rows]
    return Box(tuple(rows), sum(len(box.rows) for box in boxes[:base]) + boxes[base].base)


def over(above: Box, below: Box) -> Box:
    """Return the fraction of two boxes."""
    return stacked([above, text_box("─" * max(above.width, below.width)), below], 1)


def with_scripts(box: Box, above: Box | None, below: Box | None) -> Box:
    """Return the box with a superscript and a subscript on separate rows."""
    width = max(each.width for each in (above, below) if each)
    rows = list(_widened(above, width, "l").rows) if above else []
    base = len(rows) + box.base
    rows += [" " * width] * len(box.rows)
    if below:
        rows += _widened(below, width, "l").rows
    return beside([box, Box(tuple(rows), base)])


def grid(rows: Sequence[Sequence[Box]], aligns: str, gaps: Sequence[int]) -> Box:
    """Return rows of cells in columns; ``aligns`` has l, c or r per column, ``gaps`` the cells after each."""
    columns = max(len(row) for row in rows)
    widths = [max((row[at].width for row in rows if at < len(row)), default=0) for at in range(columns)]
    lines: list[str] = []
    tall = any(len(cell.rows) > 1 for row in rows for cell in row)
    for number, row in enumerate(rows):
        cells = [_widened(cell, widths[at], aligns[at]) for at, cell in enumerate(row)]
        cells += [text_box(" " * widths[at]) for at in range(len(row), columns)]
        spaced = [
            part
            for at, cell in enumerate(cells)
            for part in (cell, text_box(" " * (gaps[at] if at < columns - 1 else 0)))
        ]
        if tall and number:
            lines.append(" " * cell_width(lines[0]))
        lines += beside(spaced).rows
    return Box(tuple(lines), (len(lines) - 1) // 2)


def fenced(box: Box, left: str, right: str) -> Box:
    """Return the box in brackets of its height; ``.`` and empty mean none."""
    return beside([part for part in (_bracket(left, box), box, _bracket(right, box)) if part])


def _bracket(symbol: str, box: Box) -> Box | None:
    if symbol in {"", "."}:
        return None
    height = len(box.rows)
    if height == 1 or symbol not in _TALL:
        return text_box(symbol)
    top, middle, between, bottom = tuple(_TALL[symbol])
    rows = [between] * height
    if symbol in "{}" and height > 2:
        rows[height // 2] = middle
    rows[0], rows[-1] = top, bottom
    return Box(tuple(rows), box.base)


def _widened(box: Box, width: int, align: str) -> Box:
    free = width - box.width
    before = {"l": 0, "r": free}.get(align, free // 2)
    return Box(tuple(" " * before + row + " " * (free - before) for row in box.rows), box.base)
