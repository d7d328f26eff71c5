"""Each kind of block set in lines: text wrapped, listings kept line by line, rules drawn, tables in columns.

Pure. ``KINDS`` says which kind is set how; ``lay`` is the door for one block, ``reader.page.layout`` that for
a page.
"""

from bisect import bisect_right

from reader.page.line import Block, BlockKind, Line, Role, Span
from reader.page.setting import Setting
from reader.page.table import TableSetting
from reader.page.wrap import Cut, forced_end, widths_up_to, wrap
from reader.text.graphemes import grapheme_boundary

CONTINUED = "↳ "
"""Stands before what is left of a line of code that is too long."""

NOTES_RULE_CELLS = 16
"""The rule above the footnotes is short, as in a book."""


def lay(block: Block, index: int, measure: int) -> tuple[Line, ...]:
    """Return the block's lines at ``measure`` cells, without the blank ones above it."""
    setting = set_block(block, index, measure)
    return tuple(setting.line(at) for at in range(setting.height))


def set_block(block: Block, index: int, measure: int) -> Setting:
    """Return the block cut into lines; ``index`` is its number on the page."""
    return KINDS.get(block.kind, TextSetting)(block, index, measure)


class TextSetting(Setting):
    """Running text, as much on each line as fits; without text there is no line but for a bullet."""

    __slots__ = ()

    def _cut(self) -> list[Cut]:
        if self.text:
            return wrap(self.text, self.width)
        return [(0, 0)] if any(each.text != each.rest for each in self.block.gutters) else []


class HeadingSetting(TextSetting):
    """A title: its lines are about as long as one another."""

    __slots__ = ()

    def _cut(self) -> list[Cut]:
        return wrap(self.text, self.width, balanced=True) if self.text else super()._cut()


class RuleSetting(Setting):
    """A thematic break."""

    __slots__ = ()

    def _cut(self) -> list[Cut]:
        return [(0, 0)]

    def _dressed(self, at: int) -> list[Span]:  # noqa: ARG002 - there is one line
        cells = min(self.width, NOTES_RULE_CELLS) if self.block.info else self.width
        return [Span("─" * cells, Role.RULE)]


class CodeSetting(Setting):
    """A listing: its lines as they are; what is too long goes on below, after a mark."""

    __slots__ = ()

    fill = True

    def _cut(self) -> list[Cut]:
        cuts: list[Cut] = []
        start = 0
        for line in self.text.split("\n"):
            cuts += self._cut_line(line, start)
            start += len(line) + 1
        return cuts

    def _cut_line(self, line: str, start: int) -> list[Cut]:
        line = line.rstrip(" ")
        if line.isascii() and len(line) <= self.width:
            return [(start, start + len(line))]
        sums = widths_up_to(line)
        cuts: list[Cut] = []
        begin, room = 0, self.width
        while sums[-1] - sums[begin] > room:
            limit = bisect_right(sums, sums[begin] + room) - 1
            end = line.rfind(" ", begin + room // 2, limit) + 1
            if end <= begin or grapheme_boundary(line, begin, end) != end:
                end = forced_end(line, begin, limit)
            cuts.append((start + begin, start + end))
            begin, room = end, self._room_below()
        return [*cuts, (start + begin, start + len(line))]

    def _room_below(self) -> int:
        return self.width - len(CONTINUED) if self.width > 2 * len(CONTINUED) else self.width

    def _dressed(self, at: int) -> list[Span]:
        start, end = self._cuts[at]
        spans = self._pieces(start, end)
        if start and self.text[start - 1] != "\n" and self._room_below() < self.width:
            spans.insert(0, Span(CONTINUED, Role.BULLET))
        return spans


KINDS: dict[BlockKind, type[Setting]] = {
    BlockKind.TITLE: HeadingSetting,
    BlockKind.HEADING: HeadingSetting,
    BlockKind.CODE: CodeSetting,
    BlockKind.RULE: RuleSetting,
    BlockKind.TABLE: TableSetting,
}
"""What is not named here is running text."""
