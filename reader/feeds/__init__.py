"""The feeds: follow, fetch politely, parse, write articles. Network and disk.

The values that acts hand to the screen and the command line are offered here. What makes them is loaded when one is asked
for: that fetches and parses, 60 to 200 ms.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.feeds.following.subscriptions import Subscription
    from reader.feeds.pages.full_article import Source
    from reader.feeds.pages.saving import Saved
    from reader.feeds.pages.web_page import Page
    from reader.feeds.refresh.one_feed import Outcome
    from reader.feeds.trust.agreements import Review
    from reader.feeds.trust.requirements import Requirement

__all__ = ["Outcome", "Page", "Requirement", "Review", "Saved", "Source", "Subscription"]

_MODULES = {
    "Outcome": "refresh.one_feed",
    "Page": "pages.web_page",
    "Requirement": "trust.requirements",
    "Review": "trust.agreements",
    "Saved": "pages.saving",
    "Source": "pages.full_article",
    "Subscription": "following.subscriptions",
}


def __getattr__(name: str) -> Any:
    """Return one of the values that the room offers; raises AttributeError for another name."""
    if name not in _MODULES:
        raise AttributeError(name)
    return getattr(import_module(f"reader.feeds.{_MODULES[name]}"), name)
