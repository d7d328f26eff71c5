"""JSON Feed 1.0 and 1.1 (jsonfeed.org) as values. Pure."""

import json
from collections.abc import Mapping
from typing import Any

from reader.feeds.entry import ENTRIES_LIMIT, TEXT_LIMIT, Enclosure, Entry, Feed, FeedError, with_own_keys
from reader.feeds.values import (
    GUID_LIMIT,
    LABELS_LIMIT,
    address_of,
    count_of,
    html_of_text,
    line_of,
    line_of_html,
    names_of,
    stamp_of,
)
from reader.i18n import tr
from reader.text import clean_line


def read_json_feed(data: bytes, address: str) -> Feed:
    """Return what a document holds; raises FeedError."""
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise FeedError(tr("This is no feed: {problem}", problem=clean_line(str(problem)))) from problem
    if not isinstance(found, dict) or "jsonfeed.org" not in str(found.get("version")):
        raise FeedError(tr("This is no feed"))
    authors = _authors(found)
    return Feed(
        line_of(found.get("title")),
        address_of(found.get("home_page_url"), address),
        line_of(found.get("language")),
        with_own_keys(
            tuple(_entry(item, address, authors) for item in _objects(found.get("items"))[:ENTRIES_LIMIT])
        ),
        0,
    )


def _entry(item: Mapping[str, Any], address: str, authors: tuple[str, ...]) -> Entry:
    html, text = item.get("content_html"), item.get("content_text")
    plain = html_of_text(text) if isinstance(text, str) else ""
    guid = item.get("id")
    attachments = _objects(item.get("attachments"))[:LABELS_LIMIT]
    return Entry(
        line_of(str(guid) if isinstance(guid, str | int | float) else "", GUID_LIMIT),
        address_of(item.get("url"), address) or address_of(item.get("external_url"), address),
        line_of(item.get("title")),
        (html if isinstance(html, str) and html else plain)[:TEXT_LIMIT],
        "",
        line_of_html(item.get("summary")),
        stamp_of(item.get("date_published")),
        stamp_of(item.get("date_modified")),
        _authors(item) or authors,
        names_of(item.get("tags") if isinstance(item.get("tags"), list) else ()),
        address_of(item.get("image") or item.get("banner_image"), address),
        tuple(
            Enclosure(found, line_of(each.get("mime_type"), 100), count_of(each.get("size_in_bytes")))
            for each in attachments
            if (found := address_of(each.get("url"), address))
        ),
    )


def _authors(item: Mapping[str, Any]) -> tuple[str, ...]:
    named = [*_objects(item.get("authors")), *_objects([item.get("author")])]
    return names_of(each.get("name") for each in named)


def _objects(raw: Any) -> list[Mapping[str, Any]]:
    return [each for each in raw if isinstance(each, dict)] if isinstance(raw, list) else []
