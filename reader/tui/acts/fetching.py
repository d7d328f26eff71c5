"""Commands that fetch what belongs to the article from the web: its whole text, its images."""

from functools import partial
from typing import TYPE_CHECKING

from reader.i18n import tr
from reader.tui.acts.topic import Roles, Topic

if TYPE_CHECKING:
    from reader.actions.feeds.fetching import Fetcher
    from reader.feeds import Page, Source
    from reader.library import Changes
    from reader.tui.control.downloads import Downloads
    from reader.tui.control.remote_images import RemoteImages
    from reader.tui.control.updates import Updates

WHOLE = "whole"
"""The name of this download."""


class Fetching(Topic):
    """Fetches the whole article, and its images."""

    def __init__(
        self, roles: Roles, downloads: "Downloads", images: "RemoteImages", updates: "Updates"
    ) -> None:
        super().__init__(roles)
        self._downloads, self._images, self._updates = downloads, images, updates

    def do_fetch_full_article(self) -> None:
        """Fetch the whole article from its page, or stop that."""
        if self._downloads.is_busy(WHOLE):
            self._downloads.stop(WHOLE)
            self._tell.say(tr("It was stopped"))
            return
        row = self._chosen.chosen_row()
        path = self._library.files.path(row.id) if row else None
        if path is None:
            self._tell.say(tr("No article is selected"))
            return

        def fetch(fetcher: "Fetcher") -> "tuple[Source, Page]":
            # With what fetches 60 ms: in the thread.
            from reader.actions.feeds.full_articles import fetch_whole

            return fetch_whole(path, fetcher)

        key = self._keymap.first("fetch_full_article")
        self._downloads.fetch(
            WHOLE, fetch, self._write, tr("fetching the full article … {key} stops it", key=key)
        )

    def do_load_images(self) -> None:
        """Fetch the images of the article from the web, or stop that."""
        if self._images.is_busy:
            self._images.stop()
        elif not self._images.are_drawn:
            self._tell.say(tr("Images are not drawn here: see the setting images, and Install in the README"))
        else:
            self._chosen.when_shown(lambda: self._images.load(is_manual=True))

    def _write(self, fetched: "tuple[Source, Page]") -> None:
        from reader.actions.feeds.full_articles import write_whole  # loaded by then

        def done(changes: "Changes | None") -> None:
            if changes is None:
                self._tell.say(tr("The full article is already here"))
                return
            self._updates.library_changed({*changes.changed})
            self._tell.say(tr("The full article is here"))

        self._tell.in_worker(partial(write_whole, self._library, *fetched), done)
