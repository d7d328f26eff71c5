"""Reads dates with words in them, in many languages and orders. Pure.

A text is taken apart: the time of day with its half (``PM``, ``午後``) and zone, then the day. Each word that is left must be known
(a month, a day of the week, an era, or a word such as ``de`` or ``Uhr``), else the text is no date.
"""

import re
import unicodedata
from datetime import date, datetime, tzinfo
from typing import Final, NamedTuple

from reader.article.date_orders import day_of_month, day_of_numbers
from reader.article.date_zones import zone_of
from reader.article.moment import moment_of
from reader.article.month_table import DAYS, MONTHS, MONTHS_IN

_BEFORE_NOON = "am|上午|午前|오전|凌晨|清晨|早上|早晨|sa|πμ"
_AFTER_NOON = "pm|下午|午後|午后|오후|傍晚|晚上|夜里|ch|μμ"
_HALF = rf"{_BEFORE_NOON}|{_AFTER_NOON}|中午|正午"
_CUE = r"(?:klo|kl|um|ore|ora|alle|as|at|ob|om|les|godz|v|о|в|u|a)\.?\s+"
_SECOND = r"(?:\s?[:.分분]\s?(?P<second>\d{2})(?![\d])(?:[.,]\d{1,9})?[秒초]?)?"

_CLOCKS: Final = (
    *(
    re.compile(rf"(?:(?P<half>{_HALF})\s*)?{clock}\s*(?:(?P<after>{_HALF})(?![^\W\d_]))?")
    for clock in (
        rf"(?:(?<![\d:+-])|(?<=\d{{4}}:))(?P<hour>\d{{1,2}})\s?[:時时点點시]\s?(?P<minute>\d{{2}})(?!\d){_SECOND}[分분]?(?:\s?(?:uhr|uur|h)\b)?",
        r"(?<![\d:+-])(?P<hour>\d{1,2})\s?[時时点點시](?:\s?(?P<minute>\d{1,2})[分분])?(?P<thirty>半)?(?:\s?(?P<second>\d{1,2})[秒초])?",
        r"(?<![\d:+-])(?P<hour>\d{1,2})\s?h(?:\s?(?P<minute>\d{2})(?!\d)(?:\s?m(?:in)?\b)?(?:\s?(?P<second>\d{2})\s?s)?|\b)",
        rf"(?:{_CUE}|(?<=\d{{4}})\s+|(?<=\d-\d\d)[t\s]\s?)(?P<hour>\d{{1,2}})\.(?P<minute>\d{{2}})(?:\.(?P<second>\d{{2}}))?(?![.\d])(?:\s?uhr\b)?",
        r"(?<![\d:+.-])(?P<hour>\d{1,2})\s?uhr\b",
        r"\b(?:klo|kl)\.?\s?(?P<hour>\d{1,2})(?![\d.:/-])",
    )
    ),
    re.compile(rf"(?<![\d:+.-])(?P<half>)(?P<hour>\d{{1,2}})(?P<minute>)(?P<second>)\s?(?P<after>{_HALF})(?![^\W\d_])"),
)  # fmt: skip

