"""Lays out blocks of each kind: text, headings, images, rules; code, tables and formulas by their modules.

Pure. ``block_lines`` returns the lines of one block; ``reader.page.layout.layout`` lays out a page.
"""

from collections.abc import Sequence

from reader.page.layout.code_block import CodeLayout
from reader.page.layout.formula import FormulaLayout
from reader.page.layout.images import cells_of, instead_of
from reader.page.layout.table import TableLayout
from reader.page.layout.words import parts_of, rule_words
from reader.page.line import END, Block, BlockKind, ImageRow, Line, Role, Span, soft_hyphens
from reader.page.lines.block_layout import BlockLayout
from reader.page.lines.inserted import Inserted
from reader.page.lines.spacing import inside, spaced, spread, stretchable
from reader.page.lines.typography import HANGING, PLAIN, Typography
from reader.page.lines.wrap import Cut, widths_up_to, wrap
from reader.text import cell_width, fit

NOTES_RULE_CELLS = 16
"""Cells of the rule above the footnotes; short, as in a book."""

ORNAMENT, END_MARK = "•   •   •", "◆"
"""A thematic break, and the mark below the text."""

TITLE_RULE = "━"
"""The rule below the title."""

LEAD_INDENT = 2
"""Cells left and right of the summary."""

LEAD_CELLS = 30
"""Least cells of the summary between them."""


def block_lines(block: Block, index: int, measure: int, typography: Typography = PLAIN) -> tuple[Line, ...]:
    """Return the block's lines at ``measure`` cells, without the blank ones above it."""
    laid_out = layout_of(block, index, measure, typography)
    return tuple(laid_out.line(at) for at in range(laid_out.height))


def layout_of(block: Block, index: int, measure: int, typography: Typography = PLAIN) -> BlockLayout:
    """Return the layout of a block; ``index`` is its number on the page."""
    return KINDS.get(block.kind, TextLayout)(block, index, measure, typography)


class TextLayout(BlockLayout):
    """Running text in lines; an empty text has a line only if there is a bullet."""

    __slots__ = ("_gaps", "_inserted", "_shown")

    _gaps: Sequence[int]
    """Positions where scripts meet and a cell of space is shown."""
    _inserted: Inserted | None
    """The text with what is shown within it; None: nothing is."""
    _shown: list[Cut]
    """The lines of that."""

    def _cut(self) -> list[Cut]:
        parts = parts_of(self.block, self.typography)
        self._inserted, self._gaps = (Inserted(self.text, parts) if parts else None), ()
        if not self.text and not parts:
            return [(0, 0)] if any(each.text != each.rest for each in self.block.gutters) else []
        self._gaps = self.meetings()
        gaps, hyphens = self._gaps, soft_hyphens(self.block.runs)
        if self._inserted is None:
            return self._wrapped(self.text, gaps, hyphens)
        gaps, hyphens = ([self._inserted.shown_at(each) for each in some] for some in (gaps, hyphens))
        self._shown = self._wrapped(self._inserted.shown, gaps, hyphens)
        return [self._inserted.cut(each) for each in self._shown]

    def _wrapped(self, text: str, gaps: Sequence[int], hyphens: Sequence[int]) -> list[Cut]:
        return wrap(text, self.width, gaps=gaps, hanging=self.typography.hanging, hyphens=hyphens)

    def _dressed(self, at: int) -> list[Span]:
        if self._inserted:
            return self._inserted.dressed(self._spaced(at), self._shown[at])
        return self._spaced(at)

    def _spaced(self, at: int) -> list[Span]:
        start, end = self._cuts[at]
        spans = self._pieces(start, end)
        cells = dict.fromkeys(inside(self._gaps, start, end), 1)
        hyphen = self._hyphen(end, spans, self.width - len(cells))
        if (
            self.typography.justify
            and not self._inserted
            and self.block.kind is BlockKind.PARAGRAPH
            and not self._is_last(at)
        ):
            for position, more in self._stretched(start, end, len(cells) + len(hyphen)).items():
                cells[position] = cells.get(position, 0) + more
        return [*(spaced(spans, cells) if cells else spans), *hyphen]

    def _hyphen(self, end: int, spans: Sequence[Span], room: int) -> list[Span]:
        """Return the hyphen at the end of a line that ends inside a word where the author allows that; none without room."""
        if not spans or end >= len(self.text) or end not in soft_hyphens(self.block.runs):
            return []
        is_inside = not self.text[end - 1].isspace() and not self.text[end].isspace()
        if not is_inside or self.text[end - 1] == "-" or sum(cell_width(span.text) for span in spans) >= room:
            return []
        return [spans[-1]._replace(text="-", offset=-1)]

    def _is_last(self, at: int) -> bool:
        """Return whether the paragraph, or a part that the author ended by a line break, ends with the line."""
        return at + 1 == len(self._cuts) or "\n" in self.text[self._cuts[at][1] : self._cuts[at + 1][0]]

    def _stretched(self, start: int, end: int, gaps: int) -> dict[int, int]:
        """Return cells of space to add by position, so that a line with these gaps ends at the measure."""
        line = self.text[start:end]
        slack = self.width - widths_up_to(line)[-1] - gaps
        if slack < 0 and line[-1:] in HANGING:
            slack += cell_width(line[-1:])
        if slack <= 0:
            return {}
        positions = [self.outside_code([start + each for each in kind]) for kind in stretchable(line)]
        return spread(positions, slack, self.width)


