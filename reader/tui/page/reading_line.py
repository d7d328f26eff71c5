"""The line of the page that is read, for a screen reader: the terminal's cursor stands there, and moves by lines with text."""

from typing import TYPE_CHECKING

from textual.geometry import Offset, Region

from reader.i18n import joined, tr
from reader.page.line import Line, Role, Span
from reader.tui.page.ending import ROWS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.page.position import Position
    from reader.tui.page.paint import Overlay
    from reader.tui.page.text_view import TextView


class ReadingLine:
    """One line on the screen; where the page is turned, the first with text."""

    def __init__(self, text: "TextView") -> None:
        self._text = text
        self._at: int | None = None
        """Which row of the screen it is; None: the first with text."""
        self._place: Position | None = None
        """Where in it the cursor stands; None: at its beginning."""

    def begin(self) -> None:
        """Take the first line on the screen: another part of the text is there."""
        self._at = self._place = None

    def go(self, place: "Position") -> None:
        """Take the line of a position that is on the screen."""
        text = self._text
        if text.shown:
            self._at, self._place = text.shown.layout.row(place) - text.top, place

    def step(self, count: int) -> None:
        """Go that many lines with text down or (negative) up; at the edge of the screen a page further."""
        text, direction = self._text, 1 if count > 0 else -1
        for _ in range(abs(count)):
            row = self._beside(self.row, direction)
            if row is None:
                break
            if row not in text.rows_seen:
                text.scroll_to_row(row if direction > 0 else row - text.size.height + 1)
            self._at, self._place = row - text.top, None
        self._text.refresh(Region(0, self.row - text.top, 1, 1))  # which writes where the cursor is

    @property
    def row(self) -> int:
        """The row of the page."""
        text = self._text
        row = text.top if self._at is None else text.top + self._at
        if self._at is not None and row in text.rows_seen:
            return row
        return next((each for each in text.rows_seen if self._has_text(each)), text.top)

    @property
    def cell(self) -> Offset:
        """Where the cursor stands on the page, from its upper left corner on the screen."""
        shown, place, row = self._text.shown, self._place, self.row
        x = self._text.left
        if shown and place and shown.layout.row(place) == row:
            from reader.page.navigation.caret import cell_of  # loaded by what has found the position

            x += cell_of(shown.layout, place)
        return Offset(x, row - self._text.top)

    def _beside(self, row: int, direction: int) -> int | None:
        """Return the next row with text in a direction; None: there is none."""
        text = self._text
        if text.shown:  # heights are exact there
            text.shown.layout.prepare(max(0, row - text.size.height), 2 * text.size.height)
        row += direction
        while 0 <= row < text.height:
            if self._has_text(row):
                return row
            row += direction
        return None

    def _has_text(self, row: int) -> bool:
        text = self._text
        if text.shown is None:
            return False
        below = row - text.shown.layout.height
        if below >= 0:
            return bool(text.rows_below) and below == ROWS - 1
        line = text.shown.layout.line(row)
        return line is not None and any(span.text.strip() for span in line.spans)


def with_words(line: Line, overlays: "Sequence[Overlay]") -> Line:
    """Return a line with what is laid over it in words at its end."""
    words = {
        "highlight": tr("highlighted"),
        "found": tr("found"),
        "watch": tr("watch word"),
        "selection": tr("selected"),
    }
    kinds = dict.fromkeys(
        each.look.partition("-")[0] for each in overlays if each.end > line.start and each.start < line.end
    )
    found = joined(*(words[each] for each in kinds if each in words))
    return line._replace(spans=(*line.spans, Span(tr(" ({word})", word=found), Role.META))) if found else line
