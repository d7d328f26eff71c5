"""Prefix sums of block heights: the block of a row, and the row of a block.

Pure. A Fenwick tree: look-ups and changes cost log n.
"""

from collections.abc import Iterable
from itertools import accumulate


class Heights:
    """The heights of all blocks, in rows."""

    __slots__ = ("_each", "_top", "_tree")

    def __init__(self, heights: Iterable[int]) -> None:
        self._each = list(heights)
        before = list(accumulate(self._each, initial=0))
        self._tree = [rows - before[at & at - 1] if at else 0 for at, rows in enumerate(before)]
        self._top = 1 << len(self._each).bit_length() >> 1

    def __getitem__(self, index: int) -> int:
        return self._each[index]

    def change(self, index: int, height: int) -> None:
        """Change the height of a block."""
        difference = height - self._each[index]
        if not difference:
            return
        self._each[index] = height
        at = index + 1
        while at < len(self._tree):
            self._tree[at] += difference
            at += at & -at

    def before(self, index: int) -> int:
        """Return the rows above block ``index``; all rows if it is the number of blocks."""
        total = 0
        while index:
            total += self._tree[index]
            index &= index - 1
        return total

    def total(self) -> int:
        """Return the height of all blocks."""
        return self.before(len(self._each))

    def find(self, row: int) -> tuple[int, int]:
        """Return the block of row ``row``, and the row inside it; blocks without height are skipped."""
        at, step = 0, self._top
        while step:
            ahead = at + step
            if ahead < len(self._tree) and self._tree[ahead] <= row:
                at = ahead
                row -= self._tree[ahead]
            step >>= 1
        return at, row
