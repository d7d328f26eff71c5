"""A feed in RSS 2.0, with the elements that readers know beside it: full text, names of authors, dates of changes. Pure."""

from email.utils import format_datetime
from typing import Any

from lxml import etree

from reader import PROGRAM, __version__
from reader.actions.publishing.items import RSS, Channel, Item, media_type, moment
from reader.actions.publishing.xml import child, written

ATOM, CONTENT, CREATOR = (
    "http://www.w3.org/2005/Atom",
    "http://purl.org/rss/1.0/modules/content/",
    "http://purl.org/dc/elements/1.1/",
)
"""The namespaces of the elements that are not of RSS."""


def rss(feed: Channel) -> bytes:
    """Return the document."""
    root = etree.Element("rss", {"version": "2.0"}, nsmap={"atom": ATOM, "content": CONTENT, "dc": CREATOR})
    channel = child(root, "channel")
    child(channel, "title", feed.title)
    child(channel, "link", feed.home or feed.id)
    child(channel, "description", feed.title)
    if feed.language:
        child(channel, "language", feed.language)
    child(channel, "lastBuildDate", format_datetime(feed.updated))
    child(channel, "generator", f"{PROGRAM} {__version__}")
    if feed.address:
        about = {"rel": "self", "type": "application/rss+xml", "href": feed.file(RSS)}
        child(channel, f"{{{ATOM}}}link", "", about)
    for item in feed.items:
        _item(channel, item)
    return written(root)


def _item(channel: Any, item: Item) -> None:
    entry = child(channel, "item")
    child(entry, "title", item.title)
    if item.link:
        child(entry, "link", item.link)
    child(entry, "guid", item.id, {"isPermaLink": "false"})
    child(entry, "pubDate", format_datetime(item.published))
    child(entry, f"{{{ATOM}}}updated", moment(item.updated))
    for author in item.authors:
        child(entry, f"{{{CREATOR}}}creator", author)
    for tag in item.tags:
        child(entry, "category", tag)
    if item.summary:
        child(entry, "description", item.summary)
    child(entry, f"{{{CONTENT}}}encoded", item.html)
    for file in item.files[:1]:  # what RSS allows of them: a second one makes readers drop the first
        about = {"url": file.address, "length": str(file.bytes), "type": media_type(file)}
        child(entry, "enclosure", "", about)
