"""A line of text with a left and a right part: the status, the hints, the breadcrumb."""

from textual.content import Content
from textual.widget import Widget

from reader.text import cell_width, fit

Piece = tuple[str, bool]
"""A text, and whether it stands out."""


class Bar(Widget):
    """One row; the right part is shown whole, the left one gives way."""

    ALLOW_SELECT = False

    def __init__(self, id: str) -> None:  # noqa: A002 - the screen library's own name for it
        super().__init__(id=id, classes="bar")
        self._left: tuple[tuple[Piece, ...], ...] = ()
        self._right = ""

    def say(self, left: str, right: str = "", *, stands_out: bool = False) -> None:
        """Show these; the left one is cut where both do not fit."""
        self.say_groups((((left, stands_out),),), right)

    def say_groups(self, left: tuple[tuple[Piece, ...], ...], right: str = "") -> None:
        """Show a left part of several groups; one that does not fit is left out, the first is cut."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    def render(self) -> Content:
        """Return the line, as wide as the bar."""
        width = self.size.width
        right = fit(self._right, width)
        room = width - cell_width(right) - (2 if right else 0)
        pieces: list[tuple[str, str]] = []
        for number, group in enumerate(self._left):
            if number and sum(cell_width(text) for text, _ in group) > room:
                break
            for text, stands_out in group:
                shown = fit(text, room)
                room -= cell_width(shown)
                pieces.append((shown, "$heading bold" if stands_out else ""))
        gap = " " * (max(0, room) + (2 if right else 0))
        return Content.assemble(*pieces, gap, right)
