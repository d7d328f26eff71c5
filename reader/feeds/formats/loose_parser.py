"""feedparser's parser for documents that are not well-formed, with bounds. Pure."""

import re
from typing import Any

import feedparser.api

from reader.feeds.formats.parse_budget import ENTRIES, ParseBudget

ATTRIBUTES_LIMIT = 500
"""Of one element."""

_LONG_TAG = re.compile("<[^<>]{8000,}>")


class LooseParser(feedparser.api.LooseFeedParser):  # type: ignore[misc]  # it has no types
    """A parser that skips what exceeds the bounds of an entry."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self._budget = ParseBudget()
        super().__init__(*arguments, **options)

    def feed(self, data: str) -> None:
        """Read a document, without elements that have too many attributes."""
        super().feed(_LONG_TAG.sub(lambda tag: "" if _has_too_many(tag[0]) else tag[0], data))

    def handle_data(self, text: str, escape: int = 1) -> None:
        """Handle a text."""
        if self._budget.takes(self, text):
            super().handle_data(text, escape)

    def handle_charref(self, ref: str) -> None:
        """Handle a reference to a character; what is none is shown as one that is unknown."""
        try:
            super().handle_charref(ref)
        except (ValueError, OverflowError):  # no character has this number
            super().handle_data("\ufffd")

    def unknown_starttag(self, tag: str, attrs: list[tuple[str, str]]) -> None:
        """Handle the beginning of an element."""
        if tag.rpartition(":")[2] in ENTRIES:
            self._budget.begin_entry()
        if self._budget.allows(self):
            super().unknown_starttag(tag, attrs)


def _has_too_many(tag: str) -> bool:
    return len(tag.split(None, ATTRIBUTES_LIMIT)) > ATTRIBUTES_LIMIT or tag.count("=") > ATTRIBUTES_LIMIT
