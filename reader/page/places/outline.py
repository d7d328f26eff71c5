"""The headings of a page, as a list to jump by: where they are, how deep they lie, which one a place belongs to.

Pure. Finding them looks at no leaf's inside; what one says is read when it is asked for.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from reader.page.line import Block, BlockKind
from reader.page.lines.setting import block_text


class Heading(NamedTuple):
    """A heading of the article."""

    block: int
    """Its index among the blocks."""
    depth: int
    """How many headings it lies under: 0 for the topmost, whatever their level."""


def headings(blocks: Sequence[Block]) -> tuple[Heading, ...]:
    """Return the headings in order; a level that is left out (``##``, then ``####``) makes none deeper by two."""
    found: list[Heading] = []
    above: list[int] = []
    """The levels of those that the next one may lie under."""
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING:
            while above and above[-1] >= block.level:
                above.pop()
            found.append(Heading(index, len(above)))
            above.append(block.level)
    return tuple(found)


def heading_line(block: Block) -> str:
    """Return what a heading says, in one line."""
    return " ".join(block_text(block).split())


def heading_at(found: Sequence[Heading], block: int) -> int:
    """Return which heading a block stands under, as an index of ``found``; -1 before the first one."""
    return bisect_right(found, block, key=_block) - 1


def _block(heading: Heading) -> int:
    return heading.block
