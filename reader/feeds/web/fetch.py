"""Fetches one document: bounded in bytes, time and hops, from a private network only where the user named the host. Network.

urllib3 transfers the bytes; what is polite and safe is decided here, in ``connection`` and in ``rate_limit``. Redirects are
followed here, so that each hop passes the same checks.
"""

import errno
import socket
import ssl
import threading
import time
import zlib
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from http.client import IncompleteRead
from typing import Any, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass  # noqa: TID251 - this is the room

import urllib3
from urllib3.exceptions import HTTPError

from reader import __version__
from reader.feeds.web.body import PIECE, Body, unpacked
from reader.feeds.web.connection import FetchError, Watch, require_public_name, watched
from reader.feeds.web.rate_limit import GAP_S, RateLimit
from reader.feeds.web.validators import Validators
from reader.i18n import tr
from reader.text import clean_line, safe_address

WIRE_LIMIT, DECODED_LIMIT = 10 << 20, 32 << 20
"""Bytes of a document, as it is transferred and unpacked."""

CONNECT_S, READ_S, TOTAL_S = 10.0, 20.0, 60.0
"""How long connecting, a piece and the whole may take: a read timeout alone does not stop a slow drip."""

HOPS_LIMIT = 5
"""Redirects of one request."""

USER_AGENT = f"newsreader/{__version__} (a reader for the terminal)"
"""Sent with each request."""

PERMANENT = frozenset({301, 308})
"""Statuses of redirects to a new address for good."""

REDIRECTS = frozenset({301, 302, 303, 307, 308})
"""Statuses of all redirects."""

_NO_NETWORK = frozenset({errno.ENETUNREACH, errno.ENETDOWN})


class OfflineError(FetchError):
    """There is no network: nothing is wrong with the address."""


