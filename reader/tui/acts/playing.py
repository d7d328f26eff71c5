"""Commands for the sounds and films of the article: play one, download them."""

from functools import partial
from typing import TYPE_CHECKING

from reader.i18n import tr, trn
from reader.tui.acts.asking import choose
from reader.tui.acts.topic import Roles, Topic
from reader.tui.dialogs.requests import Choice, DialogTexts

if TYPE_CHECKING:
    from pathlib import Path

    from reader.actions.feeds.downloading import Downloaded
    from reader.actions.feeds.fetching import Fetcher
    from reader.article.media import MediaFile
    from reader.tui.acts.browsing import Browsing
    from reader.tui.control.auto_read import AutoRead
    from reader.tui.control.downloads import Downloads

MEDIA = "media"
"""The name of this download."""


class Playing(Topic):
    """Plays and downloads what goes with the article."""

    def __init__(
        self, roles: Roles, browsing: "Browsing", auto_read: "AutoRead", downloads: "Downloads"
    ) -> None:
        super().__init__(roles)
        self._browsing, self._auto_read, self._downloads = browsing, auto_read, downloads

    def do_play_media(self) -> None:
        """Play the sound or film of the article; of several let one be chosen."""
        article = self._chosen.chosen
        if not article:
            self._tell.say(tr("No article is selected"))
            return

        def play(files: "tuple[MediaFile, ...]") -> None:
            if not files:
                self._tell.say(tr("This article has nothing to play"))
            elif len(files) == 1:
                self.play(files[0], article)
            else:
                words = DialogTexts(
                    tr("Play"), "", tr("None matches"), tr("1 to 9 or enter plays it · esc closes")
                )
                choices = (
                    Choice(each.title or each.address.rpartition("/")[2], each.facts) for each in files
                )
                choose(self._tell, words, choices, lambda at: self.play(files[at], article), numbered=True)

        self._tell.in_worker(partial(self._files, article), play, opens=True)

    def play(self, file: "MediaFile", article: int = 0) -> None:
        """Play a file, the downloaded one if it is there; ``article`` is then read, as one is whose source is opened."""
        found = partial(self._downloaded, article, file.address)
        self._tell.in_worker(found, lambda local: self._start(file, article, local))

    def _start(self, file: "MediaFile", article: int, local: "Path | None") -> None:
        from reader.actions.browser.player import plan_player  # with what starts programs 3 ms

        workspace = self._workspace
        planned = plan_player(file, workspace.settings.player, workspace.environ, local)
        self._browsing.start(
            planned, tr("Playing {host} …", host=planned.address.host if planned.address else "")
        )
        if article:
            self._auto_read.mark_source_read(article)

    def do_download_media(self) -> None:
        """Download the sounds and films of the article, or stop that."""
        if self._downloads.is_busy(MEDIA):
            self._downloads.stop(MEDIA)
            self._tell.say(tr("It was stopped; the next download goes on from there"))
            return
        article = self._chosen.chosen
        if not article:
            self._tell.say(tr("No article is selected"))
            return
        key = self._keymap.first("download_media")
        stops = tr("{key} stops it", key=key) if key else ""

        def fetch(fetcher: "Fetcher") -> "Downloaded":
            from reader.actions.feeds.downloading import download

            def show(done: int, total: int) -> None:
                self._tell.call_later(self._show, done, total, stops)

            return download(self._workspace, article, fetcher, show)

        self._downloads.fetch(MEDIA, fetch, self._done, tr("downloading … {stops}", stops=stops))

    def _show(self, done: int, total: int, stops: str) -> None:
        from reader.article.media import format_size

        share = (
            tr("{done} of {total}", done=format_size(done), total=format_size(total))
            if total
            else format_size(done)
        )
        self._downloads.show_progress(MEDIA, tr("downloading {share} … {stops}", share=share, stops=stops))

    def _done(self, result: "Downloaded") -> None:
        if not result.files and not result.problems:
            self._tell.say(tr("This article has nothing to download"))
        elif result.problems:
            self._tell.say(result.problems[0], warn=True)
        elif not result.new:
            self._tell.say(tr("It is already downloaded: {path}", path=result.files[0]))
        else:
            sentence = trn(
                "Downloaded: {path}",
                "{count} files downloaded, the last is {path}",
                result.new,
                path=result.files[-1],
            )
            self._tell.say(sentence)

    def _downloaded(self, article: int, address: str) -> "Path | None":
        from reader.actions.feeds.downloading import downloaded

        return downloaded(self._workspace, article, address) if article else None

    def _files(self, article: int) -> "tuple[MediaFile, ...]":
        from reader.actions.reading.media import played

        return played(self._workspace.library, article)
