"""Values of feeds, of whatever type, as clean texts, names, addresses and numbers. Pure."""

import re
from functools import lru_cache
from html import escape, unescape
from itertools import islice
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from reader.feeds.html.plain_text import with_lines
from reader.feeds.html.tree import BLOCKS, remove, text_of, tree_of
from reader.text import clean_line, safe_address
from reader.text.pattern import late

LABELS_LIMIT = 64
"""Tags, authors and enclosures of one entry."""

TITLE_LIMIT, GUID_LIMIT = 500, 2_000
"""Characters of a line of text, and of an id."""

_MARKUP = late(r"<[^>]{0,500}>|&[#\w]{1,12};")
_IS_ABSOLUTE = late(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_NEEDS_NO_BASE = late(r"https?://[^\s/?#\\]\S*")


def address_of(raw: Any, base: str) -> str:
    """Return the absolute address if it passes the gate, else an empty text."""
    if not isinstance(raw, str) or not (written := raw.strip()):
        return ""
    return _absolute(written, base)


@lru_cache(maxsize=64)  # an entry asks for the same few again and again
def _absolute(written: str, base: str) -> str:
    try:
        found = safe_address(written if _NEEDS_NO_BASE.fullmatch(written) else urljoin(base, written))
    except ValueError:
        return ""
    return found.href if found and found.scheme in {"http", "https"} else ""


def relative_link(raw: Any) -> str:
    """Return an address as it is written, without surrounding space, if it is relative to another; else an empty text."""
    written = line_of(raw, GUID_LIMIT).strip()
    return "" if _IS_ABSOLUTE.match(written) else written


def line_of(raw: Any, limit: int = TITLE_LIMIT) -> str:
    """Return a text as one line."""
    return clean_line(raw, limit) if isinstance(raw, str) else ""


def line_of_html(raw: Any, limit: int = TITLE_LIMIT) -> str:
    """Return HTML as one line of text."""
    if not isinstance(raw, str):
        return ""
    raw = raw[: limit * 20]
    if not _MARKUP.search(raw):
        return line_of(raw, limit)
    root = tree_of(raw)
    if root is None:
        return line_of(raw, limit)
    for element in list(root.iter("script", "style")):
        remove(element)
    for element in root.iter("br", *BLOCKS):
        element.text, element.tail = f" {element.text or ''}", f" {element.tail or ''}"
    return line_of(text_of(root), limit)


def html_of_text(raw: str) -> str:
    """Return a plain text as HTML, paragraph by paragraph and line by line."""
    return with_lines(escape(raw))


def names_of(raw: Any) -> tuple[str, ...]:
    """Return names as clean lines, each once; one with an end tag is HTML, one with entities was escaped twice."""
    return tuple(dict.fromkeys(filter(None, map(_name, islice(raw, LABELS_LIMIT)))))


def _name(raw: Any) -> str:
    if isinstance(raw, str) and "&" in raw:
        raw = unescape(raw)
    return line_of_html(raw, 100) if isinstance(raw, str) and "</" in raw else line_of(raw, 100)


def person_of(name: str) -> str:
    """Return the name of a person whom a feed names by the address of a page, as Lemmy does; of others the name."""
    parts = urlsplit(name) if name.startswith(("https://", "http://")) and " " not in name else None
    return (unquote(parts.path).strip("/").rpartition("/")[2].lstrip("@") or parts.netloc) if parts else name


def count_of(raw: Any) -> int:
    """Return a number that is written in digits, perhaps with commas between thousands, else 0."""
    text = str(raw).strip()
    if "," in text and re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+", text):
        text = text.replace(",", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0
