"""The panes of the reading screen: which of them show, which has the keys, and how wide the sidebar is."""

from typing import TYPE_CHECKING, Any

from reader.i18n import tr
from reader.text import cell_width
from reader.tui.control.arrangement import BROAD, NARROW, THREE, TOP, Arrangement
from reader.tui.keys.command import Where
from reader.tui.page.outline_pane import CELLS, FEWEST
from reader.tui.page.text_view import MARGIN
from reader.tui.widgets.bar import Bar

if TYPE_CHECKING:
    from textual.screen import Screen

    from reader.actions.workspace.workspace import Workspace
    from reader.page.lines.typography import Typography
    from reader.tui.list.sidebar import Sidebar
    from reader.tui.page.outline_pane import OutlinePane
    from reader.tui.page.page_view import PageView

SMALLEST = (20, 5)
"""Columns and rows below which a line says that the window is too small."""

OUTLINED = 60
"""Cells of a line of text that an outline leaves at least, where the setting ``measure`` does not say fewer."""


class Panes:
    """Arranges the screen by classes that the style sheets know."""

    def __init__(
        self,
        screen: "Screen[Any]",
        workspace: "Workspace",
        sidebar: "Sidebar",
        page: "PageView",
        outline: "OutlinePane",
    ) -> None:
        session, self._screen = workspace.session, screen
        self.sidebar = sidebar
        """The list of groups and articles."""
        self.page = page
        """The text of the chosen article."""
        self.outline = outline
        """The headings of the text."""
        self._measure = workspace.settings.measure
        self._in_words = workspace.settings.screen_reader
        self.in_page = False
        """Whether keys are for the page. The focus follows a moment later, and not where a window is too small."""
        self.arrangement = Arrangement(workspace.settings, session)
        """How list and page stand, and how large the list is."""
        self.has_outline = not session.outline_hidden
        """Whether the user wants the outline beside the page, where there is room for it."""
        self._has_room = False
        """Whether there is room for it."""

    @property
    def where(self) -> Where:
        """Where keys are pressed now."""
        if not self.in_page:
            return Where.SIDEBAR
        where = Where.PAGE | Where.FOUND if self.page.found.is_open else Where.PAGE
        return where | Where.SELECTING if self.page.caret.is_on else where

    def move(self, motion: str, count: int) -> None:
        """Move in the pane that has the keys: the motions of the command table."""
        (self.page if self.in_page else self.sidebar).move(motion, count)

    def set_measure(self, measure: int, typography: "Typography") -> None:
        """Set the text with lines of another length, or by other rules."""
        self._measure = measure
        self.page.set_measure(measure, typography)
        self.fit(*self._screen.size)

    @property
    def has_text(self) -> bool:
        """Whether the page shows an article, and not only why there is none."""
        shown = self.page.shown
        return shown is not None and bool(shown.article)

    @property
    def is_zen(self) -> bool:
        """Whether the text is shown alone."""
        return self._screen.has_class("-zen")

    @property
    def is_outlined(self) -> bool:
        """Whether the outline stands beside the page."""
        return self._screen.has_class("-outlined") and not self.is_zen

    @property
    def is_sidebar_hidden(self) -> bool:
        """Whether the user has hidden the sidebar."""
        return self._screen.has_class("-sidebar-hidden")

    def set_zen(self, *, on: bool) -> None:
        """Show the text alone, or everything; nothing hides the list while there is no text."""
        if self.has_text or not on:
            self._screen.set_class(on, "-zen")
            self._place_text()

    def hide_sidebar(self, *, on: bool) -> None:
        """Hide the sidebar or show it."""
        self._screen.set_class(on and not self._in_words, "-sidebar-hidden")

    def show_page(self, *, on: bool) -> None:
        """Show the page or the list where there is room for one of them; elsewhere no style changes."""
        self._screen.set_class(on and self._is_single(self._screen.size.width), "-in-page")

    def _is_single(self, columns: int) -> bool:
        """Return whether a window shows one pane at a time."""
        return self._in_words or columns < NARROW

    def widen_sidebar(self, by: int) -> None:
        """Give the list that many cells more (above the page: half as many rows), as far as both panes stay usable."""
        size = self.sidebar.outer_size
        self.resize_sidebar(size.height + by // 2 if self.is_stacked else size.width + by)

    def resize_sidebar(self, to: int) -> None:
        """Give the list that many cells, or above the page that many rows."""
        columns, rows = self._screen.size
        self.arrangement.resize(to, columns, rows)
        self._fit_sidebar(columns, rows)
        self._screen.call_after_refresh(self.fit_outline)

    @property
    def is_stacked(self) -> bool:
        """Whether the list stands above the page."""
        return self._screen.has_class(f"-{TOP}")

    def rearrange(self) -> None:
        """Arrange list and page as is wanted now."""
        self.fit(*self._screen.size)

    def want_outline(self, *, on: bool) -> None:
        """Show the outline beside the page where there is room for it, or hide it."""
        if on != self.has_outline:
            self.has_outline = on
            self.fit_outline()

    def fit_outline(self) -> None:
        """Show the outline beside the page, if it has some headings, or not: where the text would be too narrow."""
        columns, sidebar, outline = self._screen.size.width, self.sidebar, self.outline
        taken = sidebar.outer_size.width if sidebar.display and not self.is_stacked else 0
        page = columns - taken - CELLS - self.page.styles.scrollbar_size_vertical - 2 * MARGIN
        has_room = columns >= BROAD and not self.is_stacked and not self._in_words
        self._has_room = self.has_outline and has_room and page >= min(self._measure, OUTLINED)
        is_shown = self._has_room and len(outline.headings) >= FEWEST
        if not is_shown and outline.has_focus:
            self.page.focus()
        if is_shown != self._screen.has_class("-outlined"):
            self._screen.set_class(is_shown, "-outlined")
        self._place_text()

    def _place_text(self) -> None:
        """Keep the text in one place, with an outline beside it and without."""
        cells = CELLS if self._has_room and not self.is_zen else 0
        self.page.leave_room(cells, is_taken=self.is_outlined)

    def fit(self, columns: int, rows: int) -> None:
        """Arrange the panes for a window of this size; what had the focus has it again after one too small."""
        screen = self._screen
        was_small, is_small = screen.has_class("-too-small"), columns < SMALLEST[0] or rows < SMALLEST[1]
        screen.set_class(is_small, "-too-small")
        needs = tr("too small: needs {columns}x{rows}", columns=SMALLEST[0], rows=SMALLEST[1])
        least = tr("≥ {columns}x{rows}", columns=SMALLEST[0], rows=SMALLEST[1])
        sentence = (each for each in (needs, tr("too small"), least) if cell_width(each) + 2 <= columns)
        screen.query_one("#too-small", Bar).say(next(sentence, least))
        screen.set_class(self.in_page and self._is_single(columns), "-in-page")
        self._fit_sidebar(columns, rows)
        self._fit_rows(columns, rows)
        screen.call_after_refresh(self.fit_outline)
        if was_small and not is_small:
            screen.call_after_refresh((self.page if self.in_page else self.sidebar).focus)
        elif self.is_sidebar_hidden and self.page.size.width and not self.in_page:
            self.page.focus()

    def _fit_rows(self, columns: int, rows: int) -> None:
        sidebar, height = self.sidebar, self.arrangement.row_height(rows)
        is_split = self.arrangement.fitting(columns, rows) == THREE
        if height != sidebar.model.row_height or is_split != sidebar.model.is_split:
            held = sidebar.held_item()
            sidebar.model.resize_rows(height)
            if is_split != sidebar.model.is_split:
                sidebar.model.split(on=is_split)
            sidebar.restore(held)

    def _fit_sidebar(self, columns: int, rows: int) -> None:
        layout, size = self.arrangement.fitting(columns, rows), self.arrangement.size(columns, rows) or None
        for each in (THREE, TOP):
            self._screen.set_class(layout == each, f"-{each}")
        self.sidebar.is_stacked = layout == TOP
        styles = self.sidebar.styles
        styles.width, styles.height = (None, size) if layout == TOP else (size, None)
        styles.min_width, styles.max_width = (1, "100%") if size else (None, None)
