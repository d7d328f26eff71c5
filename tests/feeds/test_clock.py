"""When a feed is due, by a clock that may be wrong."""

from pathlib import Path

import pytest

from reader.feeds.following.schedule import DAY_S
from tests.feeds.conftest import Ask, Clock
from tests.feeds.server import Web, item, rss
from tests.feeds.test_polite import state_of


@pytest.mark.parametrize("manual", [False, True])
def test_a_clock_that_was_wrong_keeps_no_feed_from_being_asked(
    web: Web, ask: Ask, clock: Clock, manual: bool
) -> None:
    address = web.put("/feed", rss(item(1)))
    clock.now += 400 * DAY_S
    ask(address)
    clock.now -= 400 * DAY_S
    [outcome] = ask(address, manual=manual)
    assert not outcome.held
    assert len(web.asked) == 2


@pytest.mark.parametrize("manual", [False, True])
def test_a_clock_that_was_wrong_keeps_no_host_from_being_asked(
    web: Web, ask: Ask, clock: Clock, manual: bool
) -> None:
    address = web.put("/feed", b"", 429, Retry_After="259200")
    clock.now += 400 * DAY_S
    ask(address)
    assert "asked us to wait" in ask(address, manual=manual)[0].held
    clock.now -= 400 * DAY_S
    web.put("/feed", rss(item(1)))
    [outcome] = ask(address, manual=manual)
    assert (outcome.held, len(outcome.added)) == ("", 1)


def test_a_feed_that_rests_for_as_long_as_one_may_is_left_alone(
    web: Web, ask: Ask, clock: Clock, tmp_path: Path
) -> None:
    address = web.put("/feed", rss(item(1)), Cache_Control="max-age=86400")
    ask(address)
    due = state_of(tmp_path, address).next_s
    clock.now = due - 1
    [outcome] = ask(address)
    assert outcome.waits_s == pytest.approx(1)
    clock.now = due
    [outcome] = ask(address)
    assert not outcome.held
    assert len(web.asked) == 2
