"""What fetches from the web for a command or a key; the code for it takes 60 ms to load, so not before it is needed."""

from reader.feeds.web.fetch import Fetcher, NoHttpsError, OfflineError
from reader.feeds.web.rate_limit import RateLimit
from reader.settings import Settings

__all__ = ["Fetcher", "NoHttpsError", "RateLimit", "is_offline", "new_fetcher"]


def new_fetcher(settings: Settings, rate_limit: RateLimit | None = None) -> Fetcher:
    """Return a new fetcher with its own connections; those that share ``rate_limit`` keep its gaps together.

    ``settings``: how the user wants requests to each host made.
    """
    return Fetcher(rate_limit=rate_limit or RateLimit(hosts=settings.hosts))


def is_offline(problem: Exception) -> bool:
    """Return whether something was not fetched because there is no network."""
    return isinstance(problem, OfflineError)
