"""The passage of a page that a link to a position leads to: a footnote whole, elsewhere what begins there.

Pure.
"""

from collections.abc import Iterator, Sequence

from reader.page.line import ABBREVIATION, Block, BlockKind, Gutter, Run
from reader.page.navigation.targets import target

BLOCKS = 12
"""Blocks that are shown of what begins somewhere."""

_NOTE = "#fn-"
_BACK = "#fnref-"


def passage_from(blocks: Sequence[Block], link: str) -> tuple[Block, ...]:
    """Return the blocks that ``#name`` leads to, without what they are nested in; none if there is no such position."""
    place = target(blocks, link)
    if place is None:
        return ()
    if link.startswith(_NOTE) and blocks[place.block].gutters:
        return _set_alone(_note(blocks, place.block))
    begun = blocks[place.block : place.block + BLOCKS]
    end = next(
        (at for at, block in enumerate(begun) if at and block.kind is BlockKind.RULE and block.info), BLOCKS
    )
    return _set_alone(begun[:end])


def meaning_of(link: str, text: str) -> tuple[Block, ...]:
    """Return the blocks that say what an abbreviation stands for."""
    return (
        Block(BlockKind.LABEL, (Run(text),), space=0),
        Block(BlockKind.PARAGRAPH, (Run(link.removeprefix(ABBREVIATION)),), space=0),
    )


def _note(blocks: Sequence[Block], first: int) -> list[Block]:
    """Return the blocks of the footnote that begins with a block, without its number and the way back."""
    group = blocks[first].gutters[0].group  # notes stand at the end, in nothing else
    note = []
    for block in blocks[first:]:
        if not any(each.group == group for each in block.gutters):
            break
        runs = list(block.runs)
        if runs and runs[-1].link.startswith(_BACK):
            runs.pop()
            if runs and not runs[-1].text.strip():
                runs.pop()
        if runs:
            note.append(block._replace(runs=tuple(runs), gutters=block.gutters[1:]))
    return note


def _set_alone(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return blocks without the gutters that all of them share, and without air above the first."""
    if not blocks:
        return ()
    shared = 0
    while all(_group(block.gutters, shared) == _group(blocks[0].gutters, shared) for block in blocks):
        if _group(blocks[0].gutters, shared) is None:
            break
        shared += 1
    alone = [block._replace(gutters=block.gutters[shared:]) for block in blocks]
    return tuple(_without_air(alone))


def _group(gutters: tuple[Gutter, ...], at: int) -> int | None:
    return gutters[at].group if at < len(gutters) else None


def _without_air(blocks: Sequence[Block]) -> Iterator[Block]:
    for number, block in enumerate(blocks):
        yield block if number else block._replace(space=0)
