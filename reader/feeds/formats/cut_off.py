"""Whether a document of a feed is complete; one that was cut off is read as far as it goes, with a message. Pure."""

import re
from typing import NamedTuple

from reader.feeds.formats.entry import Feed, FeedError
from reader.feeds.web.body import Body
from reader.i18n import tr, trn

OVERLAP = 1024
"""Bytes of a piece that are searched again with the next one: a tag may be in both."""

_TAG = re.compile(rb"<(/?)(?:[\w.-]{1,20}:)?(rss|feed|rdf|channel|item|entry)\b[^<>]*?(/?)>", re.IGNORECASE)
_ENTRIES = frozenset({b"item", b"entry"})


class Ending(NamedTuple):
    """How an XML document ends."""

    is_whole: bool
    """Its outermost element is closed."""
    is_in_entry: bool
    """Its last entry is not closed."""


def ending_of(body: Body) -> Ending:
    """Return how a document ends, by its tags; raises OSError."""
    root, is_whole, is_in_entry = b"", False, False
    rest = b""
    for piece in body.pieces():
        text = rest + piece.replace(b"\0", b"")  # UTF-16 too
        end = 0
        for match in _TAG.finditer(text):
            end = match.end()
            is_end, name = bool(match[1]), match[2].lower()
            root = root or name
            if name in _ENTRIES:
                is_in_entry = not is_end and not match[3]
            if is_end or match[3]:
                is_whole |= name == root or (root, name) == (b"rss", b"channel")
        rest = text[max(end, len(text) - OVERLAP) :]
    return Ending(is_whole, is_in_entry and not is_whole)


def nothing_left() -> FeedError:
    """Return the error for a document of which no entry can be read."""
    return FeedError(tr("The feed is damaged or cut off, and no entry of it can be read; try again later"))


def damage_of(feed: Feed) -> str:
    """Return how much of a damaged document can be read, as a sentence; empty: it is whole."""
    if not feed.is_damaged:
        return ""
    return trn(
        "The feed is damaged or cut off: only its first entry can be read",
        "The feed is damaged or cut off: only its first {count:,} entries can be read",
        len(feed.entries),
    )
