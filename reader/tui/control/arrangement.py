"""How list and page stand, how many rows an article has and how large the list is: as settings say, or as the user chose.

Pure: values in, values out. What was chosen is remembered, sizes for each layout and for windows as broad.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from reader.settings import LAYOUTS

if TYPE_CHECKING:
    from reader.actions.workspace.session import Session
    from reader.settings import Settings

NARROW = 60
"""Windows of fewer columns show one pane at a time."""

WIDE = 100
"""From this many columns on, the window is a wide one, in which three columns have room."""

BROAD = 140
"""From this many columns on, the outline of an article stands beside it."""

TALL = 24
"""From this many rows on, the list has room above the page."""

SHORT = 18
"""Windows of fewer rows show articles in one row each."""

LIST_LEAST = 16
"""Cells that the list keeps when the page grows."""

PAGE_LEAST = 24
"""Cells that the page keeps when the list grows."""

ROWS_LEAST = 5
"""Rows that list and page keep where one stands above the other."""

TWO, THREE, TOP = LAYOUTS
DENSITIES = 3


class Remembered(NamedTuple):
    """What a session keeps of it."""

    layout: tuple[str, ...]
    """The layout that was chosen and the one that the setting named then; empty: none was chosen."""
    density: tuple[str, ...]
    """The rows that were chosen and those that the setting named then."""
    sizes: tuple[str, ...]
    """Sizes of the list, as ``layout columns=cells``."""


class Arrangement:
    """What was chosen, else what the settings say."""

    def __init__(self, settings: "Settings", session: "Session") -> None:
        self._settings = settings
        layout = _chosen(session.layout, settings.layout)
        self.layout = layout if layout in LAYOUTS else settings.layout
        """The layout that is wanted; ``fitting`` says which has room."""
        density = _chosen(session.density, str(settings.density))
        self.density = int(density) if density in {"1", "2", "3"} else settings.density
        """Rows of an article, where the window has room."""
        former = session.sidebar_width
        self._sizes = {f"{TWO} {least}": former for least in (NARROW, WIDE, BROAD)} if former else {}
        self._sizes |= _sizes(session.sizes)

    @property
    def remembered(self) -> Remembered:
        """What the next session begins with. A setting that is changed meanwhile goes before it."""
        layout, density = self._settings.layout, self._settings.density
        return Remembered(
            (self.layout, layout) if self.layout != layout else (),
            (str(self.density), str(density)) if self.density != density else (),
            tuple(f"{key}={size}" for key, size in self._sizes.items()),
        )

    def take_setting(self, settings: "Settings", name: str) -> None:
        """Take what a setting says now, ``layout`` or ``density``, instead of what was chosen."""
        setattr(self, name, getattr(settings, name))

    def next_layout(self) -> None:
        """Want the next layout."""
        self.layout = LAYOUTS[(LAYOUTS.index(self.layout) + 1) % len(LAYOUTS)]

    def next_density(self) -> None:
        """Give articles one row more, and after three one."""
        self.density = self.density % DENSITIES + 1

    def fitting(self, columns: int, rows: int) -> str:
        """Return the layout that a window has room for."""
        if self._settings.screen_reader:
            return TWO
        has_room = {TWO: True, THREE: columns >= WIDE, TOP: columns >= NARROW and rows >= TALL}
        return self.layout if has_room[self.layout] else TWO

    def row_height(self, rows: int) -> int:
        """Return how many rows an article has in a window."""
        return 1 if rows < SHORT or self._settings.screen_reader else self.density

    def size(self, columns: int, rows: int) -> int:
        """Return the cells of the list (above the page: its rows), as chosen in a window as broad; 0: none were."""
        has_sizes = columns >= NARROW and not self._settings.screen_reader
        size = self._sizes.get(self._key(columns, rows), 0) if has_sizes else 0
        return self._within(size, columns, rows) if size else 0

    def resize(self, size: int, columns: int, rows: int) -> None:
        """Give the list this many cells or rows, as far as list and page stay usable."""
        if columns >= NARROW:
            self._sizes[self._key(columns, rows)] = self._within(size, columns, rows)

    def _key(self, columns: int, rows: int) -> str:
        breadth = max(least for least in (NARROW, WIDE, BROAD) if columns >= least)
        return f"{self.fitting(columns, rows)} {breadth}"

    def _within(self, size: int, columns: int, rows: int) -> int:
        if self.fitting(columns, rows) == TOP:
            return max(ROWS_LEAST, min(size, rows - ROWS_LEAST))
        return max(LIST_LEAST, min(size, max(LIST_LEAST, columns - PAGE_LEAST)))


def _chosen(choice: tuple[str, ...], setting: str) -> str:
    """Return what was chosen while the setting was as it is now, else the setting."""
    return choice[0] if len(choice) == 2 and choice[1] == setting else setting


def _sizes(written: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    for each in written:
        key, equals, size = each.partition("=")
        if equals and size.isascii() and size.isdecimal() and len(size) < 5:
            yield key, int(size)
