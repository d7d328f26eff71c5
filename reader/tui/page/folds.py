"""Which folds of a text are closed after a key or a click. Pure: blocks in, blocks out; None where nothing changes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.page.layout.folds import Folds
    from reader.page.layout.layout import Layout


def turned_at(layout: "Layout", row: int) -> set[int] | None:
    """Return what is closed once the fold whose summary stands on a row is turned; None: there is no fold."""
    line = layout.line(row)
    if line is None or not line.spans or line.block not in layout.folds:
        return None
    return layout.folds.closed ^ {line.block}


def turned_seen(folds: "Folds", blocks: Sequence[int]) -> set[int] | None:
    """Return what is closed once these blocks are opened if any of them is closed, else closed; None: they have no folds."""
    seen = [block for block in blocks if block in folds]
    if not seen:
        return None
    closed = folds.closed
    return closed.difference(seen) if closed.intersection(seen) else closed.union(seen)


def opened_around(folds: "Folds", block: int) -> set[int] | None:
    """Return what is closed once nothing hides a block; None: nothing does."""
    heads = folds.around(block)
    return folds.closed.difference(heads) if heads else None
