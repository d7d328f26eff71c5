"""The page: draws the typesetter's lines, a screenful at a time, and knows where in the text one is."""

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from reader.page.line import Block, BlockKind
from reader.tui.paint import COMPONENTS, Paint

if TYPE_CHECKING:
    from reader.page.layout import Layout, Place

SLICE_S = 0.008
"""How long one step of laying out what is not on the screen may keep the loop."""

SIZE_S = 0.3
"""While a long text is laid out, the scrollbar follows that often."""

MARGIN = 2
"""The fewest empty cells left and right of the text, where the pane has them to spare."""

TIGHT = 44
"""Panes of fewer cells have a margin of 1."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows: an article of the library, laid out."""

    article: int
    """Its id in the library; 0: none (a message)."""
    layout: "Layout"


class PageView(ScrollView, can_focus=True, inherit_bindings=False):
    """One article; a value comes in by ``show``, facts go out as messages."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(COMPONENTS)

    @dataclass
    class Scrolled(Message):
        """Another part of the text is on the screen."""

        def can_replace(self, message: Message) -> bool:
            """Return whether it says all that the earlier one did."""
            return isinstance(message, PageView.Scrolled)

    @dataclass
    class LinkClicked(Message):
        """A link was clicked."""

        address: str
        text: str

    def __init__(self, measure: int) -> None:
        super().__init__(id="page")
        self._measure = measure
        self._shown: Shown | None = None
        self._paint = Paint(self)
        self._left = 0
        """Empty cells before each line; asked for once per layout, for asking costs as much as drawing a line."""
        self._settling = self._colouring = False
        self._sized_at = 0.0
        self._anchor: tuple[int, Place] | None = None
        """The row that a place was put on: while it is the top row, that is the place, whatever the width."""

    # Values in

    def show(self, shown: Shown, place: "Place | None" = None) -> None:
        """Show an article from its beginning, or from a place in it."""
        if self._shown and self._shown.article != shown.article:
            self._paint.forget_styles()
            if self.text_selection:
                self.screen.clear_selection()
        self._shown, self._anchor = shown, None
        self._relayout(place)

    @property
    def shown(self) -> Shown | None:
        """What is shown."""
        return self._shown

    @property
    def place(self) -> "Place | None":
        """The place in the text of the top row; None at the very beginning, and where nothing is shown."""
        if not self._shown or not self._top:
            return None
        if self._anchor and self._anchor[0] == self._top:
            return self._anchor[1]
        return self._shown.layout.place(self._top)

    @property
    def measure(self) -> int:
        """The cells that a line of text may take in this pane."""
        width = self.scrollable_content_region.width
        margin = 1 if width < TIGHT else MARGIN
        return max(1, min(self._measure, width - 2 * margin))

    @property
    def percent(self) -> int:
        """How much of the article has been on the screen, from 0 to 100."""
        height = self._shown.layout.height if self._shown else 0
        return 100 if height <= self.size.height else round(100 * (self._top + self.size.height) / height)

    @property
    def has_been_scrolled(self) -> bool:
        """Whether the beginning has left the screen."""
        return self._top > 0

    @property
    def at_end(self) -> bool:
        """Whether the last line is on the screen."""
        return self._shown is not None and self._top + self.size.height >= self._shown.layout.height

    @property
    def _top(self) -> int:
        return round(self.scroll_target_y)

    # Moving

    def move(self, motion: str, count: int = 1) -> None:
        """Scroll: the motions of the command table."""
        page = max(1, self.size.height - 2)
        steps = {"down": 1, "up": -1, "page_down": page, "page_up": -page}
        steps |= {"half_down": max(1, page // 2), "half_up": -max(1, page // 2)}
        if motion in steps:
            top = self._top + steps[motion] * count
        else:
            top = 0 if motion == "first" or not self._shown else self._shown.layout.height
        self._scroll(top)

    def _scroll(self, top: int) -> None:
        layout = self._shown.layout if self._shown else None
        if layout is None:
            return
        # What will be on the screen is laid out before the bounds are taken, so they are exact there.
        top = min(top, layout.height)
        layout.prepare(max(0, top - self.size.height), 2 * self.size.height)
        self._resize_page()
        self.scroll_to(y=max(0, min(top, layout.height - self.size.height)), animate=False, force=True)

    # Laying out

    def on_resize(self, event: events.Resize) -> None:
        """Lay the text out for the new width; the place in it stays."""
        del event
        if self._shown:
            self._relayout(self.place)

    def _relayout(self, place: "Place | None") -> None:
        assert self._shown is not None
        measure = self.measure
        self._left = max(0, (self.scrollable_content_region.width - measure) // 2)
        if self._shown.layout.measure != measure:
            self._shown = Shown(self._shown.article, self._shown.layout.resized(measure))
        self._paint.forget_rows()
        self._scroll(self._shown.layout.row(place) if place else 0)
        self._anchor = (self._top, place) if place else None
        self.refresh()
        self.post_message(self.Scrolled())
        if not self._settling:
            self._settling = True
            self.set_timer(0.01, self._settle)

    def _settle(self) -> None:
        """Lay out some more of what is not on the screen; the rows on the screen stay."""
        if not self._shown:
            self._settling = False
            return
        layout = self._shown.layout
        place, top = layout.place(self._top), self._top
        into = top - layout.row(place)
        self._settling = layout.settle(SLICE_S)
        moved_to = layout.row(place) + into
        # What is on the screen was exact before: it only has other row numbers if heights above it changed.
        if moved_to != top or (self.virtual_size.height != layout.height and self._is_time_to_size()):
            self._paint.forget_rows()
            self._resize_page()
            if top:
                self.scroll_to(y=moved_to, animate=False, force=True)
                self._anchor = (
                    (moved_to, self._anchor[1]) if self._anchor and self._anchor[0] == top else None
                )
            self.refresh()
        if self._settling:
            self.set_timer(0.01, self._settle)
        else:
            self.post_message(self.Scrolled())

    def _is_time_to_size(self) -> bool:
        """Return whether the scrollbar may follow what was laid out: at the end, and now and then before it."""
        now = time.monotonic()
        if self._settling and now - self._sized_at < SIZE_S:
            return False
        self._sized_at = now
        return True

    def _resize_page(self) -> None:
        assert self._shown is not None
        size = Size(self.scrollable_content_region.width, self._shown.layout.height)
        if size != self.virtual_size:
            self.virtual_size = size

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell that another part is on the screen."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Scrolled())

    # Drawing

    def notify_style_update(self) -> None:
        """Forget what was drawn in the former theme."""
        super().notify_style_update()
        self._paint.forget_styles()

    def render_line(self, y: int) -> Strip:
        """Return one row of the page."""
        row = y + self.scroll_offset.y
        if self._shown is None or row >= self._shown.layout.height:
            return self._paint.blank(self.size.width)
        if (strip := self._paint.kept(row)) is not None:
            return strip
        line = self._shown.layout.line(row)
        if self._shown.layout.is_pale and not self._colouring:
            self._colouring = True
            self.set_timer(0.01, self.colour)
        if line is None:
            return self._paint.blank(self.size.width)
        fill_to = self._left + self._shown.layout.measure
        return self._paint.strip(row, line, self._left, fill_to, self.text_selection)

    def colour(self) -> None:
        """Give listings on the screen the colours that they still lack, a slice of them at a time."""
        self._colouring = False
        if self._shown and self._shown.layout.colour(SLICE_S):
            self._paint.forget_rows()
            self.refresh()  # which asks for the next slice, if there is more

    def listings(self) -> list[str]:
        """Return the code of each listing of which a line is on the screen, whole, from the top."""
        if not self._shown:
            return []
        layout = self._shown.layout
        lines = [layout.line(row) for row in range(self._top, self._top + self.size.height)]
        seen = dict.fromkeys(line.block for line in lines if line and line.spans)
        return [layout.text(index) for index in seen if layout.blocks[index].kind is BlockKind.CODE]

    # Selecting and clicking

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text, paragraphs unwrapped."""
        if self._shown is None:
            return None
        from reader.page.layout import Place  # here already, or nothing would be shown

        layout = self._shown.layout
        start = Place(selection.start.y, selection.start.x) if selection.start else Place(0)
        end = Place(selection.end.y, selection.end.x) if selection.end else Place(len(layout.blocks))
        return layout.text_between(start, end), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw the selection."""
        del selection
        self._paint.forget_rows()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Tell that a link was clicked."""
        address, at = event.style.meta.get("address"), event.style.meta.get("offset")
        if isinstance(address, str) and self._shown and not self.text_selection:
            text = _run_at(self._shown.layout.blocks[at[1]], at[0]) if at else ""
            self.post_message(self.LinkClicked(address, text))


def _run_at(block: Block, offset: int) -> str:
    """Return the text of the run that holds an offset of the block's text."""
    end = 0
    for run in block.runs:
        end += len(run.text)
        if offset < end:
            return run.text
    return ""
