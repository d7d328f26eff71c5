"""Parses a document of a feed: RSS 0.9x to 2.0, RDF and Atom by feedparser, JSON Feed by ``json_feed``. Pure.

Texts of entries are as they were written: entities are decoded, HTML stays as it is and is not cleaned yet.
"""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

import feedparser
import feedparser.api

from reader.errors import NewsreaderError
from reader.feeds.formats import loose_parser, media_elements, strict_parser, unread_dates
from reader.feeds.formats.cut_off import ending_of, nothing_left
from reader.feeds.formats.dates import dates_of, redated
from reader.feeds.formats.entry import (
    ENTRIES_LIMIT,
    TEXT_LIMIT,
    Entry,
    Feed,
    FeedError,
    Trim,
    with_own_keys,
)
from reader.feeds.formats.json_feed import read_json_feed
from reader.feeds.formats.media import episode_of, files_of, image_of, with_images
from reader.feeds.formats.streaming import Parsed, parse_large
from reader.feeds.formats.values import (
    GUID_LIMIT,
    address_of,
    count_of,
    html_of_text,
    line_of,
    line_of_html,
    names_of,
)
from reader.feeds.formats.window import Window
from reader.feeds.web.body import Body
from reader.i18n import tr
from reader.log import logger

HEAD_BYTES = 4096
"""The beginning of a document shows whether it is a feed, so that no page of 30 MB is parsed as one."""

SMALL = 1 << 20
"""Bytes of a document that feedparser parses whole."""

UNCLOSED_LIMIT = 200_000
"""Elements that are not closed; ``<br>`` in HTML that is not escaped counts too."""

_FEED = re.compile(rb"<\s*(?:[\w.-]+:)?(?:rss|feed|rdf|channel|entry|item)\b", re.IGNORECASE)
_ITEM = re.compile(rb"<(?:[\w.-]{1,20}:)?(?:item|entry)[\s/>]")
_PERIODS = {"hourly": 3600, "daily": 86400, "weekly": 604800, "monthly": 2592000, "yearly": 31536000}

feedparser.api.PREFERRED_XML_PARSERS[:] = [strict_parser.__name__]
loose_parser.install()
media_elements.install()
unread_dates.install()


def parse_feed(
    data: bytes | Body,
    address: str,
    kind: str = "",
    trim: Trim = lambda entry: entry,
    window: Window | None = None,
) -> Feed:
    """Return the feed of a document; ``address`` is where it comes from, ``kind`` its Content-Type.

    ``trim`` returns each entry with what is needed, ``window`` decides which are read. Raises FeedError.
    """
    window = window or Window()
    body = data if isinstance(data, Body) else Body(data)
    begin = body.read(HEAD_BYTES).replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if begin[:1] == b"{":
        return read_json_feed(body.read(), address, trim, window)
    if not _FEED.search(begin):
        raise FeedError(tr("This is not a feed"))
    _require_closed(body)
    found = _parsed(body, address, kind, trim, window)
    if not found.version and not found.entries:
        raise FeedError(tr("This is not a feed"))
    about, ending = found.feed, ending_of(body)
    if ending.is_in_entry and not found.is_cut and not _is_known_again(found.entries[-1:]):
        del found.entries[-1:]
    if not found.entries and not ending.is_whole:
        raise nothing_left()
    language = line_of(about.get("language"))
    entries = redated(_consumed(found.entries, address, (found.version, language), trim), language)
    if found.version.startswith("atom") and (authors := _authors(about)):
        entries = (
            each if each.authors or each.is_brief else each._replace(authors=authors) for each in entries
        )
    return Feed(
        _text(about, "title") or _text(about, "subtitle"),
        address_of(about.get("link"), address),
        language,
        with_own_keys(tuple(entries)),
        _interval(about),
        found.is_cut,
        not ending.is_whole,
        window.next,
        window.begin,
    )


def _is_known_again(last: list[Any]) -> bool:
    """Whether half an entry says by what it is known: else it would be another one than the whole that comes later."""
    return all(isinstance(each, Entry) or each.get("id") or each.get("link") for each in last)


def _consumed(found: list[Any], address: str, about: tuple[str, str], trim: Trim) -> Iterator[Entry]:
    """Yield entries and free feedparser's form of each, which is most of the memory of a large document."""
    del found[ENTRIES_LIMIT:]
    found.reverse()
    while found:
        each = found.pop()
        yield each if isinstance(each, Entry) else trim(_entry(each, address, *about))


def _require_closed(body: Body) -> None:
    """Raise FeedError for a document that does not close its elements: feedparser would take minutes."""
    unclosed = 0
    for piece in body.pieces():
        unclosed += piece.count(b"<") - 2 * piece.count(b"</") - piece.count(b"/>")
    if unclosed > UNCLOSED_LIMIT:
        raise FeedError(tr("This feed cannot be read: its elements are nested too deep"))


