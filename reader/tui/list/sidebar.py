"""The sidebar: one virtual list of groups and articles; it draws what is on the screen and nothing else."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import datetime

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from reader.actions.finding.age import age_of
from reader.article.reading import format_minutes
from reader.i18n import tr
from reader.library import Group, Row, Scope
from reader.library.index.grouping import Kind
from reader.text import cell_width, fit, pad
from reader.tui.keys.motions import steps_of
from reader.tui.list.sidebar_model import Item, Section, SidebarModel, Spot, identity_of
from reader.tui.widgets.drawn import DrawnRow
from reader.tui.widgets.part_styles import DrawnByParts
from reader.tui.widgets.symbols import Symbols

MARGIN = 3
"""Scrolling keeps that many rows between the cursor and the edge, so that one sees what comes."""

RULE = "▕"

SURE = 24
"""Cells; in a list that is not narrower the parts of a row have room, and fill it."""

ROWS_KEPT = 1_000
"""What is known of so many articles is kept for the next time they are drawn."""


class Sidebar(DrawnByParts, can_focus=True, inherit_bindings=False):
    """Groups and articles; values come in by ``show``, facts go out as messages."""

    ALLOW_SELECT = False

    @dataclass
    class CursorMoved(Message):
        """The cursor stands on another item."""

        item: Item

    @dataclass
    class Chosen(Message):
        """An item was clicked: enter the article, or open the group."""

        item: Item

    def __init__(self, model: SidebarModel, signs: Symbols, now: Callable[[], datetime]) -> None:
        """``now`` returns the present moment in the zone in which dates are told."""
        super().__init__(id="sidebar")
        self.model = model
        self._signs = signs
        self.failing: frozenset[str] = frozenset()
        """Groups with a sign that something is wrong: feeds that could not be had."""
        self._now = now
        self._empty = ""
        self._drawn: tuple[int, int] | None = None
        """The rows on which the cursor was drawn last."""
        self._height_drawn = 0
        self._rows: dict[int, Row] = {}
        self._styles: dict[tuple[str, str], Style] = {}
        self._strips: dict[Hashable, Strip] = {}
        """Rows of articles as they were drawn, by all that they show: a list that moves on is mostly drawn already."""

    # Values in

    def show(self) -> None:
        """Draw the sidebar's model as it is now, all of it; the top row stays where it is, by identity."""
        self._rows.clear()
        self._drawn, self._height_drawn = self._cursor_rows(), self.model.height
        self._resize_list()
        self.refresh()

    def show_from_top(self) -> None:
        """Draw the sidebar's model from its top, or where the cursor is not to be seen there, around the cursor."""
        self.show()
        self.scroll_to(y=0, animate=False)
        self.show_cursor()

    def show_empty(self, sentence: str) -> None:
        """Show this where the list has nothing to show."""
        if sentence != self._empty:
            self._empty = sentence
            self.refresh()

    def held_item(self) -> tuple[Item, int] | None:
        """Return the item that must not move and its row in the window: the cursor's if it is seen, else the top one."""
        model, first = self.model, self.scroll_offset.y
        if model.sections and first <= model.top(model.spot) < first + self.size.height:
            return model.cursor, model.top(model.spot) - first
        found = model.spot_at(first)
        return (model.item(found[0]), -found[1]) if found else None

    def restore(self, held: tuple[Item, int] | None) -> None:
        """Draw the sidebar's model anew with that item in that row of the window again."""
        self.show()
        if held and self.model.sections:
            spot = self.model.find(held[0]) or self.model.spot
            self.scroll_to(y=max(0, self.model.top(spot) - held[1]), animate=False)

    def row(self, article: int) -> Row | None:
        """Return what is known of an article; None if it is gone."""
        if article not in self._rows:
            self._rows.update(self.model.rows([article]))
        return self._rows.get(article)

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
        """Show the cursor where the sidebar's model has it now and tell."""
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
        self.post_message(self.CursorMoved(self.model.cursor))

    def _cursor_rows(self) -> tuple[int, int] | None:
        """Return the first row of the cursor's item in the list, and how many it has."""
        model = self.model
        return (model.top(model.spot), model.rows_of(model.spot)) if model.sections else None

    def show_cursor(self) -> None:
        """Scroll as little as it takes for the cursor to be seen with a margin around it."""
        if not self.model.sections or not self.size.height:
            return  # before the first layout there is no window to be seen in: on_resize comes with it
        spot, height = self.model.spot, self.size.height
        top, rows = self.model.top(spot), self.model.rows_of(spot)
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
            found = self.model.spot_at(y + top)
            if found is None:
                yield self._beside(y, width)
            elif found[0].article < 0:
                yield self._ruled(self._heading(found[0], width), width)
            else:
                yield self._half(*found, width, now)

    def _half(self, spot: Spot, line: int, width: int, now: datetime) -> Strip:
        """Return one of the rows that an article has in the list; drawn already where it shows nothing new."""
        row = self._visible_row(self.model.sections[spot.section], spot)
        if row is None:
            return self._ruled([], width)
        age, chosen = age_of(row, now), spot == self.model.spot
        others = self.model.source.others(row.id)
        look = (self.model.row_height, width, self._has_rule, chosen, chosen and self.has_focus, others)
        strip = self._strips.get((row, line, age, look))
        if strip is None:
            if len(self._strips) > ROWS_KEPT:
                self._strips.clear()
            strip = self._ruled(self._article(row, age, line, width, chosen=chosen), width)
            self._strips[row, line, age, look] = strip
        return strip

    def _beside(self, y: int, width: int) -> Strip:
        """Return a row that holds no item: blank, or the reason why there is none."""
        lines = _wrapped(self._empty, max(1, width - 2)) if self.model.is_empty else []
        line = y + self.scroll_offset.y - self.model.height - 1
        text = f" {lines[line]}" if 0 <= line < len(lines) else ""
        return self._ruled([Segment(pad(text, width), self._style("meta", chosen=False))], width)

    @property
    def _has_rule(self) -> bool:
        """Whether the style sheet leaves room for a rule between the list and the page."""
        return bool(self.styles.border_right[0])

    def _ruled(self, segments: list[Segment], width: int) -> Strip:
        """Return a row of the list, with the rule."""
        if width < SURE or not segments:
            segments = list(Strip(segments).adjust_cell_length(width, self._style("meta", chosen=False)))
        if not self._has_rule:
            return DrawnRow(segments, width)
        return DrawnRow([*segments, Segment(RULE, self._style("rule", chosen=False))], width + 1)

    def _visible_row(self, section: Section, spot: Spot) -> Row | None:
        """Return the row of an article; what else is on the screen of its group is fetched with it."""
        id_ = section.ids[spot.article]
        if id_ not in self._rows:
            if len(self._rows) > ROWS_KEPT:
                self._rows.clear()
            shown = self.size.height // self.model.row_height + 2
            near = section.ids[max(0, spot.article - shown) : spot.article + shown]
            self._rows.update(self.model.rows(near))
        return self._rows.get(id_)

    def _style(self, part: str, *, chosen: bool) -> Style:
        """Return the style of a part of a row, on the bar of the cursor or off it."""
        bar = "bar" if chosen and self.has_focus else ""
        style = self._styles.get((part, bar))
        if style is None:
            style = self.get_component_rich_style(f"sidebar--{part}")
            if bar:
                cursor = self.get_component_rich_style("sidebar--cursor")
                # On a reversed bar, as in the terminal's own colours, a coloured part would be a patch.
                style = (
                    Style(bold=style.bold) + cursor
                    if cursor.reverse
                    else style + Style(bgcolor=cursor.bgcolor)
                )
            self._styles[part, bar] = style
        return style

    def _edge(self, *, chosen: bool) -> Segment:
        sign = self._signs.cursor if chosen else " "
        return Segment(sign, self._style("mark", chosen=chosen))

    def _heading(self, spot: Spot, width: int) -> list[Segment]:
        section, chosen = self.model.sections[spot.section], spot == self.model.spot
        sign = self._signs.open if section.is_open else self._signs.closed
        count = str(self.counted(section.group) or "")
        if identity_of(section.group) in self.failing:
            count = f"{self._signs.problem} {count}".rstrip()
        room = width - 4 - len(count)
        name = self.model.label(spot.section)
        if section.group.kind == Kind.FOLDER:
            name = _short_path(name, room)
        return [
            self._edge(chosen=chosen),
            Segment(f"{sign} ", self._style("count", chosen=chosen)),
            Segment(pad(name, room), self._style("group", chosen=chosen)),
            Segment(f"{count} ", self._style("count", chosen=chosen)),
        ]

    def counted(self, group: Group) -> int:
        """Return what stands beside a group: the unread in it, or where marks are listed those with the mark."""
        if group.is_search:
            return group.in_scope
        return group.unread if self.model.scope in {Scope.UNREAD, Scope.ALL} else group.in_scope

    def _article(self, row: Row, age: str, line: int, width: int, *, chosen: bool) -> list[Segment]:
        edge = self._edge(chosen=chosen)
        if line:
            text = fit(_meta(row, age, self.model.source.others(row.id)), width - 4)
            return [edge, Segment(pad(f"  {text}", width - 1), self._style("meta", chosen=chosen))]
        short = self.model.row_height == 1
        marks = "".join(sign for on, sign in self._marks_of(row) if on)
        tail = f" {age}" if short else ""
        room = width - 4 - cell_width(marks) - (1 if marks else 0) - cell_width(tail)
        kind = "read" if row.read else "unread"
        return [
            edge,
            Segment(f"{' ' if row.read else self._signs.unread} ", self._style("dot", chosen=chosen)),
            Segment(pad(row.title, room), self._style(kind, chosen=chosen)),
            Segment(f" {marks}" if marks else "", self._style("star", chosen=chosen)),
            Segment(f"{tail} ", self._style("meta", chosen=chosen)),
        ]

    def _marks_of(self, row: Row) -> list[tuple[bool, str]]:
        signs = self._signs
        return [(row.has_problem, signs.problem), (row.later, signs.later), (row.starred, signs.star)]

    def ages_shown(self) -> list[str]:
        """Return the ages of the articles drawn lately: when one changes, it is time to draw again."""
        return [age_of(row, self._now()) for row in self._rows.values()]

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where one clicks; a second click there goes in."""
        found = self.model.spot_at(event.y + self.scroll_offset.y)
        if found is None:
            return
        again = found[0] == self.model.spot
        self.model.put(found[0])
        self.cursor_moved()
        if again or found[0].article < 0:
            self.post_message(self.Chosen(self.model.cursor))

    def on_focus(self) -> None:
        """Show the bar."""
        self.refresh()

    def on_blur(self) -> None:
        """Show the mark instead of the bar."""
        self.refresh()


def _meta(row: Row, age: str, others: int) -> str:
    parts = [age, format_minutes(row.minutes), row.source]
    if others:
        parts.insert(0, tr("×{count}", count=others + 1))
    if row.draft:
        parts.append(tr("draft"))
    return " · ".join(part for part in parts if part)


def _short_path(path: str, room: int) -> str:
    """Return a folder's path, without as many of its first parts as it takes to fit: the last one tells most."""
    parts = path.split("/")
    shorter = ["/".join(["…", *parts[start:]]) for start in range(1, len(parts) - 1)]
    last = "/".join(parts[-2:])
    return next((each for each in (path, *shorter, last) if cell_width(each) <= room), last)


def _wrapped(text: str, width: int) -> list[str]:
    if cell_width(text) <= width:
        return [text]
    from reader.page.lines.wrap import (
        wrap,  # the breaking of lines, 30 ms: only for a long reason in a narrow list
    )

    return [text[start:end] for start, end in wrap(text, width)]
