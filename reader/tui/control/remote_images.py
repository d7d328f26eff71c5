"""Images of the web on the page: fetched by a key, or as articles are opened where the settings say so."""

from typing import TYPE_CHECKING

from reader.i18n import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.actions.feeds.fetching import Fetcher
    from reader.actions.images.remote import Fetched, ImageCache
    from reader.actions.workspace.workspace import Workspace
    from reader.tui.control.downloads import Downloads
    from reader.tui.page.page_view import PageView
    from reader.tui.widgets.working import WorkingScreen

IMAGES = "images"
"""The name of this download."""


class RemoteImages:
    """Fetches the images of the article that is shown."""

    def __init__(
        self,
        screen: "WorkingScreen",
        workspace: "Workspace",
        page: "PageView",
        downloads: "Downloads",
        show_again: "Callable[[], None]",
    ) -> None:
        """``show_again`` sets the page again, with what has come."""
        self._screen, self._workspace, self._page = screen, workspace, page
        self._downloads, self._show_again = downloads, show_again

    @property
    def is_busy(self) -> bool:
        """Whether images are being fetched."""
        return self._downloads.is_busy(IMAGES)

    @property
    def are_drawn(self) -> bool:
        """Whether this terminal shows images."""
        return self._page.images is not None

    def stop(self) -> None:
        """Stop fetching, and show what has come."""
        self._downloads.stop(IMAGES)
        self._show_again()

    def load(self, *, is_manual: bool = False) -> None:
        """Fetch the images that are missing.

        ``is_manual``: a key was pressed for it, so it is said too where there is nothing to fetch, or nothing comes.
        """
        shown = self._page.shown
        if shown is None or not self.are_drawn or self.is_busy:
            return
        from reader.actions.images.remote import ImageCache, is_remote  # only where images are wanted

        cache = ImageCache(self._workspace.paths.images)
        addresses = [block.info for block in shown.layout.blocks if is_remote(block.info)]
        if missing := cache.missing(addresses):
            self._fetch(cache, missing, shown.article, is_manual=is_manual)
        elif is_manual:
            self._screen.say(
                tr("All images are here") if addresses else tr("This article has no images from the web")
            )

    def _fetch(self, cache: "ImageCache", missing: list[str], article: int, *, is_manual: bool) -> None:
        def progress(done: int) -> str:
            return tr("images {done}/{total}", done=done, total=len(missing))

        def report(done: int) -> None:
            self._screen.call_later(self._downloads.show_progress, IMAGES, progress(done))

        def fetch(fetcher: "Fetcher") -> "Fetched":
            return cache.fetch(missing, fetcher, report)

        def finish(fetched: "Fetched") -> None:
            if self._page.shown and self._page.shown.article == article:
                self._show_again()
            if is_manual:
                self._say_fetched(fetched)

        self._downloads.fetch(IMAGES, fetch, finish, progress(0))

    def _say_fetched(self, fetched: "Fetched") -> None:
        if fetched.problems:
            sentence = trn(
                "1 image could not be fetched: {why}",
                "{count} images could not be fetched: {why}",
                len(fetched.problems),
                why=fetched.problems[0],
            )
            self._screen.say(sentence, warn=True)
        else:
            self._screen.say(trn("1 image fetched", "{count} images fetched", fetched.came))
