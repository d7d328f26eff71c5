"""Find in a page: typed text becomes a regex, with which blocks are searched step by step.

Pure. A megabyte takes a second to search, so ``Finder.step`` searches a slice, beginning at the current position.
"""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from time import perf_counter

from reader.errors import NewsreaderError
from reader.i18n import tr
from reader.page.layout.layout import Position
from reader.page.line import Block
from reader.page.lines.block_layout import block_text
from reader.refusal import regex_reason

REGEX_PREFIX = "/"
"""Text after it is a regex."""

FOUND_LIMIT = 50_000
"""Matches at most, since they take memory."""

Found = tuple[int, int]
"""Start and end of a match, in code points of its block's text."""


def pattern_of(typed: str) -> re.Pattern[str] | None:
    """Return the regex for typed text, None if it is empty; raises ``NewsreaderError`` for an invalid regex.

    Lower case finds upper case too, an upper-case letter only itself; a space finds any white space.
    """
    words = typed.removeprefix(REGEX_PREFIX)
    if typed.startswith(REGEX_PREFIX):
        source = words
    else:
        source = r"\s+".join(re.escape(word) for word in re.split(r"\s+", words))
    if not source:
        return None
    try:
        return re.compile(source, re.IGNORECASE if words == words.lower() else 0)
    except (re.error, OverflowError, RecursionError) as error:
        raise NewsreaderError(tr("Not a valid regex: {reason}", reason=regex_reason(error))) from error


def literal(text: str) -> re.Pattern[str]:
    """Return the regex that finds exactly this text."""
    return re.compile(re.escape(text))


class Finder:
    """The matches of a regex in the blocks of a page."""

    def __init__(self, blocks: Sequence[Block], pattern: re.Pattern[str], start: int = 0) -> None:
        """Begin the search at block ``start``, which may exceed the page; blocks before it come last."""
        self._blocks, self.pattern = blocks, pattern
        start = min(start, len(blocks))
        self._order = [*range(start, len(blocks)), *range(start)]
        self._done = 0
        self._found: dict[int, list[Found]] = {}
        self._where: list[int] = []
        """Indexes of blocks with a match, in order."""
        self.count = 0
        """Matches found so far."""

    @property
    def is_done(self) -> bool:
        """Whether all blocks were searched, or ``FOUND_LIMIT`` was reached."""
        return self._done >= len(self._order) or self.count >= FOUND_LIMIT

    @property
    def is_whole(self) -> bool:
        """Whether ``count`` is the final number."""
        return self._done >= len(self._order)

    def step(self, budget_s: float) -> bool:
        """Search for about ``budget_s`` seconds; return whether blocks are left."""
        stop = perf_counter() + budget_s
        while not self.is_done:
            self._search_block(self._order[self._done])
            self._done += 1
            if perf_counter() >= stop:
                break
        return not self.is_done

    def _search_block(self, index: int) -> None:
        text = block_text(self._blocks[index])
        room = FOUND_LIMIT - self.count
        found = [match.span() for match, _ in zip(self.pattern.finditer(text), range(room), strict=False)]
        if found := [span for span in found if span[0] < span[1]]:
            self._found[index] = found
            insort(self._where, index)
            self.count += len(found)

    def between(self, index: int, start: int, end: int) -> Sequence[Found]:
        """Return the matches in a part of a block, in order; the first and the last may extend beyond it."""
        found = self._found.get(index, [])
        return found[bisect_right(found, start, key=_end) : bisect_left(found, end, key=_begin)]

    def is_in(self, blocks: range) -> bool:
        """Return whether one of the blocks has a match."""
        at = bisect_left(self._where, blocks.start)
        return at < len(self._where) and self._where[at] < blocks.stop

    def at_or_after(self, position: Position) -> Position | None:
        """Return the first match from a position on, wrapping around; None where that is not known yet."""
        found = self.after(Position(position.block, position.offset - 1))
        return found if found and (found >= position or self.is_done) else None

    def after(self, position: Position) -> Position | None:
        """Return the first match after a position, else the first of all; None without a match."""
        here = self._found.get(position.block, [])
        at = bisect_right(here, position.offset, key=_begin)
        if at < len(here):
            return Position(position.block, here[at][0])
        later = bisect_right(self._where, position.block)
        return self._first(self._where[later] if later < len(self._where) else None)

    def before(self, position: Position) -> Position | None:
        """Return the last match before a position, else the last of all; None without a match."""
        here = self._found.get(position.block, [])
        at = bisect_left(here, position.offset, key=_begin)
        if at:
            return Position(position.block, here[at - 1][0])
        if not self._where:
            return None
        earlier = bisect_left(self._where, position.block)
        index = self._where[earlier - 1]  # wraps around
        return Position(index, self._found[index][-1][0])

    def _first(self, index: int | None) -> Position | None:
        if index is None and self._where:
            index = self._where[0]
        return None if index is None else Position(index, self._found[index][0][0])

    def number(self, position: Position) -> int:
        """Return the number, from 1, of the match at a position."""
        before = sum(
            len(self._found[index]) for index in self._where[: bisect_left(self._where, position.block)]
        )
        return before + bisect_right(self._found.get(position.block, []), position.offset, key=_begin)


def _end(found: Found) -> int:
    return found[1]


def _begin(found: Found) -> int:
    return found[0]
