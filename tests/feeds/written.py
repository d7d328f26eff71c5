"""The files that a refresh wrote, as their fields and their text."""

import json
from typing import Any, NamedTuple

from reader.feeds.refresh.one_feed import Outcome
from tests.feeds.conftest import Ask
from tests.feeds.server import Web

NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)
UTF_8 = '<?xml version="1.0" encoding="utf-8"?>'


class File(NamedTuple):
    """A file of an entry."""

    fields: dict[str, Any]
    """Of its front matter."""
    body: str
    """Without the line end at its end."""

    @property
    def title(self) -> Any:
        """As it was written."""
        return self.fields.get("title", "")


def files_of(outcome: Outcome) -> list[File]:
    """Return the new files of a refresh, in the order of the feed; the feed must have been read without an error."""
    assert outcome.error == ""
    return [_file(path.read_text("utf-8")) for path in outcome.added]


def served(web: Web, ask: Ask, body: str | bytes, **headers: str) -> list[File]:
    """Return the files that are written for a document."""
    [outcome] = ask(web.put(f"/{len(web.asked)}", body, **headers))
    return files_of(outcome)


def document(*inside: str, begin: str = UTF_8, namespaces: str = NAMESPACES, title: str = "Feed") -> str:
    """Return an RSS document with common namespaces."""
    return f'{begin}<rss version="2.0" {namespaces}><channel><title>{title}</title>{"".join(inside)}</channel></rss>'


def entry(inside: str, title: str = "Title", number: int = 1) -> str:
    """Return an item of RSS with an id and a link."""
    known = f'<guid isPermaLink="false">id-{number}</guid><link>https://example.org/{number}</link>'
    return f"<item><title>{title}</title>{known}{inside}</item>"


def atom(inside: str, more: str = "") -> str:
    """Return an Atom document of one entry."""
    known = '<id>tag:example.org,2026:1</id><title>Title</title><link href="https://example.org/1"/>'
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Feed</title>{more}<entry>{known}{inside}</entry></feed>'


def _file(text: str) -> File:
    header, _, body = text.removeprefix("---\n").partition("\n---\n")
    fields = (line.partition(": ") for line in header.split("\n"))
    return File({name: json.loads(value) for name, _, value in fields}, body.strip("\n"))
