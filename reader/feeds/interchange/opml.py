"""Reads and writes lists of feeds as OPML 2.0. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any
from xml.sax.saxutils import quoteattr

from lxml import etree

from reader.errors import NewsreaderError
from reader.feeds.following.subscriptions import Subscription
from reader.i18n import tr
from reader.text import clean_line, safe_address

_END = re.compile(rb"</(?:[\w.-]+:)?opml\s*>|<(?:[\w.-]+:)?opml[^<>]*/>", re.IGNORECASE)

FEEDS_LIMIT = 20_000
"""Feeds of one document."""


def read_opml(data: bytes, name: str) -> list[Subscription]:
    """Return the feeds of a document; the outlines around a feed and its categories become its tags.

    Raises NewsreaderError for what is not OPML; ``name`` is what the message calls the file.
    """
    found: dict[str, Subscription] = {}
    root: Any = None
    groups: list[str] = []
    try:
        # Element by element, each freed once it is read: all at once take fifty times their bytes.
        for event, element in etree.iterparse(
            BytesIO(data),
            ("start", "end"),
            recover=True,
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
        ):
            if event == "start":
                root = element if root is None else root
                feed = _feed_in(element, groups)
                groups.append("" if feed else _group_of(element))
                known = found.get(feed.address) if feed else None
                if known and feed:
                    found[feed.address] = known._replace(tags=_each_once((*known.tags, *feed.tags)))
                elif feed and len(found) < FEEDS_LIMIT:
                    found[feed.address] = feed
            else:
                groups.pop()
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except (etree.LxmlError, ValueError) as problem:
        raise NewsreaderError(tr("{file} is not an OPML file", file=clean_line(name))) from problem
    if root is None or not str(root.tag).lower().endswith("opml"):
        raise NewsreaderError(tr("{file} is not an OPML file", file=clean_line(name)))
    return list(found.values())


def is_cut_off(data: bytes) -> bool:
    """Whether an OPML document ends before its end; ``read_opml`` gives the feeds that stand before that."""
    return not _END.search(data.replace(b"\0", b""))


def _names_of(element: Any) -> dict[str, str]:
    return {name.lower(): value for name, value in element.attrib.items()}


def _title_of(names: Mapping[str, str]) -> str:
    return clean_line(names.get("title") or names.get("text") or "")


def _feed_in(element: Any, groups: Sequence[str]) -> Subscription | None:
    """Return the feed of an outline, with the groups around it among its tags; None: it is not a feed."""
    names = _names_of(element)
    address = safe_address(names.get("xmlurl", ""))
    if address is None or address.scheme not in {"http", "https"}:
        return None
    categories = (part for path in names.get("category", "").split(",") for part in path.split("/"))
    tags = (*groups, *(clean_line(part, 100) for part in categories))
    return Subscription(address.href, _title_of(names), tags=_each_once(tags), is_public=True)


def _group_of(element: Any) -> str:
    """Return the name of an outline that is a group; empty for any other element."""
    names = _names_of(element)
    is_group = str(element.tag).lower() == "outline" and not names.get("xmlurl")
    return _title_of(names) if is_group else ""


def _each_once(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, tags)))


def write_opml(feeds: Iterable[Subscription]) -> str:
    """Return the feeds as a document, each in an outline of its first tag, with all its tags as categories.

    Feeds that a program prints are left out: other readers cannot use them.
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
