"""A laid-out text that scrolls: which rows of it are on the screen, and which position in it that is.

What is laid over the text (matches, letters over links, a caret) is known to ``page_view`` alone.
"""

import time
from typing import TYPE_CHECKING

from textual.message import Message

from reader.page.lines.typography import HANGING_CELLS, Typography
from reader.tui.keys.motions import steps_of
from reader.tui.page.paint import Paint
from reader.tui.widgets.part_styles import DrawnByParts
from reader.tui.widgets.slices import SLICE_S, Slices

if TYPE_CHECKING:
    from reader.page.layout.layout import Layout, Position
    from reader.tui.page.shown import Shown

MARGIN = 2
"""The fewest empty cells left and right of the text, where the pane has them to spare."""

TIGHT = 44
"""Panes of fewer cells have a margin of 1."""

WORDS_CELLS = 15
"""For a screen reader, cells behind the text in which is shown what is laid over a line, such as that it was found."""

SIZE_S = 0.3
"""While a long text is laid out, the scrollbar follows that often."""


class TextView(DrawnByParts, can_focus=True, inherit_bindings=False):
    """One text; what is off the screen is laid out a slice at a time, and rows on the screen stay where they are."""

    class Scrolled(Message):
        """Another part of the text is on the screen."""

        def can_replace(self, message: Message) -> bool:
            """Return whether it says all that the earlier one did."""
            return isinstance(message, TextView.Scrolled)

    def __init__(self, measure: int, typography: Typography) -> None:
        """``measure``: the cells that a line may take at most."""
        super().__init__(id="page")
        self._measure, self._typography = measure, typography
        self.shown: Shown | None = None
        """What is shown."""
        self._paint = Paint(self)
        self.left = 0
        """Empty cells before each line; kept per layout, since working it out costs as much as drawing a line."""
        self._outline_room, self._is_outlined = 0, False
        self.rows_below = 0
        """Rows that stand below the text."""
        self._anchor: tuple[int, Position] | None = None
        """The row that a position was put on: while it is the top row, that is the position, whatever the width."""
        self._settling = Slices(self, self._settle)
        self._colouring = Slices(self, self.colour)
        self._sized_at = 0.0

    @property
    def layout_shown(self) -> "Layout | None":
        """The laid-out text that is shown."""
        return self.shown.layout if self.shown else None

    @property
    def place(self) -> "Position | None":
        """The position in the text of the top row; None at the very beginning, and where nothing is shown."""
        if not self.shown or not self.top:
            return None
        if self._anchor and self._anchor[0] == self.top:
            return self._anchor[1]
        return self.shown.layout.position_at(self.top)

    @property
    def own_place(self) -> "Position | None":
        """The position in the article's own text, where the page shows what changed in it."""
        place, back = self.place, self.shown.back if self.shown else None
        return back.mapped(place) if back and place else place

    @property
    def measure(self) -> int:
        """The cells that a line of text may take in this pane."""
        width = self.scrollable_content_region.width
        if self._typography.in_words:
            return max(1, min(self._measure, width - WORDS_CELLS))
        margin = 1 if width < TIGHT else MARGIN
        return max(1, min(self._measure, width - 2 * margin))

    @property
    def typography(self) -> Typography:
        """How text is set in this pane: punctuation hangs only where the margin has room for it."""
        spare = self.scrollable_content_region.width - self.measure
        has_room = spare - spare // 2 >= HANGING_CELLS
        return self._typography if has_room else self._typography._replace(hanging=False)

    @property
    def percent(self) -> int:
        """How much of the article has been on the screen, from 0 to 100."""
        if self.shown and not self.shown.is_whole:
            return 0
        height = self.shown.layout.height if self.shown else 0
        seen = self.top + self.size.height
        return 100 if height <= seen else round(100 * seen / height)

    @property
    def height(self) -> int:
        """All rows, those below the text too, as far as they are known."""
        return self.shown.layout.height + self.rows_below if self.shown else 0

    @property
    def has_been_scrolled(self) -> bool:
        """Whether the beginning has left the screen."""
        return self.top > 0

    @property
    def at_end(self) -> bool:
        """Whether the last line is on the screen."""
        shown = self.shown
        return shown is not None and shown.is_whole and self.top + self.size.height >= shown.layout.height

    @property
    def top(self) -> int:
        """The row of the page that is the first on the screen."""
        return round(self.scroll_target_y)

    @property
    def seen(self) -> list[int]:
        """The blocks of which a line is on the screen, from the top."""
        if not self.shown:
            return []
        lines = map(self.shown.layout.line, self.rows_seen)
        return list(dict.fromkeys(line.block for line in lines if line and line.spans))

    @property
    def reading_row(self) -> int:
        """The row of the page from which something is done with the text."""
        return self.top

    @property
    def rows_seen(self) -> range:
        """The rows of the page that are on the screen."""
        return range(self.top, self.top + self.size.height)

    # Moving

    @property
    def steps(self) -> dict[str, int]:
        """The rows that the motions of the command table move by."""
        return steps_of(self.size.height - (0 if self._typography.in_words else 2))

    def move(self, motion: str, count: int = 1) -> None:
        """Scroll: the motions of the command table."""
        edges = {"top": 0, "bottom": self.height}
        self.scroll_to_row(edges[motion] if motion in edges else self.top + self.steps[motion] * count)

    def put(self, place: "Position | None") -> None:
        """Scroll so that a position is on the top row; None is the very beginning."""
        if self.shown:
            layout, height = self.shown.layout, self.size.height
            if place:  # what stands above it on the screen is laid out first: its row is exact then
                layout.prepare(max(0, layout.row(place) - height), 2 * height)
            self.scroll_to_row(layout.row(place) if place else 0)
            self._anchor = (self.top, place) if place else None

    def reveal(self, place: "Position") -> None:
        """Scroll so that a position is on the screen, with some text around it; not at all where it is."""
        if self.shown:
            row, height = self.shown.layout.row(place), self.size.height
            if not self.top + 1 <= row < self.top + height - 2:
                self.scroll_to_row(row - height // 3)

    def show_position(self, place: "Position") -> None:
        """Scroll as little as it takes to have a position on the screen."""
        if self.shown:
            self.show_row(self.shown.layout.row(place))

    def show_row(self, row: int) -> None:
        """Scroll as little as it takes to have a row on the screen."""
        height = max(1, self.size.height)
        if not self.top <= row < self.top + height:
            self.scroll_to_row(row if row < self.top else row - height + 1)

    def scroll_to_row(self, top: int) -> None:
        """Scroll so that a row is the top one, as far as the end of the text lets it."""
        layout = self.layout_shown
        if layout is None:
            return
        # What will be on the screen is laid out before the bounds are taken, so they are exact there.
        top = min(top, self.height)
        layout.prepare(max(0, top - self.size.height), 2 * self.size.height)
        self.fit_scrollbar()
        self.scroll_to(y=max(0, min(top, self.height - self.size.height)), animate=False, force=True)

    # Laying out

    def heights_changed(self) -> None:
        """Draw again after blocks of the text were opened or closed."""
        self.redraw()
        self.scroll_to_row(self.top)
        self._settling.begin()

    def set_measure(self, measure: int, typography: Typography) -> None:
        """Lay the text out with lines of another length, or by other rules; the position in it stays."""
        marks_code = self._typography.marks_code  # whether there are colours does not change
        self._measure, self._typography = measure, typography._replace(marks_code=marks_code)
        self.on_resize()

    def on_resize(self) -> None:
        """Lay the text out for the new width; the position in it stays."""
        if self.shown:
            self.lay_out(self.place)

    def lay_out(self, place: "Position | None") -> None:
        """Lay out what is shown for the width of the pane, and put a position on the top row."""
        assert self.shown is not None
        measure, typography = self.measure, self.typography
        self.left = self._centred(measure)
        layout = self.shown.layout
        if (layout.measure, layout.typography) != (measure, typography):
            self.shown = self.shown._replace(layout=layout.resized(measure, typography))
        self._paint.forget_rows()
        self.put(place)
        self.refresh()
        self.post_message(self.Scrolled())
        self._settling.begin()

    def leave_room(self, cells: int, *, is_taken: bool) -> None:
        """Keep the text where it stands with an outline of this many cells beside it; ``is_taken``: the outline is there."""
        former = self._outline_room, self._is_outlined
        self._outline_room, self._is_outlined = cells, is_taken
        if former != (cells, is_taken):
            self.call_after_refresh(self._centre)

    def _centre(self) -> None:
        if self.shown and self.left != self._centred(self.measure):
            self.lay_out(self.place)

    def _centred(self, measure: int) -> int:
        """Return the cells left of the text: in the middle, as far as an outline leaves it there."""
        width, room = self.scrollable_content_region.width, self._outline_room
        if self._typography.in_words:
            return 0
        if not room:
            return max(0, (width - measure) // 2)
        width += room if self._is_outlined else 0
        free = width - room - measure
        margin = min(MARGIN, (width - measure) // 2)
        return max(margin, free // 2, min((width - measure) // 2, free - MARGIN - 1))

    def _settle(self) -> bool:
        """Make some heights exact; return whether there is more to do."""
        if not self.shown:
            return False
        layout, top = self.shown.layout, self.top
        place = layout.position_at(top)
        into = top - layout.row(place)
        is_going = layout.settle(SLICE_S)
        moved_to = layout.row(place) + into
        # What is on the screen was exact before: it only has other row numbers if heights above it changed.
        is_taller = self.virtual_size.height != self.height
        if moved_to != top or (is_taller and self._is_time_to_size(is_going=is_going)):
            self._settled_to(moved_to)
        if not is_going:
            self.post_message(self.Scrolled())
        return is_going

    def _is_time_to_size(self, *, is_going: bool) -> bool:
        """Return whether the scrollbar may follow: at the end, and now and then before it."""
        now = time.monotonic()
        if is_going and now - self._sized_at < SIZE_S:
            return False
        self._sized_at = now
        return True

    def _settled_to(self, moved_to: int) -> None:
        """Give what is on the screen, which looks as before, its new row numbers; ``moved_to`` is that of the top one."""
        top = self.top
        self._paint.forget_rows()
        self.fit_scrollbar()
        if moved_to != top:
            self.scroll_to(y=moved_to, animate=False, force=True)
            self._anchor = (moved_to, self._anchor[1]) if self._anchor and self._anchor[0] == top else None
            self.refresh()

    def fit_scrollbar(self) -> None:
        """Let the scrollbar follow the height of the page, as far as it is known."""
        self.set_height(self.height)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say that another part is on the screen."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Scrolled())

    # Drawing

    def notify_style_update(self) -> None:
        """Forget what was drawn in the former theme."""
        super().notify_style_update()
        self._paint.forget_styles()

    def redraw(self) -> None:
        """Draw again what is on the screen: something else is laid over it."""
        self._paint.forget_rows()
        self.refresh()

    def colour_soon(self) -> None:
        """Give code blocks on the screen the colours that they still lack, when others have had the loop."""
        self._colouring.begin()

    def colour(self) -> None:
        """Give code blocks on the screen a slice of the colours that they still lack."""
        if self.shown and self.shown.layout.colour(SLICE_S):
            self.redraw()  # which asks for the next slice, if there is more
