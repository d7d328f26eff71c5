"""Addresses in an entry's HTML, made absolute. Pure."""

from functools import lru_cache
from urllib.parse import urljoin

from reader.text import safe_address

ADDRESSES_KEPT = 4096
"""Absolute addresses that are cached."""


@lru_cache(maxsize=ADDRESSES_KEPT)
def absolute(address: str, base: str, *, mail: bool = False) -> str:
    """Return the absolute address if it passes the gate, else an empty text."""
    address = address.strip()
    if not address:
        return ""
    try:
        joined = address if address.startswith(("http://", "https://")) else urljoin(base, address)
        found = safe_address(joined)
    except ValueError:
        return ""
    return found.href if found and (mail or found.scheme != "mailto") else ""