def _is_large(body: Body, room: int) -> bool:
    """Return whether a document has more bytes or entries than feedparser parses whole."""
    if body.size > SMALL:
        return True
    is_possible = body.size > room * len("<item/>")
    return is_possible and sum(1 for _ in _ITEM.finditer(body.read())) > room


def _parsed(
    body: Body, address: str, kind: str, trim: Trim = lambda entry: entry, window: Window | None = None
) -> Parsed:
    window = window or Window()
    try:
        with (
            unread_dates.dates_unread(),
            strict_parser.entries_taken(lambda raw, *about: trim(_entry(raw, address, *about)), window),
        ):
            if window.begin or _is_large(body, window.room):
                return parse_large(body, address, kind or "application/xml", window)
            headers = {"content-type": kind or "application/xml", "content-location": address}
            found = feedparser.parse(
                BytesIO(body.read()),
                response_headers=headers,
                sanitize_html=False,
                resolve_relative_uris=False,
            )
    except NewsreaderError:  # about the document, or the ledger of the feed
        raise
    except (
        Exception
    ) as problem:  # feedparser may fail on anything: a document must not end the work on others
        logger(__name__).exception("a document could not be read")
        raise FeedError(
            tr("This feed cannot be read: an error in newsreader ({kind})", kind=type(problem).__name__)
        ) from problem
    return Parsed(found.feed, found.entries, str(found.get("version") or ""), window.is_full)


def _entry(raw: Any, address: str, version: str, language: str) -> Entry:
    try:
        return _whole_entry(raw, address, version, language)
    except Exception:  # noqa: BLE001 - strangers' values may cause any fault: the entry is read as plainly as possible
        logger(__name__).exception("an entry could not be read")
        detail: Any = raw.get("summary_detail") or next(iter(raw.get("content") or ()), {})
        texts = (
            line_of(raw.get("id"), GUID_LIMIT),
            "",
            line_of(raw.get("title")),
            str(detail.get("value") or "")[:TEXT_LIMIT],
        )
        return Entry(*texts, "", "", None, None, (), (), "", ())


def _whole_entry(raw: Any, address: str, version: str, language: str) -> Entry:
    is_typed = version == "atom10"
    # The library's own access to a field that is not there is slow, and falls back to other fields.
    fields = dict(raw)
    contents = [(_html(each, is_typed=is_typed), _base(each, address)) for each in raw.get("content") or ()]
    detail = raw.get("summary_detail") or {}
    summary = _html(detail, is_typed=is_typed)
    html, base = max([*contents, (summary, _base(detail, address))], key=lambda each: len(each[0]))
    if not html and (captions := (fields.get("texts") or {}).get("media_description")):
        html, base = _html(captions[0], is_typed=is_typed), _base(captions[0], address)
    own = _base(raw.get("title_detail") or {}, address) or base or address
    link, guid = address_of(raw.get("link"), own), line_of(raw.get("id"), GUID_LIMIT)
    files = files_of(fields, own, link)
    dates = dates_of([fields.get("published"), fields.get("created")], fields.get("updated"), language)
    return Entry(
        guid,
        link or (address_of(guid, own) if guid.startswith("http") else ""),
        _text(raw, "title"),
        with_images(html[:TEXT_LIMIT], files),
        base,
        line_of_html(summary) if contents and summary and len(summary) < len(html) else "",
        dates.published,
        dates.updated,
        _authors(raw),
        names_of(each.get("label") or each.get("term") for each in raw.get("tags") or ()),
        image_of(fields, files, own),
        files,
        episode=episode_of(fields, own),
        date_text=dates.text,
    )


def _html(detail: Mapping[str, Any], *, is_typed: bool) -> str:
    """Return a text of a feed as HTML; RSS and Atom 0.3 declare no type or a wrong one, and most is HTML."""
    value = str(detail.get("value") or "")
    is_plain = detail.get("type") == "text/plain" and (is_typed or "<" not in value)
    return html_of_text(value) if is_plain else value


def _text(raw: Any, name: str) -> str:
    """Return a title as one line: one with an end tag is HTML, whatever the feed says; ``List<String>`` has none."""
    detail = raw.get(f"{name}_detail") or {}
    value = raw.get(name)
    is_plain = detail.get("type") == "text/plain" and "</" not in str(value)
    return line_of(value) if is_plain else line_of_html(value)


def _base(detail: Mapping[str, Any], address: str) -> str:
    """Return the base that ``xml:base`` gives a text, or an empty text."""
    found = address_of(detail.get("base"), address)
    return "" if found == address else found


def _authors(raw: Any) -> tuple[str, ...]:
    named = raw.get("authors") or ({"name": raw.get("author")},)
    return names_of(each.get("name") or each.get("email") for each in named)


def _interval(about: Any) -> int:
    if minutes := count_of(about.get("ttl")):
        return min(minutes, 60 * 24 * 365) * 60
    period = _PERIODS.get(str(about.get("sy_updateperiod", "")).strip().lower(), 0)
    return period // max(1, count_of(about.get("sy_updatefrequency")) or 1)
