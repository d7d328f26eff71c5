"""The sidebar: one virtual list of groups and articles; it draws what is on the screen and nothing else."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from rich.style import Style
from textual import events
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from reader.actions.finding.watching import Watcher
from reader.library import Group, Row
from reader.text import cell_width
from reader.tui.keys.motions import steps_of
from reader.tui.list.article_selection import span_of
from reader.tui.list.known_rows import KnownRows
from reader.tui.list.row_painter import RowPainter, Window
from reader.tui.list.row_styles import RowStyles
from reader.tui.list.rows_in_window import WindowRows, first_with_cursor, groups_width
from reader.tui.list.sections import Item
from reader.tui.list.sidebar_model import SidebarModel
from reader.tui.list.spans import Ink
from reader.tui.widgets.part_styles import DrawnByParts
from reader.tui.widgets.symbols import Symbols

AGES_S = 30.0
"""How often it is looked whether the ages in the list have changed."""


class Sidebar(DrawnByParts, can_focus=True, inherit_bindings=False):
    """Groups and articles, drawn from the model; facts go out as messages."""

    ALLOW_SELECT = False
    """The mouse selects no text here."""

    failing: reactive[frozenset[str]] = reactive(frozenset[str]())
    """Groups with a symbol that something is wrong, by identity: feeds that could not be fetched."""
    reason: reactive[str] = reactive("")
    """Why there is nothing to show, where that is so."""

    class CursorMoved(Message):
        """The cursor stands on another item."""

    @dataclass
    class Dragged(Message):
        """The edge of the list towards the page is dragged."""

        x: int
        """Cells from the left edge of the list."""
        y: int
        """Rows from its top."""

    class Chosen(Message):
        """The item of the cursor was clicked: enter the article, or open the group."""

    def __init__(
        self, model: SidebarModel, symbols: Symbols, now: Callable[[], datetime], *, in_words: bool = False
    ) -> None:
        """``now`` returns the present moment in the zone in which dates are shown; ``in_words``: for a screen reader."""
        super().__init__(id="sidebar")
        self.model = model
        self._in_words = in_words
        self._now = now
        self._drawn: tuple[int, int] | None = None
        """The rows on which the cursor was drawn last."""
        self._height_drawn = 0
        self._is_selecting = False
        self._rows = KnownRows(model)
        self._ages: list[str] = []
        self._styles = RowStyles(lambda part: self.get_component_rich_style(f"sidebar--{part}"))
        self._painter = RowPainter(model, self._rows, symbols, self._styles.drawn, in_words=in_words)
        self._window = WindowRows(model, self._painter, now, self._reason)
        self._begins_at = 0
        """The row at the top before there is a window to be scrolled."""
        self._is_dragged = False
        """The mouse was moved between the press and the release of its button, with hold of the edge."""
        self.is_stacked = False
        """Whether the page is below the list, and not beside it."""

    # Values in

    def use_symbols(self, symbols: Symbols) -> None:
        """Draw the rows with these."""
        self._painter.use_symbols(symbols)
        self.refresh()

    def mark_words(self, watcher: Watcher) -> None:
        """Mark these words in titles from now on."""
        self._painter.watcher = watcher
        self._painter.forget()
        self.refresh()

    def show(self) -> None:
        """Draw the sidebar's model as it is now, all of it; the top row stays where it is, by identity."""
        self._rows.forget()
        self._drawn, self._height_drawn = self._cursor_rows(), self.model.height
        self._resize_list()
        self.refresh()

    def show_from(self, first: int) -> None:
        """Draw the sidebar's model from this row, or where the cursor is not to be seen there, around the cursor."""
        self.show()
        self._begins_at = first
        self.scroll_to(y=first, animate=False)
        self.show_cursor()

    def show_from_top(self) -> None:
        """Draw the sidebar's model from its top, or around the cursor."""
        self.show_from(0)

    def held_item(self) -> tuple[Item, int] | None:
        """Return the item that must not move and its row in the window: the cursor's if it is seen, else the top one."""
        model, first = self.model, self.scroll_offset.y
        if model.sections and first <= model.top(model.slot) < first + self.size.height:
            return model.cursor, model.top(model.slot) - first
        found = model.slot_at(first)
        return (model.item(found[0]), -found[1]) if found else None

    def restore(self, held: tuple[Item, int] | None) -> None:
        """Draw the model again, with that item in that row of the window."""
        self.show()
        if held and self.model.sections:
            slot = self.model.find(held[0]) or self.model.slot
            self.scroll_to(y=max(0, self.model.top(slot) - held[1]), animate=False)

    def row(self, article: int) -> Row | None:
        """Return what is known of an article; None if it is gone."""
        return self._rows.row(article)

    # Moving

    def move(self, motion: str, count: int = 1) -> None:
        """Move the cursor: the motions of the command table."""
        steps = steps_of((self.size.height - 1) // self.model.row_height)
        if motion in steps:
            self.model.step(steps[motion] * count)
        else:
            self.model.step(-(2**31) if motion == "top" else 2**31)
        self.cursor_moved()

    def cursor_moved(self) -> None:
        """Show the cursor where the model has it now, and say so by a message."""
        drawn, had = self._drawn, (self.scroll_offset.y, self.model.height)
        self._resize_list()
        self.show_cursor()
        self._drawn = self._cursor_rows()
        was_selecting, self._is_selecting = self._is_selecting, self.model.anchor is not None
        is_alone = not (was_selecting or self._is_selecting)
        if is_alone and drawn and self._drawn and had == (self.scroll_offset.y, self._height_drawn):
            self.refresh_lines(*drawn)
            self.refresh_lines(*self._drawn)
        else:
            self.refresh()
        self._height_drawn = self.model.height
        self.post_message(self.CursorMoved())

    def _cursor_rows(self) -> tuple[int, int] | None:
        """Return the first row of the cursor's item in the list, and how many it has."""
        model = self.model
        return (model.top(model.slot), model.rows_of(model.slot)) if model.sections else None

    def show_cursor(self) -> None:
        """Scroll as little as it takes for the cursor to be seen with a margin around it."""
        if not self.model.sections or not self.size.height:
            return  # before the first layout there is no window to be seen in: on_resize comes with it
        height = self.size.height
        if self._in_words:
            top = self.model.top(self.model.slot)
            has_heading = self.model.heading_over(self.scroll_offset.y) is not None
            self.scroll_to(y=_turned_to(top, self.scroll_offset.y, height, has_heading), animate=False)
            return
        first = first_with_cursor(self.model, self.scroll_offset.y, height)
        if first != self.scroll_offset.y:
            self.scroll_to(y=first, animate=False)

    @property
    def cursor_cell(self) -> Offset:
        """The cell of the screen where the title begins that the cursor is on; of an empty list, where it says why."""
        x, y, _, height = self.region
        at = (
            self.model.top(self.model.slot) - self.scroll_offset.y
            if self.model.sections
            else self.model.height + 1
        )
        return Offset(x, y + max(0, min(at, height - 1)))

    def _resize_list(self) -> None:
        size = Size(self.scrollable_content_region.width, self.model.height)
        if size != self.virtual_size:
            self.virtual_size = size

    # Drawing

    def notify_style_update(self) -> None:
        """Forget the styles of the former theme."""
        super().notify_style_update()
        self._styles.forget()
        self._painter.forget()

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor in view."""
        del event
        self._resize_list()
        self.show_cursor()

    def draw(self, rows: range) -> Iterator[Strip]:
        """Yield rows of the list, and the line below it."""
        shown, below = range(rows.start, min(rows.stop, self.size.height)), max(rows.start, self.size.height)
        yield from self._window.draw(shown, self.scroll_offset.y, self.window())
        yield from (self._painter.line(self.outer_size.width) for _ in range(below, rows.stop))

    def style_of(self, ink: Ink) -> Style:
        """Return how a part of a row looks."""
        return self._styles.style(ink)

    def window(self) -> Window:
        """Return what the rows are drawn for."""
        has_rule = bool(self.styles.border_right[0])  # the style sheet leaves room for it
        return Window(
            self.size.width, self.size.height, self.has_focus, self.failing, has_rule, span_of(self.model)
        )

    def _reason(self, below: int, width: int) -> str:
        """Return a line of the reason why there is nothing to show, ``below`` the end of the list."""
        lines = _wrapped(self.reason, max(1, width - 2)) if self.model.is_empty else []
        return f"{'' if self._in_words else ' '}{lines[below - 1]}" if 0 < below <= len(lines) else ""

    @property
    def groups_width(self) -> int:
        """The cells of the groups where they stand beside their articles."""
        return groups_width(self.model, self.size.width)

    def counted(self, group: Group) -> int:
        """Return the number beside a group."""
        return self._painter.counted(group)

    def on_mount(self) -> None:
        """Look now and then whether an age has changed."""
        self._ages = self._rows.ages(self._now())
        if not self._in_words:  # which has dates
            self.set_interval(AGES_S, self._refresh_ages)

    def _refresh_ages(self) -> None:
        ages = self._rows.ages(self._now())
        if ages != self._ages:
            self._ages = ages
            self.refresh()

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the edge towards the page."""
        self._is_dragged = False
        width, height = self.outer_size
        at_edge = event.y == height - 1 if self.is_stacked else event.x >= width - 1
        if at_edge and event.button == 1:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say where the edge is dragged to."""
        if self.app.mouse_captured is self:
            self._is_dragged = True
            self.post_message(self.Dragged(event.x, event.y))

    def on_mouse_up(self) -> None:
        """Let go of the edge."""
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on what is clicked; a second click enters it."""
        slot = self._window.slot_under(event.x, event.y, self.scroll_offset.y, self.size.width)
        if slot is None or self._is_dragged:
            return
        again = slot == self.model.slot
        self.model.put(slot)
        self.cursor_moved()
        if again or (slot.article < 0 and not self.model.is_split):
            self.post_message(self.Chosen())

    def on_focus(self) -> None:
        """Show the cursor as a bar."""
        self.refresh()

    def on_blur(self) -> None:
        """Show the cursor as a mark instead of a bar."""
        self.refresh()


def _turned_to(row: int, first: int, height: int, has_heading: bool) -> int:  # noqa: FBT001
    """Return the first row of the page that has a row: a step that scrolled by one would write every row again.

    ``has_heading``: a heading covers the first row.
    """
    if row < first + has_heading:
        return max(0, row - height + 1)
    return row - 1 if row >= first + height else first


def _wrapped(text: str, width: int) -> list[str]:
    if cell_width(text) <= width:
        return [text]
    # The breaking of lines, 30 ms: only for a long reason in a narrow list.
    from reader.page.lines.wrap import wrap

    return [text[start:end] for start, end in wrap(text, width)]
