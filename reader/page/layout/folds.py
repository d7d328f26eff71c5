"""Folds of a page: ``<details>`` below their summaries, callouts below their labels.

Pure. A fold is identified by its head, the index of its summary block; the blocks after it, up to its end, are
hidden while it is closed. Find and copy ignore folds.
"""

from collections.abc import Iterator, Sequence

from reader.page.line import CLOSED_SYMBOL, Block, Gutter, GutterKind


class Folds:
    """The folds of a page, and which of them are closed."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        """Folds are closed at first unless the article says ``open``."""
        self._groups: dict[int, int] = {}
        """The gutter of each fold, by its head."""
        self._ends: dict[int, int] = {}
        self.closed: set[int] = set()
        """The heads of those that are closed."""
        heads: dict[int, int] = {}
        around: tuple[Gutter, ...] = ()
        for index, block in enumerate(blocks):
            if block.gutters is not around:  # so deep nesting is searched where it changes, not in each block
                self._end(around, heads, index)
                around = block.gutters
                for gutter in _folds(around):
                    heads.setdefault(gutter.group, index)
        self._end(around, heads, len(blocks))

    def _end(self, around: tuple[Gutter, ...], heads: dict[int, int], end: int) -> None:
        """End the folds around the block before ``end``."""
        for gutter in _folds(around):
            head = heads[gutter.group]
            if self._groups.setdefault(head, gutter.group) == gutter.group and end > head + 1:
                self._ends[head] = end
                if gutter.kind is GutterKind.CLOSED_FOLD:
                    self.closed.add(head)

    def __contains__(self, head: object) -> bool:
        return head in self._ends

    @property
    def heads(self) -> list[int]:
        """All folds, in order."""
        return sorted(self._ends)

    def hidden(self) -> Iterator[range]:
        """Yield the hidden blocks, in order, each once."""
        end = 0
        for head in sorted(self.closed):
            if head >= end:
                end = self._ends[head]
                yield range(head + 1, end)

    def around(self, index: int) -> list[int]:
        """Return the closed folds that hide a block, outermost first."""
        return [head for head in sorted(self.closed) if head < index < self._ends[head]]

    def drawn(self, index: int, block: Block) -> Block:
        """Return a block as it is drawn: the head of a closed fold with its symbol."""
        if index not in self.closed:
            return block
        group = self._groups[index]
        return block._replace(
            gutters=tuple(
                each._replace(text=CLOSED_SYMBOL) if each.group == group else each for each in block.gutters
            ),
        )

    def as_before(self, former: "Folds") -> set[int]:
        """Return the heads to close so that folds are as on the former page; as now if that had other folds.

        Where the former page was the beginning of this one, the folds below it are as now.
        """
        mine, others = self.heads, former.heads
        if len(others) != len(mine) and others != mine[: len(others)]:
            return self.closed
        closed = {head for head, was in zip(mine, others, strict=False) if was in former.closed}
        return closed.union(self.closed.intersection(mine[len(others) :]))


def _folds(gutters: tuple[Gutter, ...]) -> list[Gutter]:
    fold, closed = GutterKind.FOLD, GutterKind.CLOSED_FOLD
    return [each for each in gutters if each.kind is fold or each.kind is closed]
