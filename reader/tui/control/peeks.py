"""What is shown in place of a link's target: read in a thread, one at a time; what comes late is dropped."""

from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

from textual import events
from textual.geometry import Offset

from reader.i18n import tr
from reader.tui.keys.keymap import key_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.actions.reading.peeking import Peek
    from reader.actions.workspace.workspace import Workspace
    from reader.page.layout.layout import Layout
    from reader.page.lines.typography import Typography
    from reader.page.navigation.links import Link
    from reader.tui.keys.keymap import Keymap
    from reader.tui.page.link_hints import View
    from reader.tui.page.page_view import PageView
    from reader.tui.page.peek_panel import PeekPanel
    from reader.tui.widgets.working import WorkingScreen

COMMAND = "peek_link"
"""The command of which the key closes the panel, too."""


class Wanted(NamedTuple):
    """A link whose target is wanted."""

    article: int
    """The article on the page."""
    layout: "Layout"
    """Its text."""
    link: "Link"
    """The link."""
    measure: int
    """The cells that a line may take in the panel."""
    typography: "Typography"
    """How its text is set."""


class Peeks:
    """The panel over the page, while it is open."""

    def __init__(
        self, screen: "WorkingScreen", workspace: "Workspace", page: "PageView", keymap: "Keymap",
        follow: "Callable[[Link, Peek | None], None]",
    ) -> None:  # fmt: skip
        """``follow`` goes to what is shown."""
        self._screen, self._workspace, self._page, self._keymap = screen, workspace, page, keymap
        self._follow = follow
        self._panel: PeekPanel | None = None
        self._wanted: Wanted | None = None
        """What is shown, or will be when it was read."""
        self._reading: Wanted | None = None
        """What is being read in the thread."""
        self._view: View | None = None
        self._at = Offset(0, 0)
        self._shown: Peek | None = None
        self._is_hovered = False

    @property
    def is_open(self) -> bool:
        """Whether the target of a link is shown, or about to be."""
        return self._wanted is not None

    @property
    def link(self) -> "Link | None":
        """The link whose target that is."""
        return self._wanted.link if self._wanted else None

    def open(self, link: "Link", row: int, cell: int, *, hovered: bool = False) -> None:
        """Show the target of a link that stands in this row and cell of the page, when it has been read.

        ``hovered``: for as long as the mouse is there.
        """
        from reader.tui.page.peek_panel import measure_in  # only when something is shown

        page = self._page
        if page.shown is None:
            return
        self._hide()
        self._at = Offset(page.region.x + cell, page.region.y + row)
        self._view, self._is_hovered = page.hints.view, hovered
        measure = measure_in(page.scrollable_content_region)
        self._wanted = Wanted(
            page.shown.article, page.shown.layout, link, measure, page.typography._replace(hanging=False)
        )
        if self._reading is None:
            self._read()

    def close(self) -> None:
        """Close the panel; what is still being read is dropped when it comes."""
        self._wanted = self._shown = None
        self._hide()

    def close_hovered(self) -> None:
        """Close the panel if the mouse opened it."""
        if self._is_hovered:
            self.close()

    def follow_page(self) -> None:
        """Close the panel if the text under it has moved or is another one."""
        if self.is_open and self._view != self._page.hints.view:
            self.close()

    def take(self, event: events.Key) -> bool:
        """Take a key; return False for one that ends the panel and means something else too."""
        name, panel = key_name(event.key, event.character), self._panel
        if panel and self._shown:
            page = panel.rows_seen - 1 or 1
            steps = {"j": 1, "down": 1, "k": -1, "up": -1, "space": page, "pagedown": page, "pageup": -page}
            if name in steps and panel.scroll_rows(steps[name]):
                return True
        if name == "enter" and self._shown:
            self.go()
            return True
        self.close()
        return name == "escape" or name in self._keymap.keys[COMMAND]

    def go(self) -> None:
        """Close the panel and go to what it shows."""
        link, shown = self.link, self._shown
        self.close()
        if link and shown and shown.leads:
            self._follow(link, shown)

    def _hide(self) -> None:
        if self._panel:
            self._panel.display = False

    def _read(self) -> None:
        """Read what is wanted. In no worker, which the end of the program would wait for."""
        self._reading = self._wanted
        if self._reading:
            Thread(target=self._run, args=(self._reading,), daemon=True).start()

    def _run(self, wanted: Wanted) -> None:
        with suppress(RuntimeError):  # the screen is gone
            try:
                found = self._found(wanted)
            except RuntimeError:
                raise
            except Exception as fault:  # noqa: BLE001 - whatever it is: the app reports it, not the thread
                self._screen.call_later(self._fail, fault)
            else:
                self._screen.call_later(self._take_found, wanted, *found)

    def _found(self, wanted: Wanted) -> "tuple[Peek, Layout]":
        from reader.actions.reading.peeking import peek  # only when something is shown
        from reader.page.compose import PageOptions
        from reader.page.layout.layout import Layout
        from reader.tui.page.peek_panel import ROWS

        library, settings = self._workspace.library, self._workspace.settings
        row = library.articles.row(wanted.article)
        page_options = PageOptions(self._workspace.zone, line_breaks=settings.line_breaks)
        found = peek(library, row.key if row else None, wanted.layout.blocks, wanted.link, page_options)
        layout = Layout(found.blocks, wanted.measure, wanted.typography)
        layout.prepare(0, ROWS)
        return found, layout

    def _take_found(self, wanted: Wanted, found: "Peek", layout: "Layout") -> None:
        self._reading = None
        self.follow_page()
        if self._wanted is not wanted:
            self._read()
            return
        from reader.tui.page.peek_panel import ROWS, Content, PeekPanel

        if self._panel is None:
            self._panel = PeekPanel()
            self._screen.mount(self._panel)
        self._shown = found
        lines = [layout.line(row) for row in range(min(layout.height, ROWS))]
        hint = tr("enter goes there · esc closes") if found.leads else tr("esc closes")
        page = self._page
        pane = page.scrollable_content_region.at_offset(page.region.offset)
        self._panel.show(Content(lines, hint), pane, self._at)

    def _fail(self, fault: Exception) -> None:
        self._reading = None
        self.close()
        raise fault
