"""The layout of a block at a width, for all kinds: gutters, spans with roles, offsets.

Pure. Breaking text into lines (for every block, to know its height) is separate from making their spans (for
the lines on the screen): a ``BlockLayout`` breaks at once and makes spans on demand.
"""

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from reader.page.code.colouring import Colouring
from reader.page.line import Block, BlockKind, Gutter, GutterKind, Line, Role, Span, TextStyle
from reader.page.lines.chinese_quotes import with_corner_quotes
from reader.page.lines.spacing import meetings
from reader.page.lines.typography import PLAIN, Typography
from reader.page.lines.wrap import Cut
from reader.text import cell_width

TEXT_CELLS = 10
"""Least cells of text beside gutters, unless half of the measure is more."""

_ROLES = {
    BlockKind.KICKER: Role.KICKER,
    BlockKind.TITLE: Role.TITLE,
    BlockKind.META: Role.META,
    BlockKind.LEAD: Role.LEAD,
    BlockKind.NOTICE: Role.NOTICE,
    BlockKind.CODE: Role.CODE,
    BlockKind.RULE: Role.RULE,
    BlockKind.IMAGE: Role.IMAGE,
    BlockKind.LABEL: Role.LABEL,
    BlockKind.MATHS: Role.MATHS,
}
_HEADINGS = (
    Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.HEADING_4, Role.HEADING_5, Role.HEADING_6,
)  # fmt: skip


def block_text(block: Block) -> str:
    """Return the text of a block, in which offsets count; a newline is a hard line break."""
    return "".join(run.text for run in block.runs)


def visible_gutters(gutters: tuple[Gutter, ...], measure: int) -> tuple[Gutter, ...]:
    """Return the innermost gutters that leave room for the text."""
    room = measure - min(measure, max(TEXT_CELLS, measure // 2))
    first = len(gutters)
    while first and (room := room - cell_width(gutters[first - 1].rest)) >= 0:
        first -= 1
    return gutters[first:]


def _gutter_role(gutter: Gutter) -> Role:
    return Role.QUOTE_BAR if gutter.kind is GutterKind.QUOTE else Role.BULLET


def gutter_spans(gutters: tuple[Gutter, ...], *, first: bool = False) -> list[Span]:
    """Return the spans left of a line; ``first``: of the first line of the block."""
    return [Span(each.text if first else each.rest, _gutter_role(each)) for each in gutters]


class BlockLayout(ABC):
    """A block broken into lines of a width."""

    __slots__ = ("_cuts", "_gutters", "_index", "_role", "_starts", "block", "text", "typography", "width")

    fill = False
    """The background reaches to the end of the measure."""

    def __init__(self, block: Block, index: int, measure: int, typography: Typography = PLAIN) -> None:
        self.block = block
        self.typography = typography
        self.text = block_text(block)
        """What is shown; as long as the text of the block."""
        self._index = index
        self._gutters = () if typography.in_words else visible_gutters(block.gutters, measure)
        self.width = max(1, measure - sum(cell_width(each.rest) for each in self._gutters))
        """Cells for text, right of the gutters."""
        self._starts = list(accumulate((len(run.text) for run in block.runs), initial=0))
        if typography.corner_quotes and block.kind not in {BlockKind.CODE, BlockKind.MATHS}:
            self.text = self._with_corners()
        self._role = _role(block)
        self._cuts = self._cut()

    @abstractmethod
    def _cut(self) -> list[Cut]:
        """Return start and end of each line in the text."""

    def _dressed(self, at: int) -> list[Span]:
        """Return the spans of line ``at`` without gutters."""
        return self._pieces(*self._cuts[at])

    @property
    def colours(self) -> Colouring | None:
        """Syntax colours, if the block has any."""
        return None

    @property
    def height(self) -> int:
        """The number of lines."""
        return len(self._cuts)

    def start(self, at: int) -> int:
        """Return the offset of the first code point of line ``at``."""
        return self._cuts[at][0]

    def line_at(self, offset: int) -> int:
        """Return the line of an offset; the last line for one beyond the text."""
        return max(0, bisect_right(self._cuts, offset, key=_begin) - 1)

    def line(self, at: int) -> Line:
        """Return line ``at``, from 0."""
        spans = (*gutter_spans(self._gutters, first=not at), *self._dressed(at))
        return Line(spans, self._index, *self._cuts[at], fill=self.fill)

    def _pieces(self, start: int, end: int) -> list[Span]:
        """Return the text from ``start`` to ``end`` as a span per run."""
        spans = []
        at = bisect_right(self._starts, start) - 1
        while start < end:
            run = self.block.runs[at]
            stop = min(end, self._starts[at + 1])
            if stop > start:
                spans.append(Span(self.text[start:stop], self._role, run.style, run.link, start))
                start = stop
            at += 1
        return spans

    def _with_corners(self) -> str:
        """Return the text with other quotation marks where it is Chinese, inline code apart."""
        shown = with_corner_quotes(self.text)
        if shown == self.text:
            return shown
        return "".join(
            run.text if TextStyle.CODE in run.style else shown[start : start + len(run.text)]
            for run, start in zip(self.block.runs, self._starts, strict=False)
        )

    def meetings(self) -> Sequence[int]:
        """Return the positions where scripts meet, if a cell of space is wanted there."""
        return self.outside_code(meetings(self.text)) if self.typography.autospace else ()

    def outside_code(self, positions: Sequence[int]) -> list[int]:
        """Return the positions that are not inside inline code."""
        return [position for position in positions if not self._is_in_code(position)]

    def _is_in_code(self, position: int) -> bool:
        at = bisect_right(self._starts, position) - 1
        return self._starts[at] < position and TextStyle.CODE in self.block.runs[at].style


def _begin(cut: Cut) -> int:
    return cut[0]


def _role(block: Block) -> Role:
    if block.kind is BlockKind.HEADING:
        return _HEADINGS[min(block.level, len(_HEADINGS)) - 1]
    quoted = any(each.kind is GutterKind.QUOTE for each in block.gutters)
    return _ROLES.get(block.kind, Role.QUOTE if quoted else Role.TEXT)
