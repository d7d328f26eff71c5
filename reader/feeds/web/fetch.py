"""Fetches one document: bounded in bytes, time and hops, from a private network only where the user named the host. Network.

urllib3 transfers the bytes; what is polite and safe is decided here, in ``connection`` and in ``rate_limit``. Redirects are
followed here, so that each hop passes the same checks.
"""

import threading
import time
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass  # noqa: TID251 - this is the room

import urllib3
from urllib3.exceptions import HTTPError

from reader import __version__
from reader.feeds.web.body import PIECE, Body
from reader.feeds.web.certificates import context_with
from reader.feeds.web.connection import FetchError, Watch, require_public_name, watched
from reader.feeds.web.faults import NoHttpsError, OfflineError, fault_of, too_long
from reader.feeds.web.packing import UNPACKED_LIMIT, PackingError, unpacked
from reader.feeds.web.rate_limit import RateLimit
from reader.feeds.web.validators import Validators
from reader.i18n import tr
from reader.text import clean_line, safe_address
from reader.text.typed_address import hide_logins

WIRE_LIMIT = 10 << 20
"""Bytes of a document as it is transferred."""

CONNECT_S, READ_S, TOTAL_S = 10.0, 20.0, 60.0
"""How long connecting, a piece and the whole may take: a read timeout alone does not stop a slow drip."""

PROXIES_S = 1.0
"""For how long it is known which proxies there are."""

HOPS_LIMIT = 5
"""Redirects of one request."""

USER_AGENT = f"newsreader/{__version__} (a reader for the terminal)"
"""Sent with each request."""

__all__ = [
    "Answer", "Fetcher", "Message", "NoHttpsError", "OfflineError", "StoppedError", "TooLargeError", "basic",
]  # fmt: skip

PERMANENT = frozenset({301, 308})
"""Statuses of redirects to a new address for good."""

REDIRECTS = frozenset({301, 302, 303, 307, 308})
"""Statuses of all redirects."""


class StoppedError(FetchError):
    """The user stopped it."""


class TooLargeError(FetchError):
    """An answer with more bytes than are taken."""


class Message(NamedTuple):
    """What is sent with one request."""

    headers: Mapping[str, str]
    """Beside those of every request."""
    body: bytes | None = None
    """None: nothing is sent."""
    method: str = "GET"
    """Of HTTP."""
    wait_s: float = READ_S
    """How long the server may be silent; the fetcher's limit for the whole may end it earlier."""


class Answer(NamedTuple):
    """The answer after all redirects."""

    status: int
    """Of HTTP."""
    address: str
    """Where it came from."""
    permanent: str
    """Where permanent redirects led from the first address on; empty: there were none."""
    headers: Mapping[str, str]
    """Their names in lower case."""
    body: Body
    """Unpacked."""

    @property
    def data(self) -> bytes:
        """All of the body; raises OSError."""
        return self.body.read()


Receive = Callable[[int, str, Mapping[str, str], Iterator[bytes]], None]
"""Takes the status of an answer, the address it comes from, its headers in lower case, and its bytes piece by piece."""


class Stream(NamedTuple):
    """How something is fetched that is too large to be kept in memory or to be done in a minute."""

    receive: Receive
    """Takes the answer while it comes."""
    headers: Mapping[str, str]
    """Sent with each request, after redirects too: nothing private."""
    total_s: float
    """How long it may take."""
    hops: int
    """Redirects that are followed."""


