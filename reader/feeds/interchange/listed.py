"""What is read of a list of feeds: the feeds, their passwords, and what is left out and why. Pure."""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urldefrag

from reader.feeds.following.subscriptions import Subscription
from reader.text import safe_address
from reader.text.typed_address import Login, pasted_address, typed_address, without_login


class FeedList(NamedTuple):
    """The feeds of a list."""

    feeds: tuple[Subscription, ...]
    """Each once, in their order."""
    passwords: Mapping[str, str]
    """Those that stood in addresses, by the addresses without them."""
    left_out: tuple[str, ...]
    """A sentence for each row that is not taken, which names it and says why."""


class Gathered:
    """Gathers the rows of a list."""

    def __init__(self, limit: int) -> None:
        """``limit``: of the feeds."""
        self._limit = limit
        self._feeds: dict[str, Subscription] = {}
        self._passwords: dict[str, str] = {}
        self._left_out: list[str] = []

    def take(self, feed: Subscription, password: str = "") -> None:
        """Take a feed; one that was there already gets the tags and the places of both rows."""
        known = self._feeds.get(name := feed.identity)
        if known:
            tags = tuple(dict.fromkeys((*known.tags, *feed.tags)))
            places = [each.opml_folders or (each.tags[:1],) for each in (known, feed)]
            folders = tuple(dict.fromkeys((*places[0], *places[1])))
            feed = known._replace(tags=tags, opml_folders=folders if len(folders) > 1 else known.opml_folders)
        elif len(self._feeds) >= self._limit:
            return
        self._feeds[name] = feed
        if password:
            self._passwords.setdefault(feed.address, password)

    def leave_out(self, sentence: str) -> None:
        """Note a row that is not taken."""
        if len(self._left_out) < self._limit:
            self._left_out.append(sentence)

    def all(self) -> FeedList:
        """Return what was gathered."""
        return FeedList(tuple(self._feeds.values()), self._passwords, tuple(self._left_out))


def listed_address(raw: str) -> Login | None:
    """Return the web address of a row, and the login that stood in it; None: it is not one that can be followed."""
    login = without_login(typed_address(pasted_address(raw)))
    address = safe_address(urldefrag(login.address).url)  # no server gets what is behind the #
    if address is None or address.scheme not in {"http", "https"}:
        return None
    return login._replace(address=address.href)
