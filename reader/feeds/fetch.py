"""One document from the web: bounded in bytes, time and hops, and never from where nobody sent us. Network.

urllib3 carries the bytes; what is polite and safe is decided here: redirects are followed by hand, so that each hop passes
the same checks, and the peer that really answered is looked at, so that no name leads into a private network.
"""

import ipaddress
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass  # noqa: TID251 - this is the room

import urllib3
from urllib3.exceptions import HTTPError

from reader import __version__
from reader.errors import NewsreaderError
from reader.i18n import tr
from reader.text import clean_line, safe_address

WIRE_LIMIT, DECODED_LIMIT = 10 << 20, 32 << 20
"""Bytes of a document, as they come and unpacked."""

CONNECT_S, READ_S, TOTAL_S = 10.0, 20.0, 60.0
"""How long a connection, a piece and the whole may take; no read timeout alone stops a slow drip."""

HOPS_LIMIT = 5

USER_AGENT = f"newsreader/{__version__} (a reader for the terminal)"

PERMANENT = frozenset({301, 308})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 65_536


class FetchError(NewsreaderError):
    """A document that could not be had."""


class Answer(NamedTuple):
    """What a server answered in the end."""

    status: int
    address: str
    """Where it came from, after all redirects."""
    permanent: str
    """Where permanent redirects alone have led from the first address on; empty: there were none."""
    headers: Mapping[str, str]
    """Names in small letters."""
    data: bytes


class Fetcher:
    """Fetches documents; one may be used by several threads."""

    def __init__(self, total_s: float = TOTAL_S) -> None:
        self._total_s = total_s
        self._timeout = urllib3.Timeout(connect=min(CONNECT_S, total_s), read=min(READ_S, total_s))
        self._pools: dict[str, urllib3.PoolManager] = {}

    def fetch(self, address: str, headers: Mapping[str, str] | None = None, *, typed: str = "") -> Answer:
        """Return what lies at an address; ``headers`` are those of a conditional request.

        ``typed`` is a host that the user has named: it alone may be in a private network. Raises FetchError.
        """
        deadline = time.monotonic() + self._total_s
        here, permanent, is_permanent = address, "", True
        own = dict(headers or {})
        for _ in range(HOPS_LIMIT + 1):
            checked = safe_address(here)
            if checked is None or checked.scheme not in {"http", "https"}:
                raise FetchError(
                    tr("{address} is no address that may be fetched", address=clean_line(here, 200))
                )
            answer = self._ask(checked.href, own, typed, deadline)
            if answer.status not in REDIRECTS or not answer.headers.get("location"):
                return answer._replace(permanent=permanent)
            onward = urljoin(checked.href, answer.headers["location"])
            if urlsplit(onward)[:2] != urlsplit(checked.href)[:2]:
                own = {name: value for name, value in own.items() if name.lower() != "authorization"}
            own = {name: value for name, value in own.items() if not name.lower().startswith("if-")}
            is_downgrade = checked.scheme == "https" and onward.startswith("http:")
            is_permanent = is_permanent and answer.status in PERMANENT and not is_downgrade
            permanent = onward if is_permanent else permanent
            here = onward
        raise FetchError(
            tr("{address} leads from one address to another without end", address=clean_line(address, 200))
        )

    def _ask(self, address: str, headers: Mapping[str, str], typed: str, deadline: float) -> Answer:
        host = urlsplit(address).hostname or ""
        sent = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip", "Accept": "*/*", **headers}
        try:
            response = self._pool(address).request(
                "GET", address, headers=sent, redirect=False, retries=False, timeout=self._timeout,
                preload_content=False, decode_content=False,
            )  # fmt: skip
        except (HTTPError, OSError, ValueError) as problem:
            raise FetchError(_told(host, problem)) from problem
        try:
            if host.lower() != typed.lower():
                _require_public(response, host)
            found = {name.lower(): value for name, value in response.headers.items()}
            data = (
                b"" if response.status in REDIRECTS or response.status == 304 else _body(response, deadline)
            )
            return Answer(response.status, address, "", found, data)
        except (HTTPError, OSError, zlib.error) as problem:
            raise FetchError(_told(host, problem)) from problem
        finally:
            response.close()

    def _pool(self, address: str) -> urllib3.PoolManager:
        """Return what connects there: directly, or by the proxy that the environment names."""
        parts = urlsplit(address)
        proxy = getproxies().get(parts.scheme, "")
        if proxy and parts.hostname and proxy_bypass(parts.hostname):
            proxy = ""
        if proxy not in self._pools:
            self._pools[proxy] = urllib3.ProxyManager(proxy) if proxy else urllib3.PoolManager(num_pools=32)
        return self._pools[proxy]


def _told(host: str, problem: Exception) -> str:
    return clean_line(tr("{host} could not be reached: {reason}", host=host, reason=_reason(problem)))


def _reason(problem: Exception) -> str:
    inner = getattr(problem, "reason", None) or getattr(problem, "original_error", None) or problem
    text = str(inner).rpartition(": ")[2] or type(inner).__name__
    return clean_line(text, 200)


def _require_public(response: urllib3.BaseHTTPResponse, host: str) -> None:
    """Raise FetchError if what has answered is in a private network: its name was made to lead there."""
    connection: Any = getattr(response, "connection", None) or getattr(response, "_connection", None)
    peer = ""
    with suppress(OSError, AttributeError):
        if connection.proxy is None:
            peer = connection.sock.getpeername()[0]
    with suppress(ValueError):
        if peer and not ipaddress.ip_address(peer.partition("%")[0]).is_global:
            raise FetchError(
                tr("{host} is in a private network: only an address that you add yourself may be", host=host)
            )


def _body(response: urllib3.BaseHTTPResponse, deadline: float) -> bytes:
    unpack = _unpacker(response.headers.get("content-encoding", ""))
    data, wire = bytearray(), 0
    for piece in _pieces(response):
        wire += len(piece)
        if time.monotonic() > deadline:
            raise FetchError(tr("It takes too long"))
        if wire > WIRE_LIMIT:
            raise FetchError(tr("It is larger than {size} MB", size=WIRE_LIMIT >> 20))
        data += unpack(piece, DECODED_LIMIT + 1 - len(data))
        if len(data) > DECODED_LIMIT:
            raise FetchError(tr("It is larger than {size} MB unpacked", size=DECODED_LIMIT >> 20))
    return bytes(data)


def _pieces(response: urllib3.BaseHTTPResponse) -> Iterator[bytes]:
    while piece := response.read1(_CHUNK, decode_content=False):
        yield piece


def _unpacker(encoding: str) -> Callable[[bytes, int], bytes]:
    """Return what unpacks pieces, never more than a number of bytes of each: a bomb is not opened."""
    if encoding.strip().lower() not in {"gzip", "x-gzip", "deflate"}:
        return lambda piece, limit: piece[:limit]
    inflate = zlib.decompressobj(zlib.MAX_WBITS | 32)
    return lambda piece, limit: inflate.decompress(piece, max(1, limit))
