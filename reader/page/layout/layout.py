"""The layout of a page: any row on demand, the height of the whole step by step.

Pure. Heights are estimated first and exact once blocks are laid out; rows that were asked for are exact.
Hold a ``Position``, not a row: rows above the view may still change while heights settle.
"""

from collections import OrderedDict
from collections.abc import Sequence
from itertools import pairwise, repeat
from operator import add
from time import perf_counter
from typing import TYPE_CHECKING

from reader.page.layout.block_lines import layout_of
from reader.page.layout.folds import Folds
from reader.page.layout.heights import Heights
from reader.page.layout.images import cells_of
from reader.page.layout.opened import Spaces
from reader.page.line import ABBREVIATION, END, LINE_END, QUOTE_BAR, Block, BlockKind, GutterKind, Line
from reader.page.lines.block_layout import TEXT_CELLS, BlockLayout, block_text, gutter_spans, visible_gutters
from reader.page.lines.typography import PLAIN, Typography
from reader.page.position import Position

__all__ = ["LAYOUTS_KEPT", "Layout", "Position"]

if TYPE_CHECKING:
    from reader.page.code.colouring import Colouring

LAYOUTS_KEPT = 128
"""Blocks whose layout is cached; others are laid out again on demand."""

_COPIED = frozenset({GutterKind.ITEM, GutterKind.CHANGE})
"""Gutters that are copied with the text, once per block."""


