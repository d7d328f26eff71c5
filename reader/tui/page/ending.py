"""What stands below the text of an article: a quiet line that says what comes next."""

from typing import TYPE_CHECKING

from textual.strip import Strip

from reader.i18n import tr
from reader.text import fit

if TYPE_CHECKING:
    from reader.tui.list.sidebar_model import SidebarModel
    from reader.tui.page.page_view import PageView
    from reader.tui.page.paint import Paint

ROWS = 3
"""Two of air, so that it is not taken for a part of the text, and the line itself."""

CLICKED = "next"
"""The name in the meta of the line's cells by which a click is known to be on it."""


class Ending:
    """Names the article that reading on leads to; the text knows nothing of it, nor do finding and copying."""

    def __init__(self, page: "PageView", paint: "Paint") -> None:
        self._page, self._paint = page, paint
        self._title = ""
        self.rows = 0
        """Rows below the text. They go with the article only: nothing moves under the reader."""

    def follow(self, model: "SidebarModel", *, anew: bool = False) -> None:
        """Name what the list has next; ``anew``: for the article that is about to be shown.

        Nothing is done while the cursor is on its way to another article: what is shown then follows anew.
        """
        shown = self._page.shown
        if not anew and not (shown and model.cursor.article in {0, shown.article}):
            return
        article = model.coming()
        row = model.rows([article]).get(article) if article else None
        title, rows = (row.title, ROWS) if row else ("", 0)
        rows = rows if anew else max(rows, self.rows)
        if (title, rows) != (self._title, self.rows):
            self._title, self.rows = title, rows
            if shown and not anew:
                self._page.idle_layout.fit_scrollbar()
                self._page.refresh()

    def strip(self, row: int, left: int, measure: int, width: int) -> Strip:
        """Return the row so far below the text, ``left`` cells in and at most ``measure`` wide."""
        if row != ROWS - 1 or not self._title:
            return self._paint.blank(width)
        sentence = fit(tr("Next: {title}", title=self._title), measure)
        return self._paint.aside("next", sentence, left, {CLICKED: True})
