"""The source of an article: an address of its header, or the link that its body ends with.

Pure. Only addresses that pass the gate count; a relative one is a page of the site, not a source.
"""

import re
from typing import Final, NamedTuple

from reader.article.alias import Fields
from reader.article.article import HeaderValue
from reader.article.inline import plain
from reader.article.value import line, texts
from reader.text import Address, clean_line, safe_address
from reader.text.address import ADDRESS_LIMIT
from reader.text.pattern import late

SOURCE_LIMIT: Final = 40
"""Characters of a source's name; for a longer link text the host is shown."""

_BLOCK_LIMIT: Final = ADDRESS_LIMIT + 1_000
_INLINE: Final = late(
    r"""\[(?!\^)(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]\([ ]*<?(?P<address>[^\s<>]+)>?(?:[ ]+(?:"[^"]*"|'[^']*'))?[ ]*\)"""
)
_BARE: Final = late(r"<?(?P<address>https?://[^\s<>]+)>?")
_DAMAGED: Final = late("[\u2400-\u2421\ufffd]")
"""Characters by which the gate replaces control characters: an address with one is damaged."""

_NO_NAMES: Final = frozenset(
    {"link", "source", "original", "url", "here", "read more", "original article", "original post"}
    | {"原文", "原文链接", "原文連結", "来源", "來源", "链接", "查看原文", "阅读原文", "元記事", "出典"}
)
"""Link texts that name no source."""

_SAYS_SOURCE: Final = late(
    r"(?i:sources?|original|via|quelle|fuente|fonte)\b|原文|原載|来源|來源|出处|出處|转载|轉載|元記事|出典|출처"
)
"""What a heading above a source says."""

_HEADING: Final = late(r"^ {0,3}#{1,6}[ \t]+(.{1,200})", re.MULTILINE)
_LISTS_LINKS: Final = late(
    r"(?i:references?|bibliography|further reading|see also|(?:external |useful |related )?links|resources|exercises|problems|literature)\b"
    r"|参考|參考|延伸|拓展|扩展|练习|习题|例题|资料|外部链接|相关|参照|関連"
)
"""What a heading above several links says."""
_LINK_FIRST: Final = late(r"(?:[-*+][ \t]+|\d{1,4}[.)][ \t]+)?(?:\[(?!\^)[^\n]{1,500}?\]\(|<?https?://)")
"""A line that begins with a link, as those of lists do."""


class Source(NamedTuple):
    """Where an article comes from."""

    link: str = ""
    """An address that passed the gate, or nothing."""
    in_body: bool = False
    """The body's last block is only this link, with the source's name as its text."""
    name: str = ""
    """The name to show."""


class _Ending(NamedTuple):
    """A link that is the last block of a body."""

    address: Address
    text: str
    """The name of the source, if the link's text is one."""
    bare: bool
    """The block is only the link, and its text is a name: the page can leave it out."""


def find_source(fields: Fields, body: str, *, is_entry: bool = False) -> Source:
    """Return the source that the header or the end of the body names; ``is_entry``: it is a feed's, whose title it names."""
    links = fields.candidates("link")
    names = (
        line(value, "name") if value in links else _site_of(value) for value in fields.candidates("source")
    )
    named = next((name for text in names if (name := _site_name(text, is_title=is_entry))), "")
    ending = _ending(body)
    address = next(
        (
            found
            for value in (*links, *fields.candidates("source"))
            for raw in texts(value, "url", "href", "link")
            if (found := _address(raw))
        ),
        ending.address if ending else None,
    )
    if address is None:
        return Source(name=named)
    if ending is None or ending.address.href != address.href:
        return Source(address.href, name=named or _site(address))
    return Source(address.href, ending.bare, named or ending.text or _site(address))


def _site_of(value: HeaderValue) -> str:
    """Return the name in a header's value for the source, which may be a link with that name."""
    text = line(value, "name")
    match = _one_link(text)
    return match["text"] if match else text


def _address(raw: str) -> Address | None:
    """Return the address in a text as ``https://…``, ``<https://…>`` or ``[text](https://…)``."""
    raw = raw.strip()
    if _DAMAGED.search(raw):
        return None
    match = _BARE.fullmatch(raw) or _one_link(raw)
    address = safe_address(match["address"]) if match else None
    return address if address and address.scheme in {"http", "https"} else None


def _one_link(text: str) -> re.Match[str] | None:
    match = _INLINE.fullmatch(text) if len(text) <= _BLOCK_LIMIT else None
    if match is None or "](" in match["text"] or match["address"].count(")") > match["address"].count("("):
        return None
    return match


def _ending(body: str) -> _Ending | None:
    """Return the link that is a body's last block, below other text."""
    end = body[-_BLOCK_LIMIT:].rstrip()
    above, _, last = end.rpartition("\n")
    if "://" not in last or len(last) - len(last.lstrip()) > 3 or above.rpartition("\n")[2].strip():
        return None
    before = above.rstrip().rpartition("\n")[2].strip()
    address = _address(last) if before else None
    if address is None:
        return None
    # Below a section's heading it belongs to that, and below another link it is one of a list.
    if (before.startswith("#") and not _SAYS_SOURCE.search(before)) or _LINK_FIRST.match(before):
        return None
    headings = _HEADING.findall(above)
    if headings and _LISTS_LINKS.search(headings[-1]):
        return None
    match = _one_link(last.strip())
    said = plain(match["text"]).strip("：: ") if match else ""
    generic = said.lower() in _NO_NAMES
    named = bool(said) and len(said) <= SOURCE_LIMIT and "://" not in said
    led_up_to = before.startswith("#") or before.endswith((":", "："))
    return _Ending(address, said if named and not generic else "", bare=named and not led_up_to)


def _site_name(text: str, *, is_title: bool) -> str:
    """Return the source's name from a header, unless it is an address or a path; ``is_title``: it is neither."""
    if is_title and "://" not in text:
        return clean_line(text, SOURCE_LIMIT)
    name = clean_line(plain(text), SOURCE_LIMIT)
    return "" if "://" in text or "/" in text or name.startswith("#") else name


def _site(address: Address) -> str:
    return clean_line(address.host.removeprefix("www."))
