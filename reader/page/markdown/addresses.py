"""Bare addresses in text: of web pages, of files on FTP servers, and of mail (GFM 6.9).

Pure. Chinese, Japanese, Korean and Thai may follow an address without a space, so their letters belong to it only where that
is certain: in a host's name, between two slashes, as a title in a wiki, as a value of a query, as a fragment. Letters
of scripts with spaces always belong to it.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from reader.page.line import Run, TextStyle
from reader.text.address import ADDRESS_LIMIT
from reader.text.pattern import late

SHORTEST = len("www.a.b")
"""Characters of the shortest address."""

RUN_LIMIT = 60
"""Characters of a run of Chinese in an address."""


class Address(NamedTuple):
    """A bare address in a text."""

    start: int
    """The offset of its first character."""
    text: str
    """As the text has it."""
    target: str
    """Where it leads."""


_BEGIN = late(r"(?<![a-z0-9])(?:(?:https?|ftp)://|www\.)", re.IGNORECASE)
_ASCII = late(r"[!#-;=?-\[\]_a-z~|]*", re.IGNORECASE)
_ASCII_HOST = late(r"[a-z0-9.-]*", re.IGNORECASE)
_SOLID = "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
"""Letters of scripts that put no space after an address."""

_OTHER = "\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u0dff\u0f00-\u0fff\u10a0-\u10ff\u1200-\u177f\u1800-\u1fff\u2c00-\u2dff\ua000-\uabff\ufb50-\ufdff\ufe70-\ufefc"
_OTHER_LETTERS = late(f"[{_OTHER}]+")
_SOLID_RUN = late(f"[{_SOLID}]{{1,{RUN_LIMIT}}}")
_LABEL = rf"(?:[a-z0-9{_OTHER}](?:[a-z0-9{_OTHER}-]{{0,62}})|[{_SOLID}][a-z0-9{_SOLID}-]{{0,62}})"
_WIDE_HOST = late(
    rf"(?:{_LABEL}\.){{1,8}}(?:xn--[a-z0-9-]{{1,59}}|[a-z]{{2,63}}|[{_OTHER}]{{2,20}}|[{_SOLID}]{{2,20}})",
    re.IGNORECASE,
)
_TITLE = late(r"/(?:wiki|item|w|zh[\w-]{0,8})/[\w.()-]{0,2}\Z", re.IGNORECASE)
"""Before the title of a page in a wiki or an encyclopedia."""

_MAIL = late(
    r"(?<![a-z0-9._+-])[a-z0-9._+-]{1,64}@(?![0-9]{1,9}\.[0-9])(?:[a-z0-9](?:[a-z0-9-]{0,62})\.){1,10}[a-z]{2,63}(?![a-z0-9@_-]|\.[a-z0-9]|:[\w/~])",
    re.IGNORECASE,
)
"""A mail address. The last part of its domain has only letters: ``vue@3.4.21`` is a package, ``git@e.com:x`` a repository."""


def may_have_addresses(text: str) -> bool:
    """Return quickly whether a text may have an address."""
    return "://" in text or "www." in text or "@" in text


def addresses(text: str) -> Iterator[Address]:
    """Yield the addresses of a text in order, without the punctuation and brackets around them."""
    done = at = 0
    while begin := _BEGIN.search(text, at):
        address = _whole(text, begin.start(), begin.end())
        if len(address) < SHORTEST or address.endswith("://"):
            at = begin.end()
            continue
        yield from _mails(text, done, begin.start())
        done = at = begin.start() + len(address)
        yield Address(begin.start(), address, address if "://" in address else "http://" + address)
    yield from _mails(text, done, len(text))


def _mails(text: str, start: int, end: int) -> Iterator[Address]:
    if "@" in text[start:end]:
        for match in _MAIL.finditer(text, start, end):
            yield Address(match.start(), match.group(), "mailto:" + match.group())


def _whole(text: str, start: int, end: int) -> str:
    """Return the address that begins at ``start``, with its scheme up to ``end``."""
    host_end = _ASCII_HOST.match(text, end).end()  # type: ignore[union-attr]  # it matches nothing too
    is_wide = host_end < len(text) and text[host_end] > "\x7f"
    if is_wide and text.endswith("](", 0, start):  # a link that the parser refused
        is_wide = False
    wide = _WIDE_HOST.match(text, end) if is_wide and not _is_host(text[end:host_end]) else None
    at = wide.end() if wide else end
    while True:
        at = _ASCII.match(text, at).end()  # type: ignore[union-attr]  # it matches nothing too
        if at >= len(text) or text[at] <= "\x7f" or (at == host_end and not wide):
            break
        other = _OTHER_LETTERS.match(text, at)
        run = other or _SOLID_RUN.match(text, at)
        if run is None or not (other or _belongs(text, start, *run.span(), is_wide=wide is not None)):
            break
        at = run.end()
    return _trimmed(text[start:at])


def _is_host(text: str) -> bool:
    """Return whether an ASCII text is a whole host, after which Chinese is text: ``e.com`` but not ``www.``."""
    name, _, last = text.rpartition(".")
    return bool(name) and last.isalpha() and len(last) > 1


def _belongs(text: str, start: int, begin: int, end: int, *, is_wide: bool) -> bool:
    """Return whether a run of letters that need no space belongs to the address before it."""
    before, after = text[begin - 1], text[end : end + 1]
    so_far = text[start:begin]
    if before in "=?&#":
        return True
    if before == "/" and (is_wide or after in {"/", "?", "#"}):
        return True
    has_query = "?" in so_far or "#" in so_far
    if has_query and after in {"&", "=", "#"}:
        return True
    if before in "%+-_" or unicodedata.category(text[begin]).startswith("M"):
        return has_query or _TITLE.search(so_far) is not None
    return _TITLE.search(so_far) is not None


def _trimmed(address: str) -> str:
    """Return an address up to an unpaired square bracket, without trailing punctuation and unpaired brackets."""
    depth = 0
    for at, char in enumerate(address) if "]" in address else ():
        depth += (char == "[") - (char == "]")
        if depth < 0:
            address = address[:at]
            break
    opened = address.count("(") - address.count(")")
    end = len(address)
    while end:
        last = address[end - 1]
        if last == ")" and opened < 0:
            opened += 1
        elif last not in "?!.,:;*_~'\"[":
            break
        end -= 1
    return address[:end]


def with_links(text: str, style: TextStyle, link: str) -> Iterator[Run]:
    """Yield the text with bare addresses as links (GFM autolinks, without trailing punctuation)."""
    if link or not may_have_addresses(text) or style & (TextStyle.CODE | TextStyle.LINK):
        yield Run(text, style, link)
        return
    start = 0
    for begin, address, target in addresses(text):
        if begin > start:
            yield Run(text[start:begin], style)
        start = begin + len(address)
        yield Run(address, style | TextStyle.LINK, target[:ADDRESS_LIMIT])
    if start < len(text):
        yield Run(text[start:], style)
