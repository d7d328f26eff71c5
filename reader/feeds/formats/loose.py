"""feedparser's reader of what is not well-formed, with bounds. Pure.

``feedparser.parse`` takes the class that its module ``api`` has under the name.
"""

import re
from typing import Any

import feedparser.api

from reader.feeds.formats.limits import ENTRIES, ParseBudget

ATTRIBUTES_LIMIT = 500
"""Of one element."""

_LONG_TAG = re.compile("<[^<>]{8000,}>")


class LooseReader(feedparser.api.LooseFeedParser):  # type: ignore[misc]  # it has no types
    """A reader that leaves out what is too much of an entry."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self._patience = ParseBudget()
        super().__init__(*arguments, **options)

    def feed(self, data: str) -> None:
        """Read a document, but for elements with attributes without end."""
        super().feed(_LONG_TAG.sub(lambda tag: "" if _has_too_many(tag[0]) else tag[0], data))

    def handle_data(self, text: str, escape: int = 1) -> None:
        """Take a text."""
        if self._patience.takes(self, text):
            super().handle_data(text, escape)

    def unknown_starttag(self, tag: str, attrs: list[tuple[str, str]]) -> None:
        """Take the beginning of an element."""
        if tag.rpartition(":")[2] in ENTRIES:
            self._patience.begin_entry()
        if self._patience.allows(self):
            super().unknown_starttag(tag, attrs)


def _has_too_many(tag: str) -> bool:
    return len(tag.split(None, ATTRIBUTES_LIMIT)) > ATTRIBUTES_LIMIT or tag.count("=") > ATTRIBUTES_LIMIT


def use() -> None:
    """Let feedparser read by it."""
    feedparser.api.LooseFeedParser = LooseReader
