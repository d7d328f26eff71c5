"""Days of numbers: which is the day, which the month, which the year. Pure.

A day and a month in figures have two orders. The declared language decides, else a value that allows only one, else the day of the
week that stands beside them; else it is not decided. With full stops the day comes first everywhere.
"""

import re
from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

_NUMERIC: Final = re.compile(r"(\d{1,4})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{1,4})\.?")
_YEAR_MONTH: Final = re.compile(r"(\d{4})\s?[-/.]\s?(\d{1,2})")
_YEAR_DAY: Final = re.compile(r"(\d{4})-(\d{3})")
_MONTH_FIRST: Final = frozenset(
    {"en", "en-us", "en-ph", "en-um", "en-vi", "en-gu", "en-pr", "fil", "es-pr", "es-us"}
)
"""Languages that write month, day, year; English without a region is that of the United States, as CLDR has it."""
_NO_ORDER: Final = frozenset(
    {"zh", "ja", "ko", "hu", "lt", "mn", "eu", "en-ca", "fr-ca", "en-za", "und", "mul", ""}
)
"""Languages that write the year first, or in which both orders are usual: they do not decide it."""
_DAY_FIRST: Final = frozenset({"zh-hk", "zh-mo"})
_CENTURY_ENDS: Final = 50
"""Years of two digits are of this century below, else of the last (RFC 2822)."""
_BUDDHIST: Final = range(2400, 2700)
"""Years of the Thai calendar; 543 more than others."""


def day_of_month(month: int, digits: Sequence[str], language: str) -> date | None:
    """Return the day of a month by name, beside one or two numbers: the one of three or four digits is the year, else the last."""
    if len(digits) == 1 and len(digits[0]) == 4:
        return _existing(_year(digits[0], language, is_thai=True), month, 1)
    if len(digits) != 2:
        return None
    day, year = (digits[1], digits[0]) if len(digits[0]) > 2 else (digits[0], digits[1])
    return _existing(_year(year, language, is_thai=True), month, int(day)) if len(day) <= 2 else None


def day_of_numbers(text: str, language: str, weekdays: Collection[int], *, is_alone: bool) -> date | None:
    """Return a day of up to three numbers, in the order that the language or the value forces; None: it may be several days.

    ``weekdays`` are the days of the week that the text may name, Monday 0; ``is_alone``: there are no words beside the numbers.
    """
    plain = re.sub(r"[^\d/.\s-]", " ", text).strip(" .,-/")
    if match := _YEAR_DAY.fullmatch(plain):
        begin, number = _existing(int(match[1]), 1, 1), int(match[2])
        return date.fromordinal(begin.toordinal() + number - 1) if begin and 1 <= number <= 366 else None
    if is_alone and (match := _YEAR_MONTH.fullmatch(plain)):
        return _existing(int(match[1]), int(match[2]), 1)
    if is_alone and re.fullmatch(r"\d{4}", plain):
        return _existing(int(plain), 1, 1)
    if not (match := _NUMERIC.fullmatch(plain)):
        return None
    first, mark, second, third = match.group(1, 2, 3, 4)
    if len(first) > 2:
        is_day = len(first) == 4 and len(third) <= 2
        return _existing(_year(first, language), int(second), int(third)) if is_day else None
    if len(third) == 3:
        return None
    return _of_two_orders((int(first), mark, int(second)), third, language, weekdays)


def _of_two_orders(
    front: tuple[int, str, int], year_digits: str, language: str, weekdays: Collection[int]
) -> date | None:
    """Return the day of two numbers with a mark between them, and a year: the first may be the day or the month."""
    first, mark, second = front
    year = _year(year_digits, language)
    by_day, by_month = _existing(year, second, first), _existing(year, first, second)
    found = {day for day in (by_day, by_month) if day}
    if len(found) > 1 and mark == ".":
        return by_day
    if len(found) > 1 and (order := _order(language)):
        return by_day if order == "day" else by_month
    if len(found) > 1 and len(weekdays) == 1:
        found = {day for day in found if day.weekday() in weekdays}
    if not found and len(year_digits) == 2:
        return _existing(_year(str(first), language), second, int(year_digits))
    return found.pop() if len(found) == 1 else None


def _order(language: str) -> str:
    """Return what comes first where a language writes days and months as numbers, ``day`` or ``month``; empty: it does not say."""
    tag = language.replace("_", "-").lower()
    primary = tag.partition("-")[0]
    if tag in _DAY_FIRST:
        return "day"
    if tag in _MONTH_FIRST:
        return "month"
    return "" if tag in _NO_ORDER or primary in _NO_ORDER else "day"


def _year(digits: str, language: str, *, is_thai: bool = False) -> int:
    year = int(digits)
    if len(digits) <= 2:
        return year + (2000 if year < _CENTURY_ENDS else 1900)
    return year - 543 if year in _BUDDHIST and (is_thai or language.startswith("th")) else year


def _existing(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
