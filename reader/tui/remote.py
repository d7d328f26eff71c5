"""Pictures of the web on the page: fetched by a key, or as articles are opened where the settings say so."""

from typing import TYPE_CHECKING

from reader.i18n import tr, trn

if TYPE_CHECKING:
    from reader.actions.remote_pictures import Fetched
    from reader.feeds.fetch import Fetcher
    from reader.tui.reading_screen import ReadingScreen


class RemotePictures:
    """The pictures of the article that is shown."""

    def __init__(self, screen: "ReadingScreen") -> None:
        self._screen = screen
        self._fetcher: Fetcher | None = None
        """Who fetches at this moment."""

    def stop(self) -> bool:
        """End fetching; False: nothing is being fetched."""
        if self._fetcher is None:
            return False
        self._fetcher.stop()
        return True

    def load(self, *, is_asked: bool = False) -> None:
        """Get them; ``is_asked``: say so too where there is nothing to get, or nothing can be had."""
        screen, shown = self._screen, self._screen.page.shown
        if shown is None or screen.page.pictures is None or self._fetcher is not None:
            return
        from reader.actions.remote_pictures import PictureCache, is_remote  # only where pictures are wanted

        cache = PictureCache(screen.desk.pictures_folder)
        addresses = [block.info for block in shown.layout.blocks if is_remote(block.info)]
        missing = cache.missing(addresses)
        if not missing:
            if is_asked:
                screen.say(
                    tr("All pictures are here")
                    if addresses
                    else tr("This article has no pictures of the web")
                )
            return
        article, done = shown.article, [0]

        def tell() -> None:
            done[0] += 1
            told = tr("Pictures {done}/{total} …", done=done[0], total=len(missing))
            screen.call_later(screen.say, told)

        def finish(fetched: "Fetched") -> None:
            page = screen.page.shown
            if page and page.article == article:
                screen.preview.show_again()
            if fetched.problems and is_asked:
                count = len(fetched.problems)
                told = trn(
                    "1 picture did not come: {why}",
                    "{count} pictures did not come: {why}",
                    count,
                    why=fetched.problems[0],
                )
                screen.say(told, warn=True)
            elif is_asked:
                screen.say(trn("1 picture is here", "{count} pictures are here", fetched.came))

        def get() -> "Fetched":
            from reader.feeds.fetch import Fetcher  # 200 ms: not on the loop

            self._fetcher = Fetcher()
            try:
                return cache.fetch(missing, self._fetcher, tell)
            finally:
                self._fetcher = None

        screen.say(tr("Pictures {done}/{total} …", done=0, total=len(missing)))
        screen.in_worker(get, finish)
