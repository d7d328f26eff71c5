"""What is at an address that the user typed: a feed, or a page that names feeds. Network."""

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from reader.errors import NewsreaderError, UsageError
from reader.feeds.following.subscriptions import Subscription
from reader.i18n import tr
from reader.text import safe_address
from reader.text.typed_address import typed_address

if TYPE_CHECKING:
    from reader.feeds.formats.discovery import Candidate
    from reader.feeds.web.fetch import Answer, Fetcher

# What fetches and parses takes 200 ms to load, so the functions that need it import it.


class NothingNamedError(NewsreaderError):
    """An address leads to a page that names no feed."""


class FeedLookup(NamedTuple):
    """What lies at an address: a feed, or a page that names some."""

    feed: Subscription | None
    """The feed; None where a page names several."""
    titles: tuple[str, ...] = ()
    """Of its entries."""
    candidates: "tuple[Candidate, ...]" = ()
    """The feeds that a page names."""
    host: str = ""
    """The host that the user typed; only this one may be in a private network."""
    damage: str = ""
    """What is wrong with the document of the feed, as a sentence."""


def probe_address(
    address: str, fetcher: "Fetcher", *, host: str = "", is_guessing: bool = False
) -> FeedLookup:
    """Return what lies at the address of a feed or of a page; raises NewsreaderError, NothingNamedError among them.

    ``host``: the one that the user typed, where ``address`` comes from a page. ``is_guessing``: where a page names no
    feed, the usual addresses are tried.
    """
    from reader.feeds.formats.discovery import feeds_of_header, feeds_of_page, guesses, special_feed
    from reader.feeds.formats.entry import FeedError

    if not address.strip().removeprefix("https://").removeprefix("http://"):
        raise UsageError(tr("Type an address first"))
    known = safe_address(typed_address(address))
    if known is None or known.scheme not in {"http", "https"}:
        raise UsageError(tr("{address} is not the address of a feed or a page", address=address))
    host = host or urlsplit(known.href).hostname or ""
    special = special_feed(known.href)
    if special and (found := _feed_at(special, fetcher, host)):
        return found
    answer = _fetched(known.href, fetcher, host)
    try:
        return _feed_in(answer, known.href, host)
    except FeedError as problem:
        named = feeds_of_header(answer.headers.get("link", ""), answer.address)
        named += [
            each
            for each in feeds_of_page(answer.data, answer.address, answer.headers.get("content-type", ""))
            if each not in named
        ]
        if named:
            return FeedLookup(None, candidates=tuple(named), host=host)
        tried = (_feed_at(guess, fetcher, host) for guess in guesses(answer.address)) if is_guessing else ()
        if found := next(filter(None, tried), None):
            return found
        if str(problem) != tr("This is not a feed"):  # it is one, and broken
            raise
        raise NothingNamedError(
            tr(
                "This is not a feed and links to none; type the address of a feed, or of a page that links to one"
            )
        ) from None


def single_feed(found: FeedLookup, fetcher: "Fetcher") -> FeedLookup:
    """Return the feed itself where a page names only one, else ``found``; raises NewsreaderError."""
    if found.feed or len(found.candidates) != 1:
        return found
    return probe_address(found.candidates[0].address, fetcher, host=found.host)


def _feed_at(address: str, fetcher: "Fetcher", host: str) -> FeedLookup | None:
    """Return the feed at an address that was guessed, if there is one."""
    try:
        return _feed_in(_fetched(address, fetcher, host), address, host)
    except NewsreaderError:
        return None


def _fetched(address: str, fetcher: "Fetcher", host: str) -> "Answer":
    from reader.feeds.web.fetch import OfflineError

    try:
        answer = fetcher.fetch(address, typed=host)
    except OfflineError as problem:
        raise NewsreaderError(tr("No network: connect and try again")) from problem
    if answer.status == 200:
        return answer
    if answer.status in {404, 410}:
        raise NewsreaderError(
            tr(
                "The server answers {status}: there is nothing at this address; check it",
                status=answer.status,
            )
        )
    raise NewsreaderError(tr("The server answers {status}: try again later", status=answer.status))


def _feed_in(answer: "Answer", address: str, host: str) -> FeedLookup:
    from reader.feeds.formats.cut_off import damage_of
    from reader.feeds.formats.parse import parse_feed

    document = parse_feed(answer.body, answer.address, answer.headers.get("content-type", ""))
    address = answer.permanent or address
    feed = Subscription(address, document.title, is_public=urlsplit(address).hostname != host)
    titles = tuple(entry.title for entry in document.entries)
    return FeedLookup(feed, titles, host=host, damage=damage_of(document))
