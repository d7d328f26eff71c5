"""Changes what a server fetches for an account, and looks whether it has: its OK proves nothing. Network."""

from typing import TYPE_CHECKING

from reader.actions.accounts.logging_in import log_in
from reader.errors import NewsreaderError, UsageError
from reader.i18n import tr
from reader.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reader.feeds.web.fetch import Fetcher
    from reader.sync.accounts import Account
    from reader.sync.server import Server, ServerFeed


class ServerFeeds:
    """The subscriptions of an account, as the server has them now. Each act raises NewsreaderError."""

    def __init__(self, account: "Account", fetcher: "Fetcher") -> None:
        """Sign in and read them; raises NewsreaderError."""
        self._server: Server = log_in(account, fetcher)
        self._feeds = self._read()

    def __len__(self) -> int:
        return len(self._feeds)

    def rows(self) -> list[tuple[str, str, str]]:
        """Return folder, title and address of each, by folder and title; each is one clean line."""
        rows = [
            tuple(map(clean_line, (each.folder, each.title, each.address))) for each in self._feeds.values()
        ]
        return sorted(((a, b, c) for a, b, c in rows), key=lambda row: [part.casefold() for part in row])

    def follow(self, address: str, title: str = "", folder: str = "") -> None:
        """Subscribe to a feed; a server that knows it already leaves it as it is."""
        former = self._feeds
        self._server.follow(address, title, folder)
        self._require(
            lambda now: now.keys() != former.keys() or any(each.address == address for each in now.values())
        )

    def unfollow(self, typed: str) -> None:
        """Unsubscribe from the feed whose title or address contains what is typed; so for the others."""
        feed = self._named(typed)
        self._server.unfollow(feed.id)
        self._require(lambda now: feed.id not in now)

    def rename(self, typed: str, title: str) -> None:
        """Give a feed a title."""
        feed = self._named(typed)
        self._server.rename(feed.id, title)
        self._require(lambda now: feed.id in now and now[feed.id].title == title)

    def move(self, typed: str, folder: str) -> None:
        """Move a feed to a folder, which is made where it is missing."""
        feed = self._named(typed)
        self._server.move(feed.id, folder, feed.folder)
        self._require(lambda now: feed.id in now and now[feed.id].folder == folder)

    def _read(self) -> "Mapping[str, ServerFeed]":
        return {each.id: each for each in self._server.feeds()}

    def _require(self, is_done: "Callable[[Mapping[str, ServerFeed]], bool]") -> None:
        self._feeds = self._read()
        if not is_done(self._feeds):
            raise NewsreaderError(tr("The server took this and did nothing; look at it there"))

    def _named(self, typed: str) -> "ServerFeed":
        wanted, feeds = typed.casefold(), list(self._feeds.values())
        exact = [each for each in feeds if wanted in {each.title.casefold(), each.address.casefold()}]
        found: Sequence[ServerFeed] = exact or [
            each for each in feeds if wanted in each.title.casefold() or wanted in each.address.casefold()
        ]
        if not found:
            raise UsageError(tr("No feed's title or address contains {text}", text=clean_line(typed)))
        if len(found) > 1:
            names = "".join(f"\n  {clean_line(each.title)}  {clean_line(each.address)}" for each in found)
            raise UsageError(
                tr("Several feeds' title or address contains {text}:", text=clean_line(typed)) + names
            )
        return found[0]
