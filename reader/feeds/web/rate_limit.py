"""Limits the rate of requests: one at a time to a host, with a gap between, and a number of hosts at once. Pure but for time.

Requests for feeds, images and full articles all pass it. Hosts of the user's own network need no gap; for any host the
user's settings may say otherwise.
"""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

from reader.feeds.web.private_hosts import is_private_name
from reader.setting_tables import Host

HOSTS_AT_ONCE = 16
"""Requests that run at once, to all hosts together."""

GAP_S = 1.0
"""Between two requests to one host of the public web."""

SLOWER: Mapping[str, float] = {"www.reddit.com": 60.0, "reddit.com": 60.0, "old.reddit.com": 60.0}
"""Hosts that refuse more frequent requests, and by how much their gap is longer."""

_ANY_HOST = Host()


class _Lanes:
    """The requests to one host: as many at once as it has lanes, each lane with a gap after a request."""

    def __init__(self, count: int) -> None:
        self.turns = threading.Semaphore(count)
        """Held by each request that runs or waits for the gap."""
        self.free_at = [0.0] * count
        """When the next request may begin in each lane without one, by ``time.monotonic``."""


class RateLimit:
    """The limit for all hosts; for several threads."""

    def __init__(self, gap_s: float | None = None, hosts: Mapping[str, Host] = MappingProxyType({})) -> None:
        """``gap_s`` is that of hosts that ``hosts`` does not set; None: ``GAP_S`` in public, none in private networks."""
        self._gap_s, self._hosts = gap_s, hosts
        self._private: set[str] = set()
        self._lanes: dict[str, _Lanes] = {}
        self._lock = threading.Lock()
        self._all = threading.BoundedSemaphore(HOSTS_AT_ONCE)

    def setting(self, host: str) -> Host:
        """Return what the user has set for a host."""
        return self._hosts.get(host.lower(), _ANY_HOST)

    def gap_s(self, host: str) -> float:
        """Return the gap between two requests to a host, in seconds."""
        gap_s = self.setting(host).gap_s
        if gap_s is not None:
            return gap_s
        if self._gap_s is not None:
            return self._gap_s * SLOWER.get(host, 1.0)
        is_private = host in self._private or is_private_name(host)
        return 0.0 if is_private else GAP_S * SLOWER.get(host, 1.0)

    def at_once(self, host: str) -> int:
        """Return how many requests to a host may run at once."""
        return min(self.setting(host).requests_at_once, HOSTS_AT_ONCE)

    def free_at(self, host: str) -> float:
        """Return when the next request to a host may begin, by ``time.monotonic``; 0: at once."""
        with self._lock:
            lanes = self._lanes.get(host)
            return min(lanes.free_at, default=0.0) if lanes else 0.0

    def learn_private(self, host: str) -> None:
        """Note that a name leads into a private network."""
        self._private.add(host)

    @contextmanager
    def turn(self, host: str, wait_s: float, *, is_redirect: bool = False) -> Iterator[None]:
        """Hold the turn of a host while the block runs; raises TimeoutError where it does not come in time.

        ``is_redirect``: it follows a redirect from the same host, so there is no gap.
        """
        deadline = time.monotonic() + wait_s
        with self._lock:
            lanes = self._lanes.setdefault(host, _Lanes(self.at_once(host)))
        if not lanes.turns.acquire(timeout=max(0.0, wait_s)):
            raise TimeoutError
        with self._lock:
            free_at = next_at = min(lanes.free_at)
            lanes.free_at.remove(free_at)
        try:
            pause_s = 0.0 if is_redirect else free_at - time.monotonic()
            if time.monotonic() + pause_s > deadline:
                raise TimeoutError
            if pause_s > 0:
                time.sleep(pause_s)
            try:
                with self._all:
                    yield
            finally:
                next_at = time.monotonic() + self.gap_s(host)
        finally:
            with self._lock:
                lanes.free_at.append(next_at)
            lanes.turns.release()
