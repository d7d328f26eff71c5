"""Parses a large document piece by piece: feedparser by itself holds it five times in memory. Pure but for the body.

The parsers are feedparser's. What its ``parse`` does before, finding the encoding and removing the declarations of entities,
is done here on pieces, so a document takes the memory of what is kept of its entries. The parser for documents that are
not well-formed needs all of the text, so less of such a document is read at a time.
"""

import codecs
import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from xml.sax import SAXException
from xml.sax.handler import feature_external_ges, feature_namespaces

import feedparser.api
from feedparser.encodings import RE_XML_DECLARATION, RE_XML_PI_ENCODING, parse_content_type
from feedparser.sanitizer import replace_doctype
from feedparser.urls import make_safe_absolute_uri

from reader.feeds.formats.entry import FeedError
from reader.feeds.formats.parse_budget import SlowError
from reader.feeds.formats.strict_parser import create_parser
from reader.feeds.formats.window import Window
from reader.feeds.web.body import Body
from reader.i18n import tr

TOKEN_LIMIT = 4 << 20
"""Bytes of one tag or declaration."""

BROKEN_BYTES = 3 << 20
"""Of a document that is not well-formed, read at a time."""

ENOUGH_BYTES = 2 << 20
"""After these no other entry of such a document is begun."""

BROKEN_ENTRIES = 2_000
"""Entries of such a document that are read at a time."""

TAG_LETTERS = 32
"""Characters of the tag that begins an entry, up to the end of its name."""

_ITEM = re.compile(r"<(?:[\w.-]{1,20}:)?(?:item|entry)[\s/>]")
_DECLARATION = "<?xml version='1.0' encoding='utf-8'?>"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0?\0x\0", "utf-16-le"), (b"\0<\0?\0x", "utf-16-be"),
)  # fmt: skip


class Parsed(NamedTuple):
    """What feedparser makes of a document, as its own ``parse`` would give it."""

    feed: Any
    """Its dictionary about the feed."""
    entries: list[Any]
    """Its dictionaries, or what was made of them."""
    version: str
    """Its name of the format, or empty."""
    is_cut: bool
    """The document has more."""


def parse_large(body: Body, address: str, kind: str, window: Window) -> Parsed:
    """Return what a window of a document holds; raises FeedError, and any fault of feedparser."""
    encoding = _encoding(body, kind)
    base = make_safe_absolute_uri("", address) or ""
    try:
        return _strict(body, encoding, base, window)
    except (SAXException, UnicodeError):
        window.restart(BROKEN_ENTRIES)
        return _loose(body, encoding, base, window)


def _strict(body: Body, encoding: str, base: str, window: Window) -> Parsed:
    handler = feedparser.api.StrictFeedParser(base, None, "utf-8")
    handler.resolve_relative_uris = handler.sanitize_html = False
    parser = create_parser()
    parser.setFeature(feature_namespaces, state=True)
    parser.setFeature(feature_external_ges, state=False)
    parser.setContentHandler(handler)
    parser.setErrorHandler(handler)
    version, pieces, _ = _headed(_texts(body, encoding))
    given = 0
    try:
        for piece in pieces:
            given += len(piece)
            parser.feed(piece)
            if given - parser.read_bytes > TOKEN_LIMIT:
                raise FeedError(tr("This feed cannot be read: one of its elements is too large"))
            if window.is_full:
                break
        else:
            parser.close()
    except SlowError:
        if not handler.entries:
            raise
        window.break_off()
    return Parsed(handler.feeddata, handler.entries, version or handler.version, window.is_full)


def _loose(body: Body, encoding: str, base: str, window: Window) -> Parsed:
    kept: list[str] = []
    size = 0
    is_read, is_cut = True, False
    for is_entry, text in _split(_texts(body, encoding, errors="replace")):
        if is_entry:
            if size > ENOUGH_BYTES and window.met > window.begin:
                window.is_full = True
            else:
                is_read = window.takes()
            if window.is_full:
                break
        if is_read and size + len(text) > BROKEN_BYTES:
            is_cut = True
        elif is_read:
            kept.append(text)
            size += len(text)
    version, pieces, entities = _headed(iter(kept))
    parser = feedparser.api.LooseFeedParser(base, None, "utf-8", entities)
    parser.resolve_relative_uris = parser.sanitize_html = False
    parser.feed(b"".join(pieces).decode("utf-8", "replace"))
    return Parsed(parser.feeddata, parser.entries, version or parser.version, is_cut or window.is_full)


def _split(texts: Iterator[str]) -> Iterator[tuple[bool, str]]:
    """Yield a document in pieces, each with whether an entry begins there."""
    rest = ""
    is_entry = False
    for text in texts:
        rest += text
        at = end = 0
        for match in _ITEM.finditer(rest):
            yield is_entry, rest[at : match.start()]
            at, end, is_entry = match.start(), match.end(), True
        # The end may be half of a tag that begins an entry.
        end = max(end, len(rest) - TAG_LETTERS)
        yield is_entry, rest[at:end]
        rest, is_entry = rest[end:], False
    yield is_entry, rest


def _headed(texts: Iterator[str]) -> tuple[str, Iterator[bytes], Any]:
    """Return the version that a DOCTYPE names, the pieces in UTF-8 without its declarations, and its harmless entities."""
    first = next(texts, "")
    if RE_XML_DECLARATION.search(first):
        first = RE_XML_DECLARATION.sub(_DECLARATION, first)
    else:
        first = f"{_DECLARATION}\n{first}"
    version, head, entities = replace_doctype(_encoded(first))
    return version or "", _and(head, texts), entities


def _and(head: bytes, texts: Iterator[str]) -> Iterator[bytes]:
    yield head
    yield from map(_encoded, texts)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _texts(body: Body, encoding: str, errors: str = "strict") -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    for piece in body.pieces():
        yield decoder.decode(piece)
    yield decoder.decode(b"", final=True)


def _encoding(body: Body, kind: str) -> str:
    """Return the encoding of a document: by its byte order mark, else UTF-8 if it is valid, else by header or declaration."""
    begin = body.read(1024)
    for mark, name in _MARKS:
        if begin.startswith(mark):
            return name
    declared = RE_XML_PI_ENCODING.match(begin.lstrip())
    declared_names = [parse_content_type(kind)[1], declared[1].decode("ascii", "replace") if declared else ""]
    for name in ("utf-8", *declared_names, "windows-1252"):
        if name and _is_in(body, name):
            return str(name)
    return "utf-8"


def _is_in(body: Body, encoding: str) -> bool:
    try:
        for _ in _texts(body, encoding):
            pass
    except (LookupError, ValueError):
        return False
    return True
