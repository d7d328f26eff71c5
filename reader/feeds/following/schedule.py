"""When a feed is fetched again. Pure.

At least an hour later, and as late as the server or the feed says; later where each answer costs the server the whole
document, and after failures. All of it is bounded.
"""

import random
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from email.utils import parsedate_to_datetime
from math import ceil

from reader.i18n import tr, trn

HOUR_S, DAY_S, WEEK_S = 3600.0, 86400.0, 7 * 86400.0
"""Seconds."""

FLOOR_S = 60.0
"""The shortest time between two fetches of a feed, by hand too."""

SAFETY = 4
"""A feed is fetched at least this often in the time in which all of its entries are replaced."""

_MAX_AGE = re.compile(r"(?:^|[\s,])max-age=(\d{1,12})")


def next_after_success(
    now_s: float, headers: Mapping[str, str], interval_s: float, rest_s: float = 0, wanted_s: float = 0
) -> float:
    """Return when a feed is due again, in seconds since 1970.

    ``interval_s`` comes from the feed, ``rest_s`` from ``rest_without_validators``, ``wanted_s`` from the user; if that is
    not 0, it alone counts.
    """
    waits = [HOUR_S, interval_s, rest_s, _max_age(headers), _expires(now_s, headers)]
    wait = wanted_s or max(waits)
    return now_s + min(max(wait, FLOOR_S), DAY_S)


def rest_without_validators(before_s: float, dates: Sequence[datetime], new: int, total: int) -> float:
    """Return how long to wait for a feed that can only be fetched whole: twice as long as before if nothing was new.

    Never so long that entries could leave the document unseen: ``dates`` are those of its entries, of which ``new`` of
    ``total`` were not known.
    """
    if total and new * 2 > total:
        return HOUR_S  # entries between these and the known ones may be lost already
    rest = max(HOUR_S, before_s) * (1 if new else 2)
    if len(dates) > 1:
        window_s = (max(dates) - min(dates)).total_seconds()
        rest = min(rest, window_s / SAFETY)
    return min(max(rest, HOUR_S), DAY_S)


def next_after_failure(now_s: float, headers: Mapping[str, str], errors: int, status: int) -> float:
    """Return when to try again: as Retry-After says, after a day for 404, else after twice the time before."""
    if until := retry_after(now_s, headers, status):
        return until
    if status == 404:
        return now_s + DAY_S
    wait = min(HOUR_S * float(2 ** min(errors - 1, 10)), DAY_S)
    # A little earlier at random, so that feeds that failed together do not all come back at once.
    return now_s + wait * random.uniform(0.8, 1.0)  # noqa: S311 - no secret


def retry_after(now_s: float, headers: Mapping[str, str], status: int) -> float:
    """Return the moment that Retry-After names, at most a week ahead, in seconds since 1970; 0: it names none."""
    if status not in {429, 503}:
        return 0.0
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdecimal():
        return now_s + min(float(text[:12]), WEEK_S)
    try:
        return min(max(parsedate_to_datetime(text).timestamp(), now_s), now_s + WEEK_S)
    except (ValueError, TypeError, OverflowError):
        return 0.0


def time_left(seconds: float) -> str:
    """Return how long something still takes, in the unit that a person would name."""
    if seconds < 100:
        return tr("{count} s", count=max(1, ceil(seconds)))
    if seconds < 100 * 60:
        return tr("{count} min", count=ceil(seconds / 60))
    if seconds < 2 * DAY_S:
        return tr("{count} h", count=ceil(seconds / HOUR_S))
    return trn("{count} day", "{count} days", ceil(seconds / DAY_S))


def per_week(dates: Sequence[datetime], now: datetime) -> float:
    """Return how many entries a week followed the oldest one of a document; 0: it has fewer than two dates."""
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
