"""Laying out what is not on the screen, a slice at a time, so that no key waits for it."""

import time
from typing import TYPE_CHECKING

from textual.geometry import Size

if TYPE_CHECKING:
    from reader.tui.page.page_view import PageView

SLICE_S, BREATH_S = 0.008, 0.01
"""How long one step may keep the loop, and how long others then have it."""

SIZE_S = 0.3
"""While a long text is laid out, the scrollbar follows that often."""


class IdleLayout:
    """Makes the heights of a page exact; the rows on the screen stay where they are."""

    def __init__(self, page: "PageView") -> None:
        self._page = page
        self._is_going = self._is_colouring = False
        self._sized_at = 0.0

    def begin(self) -> None:
        """Begin with what is shown now, if that has not begun."""
        if not self._is_going:
            self._is_going = True
            self._page.set_timer(BREATH_S, self._step)

    def fit_scrollbar(self) -> None:
        """Let the scrollbar follow the height of the page, as far as it is known."""
        page = self._page
        size = Size(page.scrollable_content_region.width, page.height)
        if size == page.virtual_size:
            return
        is_as_wide = size.width == page.virtual_size.width
        if is_as_wide and page.show_vertical_scrollbar and size.height > page.size.height:
            # Only the bar looks different. A new size the usual way draws every widget of the screen again.
            page.set_reactive(type(page).virtual_size, size)
            page.vertical_scrollbar.window_virtual_size = size.height
        else:
            page.virtual_size = size

    def colour_soon(self) -> None:
        """Give listings on the screen the colours that they still lack, when others have had the loop."""
        if not self._is_colouring:
            self._is_colouring = True
            self._page.set_timer(BREATH_S, self.colour)

    def colour(self) -> None:
        """Give listings on the screen a slice of the colours that they still lack."""
        self._is_colouring = False
        if self._page.shown and self._page.shown.layout.colour(SLICE_S):
            self._page.redraw()  # which asks for the next slice, if there is more

    def _step(self) -> None:
        page = self._page
        if not page.shown:
            self._is_going = False
            return
        layout = page.shown.layout
        place, top = layout.position_at(page.top), page.top
        into = top - layout.row(place)
        self._is_going = layout.settle(SLICE_S)
        moved_to = layout.row(place) + into
        # What is on the screen was exact before: it only has other row numbers if heights above it changed.
        if moved_to != top or (page.virtual_size.height != page.height and self._is_time_to_size()):
            page.settled_to(moved_to)
        if self._is_going:
            page.set_timer(BREATH_S, self._step)
        else:
            page.post_message(page.Scrolled())

    def _is_time_to_size(self) -> bool:
        """Return whether the scrollbar may follow: at the end, and now and then before it."""
        now = time.monotonic()
        if self._is_going and now - self._sized_at < SIZE_S:
            return False
        self._sized_at = now
        return True
