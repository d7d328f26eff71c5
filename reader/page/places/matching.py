"""Which blocks of an edited text are which blocks of what it was.

Pure, and linear whatever the texts are: equal beginnings and ends first, then blocks that occur once in
either text; only around a changed one are a few compared by their words.
"""

from collections import Counter
from collections.abc import Hashable, Sequence

from reader.page.line import Block
from reader.page.lines.setting import block_text
from reader.page.markdown.inline import Inline
from reader.page.position import Position

CANDIDATES = 24
"""So many blocks are compared with a changed one."""

COMPARED_SIGNS = 400
"""So much of a block's beginning is compared; words are found by it well enough."""

ALIKE = 0.3
"""How alike two blocks must be, from 0 to 1, to be one that was changed."""


class Edit:
    """What became of a text: made once, which takes time with a long one, then asked for places."""

    def __init__(self, old: Sequence[Block], new: Sequence[Block]) -> None:
        self.old, self.new = old, new
        self._pairs = pairs(list(map(key_of, old)), list(map(key_of, new)))

    def carried(self, place: Position) -> Position:
        """Return where a place of the old text is in the new one."""
        if not self.new or place.block >= len(self.old):
            return Position(max(len(self.new) - 1, 0), place.offset)
        at = self._pairs.get(place.block)
        if at is not None:
            return Position(at, place.offset)
        at = self._changed(place.block)
        return Position(
            at, _offset_in(place.offset, block_text(self.old[place.block]), block_text(self.new[at]))
        )

    def _changed(self, block: int) -> int:
        """Return which new block an old one has become, or which one stands where it stood."""
        found, old, new = self._pairs, self.old, self.new
        above = next((index for index in range(block - 1, -1, -1) if index in found), -1)
        below = next((index for index in range(block + 1, len(old)) if index in found), len(old))
        first, end = found.get(above, -1) + 1, found.get(below, len(new))
        if end < first:  # what stood below stands above now
            end = len(new)
        guess = max(0, min(first + block - above - 1, max(first, end - 1), len(new) - 1))
        near = sorted(range(first, end), key=lambda index: abs(index - guess))[:CANDIDATES]
        text = block_text(old[block])
        same = [index for index in near if new[index].kind == old[block].kind]
        likeness = {index: alike(text, block_text(new[index])) for index in same}
        best = max(likeness, key=likeness.__getitem__, default=guess)
        return best if likeness.get(best, 0) >= ALIKE else guess


def pairs(old: Sequence[Hashable], new: Sequence[Hashable]) -> dict[int, int]:
    """Return the index in ``new`` of each of the old ones that is there unchanged and cannot be mistaken."""
    ahead = equal_ahead(old, new)
    behind = equal_ahead(old[ahead:][::-1], new[ahead:][::-1])
    found = {index: index for index in range(ahead)}
    found |= {len(old) - 1 - index: len(new) - 1 - index for index in range(behind)}
    left, right = range(ahead, len(old) - behind), range(ahead, len(new) - behind)
    once, there = Counter(old[index] for index in left), Counter(new[index] for index in right)
    where = {new[index]: index for index in right}
    return found | {index: where[old[index]] for index in left if once[old[index]] == there[old[index]] == 1}


def alike(one: str, other: str) -> float:
    """Return how alike the beginnings of two texts are, from 0 to 1: by the signs that stand together (Dice)."""
    mine, others = _threes(one), _threes(other)
    shared = sum((mine & others).values())
    return 2 * shared / (mine.total() + others.total()) if shared else 0.0


def _threes(text: str) -> Counter[str]:
    text = text[:COMPARED_SIGNS]
    return Counter(text[at : at + 3] for at in range(max(len(text) - 2, 1)))


def _offset_in(offset: int, old: str, new: str) -> int:
    """Return where an offset of the old text is in the new one: as far from the nearer end that both share."""
    shared = equal_ahead(old, new)
    if offset <= shared:
        return offset
    room = min(len(old), len(new)) - shared
    tail = equal_ahead(old[::-1][:room], new[::-1][:room])
    if len(old) - offset <= tail:
        return len(new) - (len(old) - offset)
    return min(offset, max(len(new) - 1, 0))


def key_of(block: Block) -> Hashable:
    """Return what tells a block from others, the bullets around it apart; its inside is not read for that."""
    runs = block.runs.key if isinstance(block.runs, Inline) else block_text(block)
    return block.kind, block.level, block.info, runs


def equal_ahead(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    """Return how many items at the beginning of both are the same."""
    same = (a == b for a, b in zip(one, other, strict=False))
    return next((index for index, is_same in enumerate(same) if not is_same), min(len(one), len(other)))
