"""Opens and closes the folds of the page."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.tui.page.page_view import PageView


class Folding:
    """Turns folds of one page; the top row stays where it is."""

    def __init__(self, page: "PageView") -> None:
        self._page = page

    def turn_at(self, row: int) -> bool:
        """Open or close the fold whose summary stands on a row; return whether there is one."""
        layout = self._page.shown.layout if self._page.shown else None
        line = layout.line(row) if layout else None
        if layout is None or line is None or not line.spans or line.block not in layout.folds:
            return False
        self._close(layout.folds.closed ^ {line.block})
        return True

    def turn_seen(self) -> bool:
        """Open the folds on the screen if any of them is closed, else close them; return whether there are some."""
        layout = self._page.shown.layout if self._page.shown else None
        seen = [block for block in self._page.seen if layout and block in layout.folds]
        if layout is None or not seen:
            return False
        closed = layout.folds.closed
        self._close(closed.difference(seen) if closed.intersection(seen) else closed.union(seen))
        return True

    def open_around(self, block: int) -> None:
        """Open what hides a block."""
        folds = self._page.shown.layout.folds if self._page.shown else None
        if folds and (heads := folds.around(block)):
            self._close(folds.closed.difference(heads))

    def _close(self, closed: set[int]) -> None:
        assert self._page.shown is not None
        self._page.shown.layout.fold(closed)
        self._page.heights_changed()
