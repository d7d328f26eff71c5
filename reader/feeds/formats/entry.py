"""The values of a feed and its entries, whatever format they came in. Pure."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from reader.article.media import MediaFile
from reader.errors import NewsreaderError
from reader.files.digest import digest
from reader.text.address import canonical_with_fragment

ENTRIES_LIMIT = 20_000
"""Entries of one document that are read at a time."""

KEY_BYTES = 300
"""Of an entry's key: a ledger holds thousands of them, and is read whole."""

TEXT_LIMIT = 2_000_000
"""Characters of one entry, so that the library can read its file whole."""

EXCERPT_LIMIT = 300
"""Characters of a summary that is the beginning of the article."""

OTHERS_LIMIT = 8_000
"""Characters of what says something else than the article: more of it stands below the article."""

CAPTIONS_LIMIT = 64
"""Captions of one entry."""


class FeedError(NewsreaderError):
    """A document that is not a feed, or that cannot be read."""


def key_of(text: str) -> str:
    """Return the key for a guid or link: the text itself, or the digest of a long one."""
    data = text.encode("utf-8", "surrogatepass")
    return text if len(data) <= KEY_BYTES else digest(data)


Enclosure = MediaFile
"""A file that goes with an entry, such as an episode or an image."""


class Person(NamedTuple):
    """Who takes part in an episode."""

    name: str
    """One line."""
    role: str
    """Such as ``host`` or ``guest``, or empty."""
    link: str
    """An absolute address, or empty."""


class Chapter(NamedTuple):
    """A chapter of an episode."""

    start_s: int
    """When it begins, in seconds."""
    title: str
    """One line."""
    link: str
    """An absolute address, or empty."""


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
    people: tuple[Person, ...] = ()
    """Who takes part."""
    forms: tuple[Enclosure, ...] = ()
    """Its file in other forms."""
    chapter_list: tuple[Chapter, ...] = ()
    """The chapters that the feed itself names."""


class Entry(NamedTuple):
    """One entry; its texts are as the feed has them."""

    guid: str
    """Its id as it is written; empty: it has none."""
    link: str
    """An absolute address, or empty."""
    title: str
    """One line."""
    html: str
    """Its text, else its summary."""
    base: str
    """The base of relative addresses in ``html`` if the feed names one; empty: the link."""
    summary: str
    """One line: what says something else than ``html``, else its beginning; or empty."""
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
    resolved_guid: str = ""
    """Its id resolved like a link, as older ledgers have it; empty: it is the same."""
    written_link: str = ""
    """Its link as it is written, if that is relative; else empty."""
    digests: tuple[str, str] = ("", "")
    """Of title and text, of a brief one (``files.marks``)."""
    captions: tuple[str, ...] = ()
    """What is said of its images, films and sounds, and nowhere else; a line each."""

    @property
    def key(self) -> str:
        """What its file names as its id: its own, else its link, else a digest of title and date."""
        if self.guid:
            return key_of(self.guid)
        if self.link:
            return key_of(canonical_with_fragment(self.link))
        return digest(f"{self.title}\0{self.published.isoformat() if self.published else ''}")

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read in it, and nowhere to go."""
        return not (
            self.guid or self.link or self.title or self.html or self.markdown or self.summary or self.image
            or self.enclosures or self.captions
        )  # fmt: skip


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
