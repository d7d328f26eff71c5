from hypothesis import given
from hypothesis import strategies as st

from reader.journal.clock import AHEAD_LIMIT_MS, COUNTER_BITS, STAMP_LIMIT, observe, stamp

NOW_MS = 1_700_000_000_000
STAMPS = st.integers(0, STAMP_LIMIT - 2)


@given(st.lists(st.integers(-(2**70), 2**70), max_size=50), STAMPS)
def test_stamps_rise_however_the_wall_clock_jumps(clocks: list[int], last: int) -> None:
    for now_ms in clocks[: STAMP_LIMIT - last - 1]:
        following = stamp(now_ms, last)
        assert following > last
        last = following


def test_a_stamp_tells_the_time_of_the_act() -> None:
    assert stamp(NOW_MS, 0) >> COUNTER_BITS == NOW_MS


def test_a_full_counter_goes_into_the_next_millisecond() -> None:
    last = ((NOW_MS + 1) << COUNTER_BITS) - 1
    assert stamp(NOW_MS, last) == (NOW_MS + 1) << COUNTER_BITS


def test_a_foreign_stamp_within_a_day_pulls_ours_along() -> None:
    foreign = (NOW_MS + AHEAD_LIMIT_MS) << COUNTER_BITS
    assert stamp(NOW_MS, observe(0, foreign, NOW_MS)) == foreign + 1


def test_a_foreign_stamp_from_the_far_future_does_not() -> None:
    foreign = (NOW_MS + AHEAD_LIMIT_MS + 1) << COUNTER_BITS
    assert observe(7, foreign, NOW_MS) == 7


def test_an_old_foreign_stamp_changes_nothing() -> None:
    assert observe(7, 3, NOW_MS) == 7
