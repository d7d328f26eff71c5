"""Lays out display formulas: centred where they fit, else broken before relations and operators. Pure."""

from bisect import bisect_right
from itertools import pairwise

from reader.page.line import Role, Span
from reader.page.lines.block_layout import BlockLayout
from reader.page.lines.wrap import Cut, widths_up_to, wrap
from reader.page.maths.symbols import SEAMS


class FormulaLayout(BlockLayout):
    """A formula, centred if it fits; one of several rows that is too wide goes on below with all of its rows."""

    __slots__ = ("_indent",)

    _indent: int

    def _cut(self) -> list[Cut]:
        rows: list[Cut] = []
        start = 0
        for line in self.text.split("\n"):
            rows.append((start, start + len(line)))
            start += len(line) + 1
        sums = [widths_up_to(self.text[begin:end]) for begin, end in rows]
        widest = max(each[-1] for each in sums)
        self._indent = 0 if self.typography.in_words else max(0, self.width - widest) // 2
        if widest <= self.width:
            return rows
        if len(rows) == 1:
            return wrap(self.text, self.width)
        cuts: list[Cut] = []
        # Between the lines of an alignment.
        edges = [at for at, (begin, end) in enumerate(rows) if begin == end]
        for first, last in pairwise([-1, *edges, len(rows)]):
            cuts += self._parts(rows[first + 1 : last], sums[first + 1 : last])
            cuts += rows[last : last + 1]
        return cuts

    def _parts(self, rows: list[Cut], sums: list[list[int]]) -> list[Cut]:
        """Return the lines part by part, each as wide as fits; a part begins at a free-standing relation or operator, if there is one."""
        widest = max((each[-1] for each in sums), default=0)
        free = self._free_columns(rows, sums, widest)
        cuts: list[Cut] = []
        column = 0
        while column < widest:
            end = column + self.width
            if end < widest:
                near = [at for at in range(end, column + self.width // 4, -1) if free[at]]
                end = max(near, key=lambda at: (free[at], at), default=end)
            for (start, _), widths in zip(rows, sums, strict=True):
                first, last = (bisect_right(widths, max(at, 0)) - 1 for at in (column, end))
                cuts.append((start + first, start + last))
            column = end
        return cuts

    def _free_columns(self, rows: list[Cut], sums: list[list[int]], widest: int) -> bytearray:
        """Return for each column 1 if the one before it is blank in every line, 2 if a relation or operator follows too."""
        blank = bytearray(b"\x01" * (widest + self.width + 1))
        signed = bytearray(len(blank))
        for (start, end), widths in zip(rows, sums, strict=True):
            for char, before, after in zip(self.text[start:end], widths, widths[1:], strict=False):
                if char in SEAMS:
                    signed[before] = 1
                if char != " ":
                    blank[before + 1 : after + 1] = bytes(after - before)
        return bytearray(1 + signed[at] if blank[at] else 0 for at in range(len(blank)))

    def line_at(self, offset: int) -> int:
        """Return the line of an offset; the lines of a part come before those of the next."""
        best = nearest = 0
        for at, (start, end) in enumerate(self._cuts):
            if nearest <= start <= offset and (start < end or not at):
                best, nearest = at, start
        return best

    def _dressed(self, at: int) -> list[Span]:
        before = [Span(" " * self._indent, Role.MATHS)] if self._indent else []
        return before + super()._dressed(at)
