"""How often a feed brings something, from the dates of its entries."""

from datetime import UTC, datetime, timedelta

import pytest

from reader.feeds.following.schedule import per_week

NOW = datetime(2026, 3, 8, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("every_hours", "count", "rate"), [(24, 4, 7), (24, 30, 7), (1, 300, 168), (84, 2, 2), (24 * 7, 10, 1)]
)
def test_entries_in_equal_steps_give_their_rate(every_hours: int, count: int, rate: float) -> None:
    dates = [NOW - timedelta(hours=every_hours * number) for number in range(count)]
    assert per_week(dates, NOW) == pytest.approx(rate)


@pytest.mark.parametrize("dates", [[], [NOW]])
def test_one_date_tells_no_rate(dates: list[datetime]) -> None:
    assert per_week(dates, NOW) == 0


def test_all_of_one_moment_are_those_of_a_day() -> None:
    assert per_week([NOW] * 5, NOW) == pytest.approx(28)


def test_a_feed_that_has_stopped_gets_slower() -> None:
    dates = [NOW - timedelta(days=number) for number in range(8)]
    assert per_week(dates, NOW + timedelta(days=7)) == pytest.approx(3.5)
