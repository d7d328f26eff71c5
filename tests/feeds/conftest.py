"""What the tests of subscriptions share."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.feeds.following.subscriptions import Subscription
from reader.feeds.refresh.one_feed import Outcome
from reader.feeds.refresh.run import RefreshOptions, refresh
from reader.feeds.web.fetch import Fetcher
from tests.cli.conftest import folder, newsreader
from tests.feeds.server import Web

__all__ = ["folder", "newsreader"]


@pytest.fixture
def web() -> Iterator[Web]:
    """A web server."""
    made = Web()
    yield made
    made.close()


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now = 1_780_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock."""
    return Clock()


Ask = Callable[..., list[Outcome]]


@pytest.fixture
def ask(tmp_path: Path, clock: Clock) -> Ask:
    """Refresh feeds of a folder by their addresses."""

    def run(*feeds: str | Subscription, manual: bool = False, gap_s: float = 0.0) -> list[Outcome]:
        wanted = [feed if isinstance(feed, Subscription) else Subscription(feed, "Feed") for feed in feeds]
        order = RefreshOptions(is_manual=manual, now=clock)
        return list(refresh(tmp_path / "articles", wanted, Fetcher(total_s=5, gap_s=gap_s), order))

    return run
