"""Addresses as people type them and other programs pass them. Pure."""

import re

_BEGINNING = re.compile(r"(?:feed:)?(?P<scheme>https?|feed):/*|//+", re.IGNORECASE)
"""How a web address may begin: with too few or too many slashes, or with ``feed:``."""


def typed_address(typed: str) -> str:
    """Return an address with its scheme, https where it has none or only ``feed:``, and with its two slashes."""
    typed = typed.strip()
    begin = _BEGINNING.match(typed)
    if begin is None:
        return typed if "://" in typed else f"https://{typed}"
    scheme = (begin["scheme"] or "https").lower()
    return f"{'https' if scheme == 'feed' else scheme}://{typed[begin.end() :]}"
