"""A terminal behind a slow line, as over ssh: so many bytes a second, and each key and each answer comes late."""

import os
import select
from time import perf_counter, sleep

from benchmarks.terminal import Terminal

RATE = 64_000
"""Bytes a second from the program."""

DELAY_S = 0.2
"""For the way there and back."""

SLICE_S = 0.02
"""How often bytes are let through."""

HELD_S = 0.033
"""Between the keys of one that is held down."""


class SlowLine(Terminal):
    """A terminal that takes the program's bytes no faster than the line: the program waits for it, as over ssh."""

    last = 0.0
    """When the last bytes came."""

    def _read(self, seconds: float) -> bool:
        if not select.select([self._fd], [], [], max(0.0, seconds))[0]:
            return True
        sleep(SLICE_S)
        try:
            data = os.read(self._fd, int(RATE * SLICE_S))
        except OSError:
            return False
        self.output += data
        self.last = perf_counter()
        return bool(data)

    def answer_ms(self, keys: str, pause_s: float = HELD_S) -> float:
        """Type keys; return the milliseconds from the last of them to the last byte that it changes on the screen."""
        for key in keys:
            os.write(self._fd, key.encode())
            end = perf_counter() + pause_s
            while (left := end - perf_counter()) > 0:
                self._read(left)
        typed = self.last = perf_counter()
        self.settle(0.5)
        return ((self.last - typed) + DELAY_S + pause_s) * 1000
