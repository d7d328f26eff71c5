"""Limits the rate of requests: one at a time to a host, with a gap between, and a number of hosts at once. Pure but for time.

Requests for feeds, images and full articles all pass it.
"""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

HOSTS_AT_ONCE = 16
"""Requests that run at once, each to another host."""

GAP_S = 1.0
"""Between two requests to one host."""

SLOWER: Mapping[str, float] = {"www.reddit.com": 60.0, "reddit.com": 60.0, "old.reddit.com": 60.0}
"""Hosts that refuse more frequent requests, and by how much their gap is longer."""


@dataclass(slots=True)
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    """Held by the request that runs."""
    free_at: float = 0.0
    """When the next request may begin, by ``time.monotonic``."""


class RateLimit:
    """The limit for all hosts; for several threads."""

    def __init__(self, gap_s: float = GAP_S) -> None:
        self._gap_s = gap_s
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()
        self._all = threading.BoundedSemaphore(HOSTS_AT_ONCE)

    def gap_s(self, host: str) -> float:
        """Return the gap between two requests to a host, in seconds."""
        return self._gap_s * SLOWER.get(host, 1.0)

    @contextmanager
    def turn(self, host: str, wait_s: float, *, is_redirect: bool = False) -> Iterator[None]:
        """Hold the turn of a host while the block runs; raises TimeoutError where it does not come in time.

        ``is_redirect``: it follows a redirect from the same host, so there is no gap.
        """
        deadline = time.monotonic() + wait_s
        with self._lock:
            known = self._hosts.setdefault(host, _Host())
        if not known.lock.acquire(timeout=max(0.0, wait_s)):
            raise TimeoutError
        try:
            pause_s = 0.0 if is_redirect else known.free_at - time.monotonic()
            if time.monotonic() + pause_s > deadline:
                raise TimeoutError
            if pause_s > 0:
                time.sleep(pause_s)
            with self._all:
                yield
        finally:
            known.free_at = time.monotonic() + self.gap_s(host)
            known.lock.release()
