"""The text of an article as HTML for a feed: without the title that it repeats, and with whole addresses. Pure."""

import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import quote, urljoin, urlsplit

from reader.text import clean, safe_address

_ADDRESS = re.compile(r'(<(?:a|img)\b[^>]*?\b(?:href|src)=")([^"]*)(")')
"""The address of a link or an image, as our own HTML has them: text in it has no quotation marks, only ``&quot;``."""


def published_html(html: str, base: str) -> str:
    """Return HTML of ``as_html`` as it is published; ``base`` is what its addresses are relative to, empty: unknown."""
    whole = addresses_from(base)
    found = _ADDRESS.sub(lambda match: f"{match[1]}{escape(whole(unescape(match[2])))}{match[3]}", html)
    return clean(found).strip()


def addresses_from(base: str) -> Callable[[str], str]:
    """Return what makes addresses whole: the relative ones begin at ``base``; those within the page stay."""

    def whole(address: str) -> str:
        if not base or address.startswith("#"):
            return address
        try:
            return urljoin(base, address)
        except ValueError:  # an address that is none
            return address

    return whole


def base_of(address: str, path: str) -> str:
    """Return the address of a file of the folder that is at ``address``; empty: that is unknown."""
    return f"{address}{quote(path, safe='/', errors='replace')}" if address else ""


def web_address(written: str, base: str) -> str:
    """Return an address of the web that an article names, whole; empty: it is none."""
    safe = safe_address(addresses_from(base)(written)) if written else None
    return safe.href if safe and urlsplit(safe.href).scheme in {"http", "https"} else ""
