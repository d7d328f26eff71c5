"""How old an article is, as lists show it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from reader.actions.finding.age import age_of, dates_of, format_age, format_date
from reader.article import DateSource, Key
from reader.library import Row

NOW = datetime(2025, 6, 15, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    ("ago", "shown"),
    [
        (timedelta(seconds=59), "now"),
        (timedelta(minutes=1), "1m"),
        (timedelta(minutes=59, seconds=59), "59m"),
        (timedelta(hours=1), "1h"),
        (timedelta(hours=23, minutes=59), "23h"),
        (timedelta(days=1), "1d"),
        (timedelta(days=6, hours=23), "6d"),
        (timedelta(days=7), "06-08"),
        (timedelta(days=165), "2025-01-01".removeprefix("2025-")),
        (timedelta(days=166), "2024-12-31"),
        (timedelta(hours=-1), "06-15"),
        (timedelta(days=-365), "2026-06-15"),
    ],
)
def test_ages_are_short_up_to_a_week_and_then_dates(ago: timedelta, shown: str) -> None:
    assert format_age(NOW - ago, NOW) == shown


def row(date: datetime, source: DateSource) -> Row:
    return Row(
        id=1, key=Key("f", "a.md"), title="A", date=date, date_source=source, minutes=1, source="", link="",
        read=False, starred=False, later=False, draft=False, has_problem=False,
    )  # fmt: skip


def test_the_age_of_a_file_is_told_from_that_of_an_article() -> None:
    ago = NOW - timedelta(hours=2)
    assert age_of(row(ago, DateSource.FILE), NOW) == "~2h"
    assert age_of(row(ago, DateSource.HEADER), NOW) == age_of(row(ago, DateSource.NAME), NOW) == "2h"


def test_a_date_is_a_day_of_the_readers_zone_however_old() -> None:
    late = datetime(2025, 6, 14, 20, 0, tzinfo=UTC)
    assert format_date(row(late, DateSource.HEADER), ZoneInfo("Asia/Shanghai")) == "2025-06-15"
    assert format_date(row(late, DateSource.FILE), UTC) == "~2025-06-14"


def test_dates_are_those_of_the_readers_zone() -> None:
    late_in_utc = datetime(2025, 1, 1, 20, 0, tzinfo=ZoneInfo("UTC"))
    assert format_age(late_in_utc, NOW) == "01-02"


def test_a_list_by_arrival_says_when_an_article_was_added_any_other_only_of_late_entries() -> None:
    days = [NOW - timedelta(days=count) for count in range(30)]
    written = row(days[3], DateSource.HEADER)._replace(arrived=days[1], fetched=days[1])
    assert dates_of(written, NOW, "-arrived") == dates_of(written, NOW, "arrived") == "added 1d"
    assert dates_of(written, NOW, "-date") == dates_of(written, NOW) == "3d · added 1d"
    assert dates_of(written, NOW, is_short=True) == "3d"
    assert dates_of(written._replace(fetched=None), NOW) == "3d"
    assert dates_of(written._replace(fetched=days[3] + timedelta(hours=2)), NOW) == "3d"
    assert dates_of(row(days[29], DateSource.HEADER)._replace(fetched=days[9]), NOW) == age_of(
        row(days[29], DateSource.HEADER), NOW
    )
