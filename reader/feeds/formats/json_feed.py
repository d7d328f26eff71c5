"""Reads JSON Feed 1.0 and 1.1 (jsonfeed.org). Pure."""

import codecs
import json
from collections.abc import Mapping
from typing import Any

from reader.feeds.formats.cut_off import nothing_left
from reader.feeds.formats.dates import dates_of, redated
from reader.feeds.formats.entry import TEXT_LIMIT, Enclosure, Entry, Feed, FeedError, Trim
from reader.feeds.formats.entry_text import joined_texts, says_something
from reader.feeds.formats.json_parts import TOKENS_LIMIT, Part, PartError, Tokens, TooManyError, parts_of
from reader.feeds.formats.media import merged, seconds_of, with_images, with_played
from reader.feeds.formats.values import (
    GUID_LIMIT,
    LABELS_LIMIT,
    address_of,
    count_of,
    html_of_text,
    line_of,
    names_of,
    relative_link,
)
from reader.feeds.formats.window import Window
from reader.i18n import tr
from reader.log import logger

PART_BYTES = 8 << 20
"""Of one item, or of another value of the document."""

HEAD_BYTES = 4096
"""Where a document says what it is."""

PART_VALUES = 50_000
"""Values in one item."""

_OWN_NAMES = ("content_html", "content_text")
"""Names that other formats do not have: some feeds do not say their version rightly."""


def read_json_feed(
    data: bytes, address: str, trim: Trim = lambda entry: entry, window: Window | None = None
) -> Feed:
    """Return the feed of a document; ``trim`` returns each entry with what is needed. Raises FeedError."""
    window = window or Window()
    data = data.removeprefix(codecs.BOM_UTF8).lstrip()
    found: dict[str, Any] = {}
    entries: list[Entry] = []
    is_cut = is_damaged = is_feed = False
    try:
        for part in parts_of(tokens := Tokens(data), "items"):
            if part.name != "items":
                found[part.name] = _value(data, part)
            elif not window.takes():
                if window.is_full:
                    is_cut = True
                    break
                tokens.left = TOKENS_LIMIT
            elif (value := _value(data, part)) is None:
                is_cut = is_cut or data[part.begin : part.end] != b"null"
            else:
                for item in _items(value):
                    entries.append(trim(_entry(item, address, line_of(found.get("language")))))
                    is_feed = is_feed or any(isinstance(item.get(name), str) for name in _OWN_NAMES)
    except PartError as problem:
        if not entries:
            if b"jsonfeed.org" in data[:HEAD_BYTES] and not isinstance(problem, TooManyError):
                raise nothing_left() from problem
            raise FeedError(tr("This is not a feed: {problem}", problem=problem)) from problem
        if isinstance(problem, TooManyError):
            is_cut = True
            window.break_off()
        else:
            is_damaged = True
    if "jsonfeed.org" not in str(found.get("version")) and not is_feed:
        raise FeedError(tr("This is not a feed"))
    if authors := _authors(found):
        entries = [
            each if each.authors or each.is_brief else each._replace(authors=authors) for each in entries
        ]
    language = line_of(found.get("language"))
    return Feed(
        line_of(found.get("title")), address_of(found.get("home_page_url"), address), language,
        tuple(redated(entries, language)), 0, is_cut, is_damaged, window.next, window.begin,
    )  # fmt: skip


def _value(data: bytes, part: Part) -> Any:
    """Return the value of a part; None: it is too large or cannot be read, as only this one is then left out."""
    if part.end - part.begin > PART_BYTES or part.values > PART_VALUES:
        return None
    try:
        # Control characters are not allowed in strings, but some programs leave line ends in them.
        return json.loads(data[part.begin : part.end].decode("utf-8", "replace"), strict=False)
    except (ValueError, RecursionError):
        return None


def _items(value: Any) -> list[Mapping[str, Any]]:
    """Return the items of a value: itself, or those of a list that PHP wrote as an object, by their numbers."""
    if not isinstance(value, dict):
        return []
    return _objects(list(value.values())) if value and all(map(str.isdecimal, value)) else [value]


def _entry(item: Mapping[str, Any], address: str, language: str) -> Entry:
    try:
        return _whole_entry(item, address, language)
    except Exception:  # noqa: BLE001 - strangers' values may cause any fault: the entry is read as plainly as possible
        logger(__name__).exception("an entry could not be read")
        texts = (line_of(str(item.get("id")), GUID_LIMIT), "", line_of(item.get("title")))
        html = str(item.get("content_html") or item.get("content_text") or item.get("summary") or "")[
            :TEXT_LIMIT
        ]
        return Entry(*texts, html, "", "", None, None, (), (), "", ())


def _whole_entry(item: Mapping[str, Any], address: str, language: str) -> Entry:
    html, summary = _texts(item)
    guid = item.get("id")
    dates = dates_of([item.get("date_published")], item.get("date_modified"), language)
    files = merged(
        Enclosure(found, line_of(each.get("mime_type"), 100), count_of(each.get("size_in_bytes")))._replace(
            seconds=seconds_of(each.get("duration_in_seconds")), title=line_of(each.get("title"))
        )
        for each in _objects(item.get("attachments"))[:LABELS_LIMIT]
        if (found := address_of(each.get("url"), address))
    )  # fmt: skip
    link = address_of(item.get("url"), address) or address_of(item.get("external_url"), address)
    files = with_played(files, html, link or address)
    return Entry(
        line_of(str(guid) if isinstance(guid, str | int | float) else "", GUID_LIMIT),
        link,
        line_of(item.get("title")),
        with_images(html, files),
        "",
        summary,
        dates.published,
        dates.updated,
        _authors(item),
        names_of(item.get("tags") if isinstance(item.get("tags"), list) else ()),
        address_of(item.get("image") or item.get("banner_image"), address),
        files,
        written_link=relative_link(item.get("url")),
        date_text=dates.text,
    )


def _texts(item: Mapping[str, Any]) -> tuple[str, str]:
    """Return the article as HTML, and its summary."""
    html = item.get("content_html")
    plain = [
        html_of_text(text) for name in ("content_text", "summary") if isinstance(text := item.get(name), str)
    ]
    texts = [each for each in (html if isinstance(html, str) else "", *plain) if says_something(each)]
    return joined_texts(texts[:1], texts[1:]) if texts else ("", "")


def _authors(item: Mapping[str, Any]) -> tuple[str, ...]:
    named = [*_objects(item.get("authors")), *_objects([item.get("author")])]
    return names_of(each.get("name") for each in named)


def _objects(raw: Any) -> list[Mapping[str, Any]]:
    return [each for each in raw if isinstance(each, dict)] if isinstance(raw, list) else []
