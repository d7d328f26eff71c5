"""The one gate for addresses: what passes may be shown as a link, clicked and handed to a browser.

Pure. Allowed are http, https and mailto; all else that an article may name (file, ssh, javascript, a bare
word, a leading dash) is refused. RFC 3986 says what is percent-encoded, RFC 3490 how a host becomes ASCII;
where browsers have left that rule (UTS #46, ß and final sigma), we go with them, to the same host.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

from reader.text.gate import clean_line

ADDRESSES_KEPT = 4096
"""Addresses whose checks are kept: a page asks for the same ones at every look."""

ADDRESS_LIMIT = 4096
"""Characters; a longer address is refused (browsers and terminals cut them anyhow)."""

_SAFE = "%/:?#[]@!$&()*+,;=-._~|"
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_KEPT_BY_BROWSERS = re.compile("[\u00df\u1e9e\u03c2]")
_DOTS = re.compile("[.\u3002\uff0e\uff61]")
_PORTS = {"http": ":80", "https": ":443"}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?\.?|\[[0-9A-Fa-f:.]+\]")
_MAIL = re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,253}")


class Address(NamedTuple):
    """An address that passed the gate."""

    href: str
    """ASCII, percent-encoded, safe as one argument and inside a terminal's link sequence."""
    scheme: str
    """``http``, ``https`` or ``mailto``."""
    host: str
    """The true host, punycode in full where it is not ASCII; for ``mailto`` the domain."""


def safe_address(raw: str) -> Address | None:
    """Return the address if it may be opened, else None.

    Refused: any other scheme, no host, a user or password before the host, control characters plain or
    encoded, a host that is no name and no IP address, a port that is no number, more than
    ``ADDRESS_LIMIT`` characters.
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
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc or "\\" in parts.netloc:
        return None
    ascii_host = _ascii_host(host, bracketed="[" in parts.netloc)
    if ascii_host is None:
        return None
    netloc = ascii_host if port is None else f"{ascii_host}:{port}"
    path, query, fragment = map(_encoded, (parts.path, parts.query, parts.fragment))
    return Address(urlunsplit((parts.scheme, netloc, path, query, fragment)), parts.scheme, ascii_host)


def canonical(href: str) -> str:
    """Return an address that passed the gate without what does not tell articles apart, to compare it.

    The scheme is left out, and ``www.``, a fragment, the scheme's own port, a slash at the end and what campaigns add to
    the query (``utm_…``). The rest stays: a query may be all that tells two articles apart.
    """
    parts = urlsplit(href)
    host = parts.netloc.lower().removeprefix("www.").removesuffix(_PORTS.get(parts.scheme, ":"))
    query = "&".join(each for each in parts.query.split("&") if not each.lower().startswith("utm_"))
    path = parts.path.removesuffix("/")
    return f"{host}{path}?{query}" if query else f"{host}{path}"


def _encoded(part: str) -> str:
    return quote(_STRAY_PERCENT.sub("%25", part), safe=_SAFE)


def _ascii_host(host: str, *, bracketed: bool) -> str | None:
    if bracketed:
        host = f"[{host}]"
    elif not host.isascii():
        try:
            host = ".".join(map(_ascii_label, _DOTS.split(host)))
        except UnicodeError:
            return None
    return host if _HOST.fullmatch(host) else None


def _ascii_label(label: str) -> str:
    if not _KEPT_BY_BROWSERS.search(label):
        return label.encode("idna").decode("ascii")
    # Each part between such letters passes the checks of RFC 3490, the letters themselves stay.
    for part in _KEPT_BY_BROWSERS.split(label):
        part.encode("idna")
    lower = unicodedata.normalize("NFKC", label).lower().replace("\u1e9e", "\u00df")
    return "xn--" + lower.encode("punycode").decode("ascii")


def _mail(parts: SplitResult) -> Address | None:
    if not _MAIL.fullmatch(parts.path):
        return None
    href = urlunsplit(("mailto", "", parts.path, _encoded(parts.query), ""))
    return Address(href, "mailto", parts.path.rpartition("@")[2])
