"""What goes on while an article is read: its position, when it was opened, and the seconds until it counts as read."""

from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from reader.actions.changes import flags
from reader.errors import ArticleGoneError

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.actions.reading.trail import Trail
    from reader.actions.workspace.workspace import Workspace
    from reader.tui.control.auto_read import AutoRead
    from reader.tui.control.panes import Panes
    from reader.tui.control.remote_images import RemoteImages
    from reader.tui.control.saving import Saving
    from reader.tui.widgets.working import WorkingScreen

REST_S = 2.0
"""When a page has not been scrolled for this long, the position in it is written down."""


class Visit:
    """The visit to the article on the page."""

    def __init__(
        self, screen: "WorkingScreen", workspace: "Workspace", panes: "Panes", trail: "Trail", *,
        saving: "Saving", auto_read: "AutoRead", images: "RemoteImages",
    ) -> None:  # fmt: skip
        self._screen, self._workspace, self._panes, self._trail = screen, workspace, panes, trail
        self._saving, self._auto_read, self._images, self._page = saving, auto_read, images, panes.page
        self._opened = 0
        """The article of which it is written down that it was opened, on this visit."""
        self._reading: Timer | None = None
        self._resting: Timer | None = None

    def begin(self) -> None:
        """Take note that another article is visited."""
        self._auto_read.new_visit()
        self._opened = 0

    def read(self, wanted: int) -> None:
        """Write down that the article is being read now, and count the seconds until it is marked read.

        Nothing yet where the page does not show the ``wanted`` article; it is called again when that is there.
        """
        shown, workspace = self._page.shown, self._workspace
        self.stop_counting()
        if not shown or not shown.article or shown.article != wanted:
            return
        self._trail.enter(shown.article)
        if shown.article != self._opened:
            self._opened = shown.article
            now = datetime.now(UTC)
            self._saving.remember(
                partial(flags.remember_opened, workspace.library, workspace.journal, shown.article, now)
            )
            self._screen.in_worker(partial(keep_copy, workspace, shown.article), lambda _: None)
            if workspace.settings.remote_images:
                self._images.load()
        after = workspace.settings.mark_read_after_s
        if after and workspace.settings.mark_read_when in {"open", "passed"}:
            self._reading = self._screen.set_timer(after, partial(self._stayed, shown.article))

    def stop_counting(self) -> None:
        """Stop counting the seconds."""
        if self._reading:
            self._reading.stop()

    def rest_soon(self) -> None:
        """Write the position down when the page has not been scrolled for a while: power may fail at any time."""
        if self._resting:
            self._resting.stop()
        self._resting = self._screen.set_timer(REST_S, self._remember_position)

    def leave(self) -> None:
        """Write down the position in the article that is shown, and leave it."""
        self.stop_counting()
        self._remember_position()

    def _remember_position(self) -> None:
        page, workspace = self._page, self._workspace
        if self._resting:
            self._resting.stop()
        if page.shown and page.shown.article:
            self._trail.leave(page.shown.article, page.place)
            place = page.own_place
            self._saving.remember(
                partial(
                    flags.remember_position, workspace.library, workspace.journal, page.shown.article, place
                )
            )

    def _stayed(self, article: int) -> None:
        shown = self._page.shown
        if self._panes.in_page and shown and shown.article == article:
            self._auto_read.mark_shown_read()


def keep_copy(workspace: "Workspace", article: int) -> None:
    """Keep the text of an article as it is read now. In a worker."""
    row = workspace.library.articles.row(article)
    if row:
        with suppress(ArticleGoneError):  # the page says so
            workspace.read_versions.keep(row.key, workspace.library.files.document(article).body)
