"""Recognises hosts of private networks by their addresses and names. Pure: no name is resolved."""

import ipaddress
import re
import socket
from typing import Any

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
"""Of a host."""

_NAMES = ("localhost", "localhost.localdomain", "ip6-localhost")

_ENDINGS = (
    ".localhost", ".local", ".localdomain", ".lan", ".internal", ".intranet", ".private", ".corp", ".home", ".home.arpa",
)  # fmt: skip
"""How names end that only private networks resolve (RFC 6762, 8375, and by custom)."""

_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")

_TRANSLATED = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("::/96"))
"""IPv6 addresses whose last 32 bits are an IPv4 address (RFC 6052, 4291); ``::`` and ``::1`` come out as private ones."""

_LOCAL_TRANSLATED = ipaddress.IPv6Network("64:ff9b:1::/48")
"""IPv6 addresses that hold an IPv4 address in bits that the network chooses (RFC 8215)."""

_GLOBAL = ipaddress.IPv6Network("2000::/3")
"""All public IPv6 addresses (RFC 4291); any other, site-local ones too, leads into some network."""

_FOR_EXAMPLES = ipaddress.IPv6Network("3fff::/20")
"""Among those, but only for documentation (RFC 9637), which older versions of Python do not know."""


def is_private_name(host: str) -> bool:
    """Return whether a host is a private address, or a name that only private networks resolve."""
    plain = host.strip("[]").rstrip(".").lower()
    if plain in _NAMES or plain.endswith(_ENDINGS):
        return True
    try:
        return is_private(ipaddress.ip_address(plain))
    except ValueError:
        pass
    if not _NUMBER.fullmatch(plain.rpartition(".")[2]):
        return "." not in plain
    try:  # forms that systems read as an address: 127.1, 0x7f.1, 2130706433
        return is_private(ipaddress.ip_address(socket.inet_aton(plain)))
    except OSError:
        return True


def is_private(address: Address) -> bool:
    """Return whether an address is not one of the public internet, or leads to one that is not."""
    inner: Any = None
    if isinstance(address, ipaddress.IPv6Address):
        if address in _LOCAL_TRANSLATED:
            return True
        # An IPv4 address in an IPv6 one leads to where that leads (RFC 4291, 3056, 6052).
        is_translated = any(address in network for network in _TRANSLATED)
        translated = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if is_translated else None
        inner = address.ipv4_mapped or address.sixtofour or translated
        if inner is None and (address not in _GLOBAL or address in _FOR_EXAMPLES):
            return True
    return not (inner or address).is_global or (inner or address).is_multicast
