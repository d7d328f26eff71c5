"""Dates of queries: a year, a month, a day, or a time ago (``7d``), as seconds from and to. Pure."""

import re
from calendar import monthrange
from datetime import datetime, timedelta, tzinfo

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_AGO = re.compile(r"(\d{1,5})([hdwmy])")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
NAMED = {"today": 0, "yesterday": 1}
"""Days by name, and how many days ago they were."""


def is_date(text: str) -> bool:
    """Return whether a text is a date of the language; that does not depend on the day."""
    return bool(_AGO.fullmatch(text)) or text in NAMED or _parts(text) is not None


def is_relative(text: str) -> bool:
    """Return whether a date of the language means another day tomorrow: today, yesterday, a time ago."""
    return text in NAMED or bool(_AGO.fullmatch(text))


def span(text: str, now: datetime) -> tuple[float, float]:
    """Return the seconds since 1970 at which the time begins and ends, the end not included; ``now`` is aware.

    ``7d`` begins seven days ago and has no end. Raises ValueError for anything else.
    """
    if match := _AGO.fullmatch(text):
        count, unit = int(match[1]), match[2]
        ago = timedelta(hours=count) if unit == "h" else timedelta(days=count * _DAYS[unit])
        try:
            return (now - ago).timestamp(), float("inf")
        except OverflowError:
            return float("-inf"), float("inf")
    if text in NAMED:
        day = (now - timedelta(days=NAMED[text])).replace(hour=0, minute=0, second=0, microsecond=0)
        return day.timestamp(), (day + timedelta(days=1)).timestamp()
    parts = _parts(text)
    if parts is None:
        raise ValueError(text)
    year, month, day_of_month = parts
    zone = now.tzinfo
    if not month:
        return _second(year, 1, 1, zone), _second(year + 1, 1, 1, zone)
    if not day_of_month:
        return _second(year, month, 1, zone), _second(year + month // 12, month % 12 + 1, 1, zone)
    begin = datetime(year, month, day_of_month, tzinfo=zone)
    return begin.timestamp(), (begin + timedelta(days=1)).timestamp()


def _second(year: int, month: int, day: int, zone: tzinfo | None) -> float:
    return datetime(year, month, day, tzinfo=zone).timestamp()


def _parts(text: str) -> tuple[int, int, int] | None:
    """Return year, month (0: none) and day (0: none); None for anything else."""
    match = _DATE.fullmatch(text)
    if match is None or not text.isascii():
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if not 1 < year < 9998 or (match[2] and not 1 <= month <= 12):
        return None
    if match[3] and not 1 <= day <= monthrange(year, month)[1]:
        return None
    return year, month, day
