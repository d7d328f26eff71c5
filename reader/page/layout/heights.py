"""Sums of heights that change: which block stands on a row, and on which row a block stands.

Pure. A Fenwick tree: both questions and a change cost log n, so an article's length is not felt.
"""

from collections.abc import Iterable


class Heights:
    """The heights of all blocks, in rows."""

    __slots__ = ("_each", "_top", "_tree")

    def __init__(self, heights: Iterable[int]) -> None:
        self._each = list(heights)
        count = len(self._each)
        tree = [0, *self._each]
        for at in range(1, count + 1):
            above = at + (at & -at)
            if above <= count:
                tree[above] += tree[at]
        self._tree = tree
        self._top = 1 << count.bit_length() >> 1

    def __getitem__(self, index: int) -> int:
        return self._each[index]

    def change(self, index: int, height: int) -> None:
        """Give one block another height."""
        difference = height - self._each[index]
        if not difference:
            return
        self._each[index] = height
        at = index + 1
        while at < len(self._tree):
            self._tree[at] += difference
            at += at & -at

    def before(self, index: int) -> int:
        """Return the rows above block ``index`` (its count, for the number of blocks: all rows)."""
        total = 0
        while index:
            total += self._tree[index]
            index &= index - 1
        return total

    def total(self) -> int:
        """Return all rows."""
        return self.before(len(self._each))

    def find(self, row: int) -> tuple[int, int]:
        """Return the block that row ``row`` belongs to, and the row inside it; blocks of no height are passed."""
        at, step = 0, self._top
        while step:
            ahead = at + step
            if ahead < len(self._tree) and self._tree[ahead] <= row:
                at = ahead
                row -= self._tree[ahead]
            step >>= 1
        return at, row
