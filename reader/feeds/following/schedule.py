"""When a feed is asked again. Pure.

Seldom enough for its server, often enough for its readers: an hour at least, what the server or the feed asks for, rarer
where each answer costs the server the whole document, and after failures; a server's odd wishes are bounded.
"""

import random
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from email.utils import parsedate_to_datetime

HOUR_S, DAY_S, WEEK_S = 3600.0, 86400.0, 7 * 86400.0

FLOOR_S = 60.0
"""Even who asks by hand waits so long."""

SAFETY = 4
"""So often a feed is asked at least in the time in which all of its entries become others."""

_MAX_AGE = re.compile(r"(?:^|[\s,])max-age=(\d{1,12})")


def next_after_success(
    now_s: float, headers: Mapping[str, str], interval_s: float, rest_s: float = 0, wanted_s: float = 0
) -> float:
    """Return when a feed is due again.

    ``interval_s`` is the feed's own word, ``rest_s`` what ``rest_without_validators`` says, ``wanted_s`` the user's word,
    which counts alone (0: none).
    """
    asked = [HOUR_S, interval_s, rest_s, _max_age(headers), _expires(now_s, headers)]
    wait = wanted_s or max(asked)
    return now_s + min(max(wait, FLOOR_S), DAY_S)


def rest_without_validators(before_s: float, dates: Sequence[datetime], new: int, total: int) -> float:
    """Return how long a feed rests that can only be fetched whole: twice as long as before where nothing was new.

    Never so long that entries could fall out of its window unseen: ``dates`` are those of its entries, of which ``new``
    of ``total`` were not known.
    """
    if total and new * 2 > total:
        return HOUR_S  # what stands between these and what was known may be lost already
    rest = max(HOUR_S, before_s) * (1 if new else 2)
    if len(dates) > 1:
        window_s = (max(dates) - min(dates)).total_seconds()
        rest = min(rest, window_s / SAFETY)
    return min(max(rest, HOUR_S), DAY_S)


def next_after_failure(now_s: float, headers: Mapping[str, str], errors: int, status: int) -> float:
    """Return when to try again: a server's Retry-After, a day for what is not there, else twice as long each time."""
    if asked := retry_after(now_s, headers, status):
        return asked
    if status == 404:
        return now_s + DAY_S
    wait = min(HOUR_S * float(2 ** min(errors - 1, 10)), DAY_S)
    # A little earlier, so that those that failed together do not all come back at once.
    return now_s + wait * random.uniform(0.8, 1.0)  # noqa: S311 - no secret


def retry_after(now_s: float, headers: Mapping[str, str], status: int) -> float:
    """Return the moment that Retry-After names, in seconds or as a date, a week ahead at most; 0 for none."""
    if status not in {429, 503}:
        return 0.0
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdecimal():
        return now_s + min(float(text[:12]), WEEK_S)
    try:
        return min(max(parsedate_to_datetime(text).timestamp(), now_s), now_s + WEEK_S)
    except (ValueError, TypeError, OverflowError):
        return 0.0


def per_week(dates: Sequence[datetime], now: datetime) -> float:
    """Return how many entries a week have followed the oldest of a feed's document; 0: it does not tell dates."""
    if len(dates) < 2:
        return 0.0
    weeks = (max(now, *dates) - min(dates)).total_seconds() / WEEK_S
    return (len(dates) - 1) / max(weeks, 1 / 7)


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
