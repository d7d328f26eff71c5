"""What is at an address that the user typed: a feed, or a page that names feeds. Network."""

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urldefrag, urlsplit, urlunsplit

from reader.errors import NewsreaderError, UsageError
from reader.feeds.following.subscriptions import Subscription
from reader.i18n import tr
from reader.text import safe_address
from reader.text.typed_address import Login, hide_logins, pasted_address, typed_address, without_login

if TYPE_CHECKING:
    from reader.feeds.formats.discovery import Candidate
    from reader.feeds.web.fetch import Answer, Fetcher

# What fetches and parses takes 200 ms to load, so the functions that need it import it.


PAGES_LIMIT = 3
"""Pages that send on to others by meta refresh."""

NO_LOGIN = Login("", "", "")
"""No user and no password were typed."""


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
    meant: "Candidate | None" = None
    """The one of them that has the page's articles; None: that is not clear."""
    host: str = ""
    """The host that the user typed; only this one may be in a private network."""
    damage: str = ""
    """What is wrong with the document of the feed, as a sentence."""
    login: Login = NO_LOGIN
    """The user and the password that were typed, and the address whose origin gets them."""

    @property
    def password(self) -> str:
        """The password of the feed's user; empty: none, or it is not for this feed."""
        return self.login.password if self.feed and self.feed.user else ""


def probe_address(
    address: str, fetcher: "Fetcher", *, host: str = "", is_guessing: bool = False, login: Login = NO_LOGIN
) -> FeedLookup:
    """Return what lies at the address of a feed or of a page; raises NewsreaderError, NothingNamedError among them.

    ``host`` and ``login``: what the user typed, where ``address`` comes from a page. ``is_guessing``: where a page names no
    feed, the usual addresses are tried. A host that does not speak https raises NoHttpsError: ``as_http`` then gives the
    address to try once the user has agreed.
    """
    if not pasted_address(address).removeprefix("https://").removeprefix("http://"):
        raise UsageError(tr("Type an address first"))
    typed = without_login(typed_address(pasted_address(address)))
    known = safe_address(urldefrag(typed.address).url)  # no server gets what is behind the #
    if known is None or known.scheme not in {"http", "https"}:
        shown = hide_logins(address)
        raise UsageError(tr("{address} is not the address of a feed or a page", address=shown))
    if typed.user or typed.password:
        login = typed._replace(address=known.href)
    return _Probe(fetcher, host or urlsplit(known.href).hostname or "", login).at(
        known.href, is_guessing=is_guessing
    )


def as_http(address: str) -> str:
    """Return a typed address with http in the place of https, its login included."""
    parts = urlsplit(typed_address(pasted_address(address)))
    return urlunsplit(parts._replace(scheme="http", netloc=parts.netloc.removesuffix(":443")))


def http_question(address: str) -> str:
    """Return the question whether an address may be fetched without https."""
    typed = without_login(typed_address(pasted_address(address)))
    host = urlsplit(typed.address).hostname or ""
    if typed.password:
        return tr(
            "{host} does not answer by https. Send your password by http, where others on the way can read it?",
            host=host,
        )
    return tr(
        "{host} does not answer by https. Follow it by http, where others on the way can read and change it?",
        host=host,
    )


def single_feed(found: FeedLookup, fetcher: "Fetcher") -> FeedLookup:
    """Return the feed itself where it is clear which of a page is meant, else ``found``; raises NewsreaderError."""
    if found.feed or found.meant is None:
        return found
    return probe_address(found.meant.address, fetcher, host=found.host, login=found.login)


