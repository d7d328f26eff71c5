"""A book as a value: what is common to the forms in which articles are set. Pure."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from reader.actions.exporting.exported_images import File


class Chapter(NamedTuple):
    """An article of the book."""

    id: str
    """As ``list`` prints it."""
    title: str
    """One line."""
    language: str
    """A BCP 47 tag; empty: unknown."""
    authors: tuple[str, ...]
    """Names."""
    source: str
    """The name of its source; may be empty."""
    link: str
    """The address of its source, checked; may be empty."""
    date: datetime
    """When it was published or, if later, changed."""
    body: str
    """Elements of XHTML, title and all; images are named ``File.name`` behind ``IMAGES``."""
    images: tuple[File, ...] = ()
    """Those of the body, each once."""


IMAGES = "images/"
"""Stands before the name of an image in a chapter."""


CHAPTER = "chapter:"
"""Stands before the id of a chapter to which a link of another one leads."""

_LINK = re.compile(r' href="chapter:([0-9a-f]+)"')


def with_links(body: str, addresses: Mapping[str, str]) -> str:
    """Return the body of a chapter with links to other chapters; ``addresses`` are these by their ids. Others lead nowhere."""

    def linked(match: re.Match[str]) -> str:
        address = addresses.get(match[1])
        return f' href="{address}"' if address else ""

    return _LINK.sub(linked, body)


class Part(NamedTuple):
    """Chapters under a heading."""

    title: str
    """Empty: the book has no parts."""
    chapters: Sequence[Chapter]
    """In their order."""


class Book(NamedTuple):
    """Articles under one title."""

    title: str
    """One line."""
    parts: Sequence[Part]
    """In their order."""

    @property
    def chapters(self) -> list[Chapter]:
        """All chapters, in their order."""
        return [chapter for part in self.parts for chapter in part.chapters]

    @property
    def language(self) -> str:
        """The language of most chapters; empty: unknown."""
        known = [chapter.language for chapter in self.chapters if chapter.language]
        return max(dict.fromkeys(known), key=known.count, default="")

    @property
    def is_single(self) -> bool:
        """Whether it is one article and needs no table of contents."""
        return len(self.chapters) == 1

    @property
    def span(self) -> str:
        """The days of its chapters, as a book says them below its title."""
        days = sorted(chapter.date.date().isoformat() for chapter in self.chapters)
        return "" if not days else days[0] if days[0] == days[-1] else f"{days[0]} – {days[-1]}"
