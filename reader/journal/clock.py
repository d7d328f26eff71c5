"""The hybrid logical clock: wall time where it moves forward, a counter where it does not.

Pure. A stamp is 48 bits of milliseconds since 1970 and 16 bits of counter in one integer, so stamps compare
as integers. An overflowing counter borrows the next millisecond; a clock that was set back only counts on.
"""

from collections.abc import Iterable

COUNTER_BITS = 16
"""The low bits of a stamp, which count within a millisecond."""

AHEAD_LIMIT_MS = 24 * 3600 * 1000
"""A foreign stamp further ahead than this orders its own event, but does not pull our clock along."""

_NOW_LIMIT_MS = 1 << 46
"""The year 4199: a clock that says more is not believed."""

STAMP_LIMIT = (_NOW_LIMIT_MS + 2 * AHEAD_LIMIT_MS) << COUNTER_BITS
"""No clock issues stamps from here on. Below it there is room to count on, and a signed 64-bit column holds them."""


def stamp(now_ms: int, last: int) -> int:
    """Return the next stamp: now, or the one after ``last`` where that is not in the past."""
    now_ms = min(max(now_ms, 0), _NOW_LIMIT_MS)
    return max(now_ms << COUNTER_BITS, last + 1)


def is_issued(stamp: int) -> bool:
    """Return whether a clock can have issued a stamp: a greater one in our own log is a fault of the disk and must not move ours."""
    return stamp <= _NOW_LIMIT_MS << COUNTER_BITS


def observe_all(last: int, foreign: Iterable[int], now_ms: int) -> int:
    """Return the stamp that our next one must exceed once all of these were seen."""
    limit = (min(max(now_ms, 0), _NOW_LIMIT_MS) + AHEAD_LIMIT_MS + 1) << COUNTER_BITS
    return max(last, max((stamp for stamp in foreign if stamp < limit), default=last))


def observe(last: int, foreign: int, now_ms: int) -> int:
    """Return the stamp that our next one must exceed once ``foreign`` was seen on another device."""
    return observe_all(last, [foreign], now_ms)
