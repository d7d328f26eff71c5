"""Whose turn it is: one request at a time to a host, with a gap between, and only so many in all. No network.

Feeds, pictures and whole articles take their turns here alike.
"""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

HOSTS_AT_ONCE = 16

GAP_S = 1.0
"""Between two askings of one host."""

SLOWER: Mapping[str, float] = {"www.reddit.com": 60.0, "reddit.com": 60.0, "old.reddit.com": 60.0}
"""Hosts that answer nobody who comes more often, and how many times as long they want to be left alone."""


@dataclass(slots=True)
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    """The moment of ``time.monotonic`` from which it may be asked again."""


class Turns:
    """The turns of all hosts; for several threads."""

    def __init__(self, gap_s: float = GAP_S) -> None:
        self._gap_s = gap_s
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()
        self._all = threading.BoundedSemaphore(HOSTS_AT_ONCE)

    def gap_s(self, host: str) -> float:
        """Return how long a host is left alone between two askings, in seconds."""
        return self._gap_s * SLOWER.get(host, 1.0)

    @contextmanager
    def turn(self, host: str, wait_s: float, *, is_going_on: bool = False) -> Iterator[None]:
        """Hold the turn of a host while the block runs; raises TimeoutError where it does not come in time.

        ``is_going_on``: it is the answer to a redirect from the same host, which needs no gap.
        """
        deadline = time.monotonic() + wait_s
        with self._lock:
            known = self._hosts.setdefault(host, _Host())
        if not known.lock.acquire(timeout=max(0.0, wait_s)):
            raise TimeoutError
        try:
            pause_s = 0.0 if is_going_on else known.free_at - time.monotonic()
            if time.monotonic() + pause_s > deadline:
                raise TimeoutError
            if pause_s > 0:
                time.sleep(pause_s)
            with self._all:
                yield
        finally:
            known.free_at = time.monotonic() + self.gap_s(host)
            known.lock.release()
