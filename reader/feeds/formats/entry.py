"""What a feed holds, whatever form it came in. Pure values."""

from collections.abc import Callable
from datetime import datetime
from hashlib import blake2b
from typing import NamedTuple

from reader.errors import NewsreaderError
from reader.text.address import canonical

ENTRIES_LIMIT = 20_000
"""Entries of one document that are read at a time."""

KEY_BYTES = 300
"""Of what an entry is known by: a ledger holds thousands of them, and is read as a whole."""

TEXT_LIMIT = 2_000_000
"""Characters of one entry: its file stays one that the library reads whole."""


class FeedError(NewsreaderError):
    """A document that is no feed, or one that cannot be read."""


class NoFeedError(FeedError):
    """What lies at an address is not a feed, and names none."""


def key_of(text: str) -> str:
    """Return what an entry is known by, for its guid or link: that itself, or a digest of a long one."""
    data = text.encode("utf-8", "surrogatepass")
    return text if len(data) <= KEY_BYTES else blake2b(data, digest_size=12).hexdigest()


class Enclosure(NamedTuple):
    """A file that goes with an entry, such as an episode."""

    address: str
    kind: str
    """Its media type, or empty."""
    bytes: int
    """0: not told."""


class Entry(NamedTuple):
    """One entry, its texts as they were written."""

    guid: str
    """Empty: it has none."""
    link: str
    """An absolute address, or empty."""
    title: str
    html: str
    """The whole of it, else its summary."""
    base: str
    """What relative addresses in it are relative to, where the feed says so; empty: the link."""
    summary: str
    """Plain text; empty where that is the whole."""
    published: datetime | None
    updated: datetime | None
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    image: str
    enclosures: tuple[Enclosure, ...]
    markdown: str = ""
    """The whole of it, where that is Markdown already; then ``html`` is empty."""
    is_brief: bool = False
    """Only what it is known by is kept of it: of a large document no more is needed, or can be taken at a time."""
    is_news: bool = False
    """It is brief, but there is something to write: it comes another time."""

    @property
    def key(self) -> str:
        """What it is known by: its guid, else its link, else its title and date; never its text."""
        if self.guid:
            return key_of(self.guid)
        if self.link:
            return key_of(canonical(self.link))
        text = f"{self.title}\0{self.published.isoformat() if self.published else ''}"
        return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


Thin = Callable[[Entry], Entry]
"""Keeps of an entry of a large document what is needed."""


class Feed(NamedTuple):
    """A document of a feed."""

    title: str
    link: str
    """The site that it belongs to."""
    language: str
    entries: tuple[Entry, ...]
    interval_s: int
    """How often it says that it changes, by ttl or the syndication module; 0: it does not say."""
    is_cut: bool = False
    """There is more in it, which was not even read this time."""
    is_damaged: bool = False
    """It ends in the middle, or cannot be read from somewhere on."""
    next: int = 0
    """How many of its entries come before those to read the next time; 0: it was read to its end, or to where it can be."""
    begin: int = 0
    """How many were passed by, for they were read the times before."""

    @property
    def is_part(self) -> bool:
        """There are entries in it that were not read this time."""
        return self.is_cut or self.begin > 0


def with_own_keys(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return the entries so that no two have one key: where a guid stands twice, the link belongs to it."""
    count: dict[str, int] = {}
    for entry in entries:
        count[entry.key] = count.get(entry.key, 0) + 1
    seen: set[str] = set()
    kept = []
    for entry in entries:
        known = (
            entry._replace(guid=f"{entry.guid}#{canonical(entry.link)}")
            if count[entry.key] > 1 and entry.link
            else entry
        )
        if known.key not in seen:
            seen.add(known.key)
            kept.append(known)
    return tuple(kept)
