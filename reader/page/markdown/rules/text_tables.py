"""Tables drawn in text: Pandoc's grid, simple and multiline tables, kramdown's without a delimiter row; and line blocks.

Pure. Columns are found by cells, so that wide characters may stand in them. What would tear a word is no table.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from markdown_it.rules_block import StateBlock

from reader.page.markdown.rules.lines import line_text, push_text
from reader.text.cells import standard_width
from reader.text.pattern import late

ROWS_LIMIT = 2_000
"""Lines of a table that is drawn in text."""

_GRID = late(r"\+(?:[-=:]{2,}\+)+")
_DASHES = late(r"[ \t]*-{3,}(?:[ \t]+-{2,})+[ \t]*")
_RUN = re.compile(r"-+")
_BORDER = late(r"[ \t]*-{10,}[ \t]*")
_SEPARATOR = late(r"\|?[ \t]*:?[-=]{2,}:?[ \t]*(?:[|+][ \t]*:?[-=]{2,}:?[ \t]*)*\|?")
_PIPE = late(r"(?<!\\)\|")
_CODE = late(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_CAPTION = late(r"(?:Table)?:[ \t]+(\S.*)")
_ITEM = late(r"[-*+][ \t]+(.*)")
_SPACES = "\N{NO-BREAK SPACE}"


class _Column(NamedTuple):
    """A column by its cells on a line."""

    start: int
    end: int
    """After its last dash."""


def grid(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Parse a grid table: ``+---+`` lines with cells between bars."""
    first = line_text(state, start)
    if silent or not _GRID.fullmatch(first):
        return False
    lines = [first]
    while start + len(lines) < min(end, start + ROWS_LIMIT):
        text = line_text(state, start + len(lines))
        if not text.startswith(("+", "|")):
            break
        lines.append(text)
    if len(lines) < 3 or not _GRID.fullmatch(lines[-1]):
        return False
    edges = [at for at, char in enumerate(first) if char == "+"]
    columns = [_Column(left + 1, right) for left, right in pairwise(edges)]
    rows: list[list[list[str]]] = []
    heads = 0
    for line in lines[1:]:
        if line.startswith("+"):
            heads = len(rows) if "=" in line and not heads else heads
            rows.append([[] for _ in columns])
            continue
        if not rows:
            rows.append([[] for _ in columns])
        cells = _PIPE.split(line)[1:-1]
        if len(cells) != len(columns):
            cells = _cut(line, columns)
        for cell, text in zip(rows[-1], cells, strict=False):
            cell.append(text)
    rows = [row for row in rows if any(any(text.strip() for text in cell) for cell in row)]
    _push(state, start, rows, heads, ["l"] * len(columns))
    _finish(state, start + len(lines), end)
    return True


