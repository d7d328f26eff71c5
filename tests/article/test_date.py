"""Dates of every shape, in the zone they mean."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import DateSource
from reader.article.date import date_in_name, parse_date
from tests.article.articles import BEIJING, MODIFIED, article, read

SHAPES = {
    "2025-02-14": "2025-02-13 16:00:00",
    "2025-2-4": "2025-02-03 16:00:00",
    "2025/02/14": "2025-02-13 16:00:00",
    "2025.02.14": "2025-02-13 16:00:00",
    "2025-02-14 17:21": "2025-02-14 09:21:00",
    "2025-02-14 17:21:09": "2025-02-14 09:21:09",
    "2025-02-14T17:21:09": "2025-02-14 09:21:09",
    "2025-02-14T17:21:09.123456": "2025-02-14 09:21:09",
    "2025-02-14T17:21:09Z": "2025-02-14 17:21:09",
    "2025-02-14T17:21:09.5+02:00": "2025-02-14 15:21:09",
    "2013-05-06 02:12:52 +0200": "2013-05-06 00:12:52",
    "2013-05-06 02:12:52 -05": "2013-05-06 07:12:52",
    "2025-02-14 17:21 UTC": "2025-02-14 17:21:00",
    "2025-02-14 5:21 PM": "2025-02-14 09:21:00",
    "2025-02-14 12:05 a.m.": "2025-02-13 16:05:00",
    "2025-02-14 24:00": "2025-02-14 16:00:00",
    "2025年2月14日": "2025-02-13 16:00:00",
    "2025 年 2 月 14 日 17:21": "2025-02-14 09:21:00",
    "2025年2月14日17时21分09秒": "2025-02-14 09:21:09",
    "2025年2月14日 星期五 17:21": "2025-02-14 09:21:00",
    "２０２５年２月１４日": "2025-02-13 16:00:00",
    "20250214": "2025-02-13 16:00:00",
    "20250214T172109Z": "2025-02-14 17:21:09",
    "202502141721": "2025-02-14 09:21:00",
    "Fri, 14 Feb 2025 17:21:09 +0000": "2025-02-14 17:21:09",
    "14 Feb 2025 17:21 GMT": "2025-02-14 17:21:00",
    "February 14, 2025": "2025-02-13 16:00:00",
    "Feb. 14th, 2025 5:21 PM": "2025-02-14 09:21:00",
    "Friday, February 14, 2025": "2025-02-13 16:00:00",
    "14-Feb-2025": "2025-02-13 16:00:00",
    "Fri Feb 14 17:21:09 2025": "2025-02-14 09:21:09",
    "Fri Feb 14 17:21:09 UTC 2025": "2025-02-14 17:21:09",
    "14.02.2025": "2025-02-13 16:00:00",
    "02/14/2025": "2025-02-13 16:00:00",
    "14/02/2025": "2025-02-13 16:00:00",
    "2025-02": "2025-01-31 16:00:00",
    "2025": "2024-12-31 16:00:00",
    "1739553669": "2025-02-14 17:21:09",
    "1739553669000": "2025-02-14 17:21:09",
    "[[2025-02-14]]": "2025-02-13 16:00:00",
}


@pytest.mark.parametrize("text", SHAPES)
def test_a_date_of_any_shape_is_read(text: str) -> None:
    found = parse_date(text, BEIJING)
    assert found is not None
    assert found.tzinfo is UTC
    assert f"{found:%F %T}" == SHAPES[text]


NO_DATES = [
    *(
        "",
        "soon",
        "0000-00-00",
        "0000-01-01",
        "0001-01-01",
        "9999-12-31T23:59:59Z",
        "2025-02-31",
        "2025-13-01",
    ),
    *(
        "2025-02-14 25:00",
        "2025-02-14 12:61",
        "31/31/2025",
        "30 Foo 2025",
        "12345",
        "99999999999999",
        "1" * 5000,
    ),
    *("2025-02-14T10:00:00+99:99", "[[", "-", "２０２５", "2025-02-14 10:00 +2460", " " * 5000),
]


@pytest.mark.parametrize("text", [text for text in NO_DATES if text != "２０２５"])
def test_what_names_no_day_that_exists_is_no_date(text: str) -> None:
    assert parse_date(text, BEIJING) is None


@given(st.text(alphabet="0123456789-/.: TZ+年月日aApPmM,FebJn", max_size=30))
def test_no_text_makes_it_fail(text: str) -> None:
    found = parse_date(text, BEIJING)
    assert found is None or found.tzinfo is UTC


@given(st.datetimes(datetime(1001, 1, 1), datetime(2998, 12, 31)), st.integers(-14 * 60, 14 * 60))  # noqa: DTZ001 - wall-clock times, the zone is drawn beside them
def test_what_isoformat_writes_comes_back(moment: datetime, minutes: int) -> None:
    aware = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)), microsecond=0)
    assert parse_date(aware.isoformat(), BEIJING) == aware


def test_a_zone_with_summer_time_is_asked_for_that_day() -> None:
    zone = ZoneInfo("Europe/Berlin")
    assert [f"{parse_date(text, zone):%H}" for text in ("2025-01-14 12:00", "2025-07-14 12:00")] == [
        "11",
        "10",
    ]


NAMES = {
    "2015-03-04-some-title.md": "2015-03-04",
    "_posts/2015-03-04-some-title.md": "2015-03-04",
    "2015/03/04/some-title.md": "2015-03-04",
    "notes/20150304 Title.md": "2015-03-04",
    "2015_03_04.md": "2015-03-04",
    "2015-03-04/2016-05-06-x.md": "2016-05-06",
    "2015/03/x.md": "2015-03-01",
    "2015-03.md": "2015-03-01",
    "2015/x.md": "",
    "iso-8601.md": "",
    "phone-0301234567890.md": "",
    "2015-13-45-x.md": "",
    "99999999.md": "",
}


@pytest.mark.parametrize("path", NAMES)
def test_a_name_may_hold_a_date(path: str) -> None:
    found = date_in_name(path, UTC)
    assert (f"{found:%F}" if found else "") == NAMES[path]


@pytest.mark.parametrize(
    ("header", "path", "source", "day"),
    [
        ("date: 2025-02-14 12:00", "2015-03-04-x.md", DateSource.HEADER, "2025-02-14"),
        ("publishDate: 2025-02-14 12:00", "x.md", DateSource.HEADER, "2025-02-14"),
        ("published: 2025-02-14 12:00", "x.md", DateSource.HEADER, "2025-02-14"),
        ("published: true\ncreated: 2025-02-14 12:00", "x.md", DateSource.HEADER, "2025-02-14"),
        ("date:\npub_date: 2025-02-14 12:00", "x.md", DateSource.HEADER, "2025-02-14"),
        ("title: x", "2015-03-04-x.md", DateSource.NAME, "2015-03-03"),
        ("path: 2015/03/04/x", "x.md", DateSource.NAME, "2015-03-03"),
        ("lastmod: 2025-02-14 12:00", "x.md", DateSource.HEADER, "2025-02-14"),
        ("title: x", "x.md", DateSource.FILE, "2026-03-01"),
    ],
)
def test_a_date_says_where_it_was_found(header: str, path: str, source: DateSource, day: str) -> None:
    found = article(header, path=path)
    assert (found.date_source, f"{found.date:%F}") == (source, day)


@pytest.mark.parametrize("text", ["2025-02-31", "0000-00-00", "9999-12-31T23:59:59Z", "soon"])
def test_a_date_that_is_none_is_a_problem_and_the_next_source_counts(text: str) -> None:
    found = article(f"title: x\ndate: {text}", path="2015-03-04-x.md")
    assert found.date_source is DateSource.NAME
    assert [(problem.line, problem.message) for problem in found.problems] == [
        (3, f"“{text}” is not a date and was ignored.")
    ]


def test_a_template_that_nobody_filled_in_is_no_wrong_date() -> None:
    assert article('date: "{{date}}"').problems == ()


def test_the_last_update_is_kept_beside_the_date() -> None:
    found = article("date: 2025-02-14\nlast_update:\n  date: 2025-03-01 12:00\n  author: Jane")
    assert found.updated == datetime(2025, 3, 1, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=-23)), ZoneInfo("Pacific/Kiritimati")])
def test_dates_at_the_edges_survive_every_zone(zone: tzinfo) -> None:
    assert parse_date("1000-01-01", zone) is not None
    assert parse_date("2999-12-31 23:59:59", zone) is not None


def test_the_files_own_time_is_the_last_resort() -> None:
    assert read("Text").article.date == MODIFIED
