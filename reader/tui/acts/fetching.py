"""Commands that fetch what belongs to the article from the web: its whole text, its pictures."""

from functools import partial
from typing import TYPE_CHECKING

from reader.i18n import tr

if TYPE_CHECKING:
    from reader.actions.feeds.fetching import Fetcher
    from reader.feeds import Page, Source
    from reader.library import Changes
    from reader.tui.screen.reading_screen import ReadingScreen

WHOLE = "whole"
"""What fetching a whole article is called among what is under way."""


class Fetching:
    """Fetch the whole article, and its pictures."""

    def __init__(self, screen: "ReadingScreen") -> None:
        self._screen = screen

    def do_fetch_full_article(self) -> None:
        """Fetch the whole article from its page, or stop that."""
        screen = self._screen
        if screen.web.is_busy(WHOLE):
            screen.web.stop(WHOLE)
            screen.say(tr("It was stopped"))
            return
        row = screen.chosen_row()
        path = screen.workspace.library.files.path(row.id) if row else None
        if path is None:
            screen.say(tr("No article is selected"))
            return

        def fetch(fetcher: "Fetcher") -> "tuple[Source, Page]":
            from reader.actions.feeds.full_articles import (
                fetch_whole,  # with what fetches 60 ms: in the thread
            )

            return fetch_whole(path, fetcher)

        key = next(iter(screen.keymap.keys["fetch_full_article"]), "")
        screen.web.fetch(WHOLE, fetch, self._write, tr("fetching the full article … {key} stops it", key=key))

    def do_load_images(self) -> None:
        """Get the pictures of the article from the web, or stop that."""
        from reader.tui.screen.remote_images import IMAGES, load_pictures  # only where pictures are wanted

        screen = self._screen
        if screen.web.is_busy(IMAGES):
            screen.web.stop(IMAGES)
            screen.preview.show_again()
        elif screen.page.images is None:
            screen.say(tr("Images are not drawn here: see the setting images, and Install in the README"))
        else:
            screen.preview.when_shown(lambda: load_pictures(screen, is_asked=True))

    def _write(self, fetched: "tuple[Source, Page]") -> None:
        from reader.actions.feeds.full_articles import write_whole  # here already

        screen = self._screen

        def done(changes: "Changes | None") -> None:
            if changes is None:
                screen.say(tr("The full article is already here"))
                return
            screen.library_changed({*changes.changed})
            screen.say(tr("The full article is here"))

        screen.in_worker(partial(write_whole, screen.workspace.library, *fetched), done)