class Fetcher:
    """Fetches documents, for several threads; a process should have one, so that its requests keep the rate limit."""

    def __init__(
        self, total_s: float = TOTAL_S, gap_s: float | None = None, rate_limit: RateLimit | None = None
    ) -> None:
        self._total_s = total_s
        self._pools: dict[tuple[str, bool, str], urllib3.PoolManager] = {}
        self._watches: set[Watch] = set()
        self._lock = threading.Lock()
        self._is_stopped = False
        self._known_proxies: Mapping[str, str] = {}
        self._proxies_until = 0.0
        self.rate_limit = rate_limit or RateLimit(gap_s)
        """By host; several fetchers may share one."""

    def fetch(
        self,
        address: str,
        headers: Mapping[str, str] | None = None,
        *,
        typed: str = "",
        validators: Validators = Validators(),  # noqa: B008 - a value
        ca_file: str = "",
        stream: Stream | None = None,
    ) -> Answer:
        """Return the answer to a request; ``headers`` go only to the address's origin, ``validators`` only to their address.

        ``typed`` is a host that the user has named: only that one may be in a private network. ``ca_file`` has certificates
        that are trusted at the address's origin. ``stream`` gets the answer after all redirects instead of the body of what
        is returned. Raises FetchError, and what ``stream`` raises.
        """
        deadline = time.monotonic() + (stream.total_s if stream else self._total_s)
        here, permanent, is_permanent, before = address, "", True, ""
        own = dict(headers or {})
        for _ in range((stream.hops if stream else HOPS_LIMIT) + 1):
            checked = safe_address(here)
            if checked is None or checked.scheme not in {"http", "https"}:
                raise _not_fetched(here)
            sent = {**own, **(validators.headers if checked.href == validators.address else {})}
            answer = self._in_turn(
                checked.href, Message(sent), typed, deadline, before=before, ca_file=ca_file, stream=stream
            )
            if answer.status not in REDIRECTS or not answer.headers.get("location"):
                return answer._replace(permanent=permanent)
            before = checked.host
            here = _joined(checked.href, answer.headers["location"])
            if _origin(here) != _origin(checked.href):
                own, ca_file = {}, ""  # credentials are for one origin
            is_downgrade = checked.scheme == "https" and here.startswith("http:")
            is_permanent = is_permanent and answer.status in PERMANENT and not is_downgrade
            permanent = here if is_permanent else permanent
        raise FetchError(tr("{address} redirects endlessly", address=clean_line(address, 200)))

    def send(self, address: str, message: Message, *, typed: str = "") -> Answer:
        """Return the answer to a message to a program at an address; redirects are not followed. Raises FetchError.

        ``typed`` is a host that the user has named: only that one may be in a private network.
        """
        checked = safe_address(address)
        if checked is None or checked.scheme not in {"http", "https"}:
            raise _not_fetched(address)
        deadline = time.monotonic() + max(self._total_s, message.wait_s)
        return self._in_turn(checked.href, message, typed, deadline, before="", ca_file="", stream=None)

    @property
    def is_stopped(self) -> bool:
        """Whether no more requests are made."""
        return self._is_stopped

    def stop(self) -> None:
        """End all requests; no more are made."""
        with self._lock:
            self._is_stopped = True
            watches = list(self._watches)
        for watch in watches:
            watch.stop()

    def _in_turn(
        self, address: str, message: Message, typed: str, deadline: float, *, before: str,
        ca_file: str, stream: Stream | None,
    ) -> Answer:  # fmt: skip
        """Send a request when it is the host's turn, until the deadline; ``before`` is the host that redirected here."""
        host = urlsplit(address).hostname or ""
        is_typed = host.lower() == typed.lower()
        try:
            with self.rate_limit.turn(host, deadline - time.monotonic(), is_redirect=host == before):
                left = deadline - time.monotonic()
                watch = Watch(max(0.001, left), is_private_allowed=is_typed)
                with self._lock:
                    self._watches.add(watch)
                    if self._is_stopped:
                        raise StoppedError(tr("It was stopped"))
                try:
                    with watch:
                        answer = self._request(address, message, ca_file, stream, is_typed=is_typed)
                except FetchError:
                    if watch.is_stopped:
                        raise StoppedError(tr("It was stopped")) from None
                    if watch.is_over:
                        raise TimeoutError from None
                    raise
                finally:
                    if watch.is_private:
                        self.rate_limit.learn_private(host)
                    with self._lock:
                        self._watches.discard(watch)
        except TimeoutError:
            raise too_long(host) from None
        if watch.is_over:  # what has no stated length looks complete
            raise too_long(host)
        return answer

    def _request(
        self, address: str, message: Message, ca_file: str, stream: Stream | None, *, is_typed: bool
    ) -> Answer:
        sent = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip", "Accept": "*/*", **message.headers}
        sent |= stream.headers if stream else {}
        try:
            response = self._pool(address, ca_file, is_typed=is_typed).request(
                message.method, address, headers=sent, redirect=False, retries=False, body=message.body,
                timeout=self._waiting(message.wait_s), preload_content=False, decode_content=False,
            )  # fmt: skip
        except (HTTPError, OSError, ValueError) as problem:
            raise fault_of(address, problem) from problem
        try:
            found = {name.lower(): value for name, value in response.headers.items()}
            if response.status == 304:
                response.release_conn()
            is_empty = response.status in REDIRECTS or response.status == 304
            if stream and not is_empty:
                stream.receive(response.status, address, found, _all_pieces(response))
                return Answer(response.status, address, "", found, Body())
            return Answer(response.status, address, "", found, Body() if is_empty else _body(response))
        except (HTTPError, OSError, PackingError) as problem:
            raise fault_of(address, problem, is_answering=True) from problem
        finally:
            response.close()

    def _proxies(self) -> Mapping[str, str]:
        """Return the proxies by scheme; the system and all variables are looked through for them, a fifth of a short fetch."""
        now = time.monotonic()
        if now >= self._proxies_until:
            self._known_proxies, self._proxies_until = getproxies(), now + PROXIES_S
        return self._known_proxies

    def _waiting(self, wait_s: float) -> urllib3.Timeout:
        """Return the limits for connecting and for silence."""
        longest = self._total_s if wait_s <= READ_S else wait_s
        return urllib3.Timeout(connect=min(CONNECT_S, self._total_s), read=min(wait_s, longest))

    def _pool(self, address: str, ca_file: str, *, is_typed: bool) -> urllib3.PoolManager:
        """Return the pool for an address: directly, or by the proxy that the environment names. Raises FetchError.

        Connections into private networks have pools of their own, so that no other request gets one, and so have those for
        which other certificates are trusted.
        """
        parts = urlsplit(address)
        proxy = self._proxies().get(parts.scheme, "")
        if proxy and parts.hostname and proxy_bypass(parts.hostname):
            proxy = ""
        if not is_typed:
            require_public_name(parts.hostname or "")
        trusted = ca_file or self.rate_limit.setting(parts.hostname or "").ca_file
        key = (proxy, is_typed, trusted if parts.scheme == "https" else "")
        with self._lock:
            if key not in self._pools:
                more: dict[str, Any] = {}
                if key[2]:
                    more["ssl_context"] = context_with(key[2], parts.hostname or "")
                manager = (
                    _by_proxy(proxy, parts.scheme, more)
                    if proxy
                    else urllib3.PoolManager(num_pools=64, **more)
                )
                self._pools[key] = watched(manager)
            return self._pools[key]


def basic(user: str, password: str) -> dict[str, str]:
    """Return the header of basic authentication (RFC 7617)."""
    return {"Authorization": f"Basic {b64encode(f'{user}:{password}'.encode()).decode('ascii')}"}


def _by_proxy(proxy: str, scheme: str, more: Mapping[str, Any]) -> urllib3.ProxyManager:
    address = proxy if "://" in proxy else f"http://{proxy}"
    headers = {}
    try:
        parts = urlsplit(address)
        if parts.username:
            known = basic(unquote(parts.username), unquote(parts.password or ""))
            headers = {"Proxy-Authorization": known["Authorization"]}
        return urllib3.ProxyManager(address, proxy_headers=headers, **more)
    except (HTTPError, ValueError) as problem:  # what it says may hold a password
        sentence = tr("The proxy in {name} needs an address such as http://host:8080", name=f"{scheme}_proxy")
        raise FetchError(sentence) from problem


def _not_fetched(address: str) -> FetchError:
    return FetchError(
        tr("{address} is not an address that may be fetched", address=clean_line(hide_logins(address), 200))
    )


def _joined(base: str, location: str) -> str:
    try:
        return urljoin(base, location)
    except ValueError:
        return location  # the gate refuses it


def _origin(address: str) -> tuple[str, str]:
    """Return scheme and host with port; empty ones for what is not an address, which the gate refuses."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", ""
    return parts.scheme, parts.netloc


def _body(response: urllib3.BaseHTTPResponse) -> Body:
    length: Any = response.headers.get("content-length", "")
    if length.isdecimal() and int(length[:20]) > WIRE_LIMIT:
        raise _too_large(WIRE_LIMIT)
    body = Body()
    for piece in unpacked(_pieces(response), response.headers.get("content-encoding", "")):
        if body.size + len(piece) > UNPACKED_LIMIT:
            raise TooLargeError(tr("It is larger than {size} MB when unpacked", size=UNPACKED_LIMIT >> 20))
        body.write(piece)
    return body


def _all_pieces(response: urllib3.BaseHTTPResponse) -> Iterator[bytes]:
    while piece := response.read1(PIECE, decode_content=False):
        yield piece


def _pieces(response: urllib3.BaseHTTPResponse) -> Iterator[bytes]:
    wire = 0
    while piece := response.read1(PIECE, decode_content=False):
        wire += len(piece)
        if wire > WIRE_LIMIT:
            raise _too_large(WIRE_LIMIT)
        yield piece


def _too_large(limit: int) -> FetchError:
    return TooLargeError(tr("It is larger than {size} MB", size=limit >> 20))
