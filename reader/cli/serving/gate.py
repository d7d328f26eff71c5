"""Who may see the served screen: one who has the address with its token, from the page that was served. Pure but for chance.

A page of another site can make a browser send requests here. It knows no token; its name is not in ``hosts`` even if it
resolves to this machine (DNS rebinding); and the websocket is for the page of this server alone.
"""

import ipaddress
import secrets
from collections.abc import Iterable
from urllib.parse import urlsplit

LOOPBACK = ("localhost", "127.0.0.1", "::1")
"""What this machine calls itself."""

COOKIES_KEPT = 64
"""Browsers that are remembered: the latest."""


class Gate:
    """The token in the address, which is good once, and the cookies of those who had it."""

    def __init__(self, hosts: Iterable[str] = ()) -> None:
        """``hosts`` are names of this machine beside ``LOOPBACK``."""
        self._hosts = {*LOOPBACK, *(host.lower() for host in hosts)}
        self._cookies: list[str] = []
        self.token = secrets.token_urlsafe(32)
        """What the next browser has to name."""

    def enter(self, token: str) -> str:
        """Return a cookie for a browser that names the token, which then is another; empty: it names a wrong one."""
        if not _same(token, self.token):
            return ""
        self.token, cookie = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        self._cookies = [*self._cookies, cookie][-COOKIES_KEPT:]
        return cookie

    def admits(self, cookie: str) -> bool:
        """Return whether a browser has been here with the token."""
        return any(_same(cookie, each) for each in self._cookies)

    def knows(self, host: str, port: int) -> bool:
        """Return whether the ``Host`` of a request is this server: one of its names, or a number, and its port."""
        try:
            parts = urlsplit(f"//{host}")
            name, found = parts.hostname or "", parts.port
        except ValueError:
            return False
        return (80 if found is None else found) == port and (name in self._hosts or _is_number(name))

    def is_own(self, origin: str, host: str) -> bool:
        """Return whether a page of this origin is one of this server; ``host`` is that of the request, which is known."""
        return _same(origin.lower(), f"http://{host.lower()}")


def _same(one: str, other: str) -> bool:
    """Return whether two texts are the same, in a time that tells nothing of where they differ."""
    return secrets.compare_digest(*(text.encode("utf-8", "surrogateescape") for text in (one, other)))


def _is_number(name: str) -> bool:
    """Return whether a host is an IP address: not a name that others could let lead here."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
