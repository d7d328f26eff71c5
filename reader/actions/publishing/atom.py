"""A feed in Atom (RFC 4287). Pure."""

from typing import Any

from lxml import etree

from reader import PROGRAM, __version__
from reader.actions.publishing.items import ATOM, Channel, Item, media_type, moment
from reader.actions.publishing.xml import LANGUAGE, child, written

NAMESPACE = "http://www.w3.org/2005/Atom"


def atom(feed: Channel) -> bytes:
    """Return the document."""
    about = {LANGUAGE: feed.language} if feed.language else {}
    root = etree.Element(_name("feed"), about, nsmap={None: NAMESPACE})
    child(root, _name("id"), feed.id)
    child(root, _name("title"), feed.title)
    child(root, _name("updated"), moment(feed.updated))
    _person(root, feed.author)
    if feed.address:
        child(
            root, _name("link"), "", {"rel": "self", "type": "application/atom+xml", "href": feed.file(ATOM)}
        )
        child(root, _name("link"), "", {"rel": "alternate", "type": "text/html", "href": feed.home})
    child(root, _name("generator"), PROGRAM, {"version": __version__})
    for item in feed.items:
        _entry(root, item, feed.language)
    return written(root)


def _name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"


def _person(parent: Any, name: str) -> None:
    child(child(parent, _name("author")), _name("name"), name)


def _entry(root: Any, item: Item, language: str) -> None:
    is_other = item.language and item.language != language
    entry = child(root, _name("entry"), "", {LANGUAGE: item.language} if is_other else {})
    child(entry, _name("id"), item.id)
    child(entry, _name("title"), item.title)
    child(entry, _name("published"), moment(item.published))
    child(entry, _name("updated"), moment(item.updated))
    for author in item.authors:
        _person(entry, author)
    if item.link:
        child(entry, _name("link"), "", {"rel": "alternate", "href": item.link})
    for file in item.files:
        about = {"rel": "enclosure", "href": file.address, "type": media_type(file)}
        about |= {"length": str(file.bytes)} if file.bytes else {}
        about |= {"title": file.title} if file.title else {}
        child(entry, _name("link"), "", about)
    for tag in item.tags:
        child(entry, _name("category"), "", {"term": tag})
    if item.summary:
        child(entry, _name("summary"), item.summary)
    child(entry, _name("content"), item.html, {"type": "html"})
