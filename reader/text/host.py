"""The host of an address as a browser reads it, so that what is shown is where the link leads.

Pure. RFC 3490 says how a name becomes ASCII; where browsers follow UTS #46 instead (ß, final sigma, newer letters), this
comes to their host or to none. Whatever the two could read as different hosts is refused: characters that one of them
drops, a second host beside an IPv6 address, numbers that are not an IPv4 address.
"""

import unicodedata

from reader.text.pattern import late

_DOTS = late("[.\u3002\uff0e\uff61]")
_KEPT_BY_BROWSERS = late("[\u00df\u1e9e\u03c2]")
_NAME = late(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?\.?")
_NETLOC = late(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[^\[\]:@]+)(?::[0-9]*)?")
_UNSEEN = late(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]"
)
"""Invisible characters, besides those that Unicode calls format characters."""

_NUMBER = late(r"0[xX][0-9A-Fa-f]*|[0-9]+")


def host_of(netloc: str) -> str | None:
    """Return the host of a netloc (between ``//`` and the path) in ASCII, an IPv4 address in dotted form; None: refused.

    Refused is everything but a host and a port: users and passwords too.
    """
    match = _NETLOC.fullmatch(netloc)
    if match is None:
        return None
    host = match["host"]
    if host.startswith("["):
        return _ipv6(host)
    name = _ascii(host)
    if not _NAME.fullmatch(name) or ".." in name:
        return None
    labels = name.removesuffix(".").split(".")
    return _ipv4(labels) if _NUMBER.fullmatch(labels[-1]) else name


def _ipv6(host: str) -> str | None:
    from ipaddress import IPv6Address  # 4 ms, and few articles have one

    try:
        IPv6Address(host[1:-1])
    except ValueError:
        return None
    return host.lower()


def _ipv4(labels: list[str]) -> str | None:
    """Return the address that browsers make of one to four numbers, the last of which fills the remaining bytes; None: none."""
    if len(labels) > 4 or not all(map(_NUMBER.fullmatch, labels)):
        return None
    numbers = [_number(label) for label in labels]
    if any(number is None or number > 0xFF for number in numbers[:-1]):
        return None
    last = numbers[-1]
    if last is None or last >= 256 ** (5 - len(numbers)):
        return None
    whole = last + sum(number << (8 * (3 - at)) for at, number in enumerate(numbers[:-1]) if number)
    return ".".join(str(whole >> shift & 0xFF) for shift in (24, 16, 8, 0))


def _number(label: str) -> int | None:
    """Return a label as a number: hexadecimal after ``0x``, octal after ``0``; None: it is not a number."""
    try:
        if label[:2].lower() == "0x":
            return int(label[2:] or "0", 16)
        return int(label, 8) if label.startswith("0") else int(label)
    except ValueError:
        return None


def _ascii(host: str) -> str:
    """Return a name as ASCII; empty where it has no such form, or browsers might make another of it."""
    if host.isascii():
        return host.lower()
    if _UNSEEN.search(host) or any(unicodedata.category(char) == "Cf" for char in host):
        return ""
    try:
        return ".".join(map(_ascii_label, _DOTS.split(host)))
    except UnicodeError:
        return ""


def _ascii_label(label: str) -> str:
    if label.isascii():
        return label.lower()
    # Each part between the letters that browsers keep has to pass RFC 3490; those letters stay.
    for part in _KEPT_BY_BROWSERS.split(label):
        mapped = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", part).casefold())
        # RFC 3490 has the letters of 2002: from some newer ones browsers make others.
        if "." in mapped or (part and part.encode("idna").lower() != _encoded(mapped).encode()):
            raise UnicodeError(label)
    return _encoded(unicodedata.normalize("NFKC", label).lower().replace("\u1e9e", "\u00df"))


def _encoded(label: str) -> str:
    return label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii")
