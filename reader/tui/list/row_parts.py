"""What the rows of the sidebar are made of: a group's heading, the two rows of an article. Values in, spans out."""

from collections.abc import Sequence
from typing import NamedTuple

from reader.actions.finding.watching import Mark
from reader.article.reading import format_minutes
from reader.i18n import tr
from reader.library import Row
from reader.text import cell_width, clean_line, fit, pad
from reader.tui.list.spans import Ink, Span
from reader.tui.list.watch_marks import marked
from reader.tui.widgets.symbols import Symbols

SOURCE_FROM = 40
"""In lists of fewer cells the row of a title does not name the source."""

INDENT = 2
"""Cells by which a group in a group is indented."""

SUMMARY = 600
"""Characters of a summary that are looked at."""


class Heading(NamedTuple):
    """What the heading of a group shows."""

    name: str
    """What the group is called."""
    number: int
    """What stands beside it; 0: nothing."""
    is_open: bool | None
    """Whether its articles are listed; None: they stand beside it."""
    is_failing: bool
    """Whether it is a feed that could not be fetched."""
    is_path: bool
    """Whether the name is a path of folders, which is shortened at its beginning."""
    depth: int = 0
    """How many groups it is in."""


class RowParts(NamedTuple):
    """Makes the rows of one item, in a list ``width`` cells wide."""

    symbols: Symbols
    """The symbols that are drawn."""
    bar: str
    """The bar that it is drawn on, as ``Ink`` has it."""
    width: int
    """Cells of a row."""
    is_marked: bool
    """Whether the cursor is on the item, in a list without the focus."""

    def ink(self, part: str) -> Ink:
        """Return how a part of the row looks."""
        return Ink(part, self.bar)

    def heading(self, heading: Heading) -> list[Span]:
        """Return the row of a group's heading."""
        count, symbols = str(heading.number or ""), self.symbols
        if heading.is_failing:
            count = f"{symbols.problem} {count}".rstrip()
        indent = INDENT * heading.depth
        sign = "" if heading.is_open is None else f"{symbols.open if heading.is_open else symbols.closed} "
        sign = f"{' ' * indent}{sign}"
        room = max(0, self.width - 2 - len(sign) - len(count))
        free = room - 1 if count else room  # a number never touches a name that is cut
        name = _short_path(heading.name, free) if heading.is_path else heading.name
        return [
            self._edge(),
            Span(sign, self.ink("group")),
            Span(pad(fit(name, max(0, free)), room), self.ink("group")),
            Span(f"{count} ", self.ink("count")),
        ]

    def title(self, row: Row, age: str, watched: str = "", marks: Sequence[Mark] = ()) -> list[Span]:
        """Return the row of an article's title; ``age`` stands at its right, if it is not empty.

        ``watched`` is the colour of the watch word that the article has, ``marks`` are those in its title.
        """
        symbols, look = self.symbols, self.ink
        flags = ((row.has_problem, symbols.problem), (row.later, symbols.later), (row.starred, symbols.star))
        signs = "".join(symbol for is_on, symbol in flags if is_on)
        sign, part = f" {symbols.watched}" if watched else "", "read" if row.read else "unread"
        room = self.width - 4 - cell_width(signs) - (1 if signs else 0) - cell_width(sign)
        tail = self._named_source(row, room - cell_width(row.title) - cell_width(age) - 3) if age else ""
        tail += f" {age}" if age else ""
        room -= cell_width(tail)
        return [
            self._edge(),
            Span(f"{' ' if row.read else symbols.unread} ", look("dot")),
            *marked(pad(row.title, room), row.title, look(part), marks),
            *([Span(" ", look(part)), Span(sign.strip(), look(f"watch-{watched}"))] if watched else []),
            Span(f" {signs}" if signs else "", look("star")),
            Span(f"{tail} ", look("meta")),
        ]

    def details(self, row: Row, age: str, others: int) -> list[Span]:
        """Return the row below an article's title; ``others``: for how many articles beside itself it stands."""
        parts = [age, format_minutes(row.minutes), row.source]
        if others:
            parts.insert(0, tr("×{count}", count=others + 1))
        if row.draft:
            parts.append(tr("draft"))
        text = fit(" · ".join(filter(None, parts)), self.width - 4)
        return [self._edge(), Span(pad(f"  {text}", self.width - 1), self.ink("meta"))]

    def summary(self, row: Row) -> list[Span]:
        """Return the third row of an article: the first line of its summary, else how its text begins."""
        text = fit(clean_line((row.summary or row.opening)[:SUMMARY].partition("\n")[0]), self.width - 4)
        return [self._edge(), Span(pad(f"  {text}", self.width - 1), self.ink("meta"))]

    def _named_source(self, row: Row, free: int) -> str:
        """Return an article's source for the row of its title: in what that leaves free, or a quarter of the row."""
        if not row.source or self.width < SOURCE_FROM:
            return ""
        return f"  {fit(row.source, max(self.width // 4, min(free, self.width // 3)))}"

    def _edge(self) -> Span:
        return Span(self.symbols.cursor if self.is_marked else " ", self.ink("mark"))


def _short_path(path: str, room: int) -> str:
    """Return a folder's path, without as many of its first parts as it takes to fit: the last one says most."""
    parts = path.split("/")
    shorter = ["/".join(["…", *parts[start:]]) for start in range(1, len(parts) - 1)]
    last = "/".join(parts[-2:])
    return next((each for each in (path, *shorter, last) if cell_width(each) <= room), last)
