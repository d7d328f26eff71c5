"""Lays out tables: columns as wide as their text, or wrapped, or rows as records where the measure is narrow.

Pure. A table's text is its cells in order, a tab between two cells and a newline between two rows, so that
it can be pasted into a spreadsheet; its block's ``info`` has a letter per column: l, c, r.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.page.layout.columns import COLUMN_CELLS, Column, fitted
from reader.page.layout.words import table_words
from reader.page.line import CELL_BREAK, LINE_END, Role, Span, soft_hyphens
from reader.page.lines.block_layout import BlockLayout
from reader.page.lines.spacing import inside, meetings, spaced
from reader.page.lines.wrap import Cut, wrap
from reader.text import cell_width, fit

GAP = "  "
"""Between two columns."""

RULE = "─"
"""The line below the headings."""

ENTRY = "  "
"""Indentation of a record's entries but the first."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a line: text of a cell, or decoration."""

    start: int
    end: int
    decoration: str = ""


_Row = list[Cut]
"""Start and end of each cell of a row in the table's text."""


class TableLayout(BlockLayout):
    """A table in lines."""

    __slots__ = ("_gaps", "_hyphens", "_lines")

    _gaps: Sequence[int]
    """Positions where scripts meet and a cell of space is shown."""
    _hyphens: Sequence[int]
    """Positions where a line that ends shows a hyphen."""
    _lines: list[list[_Piece]]

    def _cut(self) -> list[Cut]:
        rows = _rows(self.text)
        self._gaps = self.meetings()
        self._hyphens = soft_hyphens(self.block.runs)
        if self.typography.in_words:
            self._lines = [*self._caption(rows), *self._as_records(rows)]
            return [_extent(pieces) for pieces in self._lines]
        natural = self._natural(rows)
        shared = self.block.columns
        texts = shared.texts if shared else self._texts(rows)
        widths = fitted(natural, texts, self.width - len(GAP) * (len(natural) - 1))
        self._lines = self._in_columns(rows, widths) if widths else self._as_records(rows)
        return [_extent(pieces) for pieces in self._lines]

    def _caption(self, rows: list[_Row]) -> list[list[_Piece]]:
        """Return the line above a table for a screen reader; none above a further piece of one."""
        if self._heads:
            return []
        words = table_words(max(0, len(rows) - 1), max(map(len, rows)))
        return [[_Piece(0, 0, fit(words, self.width))]]

    def _natural(self, rows: list[_Row]) -> list[int]:
        """Return the width of each column without wrapping, in cells."""
        if self.block.columns:
            shared = self.block.columns
            return [max(1, each) for each in (shared.spaced if self.typography.autospace else shared.widest)]
        natural = [1] * max(map(len, rows))
        for row in rows:
            for at, (start, end) in enumerate(row):
                natural[at] = max(natural[at], self._widest(start, end))
        return natural

    def _texts(self, rows: list[_Row]) -> tuple[Column, ...]:
        """Return the texts of each column."""
        columns: list[list[str]] = [[] for _ in range(max(map(len, rows)))]
        for row in rows:
            for at, column in enumerate(columns):
                start, end = row[at] if at < len(row) else (0, 0)
                column.append(self._parted(start, end))
        return tuple(map(tuple, columns))

    def _parted(self, start: int, end: int) -> str:
        """Return the text of a cell with soft hyphens where its words may be parted."""
        text = self.text[start:end]
        for at in reversed([each - start for each in self._hyphens if start < each < end]):
            text = f"{text[:at]}\xad{text[at:]}"
        return text

    @property
    def _heads(self) -> tuple[str, ...]:
        """The columns' headings, if the table began in an earlier block."""
        return self.block.columns.heads if self.block.columns else ()

    def line_at(self, offset: int) -> int:
        """Return the line of an offset; adjacent cells share lines."""
        best = nearest = 0
        for at, pieces in enumerate(self._lines):
            for piece in pieces:
                if not piece.decoration and nearest <= piece.start <= offset:
                    best, nearest = at, piece.start
        return best

    def _dressed(self, at: int) -> list[Span]:
        spans: list[Span] = []
        for piece in self._lines[at]:
            if piece.decoration:
                spans.append(Span(piece.decoration, _decoration_role(piece.decoration)))
            else:
                spans += self._spaced(piece.start, piece.end)
        return spans

    def _spaced(self, start: int, end: int) -> list[Span]:
        spans, gaps = self._pieces(start, end), inside(self._gaps, start, end)
        spans = spaced(spans, dict.fromkeys(gaps, 1)) if gaps else spans
        return [*spans, spans[-1]._replace(text="-", offset=-1)] if self._has_hyphen(end) else spans

    def _has_hyphen(self, end: int) -> bool:
        """Return whether a line that ends there shows a hyphen."""
        if end not in self._hyphens or end >= len(self.text):
            return False
        return self.text[end - 1] not in " -" and not self.text[end].isspace()

    def _cells(self, start: int, end: int) -> int:
        """Return the width of a piece of text on one line, in cells."""
        return cell_width(self.text[start:end]) + len(inside(self._gaps, start, end)) + self._has_hyphen(end)

    def _widest(self, start: int, end: int) -> int:
        """Return the width of a cell's widest unwrapped line, in cells."""
        widest = 0
        while (stop := self.text.find(CELL_BREAK, start, end)) >= 0:
            widest, start = max(widest, self._cells(start, stop)), stop + len(CELL_BREAK)
        return max(widest, self._cells(start, end))

    def _in_columns(self, rows: list[_Row], widths: Sequence[int]) -> list[list[_Piece]]:
        set_rows: list[list[list[_Piece]]] = []
        below = [_Piece(0, 0, RULE * (sum(widths) + len(GAP) * (len(widths) - 1)))]
        for row in rows:
            cells = [
                self._wrapped(start, end, width) for (start, end), width in zip(row, widths, strict=False)
            ]
            set_rows.append([self._row_line(cells, widths, line) for line in range(max(map(len, cells)))])
        if self._heads:
            head, body = [], set_rows
        else:
            head, *body = set_rows
        lines = [*head, below] if head and any(end > start for start, end in rows[0]) else []
        is_tall = bool(self._heads) and self._is_tall_before(widths)
        for number, row_lines in enumerate(body):
            was_tall, is_tall = is_tall, len(row_lines) > 1
            if (was_tall or is_tall) and (number or self._heads):  # a blank line around tall rows
                start, _ = _extent(row_lines[0])
                lines.append([_Piece(start, start, " ")])
            lines += row_lines
        return lines

    def _is_tall_before(self, widths: Sequence[int]) -> bool:
        """Return whether the last row of the piece before has several lines."""
        shared = self.block.columns
        if shared is None or shared.first < 2:
            return False
        cells = [column[shared.first - 1] for column in shared.texts]
        return any(
            len(wrap(_lines(text), width, gaps=meetings(text) if self._gaps else ())) > 1
            for text, width in zip(cells, widths, strict=True)
        )

    def _row_line(self, cells: list[list[Cut]], widths: Sequence[int], line: int) -> list[_Piece]:
        pieces: list[_Piece] = []
        pending = 0
        for at, cell in enumerate(cells):
            start, end = cell[line] if line < len(cell) else (0, 0)
            free = widths[at] - self._cells(start, end)
            before = self._before(at, cell, widths[at], free)
            if end > start:
                if pending + before:
                    pieces.append(_Piece(start, start, " " * (pending + before)))
                pieces.append(_Piece(start, end))
                pending = free - before + len(GAP)
            else:
                pending += widths[at] + len(GAP)
        return pieces

    def _before(self, column: int, cell: list[Cut], width: int, free: int) -> int:
        """Return the indentation of a cell's text; all lines of a wrapped cell have the same."""
        align = self.block.info[column : column + 1]
        if align not in {"r", "c"}:
            return 0
        if len(cell) > 1:
            free = width - max(self._cells(start, end) for start, end in cell)
        return free if align == "r" else free // 2

    def _as_records(self, rows: list[_Row]) -> list[list[_Piece]]:
        """Return the lines of rows as records: a heading and text per cell."""
        head, *body = rows
        if self._heads:
            names, body = self._heads, rows
        elif body:
            names = tuple(self.text[start:end].replace(LINE_END, "") for start, end in head)
        else:
            return [[_Piece(a, b)] for start, end in head for a, b in self._wrapped(start, end, self.width)]
        lines: list[list[_Piece]] = []
        for row in body:
            if lines or self._heads:
                lines.append([_Piece(row[0][0], row[0][0], " ")])
            first = True
            for name, (start, end) in zip(names, row, strict=False):
                if end > start:
                    lines += self._entry(name, start, end, first=first)
                    first = False
        return lines

    def _entry(self, label: str, start: int, end: int, *, first: bool) -> list[list[_Piece]]:
        """Return the lines of a cell after its column's heading, or below it where that is long."""
        roomy = self.width >= 2 * COLUMN_CELLS
        roomy = roomy and not self.typography.in_words
        indent = ENTRY if roomy and not first else ""
        below = ENTRY * 2 if roomy else ""
        lines: list[list[_Piece]] = []
        before = f"{indent}{label}: " if label else indent
        if label and cell_width(before) > self.width * 2 // 3:
            room = self.width - len(indent)
            lines = [[_Piece(start, start, indent + label[a:b])] for a, b in wrap(label, room)]
            before = below
        room = max(1, self.width - len(below))
        for a, b in self._wrapped(start, end, room, taken=cell_width(before) - len(below)):
            lines.append([_Piece(a, a, before), _Piece(a, b)] if before else [_Piece(a, b)])
            before = below
        return lines

    def _wrapped(self, start: int, end: int, width: int, taken: int = 0) -> list[Cut]:
        """Return the lines of a cell; ``taken`` are cells of the first line that something else takes (negative: it has more)."""
        # What is taken is a word before the text, so that the line may end after it.
        word = "x" * (taken - 1) + " " if 0 < taken < width else ""
        gaps, hyphens = (
            [each - start + len(word) for each in inside(positions, start, end)]
            for positions in (self._gaps, self._hyphens)
        )
        text = word + _lines(self.text[start:end])
        shift = start - len(word)
        return [
            (max(start, shift + a), max(start, shift + b))
            for a, b in wrap(text, width, gaps=gaps, hyphens=hyphens)
        ]


def _lines(cell: str) -> str:
    return cell.replace(LINE_END, "\n")


def _rows(text: str) -> list[_Row]:
    rows: list[_Row] = []
    start = 0
    for line in text.split("\n"):
        row: _Row = []
        for cell in line.split("\t"):
            row.append((start, start + len(cell)))
            start += len(cell) + 1
        rows.append(row)
    return rows


def _decoration_role(text: str) -> Role:
    """Return the role of a rule, of space, or of a heading in a record."""
    if text.startswith(RULE):
        return Role.TABLE_RULE
    return Role.TEXT if text.isspace() else Role.META


def _extent(pieces: list[_Piece]) -> Cut:
    if not pieces:
        return (0, 0)
    return min(piece.start for piece in pieces), max(piece.end for piece in pieces)
