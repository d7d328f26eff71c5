"""The outline of a page: its headings with their depths.

Pure. The text of a heading is parsed on demand only.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from reader.page.line import Block, BlockKind
from reader.page.lines.block_layout import block_text


class Heading(NamedTuple):
    """A heading of the article."""

    block: int
    """Its index among the blocks."""
    depth: int
    """Its nesting, from 0, whatever the level of the topmost headings."""


def headings(blocks: Sequence[Block]) -> tuple[Heading, ...]:
    """Return the headings in order; a skipped level (``##``, then ``####``) adds one level only."""
    found: list[Heading] = []
    above: list[int] = []
    """The levels of the enclosing headings."""
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING:
            while above and above[-1] >= block.level:
                above.pop()
            found.append(Heading(index, len(above)))
            above.append(block.level)
    return tuple(found)


def heading_line(block: Block) -> str:
    """Return the text of a heading, on one line."""
    return " ".join(block_text(block).split())


def heading_at(found: Sequence[Heading], block: int) -> int:
    """Return the index in ``found`` of the heading above a block; -1 before the first one."""
    return bisect_right(found, block, key=_block) - 1


def _block(heading: Heading) -> int:
    return heading.block
