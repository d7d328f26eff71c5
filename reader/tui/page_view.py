"""The page: draws the typesetter's lines, a screenful at a time, and knows where in the text one is."""

import time
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from reader.page.line import Block, Line, Mark, Role, Span
from reader.text import safe_address

if TYPE_CHECKING:
    from reader.page.layout import Layout, Place

SLICE_S = 0.008
"""How long one step of laying out what is not on the screen may keep the loop."""

SIZE_S = 0.3
"""While a long text is laid out, the scrollbar follows that often."""

STRIPS_KEPT = 1_000
"""Rows that are kept drawn: a screen above and below what is seen, and more."""

MARGIN = 2
"""The fewest empty cells left and right of the text, where the pane has them to spare."""

TIGHT = 44
"""Panes of fewer cells have a margin of 1."""

_MARK_STYLES = (
    (Mark.STRONG, Style(bold=True)),
    (Mark.EMPHASIS, Style(italic=True)),
    (Mark.STRIKE, Style(strike=True)),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows: an article of the library, laid out."""

    article: int
    """Its id in the library; 0: none (a message)."""
    layout: "Layout"


class PageView(ScrollView, can_focus=True, inherit_bindings=False):
    """One article; a value comes in by ``show``, facts go out as messages."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"page--{role.value}" for role in Role),
        "page--link",
        "page--inline-code",
        "page--inline-html",
        "page--inline-image",
        "page--selection",
    }

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
        self._strips: dict[int, Strip] = {}
        self._styles: dict[tuple[object, ...], Style] = {}
        self._left = 0
        """Empty cells before each line; asked for once per layout, for asking costs as much as drawing a line."""
        self._settling = False
        self._sized_at = 0.0
        self._anchor: tuple[int, Place] | None = None
        """The row that a place was put on: while it is the top row, that is the place, whatever the width."""

    # Values in

    def show(self, shown: Shown, place: "Place | None" = None) -> None:
        """Show an article from its beginning, or from a place in it."""
        if self._shown and self._shown.article != shown.article:
            self._styles.clear()  # each link has one
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
        self._strips.clear()
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
            self._strips.clear()
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
        self._styles.clear()
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """Return one row of the page."""
        row, width = y + self.scroll_offset.y, self.size.width
        if self._shown is None or row >= self._shown.layout.height:
            return Strip.blank(width, self._base)
        strip = self._strips.get(row)
        if strip is None:
            if len(self._strips) > STRIPS_KEPT:
                self._strips.clear()
            line = self._shown.layout.line(row)
            strip = self._strip(line, width) if line else Strip.blank(width, self._base)
            self._strips[row] = strip
        return strip

    def _strip(self, line: Line, width: int) -> Strip:
        assert self._shown is not None
        selection = self.text_selection
        chosen = selection.get_span(line.block) if selection else None
        segments = [Segment(" " * self._left, self._base)]
        for span in line.spans:
            segments.extend(self._segments(span, line.block, chosen))
        strip = Strip(segments)
        if line.fill and line.spans:
            measure = self._shown.layout.measure
            strip = strip.extend_cell_length(self._left + measure, self._role_style(line.spans[-1].role))
        return strip.adjust_cell_length(width, self._base)

    @property
    def _base(self) -> Style:
        """The style of the page itself, which the others are laid upon."""
        style = self._styles.get(("base",))
        if style is None:
            style = self._styles["base",] = self.rich_style
        return style

    def _segments(self, span: Span, block: int, chosen: tuple[int, int] | None) -> list[Segment]:
        style = self._span_style(span)
        if span.offset < 0:
            return [Segment(span.text, style)]
        cuts = {0, len(span.text)}
        if chosen:
            start, end = chosen[0] - span.offset, (2**31 if chosen[1] < 0 else chosen[1]) - span.offset
            cuts |= {cut for cut in (start, end) if 0 < cut < len(span.text)}
        edges = sorted(cuts)
        segments = []
        for first, last in pairwise(edges):
            meta = Style.from_meta({"offset": (span.offset + first, block)})
            inside = bool(chosen) and start <= first < end
            look = style + self._component("selection") if inside else style
            segments.append(Segment(span.text[first:last], look + meta))
        return segments

    def _component(self, name: str) -> Style:
        key = ("component", name)
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = self.get_component_rich_style(f"page--{name}", partial=True)
        return style

    def _role_style(self, role: Role) -> Style:
        return self._base + self._component(role.value)

    def _span_style(self, span: Span) -> Style:
        key = (span.role, span.marks, span.link)
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = self._made_style(span)
        return style

    def _made_style(self, span: Span) -> Style:
        style = self._role_style(span.role)
        if span.role is not Role.CODE and Mark.CODE in span.marks:
            style += self._component("inline-code")
        if Mark.HTML in span.marks:
            style += self._component("inline-html")
        if Mark.IMAGE in span.marks:
            style += self._component("inline-image")
        if span.link and (address := safe_address(span.link)):
            style += self._component("link") + Style(link=address.href)
            style += Style.from_meta({"address": span.link})
        for mark, look in _MARK_STYLES:
            if mark in span.marks:
                style += look
        return style

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
        self._strips.clear()
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
