"""Addresses as people type them and other programs pass them. Pure."""

import re
from typing import NamedTuple
from urllib.parse import unquote

from reader.text.pattern import late

_BEGINNING = late(
    # Schemes that only say that a program for feeds or podcasts should open the address; ``feed:80/`` is a host.
    r"(?:(?:feeds?|rss|itpc|pcast|podcasts?):(?!\d+(?:[/?#]|$))/*(?=[^/]|$)(?:(?P<inside>https?)(?::/*|//+))?"
    r"|(?P<scheme>https?):/*|//+)",
    re.IGNORECASE,
)
"""How a web address may begin: with too few or too many slashes, or with a scheme of feed readers before it."""

_USER = late(r"(?P<before>[A-Za-z][A-Za-z0-9+.-]*:/*|/*)(?P<user>[^/?#\s@]*(?:@[^/?#\s@]*)*)@(?=[^/?#\s@]+)")
"""The user, and the password if there is one, before the host of an address."""

_SECRETS = late(
    # A run of such letters is looked at once, from its beginning: from each letter it would be quadratic.
    r"(?P<before>(?<![A-Za-z0-9+.-])[0-9+.-]*+[A-Za-z][A-Za-z0-9+.-]*+:/{1,3})"
    r"(?:[^/?#\s]+@|[^/?#\s:]*:(?!\d+(?:[/?#\s]|$))\S*@)"
    r"|(?P<bare>(?<!\S)(?:[A-Za-z]+:)?[^/?#\s:@]+:[^/?#\s@]+@)"
)
"""Users and passwords before hosts; also one that holds a slash, which ends the host for a machine but not for its owner."""

_WORD = late(r"\S+")

_NO_WEB = late(r"(?:mailto|acct|xmpp|sips?|tel):(?!/)", re.IGNORECASE)
"""How addresses begin that have an @ and are not of the web."""


_LINK = late(r"\[[^\]\n]*\]\((\S+)\)")
"""A link of Markdown."""

_QUOTES = {
    "<": ">",
    '"': '"',
    "'": "'",
    "`": "`",
    "“": "”",
    "‘": "’",
    "«": "»",
    "「": "」",
    "『": "』",
    "《": "》",
    "（": "）",
    "(": ")",
}
_AFTER = ".,;!。，、；！？"
"""What ends the sentence in which an address stands, and no address."""


class Login(NamedTuple):
    """An address, and what stood before its host."""

    address: str
    """Without user and password."""
    user: str
    """Decoded; empty: none."""
    password: str
    """Decoded; empty: none."""


def typed_address(typed: str) -> str:
    """Return an address with its scheme, https where it has none or only one of feed readers, and with its two slashes."""
    typed = typed.strip()
    begin = _BEGINNING.match(typed)
    if begin is None:
        return typed if "://" in typed or _NO_WEB.match(typed) else f"https://{typed}"
    scheme = (begin["scheme"] or begin["inside"] or "https").lower()
    return f"{scheme}://{typed[begin.end() :]}"


def pasted_address(pasted: str) -> str:
    """Return an address without what was around it where it was copied: brackets, quotes, spaces, the end of a sentence."""
    address = pasted.strip()
    if link := _LINK.fullmatch(address.rstrip(_AFTER)):
        address = link[1]
    before = ""
    while address != before:
        before = address
        address = address.rstrip(_AFTER).strip()
        if len(address) > 1 and _QUOTES.get(address[0]) == address[-1]:
            address = address[1:-1].strip()
    return address.removeprefix("URL:").strip()


def without_login(address: str) -> Login:
    """Return an address without the user and password before its host, and these."""
    match = _USER.match(address)
    if match is None:
        return Login(address, "", "")
    user, _, password = match["user"].partition(":")
    return Login(match["before"] + address[match.end() :], unquote(user), unquote(password))


def hide_logins(text: str) -> str:
    """Return a text without the users and passwords of the addresses in it, so that it can be shown and logged.

    Linear: the text may be a line of a file of anyone.
    """
    return _WORD.sub(_without_logins, text) if "@" in text else text


def _without_logins(word: re.Match[str]) -> str:
    beginning, at, rest = word.group().rpartition("@")  # what stands behind the last @ is no login
    return _SECRETS.sub(lambda match: f"{match['before'] or ''}…@", beginning + at) + rest
