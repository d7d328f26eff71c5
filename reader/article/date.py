"""Parses dates as people, site generators and feeds write them.

Pure. What most files and feeds write is read here: ISO 8601, RFC 2822 and Unix times; everything else by ``date_words``:
12-hour clocks, names of zones, months and days in many languages, East Asian forms, days and months in either order. A date
without a zone is in the zone that the caller names. What may be one of two days is no date: it is not guessed.
"""

from datetime import UTC, datetime, tzinfo
from typing import Final

from reader.article.date_zones import zone_of
from reader.article.moment import YEARS, at, moment_of
from reader.text.pattern import late

TEXT_LIMIT: Final = 100
"""Characters of a text that may be a date."""

_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_RFC_2822: Final = late(
    r"(?:[A-Za-z]{3},?\s+)?(\d{1,2})\s+([A-Za-z]{3})\s+(\d{4})\s+(\d\d):(\d\d)(?::(\d\d))?(?:\s*([+-]\d{4}|[A-Z]{1,5}))?"
)
_DIGITS: Final = late(r"([0-9]{8,16})(?:\.[0-9]+)?")
_OF_NET: Final = late(r"\\?/Date\(([0-9]{9,13})(?:[+-][0-9]{4})?\)\\?/")
"""How .NET writes a Unix time in JSON; the offset says only which clock its server had."""
_COMPACT: Final = frozenset({8, 12, 14})
"""Digits of a day without separators, alone, with hour and minute, or also with the second."""
_PER_SECOND: Final = {9: 1, 10: 1, 11: 1, 12: 1_000, 13: 1_000, 16: 1_000_000}
"""Units of a Unix time in a second, by its digits."""
_COMPUTED: Final = frozenset({"last modified", "created", "git last modified", "git created"})
"""What Eleventy finds out itself."""
_IN_NAME: Final = late(r"(?<!\d)(\d{4})([-_./]?)(\d{2})\2(\d{2})(?!\d)")
_MONTH_IN_NAME: Final = late(r"(?<!\d)(\d{4})[-_/](\d{2})(?!\d)")


def is_placeholder(text: str) -> bool:
    """Return whether a text is a template for a date (``{{date}}``, ``<% tp.date.now() %>``), or Eleventy's words for one."""
    return text.strip().casefold() in _COMPUTED or text.lstrip().startswith(("{{", "{%", "<%", "${"))


def parse_date(text: str, zone: tzinfo, language: str = "") -> datetime | None:
    """Return the moment that a text names, in UTC; None if it names none within ``YEARS``. See ``parse_as_written``."""
    moment = parse_as_written(text, zone, language)
    return moment and moment.astimezone(UTC)


def parse_as_written(text: str, zone: tzinfo, language: str = "") -> datetime | None:
    """Return the moment that a text names with its own offset, else in ``zone`` (the same object); None if it names none.

    ``language`` is the declared one (BCP 47), which decides what ``03/04/2025`` and some names of zones mean; empty: unknown.
    """
    text = text.strip(" \t\n\"'[]")
    if not text or len(text) > TEXT_LIMIT:
        return None
    if len(text) > 7 and text[7].isdecimal() and (match := _DIGITS.fullmatch(text)):
        return _from_digits(text, match[1], zone)
    try:
        # Not a day with a zone, nor 10.30, which is a part of an hour to ISO 8601.
        if text[0].isdecimal() and text[10:11] != "+" and text[13:14] != ".":
            return _within_years(datetime.fromisoformat(text), zone)  # most dates, a tenth of the cost
    except ValueError:
        pass
    if (match := _RFC_2822.fullmatch(text)) and (month := _MONTHS.get(match[2].lower())):
        offset = zone_of(match[7], language) if match[7] else zone
        return at(int(match[3]), month, int(match[1]), match.group(4, 5, 6), offset or zone)
    if text.endswith("/") and (match := _OF_NET.fullmatch(text)):
        return _from_digits(match[1], match[1], zone)
    from reader.article.date_words import read_words  # with its tables 3 ms, and few dates need it

    return read_words(text, zone, language)


def is_ambiguous(text: str, zone: tzinfo) -> bool:
    """Return whether a text would name one day in one language, and another in another."""
    return len({parse_as_written(text, zone, language) for language in ("en-US", "en-GB")} - {None}) > 1


def date_in_name(path: str, zone: tzinfo) -> datetime | None:
    """Return the day (or first day of the month) that a path names, its last part first, or None."""
    parts = path.rsplit("/", 1)
    for part in (parts[-1], path):
        for match in reversed(list(_IN_NAME.finditer(part[-1000:]))):
            if moment := moment_of(int(match[1]), int(match[3]), int(match[4]), zone):
                return moment.astimezone(UTC)
    for match in reversed(list(_MONTH_IN_NAME.finditer(path[-1000:]))):
        if moment := moment_of(int(match[1]), int(match[2]), 1, zone):
            return moment.astimezone(UTC)
    return None


def _within_years(moment: datetime, zone: tzinfo) -> datetime | None:
    if moment.year not in YEARS:
        return None
    moment = moment.replace(microsecond=0)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _from_digits(text: str, digits: str, zone: tzinfo) -> datetime | None:
    """Return what digits alone name: a day, a day with a time, else a Unix time in seconds or parts of them."""
    if text == digits and len(digits) in _COMPACT:
        clock = [digits[begin : begin + 2] for begin in (8, 10, 12)]
        if moment := at(int(digits[:4]), int(digits[4:6]), int(digits[6:8]), clock, zone):
            return moment
    if not (units := _PER_SECOND.get(len(digits))):
        return None
    try:
        moment = datetime.fromtimestamp(int(digits) // units, UTC).astimezone(zone)
    except (ValueError, OverflowError, OSError):
        return None
    return moment if moment.year in YEARS else None
