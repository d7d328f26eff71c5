"""How old an article is, as lists show it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from reader.actions.age import format_age

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


def test_dates_are_those_of_the_readers_zone() -> None:
    late_in_utc = datetime(2025, 1, 1, 20, 0, tzinfo=ZoneInfo("UTC"))
    assert format_age(late_in_utc, NOW) == "01-02"
