"""Gives the keys to the page or to the list, with all that follows from it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.tui.control.auto_read import AutoRead
    from reader.tui.control.panes import Panes
    from reader.tui.control.preview import Preview


class PaneFocus:
    """Enters and leaves the page."""

    def __init__(self, panes: "Panes", preview: "Preview", auto_read: "AutoRead") -> None:
        self._panes, self._preview, self._auto_read = panes, preview, auto_read

    @property
    def in_page(self) -> bool:
        """Whether the keys are for the page."""
        return self._panes.in_page

    def enter_page(self) -> None:
        """Give the page the keys; entering an article marks it read where the settings say so."""
        if article := self._preview.chosen:
            self._preview.show_now()
            self._auto_read.mark_opened_read(article)
        self._panes.in_page = True
        # A narrow window shows the page only then, and what is hidden takes no focus.
        self._panes.show_page(on=True)
        self._panes.page.focus()

    def leave_page(self) -> None:
        """Give the list the keys."""
        sidebar = self._panes.sidebar
        self._panes.in_page = False
        self._panes.show_page(on=False)
        self._panes.hide_sidebar(on=False)
        sidebar.focus()
        self._preview.show_now()
        sidebar.call_after_refresh(sidebar.show_cursor)

    def follow(self, *, in_page: bool) -> None:
        """Follow Textual's focus, however it came: narrow windows show the pane that has it."""
        self._panes.in_page = in_page
        self._panes.show_page(on=in_page)
        if in_page:
            self._preview.visit.read(self._preview.wanted)
