"""The search on the page: matches are found in slices, marked in the text and in the scrollbar, stepped through."""

import re
from typing import TYPE_CHECKING

from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBarRender

from reader.i18n import tr
from reader.page.line import Line, foot_begins
from reader.tui.page.paint import Overlay
from reader.tui.widgets.slices import SLICE_S, Slices

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.page.layout.layout import Position
    from reader.page.navigation.find import Finder
    from reader.tui.page.text_view import TextView

MARK = "─"
"""Stands in the scrollbar where something was found."""


class PageSearch:
    """One search at a time, in the text of one page."""

    def __init__(self, text: "TextView") -> None:
        self._text = text
        self._slices = Slices(text, self._look_on)
        self._finder: Finder | None = None
        self._origin: Position | None = None
        self.here: Position | None = None
        """The match that was gone to last, if any."""
        self._missed: Callable[[], None] | None = None

    @property
    def is_open(self) -> bool:
        """Whether something is looked for."""
        return self._finder is not None

    def look_for(
        self, pattern: re.Pattern[str], origin: "Position", missed: "Callable[[], None] | None" = None
    ) -> None:
        """Find the matches of a regex and go to the first one from ``origin`` on; ``missed`` is called if there is none."""
        from reader.page.navigation.find import Finder  # only when something is looked for

        shown = self._text.shown
        if shown is None:
            return
        self._finder = Finder(shown.layout.blocks, pattern, origin.block)
        self._origin, self.here, self._missed = origin, None, missed
        self._draw_bar_by(_marked(self._marks))
        if self._look_on():
            self._slices.begin()

    def renew(self) -> None:
        """Find the same regex in another text."""
        if self._finder and self._text.shown:
            here = self.here or self._origin
            if here:
                self.look_for(self._finder.pattern, here)

    def close(self) -> None:
        """End the search and remove its marks."""
        if self._finder:
            self._finder = self._origin = self.here = None
            self._draw_bar_by(ScrollBarRender)
            self._show()

    def step(self, direction: int) -> bool:
        """Go to the next match or (-1) the one before; return whether there is one."""
        here = self.here or self._origin
        if self._finder is None or here is None:
            return False
        found = self._finder.after(here) if direction > 0 else self._finder.before(here)
        if found:
            self._go(found)
        return found is not None

    def count_sentence(self) -> str:
        """Return the number of the match and the count of all, for the status line; empty: nothing is looked for."""
        finder = self._finder
        if finder is None:
            return ""
        if not finder.count:
            return tr("not found") if finder.is_done else tr("looking …")
        number = finder.number(self.here) if self.here else 0
        if finder.is_whole:
            return tr("{number:,}/{count:,} found", number=number, count=finder.count)
        return tr("{number:,}/{count:,} found and more", number=number, count=finder.count)

    def overlays(self, line: Line) -> list[Overlay]:
        """Return what to lay over a line."""
        if self._finder is None:
            return []
        here = self.here
        is_here = here is not None and here.block == line.block
        return [
            Overlay(start, end, "found-here" if is_here and here and here.offset == start else "found")
            for start, end in self._finder.between(line.block, line.start, line.end)
        ]

    def _draw_bar_by(self, renderer: type[ScrollBarRender]) -> None:
        # For this scrollbar alone, which its documentation allows though its type does not.
        self._text.vertical_scrollbar.renderer = renderer  # type: ignore[misc]

    def _look_on(self) -> bool:
        """Look at some more of the text; return whether there is more to do."""
        finder = self._finder
        if finder is None or self._origin is None:
            return False
        is_going = finder.step(SLICE_S)
        if self.here is None and (first := finder.at_or_after(self._origin)):
            self._go_to_first(first)
        else:
            self._show()
        if not is_going and self._missed and not finder.count:
            self.close()
            self._missed()
        return is_going

    def _go_to_first(self, place: "Position") -> None:
        """Go to the first match; to the beginning if an article is opened by it and only its tags have the words."""
        shown = self._text.shown
        if self._missed and shown and place.block >= foot_begins(shown.layout.blocks):
            self.here = place
            self._text.put(None)
            self._show()
        else:
            self._go(place)

    def _go(self, place: "Position") -> None:
        self.here = place
        self._text.reveal(place)
        self._show()

    def _show(self) -> None:
        self._text.redraw()
        self._text.vertical_scrollbar.refresh()
        self._text.post_message(self._text.Scrolled())

    def _marks(self, size: int) -> dict[int, Style]:
        """Return which of the ``size`` cells of the scrollbar have a mark, and its style."""
        shown, finder = self._text.shown, self._finder
        if shown is None or finder is None or not size:
            return {}
        height = self._text.height
        if height <= size:
            return {}  # all is seen at once, and a bar would say nothing of where it is
        look = self._text.get_component_rich_style("page--found-bar", partial=True)
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
