"""Addresses as people type them and other programs hand them over. Pure."""

import re

_BEGINNING = re.compile(r"(?:feed:)?(?P<scheme>https?|feed):/*|//+", re.IGNORECASE)
"""How an address of the web may begin: slashes missing or one too many, and as feed readers are handed it."""


def typed_address(typed: str) -> str:
    """Return an address with its scheme: https where none is named, or only ``feed:``; slashes that are missing are put in."""
    typed = typed.strip()
    begin = _BEGINNING.match(typed)
    if begin is None:
        return typed if "://" in typed else f"https://{typed}"
    scheme = (begin["scheme"] or "https").lower()
    return f"{'https' if scheme == 'feed' else scheme}://{typed[begin.end() :]}"
