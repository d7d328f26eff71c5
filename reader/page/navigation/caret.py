"""Motions of the caret on the page: by character, word, row, line and block.

Pure. The caret is on a character of the text, never between two cells of a table or after a line's end, and
skips rows without text (rules, blank rows). A motion returns the same position where it cannot move.
"""

from itertools import takewhile

from reader.page.layout.layout import Layout, Position
from reader.page.line import END, LINE_END, Line
from reader.text import cell_width
from reader.text.graphemes import grapheme_end, grapheme_start, graphemes
from reader.text.words import word_at

SEPARATORS = "\t\n" + LINE_END
"""Characters that take no cell: between a table's cells, at hard line breaks."""

FOOT_BLOCKS = 4
"""The mark of the end is among this many last blocks."""

ROWS_SKIPPED = 1_000
"""Rows without text that are skipped at most, since each has to be laid out."""


def first_on(layout: Layout, row: int) -> Position | None:
    """Return the first position with text on the row or below it, else the nearest above; None without text."""
    rows = (*range(row, row + ROWS_SKIPPED), *range(row - 1, row - 1 - ROWS_SKIPPED, -1))
    return next((found for at in rows if (found := _in_row(layout, at, 0))), None)


def end_of(layout: Layout, position: Position) -> Position:
    """Return the position after the character at ``position``, where a selection with it ends."""
    text = layout.text(position.block)
    return Position(
        position.block, grapheme_end(text, position.offset) if position.offset < len(text) else len(text)
    )


def row_moved(layout: Layout, position: Position, by: int, cell: int) -> Position:
    """Return the position ``by`` rows down (negative: up), nearest to a cell of the line."""
    direction = 1 if by > 0 else -1
    row = min(max(layout.row(position) + by, 0), layout.height - 1)
    ahead = range(row, row + direction * ROWS_SKIPPED, direction)
    back = range(row, layout.row(position), -direction)[:ROWS_SKIPPED]
    for at in (*ahead, *back):
        found = _in_row(layout, at, cell)
        if found and ((found > position) if direction > 0 else (found < position)):
            return found
    return position


def cell_of(layout: Layout, position: Position) -> int:
    """Return the cell of its line, from 0, in which the character at ``position`` begins."""
    line = layout.line(layout.row(position))
    cell = 0
    for span in line.spans if line else ():
        if 0 <= span.offset <= position.offset < span.offset + len(span.text):
            return cell + cell_width(span.text[: position.offset - span.offset])
        cell += cell_width(span.text)
    return 0


def char_moved(layout: Layout, position: Position, direction: int) -> Position:
    """Return the position of the next or previous character, across blocks."""
    text, at = layout.text(position.block), position.offset
    while True:
        if direction > 0:
            at = grapheme_end(text, at) if at < len(text) else at
            if at >= len(text):
                return _block_beside(layout, position, 1) or position
        elif at <= 0:
            before = _block_beside(layout, position, -1)
            return _last_in(layout, before.block) if before else position
        else:
            at = grapheme_start(text, at)
        if text[at] not in SEPARATORS:
            return Position(position.block, at)


def word_moved(layout: Layout, position: Position, direction: int) -> Position:
    """Return the beginning of the next or previous word; punctuation counts as a word."""
    text = layout.text(position.block)
    if direction > 0:
        at = word_at(text, position.offset)[1] if position.offset < len(text) else len(text)
        at += sum(1 for _ in takewhile(str.isspace, text[at:]))
        return (
            Position(position.block, at) if at < len(text) else _block_beside(layout, position, 1) or position
        )
    before, block = text[: position.offset].rstrip(), position.block
    while not before:
        beside = _block_beside(layout, Position(block), -1)
        if beside is None:
            return Position(position.block, min(position.offset, _indent(text)))
        block = beside.block
        before = layout.text(block).rstrip()
    return Position(block, word_at(before, grapheme_start(before, len(before)))[0])


def line_edge(layout: Layout, position: Position, direction: int) -> Position:
    """Return the first or last character of the line on the screen."""
    line = layout.line(layout.row(position))
    spans = [span for span in line.spans if span.offset >= 0 and span.text] if line else []
    if not spans:
        return position
    if direction < 0:
        return Position(position.block, min(span.offset for span in spans))
    last = spans[-1]
    return Position(position.block, last.offset + grapheme_start(last.text, len(last.text)))


def block_edge(layout: Layout, position: Position, direction: int) -> Position:
    """Return the first or last character of the paragraph; if already there, of the next paragraph in that direction."""
    text = layout.text(position.block)
    edge = Position(position.block, _indent(text)) if direction < 0 else _last_in(layout, position.block)
    if (position > edge) if direction < 0 else (position < edge):
        return edge
    beside = _block_beside(layout, position, direction)
    if beside is None:
        return position
    return beside if direction < 0 else _last_in(layout, beside.block)


def page_edge(layout: Layout, position: Position, direction: int) -> Position:
    """Return the first character of the page, or the last one of the text: what stands below its end is no part of it."""
    end = len(layout.blocks)
    foot = range(end - 1, max(-1, end - 1 - FOOT_BLOCKS), -1)
    end = next((at for at in foot if layout.blocks[at].info == END), end)
    beyond = Position(-1) if direction < 0 else Position(end)
    found = _block_beside(layout, beyond, -direction)
    if found is None:
        return position
    return found if direction < 0 else _last_in(layout, found.block)


def _in_row(layout: Layout, row: int, cell: int) -> Position | None:
    """Return the position in a row nearest to a cell; None where the row has no text."""
    line = layout.line(row)
    offset = _nearest(line, cell) if line else None
    return None if line is None or offset is None else Position(line.block, offset)


def _nearest(line: Line, cell: int) -> int | None:
    """Return the offset of the character in a cell of the line, else of the last one before it, else of the first."""
    best: int | None = None
    at = 0
    for span in line.spans:
        if span.offset < 0:
            at += cell_width(span.text)
            continue
        offset = span.offset
        for cluster in graphemes(span.text):
            if best is not None and at > cell:
                return best
            best = offset
            at += cell_width(cluster)
            offset += len(cluster)
    return best


def _block_beside(layout: Layout, position: Position, direction: int) -> Position | None:
    """Return the first character of the next or previous block with text; None if there is none."""
    end = len(layout.blocks) if direction > 0 else -1
    for index in range(position.block + direction, end, direction):
        text = layout.text(index)
        if text.strip(SEPARATORS):
            return Position(index, _indent(text))
    return None


def _last_in(layout: Layout, block: int) -> Position:
    text = layout.text(block).rstrip(SEPARATORS)
    return Position(block, grapheme_start(text, len(text)))


def _indent(text: str) -> int:
    """Return the offset of a text's first character, if possible one that is not a space."""
    return len(text) - len(text.lstrip() or text.lstrip(SEPARATORS))
