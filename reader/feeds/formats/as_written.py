"""Lets feedparser keep ids and links as they are written, beside what it makes of them. Pure.

By itself it resolves an id like a link. Then all entries of a feed get new ids once it is served from another address;
RFC 4287 (4.2.6.1) compares ids letter by letter. What it made of an id before is kept too: older ledgers have that.
"""

import re
from typing import Any

import feedparser.api

from reader.text.pattern import late

RESOLVED_ID = "newsreader_resolved_id"
"""The field of an entry with its id as feedparser resolves it, if that is not as it is written."""

WRITTEN_LINKS = "newsreader_written_links"
"""The field of an entry with relative addresses as they are written, by what was made of them."""


_STAYS = late(r"https?://[\w.-]+(?::\d+)?/[^\s?#;]*(?:\?[^\s#;]+)?(?:#\S+)?", re.ASCII)
"""An address that is not changed when it is resolved, as nearly all are."""


class AsWritten:
    """A part of both parsers, which stands before feedparser's own."""

    can_be_relative_uri = feedparser.api.StrictFeedParser.can_be_relative_uri - {"id"}

    inentry: int
    insource: int
    guidislink: int
    entries: list[Any]
    pop: Any
    _save: Any
    _get_context: Any

    def resolve_uri(self, address: str) -> str:
        """Return an absolute address."""
        if _STAYS.fullmatch(address):
            return address
        resolved = str(super().resolve_uri(address))  # type: ignore[misc]
        if resolved != address and self.inentry and not self.insource and self.entries:
            self.entries[-1].setdefault(WRITTEN_LINKS, {})[resolved] = address
        return resolved

    def _end_guid(self) -> None:
        """Save an id as it is written; it is the link too, where the feed says so and has none."""
        written = self.pop("id")
        is_link = bool(self.guidislink)
        self._save("guidislink", is_link and "link" not in self._get_context())
        if is_link and written:
            resolved = self.resolve_uri(written)
            if resolved != written:
                self._save(RESOLVED_ID, resolved)
            self._save("link", resolved)

    _end_id = _end_guid
