"""Reads articles and sets their pages in threads; the newest request wins."""

import time
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.timer import Timer

    from reader.actions.workspace.workspace import Workspace
    from reader.page.navigation.matching import Edit
    from reader.tui.page.page_view import PageView
    from reader.tui.page.shown import Shown
    from reader.tui.page.typeset import Typesetter
    from reader.tui.widgets.working import WorkingScreen

LOADS_AT_ONCE = 3
"""Articles that are read at the same time, else the newest waits: a fast cursor must not fill all threads."""

PATIENCE_S = 0.3
"""After so long the status line says that an article is being read; most come much sooner."""

HEAD_START_S = 0.03
"""The beginning of a long article is drawn before the rest of it is read: threads take turns."""


class PageLoader:
    """Hands pages to ``show`` on the loop: of a long article its beginning first."""

    def __init__(
        self,
        screen: "WorkingScreen",
        workspace: "Workspace",
        page: "PageView",
        show: "Callable[[Shown, Edit | None], None]",
    ) -> None:
        """``show`` gets the newest page, and what becomes of the text on the page if that is of the same article."""
        self._screen, self._workspace, self._page, self._show = screen, workspace, page, show
        self._newest = 0
        """The number of the newest request, which counts."""
        self._wanted = 0
        """The article that it is for."""
        self._loading = 0
        """How many articles are being read now."""
        self._is_late = False
        """The newest request waits until one of the others is done."""
        self._patience: Timer | None = None
        """Runs while an article is read."""

    def load(self, article: int) -> None:
        """Read an article and show it, unless another one is wanted by then."""
        self._newest += 1
        self._wanted = article
        if self._patience is None:
            self._patience = self._screen.set_timer(PATIENCE_S, self._lose_patience)
        self._is_late = self._loading >= LOADS_AT_ONCE
        if self._is_late:
            return
        self._loading += 1
        # Not before the frame that answers the key: the thread would take turns with what draws it.
        self._screen.call_after_refresh(self._begin, article, self._newest)

    def _begin(self, article: int, number: int) -> None:
        """Read an article in a thread, unless another one is wanted already."""
        if number != self._newest:
            self._end_load()
            return
        from reader.tui.page.typeset import Typesetter  # 2 ms: after the first frame

        page = self._page
        setter = Typesetter(
            self._workspace, page.measure, page.typography, page.size.height, page.images is not None
        )
        # In no worker, which the end of the program would wait for: an odd article takes seconds.
        Thread(target=self._read, args=(article, number, setter), daemon=True).start()

    def edit_to(self, new: "Shown") -> "Edit | None":
        """Return what becomes of the text that is shown, if it is one of the same article."""
        shown = self._page.shown
        if shown is None or shown.article != new.article:
            return None
        from reader.page.navigation.matching import Edit  # only where a file changes: 3 ms

        return Edit(shown.layout.blocks, new.layout.blocks)

    def _read(self, article: int, number: int, setter: "Typesetter") -> None:
        """Read an article and show it; the colours of its code blocks follow. In a thread."""
        from reader.page.code.colouring import load
        from reader.page.layout.code_block import languages_in

        with suppress(RuntimeError):  # the screen is gone
            try:
                try:
                    shown = self._hand_over(setter.pages(article), number)
                finally:
                    self._screen.call_later(self._end_load)
                for language in languages_in(shown.layout.blocks):
                    load(language)
                    self._screen.call_later(self._page.colour)
            except RuntimeError:
                raise
            except Exception as fault:  # noqa: BLE001 - whatever it is: the app reports it, not the thread
                self._screen.call_later(_fail, fault)

    def _hand_over(self, pages: "Iterator[Shown]", number: int) -> "Shown":
        """Hand each page to the loop; return the last, which is whole."""
        for shown in pages:
            self._screen.call_later(self._take, shown, number, self.edit_to(shown))
            if not shown.is_whole:
                time.sleep(HEAD_START_S)
        return shown

    def _take(self, new: "Shown", number: int, edit: "Edit | None") -> None:
        if number == self._newest:
            if self._patience:
                self._patience.stop()
                self._patience = None
            self._say_late(is_late=False)
            self._show(new, edit)

    def _lose_patience(self) -> None:
        """Announce the article, unless it came while the timer's message waited for its turn."""
        if self._patience:
            self._say_late(is_late=True)

    def _say_late(self, *, is_late: bool) -> None:
        """Show in the status line that an article is being read, or no more."""
        if self._page.is_late != is_late:
            self._page.is_late = is_late
            self._page.post_message(self._page.Scrolled())

    def _end_load(self) -> None:
        """Let the newest request begin if it waited for this; a load that failed makes room too."""
        self._loading -= 1
        if self._is_late:
            self.load(self._wanted)


def _fail(fault: Exception) -> None:
    raise fault
