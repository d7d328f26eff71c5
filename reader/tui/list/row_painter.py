"""Draws the rows of the list, from what is known of its groups and articles; rows that were drawn before are kept."""

from collections.abc import Callable, Hashable, Sequence
from datetime import date, datetime
from functools import partial
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.actions.finding.age import dates_of
from reader.actions.finding.group_orders import identity_of
from reader.actions.finding.watching import Watcher
from reader.i18n import tr
from reader.library import Group, Row, Scope
from reader.library.index.grouping import Kind
from reader.text import fit, pad
from reader.tui.list.known_rows import KnownRows
from reader.tui.list.row_parts import INDENT, Heading, RowParts
from reader.tui.list.row_words import State, article_words, heading_words
from reader.tui.list.sections import Slot
from reader.tui.list.seen_line import SeenLine, with_line
from reader.tui.list.sidebar_model import SidebarModel
from reader.tui.widgets.drawn import DrawnRow
from reader.tui.widgets.part_styles import on_bar
from reader.tui.widgets.symbols import Symbols

ROOMY = 24
"""Cells of a list in which the parts of a row have room, and fill it."""

RULE = "│"
"""Stands between the list and the page where both have the terminal's own ground."""

INDENTED_FROM = 40
"""In lists of fewer cells articles of a group in a group are not indented: titles need the room."""

STRIPS_KEPT = 1_000
"""How many drawn rows are kept for the next time."""

_COUNTED_UNREAD = frozenset({Scope.UNREAD, Scope.ALL})
"""The scopes in which the number beside a group is that of its unread articles."""


def day_name(ordinal: int, now: datetime) -> str:
    """Return what a day is called, ``ordinal`` as ``date.toordinal`` counts."""
    ago = now.toordinal() - ordinal
    if ago in {0, 1}:
        return tr("Yesterday") if ago else tr("Today")
    return date.fromordinal(ordinal).isoformat()


class Window(NamedTuple):
    """What the rows are drawn for."""

    width: int
    """Cells of a row."""
    height: int
    """Rows that are seen."""
    has_focus: bool
    """Whether the list has the keys."""
    failing: frozenset[str]
    """Groups with a symbol that something is wrong, by identity."""
    has_rule: bool
    """Whether a line stands behind each row."""
    selected: tuple[Slot, Slot] | None = None
    """The first and the last of the articles that are selected; None: none is."""