class StoppedError(FetchError):
    """The user stopped it."""


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
        self, total_s: float = TOTAL_S, gap_s: float = GAP_S, rate_limit: RateLimit | None = None
    ) -> None:
        self._total_s = total_s
        self._timeout = urllib3.Timeout(connect=min(CONNECT_S, total_s), read=min(READ_S, total_s))
        self._pools: dict[tuple[str, bool], urllib3.PoolManager] = {}
        self._watches: set[Watch] = set()
        self._lock = threading.Lock()
        self._is_stopped = False
        self.rate_limit = rate_limit or RateLimit(gap_s)
        """By host; several fetchers may share one."""

    def fetch(
        self,
        address: str,
        headers: Mapping[str, str] | None = None,
        *,
        typed: str = "",
        validators: Validators = Validators(),  # noqa: B008 - a value
        stream: Stream | None = None,
    ) -> Answer:
        """Return the answer to a request; ``headers`` go only to the address's origin, ``validators`` only to their address.

        ``typed`` is a host that the user has named: only that one may be in a private network. ``stream`` gets the answer
        after all redirects instead of the body of what is returned. Raises FetchError, and what ``stream`` raises.
        """
        deadline = time.monotonic() + (stream.total_s if stream else self._total_s)
        here, permanent, is_permanent, before = address, "", True, ""
        own = dict(headers or {})
        for _ in range((stream.hops if stream else HOPS_LIMIT) + 1):
            checked = safe_address(here)
            if checked is None or checked.scheme not in {"http", "https"}:
                raise FetchError(
                    tr("{address} is not an address that may be fetched", address=clean_line(here, 200))
                )
            sent = {**own, **(validators.headers if checked.href == validators.address else {})}
            answer = self._in_turn(checked.href, sent, typed, deadline, before, stream=stream)
            if answer.status not in REDIRECTS or not answer.headers.get("location"):
                return answer._replace(permanent=permanent)
            before = checked.host
            here = _joined(checked.href, answer.headers["location"])
            if urlsplit(here)[:2] != urlsplit(checked.href)[:2]:
                own = {}  # credentials are for one origin
            is_downgrade = checked.scheme == "https" and here.startswith("http:")
            is_permanent = is_permanent and answer.status in PERMANENT and not is_downgrade
            permanent = here if is_permanent else permanent
        raise FetchError(tr("{address} redirects endlessly", address=clean_line(address, 200)))

    def stop(self) -> None:
        """End all requests; no more are made."""
        with self._lock:
            self._is_stopped = True
            watches = list(self._watches)
        for watch in watches:
            watch.stop()

    def _in_turn(
        self, address: str, headers: Mapping[str, str], typed: str, deadline: float, before: str,
        *, stream: Stream | None,
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
                        answer = self._request(address, headers, stream, is_typed=is_typed)
                except FetchError:
                    if watch.is_stopped:
                        raise StoppedError(tr("It was stopped")) from None
                    if watch.is_over:
                        raise TimeoutError from None
                    raise
                finally:
                    with self._lock:
                        self._watches.discard(watch)
        except TimeoutError:
            raise _too_long(host) from None
        if watch.is_over:  # what has no stated length looks complete
            raise _too_long(host)
        return answer

    def _request(
        self, address: str, headers: Mapping[str, str], stream: Stream | None, *, is_typed: bool
    ) -> Answer:
        host = urlsplit(address).hostname or ""
        sent = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip", "Accept": "*/*", **headers}
        sent |= stream.headers if stream else {}
        try:
            response = self._pool(address, is_typed=is_typed).request(
                "GET", address, headers=sent, redirect=False, retries=False, timeout=self._timeout,
                preload_content=False, decode_content=False,
            )  # fmt: skip
        except (HTTPError, OSError, ValueError) as problem:
            raise _described(host, problem) from problem
        try:
            found = {name.lower(): value for name, value in response.headers.items()}
            if response.status == 304:
                response.release_conn()
            is_empty = response.status in REDIRECTS or response.status == 304
            if stream and not is_empty:
                stream.receive(response.status, address, found, _all_pieces(response))
                return Answer(response.status, address, "", found, Body())
            return Answer(response.status, address, "", found, Body() if is_empty else _body(response))
        except (HTTPError, OSError, zlib.error) as problem:
            raise _described(host, problem) from problem
        finally:
            response.close()

    def _pool(self, address: str, *, is_typed: bool) -> urllib3.PoolManager:
        """Return the pool for an address: directly, or by the proxy that the environment names.

        Connections into private networks have pools of their own, so that no other request gets one.
        """
        parts = urlsplit(address)
        proxy = getproxies().get(parts.scheme, "")
        if proxy and parts.hostname and proxy_bypass(parts.hostname):
            proxy = ""
        if not is_typed:
            require_public_name(parts.hostname or "")
        with self._lock:
            if (proxy, is_typed) not in self._pools:
                manager = _by_proxy(proxy) if proxy else urllib3.PoolManager(num_pools=64)
                self._pools[proxy, is_typed] = watched(manager)
            return self._pools[proxy, is_typed]


def basic(user: str, password: str) -> dict[str, str]:
    """Return the header of basic authentication (RFC 7617)."""
    return {"Authorization": f"Basic {b64encode(f'{user}:{password}'.encode()).decode('ascii')}"}


def _by_proxy(proxy: str) -> urllib3.ProxyManager:
    address = proxy if "://" in proxy else f"http://{proxy}"
    parts = urlsplit(address)
    headers = {}
    if parts.username:
        known = basic(unquote(parts.username), unquote(parts.password or ""))
        headers = {"Proxy-Authorization": known["Authorization"]}
    try:
        return urllib3.ProxyManager(address, proxy_headers=headers)
    except (HTTPError, ValueError) as problem:
        raise FetchError(
            tr("The proxy {proxy} cannot be used: {problem}", proxy=parts.hostname, problem=problem)
        ) from problem


def _joined(base: str, location: str) -> str:
    try:
        return urljoin(base, location)
    except ValueError:
        return location  # the gate refuses it


def _too_long(host: str) -> FetchError:
    return FetchError(tr("{host} took too long to answer", host=host))


def _described(host: str, problem: Exception) -> FetchError:
    reason = clean_line(_reason(problem), 200)
    if _is_offline(problem):
        return OfflineError(tr("No network: {reason}", reason=reason))
    host = clean_line(host)
    if any(isinstance(each, IncompleteRead) for each in _causes(problem)):
        return FetchError(tr("The answer of {host} was cut off; try again later", host=host))
    fault = next((each for each in _causes(problem) if isinstance(each, OSError)), None)
    match fault:
        case ConnectionRefusedError():
            return FetchError(tr("{host} refused the connection", host=host))
        case ConnectionResetError():
            return FetchError(tr("{host} closed the connection", host=host))
        case socket.gaierror():
            return FetchError(tr("There is no host {host}; check the address", host=host))
        case ssl.SSLCertVerificationError():
            reason = clean_line(fault.verify_message, 200)
            return FetchError(
                tr("{host} has a certificate that is not trusted: {reason}", host=host, reason=reason)
            )
        case ssl.SSLError(reason="WRONG_VERSION_NUMBER" | "HTTP_REQUEST" | "RECORD_LAYER_FAILURE"):
            return FetchError(tr("{host} does not speak https; write http:// before the address", host=host))
        case ssl.SSLEOFError() | ssl.SSLZeroReturnError():
            return FetchError(
                tr("{host} closed the connection; if it has no https, write http:// before it", host=host)
            )
        case _:
            return FetchError(tr("{host} could not be reached: {reason}", host=host, reason=reason))


def _is_offline(problem: BaseException) -> bool:
    for cause in _causes(problem):
        if isinstance(cause, socket.gaierror):
            return cause.errno == socket.EAI_AGAIN
        if isinstance(cause, OSError) and cause.errno in _NO_NETWORK:
            return True
    return False


def _causes(problem: BaseException) -> Iterator[BaseException]:
    """Yield a network fault and its causes, as the libraries link them."""
    seen: list[BaseException] = []
    cause: object = problem
    while isinstance(cause, BaseException) and cause not in seen:
        seen.append(cause)
        yield cause
        inner = [
            getattr(cause, name, None) for name in ("reason", "original_error", "__cause__", "__context__")
        ]
        cause = next((each for each in inner if isinstance(each, BaseException)), None)


def _reason(problem: Exception) -> str:
    inner = getattr(problem, "reason", None) or getattr(problem, "original_error", None) or problem
    return str(inner).rpartition(": ")[2] or type(inner).__name__


def _body(response: urllib3.BaseHTTPResponse) -> Body:
    length: Any = response.headers.get("content-length", "")
    if length.isdecimal() and int(length[:20]) > WIRE_LIMIT:
        raise _too_large(WIRE_LIMIT)
    body = Body()
    for piece in unpacked(_pieces(response), response.headers.get("content-encoding", "")):
        if body.size + len(piece) > DECODED_LIMIT:
            raise FetchError(tr("It is larger than {size} MB when unpacked", size=DECODED_LIMIT >> 20))
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
    return FetchError(tr("It is larger than {size} MB", size=limit >> 20))
