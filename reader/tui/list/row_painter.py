"""Draws the rows of the list, from what is known of its groups and articles; rows that were drawn before are kept.

Imports no Textual: what a drawn row is, its user says.
"""

from collections.abc import Callable, Hashable, Sequence
from datetime import date, datetime
from typing import Generic, NamedTuple, TypeVar

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
from reader.tui.list.spans import Ink, Span, as_wide
from reader.tui.widgets.symbols import Symbols

_Drawn = TypeVar("_Drawn")

ROOMY = 24
"""Cells of a list in which the parts of a row have room, and fill it."""

RULE = "│"
"""Stands between the list and the page where both have the terminal's own ground."""

INDENTED_FROM = 40
"""In lists of fewer cells articles of a group in a group are not indented: titles need the room."""

ROWS_KEPT = 1_000
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


class RowPainter(Generic[_Drawn]):
    """Makes the rows of a list."""

    def __init__(
        self, model: SidebarModel, rows: KnownRows, symbols: Symbols, finish: Callable[[Sequence[Span], int], _Drawn],
        *, in_words: bool = False,
    ) -> None:  # fmt: skip
        """``finish`` makes a row of its spans and of the cells that it takes; ``in_words``: for a screen reader."""
        self._in_words = in_words
        self._model, self._rows, self._symbols, self._finish = model, rows, symbols, finish
        self.watcher = Watcher()
        """Finds the watch words in titles; ``forget`` what was drawn where there are others."""
        self._seen = SeenLine()
        self._spans: dict[Hashable, list[Span]] = {}
        """What rows of articles are made of, by all that they show: a list that moves on is mostly known already."""
        self._drawn: dict[tuple[Span, ...], _Drawn] = {}

    def use_symbols(self, symbols: Symbols) -> None:
        """Draw rows with these from now on, each again."""
        self._symbols = symbols
        self.forget()

    def forget(self) -> None:
        """Forget what was drawn: in the styles of a former theme, with other symbols or watch words."""
        self._spans.clear()
        self._drawn.clear()

    def heading(self, section: int, window: Window, *, is_beside: bool = False) -> list[Span]:
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
            parts = parts._replace(bar="groups")
        return parts.heading(heading)

    def day(self, slot: Slot, window: Window, now: datetime) -> list[Span]:
        """Return the row above the first article of a day."""
        days = self._model.sections[slot.section].days
        margin = "" if self._in_words else "   "
        ordinal = next(day.ordinal for day in days if day.first == slot.article)
        return [Span(pad(f"{margin}{day_name(ordinal, now)}", window.width), Ink("day"))]

    def article(self, slot: Slot, line: int, window: Window, now: datetime) -> list[Span]:
        """Return one of the rows that an article has; the one of before where it shows nothing new."""
        model = self._model
        near = window.height // model.row_height + 2
        row = self._rows.row_among(model.sections[slot.section].ids, slot.article, near)
        if row is None:
            return []
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
            is_chosen,
            has_bar,
            others,
        )
        spans = self._spans.get((row, line, age, look))
        if spans is None:
            if len(self._spans) > ROWS_KEPT:
                self._spans.clear()
            parts = self._parts(window.width - indent, is_chosen=is_chosen, has_bar=has_bar)
            spans = self._line(parts, row, age, line, others)
            if has_line:
                spans = with_line(spans, parts)
            spans.insert(1, Span(" " * indent, parts.ink("meta")))  # behind the edge
            self._spans[row, line, age, look] = spans
        return spans

    def _article_in_words(self, slot: Slot, row: Row, window: Window, now: datetime) -> list[Span]:
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
        return self._in_row(words, window.width, "read" if row.read else "unread")

    def _in_row(self, words: str, width: int, part: str) -> list[Span]:
        return [Span(pad(fit(words, width), width), Ink(part))]

    def fitted(self, spans: Sequence[Span], window: Window) -> Sequence[Span]:
        """Return a row that is exactly as wide as the window."""
        is_wide = window.width >= ROOMY and spans
        return spans if is_wide else as_wide(spans, window.width, Ink("meta"))

    def whole(self, spans: Sequence[Span], window: Window) -> _Drawn:
        """Return a row as wide as the window, with the line behind it; the one that was drawn before if it is the same."""
        spans = self.fitted(spans, window)
        if window.has_rule:
            spans = [*spans, Span(RULE, Ink("rule"))]
        key = tuple(spans)
        drawn = self._drawn.get(key)
        if drawn is None:
            if len(self._drawn) > ROWS_KEPT:
                self._drawn.clear()
            drawn = self._drawn[key] = self._finish(key, window.width + window.has_rule)
        return drawn

    def _line(self, parts: RowParts, row: Row, age: str, line: int, others: int) -> list[Span]:
        height = self._model.row_height
        if not line:
            watched, marks = self._model.source.watched(row.id), self.watcher.marks(row.title)
            return parts.title(row, age if height == 1 else "", watched, marks)
        return parts.details(row, age, others) if line == 1 else parts.summary(row)

    def beside(self, section: int, window: Window) -> list[Span]:
        """Return the row of a group beside its articles, on a ground of its own; behind the last one: a blank one."""
        line = [Span(RULE, Ink("rule"))] if window.has_rule else []
        window = window._replace(width=window.width - len(line))
        if section < len(self._model.sections):
            return [*self.heading(section, window, is_beside=True), *line]
        return [Span(" " * window.width, Ink("meta", "groups")), *line]

    def text(self, text: str, width: int) -> list[Span]:
        """Return a row that holds no item."""
        return [Span(pad(text, width), Ink("meta"))]

    def line(self, width: int) -> _Drawn:
        """Return the line between the list and a page below it."""
        return self._finish([Span("─" * width, Ink("rule"))], width)

    def counted(self, group: Group) -> int:
        """Return the number beside a group: the unread articles in it; starred or later ones where these are listed."""
        if group.is_search:
            return group.in_scope
        return group.unread if self._model.scope in _COUNTED_UNREAD else group.in_scope

    def _parts(self, width: int, *, is_chosen: bool, has_bar: bool) -> RowParts:
        bar = "cursor" if has_bar else "left" if is_chosen else ""
        return RowParts(self._symbols, bar, width, is_chosen and not has_bar)
