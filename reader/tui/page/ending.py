"""What stands below the text of an article: a quiet line that says what comes next."""

from textual.strip import Strip

from reader.i18n import tr
from reader.text import fit
from reader.tui.page.paint import Paint

ROWS = 3
"""Two of air, so that it is not taken for a part of the text, and the line itself."""

CLICKED = "next"
"""The name in the meta of the line's cells by which a click is known to be on it."""


class Ending:
    """Names the article that reading on leads to; finding and copying know nothing of it."""

    def __init__(self) -> None:
        self._title = ""
        self.rows = 0
        """Rows below the text. They go with the article only: nothing moves under the reader."""

    def name(self, title: str, *, is_new: bool) -> bool:
        """Take the title of the next article (empty: there is none); return whether anything changed.

        ``is_new``: it comes after an article that is about to be shown.
        """
        rows = ROWS if title else 0
        rows = rows if is_new else max(rows, self.rows)
        has_changed = (title, rows) != (self._title, self.rows)
        self._title, self.rows = title, rows
        return has_changed

    def strip(self, paint: Paint, row: int, left: int, measure: int, width: int) -> Strip:
        """Return the row that far below the text, ``left`` cells in and at most ``measure`` wide."""
        if row != ROWS - 1 or not self._title:
            return paint.blank(width)
        sentence = fit(tr("Next: {title}", title=self._title), measure)
        return paint.aside("next", sentence, left, {CLICKED: True})
