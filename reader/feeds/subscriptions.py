"""The feeds that one follows: ``feeds.toml`` in a folder, which its owner edits as well; OPML in and out. Disk."""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from xml.sax.saxutils import quoteattr

from lxml import etree

from reader.errors import UsageError
from reader.feeds.naming import slug_of
from reader.i18n import tr
from reader.text import clean_line, safe_address
from reader.whole_file import read_whole, write_whole

FILE = "feeds.toml"

OPML_LIMIT = 20_000
"""Feeds of one OPML document."""

_INTERVAL = re.compile(r"(\d{1,6})\s*(min|m|h|d)")
_SECONDS = {"min": 60, "m": 60, "h": 3600, "d": 86400}


class Subscription(NamedTuple):
    """A feed that one follows."""

    address: str
    title: str = ""
    """What one calls it; empty: as it calls itself."""
    folder: str = ""
    """Where its articles go, in the folder of ``feeds.toml``; empty: a folder by its title."""
    tags: tuple[str, ...] = ()
    interval_s: int = 0
    """How often it is asked at most; 0: by its own word."""

    @property
    def inside(self) -> str:
        """The folder of its articles."""
        return self.folder or slug_of(self.title) or slug_of(self.address.partition("//")[2]) or "feed"


class Subscriptions(NamedTuple):
    """What a ``feeds.toml`` says."""

    feeds: tuple[Subscription, ...]
    problems: tuple[str, ...]
    """A sentence for each entry that cannot be used."""


def load_subscriptions(folder: Path) -> Subscriptions:
    """Return the feeds of a folder; none where it has no ``feeds.toml``."""
    file = folder / FILE
    try:
        found = tomllib.loads(read_whole(file).decode("utf-8-sig"))
    except FileNotFoundError:
        return Subscriptions((), ())
    except (OSError, ValueError, RecursionError) as problem:
        told = tr("{file} is not used: {problem}", file=file, problem=clean_line(str(problem)))
        return Subscriptions((), (told,))
    feeds: dict[str, Subscription] = {}
    problems = []
    for number, entry in enumerate(found.get("feed") or (), 1):
        try:
            read = _subscription(entry)
        except ValueError as expected:
            problems.append(
                tr("{file}: feed {number}: {expected}", file=file, number=number, expected=expected)
            )
        else:
            feeds.setdefault(read.address, read)
    return Subscriptions(tuple(feeds.values()), tuple(problems))


def _subscription(entry: Any) -> Subscription:
    address = safe_address(str(entry.get("address", ""))) if isinstance(entry, dict) else None
    if address is None or address.scheme not in {"http", "https"}:
        raise ValueError(tr("address should be one that begins with http:// or https://"))
    folder = str(entry.get("folder", ""))
    if folder.startswith(("/", "~")) or ".." in folder.split("/"):
        raise ValueError(tr("folder should lie inside the folder of this file"))
    tags = entry.get("tags", [])
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise ValueError(tr("tags should be a list of texts"))
    interval = str(entry.get("interval", ""))
    match = _INTERVAL.fullmatch(interval)
    if interval and not match:
        raise ValueError(tr('interval should be such as "30min", "2h" or "1d"'))
    seconds = int(match[1]) * _SECONDS[match[2]] if match else 0
    return Subscription(
        address.href, clean_line(str(entry.get("title", ""))), folder.strip("/"), tuple(tags), seconds
    )


def add_subscription(folder: Path, new: Subscription) -> bool:
    """Write a feed at the end of ``feeds.toml``, which stays as it is otherwise; False: it is there already."""
    if any(known.address == new.address for known in load_subscriptions(folder).feeds):
        return False
    file = folder / FILE
    try:
        before = read_whole(file).decode("utf-8-sig")
    except FileNotFoundError:
        before = tr("# The feeds of this folder. Edit it as you like; newsreader only adds to it.\n")
    values: list[tuple[str, object]] = [
        ("address", new.address), ("title", new.title), ("folder", new.folder), ("tags", list(new.tags)),
    ]  # fmt: skip
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in values if value]
    text = "\n".join([before.rstrip("\n"), "", "[[feed]]", *lines, ""])
    tomllib.loads(text)  # what would break the file is not written
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(file, text.encode(), is_lasting=True)
    return True


def read_opml(data: bytes) -> list[Subscription]:
    """Return the feeds of an OPML document; the outlines around one are its tags. Raises UsageError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as problem:
        raise UsageError(tr("This is no OPML: {problem}", problem=clean_line(str(problem)))) from problem
    if root is None or not str(root.tag).lower().endswith("opml"):
        raise UsageError(tr("This is no OPML"))
    return list(_outlines(root, ()))[:OPML_LIMIT]


def _outlines(element: Any, above: tuple[str, ...]) -> Iterator[Subscription]:
    for child in element:
        if not isinstance(child.tag, str):
            continue
        names = {name.lower(): value for name, value in child.attrib.items()}
        title = clean_line(names.get("title") or names.get("text") or "")
        address = safe_address(names.get("xmlurl", ""))
        if address and address.scheme in {"http", "https"}:
            yield Subscription(address.href, title, tags=above)
        is_group = child.tag.lower() == "outline" and not names.get("xmlurl")
        yield from _outlines(child, (*above, title) if is_group and title else above)


def write_opml(feeds: Iterable[Subscription]) -> str:
    """Return the feeds as OPML 2.0, each in an outline of its first tag."""
    groups: dict[str, list[Subscription]] = {}
    for feed in feeds:
        groups.setdefault(feed.tags[0] if feed.tags else "", []).append(feed)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        "<head><title>newsreader</title></head>",
        "<body>",
    ]
    for group, members in groups.items():
        if group:
            lines.append(f"<outline text={quoteattr(group)}>")
        lines += [
            f'<outline type="rss" text={quoteattr(feed.title or feed.address)} xmlUrl={quoteattr(feed.address)}/>'
            for feed in members
        ]
        if group:
            lines.append("</outline>")
    return "\n".join([*lines, "</body>", "</opml>"])


def tagged(feeds: Sequence[Subscription], tags: Sequence[str]) -> list[Subscription]:
    """Return the feeds with these tags added."""
    return [feed._replace(tags=tuple(dict.fromkeys([*feed.tags, *tags]))) for feed in feeds]