class Layout:
    """The lines of all blocks at one width."""

    def __init__(
        self,
        blocks: Sequence[Block],
        measure: int,
        typography: Typography = PLAIN,
        folds: Folds | None = None,
        spaces: Spaces | None = None,
    ) -> None:
        """Without ``folds`` everything is shown; ``spaces`` are those of the blocks, if they are known."""
        self.blocks = blocks
        self.measure = max(1, measure)
        self.typography = typography
        self.folds = Folds(()) if folds is None else folds
        """What can be closed; ``fold`` does it."""
        self._hidden = self._now_hidden()
        self._all_spaces = Spaces(blocks) if spaces is None else spaces
        self._spaces = self._all_spaces.at(self.measure)
        """Blank lines above each block."""
        guesses = map(add, self._spaces, map(_guess, blocks, repeat(self.measure)))
        self._heights = Heights(0 if hide else each for each, hide in zip(guesses, self._hidden, strict=True))
        self._exact = bytearray(self._hidden)
        self._counted = bytearray(len(blocks))
        """Blocks whose links are counted."""
        self._layouts: OrderedDict[int, BlockLayout] = OrderedDict()
        self._pale: dict[int, Colouring] = {}
        """Code blocks that were drawn before all of their colours were known."""
        self.links = 0
        """Links in the blocks that are laid out; all of them once ``settle`` has returned False."""
        self._next = 0
        """Heights of all blocks before this one are exact."""

    @property
    def height(self) -> int:
        """Rows of the whole page, exact once ``settle`` has returned False."""
        return self._heights.total()

    def prepare(self, row: int, count: int) -> None:
        """Make ``count`` rows from ``row`` exact: afterwards ``line`` does not change the height there.

        If they reach the end, the last ``count`` rows are exact too, wherever these turn out to be.
        """
        end = row + count
        to_the_end = end >= self.height
        row = max(0, row)
        while row < min(end, self.height):
            index, _ = self._located(row)
            row = self._heights.before(min(index + 1, len(self.blocks)))
        if to_the_end or end >= self.height:
            self._prepare_end(count)

    def _prepare_end(self, count: int) -> None:
        for index in range(len(self.blocks) - 1, -1, -1):
            if count <= 0:
                return
            if not self._exact[index]:
                self._measure(index)
            count -= self._heights[index]

    def line(self, row: int) -> Line | None:
        """Return the line on a row, or None for a blank one or one outside the page."""
        if not 0 <= row < self.height:
            return None
        index, inside = self._located(row)
        if index >= len(self.blocks):
            return None
        space = self._spaces[index]
        if inside < space:
            return self._blank(index)
        laid_out = self._layout_at(index)
        line = laid_out.line(inside - space)
        if laid_out.colours and laid_out.colours.is_waiting:
            self._pale[index] = laid_out.colours
        return line

    @property
    def is_pale(self) -> bool:
        """Whether colours are missing in lines that were drawn."""
        return bool(self._pale)

    def colour(self, budget_s: float) -> bool:
        """Find missing colours for about ``budget_s`` seconds; return whether lines have changed."""
        stop = perf_counter() + budget_s
        has_changed = False
        for index, colours in list(self._pale.items()):
            has_changed |= colours.advance(stop - perf_counter())
            if not colours.is_waiting:
                del self._pale[index]
            if perf_counter() >= stop:
                break
        return has_changed

    def position_at(self, row: int) -> Position:
        """Return the position of a row's first code point (of a blank row: of the text below)."""
        if not self.blocks:
            return Position(0)
        index, inside = self._located(max(0, min(row, self.height - 1)))
        if index >= len(self.blocks):
            return Position(len(self.blocks) - 1, len(block_text(self.blocks[-1])))
        laid_out = self._layout_at(index)
        inside = max(0, inside - self._spaces[index])
        return Position(index, laid_out.start(min(inside, laid_out.height - 1)) if laid_out.height else 0)

    def blocks_on(self, row: int, count: int) -> range:
        """Return the blocks on these rows, and those hidden below them, by the heights known so far; lays out nothing."""
        last = min(row + count, self.height) - 1
        if last < row:
            return range(0)
        first, end = self._heights.find(max(0, row))[0], self._heights.find(last)[0] + 1
        while end < len(self.blocks) and self._hidden[end]:
            end += 1
        return range(first, min(end, len(self.blocks)))

    def row(self, position: Position) -> int:
        """Return the row of a position."""
        if not self.blocks:
            return 0
        index = max(0, min(position.block, len(self.blocks) - 1))
        laid_out = self._layout_at(index)
        top = self._heights.before(index)
        if not laid_out.height or self._hidden[index]:
            return top
        return top + self._spaces[index] + laid_out.line_at(position.offset)

    def settle(self, budget_s: float) -> bool:
        """Make more heights exact for about ``budget_s`` seconds; return whether some are still estimates."""
        stop = perf_counter() + budget_s
        while self._next < len(self.blocks):
            if not self._exact[self._next] or not self._counted[self._next]:
                if self._hidden[self._next]:
                    self._count(self._next)
                else:
                    self._measure(self._next)
                if perf_counter() >= stop:
                    break
            self._next += 1
        return self._next < len(self.blocks)

    def resized(self, measure: int, typography: Typography | None = None) -> "Layout":
        """Return the page laid out at another width, and in another typography if one is given."""
        typography = self.typography if typography is None else typography
        return Layout(self.blocks, measure, typography, self.folds, self._all_spaces)

    def fold(self, closed: set[int]) -> None:
        """Close these folds and open all others; hidden blocks take no rows."""
        turned, self.folds.closed = self.folds.closed ^ closed, set(closed)
        hidden = self._now_hidden()
        for index, (was, now) in enumerate(zip(self._hidden, hidden, strict=True)):
            if was != now:
                self._exact[index] = now
                guess = self._spaces[index] + _guess(self.blocks[index], self.measure)
                self._heights.change(index, 0 if now else guess)
        self._hidden = hidden
        for head in turned:
            self._layouts.pop(head, None)
        self._next = min(self._next, *turned) if turned else self._next

    def _now_hidden(self) -> bytearray:
        """Return a byte per block, 1 if it is hidden."""
        hidden = bytearray(len(self.blocks))
        for each in self.folds.hidden():
            hidden[each.start : each.stop] = b"\1" * len(each)
        return hidden

    def text(self, block: int) -> str:
        """Return the unwrapped text of a block."""
        return block_text(self.blocks[block])

    def text_between(self, start: Position, end: Position) -> str:
        """Return the text from ``start`` to before ``end``, for copying.

        Paragraphs are unwrapped, with at most one blank line between blocks, and bullets if there are
        more blocks than one; a table's cells are separated by tabs.
        """
        start, end = min(start, end), max(start, end)
        pieces: list[str] = []
        for index in range(start.block, min(end.block + 1, len(self.blocks))):
            text, block = self.text(index), self.blocks[index]
            if block.info == END:
                continue
            first = start.offset if index == start.block else 0
            last = end.offset if index == end.block else len(text)
            if pieces:
                pieces.append("\n" * (1 + min(1, block.space)))
            if not first and start.block != end.block:
                pieces += [each.text for each in block.gutters if each.kind in _COPIED]
            pieces.append(text[first:last].replace(LINE_END, ""))
        return "".join(pieces)

    def _located(self, row: int) -> tuple[int, int]:
        """Return the block on a row and the row inside it, after laying the block out."""
        while True:
            index, inside = self._heights.find(row)
            if index >= len(self.blocks) or self._exact[index]:
                return index, inside
            self._measure(index)

    def _measure(self, index: int) -> BlockLayout:
        block = self.folds.drawn(index, self.blocks[index])
        laid_out = self._layouts[index] = layout_of(block, index, self.measure, self.typography)
        if len(self._layouts) > LAYOUTS_KEPT:
            self._layouts.popitem(last=False)
        height = 0 if self._hidden[index] else laid_out.height
        self._heights.change(index, height + self._spaces[index] if height else 0)
        self._exact[index] = 1
        self._count(index)
        return laid_out

    def _count(self, index: int) -> None:
        if not self._counted[index]:
            self._counted[index] = 1
            self.links += _count_links(self.blocks[index])

    def _layout_at(self, index: int) -> BlockLayout:
        laid_out = self._layouts.get(index)
        if laid_out is None:
            return self._measure(index)
        self._layouts.move_to_end(index)
        return laid_out

    def _blank(self, index: int) -> Line | None:
        """Return the blank line above a block, with the bars of the quotes that it shares with the one before."""
        if not index or self.typography.in_words:
            return None
        before = {each.group for each in self.blocks[index - 1].gutters}
        shared = [each for each in self.blocks[index].gutters if each.group in before]
        while shared and shared[-1].kind is not GutterKind.QUOTE:
            shared.pop()
        shown = visible_gutters(self.blocks[index].gutters, self.measure)
        spans = gutter_spans(tuple(each for each in shown if each in shared))
        return Line(tuple(spans), index, 0, 0) if spans else None


def _count_links(block: Block) -> int:
    """Return how many links a block has; one with emphasis inside counts once."""
    runs = ["" if run.link.startswith(ABBREVIATION) else run.link for run in block.runs]
    return sum(bool(link) and link != before for before, link in pairwise(["", *runs]))


def _guess(block: Block, measure: int) -> int:
    """Return an estimate of a block's rows, without parsing its text; those above it do not count."""
    kind, runs, gutters, _, _, _, weight, _, _, image = block
    if kind is BlockKind.CODE or kind is BlockKind.TABLE:
        return 1 + sum([run.text.count("\n") for run in runs])
    if gutters:
        measure = max(TEXT_CELLS, measure - len(QUOTE_BAR) * len(gutters))
    rows = cells_of(image, measure)[1] if image else 0
    return 1 + rows + weight // measure
