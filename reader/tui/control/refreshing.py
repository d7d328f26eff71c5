"""Refreshes the feeds of the open folders, and opens the folder of feeds beside them once it has some. In threads."""

import os
from functools import cached_property, partial
from typing import TYPE_CHECKING, Protocol, cast

from reader.errors import NewsreaderError
from reader.i18n import tr, trn
from reader.tui.control.consent import Consent
from reader.tui.widgets.symbols import SYMBOLS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.timer import Timer

    from reader.actions.feeds.refreshing import FeedsRefresher, Refreshed
    from reader.actions.workspace.workspace import Workspace
    from reader.tui.keys.keymap import Keymap
    from reader.tui.widgets.working import WorkingScreen


SEND_S = 2.0
"""Marks are sent this long after the last one."""


class ShowsNotices(Protocol):
    """An app that can reach a user who looks elsewhere."""

    def show_notice(self, title: str, text: str) -> None:
        """Show a notice, as the setting says."""


class Refreshing:
    """One refresh at a time; the watched folders list what comes."""

    def __init__(
        self,
        screen: "WorkingScreen",
        workspace: "Workspace",
        keymap: "Keymap",
        show_failing: "Callable[[Iterable[str]], None]",
    ) -> None:
        """``show_failing`` gets the titles of feeds that could not be fetched."""
        self._screen, self._workspace, self._show_failing = screen, workspace, show_failing
        self._keymap = keymap
        self.consent = Consent(screen, workspace, keymap, lambda: self.feeds.roots)
        """What the feeds of the open folders wait for."""
        self.is_under_way = False
        """Feeds are refreshed at this moment, or will be in the next."""
        self.progress = ""
        """How far that is, for the status line."""
        self.unsent = ""
        """How many articles have marks that a server does not have yet, for the status line; empty: none."""
        self._sending: Timer | None = None
        self._followed: list[str] = []
        """Titles of feeds that were followed, and not fetched since."""
        self._is_over = self._is_refused = False

    @cached_property
    def feeds(self) -> "FeedsRefresher":
        """What refreshes them."""
        from reader.actions.feeds.refreshing import FeedsRefresher  # 5 ms: after the first frame

        workspace = self._workspace
        return FeedsRefresher(workspace.library, os.environ, workspace.trust_file)

    def refresh(self, *, is_manual: bool, only: str = "") -> None:
        """Refresh the feeds that are due, or all that the user wants refreshed now; ``only`` those whose titles have this."""
        if self.is_under_way or not self.feeds.roots:
            return
        self.is_under_way, followed = True, self._followed
        self._followed = []
        self._show("")
        settings = self._workspace.settings
        notice_for = settings.notice_for if settings.notices != "off" and not followed else None
        self._screen.in_worker(
            partial(self.feeds.refresh, self._report, is_manual=is_manual, only=only, notice_for=notice_for),
            lambda result: self._done(result, followed, is_manual=is_manual),
            self._finished,
        )

    def send_marks_soon(self) -> None:
        """Send what was marked to the servers of the user's accounts, a while after the last act of a burst."""
        if self._is_over or not self._workspace.paths.accounts.exists():
            return
        if self._sending:
            self._sending.stop()
        self._sending = self._screen.set_timer(SEND_S, self._send_marks)

    def _send_marks(self) -> None:
        self._sending = None
        if self.is_under_way:
            self.send_marks_soon()
            return
        from reader.actions.accounts.turns import unsent  # only with accounts

        self._screen.in_worker(partial(unsent, self._workspace), self._send_counted)

    def _send_counted(self, count: int) -> None:
        """Show how many wait, and send them."""
        self._show_unsent(count)
        if count and not self.is_under_way and not self._is_over:
            self.is_under_way = True
            send = partial(self.feeds.refresh, lambda _: None, is_manual=False, only_accounts=True)
            self._screen.in_worker(send, self._sent, self._finished)

    def _sent(self, result: "Refreshed | None") -> None:
        if result is not None and result.is_whole:
            self._show_unsent(result.unsent)

    def _show_unsent(self, count: int) -> None:
        symbol = SYMBOLS[self._workspace.settings.icons].unsent
        self.unsent = tr("{symbol} {count:,}", symbol=symbol, count=count) if count else ""
        self._screen.update_status()

    def refresh_followed(self, title: str) -> None:
        """Fetch a feed that is followed from now on; where others are fetched at this moment, right after them."""
        self._followed.append(title)
        self.refresh(is_manual=False)

    def stop(self) -> None:
        """Refresh nothing more for now."""
        self._followed = []
        self.feeds.stop()

    def end(self) -> None:
        """End the process; no refresh begins after it."""
        self._is_over = True
        self.stop()

    def open_folder(self, then: "Callable[[], None]") -> None:
        """Open the folder of feeds beside what is open, then go on with ``then``."""
        self._screen.in_worker(self.open_now, lambda _: then(), opens=True)

    def open_now(self) -> bool:
        """Open it; False: it is open already. In a thread. Raises NewsreaderError."""
        from reader.actions.feeds.feeds_folder import open_feeds_folder

        return open_feeds_folder(self._workspace)

    def look_for_folder(self) -> None:
        """Open the folder of feeds if another process has made it meanwhile, and say so. In a thread."""
        from reader.actions.feeds.feeds_folder import is_wanted

        if self._is_refused or not is_wanted(self._workspace):
            return
        try:
            if self.open_now():
                sentence = tr("Your feeds are open now")
                if self._workspace.is_sample:
                    sentence = tr("Your feeds are open now; the next start leaves the sample out")
                self._screen.call_later(self._screen.say, sentence)
        except NewsreaderError as problem:  # it is said once; the next start tries again
            self._is_refused = True
            self._screen.call_later(self._screen.say, str(problem), warn=True)

    def _report(self, sentence: str) -> None:
        if not self._is_over and not self._workspace.settings.is_still:
            self._screen.call_later(self._show, sentence)

    def _show(self, sentence: str) -> None:
        if self.is_under_way:
            busy = SYMBOLS[self._workspace.settings.icons].busy
            if self._workspace.settings.is_still:
                self.progress = tr("Fetching feeds …")
                self._screen.update_status()
                return
            self.progress = tr("{icon} feeds {progress}", icon=busy, progress=sentence).rstrip()
            self._screen.update_status()

    def _finished(self) -> None:
        self.is_under_way, self.progress = False, ""
        self._screen.update_status()
        if self._followed and not self._is_over:
            self.refresh(is_manual=False)

    def _done(self, result: "Refreshed | None", followed: list[str], *, is_manual: bool) -> None:
        screen = self._screen
        if result is None:
            return
        self.consent.say_mistakes(result.problems, is_manual=is_manual)
        if not result.is_whole:
            return
        self._show_failing(result.failing)
        self._show_unsent(result.unsent)
        if result.unagreed or self.consent.question:  # it may have been answered elsewhere
            self.consent.look()
        if result.notice:
            cast("ShowsNotices", screen.app).show_notice(*result.notice)
        if followed:
            title = tr("Following {title}", title=followed[0])
            if len(followed) > 1:
                title = trn("Following 1 feed", "Following {count:,} feeds", len(followed))
            # Of the others nothing was wanted.
            screen.say(f"{title} · {self._sentence(result._replace(waiting=0))}")
        elif (is_manual and not result.problems) or result.added:
            screen.say(self._sentence(result))

    def _sentence(self, result: "Refreshed") -> str:
        """Return what came of a refresh, with the key that says why a feed failed."""
        sentence = result_sentence(result)
        if not result.failed:
            return sentence
        return tr("{sentence} · {key} says why", sentence=sentence, key=self._keymap.how("list_feeds"))


def result_sentence(done: "Refreshed") -> str:
    """Return what came of a refresh, as a sentence."""
    if done.elsewhere and not done.added:
        return tr("Another newsreader is refreshing the feeds; new articles appear by themselves")
    parts = [trn("1 new article", "{count:,} new articles", done.added) if done.added else tr("Nothing new")]
    if done.left:
        parts.append(
            trn(
                "1 more comes with the next refresh", "{count:,} more come with the next refreshes", done.left
            )
        )
    if done.failed:
        parts.append(trn("1 feed failed", "{count} feeds failed", done.failed))
    if done.waiting:
        parts.append(trn("1 feed is not due yet", "{count} feeds are not due yet", done.waiting))
    if done.unagreed:
        parts.append(
            trn("1 feed waits for your consent", "{count} feeds wait for your consent", done.unagreed)
        )
    return " · ".join(parts)
