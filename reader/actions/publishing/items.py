"""What is published, before it is written in a format: the feed and its entries. Pure."""

import re
from datetime import UTC, datetime
from typing import NamedTuple

from reader.article.media import MediaFile

ATOM, RSS, JSON_FEED, PAGE = "atom.xml", "rss.xml", "feed.json", "index.html"
"""The names of the files."""


_MEDIA_TYPE = re.compile(r"[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}")


class Item(NamedTuple):
    """An entry, as every format has it."""

    id: str
    """An address or another URI; no other entry of the feed has it."""
    title: str
    """One line."""
    link: str
    """Where its page is; empty: nowhere."""
    published: datetime
    """In UTC, whole seconds."""
    updated: datetime
    """In UTC, whole seconds."""
    authors: tuple[str, ...]
    """Names."""
    tags: tuple[str, ...]
    """Tags and categories, each once."""
    language: str
    """A BCP 47 tag, or empty."""
    summary: str
    """One line of text, or empty."""
    html: str
    """Its text: markup of ours, in which nothing of the article runs."""
    image: str
    """The address of its image, or empty."""
    files: tuple[MediaFile, ...]
    """What goes with it to hear and to see."""


class Channel(NamedTuple):
    """The feed."""

    id: str
    """A URI that stays."""
    title: str
    """One line."""
    author: str
    """Who publishes it: of entries that name no author."""
    address: str
    """Where its files are on the web, ending in ``/``; empty: unknown."""
    has_page: bool
    """The page of the list is among the files."""
    items: tuple[Item, ...]
    """The newest first."""

    @property
    def updated(self) -> datetime:
        """The last change of any entry."""
        return max((item.updated for item in self.items), default=datetime.fromtimestamp(0, UTC))

    @property
    def language(self) -> str:
        """The language of all its entries; empty: they differ, or one names none."""
        languages = {item.language for item in self.items}
        return languages.pop() if len(languages) == 1 else ""

    def file(self, name: str) -> str:
        """Return the address of a file of the feed; empty: unknown."""
        return f"{self.address}{name}" if self.address else ""

    @property
    def home(self) -> str:
        """The address of the page of the list, else of the folder that has the files; empty: unknown."""
        return self.file(PAGE) if self.has_page else self.address


def media_type(file: MediaFile) -> str:
    """Return the type of a file; one that is unknown, or none at all, is a stream of bytes."""
    return file.kind if _MEDIA_TYPE.fullmatch(file.kind) else "application/octet-stream"


def moment(of: datetime) -> str:
    """Return a moment in the form of RFC 3339, as Atom and JSON Feed want it."""
    return of.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if of.year >= 1000 else "1000-01-01T00:00:00Z"
