"""The blank lines around headings: two above, and at most one below.

Pure. A heading belongs to the text below it, so it stands closer to that than to the text above.
"""

from collections.abc import Iterable, Iterator

from reader.page.line import Block, BlockKind

ABOVE = 2
"""Blank lines above a heading that begins a part of the text."""

SMALL = 4
"""Headings from this level on have no blank line below them."""


def with_air(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks with the blank lines above and below headings; those in quotes and lists stay as they are."""
    before: Block | None = None
    for block in blocks:
        if before is None or not block.space:
            yield block
        elif block.kind is BlockKind.HEADING and not block.gutters:
            is_near = before.kind is BlockKind.HEADING and before.level < block.level
            is_parted = before.kind is BlockKind.RULE and not before.info
            yield block if is_near or is_parted else block._replace(space=ABOVE)
        elif (
            before.kind is BlockKind.HEADING
            and before.level >= SMALL
            and not before.gutters
            and block.kind is BlockKind.PARAGRAPH  # other blocks need air of their own
        ):
            yield block._replace(space=0)
        else:
            yield block
        before = block
