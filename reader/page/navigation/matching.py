"""Matches the blocks of an edited text with those of its former version.

Pure and linear: equal beginnings and ends first, then blocks that occur once in
either text; only around a changed one are a few compared by their words.
"""

from collections import Counter
from collections.abc import Hashable, Sequence

from reader.page.line import Block
from reader.page.lines.block_layout import block_text
from reader.page.markdown.inline import Inline
from reader.page.position import Position

CANDIDATES = 24
"""Blocks that are compared with a changed one."""

COMPARED_CHARACTERS = 400
"""Characters of a block's beginning that are compared."""

ALIKE = 0.3
"""Least similarity, from 0 to 1, of a block and its changed version."""


class Edit:
    """The edit of a text: computed once, which takes time for a long text; then maps positions."""

    def __init__(self, old: Sequence[Block], new: Sequence[Block]) -> None:
        self.old, self.new = old, new
        self._pairs = pairs(list(map(key_of, old)), list(map(key_of, new)))

    def mapped(self, position: Position) -> Position:
        """Return a position of the old text in the new one."""
        if not self.new or position.block >= len(self.old):
            return Position(max(len(self.new) - 1, 0), position.offset)
        at = self._pairs.get(position.block)
        if at is not None:
            return Position(at, position.offset)
        at = self._changed(position.block)
        return Position(
            at, _offset_in(position.offset, block_text(self.old[position.block]), block_text(self.new[at]))
        )

    def _changed(self, block: int) -> int:
        """Return the index of a changed block in the new text, or of the block at its position."""
        found, old, new = self._pairs, self.old, self.new
        above = next((index for index in range(block - 1, -1, -1) if index in found), -1)
        below = next((index for index in range(block + 1, len(old)) if index in found), len(old))
        first, end = found.get(above, -1) + 1, found.get(below, len(new))
        if end < first:  # blocks from below have moved above
            end = len(new)
        guess = max(0, min(first + block - above - 1, max(first, end - 1), len(new) - 1))
        near = sorted(range(first, end), key=lambda index: abs(index - guess))[:CANDIDATES]
        text = block_text(old[block])
        same = [index for index in near if new[index].kind == old[block].kind]
        likeness = {index: alike(text, block_text(new[index])) for index in same}
        best = max(likeness, key=likeness.__getitem__, default=guess)
        return best if likeness.get(best, 0) >= ALIKE else guess


def pairs(old: Sequence[Hashable], new: Sequence[Hashable]) -> dict[int, int]:
    """Return the index in ``new`` of each old block that is unchanged and unambiguous."""
    ahead = equal_ahead(old, new)
    behind = equal_ahead(old[ahead:][::-1], new[ahead:][::-1])
    found = {index: index for index in range(ahead)}
    found |= {len(old) - 1 - index: len(new) - 1 - index for index in range(behind)}
    left, right = range(ahead, len(old) - behind), range(ahead, len(new) - behind)
    once, there = Counter(old[index] for index in left), Counter(new[index] for index in right)
    where = {new[index]: index for index in right}
    return found | {index: where[old[index]] for index in left if once[old[index]] == there[old[index]] == 1}


def alike(one: str, other: str) -> float:
    """Return the similarity of the beginnings of two texts, from 0 to 1 (Dice coefficient of character pairs)."""
    mine, others = _threes(one), _threes(other)
    shared = sum((mine & others).values())
    return 2 * shared / (mine.total() + others.total()) if shared else 0.0


def _threes(text: str) -> Counter[str]:
    text = text[:COMPARED_CHARACTERS]
    return Counter(text[at : at + 3] for at in range(max(len(text) - 2, 1)))


def _offset_in(offset: int, old: str, new: str) -> int:
    """Return an offset of the old text in the new one: at the same distance from the common beginning or end."""
    shared = equal_ahead(old, new)
    if offset <= shared:
        return offset
    room = min(len(old), len(new)) - shared
    tail = equal_ahead(old[::-1][:room], new[::-1][:room])
    if len(old) - offset <= tail:
        return len(new) - (len(old) - offset)
    return min(offset, max(len(new) - 1, 0))


def key_of(block: Block) -> Hashable:
    """Return the key of a block's content, without its bullets; its text is not parsed."""
    runs = block.runs.key if isinstance(block.runs, Inline) else block_text(block)
    return block.kind, block.level, block.info, runs


def equal_ahead(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    """Return the number of equal items at the beginning of both."""
    same = (a == b for a, b in zip(one, other, strict=False))
    return next((index for index, is_same in enumerate(same) if not is_same), min(len(one), len(other)))
