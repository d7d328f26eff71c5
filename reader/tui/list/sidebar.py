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
from reader.tui.list.sections import Item, Slot
from reader.tui.list.sidebar_model import SidebarModel
from reader.tui.widgets.part_styles import DrawnByParts
from reader.tui.widgets.symbols import Symbols

MARGIN = 3
"""Rows that scrolling keeps between the cursor and the edge, so that what comes next is seen."""

AGES_S = 30.0
"""How often it is looked whether the ages in the list have changed."""

GROUPS_SHARE, GROUPS_MOST = 34, 28
"""Of the cells of the list, the percentage that groups take beside their articles, and the most of them."""


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
        self._painter = RowPainter(model, self._rows, symbols, self._look, in_words=in_words)
        self._is_dragged = False
        """The mouse was moved between the press and the release of its button, with hold of the edge."""
        self.is_stacked = False
        """Whether the page is below the list, and not beside it."""
        self._groups_top = 0
        """The first group that is seen beside the articles."""

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

    def show_from_top(self) -> None:
        """Draw the sidebar's model from its top, or where the cursor is not to be seen there, around the cursor."""
        self.show()
        self.scroll_to(y=0, animate=False)
        self.show_cursor()

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
        slot, height = self.model.slot, self.size.height
        top, rows = self.model.top(slot), self.model.rows_of(slot)
        if self._in_words:
            has_heading = self.model.heading_over(self.scroll_offset.y) is not None
            self.scroll_to(y=_turned_to(top, self.scroll_offset.y, height, has_heading), animate=False)
            return
        margin = min(MARGIN, max(0, (height - rows) // 2))
        first = max(0, min(self.scroll_offset.y, top - margin))
        first = max(first, min(top + rows + margin, self.model.height) - height)
        if self.model.heading_over(first) is not None and margin:
            # Below the heading that stands on top an article begins.
            found = self.model.slot_at(first + 1)
            first += self.model.row_height - found[1] if found and found[1] > 0 else 0
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
        self._painter.forget()

    def _look(self, part: str) -> Style:
        return self.get_component_rich_style(f"sidebar--{part}")

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor in view."""
        del event
        self._resize_list()
        self.show_cursor()

    def draw(self, rows: range) -> Iterator[Strip]:
        """Yield rows of the list, and the line below it."""
        below = range(max(rows.start, self.size.height), rows.stop)
        yield from self._draw(range(rows.start, min(rows.stop, self.size.height)))
        yield from (self._painter.line(self.outer_size.width) for _ in below)

    def _draw(self, rows: range) -> Iterator[Strip]:
        has_rule = bool(self.styles.border_right[0])  # the style sheet leaves room for it
        window = Window(
            self.size.width, self.size.height, self.has_focus, self.failing, has_rule, span_of(self.model)
        )
        now = self._now()
        if not self.model.is_split:
            yield from (self._item(y, window, now) for y in rows)
            return
        groups = window._replace(width=self.groups_width)
        articles = window._replace(width=max(0, window.width - groups.width), has_rule=False)
        top = self._groups_top = self._top_of_groups()
        for y in rows:
            group = self._painter.beside(y + top, groups)
            yield self._painter.whole([*group, *self._item(y, articles, now)], window)

    def _item(self, y: int, window: Window, now: datetime) -> Strip:
        """Return what stands in a row of the window: an item, a heading above its articles, or why there is nothing."""
        painter, top = self._painter, self.scroll_offset.y
        over = self.model.heading_over(top) if not y else None
        found = self.model.slot_at(y + top)
        if over is not None:
            return painter.whole(painter.heading(over, window), window)
        if found is None:
            text = self._reason(y + top - self.model.height, window.width)
            return painter.whole(painter.text(text, window.width), window)
        if found[0].article < 0:
            return painter.whole(painter.heading(found[0].section, window), window)
        if found[1] < 0:
            return painter.day(found[0], window, now)
        return painter.article(*found, window, now)

    def _reason(self, below: int, width: int) -> str:
        """Return a line of the reason why there is nothing to show, ``below`` the end of the list."""
        lines = _wrapped(self.reason, max(1, width - 2)) if self.model.is_empty else []
        return f"{'' if self._in_words else ' '}{lines[below - 1]}" if 0 < below <= len(lines) else ""

    # Groups beside their articles

    @property
    def groups_width(self) -> int:
        """The cells of the groups where they stand beside their articles."""
        return min(GROUPS_MOST, self.size.width * GROUPS_SHARE // 100) if self.model.is_split else 0

    def _top_of_groups(self) -> int:
        """Return the first group that is seen beside the articles: the former one, or as little from it as shows the cursor's."""
        height, at, count = self.size.height, self.model.slot.section, len(self.model.sections)
        margin = min(MARGIN, max(0, (height - 1) // 2))
        first = max(0, min(self._groups_top, at - margin))
        return max(0, first, min(at + 1 + margin, count) - height)

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
        slot = self._slot_under(event.x, event.y)
        if slot is None or self._is_dragged:
            return
        again = slot == self.model.slot
        self.model.put(slot)
        self.cursor_moved()
        if again or (slot.article < 0 and not self.model.is_split):
            self.post_message(self.Chosen())

    def _slot_under(self, x: int, y: int) -> Slot | None:
        """Return what is drawn in a cell of the window."""
        model, top = self.model, self.scroll_offset.y
        if x < self.groups_width:
            at = y + self._groups_top
            return Slot(at) if at < len(model.sections) else None
        if not y and (over := model.heading_over(top)) is not None:
            return Slot(over)
        found = model.slot_at(y + top)
        return found[0] if found else None

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