class RowPainter:
    """Makes the rows of a list."""

    def __init__(
        self, model: SidebarModel, rows: KnownRows, symbols: Symbols, look: Callable[[str], Style], *, in_words: bool = False,
    ) -> None:  # fmt: skip
        """``look`` returns the style of a part by its name in the style sheet; ``in_words``: for a screen reader."""
        self._in_words = in_words
        self._model, self._rows, self._symbols, self._look = model, rows, symbols, look
        self.watcher = Watcher()
        """Finds the watch words in titles; ``forget`` what was drawn where there are others."""
        self._seen = SeenLine()
        self._styles: dict[tuple[str, str], Style] = {}
        self._drawn: dict[Hashable, DrawnRow] = {}
        """Rows of articles as they were drawn, by all that they show: a list that moves on is mostly drawn already."""

    def use_symbols(self, symbols: Symbols) -> None:
        """Draw rows with these from now on, each again."""
        self._symbols = symbols
        self.forget()

    def forget(self) -> None:
        """Forget the styles of the former theme, and what was drawn in them."""
        self._styles.clear()
        self._drawn.clear()

    def heading(self, section: int, window: Window, *, is_beside: bool = False) -> list[Segment]:
        """Return the row of a group's heading; ``is_beside``: its articles stand beside it."""
        model = self._model
        found, slot = model.sections[section], model.slot
        group = found.group
        is_chosen = slot == Slot(section) or (is_beside and slot.section == section)
        has_bar = is_chosen and window.has_focus and slot.article < 0
        heading = Heading(
            model.label(section),
            self.counted(group),
            found.is_open if not is_beside or found.lists_groups else None,
            identity_of(group) in window.failing
            or (found.parent is not None and group.name in window.failing),
            group.kind == Kind.FOLDER,
            1 if found.parent else 0,
        )
        if self._in_words:
            unread = not group.is_search and model.scope in _COUNTED_UNREAD
            words = heading_words(heading, section + 1, len(model.sections), counts_unread=unread)
            return self._in_row(words, window.width, "group")
        parts = self._parts(window.width, is_chosen=is_chosen, has_bar=has_bar)
        if is_beside and not is_chosen:
            parts = parts._replace(look=partial(self.style, bar="groups"))
        return parts.heading(heading)

    def day(self, slot: Slot, window: Window, now: datetime) -> Strip:
        """Return the row above the first article of a day."""
        days = self._model.sections[slot.section].days
        margin = "" if self._in_words else "   "
        ordinal = next(day.ordinal for day in days if day.first == slot.article)
        return self.whole(
            [Segment(pad(f"{margin}{day_name(ordinal, now)}", window.width), self.style("day"))], window
        )

    def article(self, slot: Slot, line: int, window: Window, now: datetime) -> Strip:
        """Return one of the rows that an article has; drawn already where it shows nothing new."""
        model = self._model
        near = window.height // model.row_height + 2
        row = self._rows.row_among(model.sections[slot.section].ids, slot.article, near)
        if row is None:
            return self.whole([], window)
        if self._in_words:
            return self._article_in_words(slot, row, window, now)
        order, is_chosen = model.source.order(model.sections[slot.section].group.id), slot == model.slot
        age = dates_of(
            row,
            now,
            order,
            is_short=model.row_height == 1,
            is_under_day=bool(model.sections[slot.section].days),
        )
        has_bar = is_chosen and window.has_focus
        is_selected = window.selected is not None and window.selected[0] <= slot <= window.selected[1]
        is_chosen = is_chosen or is_selected
        others = model.source.others(row.id)
        watched = model.source.watched(row.id)
        has_line = line == model.row_height - 1 and self._seen.last_new(model, slot.section) == slot.article
        is_inner = model.sections[slot.section].parent is not None and not model.is_split
        indent = INDENT if is_inner and window.width >= INDENTED_FROM else 0
        look = (
            indent,
            has_line,
            watched,
            model.row_height,
            window.width,
            window.has_rule,
            is_chosen,
            has_bar,
            others,
        )
        strip = self._drawn.get((row, line, age, look))
        if strip is None:
            if len(self._drawn) > STRIPS_KEPT:
                self._drawn.clear()
            parts = self._parts(window.width - indent, is_chosen=is_chosen, has_bar=has_bar)
            segments = self._line(parts, row, age, line, others)
            if has_line:
                segments = with_line(segments, parts)
            segments.insert(1, Segment(" " * indent, parts.look("meta")))  # behind the edge
            strip = self._drawn[row, line, age, look] = self.whole(segments, window)
        return strip

    def _article_in_words(self, slot: Slot, row: Row, window: Window, now: datetime) -> Strip:
        model, selected = self._model, window.selected
        state = State(
            slot.article + 1,
            len(model.members(slot.section)),
            model.source.others(row.id),
            bool(model.source.watched(row.id)),
            selected is not None and selected[0] <= slot <= selected[1],
            self._seen.last_new(model, slot.section) == slot.article,
        )
        words = article_words(row, state, now.tzinfo, window.width)
        return self.whole(self._in_row(words, window.width, "read" if row.read else "unread"), window)

    def _in_row(self, words: str, width: int, part: str) -> list[Segment]:
        return [Segment(pad(fit(words, width), width), self.style(part))]

    def whole(self, segments: Sequence[Segment], window: Window) -> DrawnRow:
        """Return a row as wide as the window, with the line behind it."""
        if window.width < ROOMY or not segments:
            segments = list(Strip(segments).adjust_cell_length(window.width, self.style("meta")))
        if not window.has_rule:
            return DrawnRow(segments, window.width)
        return DrawnRow([*segments, Segment(RULE, self.style("rule"))], window.width + 1)

    def _line(self, parts: RowParts, row: Row, age: str, line: int, others: int) -> list[Segment]:
        height = self._model.row_height
        if not line:
            watched, marks = self._model.source.watched(row.id), self.watcher.marks(row.title)
            return parts.title(row, age if height == 1 else "", watched, marks)
        return parts.details(row, age, others) if line == 1 else parts.summary(row)

    def beside(self, section: int, window: Window) -> list[Segment]:
        """Return the row of a group beside its articles, on a ground of its own; behind the last one: a blank one."""
        line = [Segment(RULE, self.style("rule"))] if window.has_rule else []
        window = window._replace(width=window.width - len(line))
        if section < len(self._model.sections):
            return [*self.heading(section, window, is_beside=True), *line]
        return [Segment(" " * window.width, self.style("meta", bar="groups")), *line]

    def text(self, text: str, width: int) -> list[Segment]:
        """Return a row that holds no item."""
        return [Segment(pad(text, width), self.style("meta"))]

    def line(self, width: int) -> Strip:
        """Return the line between the list and a page below it."""
        return DrawnRow([Segment("─" * width, self.style("rule"))], width)

    def counted(self, group: Group) -> int:
        """Return the number beside a group: the unread articles in it; starred or later ones where these are listed."""
        if group.is_search:
            return group.in_scope
        return group.unread if self._model.scope in _COUNTED_UNREAD else group.in_scope

    def _parts(self, width: int, *, is_chosen: bool, has_bar: bool) -> RowParts:
        bar = "cursor" if has_bar else "left" if is_chosen else ""
        return RowParts(self._symbols, partial(self.style, bar=bar), width, is_chosen and not has_bar)

    def style(self, part: str, *, bar: str = "") -> Style:
        """Return the style of a part of a row, on the bar of the cursor or off it."""
        style = self._styles.get((part, bar))
        if style is None:
            style = self._look(part)
            if bar == "cursor":  # one colour on the whole of it: all of the bar can be read in every theme
                style = Style(bold=style.bold, underline=style.underline) + self._look("cursor")
            elif bar:
                style = on_bar(style, self._look(bar))
            self._styles[part, bar] = style
        return style