class HeadingLayout(TextLayout):
    """A heading: its lines are of similar length, and punctuation does not hang."""

    __slots__ = ()

    def _wrapped(self, text: str, gaps: Sequence[int], hyphens: Sequence[int]) -> list[Cut]:
        is_balanced = not self.typography.in_words
        return wrap(text, self.width, balanced=is_balanced, gaps=gaps, hyphens=hyphens)


class TitleLayout(HeadingLayout):
    """The title: a rule below it is as wide as its widest line."""

    __slots__ = ("_rule",)

    _rule: int
    """Cells of the rule."""

    def _cut(self) -> list[Cut]:
        cuts = super()._cut()
        if self.typography.in_words:
            return cuts
        self._rule = max(
            (cell_width(self.text[start:end]) + len(inside(self._gaps, start, end)) for start, end in cuts),
            default=0,
        )
        return [*cuts, (len(self.text), len(self.text))]

    def line_at(self, offset: int) -> int:
        """Return the line of an offset: never the rule."""
        if self.typography.in_words:
            return super().line_at(offset)
        return max(0, min(super().line_at(offset), len(self._cuts) - 2))

    def _dressed(self, at: int) -> list[Span]:
        if at + 1 < len(self._cuts) or self.typography.in_words:
            return super()._dressed(at)
        return [Span(TITLE_RULE * self._rule, Role.TITLE_RULE)]


class LeadLayout(TextLayout):
    """The summary: indented on both sides, where there is room for that."""

    __slots__ = ("_indent",)

    _indent: int

    def _cut(self) -> list[Cut]:
        has_room = self.width >= LEAD_CELLS + 2 * LEAD_INDENT and not self.typography.in_words
        self._indent = LEAD_INDENT if has_room else 0
        self.width -= 2 * self._indent
        return super()._cut()

    def _dressed(self, at: int) -> list[Span]:
        before = [Span(" " * self._indent, Role.LEAD)] if self._indent else []
        return before + super()._dressed(at)


class ImageLayout(TextLayout):
    """An image: rows for it, or a note why it is not drawn, and its words below."""

    __slots__ = ("_columns", "_note", "_rows")

    _columns: int
    _rows: int
    _note: str
    """Why the image is not drawn; takes a row."""

    def _cut(self) -> list[Cut]:
        words, image = super()._cut(), None if self.typography.in_words else self.block.image
        self._columns, self._rows = (
            cells_of(image, self.width, is_wide=bool(self.block.level)) if image else (0, 0)
        )
        self._note = instead_of(image) if image else ""
        self._rows = 1 if self._note else self._rows
        if self._inserted:
            self._shown = [(0, 0)] * self._rows + self._shown
        return [(0, 0)] * self._rows + words

    def line_at(self, offset: int) -> int:
        """Return the line of an offset: never one of the image's rows."""
        return max(self._rows, super().line_at(offset)) if len(self._cuts) > self._rows else 0

    def line(self, at: int) -> Line:
        """Return line ``at``, from 0; the image's rows come first."""
        line = super().line(at)
        if at >= self._rows:
            return line
        if self._note:
            return line._replace(spans=(*line.spans, Span(fit(self._note, self.width), Role.META)))
        return line._replace(image=ImageRow(self.block.info, at, self._columns, self._rows))


class RuleLayout(BlockLayout):
    """A thematic break, as an ornament in the middle; the mark below the text; the rule above the footnotes."""

    __slots__ = ()

    def _cut(self) -> list[Cut]:
        return [(0, 0)]

    def _dressed(self, at: int) -> list[Span]:  # noqa: ARG002 - there is one line
        if self.typography.in_words:
            return [Span(fit(rule_words(self.block), self.width), Role.END)]
        if self.block.info == "notes":
            return [Span("─" * min(self.width, NOTES_RULE_CELLS), Role.RULE)]
        is_end = self.block.info == END
        mark = fit(END_MARK if is_end else ORNAMENT, self.width)
        indent = " " * ((self.width - cell_width(mark)) // 2)
        return [Span(indent + mark, Role.END if is_end else Role.RULE)]


KINDS: dict[BlockKind, type[BlockLayout]] = {
    BlockKind.TITLE: TitleLayout,
    BlockKind.HEADING: HeadingLayout,
    BlockKind.LEAD: LeadLayout,
    BlockKind.CODE: CodeLayout,
    BlockKind.MATHS: FormulaLayout,
    BlockKind.IMAGE: ImageLayout,
    BlockKind.RULE: RuleLayout,
    BlockKind.TABLE: TableLayout,
}
"""The layout of each kind; others are running text."""