def piped(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Parse lines that begin with a bar: a table of kramdown or Org, or a line block, whose lines stay lines."""
    if silent:
        return False
    lines: list[str] = []
    while start + len(lines) < min(end, start + ROWS_LIMIT):
        at = start + len(lines)
        text = line_text(state, at)
        if not text.startswith("|") or state.sCount[at] >= state.blkIndent + 4:
            break
        lines.append(text)
    if len(lines) < 2:
        return False
    if all(_is_row(line) for line in lines):
        _push_piped(state, start, lines)
        _finish(state, start + len(lines), end)
        return True
    if not all(line == "|" or line.startswith("| ") for line in lines):
        return False
    for stanza in _stanzas(lines):
        push_text(state, "paragraph", "  \n".join(stanza), start)
    state.line = start + len(lines)
    return True


def _is_row(line: str) -> bool:
    return _SEPARATOR.fullmatch(line) is not None or (
        line.endswith("|") and not line.startswith("||") and len(line) > 1
    )


def _push_piped(state: StateBlock, start: int, lines: Sequence[str]) -> None:
    rows: list[list[list[str]]] = []
    heads = 0
    for line in lines:
        if _SEPARATOR.fullmatch(line):
            heads = heads or len(rows)
        else:
            rows.append([[cell] for cell in _cells(line)])
    if rows:
        width = max(map(len, rows))
        rows = [[*row, *([""] for _ in range(width - len(row)))] for row in rows]
        _push(state, start, rows, heads if heads < len(rows) else 0, ["l"] * width)


def _cells(line: str) -> list[str]:
    """Return the cells between the bars of a line; bars in code do not count."""
    hidden = _CODE.sub(lambda match: match[0].replace("|", "\0"), line)
    return [cell.strip().replace("\0", "|") for cell in _PIPE.split(hidden)[1:-1]]


def _stanzas(lines: Sequence[str]) -> list[list[str]]:
    """Return the lines of a line block without their bars, in stanzas; indentation stays."""
    stanzas: list[list[str]] = [[]]
    for line in lines:
        text = line[2:]
        if not text.strip():
            stanzas.append([])
            continue
        indent = len(text) - len(text.lstrip(" "))
        stanzas[-1].append(_SPACES * indent + text.strip())
    return [stanza for stanza in stanzas if stanza]


def simple(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Parse a simple table of Pandoc: dashes below a line of headings, or above and below the rows; a multiline one too."""
    if silent or start + 1 >= end or state.src.find("--", state.bMarks[start], state.eMarks[start + 1]) < 0:
        return False
    first = _whole(state, start)
    if _BORDER.fullmatch(first):
        return _multiline(state, start, end)
    is_headless = _DASHES.fullmatch(first) is not None
    dashes = start if is_headless else start + 1
    text = _whole(state, dashes)
    if "--" not in text or not _DASHES.fullmatch(text):
        return False
    columns = [_Column(match.start(), match.end()) for match in _RUN.finditer(text.rstrip())]
    last = dashes + 1
    while (
        last < min(end, start + ROWS_LIMIT) and not state.isEmpty(last) and not _is_rule(_whole(state, last))
    ):
        last += 1
    closes = last < end and not state.isEmpty(last)
    lines = [*([] if is_headless else [first]), *(_whole(state, at) for at in range(dashes + 1, last))]
    if len(lines) < 1 + (not is_headless) or (is_headless and not closes):
        return False
    rows = [_cut(line, columns) for line in lines]
    if not all(_fits(line, columns) for line in lines) or sum(bool(cell.strip()) for cell in rows[0]) < 2:
        return False
    sides = [_side(lines[0], column) for column in columns]
    _push(state, start, [[[cell] for cell in row] for row in rows], int(not is_headless), sides)
    _finish(state, last + closes, end)
    return True


def _multiline(state: StateBlock, start: int, end: int) -> bool:
    """Parse a table between two long rules, whose rows of several lines have empty lines between them."""
    limit = min(end, start + ROWS_LIMIT)
    dashes = next(
        (at for at in range(start + 1, min(limit, start + 8)) if _DASHES.fullmatch(_whole(state, at))), 0
    )
    last = (
        next((at for at in range(dashes + 1, limit) if _BORDER.fullmatch(_whole(state, at))), 0)
        if dashes
        else 0
    )
    if not last or dashes == start + 1:
        return False
    columns = [_Column(match.start(), match.end()) for match in _RUN.finditer(_whole(state, dashes).rstrip())]
    heads = [_whole(state, at) for at in range(start + 1, dashes)]
    body = [_whole(state, at) for at in range(dashes + 1, last)]
    if not all(_fits(line, columns) for line in (*heads, *body)):
        return False
    rows: list[list[list[str]]] = [[[] for _ in columns]]
    for line in (*heads, "", *body):
        if not line.strip():
            rows.append([[] for _ in columns])
            continue
        for cell, text in zip(rows[-1], _cut(line, columns), strict=True):
            cell.append(text)
    rows = [row for row in rows if any(map(any, row))]
    sides = [_side(heads[-1], column) for column in columns]
    _push(state, start, rows, 1, sides)
    _finish(state, last + 1, end)
    return True


def _whole(state: StateBlock, line: int) -> str:
    """Return a line with its indentation, without markers of quotes and lists."""
    indent = max(0, state.sCount[line] - state.blkIndent)
    return " " * indent + line_text(state, line)


def _is_rule(text: str) -> bool:
    return _DASHES.fullmatch(text) is not None or _BORDER.fullmatch(text) is not None


def _cut(line: str, columns: Sequence[_Column]) -> list[str]:
    """Return a line's texts by column: up to the next column's start."""
    cells: list[str] = []
    starts = [column.start for column in columns[1:]]
    at = begin = 0
    for position, char in enumerate(line):
        if starts and at >= starts[0]:
            cells.append(line[begin:position])
            begin = position
            starts.pop(0)
        at += standard_width(char)
    cells.append(line[begin:])
    return [cell.strip().strip("|").strip() for cell in (*cells, *("" for _ in starts))]


def _fits(line: str, columns: Sequence[_Column]) -> bool:
    """Return whether no word of a line reaches from one column into the next."""
    at = 0
    before = " "
    starts = {column.start for column in columns[1:]}
    for char in line:
        if at in starts and not before.isspace() and not char.isspace():
            return False
        before = char
        at += standard_width(char)
    return True


def _side(heading: str, column: _Column) -> str:
    """Return how a column is aligned, by where its heading stands below or above its dashes (Pandoc)."""
    text = heading[column.start : column.end]
    if not text.strip():
        return "l"
    left, right = not text[:1].isspace(), len(text.rstrip()) == column.end - column.start
    return "l" if left else "r" if right else "c"


def _push(
    state: StateBlock, start: int, rows: Sequence[Sequence[Sequence[str]]], heads: int, sides: Sequence[str]
) -> None:
    """Push the tokens of a table; several rows of headings become one."""
    whole = [list(row) for row in rows]
    if heads > 1:
        whole[:heads] = [[[line for row in whole[:heads] for line in row[at]] for at in range(len(sides))]]
    if not heads:
        whole.insert(0, [[] for _ in sides])
    state.push("table_open", "table", 1).map = [start, start + 1]
    for row in whole:
        state.push("tr_open", "tr", 1)
        for cell, side in zip(row, sides, strict=False):
            token = state.push("td_open", "td", 1)
            if side != "l":
                token.attrs = {"style": f"text-align:{'right' if side == 'r' else 'center'}"}
            _push_cell(state, cell, start)
            state.push("td_close", "td", -1)
        state.push("tr_close", "tr", -1)
    state.push("table_close", "table", -1)


def _push_cell(state: StateBlock, lines: Sequence[str], at: int) -> None:
    """Push the paragraphs and items of a cell."""
    parts: list[tuple[bool, list[str]]] = []
    is_open = False
    for line in (line.strip() for line in lines):
        item = _ITEM.fullmatch(line)
        if not line:
            is_open = False
        elif item or not is_open:
            parts.append((item is not None, [item[1] if item else line]))
            is_open = True
        else:
            parts[-1][1].append(line)
    for is_item, texts in parts:
        if is_item:
            state.push("bullet_list_open", "ul", 1)
            state.push("list_item_open", "li", 1)
        push_text(state, "paragraph", "\n".join(texts), at)
        if is_item:
            state.push("list_item_close", "li", -1)
            state.push("bullet_list_close", "ul", -1)


def _finish(state: StateBlock, line: int, end: int) -> None:
    """Continue after a table, and after its caption below an empty line."""
    state.line = line
    below = line
    while below < end and state.isEmpty(below) and below < line + 2:
        below += 1
    caption = _CAPTION.fullmatch(line_text(state, below)) if below < end else None
    if caption:
        push_text(state, "caption", caption[1], below)
        state.line = below + 1
