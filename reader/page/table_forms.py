"""A table of a page for spreadsheets and Markdown: a long one, which is set in pieces, as a whole.

Pure.
"""

import csv
import io
from collections.abc import Callable, Sequence

from reader.page.as_markdown import table_rows_as_markdown
from reader.page.line import CELL_BREAK, LINE_END, Block, BlockKind
from reader.page.lines.block_layout import block_text


def table_at(blocks: Sequence[Block], index: int) -> range:
    """Return the blocks of the table of which one is block ``index``."""
    first = index
    while first and _goes_on(blocks, first):
        first -= 1
    end = index + 1
    while end < len(blocks) and _goes_on(blocks, end):
        end += 1
    return range(first, end)


def as_tsv(pieces: Sequence[Block]) -> str:
    """Return tab-separated values: a row per line, whatever line breaks its cells have."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in _rows(pieces))


def as_csv(pieces: Sequence[Block]) -> str:
    """Return comma-separated values (RFC 4180), with line breaks inside of cells."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(_rows(pieces))
    return text.getvalue().removesuffix("\n")


FORMS: dict[str, Callable[[Sequence[Block]], str]] = {
    "TSV": as_tsv,
    "CSV": as_csv,
    "Markdown": table_rows_as_markdown,
}
"""What makes a text of a table, by the name of its form."""


def _goes_on(blocks: Sequence[Block], index: int) -> bool:
    """Return whether a block is a further piece of the table before it."""
    block, before = blocks[index], blocks[index - 1]
    is_piece = block.kind is BlockKind.TABLE and block.columns is not None and block.columns.first > 0
    return is_piece and before.kind is BlockKind.TABLE


def _rows(pieces: Sequence[Block]) -> list[list[str]]:
    lines = [line for piece in pieces for line in block_text(piece).split("\n")]
    return [
        [cell.replace(CELL_BREAK, "\n").replace(LINE_END, "\n").strip() for cell in line.split("\t")]
        for line in lines
    ]
