"""The sidebar: one virtual list of groups and articles; it draws what is on the screen and nothing else."""

from collections.abc import Callable, Hashable, Iterator
from datetime import datetime
from functools import partial

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from reader.actions.finding.age import dates_of
from reader.actions.finding.group_orders import identity_of
from reader.actions.finding.watching import Watcher
from reader.library import Group, Row, Scope
from reader.library.index.grouping import Kind
from reader.text import cell_width, pad
from reader.tui.keys.motions import steps_of
from reader.tui.list.known_rows import KnownRows
from reader.tui.list.row_parts import Heading, RowParts
from reader.tui.list.section_list import Item, Slot
from reader.tui.list.sidebar_model import SidebarModel
from reader.tui.widgets.drawn import DrawnRow
from reader.tui.widgets.part_styles import DrawnByParts, on_bar
from reader.tui.widgets.symbols import Symbols

MARGIN = 3
"""Rows that scrolling keeps between the cursor and the edge, so that what comes next is seen."""

RULE = "│"
"""Stands between the list and the page where both have the terminal's own ground."""

ROOMY = 24
"""Cells of a list in which the parts of a row have room, and fill it."""

AGES_S = 30.0
"""How often it is looked whether the ages in the list have changed."""

STRIPS_KEPT = 1_000
"""How many drawn rows are kept for the next time."""


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

    class Chosen(Message):
        """The item of the cursor was clicked: enter the article, or open the group."""

    def __init__(self, model: SidebarModel, symbols: Symbols, now: Callable[[], datetime]) -> None:
        """``now`` returns the present moment in the zone in which dates are shown."""
        super().__init__(id="sidebar")
        self.model = model
        self._symbols = symbols
        self._now = now
        self._drawn: tuple[int, int] | None = None
        """The rows on which the cursor was drawn last."""
        self._height_drawn = 0
        self._rows = KnownRows(model)
        self._watcher = Watcher()
        self._ages: list[str] = []
        self._styles: dict[tuple[str, str], Style] = {}
        self._strips: dict[Hashable, Strip] = {}
        """Rows of articles as they were drawn, by all that they show: a list that moves on is mostly drawn already."""

    # Values in

    def mark_words(self, watcher: Watcher) -> None:
        """Mark these words in titles from now on."""
        self._watcher = watcher
        self._strips.clear()
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
        if drawn and self._drawn and had == (self.scroll_offset.y, self._height_drawn):
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
        margin = min(MARGIN, max(0, (height - rows) // 2))
        first = max(0, min(self.scroll_offset.y, top - margin))
        first = max(first, min(top + rows + margin, self.model.height) - height)
        if first != self.scroll_offset.y:
            self.scroll_to(y=first, animate=False)

    def _resize_list(self) -> None:
        size = Size(self.scrollable_content_region.width, self.model.height)
        if size != self.virtual_size:
            self.virtual_size = size

    # Drawing

    def notify_style_update(self) -> None:
        """Forget the styles of the former theme."""
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor in view."""
        del event
        self._resize_list()
        self.show_cursor()

    def draw(self, rows: range) -> Iterator[Strip]:
        """Yield rows of the list."""
        top, width, now = self.scroll_offset.y, self.size.width, self._now()
        for y in rows:
            found = self.model.slot_at(y + top)
            if found is None:
                yield self._beside(y, width)
            elif found[0].article < 0:
                yield self._ruled(self._heading(found[0], width), width)
            else:
                yield self._half(*found, width, now)

    def _half(self, slot: Slot, line: int, width: int, now: datetime) -> Strip:
        """Return one of the rows that an article has in the list; drawn already where it shows nothing new."""
        near = self.size.height // self.model.row_height + 2
        row = self._rows.row_among(self.model.sections[slot.section].ids, slot.article, near)
        if row is None:
            return self._ruled([], width)
        chosen = slot == self.model.slot
        order = self.model.source.order(self.model.sections[slot.section].group.id)
        age = dates_of(row, now, order, is_short=self.model.row_height == 1)
        others = self.model.source.others(row.id)
        watched = self.model.source.watched(row.id)
        look = (
            watched,
            self.model.row_height,
            width,
            self._has_rule,
            chosen,
            chosen and self.has_focus,
            others,
        )
        strip = self._strips.get((row, line, age, look))
        if strip is None:
            if len(self._strips) > STRIPS_KEPT:
                self._strips.clear()
            strip = self._ruled(self._article(row, age, line, width, is_chosen=chosen), width)
            self._strips[row, line, age, look] = strip
        return strip

    def _beside(self, y: int, width: int) -> Strip:
        """Return a row that holds no item: blank, or the reason why there is none."""
        lines = _wrapped(self.reason, max(1, width - 2)) if self.model.is_empty else []
        line = y + self.scroll_offset.y - self.model.height - 1
        text = f" {lines[line]}" if 0 <= line < len(lines) else ""
        return self._ruled([Segment(pad(text, width), self._style("meta"))], width)

    @property
    def _has_rule(self) -> bool:
        """Whether the style sheet leaves room for a rule between the list and the page."""
        return bool(self.styles.border_right[0])

    def _ruled(self, segments: list[Segment], width: int) -> Strip:
        """Return a row of the list, with the rule."""
        if width < ROOMY or not segments:
            segments = list(Strip(segments).adjust_cell_length(width, self._style("meta")))
        if not self._has_rule:
            return DrawnRow(segments, width)
        return DrawnRow([*segments, Segment(RULE, self._style("rule"))], width + 1)

    def _parts(self, width: int, *, is_chosen: bool) -> RowParts:
        is_marked = is_chosen and not self.has_focus  # with the focus there is the bar
        return RowParts(self._symbols, partial(self._style, is_chosen=is_chosen), width, is_marked)

    def _style(self, part: str, *, is_chosen: bool = False) -> Style:
        """Return the style of a part of a row, on the bar of the cursor or off it."""
        bar = ("cursor" if self.has_focus else "left") if is_chosen else ""
        style = self._styles.get((part, bar))
        if style is None:
            style = self.get_component_rich_style(f"sidebar--{part}")
            if bar == "cursor":  # one colour on the whole of it: all of the bar can be read in every theme
                style = Style(bold=style.bold, underline=style.underline) + self.get_component_rich_style(
                    "sidebar--cursor"
                )
            elif bar:
                style = on_bar(style, self.get_component_rich_style("sidebar--left"))
            self._styles[part, bar] = style
        return style

    def _heading(self, slot: Slot, width: int) -> list[Segment]:
        section = self.model.sections[slot.section]
        group = section.group
        heading = Heading(
            self.model.label(slot.section),
            self.counted(group),
            section.is_open,
            identity_of(group) in self.failing,
            group.kind == Kind.FOLDER,
        )
        return self._parts(width, is_chosen=slot == self.model.slot).heading(heading)

    def counted(self, group: Group) -> int:
        """Return the number beside a group: the unread articles in it; starred or later ones where these are listed."""
        if group.is_search:
            return group.in_scope
        return group.unread if self.model.scope in {Scope.UNREAD, Scope.ALL} else group.in_scope

    def _article(self, row: Row, age: str, line: int, width: int, *, is_chosen: bool) -> list[Segment]:
        parts = self._parts(width, is_chosen=is_chosen)
        if line:
            return parts.details(row, age, self.model.source.others(row.id))
        watched, marks = self.model.source.watched(row.id), self._watcher.marks(row.title)
        return parts.title(row, age if self.model.row_height == 1 else "", watched, marks)

    def on_mount(self) -> None:
        """Look now and then whether an age has changed."""
        self._ages = self._rows.ages(self._now())
        self.set_interval(AGES_S, self._refresh_ages)

    def _refresh_ages(self) -> None:
        ages = self._rows.ages(self._now())
        if ages != self._ages:
            self._ages = ages
            self.refresh()

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on what is clicked; a second click enters it."""
        found = self.model.slot_at(event.y + self.scroll_offset.y)
        if found is None:
            return
        again = found[0] == self.model.slot
        self.model.put(found[0])
        self.cursor_moved()
        if again or found[0].article < 0:
            self.post_message(self.Chosen())

    def on_focus(self) -> None:
        """Show the cursor as a bar."""
        self.refresh()

    def on_blur(self) -> None:
        """Show the cursor as a mark instead of a bar."""
        self.refresh()


def _wrapped(text: str, width: int) -> list[str]:
    if cell_width(text) <= width:
        return [text]
    # The breaking of lines, 30 ms: only for a long reason in a narrow list.
    from reader.page.lines.wrap import wrap

    return [text[start:end] for start, end in wrap(text, width)]
