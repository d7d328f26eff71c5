"""Letters over the links on the screen: typed, they open the link."""

from bisect import bisect_right
from collections import deque
from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual import events
from textual.strip import Strip

from reader.page.navigation.links import Link, can_be_followed, links_of
from reader.text import cell_width
from reader.tui.keys.keymap import key_name

if TYPE_CHECKING:
    from reader.page.line import Line
    from reader.page.position import Position
    from reader.tui.page.page_view import PageView

LETTERS = "asdfghjkl"
"""The home row."""


class Hint(NamedTuple):
    """A link with its letters, and the cell where they stand."""

    label: str
    row: int
    """Of the screen."""
    cell: int
    link: Link


class View(NamedTuple):
    """What is on the screen: in another view the letters would stand elsewhere."""

    article: int
    place: "Position | None"
    size: tuple[int, int]


def labels(count: int) -> list[str]:
    """Return so many labels, as short as can be and the shortest first; none is the beginning of another."""
    waiting = deque([""])
    while len(waiting) < count or waiting[0] == "":
        shortest = waiting.popleft()
        waiting.extend(shortest + letter for letter in LETTERS)
    return list(islice(waiting, count))


class LinkHints:
    """The letters over one page, while they are shown."""

    def __init__(self, page: "PageView") -> None:
        self._page = page
        self._hints: list[Hint] = []
        self._typed = ""
        self._view: View | None = None
        self._chosen: Callable[[Link], None] = lambda _: None

    @property
    def is_open(self) -> bool:
        """Whether letters are shown; they go when the text moves."""
        return bool(self._hints) and self._view == self._now()

    def open(self, chosen: Callable[[Link], None]) -> bool:
        """Show letters over the links on the screen and hand over the one that is typed; False: there is no link."""
        found = self._visible()
        names = labels(len(found)) if found else []
        self._hints = [
            Hint(name, row, cell, link) for name, (row, cell, link) in zip(names, found, strict=True)
        ]
        self._typed, self._view, self._chosen = "", self._now(), chosen
        self._page.refresh()
        return bool(found)

    def close(self) -> None:
        """Show none any more."""
        self._hints = []
        self._page.refresh()

    def take(self, event: events.Key) -> bool:
        """Take a key; one that is no letter ends it and, but for esc, goes on to mean what it means."""
        key = key_name(event.key, event.character).lower()
        if key == "backspace" and self._typed:
            self._typed = self._typed[:-1]
        elif len(key) == 1 and key.isalpha():
            if any(hint.label.startswith(self._typed + key) for hint in self._hints):
                self._typed += key
        else:
            self.close()
            return key in {"escape", "backspace"}
        opened = next((hint for hint in self._hints if hint.label == self._typed), None)
        if opened:
            self.close()
            self._chosen(opened.link)
        self._page.refresh()
        return True

    def over(self, row: int, strip: Strip) -> Strip:
        """Return a row of the screen with the letters on it."""
        for hint in self._hints if self.is_open else ():
            if hint.row == row and hint.label.startswith(self._typed):
                look = self._page.get_component_rich_style("page--hint")
                end = hint.cell + len(hint.label)
                letters = Strip([Segment(hint.label.upper(), look)])
                width = strip.cell_length
                strip = Strip.join([strip.crop(0, hint.cell), letters, strip.crop(end, width)])
        return strip

    def _now(self) -> View:
        page = self._page
        return View(page.shown.article if page.shown else 0, page.place, page.size)

    def _visible(self) -> list[tuple[int, int, Link]]:
        """Return the links of which the beginning is on the screen, or else what is seen of them, with row and cell."""
        page, found = self._page, dict[Link, tuple[int, int]]()
        if not page.shown:
            return []
        layout, links = page.shown.layout, dict[int, dict[int, Link]]()
        for row in range(page.size.height):
            line = layout.line(page.top + row)
            if line is None or not any(span.link for span in line.spans):
                continue
            if line.block not in links:
                block = layout.blocks[line.block]
                links[line.block] = {link.start: link for link in links_of(block, line.block)}
            for cell, link in _on_line(line, links[line.block]):
                if link not in found and can_be_followed(link.address):
                    found[link] = (row, page.left + cell)
        return [(row, cell, link) for link, (row, cell) in found.items()]


def _on_line(line: "Line", links: dict[int, Link]) -> list[tuple[int, Link]]:
    """Return the links on a line with the cells where they begin on it; ``links`` by where they begin."""
    starts, cell = list(links), 0
    found: list[tuple[int, Link]] = []
    for span in line.spans:
        if span.link and span.offset >= 0:
            at = bisect_right(starts, span.offset) - 1
            if at >= 0 and links[starts[at]].end > span.offset:
                found.append((cell, links[starts[at]]))
        cell += cell_width(span.text)
    return found
