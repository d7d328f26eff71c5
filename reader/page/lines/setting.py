"""A block at a width, whatever its kind: gutters, pieces of lines with their roles, offsets.

Pure. Cutting text into lines (done for every block, to know its height) is apart from dressing them (done
for the lines on the screen): a ``Setting`` cuts at once and dresses a line when it is asked for.
"""

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from reader.page.code.colouring import Colouring
from reader.page.line import Block, BlockKind, Gutter, GutterKind, Line, Role, Span, TextStyle
from reader.page.lines.spacing import meetings
from reader.page.lines.typography import PLAIN, Typography
from reader.page.lines.wrap import Cut
from reader.text import cell_width

TEXT_CELLS = 10
"""Gutters leave the text this much, or half of the measure if that is more."""

_ROLES = {
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
_HEADINGS = (Role.HEADING_1, Role.HEADING_2, Role.HEADING_3)


def block_text(block: Block) -> str:
    """Return the text that offsets count in; a newline is a break that the author asked for."""
    return "".join(run.text for run in block.runs)


def visible_gutters(gutters: tuple[Gutter, ...], measure: int) -> tuple[Gutter, ...]:
    """Return the innermost gutters that leave room for text."""
    room = measure - min(measure, max(TEXT_CELLS, measure // 2))
    first = len(gutters)
    while first and (room := room - cell_width(gutters[first - 1].rest)) >= 0:
        first -= 1
    return gutters[first:]


def _gutter_role(gutter: Gutter) -> Role:
    return Role.QUOTE_BAR if gutter.kind is GutterKind.QUOTE else Role.BULLET


def gutter_spans(gutters: tuple[Gutter, ...], *, first: bool = False) -> list[Span]:
    """Return what stands left of a line; ``first``: of the first line of the block."""
    return [Span(each.text if first else each.rest, _gutter_role(each)) for each in gutters]


class Setting(ABC):
    """A block cut into lines for a width."""

    __slots__ = ("_cuts", "_gutters", "_index", "_role", "_starts", "block", "text", "typography", "width")

    fill = False
    """The lines' background reaches to the end of the measure."""

    def __init__(self, block: Block, index: int, measure: int, typography: Typography = PLAIN) -> None:
        self.block = block
        self.typography = typography
        self.text = block_text(block)
        self._index = index
        self._gutters = visible_gutters(block.gutters, measure)
        self.width = max(1, measure - sum(cell_width(each.rest) for each in self._gutters))
        """Cells between the gutters and the end of the measure."""
        self._starts = list(accumulate((len(run.text) for run in block.runs), initial=0))
        self._role = _role(block)
        self._cuts = self._cut()

    @abstractmethod
    def _cut(self) -> list[Cut]:
        """Return where each line begins and ends in the text."""

    def _dressed(self, at: int) -> list[Span]:
        """Return the spans of line ``at`` beside the gutters."""
        return self._pieces(*self._cuts[at])

    @property
    def colours(self) -> Colouring | None:
        """The colours of its lines, where they are more than its runs' looks."""
        return None

    @property
    def height(self) -> int:
        """How many lines."""
        return len(self._cuts)

    def start(self, at: int) -> int:
        """Return the offset of the first code point of line ``at``."""
        return self._cuts[at][0]

    def line_at(self, offset: int) -> int:
        """Return which line a code point stands on; the last, if it lies behind the text."""
        return max(0, bisect_right(self._cuts, offset, key=_begin) - 1)

    def line(self, at: int) -> Line:
        """Return the line number ``at``, from 0."""
        spans = (*gutter_spans(self._gutters, first=not at), *self._dressed(at))
        return Line(spans, self._index, *self._cuts[at], fill=self.fill)

    def _pieces(self, start: int, end: int) -> list[Span]:
        """Return the text from ``start`` to ``end``, a span per run."""
        spans = []
        at = bisect_right(self._starts, start) - 1
        while start < end:
            run, begin = self.block.runs[at], self._starts[at]
            stop = min(end, self._starts[at + 1])
            if stop > start:
                spans.append(
                    Span(run.text[start - begin : stop - begin], self._role, run.marks, run.link, start)
                )
                start = stop
            at += 1
        return spans

    def meetings(self) -> Sequence[int]:
        """Return where scripts meet and a cell is to be shown between them, if that is wanted."""
        return self.outside_code(meetings(self.text)) if self.typography.autospace else ()

    def outside_code(self, places: Sequence[int]) -> list[int]:
        """Return those of the places that are not inside a piece of code, which shows as it is."""
        return [place for place in places if not self._is_in_code(place)]

    def _is_in_code(self, place: int) -> bool:
        at = bisect_right(self._starts, place) - 1
        return self._starts[at] < place and TextStyle.CODE in self.block.runs[at].marks


def _begin(cut: Cut) -> int:
    return cut[0]


def _role(block: Block) -> Role:
    if block.kind is BlockKind.HEADING:
        return _HEADINGS[min(block.level, len(_HEADINGS)) - 1]
    quoted = any(each.kind is GutterKind.QUOTE for each in block.gutters)
    return _ROLES.get(block.kind, Role.QUOTE if quoted else Role.TEXT)
