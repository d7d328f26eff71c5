"""What fetches from the web for a command or a key; the code for it takes 60 ms to load, so not before it is needed."""

from reader.feeds.web.fetch import Fetcher, OfflineError
from reader.feeds.web.turns import Turns

__all__ = ["Fetcher", "Turns", "is_offline", "new_fetcher"]


def new_fetcher(turns: Turns | None = None) -> Fetcher:
    """Return a new fetcher with its own connections; those that share ``turns`` send each host one request at a time."""
    return Fetcher(turns=turns) if turns else Fetcher()


def is_offline(problem: Exception) -> bool:
    """Return whether something was not fetched because there is no network."""
    return isinstance(problem, OfflineError)