_ZONE: Final = re.compile(
    r"\s*((?:(?:utc|gmt|ut|z)\s?)?[+-]\d{1,2}(?::?\d{2})?(?::\d{2})?(?![\d/.-])|мск|[a-z]{1,5}(?![^\W_]))"
)
_AGAIN: Final = re.compile(r"\s*(?:[a-z]{3,5}\b)?(?:\s*m=[+-][\d.]+)?(?=\s*$)")
"""What Go writes behind an offset: the name of the zone, and the reading of a clock."""
_PLACE: Final = re.compile(r"[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_-]+){1,2}")
_ASIDE: Final = re.compile(r"\s*[(\[]([^()\[\]]{0,60})[)\]]")
_EASTERN_NUMBER: Final = re.compile(
    r"[〇零○一二三四五六七八九十廿元]{1,6}(?=\s?[年月日號号時时点點分秒년월일])"
)
_EASTERN_DIGITS: Final = {
    "〇": 0, "零": 0, "○": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
_ERAS: Final = {
    "令和": 2018,
    "平成": 1988,
    "昭和": 1925,
    "大正": 1911,
    "明治": 1867,
    "民國": 1911,
    "民国": 1911,
}
_SHORT_ERAS: Final = {"r": 2018, "h": 1988, "s": 1925}
_ERA: Final = re.compile(
    rf"(?:({'|'.join(_ERAS)})\s?|\b([rhs])(?=\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{1,2}}))(\d{{1,3}})"
)
_EASTERN_DAY: Final = re.compile(
    r"(?:星期|周|週|礼拜)[一二三四五六日天]|[一二三四五六日月火水木金土]曜日?|[월화수목금토일]요일"
)
_DAYS_EAST: Final = {letter: day for day, letters in enumerate(("一月월", "二火화", "三水수", "四木목", "五金금", "六土토", "日天일")) for letter in letters}  # fmt: skip

_FILLERS: Final = frozenset(
    [
        "of",
        "the",
        "de",
        "del",
        "d",
        "da",
        "do",
        "di",
        "den",
        "der",
        "le",
        "la",
        "el",
        "los",
        "il",
        "am",
        "an",
        "on",
        "at",
        "st",
        "nd",
        "rd",
        "th",
        "er",
        "e",
        "a",
        "o",
        "as",
        "las",
        "um",
        "uhr",
        "uur",
        "les",
        "น",
        "klo",
        "kl",
        "om",
        "ob",
        "alle",
        "ore",
        "ora",
        "г",
        "год",
        "года",
        "году",
        "р",
        "року",
        "рік",
        "в",
        "о",
        "от",
        "y",
        "och",
        "og",
        "ja",
        "und",
        "и",
        "r",
        "m",
        "t",
        "p",
        "el",
        "ngay",
        "nam",
        "luc",
        "dne",
        "god",
        "godz",
        "feira",
        "published",
        "posted",
        "updated",
        "date",
    ]
)
_TOKEN: Final = re.compile(
    r"(?P<number>\d+)(?P<ordinal>(?:st|nd|rd|th|er|°|e|a|o|го|ого|η|ης)\b)?|(?P<word>[^\W\d_]+)|(?P<mark>[^\w\s]+)"
)
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[t ]?(\d{2})(\d{2})(\d{2})?)?")
_ENGLISH: Final = dict(
    enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
)
_LONE_DIGIT: Final = re.compile(r"(?<=\d):(?=\d(?!\d))")
_EASTERN_MONTH: Final = re.compile(r"(?<!\d)(\d{1,2})\s?[月월](.*\d{4})", re.DOTALL)
"""A month before its year, as programs write it that put words of their language into an English form: ``水, 01 5月 2024``."""
_PERSIAN_YEARS: Final = range(1300, 1500)
"""Years of the calendars of Iran and of Islam, which are not those of ours."""
_ARABIC_DIGIT: Final = re.compile("[٠-٩۰-۹]")
_WITHIN_WORD: Final = re.compile(r"(?<=[^\W\d_])\.(?=[^\W\d_])")
_HALF_APART: Final = re.compile(r"\b([ap])\.?\s?m\b\.?")
_SAYS_MONTH: Final = re.compile(r"\b(?:thang|thg)\s?(\d{1,2})\b")


