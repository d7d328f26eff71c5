"""What is looked for on the page: found in slices, marked in the text and beside it, stepped through."""

import re
from functools import partial
from typing import TYPE_CHECKING

from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBarRender

from reader.i18n import tr
from reader.page.line import Line
from reader.tui.page.paint import Overlay

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.page.layout.layout import Position
    from reader.page.navigation.find import Finder
    from reader.tui.page.page_view import PageView

SLICE_S, BREATH_S = 0.008, 0.01
"""How long one step of looking may keep the loop, and how long the loop then has for others."""

MARK = "─"
"""Stands in the scrollbar where something was found."""


class PageSearch:
    """One search at a time, in the text of one page."""

    def __init__(self, page: "PageView") -> None:
        self._page = page
        self._finder: Finder | None = None
        self._origin: Position | None = None
        self._here: Position | None = None
        """The one that one stands on."""
        self._missed: Callable[[], None] | None = None

    @property
    def is_open(self) -> bool:
        """Whether something is looked for."""
        return self._finder is not None

    @property
    def here(self) -> "Position | None":
        """The one that one stands on, if any."""
        return self._here

    def look_for(
        self, pattern: re.Pattern[str], origin: "Position", missed: "Callable[[], None] | None" = None
    ) -> None:
        """Look for something and go to the first of it from ``origin`` on; ``missed`` is done where there is none."""
        from reader.page.navigation.find import Finder  # only when something is looked for

        shown = self._page.shown
        if shown is None:
            return
        self._finder = Finder(shown.layout.blocks, pattern, origin.block)
        self._origin, self._here, self._missed = origin, None, missed
        self._draw_bar_by(_marked(self._marks))
        self._look_on(self._finder)

    def renew(self) -> None:
        """Look for the same again, the text being another one."""
        if self._finder and self._page.shown:
            here = self._here or self._origin
            if here:
                self.look_for(self._finder.pattern, here)

    def close(self) -> None:
        """Look for nothing any more."""
        if self._finder:
            self._finder = self._origin = self._here = None
            self._draw_bar_by(ScrollBarRender)
            self._show()

    def step(self, direction: int) -> bool:
        """Go to the next one or the one before; return whether there is one."""
        here = self._here or self._origin
        if self._finder is None or here is None:
            return False
        found = self._finder.after(here) if direction > 0 else self._finder.before(here)
        if found:
            self._go(found)
        return found is not None

    def told(self) -> str:
        """Return which of how many one stands on, for the status line; empty while nothing is looked for."""
        finder = self._finder
        if finder is None:
            return ""
        if not finder.count:
            return tr("not found") if finder.is_done else tr("looking …")
        number = finder.number(self._here) if self._here else 0
        if finder.is_whole:
            return tr("{number:,}/{count:,} found", number=number, count=finder.count)
        return tr("{number:,}/{count:,} found and more", number=number, count=finder.count)

    def overlays(self, line: Line) -> list[Overlay]:
        """Return what to lay over a line."""
        if self._finder is None:
            return []
        here = self._here
        is_here = here is not None and here.block == line.block
        return [
            Overlay(start, end, "found-here" if is_here and here and here.offset == start else "found")
            for start, end in self._finder.between(line.block, line.start, line.end)
        ]

    def _draw_bar_by(self, renderer: type[ScrollBarRender]) -> None:
        # For this scrollbar alone, which its documentation allows though its type does not.
        self._page.vertical_scrollbar.renderer = renderer  # type: ignore[misc]

    def _look_on(self, finder: "Finder") -> None:
        if finder is not self._finder or self._origin is None:
            return  # something else is looked for meanwhile
        going = finder.step(SLICE_S)
        if self._here is None and (first := finder.at_or_after(self._origin)):
            self._go(first)
        else:
            self._show()
        if going:
            self._page.set_timer(BREATH_S, partial(self._look_on, finder))
        elif self._missed and not finder.count:
            self.close()
            self._missed()

    def _go(self, place: "Position") -> None:
        self._here = place
        self._page.reveal(place)
        self._show()

    def _show(self) -> None:
        self._page.redraw()
        self._page.vertical_scrollbar.refresh()
        self._page.post_message(self._page.Scrolled())

    def _marks(self, size: int) -> dict[int, Style]:
        """Return which of so many cells of the scrollbar have a mark, and how it looks."""
        shown, finder = self._page.shown, self._finder
        if shown is None or finder is None or not size:
            return {}
        height = self._page.height
        if height <= size:
            return {}  # all is seen at once, and a bar would say nothing of where it is
        look = self._page.get_component_rich_style("page--found-bar", partial=True)
        edges = [height * cell // size for cell in range(size + 1)]
        return {
            cell: look
            for cell in range(size)
            if finder.is_in(shown.layout.blocks_on(edges[cell], max(1, edges[cell + 1] - edges[cell])))
        }


def _marked(marks: "Callable[[int], dict[int, Style]]") -> type[ScrollBarRender]:
    """Return what draws a scrollbar with marks; Textual wants a class."""

    class Marked(ScrollBarRender):
        def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
            for bar in super().__rich_console__(console, options):
                assert isinstance(bar, Segments)
                segments = list(bar.segments)
                for cell, look in marks(len(segments)).items():
                    style = segments[cell].style or Style()
                    ground = style.color if style.reverse else style.bgcolor
                    mark = Style(color=look.color, bgcolor=ground, meta=style.meta)
                    segments[cell] = Segment(MARK * self.thickness, mark)
                yield Segments(segments, new_lines=True)

    return Marked
