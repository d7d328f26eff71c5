"""The values of a feed and its entries, whatever format they came in. Pure."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from reader.article.media import MediaFile
from reader.errors import NewsreaderError
from reader.files.digest import digest
from reader.text.address import canonical

ENTRIES_LIMIT = 20_000
"""Entries of one document that are read at a time."""

KEY_BYTES = 300
"""Of an entry's key: a ledger holds thousands of them, and is read whole."""

TEXT_LIMIT = 2_000_000
"""Characters of one entry, so that the library can read its file whole."""


class FeedError(NewsreaderError):
    """A document that is not a feed, or that cannot be read."""


class NoFeedError(FeedError):
    """A page that is not a feed and names none."""


def key_of(text: str) -> str:
    """Return the key for a guid or link: the text itself, or the digest of a long one."""
    data = text.encode("utf-8", "surrogatepass")
    return text if len(data) <= KEY_BYTES else digest(data)


Enclosure = MediaFile
"""A file that goes with an entry, such as an episode or an image."""


class Episode(NamedTuple):
    """What a feed says of an episode."""

    number: int = 0
    """0: none."""
    season: int = 0
    """0: none."""
    chapters: str = ""
    """The address of its chapters, or empty."""
    transcript: str = ""
    """The address of its transcript, or empty."""


class Entry(NamedTuple):
    """One entry; its texts are as the feed has them."""

    guid: str
    """Empty: it has none."""
    link: str
    """An absolute address, or empty."""
    title: str
    """One line."""
    html: str
    """Its text, else its summary."""
    base: str
    """The base of relative addresses in ``html`` if the feed names one; empty: the link."""
    summary: str
    """Plain text; empty: ``html`` is the summary, or there is none."""
    published: datetime | None
    """In UTC."""
    updated: datetime | None
    """In UTC."""
    authors: tuple[str, ...]
    """Names."""
    tags: tuple[str, ...]
    """The feed's categories."""
    image: str
    """An absolute address, or empty."""
    enclosures: tuple[Enclosure, ...]
    """Its files."""
    markdown: str = ""
    """Its text if it is Markdown already; then ``html`` is empty."""
    episode: Episode = Episode()
    """What is said of an episode."""
    date_text: str = ""
    """When it was published as the feed writes it, where that names no day, or one of two."""
    is_brief: bool = False
    """Only its key is kept: in a large document no more of it is needed, or can be written at a time."""
    is_news: bool = False
    """It is brief although there is something to write: it comes another time."""

    @property
    def key(self) -> str:
        """What identifies it in its feed: its guid, else its link, else its title and date; never its text."""
        if self.guid:
            return key_of(self.guid)
        if self.link:
            return key_of(canonical(self.link))
        return digest(f"{self.title}\0{self.published.isoformat() if self.published else ''}")


Trim = Callable[[Entry], Entry]
"""Returns an entry of a large document with only what is needed."""


class Feed(NamedTuple):
    """A document of a feed."""

    title: str
    """One line, or empty."""
    link: str
    """The site that it belongs to."""
    language: str
    """As it says, or empty."""
    entries: tuple[Entry, ...]
    """Those that were read, in their order."""
    interval_s: int
    """How often it changes, by ttl or the syndication module; 0: it does not say."""
    is_cut: bool = False
    """It has more, which was not read this time."""
    is_damaged: bool = False
    """It ends in the middle, or cannot be read from somewhere on."""
    next: int = 0
    """How many entries come before those to read next time; 0: it was read to the end, or as far as it can be."""
    begin: int = 0
    """How many were skipped because they were read earlier."""

    @property
    def is_part(self) -> bool:
        """Whether it has entries that were not read this time."""
        return self.is_cut or self.begin > 0


def with_own_keys(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return the entries with unique keys: where a guid comes twice, the link becomes a part of it."""
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
