"""Limits on the work of one article: number of blocks, length of paragraphs, size of tables.

Pure. A few megabytes of ``- x`` are half a million items, gigabytes of memory and minutes of work. What lies
beyond a limit is shown as plain lines.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import table
from markdown_it.token import Token

from reader.i18n import tr
from reader.page.line import CELL_BREAK, LINE_END, Columns, Run, TableRuns
from reader.page.lines.spacing import meetings
from reader.text import cell_width
from reader.text.graphemes import grapheme_boundary

TOKENS_LIMIT = 100_000
"""Tokens of block structure, about as many as a book has; a heading or a paragraph has three, a list item five."""

CELLS_LIMIT = 20_000
"""Cells of one table; the rows after them are plain lines."""

PARAGRAPH_LIMIT = 4_096
"""Characters of a paragraph; a longer one is split, without a gap."""

DENSE_LIMIT = 1_024
"""Characters of a paragraph that is mostly markup, which costs as much as many letters."""

_MARKUP = "*_[`~$<"
_DENSE = 8
"""A paragraph is mostly markup if one character in this number is."""

ROWS_LIMIT = 40
"""Rows of a table; a longer one is split, with the same columns."""

REST_LINES = 200
"""Lines beyond the limits that are one block."""

NOTICE = "notice"
"""The type of a token whose content is a notice."""

_SEAMS = ("\n", "。", "！", "？", ". ", "，", " ")
"""Where a paragraph is split, the best position first."""

_ADDRESS_END = re.compile("[\\s)\"'>]")


def bound_blocks(md: MarkdownIt) -> None:
    """Add the limit to a block parser."""
    md.block.ruler.before("table", "too_many", _too_many)
    md.block.ruler.at("table", _bounded_table, {"alt": ["paragraph", "reference"]})


def _too_many(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    if silent or len(state.tokens) < TOKENS_LIMIT:
        return False
    if not state.env.get(NOTICE):
        state.env[NOTICE] = True
        sentence = tr("This article has too many parts; the rest of it is shown as plain lines.")
        state.push(NOTICE, "", 0).content = sentence
    _push_lines(state, start, end)
    state.line = end
    return True


def _push_lines(state: StateBlock, start: int, end: int) -> None:
    """Push these lines as plain text."""
    for first in range(start, end, REST_LINES):
        lines = state.push("code_block", "code", 0)
        lines.content = state.getLines(first, min(first + REST_LINES, end), state.blkIndent, keepLastLF=True)
        lines.meta = {"continued": first > start}


def _bounded_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    columns = state.src.count("|", state.bMarks[start], state.eMarks[start]) + 1
    limit = start + 2 + CELLS_LIMIT // columns
    if not table(state, start, min(end, limit), silent):
        return False
    last = state.line
    if last == limit and not silent:
        while last < end and not state.isEmpty(last) and state.sCount[last] >= state.blkIndent:
            last += 1
        _push_lines(state, state.line, last)
        state.line = last
    return True


def in_pieces(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield block tokens with long paragraphs split into several without a gap."""
    for token in tokens:
        if token.type != "inline" or len(token.content) <= DENSE_LIMIT or token.children:
            yield token
            continue
        limit = _limit(token.content)
        if len(token.content) <= limit:
            yield token
            continue
        for number, piece in enumerate(filter(None, _pieces(token.content, limit))):
            yield token.copy(content=piece, meta={"continued": number > 0})


def table_pieces(
    rows: Sequence[Sequence[Run]], hyphens: Sequence[Sequence[int]]
) -> Iterator[tuple[tuple[Run, ...], Columns | None]]:
    """Yield the runs of a table's rows, separated by newlines; a long table in pieces, with the columns they share.

    ``hyphens``: by row, the offsets in its text where a word may be parted.
    """
    if len(rows) <= ROWS_LIMIT:
        yield _joined(rows, hyphens), None
        return
    texts = [_cells(row) for row in rows]
    columns = list(zip_longest(*texts, fillvalue=""))
    lines = [[line for cell in column for line in cell.split(CELL_BREAK)] for column in columns]
    widest = tuple(max(map(cell_width, column)) for column in lines)
    spaced = tuple(max(cell_width(line) + len(meetings(line)) for line in column) for column in lines)
    for first in range(0, len(rows), ROWS_LIMIT):
        yield (
            _joined(rows[first : first + ROWS_LIMIT], hyphens[first : first + ROWS_LIMIT]),
            Columns(widest, spaced, _heads(texts[0]) if first else (), tuple(columns), first),
        )


def _heads(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(cell.replace(LINE_END, "") for cell in cells)


def _joined(rows: Sequence[Sequence[Run]], hyphens: Sequence[Sequence[int]]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for number, row in enumerate(rows):
        runs += [Run("\n"), *row] if number else row
    if not any(hyphens):
        return tuple(runs)
    joined, found, start = TableRuns(runs), list[int](), 0
    for row, offsets in zip(rows, hyphens, strict=True):
        found += [start + each for each in offsets]
        start += 1 + sum(len(run.text) for run in row)
    joined.hyphens = tuple(found)
    return joined


def _cells(row: Sequence[Run]) -> tuple[str, ...]:
    return tuple("".join(run.text for run in row).split("\t"))


def _limit(text: str) -> int:
    return DENSE_LIMIT if sum(map(text.count, _MARKUP)) > len(text) // _DENSE else PARAGRAPH_LIMIT


def _pieces(text: str, limit: int) -> Iterator[str]:
    start = 0
    while len(text) - start > limit:
        end = _seam(text, start, start + limit)
        yield text[start:end].strip()
        start = end
    yield text[start:].strip()


def _seam(text: str, start: int, limit: int) -> int:
    """Return where to split: before the limit, or after an address that reaches beyond it (it may hold an image)."""
    for seam in _SEAMS:
        found = text.rfind(seam, limit - (limit - start) // 4, limit)
        if found >= 0:
            return found + len(seam)
    if "](" in text[start:limit] or "data:" in text[start:limit]:
        end = _ADDRESS_END.search(text, limit)
        return end.end() if end else len(text)
    tag = text.rfind("<", start, limit)
    if tag >= 0 and text[tag + 1].isalpha() and (closed := text.find(">", tag)) > limit:
        return closed + 1
    return grapheme_boundary(text, start, limit)
