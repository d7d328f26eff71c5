"""What fetches from the web for a command or a key; the code for it takes 60 ms to load, so not before it is needed."""

from reader.feeds.web.fetch import Fetcher, OfflineError
from reader.feeds.web.rate_limit import RateLimit

__all__ = ["Fetcher", "RateLimit", "is_offline", "new_fetcher"]


def new_fetcher(rate_limit: RateLimit | None = None) -> Fetcher:
    """Return a new fetcher with its own connections; those that share ``rate_limit`` send each host one request at a time."""
    return Fetcher(rate_limit=rate_limit)


def is_offline(problem: Exception) -> bool:
    """Return whether something was not fetched because there is no network."""
    return isinstance(problem, OfflineError)
