"""Parses a document of a feed: RSS 0.9x to 2.0, RDF and Atom by feedparser, JSON Feed by ``json_feed``. Pure.

Texts of entries are as they were written: entities are decoded, HTML stays as it is and is not cleaned yet.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from reader.errors import NewsreaderError
from reader.feeds.formats import as_written, unread_dates
from reader.feeds.formats.cut_off import ending_of, nothing_left
from reader.feeds.formats.dates import dates_of, redated
from reader.feeds.formats.entry import (
    ENTRIES_LIMIT,
    TEXT_LIMIT,
    Entry,
    Feed,
    FeedError,
    Trim,
)
from reader.feeds.formats.entry_text import base_of, captions_of, entry_text
from reader.feeds.formats.episode import episode_of, with_chapters
from reader.feeds.formats.json_feed import read_json_feed
from reader.feeds.formats.letters import Letters, letters_of, texts_of
from reader.feeds.formats.media import files_of, image_of, with_images, with_magnets, with_played
from reader.feeds.formats.prologue import opened
from reader.feeds.formats.streaming import Parsed, parse_xml
from reader.feeds.formats.strict_parser import entries_taken
from reader.feeds.formats.values import (
    GUID_LIMIT,
    address_of,
    count_of,
    line_of,
    line_of_html,
    names_of,
    person_of,
    relative_link,
)
from reader.feeds.formats.window import Window
from reader.feeds.web.body import Body
from reader.feeds.web.packing import PackingError, unpacked_file
from reader.i18n import tr
from reader.log import logger

HEAD_LETTERS = 4096
"""Where a JSON Feed says what it is."""

UNCLOSED_LIMIT = 200_000
"""Elements that are not closed; ``<br>`` in HTML that is not escaped counts too."""

_OBJECT = re.compile(rb"\{\s*[\"}]")
_PERIODS = {"hourly": 3600, "daily": 86400, "weekly": 604800, "monthly": 2592000, "yearly": 31536000}

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
    body = _unpacked(data if isinstance(data, Body) else Body(data))
    letters = letters_of(body, kind)
    if (json := _json_of(body, letters)) is not None:
        return read_json_feed(json, address, trim, window)
    if opened(texts_of(body, letters))[0].end < 0:
        raise FeedError(tr("This is not a feed"))
    _require_closed(body)
    found = _parsed(body, address, kind, trim, window)
    if not found.version and not found.entries:
        raise FeedError(tr("This is not a feed"))
    about, ending = found.feed, ending_of(body)
    if ending.is_in_entry and not found.is_cut and not _is_known_again(found.entries):
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
        tuple(entries),
        _interval(about),
        found.is_cut,
        not ending.is_whole,
        window.next,
        window.begin,
    )


def _unpacked(body: Body) -> Body:
    """Return a document that may have been stored compressed."""
    try:
        return unpacked_file(body)
    except PackingError as problem:
        raise FeedError(
            tr("This feed is compressed and cannot be unpacked: {problem}", problem=problem)
        ) from problem


def _json_of(body: Body, letters: Letters) -> bytes | None:
    """Return a document that is an object of JSON, in UTF-8; None: it is none."""
    begin = next(texts_of(body, letters), "").lstrip("\ufeff\0 \t\r\n")
    if begin[:1] != "{" and "jsonfeed.org/version" not in begin[:HEAD_LETTERS]:
        return None
    if letters.encoding == "utf-8":
        data = body.read()[letters.begin :]
    else:
        data = "".join(texts_of(body, letters)).encode("utf-8", "replace")
    data = data.replace(b"\0", b"")
    # What a program says before the object does not belong to it.
    found = None if begin[:1] == "{" else _OBJECT.search(data)
    return data[found.start() :] if found else data


def _is_known_again(entries: list[Any]) -> bool:
    """Whether half an entry, the last, says by what it is known: else it would be another than the whole that comes later.

    A link is not enough where the others have ids, which may stand below it.
    """
    last = entries[-1] if entries else None
    if last is None or isinstance(last, Entry) or last.get("id"):
        return True
    return bool(last.get("link")) and not any(_has_id(each) for each in entries[:-1])


def _has_id(each: Any) -> bool:
    return bool(each.guid if isinstance(each, Entry) else each.get("id"))


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


def _parsed(
    body: Body, address: str, kind: str, trim: Trim = lambda entry: entry, window: Window | None = None
) -> Parsed:
    window = window or Window()
    try:
        take = entries_taken(lambda raw, *about: trim(_entry(raw, address, *about)), window)
        with unread_dates.dates_unread(), take:
            return parse_xml(body, address, kind, window)
    except NewsreaderError:  # about the document, or the ledger of the feed
        raise
    except (
        Exception
    ) as problem:  # feedparser may fail on anything: a document must not end the work on others
        logger(__name__).exception("a document could not be read")
        raise FeedError(
            tr("This feed cannot be read: an error in newsreader ({kind})", kind=type(problem).__name__)
        ) from problem


def _entry(raw: Any, address: str, version: str, language: str) -> Entry:
    try:
        return _whole_entry(raw, address, version, language)
    except Exception:  # noqa: BLE001 - strangers' values may cause any fault: the entry is read as plainly as possible
        logger(__name__).exception("an entry could not be read")
        kept: Any = [*(raw.get("content") or ()), *chain.from_iterable((raw.get("texts") or {}).values())]
        detail: Any = kept[0] if kept else {}
        texts = (
            line_of(raw.get("id"), GUID_LIMIT),
            "",
            line_of(raw.get("title")),
            str(detail.get("value") or "")[:TEXT_LIMIT],
        )
        return Entry(*texts, "", "", None, None, (), (), "", ())


def _whole_entry(raw: Any, address: str, version: str, language: str) -> Entry:
    # The library's own access to a field that is not there is slow, and falls back to other fields.
    fields = dict(raw)
    title = _title(fields)
    text = entry_text(fields, title, address, is_typed=version == "atom10")
    base = text.body.base
    own = base_of(fields.get("title_detail") or {}, address) or base or address
    link, guid = _link(fields, own), line_of(fields.get("id"), GUID_LIMIT)
    files = with_played(files_of(fields, own, link), text.body.html, base or link or own)
    body = with_magnets(text.body.html, fields)
    dates = dates_of([fields.get("published"), fields.get("created")], fields.get("updated"), language)
    episode = episode_of(fields, own)
    said = [words for each in files for words in (each.text, each.title) if words]
    return Entry(
        guid,
        link or (address_of(guid, own) if guid.startswith("http") else ""),
        title,
        with_chapters(with_images(body, files), episode.chapter_list),
        base,
        text.summary,
        dates.published,
        dates.updated,
        _authors(fields) or _authors(dict(fields.get("source") or {})),
        names_of(each.get("label") or each.get("term") for each in fields.get("tags") or ()),
        image_of(fields, files, own),
        files,
        episode=episode,
        captions=captions_of(text.captions, said) if said else text.captions,
        resolved_guid=line_of(fields.get(as_written.RESOLVED_ID), GUID_LIMIT),
        written_link=_written_link(fields, own, link),
        date_text=dates.text,
    )


def _written_link(fields: Mapping[str, Any], base: str, link: str) -> str:
    """Return the link of an entry as it is written, if it is relative; empty: the link is another of its addresses."""
    own, written = fields.get("link"), fields.get(as_written.WRITTEN_LINKS)
    return relative_link(written.get(own)) if written and address_of(own, base) == link else ""


def _title(fields: Mapping[str, Any]) -> str:
    """Return the title of an entry, or what else is one where it has none."""
    if title := _text(fields, "title"):
        return title
    kept = fields.get("texts") or {}
    others = (_line(each) for name in ("dc_title", "media_title") for each in kept.get(name, ()))
    return line_of_html(fields.get("itunes_title")) or next(filter(None, others), "")


def _link(fields: Mapping[str, Any], base: str) -> str:
    """Return the address of an entry: its own before that of a service which counts readers, else where its text is."""
    link = fields.get("link")
    named = [fields.get("feedburner_origlink"), link]
    if sources := [each["src"] for each in fields.get("content") or () if dict.get(each, "src")]:
        ids = {address_of(fields.get(name), base) for name in ("id", as_written.RESOLVED_ID)}
        # An id stands in for a link that is missing; where the text is says more.
        named[1:] = [*sources, link] if address_of(link, base) in ids else [link, *sources]
    return next((found for each in named if (found := address_of(each, base))), "")


def _text(raw: Any, name: str) -> str:
    """Return a title of feedparser's as one line."""
    detail = raw.get(f"{name}_detail") or {}
    return _line({"type": dict.get(detail, "type"), "value": raw.get(name)})


def _line(detail: Mapping[str, Any]) -> str:
    """Return a text as one line: one with an end tag is HTML, whatever the feed says; ``List<String>`` has none."""
    value = detail.get("value")
    is_plain = detail.get("type") == "text/plain" and "</" not in str(value)
    return line_of(value) if is_plain else line_of_html(value)


def _authors(raw: Any) -> tuple[str, ...]:
    named = raw.get("authors") or ({"name": raw.get("author")},)
    return names_of(person_of(str(each.get("name") or each.get("email") or "")) for each in named)


def _interval(about: Any) -> int:
    if minutes := count_of(about.get("ttl")):
        return min(minutes, 60 * 24 * 365) * 60
    period = _PERIODS.get(str(about.get("sy_updateperiod", "")).strip().lower(), 0)
    return period // max(1, count_of(about.get("sy_updatefrequency")) or 1)