class _Probe:
    """Looks at addresses that one typed address leads to."""

    def __init__(self, fetcher: "Fetcher", host: str, login: Login) -> None:
        self._fetcher, self._host, self._login = fetcher, host, login

    def at(self, address: str, *, is_guessing: bool) -> FeedLookup:
        """Return what lies at an address; raises NewsreaderError."""
        from reader.feeds.formats.discovery import feeds_of_page, guesses, page_after, special_feed
        from reader.feeds.formats.entry import FeedError

        special = special_feed(address)
        if special and (found := self._feed_at(special)):
            return found
        seen = {address}
        while True:
            answer = self._fetched(address)
            kind = answer.headers.get("content-type", "")
            try:
                return self._feed_in(answer, address)
            except FeedError as problem:
                why = problem
            named = feeds_of_page(answer.data, answer.address, kind, answer.headers.get("link", ""))
            if named.all:
                return FeedLookup(
                    None, candidates=named.all, meant=named.meant, host=self._host, login=self._login
                )
            address = page_after(answer.data, answer.address, kind)
            if not address or address in seen or len(seen) > PAGES_LIMIT:
                break
            seen.add(address)
        tried = (self._feed_at(guess) for guess in guesses(answer.address)) if is_guessing else ()
        if found := next(filter(None, tried), None):
            return found
        if str(why) != tr("This is not a feed"):  # it is one, and broken
            raise why
        raise NothingNamedError(
            tr(
                "This is not a feed and links to none; type the address of a feed, or of a page that links to one"
            )
        )

    def _feed_at(self, address: str) -> FeedLookup | None:
        """Return the feed at an address that was guessed, if there is one."""
        try:
            return self._feed_in(self._fetched(address), address)
        except NewsreaderError:
            return None

    def _gets_login(self, address: str) -> bool:
        login = self._login
        return bool(login.address) and urlsplit(address)[:2] == urlsplit(login.address)[:2]

    def _fetched(self, address: str) -> "Answer":
        from reader.feeds.web.fetch import OfflineError, basic

        own = basic(self._login.user, self._login.password) if self._gets_login(address) else {}
        try:
            answer = self._fetcher.fetch(address, own, typed=self._host)
        except OfflineError as problem:
            raise NewsreaderError(tr("No network: connect and try again")) from problem
        if answer.status == 200:
            return answer
        raise NewsreaderError(_refusal(answer.status, urlsplit(answer.address).hostname or ""))

    def _feed_in(self, answer: "Answer", address: str) -> FeedLookup:
        from reader.feeds.formats.cut_off import damage_of
        from reader.feeds.formats.parse import parse_feed

        document = parse_feed(answer.body, answer.address, answer.headers.get("content-type", ""))
        has_login = self._gets_login(address)
        # The login is for the origin that was typed, wherever that leads.
        address = address if has_login else urldefrag(answer.permanent or address).url
        feed = Subscription(
            address, document.title, user=self._login.user if has_login else "",
            is_public=urlsplit(address).hostname != self._host,
        )  # fmt: skip
        titles = tuple(entry.title for entry in document.entries)
        return FeedLookup(feed, titles, host=self._host, damage=damage_of(document), login=self._login)


def _refusal(status: int, host: str) -> str:
    """Return what an answer without a document means, as a sentence."""
    if status in {404, 410}:
        return tr(
            "The server answers {status}: there is nothing at this address; check it",
            status=status,
        )
    if status == 401:
        return tr(
            "The server answers {status}: it wants a user and a password; write them before the host, as in "
            "https://USER:PASSWORD@{host}/",
            status=status, host=host,
        )  # fmt: skip
    return tr("The server answers {status}: try again later", status=status)


def why_silent(feed: Subscription, fetcher: "Fetcher") -> str:
    """Ask a feed that is followed; return why it cannot be read now, as a sentence, or nothing. Nothing is written."""
    from reader.feeds.formats.parse import parse_feed
    from reader.feeds.refresh.one_feed import named_host, own_headers

    try:
        answer = fetcher.fetch(feed.address, own_headers(feed), typed=named_host(feed), ca_file=feed.ca_file)
        if answer.status != 200:
            return _refusal(answer.status, urlsplit(answer.address).hostname or "")
        parse_feed(answer.body, answer.address, answer.headers.get("content-type", ""))
    except NewsreaderError as problem:
        return str(problem)
    return ""
