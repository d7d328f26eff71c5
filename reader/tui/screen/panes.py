"""The panes of the reading screen: which of them show, and how wide the sidebar is."""

from typing import TYPE_CHECKING

from reader.actions.workspace.session import Session
from reader.i18n import tr
from reader.text import cell_width
from reader.tui.page.outline_pane import CELLS, FEWEST
from reader.tui.page.page_view import MARGIN
from reader.tui.widgets.bar import Bar

if TYPE_CHECKING:
    from reader.tui.screen.reading_screen import ReadingScreen

SMALLEST = (20, 5)
"""Columns and rows below which a line says that the window is too small."""

NARROW = 60
"""Windows of fewer columns show one pane at a time."""

BROAD = 140
"""From so many columns on, the outline of an article stands beside it."""

SHORT = 18
"""Windows of fewer rows show articles in one row each, and no hints."""

SIDEBAR_LEAST, PAGE_LEAST = 16, 24
"""Cells that the sidebar and the page keep when one of them grows."""


class Panes:
    """Arranges the screen by classes that the style sheets know."""

    def __init__(self, screen: "ReadingScreen", session: Session) -> None:
        self._screen = screen
        self.sidebar_width = session.sidebar_width
        """Cells, as the user chose; 0: as the style sheet says."""
        self.has_outline = not session.outline_hidden
        """Whether the user wants the outline beside the page, where there is room for it."""

    def set_zen(self, *, on: bool) -> None:
        """Show the text alone, or everything; nothing hides the list while there is no text."""
        if on and not self._has_text:
            return
        if on and not self._screen.in_page:
            self._screen.enter_page()
        self._screen.set_class(on, "-zen")

    @property
    def _has_text(self) -> bool:
        """Whether the page shows an article, and not only why there is none."""
        shown = self._screen.page.shown
        return shown is not None and bool(shown.article)

    def show_page(self, *, on: bool) -> None:
        """Show the page or the list where there is room for one of them; elsewhere nothing is styled anew."""
        self._screen.set_class(on and self._screen.size.width < NARROW, "-in-page")

    def toggle_sidebar(self) -> None:
        """Hide the sidebar or show it; nothing hides it while there is no text, and none is hidden in zen."""
        screen = self._screen
        is_seen = not (screen.has_class("-sidebar-hidden") or screen.has_class("-zen"))
        self.set_zen(on=False)
        screen.set_class(is_seen and self._has_text, "-sidebar-hidden")
        if screen.has_class("-sidebar-hidden") and not screen.in_page:
            screen.enter_page()

    def widen_sidebar(self, by: int) -> None:
        """Make the sidebar wider by that many cells, as far as both panes stay usable."""
        columns = self._screen.size.width
        self.sidebar_width = self._fitted(self._screen.sidebar.outer_size.width + by, columns)
        self._fit_sidebar(columns)
        self._screen.call_after_refresh(self.fit_outline)

    def fit_outline(self) -> None:
        """Show the outline beside the page, if it has some headings, or not: where the text would lose room for it."""
        screen = self._screen
        columns, sidebar = screen.size.width, screen.sidebar
        taken = sidebar.outer_size.width if sidebar.display else 0
        page = columns - taken - CELLS - screen.page.styles.scrollbar_size_vertical - 2 * MARGIN
        is_shown = (
            self.has_outline
            and columns >= BROAD
            and page >= screen.workspace.settings.measure
            and len(screen.outline.headings) >= FEWEST
        )
        if not is_shown and screen.outline.has_focus:
            screen.page.focus()
        if is_shown != screen.has_class("-outlined"):
            screen.set_class(is_shown, "-outlined")

    def fit(self, columns: int, rows: int) -> None:
        """Arrange the panes for a window of this size; what had the focus has it again after one too small."""
        screen = self._screen
        was_small, is_small = screen.has_class("-too-small"), columns < SMALLEST[0] or rows < SMALLEST[1]
        screen.set_class(is_small, "-too-small")
        needs = tr("too small: needs {columns}x{rows}", columns=SMALLEST[0], rows=SMALLEST[1])
        least = tr("≥ {columns}x{rows}", columns=SMALLEST[0], rows=SMALLEST[1])
        sentence = (each for each in (needs, tr("too small"), least) if cell_width(each) + 2 <= columns)
        needs = next(sentence, least)
        screen.query_one("#too-small", Bar).say(needs)
        screen.set_class(screen.in_page and columns < NARROW, "-in-page")
        self._fit_sidebar(columns)
        self._fit_rows(rows)
        screen.call_after_refresh(self.fit_outline)
        if was_small and not is_small:
            screen.call_after_refresh((screen.page if screen.in_page else screen.sidebar).focus)
        elif screen.has_class("-sidebar-hidden") and screen.page.size.width and not screen.in_page:
            screen.page.focus()

    def _fit_rows(self, rows: int) -> None:
        sidebar, height = self._screen.sidebar, 1 if rows < SHORT else 2
        if height != sidebar.model.row_height:
            held = sidebar.held_item()
            sidebar.model.resize_rows(height)
            sidebar.restore(held)

    def _fit_sidebar(self, columns: int) -> None:
        if not self.sidebar_width or columns < NARROW:
            self._screen.sidebar.styles.width = None
        else:
            self._screen.sidebar.styles.width = self._fitted(self.sidebar_width, columns)

    def _fitted(self, width: int, columns: int) -> int:
        return max(SIDEBAR_LEAST, min(width, max(SIDEBAR_LEAST, columns - PAGE_LEAST)))
