"""Feeds as OPML 2.0, in and out. Pure."""

from collections.abc import Iterable, Iterator
from typing import Any
from xml.sax.saxutils import quoteattr

from lxml import etree

from reader.errors import UsageError
from reader.feeds.subscriptions import Subscription
from reader.i18n import tr
from reader.text import clean_line, safe_address

FEEDS_LIMIT = 20_000
"""Feeds of one document."""


def read_opml(data: bytes) -> list[Subscription]:
    """Return the feeds of a document; the outlines around one and its categories are its tags. Raises UsageError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as problem:
        raise UsageError(tr("This is no OPML: {problem}", problem=clean_line(str(problem)))) from problem
    if root is None or not str(root.tag).lower().endswith("opml"):
        raise UsageError(tr("This is no OPML"))
    found: dict[str, Subscription] = {}
    for feed in _outlines(root, ()):
        known = found.get(feed.address)
        found[feed.address] = known._replace(tags=_each_once((*known.tags, *feed.tags))) if known else feed
        if len(found) >= FEEDS_LIMIT:
            break
    return list(found.values())


def _outlines(element: Any, above: tuple[str, ...]) -> Iterator[Subscription]:
    for child in element:
        if not isinstance(child.tag, str):
            continue
        names = {name.lower(): value for name, value in child.attrib.items()}
        title = clean_line(names.get("title") or names.get("text") or "")
        address = safe_address(names.get("xmlurl", ""))
        if address and address.scheme in {"http", "https"}:
            categories = (part for path in names.get("category", "").split(",") for part in path.split("/"))
            tags = (*above, *(clean_line(part, 100) for part in categories))
            yield Subscription(address.href, title, tags=_each_once(tags), is_public=True)
        is_group = child.tag.lower() == "outline" and not names.get("xmlurl")
        yield from _outlines(child, (*above, title) if is_group and title else above)


def _each_once(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, tags)))


def write_opml(feeds: Iterable[Subscription]) -> str:
    """Return the feeds as a document, each in an outline of its first tag, all its tags as categories.

    Feeds that a program prints are left out: others would not know what to do with them.
    """
    groups: dict[str, list[Subscription]] = {}
    for feed in feeds:
        if not feed.command:
            groups.setdefault(feed.tags[0] if feed.tags else "", []).append(feed)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        "<head><title>newsreader</title></head>",
        "<body>",
    ]
    for group, members in groups.items():
        outlines = [_outline(feed) for feed in members]
        lines += [f"<outline text={quoteattr(group)}>", *outlines, "</outline>"] if group else outlines
    return "\n".join([*lines, "</body>", "</opml>"])


def _outline(feed: Subscription) -> str:
    # A tag with a comma or a slash in it would come back as two.
    tags = ",".join(f"/{tag}" for tag in feed.tags if not {",", "/"} & set(tag))
    category = f" category={quoteattr(tags)}" if tags else ""
    name = quoteattr(feed.title or feed.address)
    return f'<outline type="rss" text={name} title={name} xmlUrl={quoteattr(feed.address)}{category}/>'
