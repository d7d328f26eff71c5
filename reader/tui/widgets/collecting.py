"""When garbage is collected: a little between keys, everything while the user reads, nothing in the way of a key.

Reference counting frees what is dropped. Circles wait for the collector, which stops every thread: 60 ms if it walks
through the whole program each time. So what the program is made of is taken out of its sight once, and what is made
later is looked at in pauses.
"""

import gc
import sys
from functools import cache
from time import monotonic
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual._styles_cache import StylesCache  # not public; it keeps widgets that are gone
from textual.screen import Screen
from textual.strip import Strip

if TYPE_CHECKING:
    import ctypes

    from textual.timer import Timer
    from textual.widget import Widget

YOUNG_LIMIT = 20_000
"""Objects that may be made before Python collects among them by itself, in 2 ms: a long text, many keys without a pause."""

YOUNG_KEPT = 500
"""Objects that are too few to be looked at in a pause."""

PAUSE_S = 0.15
"""A pause: nothing has happened on the screen for this long."""

FULL_EVERY_S = 5.0
"""How often everything that was made since the start is looked at, at most: what waits for it takes memory meanwhile."""

GIVE_BACK_EVERY_S = 20.0
"""How often the system is given what is free, at most: it takes some milliseconds, and to get it again too."""

FULL_AFTER = 2
"""Young collections before that is worth it."""

REST_PER_COST = 40
"""A full collection waits for a pause this many times as long as it takes itself: 0.2 s for 5 ms, 4 s for 100 ms."""

S_PER_BLOCK = 50e-9
"""About what a full collection takes for each block of memory that was taken since the start."""

MODULES_PER_FREEZE = 40
"""When this many modules were imported since the last time, they are taken out of sight as well."""


HEAPS = 2
"""Heaps that the C library may have, instead of eight for each core: each keeps what its threads once took."""

_M_ARENA_MAX = -8
"""The number of that limit, in glibc's ``malloc.h``."""

ENTRIES_KEPT = 1_000
"""Entries that a large cache of Textual or Rich may have."""

_LARGE_CACHES = (
    Strip.render_ansi,  # the codes of each style: images have thousands, each cell has another
    Segment._split_cells,  # noqa: SLF001 - what was cut where: it would hold text of hours before its 16,384 are there
)


def collect_rarely() -> None:
    """Take what there is now out of the collector's sight; collect by itself only where very much is made at once."""
    gc.freeze()
    gc.set_threshold(YOUNG_LIMIT, sys.maxsize // 2**33, sys.maxsize // 2**33)
    gc.enable()


def drop_what_textual_keeps() -> None:
    """Empty caches of Textual that would grow for hours before they are full.

    One is on a method, so it holds the widgets of closed dialogs with all that these have drawn.
    """
    StylesCache.get_inner_outer.cache_clear()
    for each in _LARGE_CACHES:
        if each.cache_info().currsize > ENTRIES_KEPT:
            each.cache_clear()


@cache
def _c_library() -> "ctypes.CDLL | None":
    """Return the C library where it is glibc; others give memory back by themselves, or have no such function."""
    try:
        import ctypes  # 2 ms: after the first frame

        library = ctypes.CDLL(None)
        return library if hasattr(library, "gnu_get_libc_version") else None
    except (ImportError, OSError, TypeError):
        return None


def bound_heaps() -> None:
    """Let new threads share the heaps that there are."""
    if library := _c_library():
        library.mallopt(_M_ARENA_MAX, HEAPS)


def give_back() -> None:
    """Give the system what is free on the heaps."""
    if library := _c_library():
        library.malloc_trim(0)


class Collecting:
    """Frees circles in the pauses of a widget, which calls ``notice`` whenever it has done something."""

    def __init__(self, widget: "Widget") -> None:
        self._widget = widget
        self._timer: Timer | None = None
        self._busy_at = self._full_at = self._given_at = monotonic()
        self._is_own = False
        """The next notice is of our own timer."""
        self._young = 0
        """Collections of young objects since the last full one."""
        self._modules = self._blocks = 0
        """Modules that were there when objects were taken out of sight last, and blocks of memory."""
        self._thresholds: tuple[int, int, int] | None = None

    def start(self) -> None:
        """Begin: the program stands."""
        self._thresholds = gc.get_threshold()
        collect_rarely()
        bound_heaps()
        self._remember_size()

    def stop(self) -> None:
        """Leave collecting to Python."""
        if self._timer:
            self._timer.stop()
        if self._thresholds:
            gc.set_threshold(*self._thresholds)
            self._thresholds = None

    def notice(self) -> None:
        """Take note that something was done; collect at the next pause, if that is worth it."""
        if self._is_own:
            self._is_own = False
            return
        self._busy_at = monotonic()
        if self._thresholds and self._timer is None and self._is_worth_it():
            self._timer = self._widget.set_timer(PAUSE_S, self._look)

    def _is_worth_it(self) -> bool:
        return gc.get_count()[0] > YOUNG_KEPT or self._is_full_due()

    def _is_full_due(self) -> bool:
        return self._young >= FULL_AFTER and monotonic() - self._full_at >= FULL_EVERY_S

    def _look(self) -> None:
        """Collect if this is a pause, else wait for one."""
        self._timer, self._is_own = None, True
        rest = monotonic() - self._busy_at
        if rest < PAUSE_S * 0.9:
            self._wait(PAUSE_S - rest)
            return
        if gc.get_count()[0] > YOUNG_KEPT:
            gc.collect(0)
            self._young += 1
        if self._is_full_due():
            needed = (sys.getallocatedblocks() - self._blocks) * S_PER_BLOCK * REST_PER_COST
            if rest < needed:
                self._wait(needed - rest)
            else:
                self._collect_all()

    def keep_what_is_there(self) -> None:
        """Take what there is now out of sight: much was loaded that stays."""
        if self._thresholds:
            gc.freeze()
            self._remember_size()

    def _wait(self, seconds: float) -> None:
        self._timer = self._widget.set_timer(seconds, self._look)

    def _collect_all(self) -> None:
        self._young = 0
        drop_what_textual_keeps()
        gc.collect()
        self._full_at = monotonic()
        if self._full_at - self._given_at >= GIVE_BACK_EVERY_S:
            give_back()
            self._given_at = self._full_at
        if len(sys.modules) - self._modules >= MODULES_PER_FREEZE:  # a few times in all
            self.keep_what_is_there()

    def _remember_size(self) -> None:
        self._modules, self._blocks = len(sys.modules), sys.getallocatedblocks()


class CollectingScreen(Screen[None]):
    """A screen in whose pauses garbage is collected, once ``collecting`` was started."""

    def __init__(self) -> None:
        super().__init__()
        self.collecting = Collecting(self)

    def on_idle(self) -> None:
        """Look for a pause."""
        self.collecting.notice()

    def on_unmount(self) -> None:
        """Leave collecting to Python."""
        self.collecting.stop()
