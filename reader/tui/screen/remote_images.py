"""Pictures of the web on the page: fetched by a key, or as articles are opened where the settings say so."""

from typing import TYPE_CHECKING

from reader.i18n import tr, trn

if TYPE_CHECKING:
    from reader.actions.feeds.fetching import Fetcher
    from reader.actions.images.remote import Fetched
    from reader.tui.screen.reading_screen import ReadingScreen

IMAGES = "pictures"
"""What this is called among what is under way."""


def load_pictures(screen: "ReadingScreen", *, is_asked: bool = False) -> None:
    """Get the pictures of the article that is shown.

    ``is_asked``: somebody waits for them, and is told too where there is nothing to get, or nothing can be had.
    """
    shown = screen.page.shown
    if shown is None or screen.page.images is None or screen.web.is_busy(IMAGES):
        return
    from reader.actions.images.remote import ImageCache, is_remote  # only where pictures are wanted

    cache = ImageCache(screen.workspace.images_folder)
    addresses = [block.info for block in shown.layout.blocks if is_remote(block.info)]
    missing = cache.missing(addresses)
    if not missing:
        if is_asked:
            screen.say(
                tr("All images are here") if addresses else tr("This article has no images from the web")
            )
        return
    article = shown.article

    def progress(done: int) -> str:
        return tr("images {done}/{total}", done=done, total=len(missing))

    def tell(done: int) -> None:
        screen.call_later(screen.web.tell, IMAGES, progress(done))

    def fetch(fetcher: "Fetcher") -> "Fetched":
        return cache.fetch(missing, fetcher, tell)

    def finish(fetched: "Fetched") -> None:
        if screen.page.shown and screen.page.shown.article == article:
            screen.preview.show_again()
        if not is_asked:
            return
        if fetched.problems:
            count = len(fetched.problems)
            sentence = trn(
                "1 image could not be fetched: {why}",
                "{count} images could not be fetched: {why}",
                count,
                why=fetched.problems[0],
            )
            screen.say(sentence, warn=True)
        else:
            screen.say(trn("1 image fetched", "{count} images fetched", fetched.came))

    screen.web.fetch(IMAGES, fetch, finish, progress(0))
