"""When a feed is asked again. Pure.

Seldom enough for its server, often enough for its readers: an hour at least, what the server or the feed asks for, rarer
after failures; a server's odd wishes are bounded.
"""

import random
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

HOUR_S, DAY_S, WEEK_S = 3600.0, 86400.0, 7 * 86400.0

FLOOR_S = 60.0
"""Even who asks by hand waits so long."""

_MAX_AGE = re.compile(r"(?:^|[\s,])max-age=(\d{1,12})")


def next_after_success(
    now_s: float, headers: Mapping[str, str], interval_s: float, wanted_s: float = 0
) -> float:
    """Return when a feed is due again; ``interval_s`` is the feed's own word, ``wanted_s`` the user's (0: none)."""
    asked = [HOUR_S, interval_s, _max_age(headers), _expires(now_s, headers)]
    wait = wanted_s or max(asked)
    return now_s + min(max(wait, FLOOR_S), DAY_S)


def next_after_failure(now_s: float, headers: Mapping[str, str], errors: int, status: int) -> float:
    """Return when to try again: a server's Retry-After, a day for what is not there, else twice as long each time."""
    if status in {429, 503} and (asked := retry_after(now_s, headers)):
        return asked
    if status == 404:
        return now_s + DAY_S
    wait = min(HOUR_S * float(2 ** min(errors - 1, 10)), DAY_S)
    return now_s + wait * random.uniform(0.9, 1.1)  # noqa: S311 - so that not all come at once


def retry_after(now_s: float, headers: Mapping[str, str]) -> float:
    """Return the moment that Retry-After names, in seconds or as a date, a week ahead at most; 0 for none."""
    text = headers.get("retry-after", "").strip()
    if text.isdecimal():
        return now_s + min(float(text[:12]), WEEK_S)
    try:
        return min(max(parsedate_to_datetime(text).timestamp(), now_s), now_s + WEEK_S)
    except (ValueError, TypeError, OverflowError):
        return 0.0


def _max_age(headers: Mapping[str, str]) -> float:
    match = _MAX_AGE.search(headers.get("cache-control", "").lower())
    return float(match[1]) if match else 0.0


def _expires(now_s: float, headers: Mapping[str, str]) -> float:
    if "max-age" in headers.get("cache-control", "").lower():
        return 0.0
    try:
        return max(0.0, parsedate_to_datetime(headers.get("expires", "")).timestamp() - now_s)
    except (ValueError, TypeError, OverflowError):
        return 0.0
