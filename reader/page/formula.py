"""Formulas that stand alone: as Unicode where that is possible, else as their source, which looks like code.

Pure. Like all text, they are read when they are first looked at.
"""

from reader.page.grammar import inline_parser
from reader.page.inline import Inline
from reader.page.line import Role, Run, Span
from reader.page.maths import formula_run
from reader.page.setting import Setting
from reader.page.wrap import Cut, wrap
from reader.text import cell_width


class Formula(Inline):
    """The text of a formula."""

    __slots__ = ()

    def __init__(self, source: str) -> None:
        super().__init__(inline_parser(), source, {"display": True})

    def _read(self) -> tuple[Run, ...]:
        if self._runs is None:
            self._runs = (formula_run(self._source, display=True),) if self._source else ()
        return self._runs


class FormulaSetting(Setting):
    """A formula in the middle if it fits, its lines kept below one another."""

    __slots__ = ("_indent",)

    _indent: int

    def _cut(self) -> list[Cut]:
        lines = self.text.split("\n")
        widest = max(map(cell_width, lines))
        self._indent = max(0, self.width - widest) // 2
        if widest > self.width:
            return wrap(self.text, self.width)
        cuts: list[Cut] = []
        start = 0
        for line in lines:
            cuts.append((start, start + len(line)))
            start += len(line) + 1
        return cuts

    def _dressed(self, at: int) -> list[Span]:
        before = [Span(" " * self._indent, Role.MATHS)] if self._indent else []
        return before + super()._dressed(at)
