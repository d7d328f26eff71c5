"""Lays out code blocks: coloured lines; long ones are wrapped with a symbol, or reach beyond the measure.

Pure. Line numbers, the language and a diagram's caption are decoration: offsets and copied text are of the code alone.
"""

from bisect import bisect_right
from collections.abc import Iterable

from reader.i18n import tr
from reader.page.code.colouring import Colouring, colouring
from reader.page.code.languages import DIAGRAMS, language_of
from reader.page.layout.words import code_words
from reader.page.line import Block, BlockKind, GutterKind, Line, Role, Span
from reader.page.lines.block_layout import BlockLayout, block_text
from reader.page.lines.wrap import Cut, forced_end, widths_up_to
from reader.text import cell_width, fit
from reader.text.graphemes import grapheme_boundary

AIR_CELLS = 2
"""Empty cells inside the background, left and right of the code."""

ROOMY = 41
"""Cells from which on a code block has them."""

CONTINUED = "↳ "
"""Before the continuation of a long line of code."""

UNWRAPPED_CELLS = 1_000
"""Cells above which a line is wrapped even if code is not to be wrapped."""

NUMBERED_CELLS = 30
"""Least cells of code beside line numbers; with fewer these are not shown."""

LABEL_LIMIT = 20
"""Characters of a language's name; a longer one is not shown."""

LABEL_GAP = 2
"""Least empty cells between the first line of code and the language's name."""

LANGUAGES_LIMIT = 20
"""Languages of an article that are coloured; the others stay plain."""

_UNKNOWN = "?"
"""The language of a code block that was not looked at yet."""


def _caption(block: Block) -> str:
    return tr("Diagram ({language})", language=block.info)


def languages_in(blocks: Iterable[Block]) -> list[str]:
    """Return the languages by which code blocks are coloured, each once."""
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


class CodeLayout(BlockLayout):
    """A code block in lines."""

    __slots__ = ("_air", "_caption", "_colours", "_language", "_numbers")

    fill = True
    """The background reaches to the end of the measure."""

    _air: str
    """The empty cells left of the code."""
    _caption: bool
    """The first line is a caption that names the kind of diagram."""
    _numbers: list[int] | None
    """Offsets of the source's lines, if they are numbered."""
    _language: str
    """By which it is coloured; empty if it is not."""
    _colours: Colouring | None

    def _cut(self) -> list[Cut]:
        in_words = self.typography.in_words
        cells = AIR_CELLS if self.width >= ROOMY and not in_words else 0
        self._air = " " * cells
        self.width -= 2 * cells
        is_named = self.block.info in DIAGRAMS and cell_width(_caption(self.block)) <= self.width
        self._caption = is_named or in_words
        self._language = _UNKNOWN
        self._colours = None
        self._number()
        cuts: list[Cut] = [(0, 0)] if self._caption else []
        start = 0
        for line in self.text.split("\n"):
            cuts += self._cut_line(line, start)
            start += len(line) + 1
        return [*cuts, (len(self.text), len(self.text))] if in_words else cuts

    def _number(self) -> None:
        """Make room for line numbers, if they are wanted; where it is scarce they are the only air."""
        self._numbers = None
        count = self.text.count("\n") + 1
        taken = len(str(self.block.level + count - 1)) + LABEL_GAP
        free = self.width + 2 * len(self._air)
        if (
            not self.block.level
            or (self._caption and not self.typography.in_words)
            or free - taken < NUMBERED_CELLS
        ):
            return
        if self.width - taken < NUMBERED_CELLS:
            self.width, self._air = free, ""
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
        has_sign = self.width > 2 * len(CONTINUED) and not self.typography.in_words
        return self.width - len(CONTINUED) if has_sign else self.width

    def line(self, at: int) -> Line:
        """Return line ``at``, from 0, in the colours that are known so far."""
        if self._language == _UNKNOWN:  # heights are needed of all code blocks, lines of few
            self._language = "" if self.block.info in DIAGRAMS else language_of(self.block, self.text)
            self._colours = colouring(self._language, self.text)
        if self._colours:
            self._colours.reach(self._cuts[at][1])
        return super().line(at)

    @property
    def colours(self) -> Colouring | None:
        """The colours of its lines; None if it stays plain, or no line was drawn yet."""
        return self._colours

    def _dressed(self, at: int) -> list[Span]:
        before = [Span(self._air, Role.CODE)] if self._air else []
        if self.typography.in_words and at in {0, len(self._cuts) - 1}:
            language = self.block.info if len(self.block.info) <= LABEL_LIMIT else ""
            words = code_words(language, self.text.count("\n") + 1)
            return [Span(fit(words[bool(at)], self.width), Role.CODE_LABEL)]
        if self._caption and not at:
            return [*before, Span(_caption(self.block), Role.CODE_LABEL)]
        start, end = self._cuts[at]
        goes_on = start > 0 and self.text[start - 1] != "\n"
        spans = before
        if self._numbers:
            spans.append(self._numbered(start, goes_on=goes_on))
        if goes_on and self._room_below() < self.width and not self.typography.in_words:
            spans.append(Span(CONTINUED, Role.CODE_LABEL))
        spans += self._coloured(start, end)
        if not at:
            spans += self._label(start, end)
        return spans or [Span("", Role.CODE)]  # an empty line has the same background

    def _numbered(self, start: int, *, goes_on: bool) -> Span:
        assert self._numbers is not None
        width = len(str(self.block.level + len(self._numbers) - 1))
        number = "" if goes_on else str(self.block.level + bisect_right(self._numbers, start) - 1)
        return Span(number.rjust(width) + " " * LABEL_GAP, Role.CODE_LABEL)

    def _label(self, start: int, end: int) -> list[Span]:
        """Return the span of the language at the end of the first line, if there is room."""
        in_pieces = any(each.kind is GutterKind.CHANGE for each in self.block.gutters)
        name = self.block.info if self._language and not in_pieces else ""
        free = self.width - cell_width(self.text[start:end]) - cell_width(name)
        if (
            self.typography.in_words
            or not name
            or len(name) > LABEL_LIMIT
            or free < LABEL_GAP
            or not self.text
        ):
            return []
        return [Span(" " * free, Role.CODE), Span(name, Role.CODE_LABEL)]

    def _coloured(self, start: int, end: int) -> list[Span]:
        """Return the code from ``start`` to ``end`` as a span per colour."""
        if not self._colours:
            return self._pieces(start, end)
        spans: list[Span] = []
        for begin, stop, role in self._colours.roles(start, end):
            spans += self._pieces(start, begin)
            spans.append(Span(self.text[begin:stop], role, offset=begin))
            start = stop
        return spans + self._pieces(start, end)
