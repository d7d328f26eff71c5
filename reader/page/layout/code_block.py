"""Listings in lines: as they are, in colours, what is too long goes on below after a mark, or beyond the measure.

Pure. Numbers, the language and a diagram's caption are decoration: offsets and copies know the code alone.
"""

from bisect import bisect_right
from collections.abc import Iterable

from reader.i18n import tr
from reader.page.code.colouring import Colouring, colouring
from reader.page.code.languages import DIAGRAMS, language_of
from reader.page.line import Block, BlockKind, GutterKind, Line, Role, Span
from reader.page.lines.setting import Setting, block_text
from reader.page.lines.wrap import Cut, forced_end, widths_up_to
from reader.text import cell_width
from reader.text.graphemes import grapheme_boundary

CONTINUED = "↳ "
"""Stands before what is left of a line of code that is too long."""

UNWRAPPED_CELLS = 1_000
"""A line that is not to be wrapped goes on below all the same when it is longer than this."""

NUMBERED_CELLS = 30
"""Numbers leave the code at least this much, or are not shown."""

LABEL_LIMIT = 20
"""A longer name of a language is not shown."""

LABEL_GAP = 2
"""The fewest empty cells between the first line of code and the language's name."""

LANGUAGES_LIMIT = 20
"""Of an article that uses more languages, the others stay plain."""

_UNKNOWN = "?"
"""A listing's language before anybody looked."""


def _caption(block: Block) -> str:
    return tr("Diagram ({language})", language=block.info)


def languages_in(blocks: Iterable[Block]) -> list[str]:
    """Return the languages by which the listings among the blocks are coloured, each once."""
    found: dict[str, None] = {}
    for block in blocks:
        if block.kind is BlockKind.CODE and block.info not in DIAGRAMS:
            text = block_text(block)
            language = language_of(block, text)
            if colouring(language, text):
                found[language] = None
                if len(found) == LANGUAGES_LIMIT:
                    break
    return list(found)


class CodeSetting(Setting):
    """A listing cut into lines."""

    __slots__ = ("_caption", "_colours", "_language", "_numbers")

    fill = True

    _caption: bool
    """The first line is none of the code's, but says what diagram it is."""
    _numbers: list[int] | None
    """Offsets at which a line of the source begins, where they are numbered."""
    _language: str
    """By which it is coloured; empty: not at all."""
    _colours: Colouring | None

    def _cut(self) -> list[Cut]:
        self._caption = self.block.info in DIAGRAMS and cell_width(_caption(self.block)) <= self.width
        self._language = _UNKNOWN
        self._colours = None
        self._number()
        cuts: list[Cut] = [(0, 0)] if self._caption else []
        start = 0
        for line in self.text.split("\n"):
            cuts += self._cut_line(line, start)
            start += len(line) + 1
        return cuts

    def _number(self) -> None:
        """Make room for the numbers of the lines, where they are wanted."""
        self._numbers = None
        count = self.text.count("\n") + 1
        taken = len(str(self.block.level + count - 1)) + LABEL_GAP
        if not self.block.level or self._caption or self.width - taken < NUMBERED_CELLS:
            return
        self.width -= taken
        self._numbers = [0]
        for _ in range(count - 1):
            self._numbers.append(self.text.index("\n", self._numbers[-1]) + 1)

    def _cut_line(self, line: str, start: int) -> list[Cut]:
        line = line.rstrip(" ")
        width = self.width if self.typography.code_wrap else max(self.width, UNWRAPPED_CELLS)
        if line.isascii() and len(line) <= width:
            return [(start, start + len(line))]
        sums = widths_up_to(line)
        cuts: list[Cut] = []
        begin, room = 0, width
        while sums[-1] - sums[begin] > room:
            limit = bisect_right(sums, sums[begin] + room) - 1
            end = line.rfind(" ", begin + room // 2, limit) + 1
            if end <= begin or grapheme_boundary(line, begin, end) != end:
                end = forced_end(line, begin, limit)
            cuts.append((start + begin, start + end))
            begin, room = end, width - (self.width - self._room_below())
        return [*cuts, (start + begin, start + len(line))]

    def _room_below(self) -> int:
        return self.width - len(CONTINUED) if self.width > 2 * len(CONTINUED) else self.width

    def line(self, at: int) -> Line:
        """Return the line number ``at``, from 0, in the colours that are known by now."""
        if self._language == _UNKNOWN:  # of all listings the heights are asked for, of few the lines
            self._language = "" if self.block.info in DIAGRAMS else language_of(self.block, self.text)
            self._colours = colouring(self._language, self.text)
        if self._colours:
            self._colours.reach(self._cuts[at][1])
        return super().line(at)

    @property
    def colours(self) -> Colouring | None:
        """The colours of its lines; None if it stays plain, or no line was looked at yet."""
        return self._colours

    def _dressed(self, at: int) -> list[Span]:
        if self._caption and not at:
            return [Span(_caption(self.block), Role.CODE_LABEL)]
        start, end = self._cuts[at]
        goes_on = start > 0 and self.text[start - 1] != "\n"
        spans: list[Span] = []
        if self._numbers:
            spans.append(self._numbered(start, goes_on=goes_on))
        if goes_on and self._room_below() < self.width:
            spans.append(Span(CONTINUED, Role.CODE_LABEL))
        spans += self._coloured(start, end)
        if not at:
            spans += self._label(start, end)
        return spans or [Span("", Role.CODE)]  # an empty line has the ground of the others

    def _numbered(self, start: int, *, goes_on: bool) -> Span:
        assert self._numbers is not None
        width = len(str(self.block.level + len(self._numbers) - 1))
        number = "" if goes_on else str(self.block.level + bisect_right(self._numbers, start) - 1)
        return Span(number.rjust(width) + " " * LABEL_GAP, Role.CODE_LABEL)

    def _label(self, start: int, end: int) -> list[Span]:
        """Return the language at the end of the first line, where that leaves room for it."""
        in_pieces = any(each.kind is GutterKind.CHANGE for each in self.block.gutters)
        name = self.block.info if self._language and not in_pieces else ""
        free = self.width - cell_width(self.text[start:end]) - cell_width(name)
        if not name or len(name) > LABEL_LIMIT or free < LABEL_GAP or not self.text:
            return []
        return [Span(" " * free, Role.CODE), Span(name, Role.CODE_LABEL)]

    def _coloured(self, start: int, end: int) -> list[Span]:
        """Return the code from ``start`` to ``end``, a span per colour."""
        if not self._colours:
            return self._pieces(start, end)
        spans: list[Span] = []
        for begin, stop, role in self._colours.roles(start, end):
            spans += self._pieces(start, begin)
            spans.append(Span(self.text[begin:stop], role, offset=begin))
            start = stop
        return spans + self._pieces(start, end)
