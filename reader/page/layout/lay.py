"""Each kind of block set in lines: text wrapped, listings line by line, rules drawn, tables in columns, pictures.

Pure. ``KINDS`` says which kind is set how; ``lay`` is the door for one block, ``reader.page.layout.layout`` that for
a page.
"""

from collections.abc import Sequence

from reader.page.layout.code_block import CodeSetting
from reader.page.layout.formula import FormulaSetting
from reader.page.layout.images import cells_of, instead_of
from reader.page.layout.table import TableSetting
from reader.page.line import Block, BlockKind, ImageRow, Line, Role, Span
from reader.page.lines.setting import Setting
from reader.page.lines.spacing import inside, spaced, spread, stretchable
from reader.page.lines.typography import HANGING, PLAIN, Typography
from reader.page.lines.wrap import Cut, widths_up_to, wrap
from reader.text import cell_width, fit

NOTES_RULE_CELLS = 16
"""The rule above the footnotes is short, as in a book."""


def lay(block: Block, index: int, measure: int, typography: Typography = PLAIN) -> tuple[Line, ...]:
    """Return the block's lines at ``measure`` cells, without the blank ones above it."""
    setting = set_block(block, index, measure, typography)
    return tuple(setting.line(at) for at in range(setting.height))


def set_block(block: Block, index: int, measure: int, typography: Typography = PLAIN) -> Setting:
    """Return the block cut into lines; ``index`` is its number on the page."""
    return KINDS.get(block.kind, TextSetting)(block, index, measure, typography)


class TextSetting(Setting):
    """Running text, as much on each line as fits; without text there is no line but for a bullet."""

    __slots__ = ("_gaps",)

    _gaps: Sequence[int]
    """Where scripts meet and a cell is shown between them."""

    def _cut(self) -> list[Cut]:
        if not self.text:
            self._gaps = ()
            return [(0, 0)] if any(each.text != each.rest for each in self.block.gutters) else []
        self._gaps = self.meetings()
        return self._wrapped()

    def _wrapped(self) -> list[Cut]:
        return wrap(self.text, self.width, gaps=self._gaps, hanging=self.typography.hanging)

    def _dressed(self, at: int) -> list[Span]:
        start, end = self._cuts[at]
        spans = self._pieces(start, end)
        cells = dict.fromkeys(inside(self._gaps, start, end), 1)
        if self.typography.justify and self.block.kind is BlockKind.PARAGRAPH and not self._is_last(at):
            for place, more in self._stretched(start, end, len(cells)).items():
                cells[place] = cells.get(place, 0) + more
        return spaced(spans, cells) if cells else spans

    def _is_last(self, at: int) -> bool:
        """Return whether the paragraph, or what the author broke it into, ends with the line."""
        return at + 1 == len(self._cuts) or "\n" in self.text[self._cuts[at][1] : self._cuts[at + 1][0]]

    def _stretched(self, start: int, end: int, gaps: int) -> dict[int, int]:
        """Return the cells to add, and where, so that a line with so many gaps ends at the measure."""
        line = self.text[start:end]
        slack = self.width - widths_up_to(line)[-1] - gaps
        if slack < 0 and line[-1:] in HANGING:
            slack += cell_width(line[-1:])
        if slack <= 0:
            return {}
        places = [self.outside_code([start + each for each in kind]) for kind in stretchable(line)]
        return spread(places, slack, self.width)


class HeadingSetting(TextSetting):
    """A title: its lines are about as long as one another, and none reaches into the margin."""

    __slots__ = ()

    def _wrapped(self) -> list[Cut]:
        return wrap(self.text, self.width, balanced=True, gaps=self._gaps)


class ImageSetting(TextSetting):
    """An image: room for its picture if that can be drawn, else why it is not, and below it the words."""

    __slots__ = ("_columns", "_note", "_rows")

    _columns: int
    _rows: int
    _note: str
    """Why there is no picture; it has the row of one."""

    def _cut(self) -> list[Cut]:
        words, image = super()._cut(), self.block.image
        self._columns, self._rows = cells_of(image, self.width) if image else (0, 0)
        self._note = instead_of(image) if image else ""
        self._rows = 1 if self._note else self._rows
        return [(0, 0)] * self._rows + words

    def line_at(self, offset: int) -> int:
        """Return which line a code point stands on: never one of the picture."""
        return max(self._rows, super().line_at(offset)) if len(self._cuts) > self._rows else 0

    def line(self, at: int) -> Line:
        """Return the line number ``at``, from 0; those of the picture come first."""
        line = super().line(at)
        if at >= self._rows:
            return line
        if self._note:
            return line._replace(spans=(*line.spans, Span(fit(self._note, self.width), Role.META)))
        return line._replace(image=ImageRow(self.block.info, at, self._columns, self._rows))


class RuleSetting(Setting):
    """A thematic break."""

    __slots__ = ()

    def _cut(self) -> list[Cut]:
        return [(0, 0)]

    def _dressed(self, at: int) -> list[Span]:  # noqa: ARG002 - there is one line
        cells = min(self.width, NOTES_RULE_CELLS) if self.block.info else self.width
        return [Span("─" * cells, Role.RULE)]


KINDS: dict[BlockKind, type[Setting]] = {
    BlockKind.TITLE: HeadingSetting,
    BlockKind.HEADING: HeadingSetting,
    BlockKind.CODE: CodeSetting,
    BlockKind.MATHS: FormulaSetting,
    BlockKind.IMAGE: ImageSetting,
    BlockKind.RULE: RuleSetting,
    BlockKind.TABLE: TableSetting,
}
"""What is not named here is running text."""
