"""Rows as they are drawn: strips that are freed when they are dropped."""

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.strip import Strip


class DrawnRow(Strip):
    """A whole row of a widget.

    A strip of Textual keeps itself in its own cache when it is drawn whole. Rows are dropped by the thousand
    in an hour of reading, and the collector of such circles then stopped each page for 30 ms.
    """

    __slots__ = ("_filtered",)

    def __init__(self, segments: Iterable[Segment], cell_length: int | None = None) -> None:
        super().__init__(segments, cell_length)
        self._filtered: dict[tuple[LineFilter, Color], DrawnRow] = {}

    def apply_filter(self, filter: LineFilter, background: Color) -> Strip:  # noqa: A002 - Textual's name
        """Return the row as the filter leaves it, the same object each time."""
        key = (filter, background)
        if (row := self._filtered.get(key)) is None:
            row = self._filtered[key] = DrawnRow(filter.apply(list(self), background), self.cell_length)
        return row

    def crop_extend(self, start: int, end: int, style: Style | None) -> Strip:
        """Return the cells from ``start`` to ``end``, filled up in ``style``."""
        return self if (start, end) == (0, self.cell_length) else super().crop_extend(start, end, style)

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """Return the parts between cells."""
        cuts = list(cuts)
        return [self] if cuts == [self.cell_length] else super().divide(cuts)


class DrawnImage(DrawnRow):
    """A row with a part of an image: bars of ours, blanks and block characters.

    The app's filters, the second wall among them, let it pass: there is no text of an article in it, and thousands of
    cells that differ all would be looked at one by one.
    """

    __slots__ = ()

    def apply_filter(self, filter: LineFilter, background: Color) -> Strip:  # noqa: A002, ARG002 - Textual's signature
        """Return the row as it is."""
        return self
