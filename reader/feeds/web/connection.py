"""Connections within the bounds of one request: which hosts they may reach, and until when. Network.

No socket timeout stops a server that sends a byte every ten seconds, in its headers or inside TLS. So each request has a
``Watch``, which shuts its connections when the time is over. The peer's address is checked before a byte is sent, so a name
that resolves to a private address reaches nothing there.
"""

import ipaddress
import os
import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from reader.errors import NewsreaderError
from reader.feeds.web.private_hosts import is_private, is_private_name
from reader.i18n import tr

_CURRENT = threading.local()
"""The watch of this thread's request."""


class FetchError(NewsreaderError):
    """A document that could not be fetched."""


class PrivateHostError(FetchError):
    """An address in a private network that the user has not agreed to."""


class Watch:
    """One request: a context in which this thread's connections are bounded."""

    def __init__(self, seconds: float, *, is_private_allowed: bool = False) -> None:
        self.is_private_allowed = is_private_allowed
        """Whether the host may be in a private network."""
        self.is_private = False
        """A connection led into a private network."""
        self.is_over = False
        """The time is over, or it was stopped."""
        self.is_stopped = False
        """It was stopped before its time."""
        self._guards: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self.end)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        _CURRENT.watch = self
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        _CURRENT.watch = None
        with self._lock:
            for guard in self._guards:
                guard.close()
            self._guards.clear()

    def add(self, handle: int) -> None:
        """Watch a connection too, by a descriptor of our own, because TLS and the library close theirs."""
        guard = socket.socket(fileno=os.dup(handle))
        with self._lock:
            self._guards.append(guard)
        if self.is_over:
            self.end()

    def stop(self) -> None:
        """Shut all connections before the time is over."""
        self.is_stopped = True
        self.end()

    def end(self) -> None:
        """Shut all connections; a thread that waits for one gets an error."""
        with self._lock:
            self.is_over = True
            for guard in self._guards:
                with suppress(OSError):
                    guard.shutdown(socket.SHUT_RDWR)


class _Watched(HTTPConnection):
    """A connection that its thread's watch bounds."""

    def _new_conn(self) -> socket.socket:
        made = super()._new_conn()
        if watch := _watch():
            try:
                if self.proxy is None:
                    peer = made.getpeername()[0]
                    if not watch.is_private_allowed:
                        _require_public(peer, self.host)
                    watch.is_private = _is_private_peer(peer)
                watch.add(made.fileno())
            except BaseException:
                made.close()
                raise
        return made

    def putrequest(self, *arguments: Any, **options: Any) -> None:
        watch = _watch()
        if watch and self.sock:  # kept from an earlier request
            watch.add(self.sock.fileno())
        super().putrequest(*arguments, **options)


class _WatchedTLS(_Watched, HTTPSConnection):
    """A connection with TLS that its thread's watch bounds."""


class _Pool(urllib3.HTTPConnectionPool):
    ConnectionCls = _Watched


class _PoolTLS(urllib3.HTTPSConnectionPool):
    ConnectionCls = _WatchedTLS


def watched(manager: urllib3.PoolManager) -> urllib3.PoolManager:
    """Return the manager, whose connections are bounded from now on."""
    manager.pool_classes_by_scheme = {"http": _Pool, "https": _PoolTLS}
    return manager


def require_public_name(host: str) -> None:
    """Raise FetchError for a private address or name, before anything is sent, also by a proxy."""
    try:
        plain = str(ipaddress.ip_address(host.strip("[]").rstrip(".")))
    except ValueError:
        if is_private_name(host):
            _refuse(host)
    else:
        _require_public(plain, host)


def _watch() -> Watch | None:
    found: Watch | None = getattr(_CURRENT, "watch", None)
    return found


def _require_public(peer: str, host: str) -> None:
    if _is_private_peer(peer):
        _refuse(host)


def _is_private_peer(peer: str) -> bool:
    return is_private(ipaddress.ip_address(peer.partition("%")[0]))


def _refuse(host: str) -> None:
    raise PrivateHostError(
        tr("{host} is in a private network: only an address that you add yourself may be", host=host)
    )
