"""A document of a feed as values: RSS 0.9x to 2.0, RDF and Atom by feedparser, JSON Feed by its own table. Pure.

What comes out is text as it was written: entities are decoded, HTML is left as it is, nothing is cleaned yet.
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from html import escape
from typing import Any
from urllib.parse import urljoin

import feedparser

from reader.errors import NewsreaderError
from reader.feeds.entry import Enclosure, Entry, Feed, with_own_keys
from reader.i18n import tr
from reader.text import clean_line, safe_address

ENTRIES_LIMIT = 50_000
"""Entries of one document."""

TEXT_LIMIT = 4_000_000
"""Characters of one entry."""

LABELS_LIMIT = 64
"""Tags, authors and enclosures of one entry."""

DEPTH_LIMIT = 256
"""Elements inside one another."""

_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)[^>]{0,2000}(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(rb"<(/?)[A-Za-z][^<>]*?(/?)>")
_MARKUP = re.compile(r"<[^>]{0,500}>|&[#\w]{1,12};")
_PERIODS = {"hourly": 3600, "daily": 86400, "weekly": 604800, "monthly": 2592000, "yearly": 31536000}


class FeedError(NewsreaderError):
    """A document that is no feed, or one that cannot be read."""


def parse_feed(data: bytes, address: str, kind: str = "") -> Feed:
    """Return what the bytes hold; ``address`` is where they come from, ``kind`` the media type that was told.

    Raises FeedError.
    """
    begin = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if begin[:1] == b"{":
        return _json_feed(data, address)
    if not begin.startswith(b"<") and b"<" not in begin:
        raise FeedError(tr("This is no feed"))
    if _is_too_deep(data):
        raise FeedError(tr("The feed is nested too deep"))
    # What a DTD could do (entities that grow, files that are read) no feed needs.
    plain = _DOCTYPE.sub(b"", data, count=8)
    headers = {"content-type": kind or "application/xml", "content-location": address}
    found = feedparser.parse(
        plain, response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    if not found.get("version") and not found.entries:
        raise FeedError(tr("This is no feed"))
    about = found.feed
    entries = tuple(_entry(each, address) for each in found.entries[:ENTRIES_LIMIT])
    return Feed(
        _plain(about.get("title")) or _plain(about.get("subtitle")),
        _address(about.get("link"), address),
        _line(about.get("language")),
        with_own_keys(entries),
        _interval(about),
    )


def _is_too_deep(data: bytes) -> bool:
    depth = 0
    for match in _TAG.finditer(data):
        depth += -1 if match[1] else 0 if match[2] else 1
        if depth > DEPTH_LIMIT * 8:  # void elements of HTML are never closed
            return True
    return False


def _entry(raw: Mapping[str, Any], base: str) -> Entry:
    contents = [each.get("value") or "" for each in raw.get("content") or ()]
    summary = raw.get("summary") or ""
    link, guid = _address(raw.get("link"), base), _line(raw.get("id"), 2_000)
    updated = _moment(dict(raw).get("updated_parsed"))  # the library's own way to ask looks elsewhere too
    authors = raw.get("authors") or ({"name": raw.get("author")},)
    return Entry(
        guid,
        link or (_address(guid, base) if guid.startswith("http") else ""),
        _plain(raw.get("title")),
        max([*contents, summary], key=len)[:TEXT_LIMIT],
        _plain(summary) if contents and summary and len(summary) < max(map(len, contents)) else "",
        _moment(raw.get("published_parsed")) or _moment(raw.get("created_parsed")) or updated,
        updated,
        _names(each.get("name") or each.get("email") for each in authors),
        _names(each.get("label") or each.get("term") for each in raw.get("tags") or ()),
        _image(raw, base),
        tuple(_enclosures(raw.get("enclosures") or (), base)),
    )


def _enclosures(found: Iterable[Mapping[str, Any]], base: str) -> Iterable[Enclosure]:
    for each in list(found)[:LABELS_LIMIT]:
        if address := _address(each.get("href"), base):
            yield Enclosure(address, _line(each.get("type"), 100), _count(each.get("length")))


def _image(raw: Mapping[str, Any], base: str) -> str:
    media = [each for each in raw.get("media_content") or () if _is_picture(each)]
    pictures = [*(raw.get("media_thumbnail") or ()), *media, {"url": (raw.get("image") or {}).get("href")}]
    return next((found for each in pictures if (found := _address(each.get("url"), base))), "")


def _is_picture(media: Mapping[str, Any]) -> bool:
    return str(media.get("medium") or media.get("type")).startswith("image")


def _interval(about: Mapping[str, Any]) -> int:
    if minutes := _count(about.get("ttl")):
        return min(minutes, 60 * 24 * 365) * 60
    period = _PERIODS.get(str(about.get("sy_updateperiod", "")).strip().lower(), 0)
    return period // max(1, _count(about.get("sy_updatefrequency")) or 1)


def _json_feed(data: bytes, address: str) -> Feed:
    """Read JSON Feed 1.0 and 1.1 (jsonfeed.org)."""
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise FeedError(tr("This is no feed: {problem}", problem=clean_line(str(problem)))) from problem
    if not isinstance(found, dict) or "jsonfeed.org" not in str(found.get("version")):
        raise FeedError(tr("This is no feed"))
    listed = found.get("items")
    items = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    base = _address(found.get("home_page_url"), address) or address
    return Feed(
        _line(found.get("title")),
        _address(found.get("home_page_url"), address),
        _line(found.get("language")),
        with_own_keys(tuple(_json_entry(item, base) for item in items[:ENTRIES_LIMIT])),
        0,
    )


def _json_entry(item: Mapping[str, Any], base: str) -> Entry:
    html, text = item.get("content_html"), item.get("content_text")
    paragraphs = re.split(r"\n\s*\n", text) if isinstance(text, str) else []
    plain = "".join(f"<p>{escape(part)}</p>" for part in paragraphs)
    authors = [*_objects(item.get("authors")), *_objects([item.get("author")])]
    return Entry(
        _line(str(item.get("id") or ""), 2_000),
        _address(item.get("url"), base) or _address(item.get("external_url"), base),
        _plain(item.get("title")),
        (html if isinstance(html, str) and html else plain)[:TEXT_LIMIT],
        _plain(item.get("summary")),
        _stamp(item.get("date_published")),
        _stamp(item.get("date_modified")),
        _names(each.get("name") for each in authors),
        _names(item.get("tags") if isinstance(item.get("tags"), list) else ()),
        _address(item.get("image") or item.get("banner_image"), base),
        tuple(
            Enclosure(found, _line(each.get("mime_type"), 100), _count(each.get("size_in_bytes")))
            for each in _objects(item.get("attachments"))[:LABELS_LIMIT]
            if (found := _address(each.get("url"), base))
        ),
    )


def _objects(raw: Any) -> list[Mapping[str, Any]]:
    return [each for each in raw if isinstance(each, dict)] if isinstance(raw, list) else []


def _moment(parsed: Any) -> datetime | None:
    """Return a date that feedparser has read: fields of a time in UTC."""
    try:
        year, month, day, hour, minute, second = parsed[:6]
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except (ValueError, TypeError, OverflowError):
        return None


def _stamp(text: Any) -> datetime | None:
    """Return a date of RFC 3339; one without a zone is in UTC."""
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)


def _address(raw: Any, base: str) -> str:
    """Return an absolute address that passed the gate, or nothing."""
    if not isinstance(raw, str) or not raw.strip():
        return ""
    try:
        found = safe_address(urljoin(base, raw.strip()))
    except ValueError:
        return ""
    return found.href if found and found.scheme in {"http", "https"} else ""


def _plain(raw: Any) -> str:
    """Return a title or a summary as one line: markup in it is markup, for most who write it."""
    if not isinstance(raw, str):
        return ""
    if not _MARKUP.search(raw):
        return _line(raw)
    from lxml import html as lxml_html

    try:
        return _line(lxml_html.fromstring(f"<div>{raw}</div>").text_content())
    except (ValueError, lxml_html.etree.LxmlError):
        return _line(raw)


def _line(raw: Any, limit: int = 500) -> str:
    return clean_line(raw, limit) if isinstance(raw, str) else ""


def _names(raw: Any) -> tuple[str, ...]:
    names = [_line(name, 100) for name in list(raw)[:LABELS_LIMIT]]
    return tuple(dict.fromkeys(filter(None, names)))


def _count(raw: Any) -> int:
    text = str(raw)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0
