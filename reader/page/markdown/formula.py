"""The text of display formulas: Unicode where possible, else their source.

Pure. Parsed on first use, like all text.
"""

from reader.page.line import Run
from reader.page.markdown.grammar import inline_parser
from reader.page.markdown.inline import Inline
from reader.page.maths.unicode import formula_run


class Formula(Inline):
    """The text of a display formula, as the runs of its block."""

    __slots__ = ()

    def __init__(self, source: str) -> None:
        super().__init__(inline_parser(), source, {"display": True})

    def _read(self) -> tuple[Run, ...]:
        if self._runs is None:
            self._runs = (formula_run(self._source, display=True),) if self._source else ()
        return self._runs