def folded(word: str, left_out: str = ".'’`") -> str:
    """Return a word as the table of months has it: small letters without accents and full stops."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(
        letter
        for letter in plain
        if unicodedata.category(letter) not in {"Mn", "Cf"} and letter not in left_out
    )


class _Clock(NamedTuple):
    """The time of day."""

    hour: int = 0
    minute: int = 0
    second: int = 0


def read_words(text: str, zone: tzinfo, language: str = "") -> datetime | None:
    """Return the moment that a text names, with its own offset or in ``zone``; None: it names none, or one of several."""
    named = _PLACE.search(text)
    rest, asides = _plain(text.replace(named[0], " ") if named else text)
    rest = _LONE_DIGIT.sub(":0", rest)
    if match := _COMPACT.match(rest):
        clock, rest = [int(part or 0) for part in match.group(4, 5, 6)], rest[match.end() :]
        own = _whole_zone(rest, language) if rest.strip() else zone
        return moment_of(int(match[1]), int(match[2]), int(match[3]), own, clock) if own else None
    clock_at, rest, after = _clock(rest)
    own, rest = _zone(rest, after, asides, language, has_clock=clock_at is not None)
    own = own or (zone_of(named[0]) if named else None)
    day = _day(rest, language, [*asides])
    if day is None or (day.year in _PERSIAN_YEARS and _ARABIC_DIGIT.search(text)):
        return None
    return moment_of(day.year, day.month, day.day, own or zone, clock_at or _Clock())


def _plain(text: str) -> tuple[str, list[str]]:
    """Return a text in small letters, with East Asian numbers as digits and its years as those of our era; and what is in parentheses."""
    plain = unicodedata.normalize("NFKC", text).replace("−", "-").replace("–", "-").casefold()
    plain = unicodedata.normalize("NFC", folded(plain, ""))
    asides = _ASIDE.findall(plain)
    plain = _ASIDE.sub(" ", plain)
    plain = _HALF_APART.sub(r"\1m ", _WITHIN_WORD.sub("", plain))
    plain = _EASTERN_NUMBER.sub(lambda match: _eastern_number(match[0]), plain)
    plain = _ERA.sub(lambda match: str((_ERAS.get(match[1]) or _SHORT_ERAS[match[2]]) + int(match[3])), plain)
    asides += _EASTERN_DAY.findall(plain)
    plain = _EASTERN_DAY.sub(" ", plain)
    return plain.strip(), asides


def _eastern_number(text: str) -> str:
    """Return a number in ideographs as digits: 二〇二四, 十月, 二十一日, 廿一, 元年."""
    text = text.replace("元", "一").replace("廿", "二十")
    if "十" not in text:
        return "".join(str(_EASTERN_DIGITS[letter]) for letter in text)
    tens, _, ones = text.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return text
    return str(_EASTERN_DIGITS.get(tens, 1) * 10 + _EASTERN_DIGITS.get(ones, 0))


def _clock(text: str) -> tuple[_Clock | None, str, str]:
    """Return the time of day in a text, what comes before it, and what comes after it."""
    for clock in _CLOCKS:
        for match in clock.finditer(text):
            parts = match.groupdict()
            hour, minute, second = (int(parts.get(name) or 0) for name in ("hour", "minute", "second"))
            minute = 30 if parts.get("thirty") else minute
            return (
                _Clock(_hour(hour, parts["half"] or parts["after"] or ""), minute, second),
                text[: match.start()],
                text[match.end() :],
            )
    return None, text, ""


def _hour(hour: int, half: str) -> int:
    """Return an hour of 24 for one of 12; one that is above 12 is of 24 already."""
    if not half or hour > 12:
        return hour
    if half in {"中午", "正午"}:
        return hour if hour >= 10 else hour + 12
    if half in {"晚上", "夜里"} and hour == 12:
        return 24
    return hour % 12 + (0 if half in _BEFORE_NOON.split("|") else 12)


def _zone(
    before: str, after: str, asides: list[str], language: str, *, has_clock: bool
) -> tuple[tzinfo | None, str]:
    """Return the zone that stands behind the time, or behind the day, and the text without the two."""
    if has_clock:
        match = _ZONE.match(after)
        found = zone_of(match[1], language) if match and not _is_date_word(match[1]) else None
        if match and found:
            after = after[match.end() :]
        elif (
            match
            and not _is_date_word(match[1])
            and match[1].isascii()
            and match[1].isalpha()
            and len(match[1]) > 2
        ):
            after = after[match.end() :]  # a zone that is not known says nothing
        if found and (match := _AGAIN.match(after)):
            after = after[match.end() :]
        rest = f"{before.removesuffix('t')} {after}"
    else:
        rest, found = before, None
        if match := re.search(r"(?<=\d)\s*(z|(?<=\d-\d\d)[+-]\d{2}:\d{2}|\s(?:utc|gmt))$", before):
            found = zone_of(match[1].strip())
            rest = before[: match.start()] if found else before
    for aside in asides:
        found = found or (zone_of(aside, language) if not _is_date_word(aside) else None)
    return found, rest


def _whole_zone(text: str, language: str) -> tzinfo | None:
    match = _ZONE.fullmatch(text)
    return zone_of(match[1], language) if match else None


def _is_date_word(text: str) -> bool:
    word = folded(text)
    return word in MONTHS or (word in DAYS and zone_of(text) is None) or word in _FILLERS


def _day(text: str, language: str, asides: list[str]) -> date | None:
    """Return the day that a text without time and zone names."""
    if not re.search("[年년]", text):
        text = _EASTERN_MONTH.sub(_with_english_month, text)
    text = re.sub(r"[年년](?=\s?\d)", "-", re.sub(r"[月월](?=\s?\d)", "-", text))
    text = re.sub(r"[年年년月월]\s*$|[日号號일]", " ", text)
    text = _SAYS_MONTH.sub(lambda match: f" {_ENGLISH.get(int(match[1]), '?')} ", text)
    words: list[str] = []
    months: list[int] = []
    numbers: list[str] = []
    is_unknown = False
    for token in _TOKEN.finditer(text):
        if number := token["number"]:
            numbers.append(number)
        elif word := token["word"]:
            words.append(folded(word))
            if (month := _month(words[-1], language)) and not (
                words[-1] in DAYS and _has_month(text[token.end() :], language)
            ):
                months.append(month)
            elif words[-1] in DAYS or words[-1] in _FILLERS or words[-1] in _DAYS_EAST:
                continue
            elif token.start() == 0 and text[token.end() : token.end() + 1] == ",":
                is_unknown = True  # a day of the week in a form that the table lacks
            else:
                return None
    if (is_unknown and not months) or len(months) > 1 or (numbers and len(numbers[0]) > 4):
        return None
    if months:
        return day_of_month(months[0], numbers, language)
    weekdays = {day for word in words for day in DAYS.get(word, ())}
    weekdays |= {_DAYS_EAST[name] for aside in asides if (name := _eastern_day(aside)) in _DAYS_EAST}
    return day_of_numbers(text, language, weekdays, is_alone=not words)


def _with_english_month(match: "re.Match[str]") -> str:
    return f" {_ENGLISH.get(int(match[1]), '?')} {match[2]}"


def _eastern_day(text: str) -> str:
    """Return the last character of a day of the week: 三 of 星期三, 水 of 水曜日."""
    return text.removesuffix("日").removesuffix("曜").removesuffix("요일")[-1:] or text


def _month(word: str, language: str) -> int:
    primary = language.replace("_", "-").partition("-")[0].lower()
    return MONTHS_IN.get(word, {}).get(primary) or MONTHS.get(word, 0)


def _has_month(text: str, language: str) -> bool:
    return any(_month(folded(match["word"]), language) for match in _TOKEN.finditer(text) if match["word"])
