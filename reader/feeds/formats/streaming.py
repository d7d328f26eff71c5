"""Parses an XML document piece by piece: feedparser by itself holds it five times in memory. Pure but for the body.

The handlers are feedparser's. What its ``parse`` does before, finding the encoding and removing the declarations of entities,
is done here on pieces, so a document takes the memory of what is kept of its entries. One that is not well-formed is mended
and read again; if that does not help, by another parser, which needs all of the text, so less is read at a time.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple
from xml.sax import SAXException
from xml.sax.handler import feature_external_ges, feature_namespaces

from feedparser.urls import make_safe_absolute_uri

from reader.feeds.formats.elements import PREFIXES, LooseElements, StrictElements
from reader.feeds.formats.entry import FeedError
from reader.feeds.formats.letters import Letters, letters_of, texts_of
from reader.feeds.formats.parse_budget import SlowError
from reader.feeds.formats.prologue import opened
from reader.feeds.formats.strict_parser import create_parser
from reader.feeds.formats.window import Window
from reader.feeds.web.body import Body
from reader.i18n import tr

SMALL = 1 << 20
"""Bytes of a document that is read whole even if it is not well-formed."""

MENDED_BYTES = 4 << 20
"""Of a document that is mended as a whole."""

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
_DECLARATION = "<?xml version='1.0' encoding='utf-8'?>\n"
_ROOTS = frozenset({"rss", "feed", "rdf", "channel"})


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


def parse_xml(body: Body, address: str, kind: str, window: Window) -> Parsed:
    """Return what a window of a document holds; raises FeedError, and any fault of feedparser."""
    letters = letters_of(body, kind)
    base = make_safe_absolute_uri("", address) or ""
    try:
        return _strict(texts_of(body, letters), base, window)
    except (SAXException, ValueError):  # the latter for names that the library cannot take apart
        window.restart()
    if body.size <= MENDED_BYTES:
        try:
            return _strict(_mended(texts_of(body, letters)), base, window)
        except (SAXException, ValueError):
            pass
    is_large = window.begin or body.size > SMALL
    window.restart(BROKEN_ENTRIES if is_large else 0)
    return _loose(body, letters, base, window)


def _strict(texts: Iterator[str], base: str, window: Window) -> Parsed:
    handler = StrictElements(base, None, "utf-8")
    handler.resolve_relative_uris = handler.sanitize_html = False
    parser = create_parser()
    parser.setFeature(feature_namespaces, state=True)
    parser.setFeature(feature_external_ges, state=False)
    parser.setContentHandler(handler)
    parser.setErrorHandler(handler)
    prologue, texts = opened(texts)
    given = 0
    try:
        for piece in chain((_head(prologue.entities),), texts):
            data = piece.encode("utf-8", "replace")
            given += len(data)
            parser.feed(data)
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
    except SAXException:
        # What follows the end of the document does not matter: another one, or what a program says at its end.
        if parser.root not in _ROOTS or not parser.is_over or not handler.entries:
            raise
    version = "rss091n" if prologue.is_rss_091n else handler.version
    return Parsed(handler.feeddata, handler.entries, version, window.is_full)


def _head(entities: Mapping[str, str]) -> str:
    """Return the beginning of a document in UTF-8 that declares entities."""
    quoted = ((name, f"'{text}'" if '"' in text else f'"{text}"') for name, text in entities.items())
    declared = "".join(f"<!ENTITY {name} {text}>" for name, text in quoted)
    return f"{_DECLARATION}<!DOCTYPE feed [{declared}]>" if declared else _DECLARATION


def _repaired(text: str, entities: Mapping[str, str]) -> str:
    from reader.feeds.formats.repair import repaired  # most documents need none of it

    return repaired(text, entities, PREFIXES)


def _mended(texts: Iterator[str]) -> Iterator[str]:
    prologue, texts = opened(texts)
    yield f"<!DOCTYPE{prologue.doctype[9:]}" if prologue.doctype else ""
    yield _repaired("".join(texts), prologue.entities)


def _loose(body: Body, letters: Letters, base: str, window: Window) -> Parsed:
    kept: list[str] = []
    size = 0
    is_read, is_cut = True, False
    prologue, texts = opened(texts_of(body, letters))
    for is_entry, text in _split(texts):
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
    parser = LooseElements(base, None, "utf-8", prologue.entities)
    parser.resolve_relative_uris = parser.sanitize_html = False
    parser.feed(_repaired("".join(kept), prologue.entities))
    version = "rss091n" if prologue.is_rss_091n else parser.version
    return Parsed(parser.feeddata, parser.entries, version, is_cut or window.is_full)


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
