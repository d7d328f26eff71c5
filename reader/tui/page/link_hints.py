"""Link hints: letters over the links on the screen; typing them opens a link."""

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
    from reader.tui.page.text_view import TextView

LETTERS = "asdfghjkl"
"""The home row."""


class Hint(NamedTuple):
    """A link with its letters, and the cell where they stand."""

    label: str
    """The letters."""
    row: int
    """The row of the screen."""
    cell: int
    """The cell of that row, from the left edge of the page."""
    link: Link
    """The link."""


class View(NamedTuple):
    """What is on the screen; in another view the letters would be in other cells."""

    article: int
    """What is shown."""
    place: "Position | None"
    """The position of the top row."""
    size: tuple[int, int]
    """Columns and rows of the page."""


def labels(count: int) -> list[str]:
    """Return ``count`` labels, as short as possible, the shortest first; none is the beginning of another."""
    waiting = deque([""])
    while len(waiting) < count or waiting[0] == "":
        shortest = waiting.popleft()
        waiting.extend(shortest + letter for letter in LETTERS)
    return list(islice(waiting, count))


class LinkHints:
    """The letters over one page, while they are shown."""

    def __init__(self, text: "TextView") -> None:
        self._text = text
        self._hints: list[Hint] = []
        self._typed = ""
        self._view: View | None = None
        self._chosen: Callable[[Link], None] = lambda _: None

    @property
    def is_open(self) -> bool:
        """Whether letters are shown; they go when the text moves."""
        return bool(self._hints) and self._view == self.view

    def open(self, chosen: Callable[[Link], None], accepts: Callable[[str], bool] = can_be_followed) -> bool:
        """Show letters over the links on the screen and call ``chosen`` with the link that is typed; False: there is no link.

        ``accepts`` says by their addresses which links count.
        """
        found = self.seen(accepts)
        names = labels(len(found)) if found else []
        self._hints = [
            Hint(name, row, cell, link) for name, (row, cell, link) in zip(names, found, strict=True)
        ]
        self._typed, self._view, self._chosen = "", self.view, chosen
        self._text.refresh()
        return bool(found)

    def close(self) -> None:
        """Remove the letters."""
        self._hints = []
        self._text.refresh()

    def take(self, event: events.Key) -> bool:
        """Take a key; return False for one that ends the hints and means something else too."""
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
        self._text.refresh()
        return True

    def over(self, row: int, strip: Strip) -> Strip:
        """Return a row of the screen with the letters on it."""
        for hint in self._hints if self.is_open else ():
            if hint.row == row and hint.label.startswith(self._typed):
                look = self._text.get_component_rich_style("page--hint")
                start = hint.cell - _blank_before(strip, hint.cell, len(hint.label))
                letters = Strip([Segment(hint.label.upper(), look)])
                width = strip.cell_length
                strip = Strip.join(
                    [strip.crop(0, start), letters, strip.crop(start + len(hint.label), width)]
                )
        return strip

    @property
    def view(self) -> View:
        """What is on the screen now."""
        text = self._text
        return View(text.shown.article if text.shown else 0, text.place, text.size)

    def seen(self, accepts: Callable[[str], bool] = can_be_followed) -> list[tuple[int, int, Link]]:
        """Return row and cell of the links of which the beginning is on the screen, or else of what is seen of them."""
        layout, found = self._text.layout_shown, dict[Link, tuple[int, int]]()
        links = dict[int, dict[int, Link]]()
        for row, at in enumerate(self._text.rows_seen if layout else ()):
            line = layout.line(at) if layout else None
            if layout is None or line is None or not any(span.link for span in line.spans):
                continue
            if line.block not in links:
                block = layout.blocks[line.block]
                links[line.block] = {link.start: link for link in links_of(block, line.block)}
            for cell, link in _on_line(line, links[line.block]):
                if link not in found and accepts(link.address):
                    found[link] = (row, self._text.left + cell)
        return [(row, cell, link) for link, (row, cell) in found.items()]


def _blank_before(strip: Strip, cell: int, most: int) -> int:
    """Return how many cells before this one are blank, up to ``most``: letters there hide none of the text."""
    before = strip.crop(0, cell).text  # from the left edge: half a wide character counts as a blank
    return min(most, len(before) - len(before.rstrip(" ")))


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
