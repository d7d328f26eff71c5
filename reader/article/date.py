"""Parses dates as people and site generators write them.

Pure. Covers ISO 8601 in its usual looseness, ``2025/2/14``, ``2025年2月14日``, compact digits, names of months
(RFC 2822 among them), Unix times. A date without a zone is in the zone that the caller names.
"""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Final

from reader.text.pattern import late

YEARS: Final = range(1000, 3000)
"""Years that a date may have: 0 and 9999 are placeholders, and overflow when converted to UTC."""

TEXT_LIMIT: Final = 100
"""Characters of a text that may be a date."""

_ZONE = r"(?P<zone>Z|UTC|GMT|[+-]\d{1,2}:?\d{2}|[+-]\d{2})?"
_TIME = (
    r"(?:(?:\s*[T,@]\s*|\s+|(?<=日))(?P<hour>\d{1,2})(?::|时|時|h)(?P<minute>\d{2})(?:分)?"
    r"(?::?(?P<second>\d{2})(?:秒)?(?:[.,]\d+)?)?\s*(?P<half>[AaPp]\.?[Mm]\.?)?)?"
    rf"\s*{_ZONE}(?:\s*\([\w ]+\)|\s*\[[\w/]+\])?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<name>[A-Za-z]{3,9})\.?"
_DAY_NAME = r"(?:[A-Za-z]{3,9}\.?,?\s+)?"

_SHAPES: Final = tuple(
    late(shape, re.IGNORECASE)
    for shape in (
        rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){_TIME}",
        rf"(?P<year>\d{{4}})\s*年\s*(?P<month>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*日?(?:\s*[(（]?(?:星期|周|週)?[一二三四五六日月火水木金土][)）]?)?{_TIME}",
        rf"(?P<year>\d{{4}})(?P<month>\d{{2}})(?P<day>\d{{2}})(?:[T ]?(?P<hour>\d{{2}})(?P<minute>\d{{2}})(?P<second>\d{{2}})?)?{_ZONE}",
        rf"{_DAY_NAME}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+{_MONTH}[\s,-]+(?P<year>\d{{4}}){_TIME}",
        rf"{_DAY_NAME}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}){_TIME}",
        rf"[a-z]{{3}}\s+{_MONTH}\s+(?P<day>\d{{1,2}})\s+(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)\s+(?:{_ZONE}\s+)?(?P<year>\d{{4}})",
        rf"(?P<first>\d{{1,2}})(?P<mark>[/.])(?P<other>\d{{1,2}})[/.](?P<year>\d{{4}}){_TIME}",
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})",
        r"(?P<year>\d{4})",
    )
)
_UNIX_TIME: Final = late(r"(\d{9,10})(?:\.\d+)?|(\d{12,13})")
_IN_NAME: Final = late(r"(?<!\d)(\d{4})([-_./]?)(\d{2})\2(\d{2})(?!\d)")
_MONTH_IN_NAME: Final = late(r"(?<!\d)(\d{4})[-_/](\d{2})(?!\d)")


def is_placeholder(text: str) -> bool:
    """Return whether a text is a template for a date: ``{{date}}``, ``<% tp.date.now() %>``."""
    return text.lstrip().startswith(("{{", "{%", "<%", "${"))


def parse_date(text: str, zone: tzinfo) -> datetime | None:
    """Return the moment that a text names, in UTC; None if it names none within ``YEARS``."""
    moment = parse_as_written(text, zone)
    return moment and moment.astimezone(UTC)


def parse_as_written(text: str, zone: tzinfo) -> datetime | None:
    """Return the moment that a text names with its own offset, else in ``zone`` (the same object); None if it names none."""
    text = text.strip(" \t\n\"'[]")
    if not text or len(text) > TEXT_LIMIT:
        return None
    try:
        return _within_years(datetime.fromisoformat(text), zone)  # most dates, a tenth of the cost
    except ValueError:
        pass
    for shape in _SHAPES:
        if (match := shape.fullmatch(text)) and (moment := _moment(match.groupdict(), zone)):
            return moment
    if match := _UNIX_TIME.fullmatch(text):
        return _from_unix(int(match.group(1) or match.group(2)) / (1 if match.group(1) else 1000), zone)
    return None


def date_in_name(path: str, zone: tzinfo) -> datetime | None:
    """Return the day (or first day of the month) that a path names, its last part first, or None."""
    parts = path.rsplit("/", 1)
    for part in (parts[-1], path):
        for match in reversed(list(_IN_NAME.finditer(part[-1000:]))):
            if moment := _moment({"year": match[1], "month": match[3], "day": match[4]}, zone):
                return moment.astimezone(UTC)
    for match in reversed(list(_MONTH_IN_NAME.finditer(path[-1000:]))):
        if moment := _moment({"year": match[1], "month": match[2]}, zone):
            return moment.astimezone(UTC)
    return None


def _moment(parts: dict[str, str | None], zone: tzinfo) -> datetime | None:
    month, day = _month_and_day(parts)
    year, hour = int(parts["year"] or 0), int(parts.get("hour") or 0)
    if year not in YEARS:
        return None
    half = (parts.get("half") or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    minute, second = int(parts.get("minute") or 0), int(parts.get("second") or 0)
    if hour > 24 or minute > 59 or second > 60:
        return None
    try:
        midnight = datetime(year, month, day, tzinfo=_zone(parts.get("zone"), zone))
        moment = midnight + timedelta(hours=hour, minutes=minute, seconds=second)
        moment.astimezone(UTC)  # raises for a moment that does not exist
    except (ValueError, OverflowError):
        return None
    return moment


def _within_years(moment: datetime, zone: tzinfo) -> datetime | None:
    if moment.year not in YEARS:
        return None
    moment = moment.replace(microsecond=0)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _month_and_day(parts: dict[str, str | None]) -> tuple[int, int]:
    name = parts.get("name")
    if name:
        short = name[:3].lower()
        return (_MONTHS.index(short) + 1 if short in _MONTHS else 0), int(parts["day"] or 0)
    if parts.get("first"):
        first, other = int(parts["first"] or 0), int(parts["other"] or 0)
        # 14.02.2025 is European; 02/14/2025 American, unless it cannot be.
        return (other, first) if parts["mark"] == "." or first > 12 else (first, other)
    return int(parts.get("month") or 1), int(parts.get("day") or 1)


def _zone(text: str | None, default: tzinfo) -> tzinfo:
    if not text:
        return default
    if text[0] not in "+-":
        return UTC
    digits = text[1:].replace(":", "")
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if text[0] == "-" else offset)


def _from_unix(seconds: float, zone: tzinfo) -> datetime | None:
    try:
        moment = datetime.fromtimestamp(seconds, UTC).astimezone(zone)
    except (ValueError, OverflowError, OSError):
        return None
    return moment if moment.year in YEARS else None
