"""The one gate for addresses: what passes may be shown as a link, clicked and handed to a browser.

Pure. Allowed are http, https and mailto; anything else that an article may name (file, ssh, javascript, a bare word, a
leading dash) is refused. RFC 3986 says what is percent-encoded, ``host`` where the address leads.
"""

from functools import lru_cache
from typing import NamedTuple
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

from reader.text.gate import clean_line
from reader.text.host import host_of
from reader.text.pattern import late

ADDRESSES_KEPT = 4096
"""Addresses whose results are cached: a page checks the same ones each time it is drawn."""

ADDRESS_LIMIT = 4096
"""Characters; a longer address is refused (browsers and terminals cut it anyway)."""

_SAFE = "%/:?#[]@!$&()*+,;=-._~|"
_STRAY_PERCENT = late(r"%(?![0-9A-Fa-f]{2})")
_PORTS = {"http": ":80", "https": ":443"}
_CONTROL = late(r"[\x00-\x1f\x7f-\x9f]")
_MAIL = late(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,253}")


class Address(NamedTuple):
    """An address that passed the gate."""

    href: str
    """ASCII, percent-encoded, safe as one argument and inside a terminal's link sequence."""
    scheme: str
    """``http``, ``https`` or ``mailto``."""
    host: str
    """The true host, in punycode where it is not ASCII; for ``mailto`` the domain."""


def safe_address(raw: str) -> Address | None:
    """Return the address if it may be opened, else None.

    Refused: any other scheme, no host, a user or password before the host, control characters plain or encoded, a host
    that is neither a name nor an IP address, a port that is not a number, more than ``ADDRESS_LIMIT`` characters.
    """
    return _checked(raw) if len(raw) <= ADDRESS_LIMIT else None


@lru_cache(maxsize=ADDRESSES_KEPT)
def _checked(raw: str) -> Address | None:
    text = raw.strip(" \t\r\n")
    if _CONTROL.search(text) or _CONTROL.search(unquote(text)) or clean_line(text, ADDRESS_LIMIT) != text:
        return None
    try:
        parts = urlsplit(text)
        if parts.scheme == "mailto":
            return _mail(parts)
        port = parts.port
    except ValueError:
        return None
    host = host_of(parts.netloc) if parts.scheme in {"http", "https"} else None
    if host is None:
        return None
    netloc = host if port is None else f"{host}:{port}"
    path, query, fragment = map(_encoded, (parts.path, parts.query, parts.fragment))
    return Address(urlunsplit((parts.scheme, netloc, path, query, fragment)), parts.scheme, host)


def canonical(href: str) -> str:
    """Return an address that passed the gate in the form in which addresses of articles are compared.

    It has no scheme, ``www.``, fragment, default port, slash at the end or campaign parameters (``utm_…``). The rest stays:
    the query may be all in which two articles differ.
    """
    parts = urlsplit(href)
    host = parts.netloc.lower().removeprefix("www.").removesuffix(_PORTS.get(parts.scheme, ":"))
    query = "&".join(each for each in parts.query.split("&") if not each.lower().startswith("utm_"))
    path = parts.path.removesuffix("/")
    return f"{host}{path}?{query}" if query else f"{host}{path}"


def canonical_with_fragment(href: str) -> str:
    """Return the same with the fragment, in which alone the entries of some feeds differ."""
    fragment = urlsplit(href).fragment
    return f"{canonical(href)}#{fragment}" if fragment else canonical(href)


def _encoded(part: str) -> str:
    return quote(_STRAY_PERCENT.sub("%25", part), safe=_SAFE)


def _mail(parts: SplitResult) -> Address | None:
    if not _MAIL.fullmatch(parts.path):
        return None
    href = urlunsplit(("mailto", "", parts.path, _encoded(parts.query), ""))
    return Address(href, "mailto", parts.path.rpartition("@")[2])
