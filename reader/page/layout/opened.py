"""Blank lines above blocks: as parsed, and between the items of a tight list most of which take several lines.

Pure. Whether they do depends on the width. Their lengths are estimates, so nothing is parsed.
"""

from collections.abc import Sequence
from itertools import islice

from reader.page.line import Block, BlockKind, Gutter, GutterKind
from reader.text import cell_width

FEWEST = 2
"""A list of fewer items stays tight."""


LEAST_CELLS = 20
"""In a narrower measure nearly everything takes several lines, and rows are scarce: lists stay tight."""


class _List:
    """A tight list: the first blocks of its items."""

    __slots__ = ("around", "items", "needs", "opened_below")

    def __init__(self, around: "_List | None") -> None:
        self.around = around
        """The list in whose item it is."""
        self.items: list[int] = []
        self.needs: list[int] = []
        """Cells that the first paragraphs of its items take on one line; in no order."""
        self.opened_below = 0
        """It is opened in every measure below this one."""

    def close(self) -> None:
        """Decide in which measures it is opened, and those around it with it."""
        most = len(self.items) // 2
        if len(self.items) >= FEWEST and len(self.needs) > most:
            self.opened_below = max(self.opened_below, sorted(self.needs, reverse=True)[most])
        if self.around and self.around.opened_below < self.opened_below:
            self.around.opened_below = self.opened_below


class Spaces:
    """The blank lines above each block, at any width."""

    __slots__ = ("_opened_below", "_parsed")

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._parsed = bytearray([block.space for block in blocks])
        self._opened_below: dict[int, int] = {}
        """The measure below which an item is set apart, by its first block."""
        lists = _lists(blocks)
        for each in reversed(lists):  # those inside others first
            each.close()
        for each in lists:
            for index in islice(each.items, 0 if each.around else 1, None) if each.opened_below else ():
                self._opened_below[index] = max(self._opened_below.get(index, 0), each.opened_below)

    def at(self, measure: int) -> bytearray:
        """Return the blank lines above each block."""
        found = self._parsed[:]
        if measure < LEAST_CELLS:
            return found
        for index, below in self._opened_below.items():
            if measure < below and not found[index]:
                found[index] = 1
        return found


def _lists(blocks: Sequence[Block]) -> list[_List]:
    """Return the tight lists; one comes after those in whose items it is."""
    lists: list[_List] = []
    open_lists: dict[int, _List] = {}
    item = GutterKind.ITEM
    for index, block in enumerate(blocks):
        gutters = block.gutters
        if not gutters:
            if open_lists:
                open_lists = {}
            continue
        is_new, is_paragraph = bool(block.space), block.kind is BlockKind.PARAGRAPH
        inside, need, last = -1, block.weight, len(gutters) - 1
        for depth, (kind, text, rest, group) in enumerate(gutters):
            need += cell_width(rest)
            if kind is item and text != rest:
                here = None if is_new else open_lists.get(inside)
                if here is None:
                    here = open_lists[inside] = _List(_around(gutters, depth, open_lists))
                    lists.append(here)
                    is_new = False
                here.items.append(index)
                if depth == last and is_paragraph:
                    here.needs.append(need)
            inside = group
    return lists


def _around(gutters: tuple[Gutter, ...], depth: int, open_lists: dict[int, _List]) -> _List | None:
    """Return the list in whose item a list at this depth is."""
    for at in range(depth - 1, -1, -1):
        if gutters[at].kind is GutterKind.ITEM:
            return open_lists.get(gutters[at - 1].group if at else -1)
    return None
