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

    __slots__ = ("around", "is_opened", "items", "tall")

    def __init__(self, around: "_List | None") -> None:
        self.around = around
        """The list in whose item it is."""
        self.items: list[int] = []
        self.tall = 0
        """Items whose first paragraph takes several lines."""
        self.is_opened = False

    def open(self) -> None:
        """Take note that its items are set apart, and those around them too."""
        around: _List | None = self
        while around and not around.is_opened:
            around.is_opened, around = True, around.around


def spaces(blocks: Sequence[Block], measure: int) -> bytearray:
    """Return the blank lines above each block."""
    found = bytearray([block.space for block in blocks])
    if measure < LEAST_CELLS:
        return found
    lists: list[_List] = []
    open_lists: dict[tuple[int, ...], _List] = {}
    for index, block in enumerate(blocks):
        gutters = block.gutters
        if not gutters:
            if open_lists:
                open_lists = {}
            continue
        is_new = bool(found[index])
        for depth, gutter in enumerate(gutters):
            if gutter.kind is not GutterKind.ITEM or gutter.text == gutter.rest:
                continue
            key = tuple(each.group for each in gutters[:depth])
            if is_new or key not in open_lists:
                open_lists[key] = _List(_around(gutters, depth, open_lists))
                lists.append(open_lists[key])
                is_new = False
            here = open_lists[key]
            here.items.append(index)
            here.tall += depth == len(gutters) - 1 and _is_tall(block, measure)
    for each in lists:
        if len(each.items) >= FEWEST and each.tall * 2 > len(each.items):
            each.open()
    for each in lists:
        for index in islice(each.items, 0 if each.around else 1, None) if each.is_opened else ():
            found[index] = found[index] or 1
    return found


def _around(
    gutters: tuple[Gutter, ...], depth: int, open_lists: dict[tuple[int, ...], _List]
) -> _List | None:
    """Return the list in whose item a list at this depth is."""
    for at in range(depth - 1, -1, -1):
        if gutters[at].kind is GutterKind.ITEM:
            return open_lists.get(tuple(each.group for each in gutters[:at]))
    return None


def _is_tall(block: Block, measure: int) -> bool:
    taken = sum(cell_width(each.rest) for each in block.gutters)
    return block.kind is BlockKind.PARAGRAPH and block.weight > measure - taken
