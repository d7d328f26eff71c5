"""Finding words in a page: what is typed becomes a pattern, the blocks are looked through little by little.

Pure. A megabyte takes a second to look through, so ``Finder.step`` does a slice of it, beginning where one reads.
"""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from time import perf_counter

from reader.errors import NewsreaderError
from reader.i18n import tr
from reader.page.layout.layout import Position
from reader.page.line import Block
from reader.page.lines.setting import block_text

REGEX_SIGN = "/"
"""What is typed after it is a regular expression."""

FOUND_LIMIT = 50_000
"""So many are found, no more: nobody steps through them, and they take memory."""

Found = tuple[int, int]
"""Where something found begins and ends, in code points of its block's text."""


def pattern_of(typed: str) -> re.Pattern[str] | None:
    """Return what to look for, None for nothing; raises ``NewsreaderError`` with a sentence if it is no expression.

    Small letters find capitals too, a capital finds itself alone; a space finds white space of any kind.
    """
    words = typed.removeprefix(REGEX_SIGN)
    if typed.startswith(REGEX_SIGN):
        source = words
    else:
        source = r"\s+".join(re.escape(word) for word in re.split(r"\s+", words))
    if not source:
        return None
    try:
        return re.compile(source, re.IGNORECASE if words == words.lower() else 0)
    except (re.error, OverflowError, RecursionError) as error:
        raise NewsreaderError(tr("Not a valid regex: {reason}", reason=error)) from error


def literal(text: str) -> re.Pattern[str]:
    """Return what finds exactly this text."""
    return re.compile(re.escape(text))


class Finder:
    """What one pattern finds in the blocks of a page."""

    def __init__(self, blocks: Sequence[Block], pattern: re.Pattern[str], start: int = 0) -> None:
        """``start`` is the block to begin with: those before it come last. It may be of a text that had more of them."""
        self._blocks, self.pattern = blocks, pattern
        start = min(start, len(blocks))
        self._order = [*range(start, len(blocks)), *range(start)]
        self._done = 0
        self._found: dict[int, list[Found]] = {}
        self._where: list[int] = []
        """The blocks in which something was found, in their order."""
        self.count = 0
        """How many were found so far."""

    @property
    def is_done(self) -> bool:
        """Whether all blocks were looked through, or as many were found as are looked for."""
        return self._done >= len(self._order) or self.count >= FOUND_LIMIT

    @property
    def is_whole(self) -> bool:
        """Whether ``count`` is all that there is."""
        return self._done >= len(self._order)

    def step(self, budget_s: float) -> bool:
        """Look on for about ``budget_s`` seconds; return whether something is left to look through."""
        stop = perf_counter() + budget_s
        while not self.is_done:
            self._look_into(self._order[self._done])
            self._done += 1
            if perf_counter() >= stop:
                break
        return not self.is_done

    def _look_into(self, index: int) -> None:
        text = block_text(self._blocks[index])
        room = FOUND_LIMIT - self.count
        found = [match.span() for match, _ in zip(self.pattern.finditer(text), range(room), strict=False)]
        if found := [span for span in found if span[0] < span[1]]:
            self._found[index] = found
            insort(self._where, index)
            self.count += len(found)

    def between(self, index: int, start: int, end: int) -> Sequence[Found]:
        """Return what was found in a part of a block, in order; the first and the last may reach out of it."""
        found = self._found.get(index, [])
        return found[bisect_right(found, start, key=_end) : bisect_left(found, end, key=_begin)]

    def is_in(self, blocks: range) -> bool:
        """Return whether something was found in one of the blocks."""
        at = bisect_left(self._where, blocks.start)
        return at < len(self._where) and self._where[at] < blocks.stop

    def at_or_after(self, place: Position) -> Position | None:
        """Return the first from the place on, looking round the end; None where that is not known yet."""
        found = self.after(Position(place.block, place.offset - 1))
        return found if found and (found >= place or self.is_done) else None

    def after(self, place: Position) -> Position | None:
        """Return the first that begins after the place, else the first of all; None where nothing was found."""
        here = self._found.get(place.block, [])
        at = bisect_right(here, place.offset, key=_begin)
        if at < len(here):
            return Position(place.block, here[at][0])
        later = bisect_right(self._where, place.block)
        return self._first(self._where[later] if later < len(self._where) else None)

    def before(self, place: Position) -> Position | None:
        """Return the last that begins before the place, else the last of all; None where nothing was found."""
        here = self._found.get(place.block, [])
        at = bisect_left(here, place.offset, key=_begin)
        if at:
            return Position(place.block, here[at - 1][0])
        if not self._where:
            return None
        earlier = bisect_left(self._where, place.block)
        index = self._where[earlier - 1]  # before the first comes the last
        return Position(index, self._found[index][-1][0])

    def _first(self, index: int | None) -> Position | None:
        if index is None and self._where:
            index = self._where[0]
        return None if index is None else Position(index, self._found[index][0][0])

    def number(self, place: Position) -> int:
        """Return which of those found begins at the place, from 1."""
        before = sum(
            len(self._found[index]) for index in self._where[: bisect_left(self._where, place.block)]
        )
        return before + bisect_right(self._found.get(place.block, []), place.offset, key=_begin)


def _end(found: Found) -> int:
    return found[1]


def _begin(found: Found) -> int:
    return found[0]
