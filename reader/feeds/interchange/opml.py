"""Reads and writes lists of feeds as OPML 2.0. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from html.entities import html5
from io import BytesIO
from typing import Any, NamedTuple
from xml.sax.saxutils import quoteattr

from lxml import etree

from reader.article.decoding import decode
from reader.errors import NewsreaderError
from reader.feeds.following.subscriptions import Subscription
from reader.feeds.formats.page_text import page_text
from reader.feeds.interchange.listed import FeedList, Gathered, listed_address
from reader.i18n import tr
from reader.text import clean_line, safe_address
from reader.text.pattern import late
from reader.text.typed_address import hide_logins, typed_address

_END = re.compile(rb"</(?:[\w.-]+:)?opml\s*>|<(?:[\w.-]+:)?opml[^<>]*/>", re.IGNORECASE)

FEEDS_LIMIT = 20_000
"""Feeds of one document."""

GROUPS_LIMIT = 100
"""Outlines around a feed that become its tags; deeper ones do not."""

_DECLARATION = late(r"\s*<\?xml\b[^<>]{0,500}?\?>", re.IGNORECASE)
_ENCODING = re.compile(rb"""<\?xml[^<>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE)
_AMPERSAND = late(r"&(?:(#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|\w{1,40});)?")
_PLAIN = frozenset({"amp", "lt", "gt", "quot", "apos"})
"""The entities of XML itself."""

_NO_XML = late("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that no document of XML has."""

_COMMENTS = frozenset({"true", "1", "yes"})
"""Values of isComment that mean it."""

_SCRAPED = ("html+xpath", "xml+xpath", "json+")
"""How the types begin of pages that other readers make feeds of."""


class _Outline(NamedTuple):
    """An open outline."""

    group: str
    """Its name, if feeds are in it; else empty."""
    is_comment: bool
    """It or one around it is commented out."""
    name: str
    """What a sentence calls it."""
    is_empty: bool
    """It is neither a feed, nor has anything in it so far."""


def read_opml(data: bytes, name: str) -> FeedList:
    """Return the feeds of a document; the outlines around a feed and its categories become its tags.

    Raises NewsreaderError for what is not OPML; ``name`` is what the message calls the file.
    """
    reading = _Reading()
    root: Any = None
    try:
        # Element by element, each freed once it is read: all at once take fifty times their bytes.
        parsing = etree.iterparse(
            BytesIO(_repaired(data)),
            ("start", "end"),
            recover=True,
            resolve_entities=False,
            no_network=True,
            huge_tree=True,  # else it ends, without an error, at 256 outlines inside each other
        )
        for event, element in parsing:
            if event == "start":
                root = element if root is None else root
                reading.begin(element)
            else:
                reading.end()
                element.clear()
                around = element.getparent()
                while around is not None and element.getprevious() is not None:
                    del around[0]
    except (etree.LxmlError, ValueError) as problem:
        raise NewsreaderError(tr("{file} is not an OPML file", file=clean_line(name))) from problem
    if root is None or _name_of(root) != "opml":
        raise NewsreaderError(tr("{file} is not an OPML file", file=clean_line(name)))
    if any(each.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for each in parsing.error_log):
        reading.found.leave_out(tr("outlines that are nested too deep, and what follows them"))
    return reading.found.all()


def is_cut_off(data: bytes) -> bool:
    """Whether an OPML document ends before its end; ``read_opml`` gives the feeds that stand before that."""
    return not _END.search(data.replace(b"\0", b""))


def _repaired(data: bytes) -> bytes:
    """Return a document in UTF-8 whose bare ampersands are escaped and whose entities of HTML are characters."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        declared = _ENCODING.search(data[:1000])
        named = declared[1].decode("ascii") if declared else ""
        # What is not UTF-8 although it says so is guessed.
        is_right = named and named.lower() not in {"utf-8", "utf8"}
        text = page_text(data, f"charset={named}") if is_right else decode(data).text
    if "\0" in text:  # UTF-16 without a mark
        text = decode(data).text
    text = _DECLARATION.sub("", text, count=1) if _DECLARATION.match(text) else text.lstrip()
    return _NO_XML.sub("", _AMPERSAND.sub(_escaped, text)).encode("utf-8", "replace")


def _escaped(match: "re.Match[str]") -> str:
    name = match[1] or ""
    if name in _PLAIN:
        return match[0]
    if name.startswith("#"):
        number = int(f"0{name[1:]}", 16) if name[1] in "xX" else int(name[1:])
        is_text = number < 0x110000 and not 0xD800 <= number < 0xE000
        return match[0] if is_text and not _NO_XML.match(chr(number)) else ""
    known = html5.get(f"{name};") if name else None
    return known if known and not set("<>&\"'") & set(known) else "&amp;" + match[0][1:]


class _Reading:
    """The outlines of a document, from its beginning to its end."""

    def __init__(self) -> None:
        self.found = Gathered(FEEDS_LIMIT)
        """What was read."""
        self._open: list[_Outline] = []

    def begin(self, element: Any) -> None:
        """Take an element that begins."""
        names = {str(name).lower(): value for name, value in element.attrib.items()}
        around = [each.group for each in self._open if each.group][:GROUPS_LIMIT]
        is_comment = any(each.is_comment for each in self._open[-1:])
        if _name_of(element) != "outline":
            self._open.append(_Outline("", is_comment, "", is_empty=False))
            return
        if self._open:
            self._open[-1] = self._open[-1]._replace(is_empty=False)
        title, address = _title_of(names), _address_of(names)
        is_comment = is_comment or names.get("iscomment", "").strip().lower() in _COMMENTS
        if address:
            self._take(names, address, title, around, is_comment=is_comment)
            self._open.append(_Outline("", is_comment, "", is_empty=False))
        else:
            self._open.append(_Outline(title, is_comment, title or tr("an outline"), is_empty=True))

    def end(self) -> None:
        """Close the element that is open."""
        outline = self._open.pop()
        if outline.is_empty:
            self.found.leave_out(tr("{name}: it has no address and no feeds in it", name=outline.name))

    def _take(
        self, names: Mapping[str, str], typed: str, title: str, around: Sequence[str], *, is_comment: bool
    ) -> None:
        shown = clean_line(title or hide_logins(typed), 200)
        kind = names.get("type", "").strip().lower()
        if is_comment:
            self.found.leave_out(tr("{name}: it is commented out", name=shown))
        elif kind in {"link", "include"} and not names.get("xmlurl"):
            self.found.leave_out(
                tr("{name}: it is a link to {address}, not a feed", name=shown, address=_shown(typed))
            )
        elif kind.startswith(_SCRAPED):
            self.found.leave_out(
                tr(
                    "{name}: another reader makes it from the page {address}",
                    name=shown,
                    address=_shown(typed),
                )
            )
        elif (found := listed_address(typed)) is None:
            self.found.leave_out(
                tr("{name}: {address} is not an address of the web", name=shown, address=_shown(typed))
            )
        else:
            categories = _categories(names.get("category", ""))
            feed = Subscription(
                found.address, title, tags=_each_once((*around, *categories)), user=found.user,
                website=_page_of(names), opml_folders=_folders(around, categories), is_public=True,
            )  # fmt: skip
            self.found.take(feed, found.password)


def _name_of(element: Any) -> str:
    """Return the name of an element in small letters, whatever namespace the document gives it."""
    return str(element.tag).rpartition("}")[2].lower()


def _shown(address: str) -> str:
    return clean_line(hide_logins(address), 200)


def _title_of(names: Mapping[str, str]) -> str:
    return clean_line(names.get("title") or names.get("text") or "")


def _address_of(names: Mapping[str, str]) -> str:
    """Return the address of an outline; some programs and older versions of the format call it ``url``."""
    return (names.get("xmlurl") or names.get("url") or "").strip()


def _page_of(names: Mapping[str, str]) -> str:
    page = safe_address(typed_address(names.get("htmlurl", ""))) if names.get("htmlurl", "").strip() else None
    return page.href if page and page.scheme in {"http", "https"} else ""


def _categories(raw: str) -> tuple[str, ...]:
    return tuple(clean_line(part, 100) for path in raw.split(",") for part in path.split("/"))


def _folders(around: Sequence[str], categories: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return where the feed stands, unless that is where ``write_opml`` puts it by its tags."""
    is_plain = len(around) == 1 or not (around or any(categories))
    return () if is_plain else (tuple(around),)


def _each_once(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, tags)))


class _Folder:
    """An outline that is written, with the outlines and the feeds in it, in the order in which they came."""

    def __init__(self) -> None:
        self.inside: dict[str, _Folder] = {}
        self.parts: list[str | tuple[str, _Folder]] = []

    def at(self, path: Sequence[str]) -> "_Folder":
        """Return the one at a path below it, made if there is none."""
        found = self
        for name in path:
            if name not in found.inside:
                made = found.inside[name] = _Folder()
                found.parts.append((name, made))
            found = found.inside[name]
        return found

    def lines(self) -> Iterable[str]:
        """Yield what stands in it."""
        left: list[str | tuple[str, _Folder]] = self.parts[::-1]
        while left:
            part = left.pop()
            if isinstance(part, str):
                yield part
            else:
                name, folder = part
                yield f"<outline text={quoteattr(name)} title={quoteattr(name)}>"
                left += ["</outline>", *folder.parts[::-1]]


def write_opml(feeds: Iterable[Subscription]) -> str:
    """Return the feeds as a document: each in the outlines that it came from, else in one of its first tag.

    All its tags are categories. Feeds that a program prints are left out: other readers cannot use them.
    """
    body = _Folder()
    for feed in feeds:
        if not feed.command:
            for path in feed.opml_folders or (feed.tags[:1],):
                body.at(path).parts.append(_outline(feed))
    text = "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<opml version="2.0">',
            "<head><title>newsreader</title></head>",
            "<body>",
            *body.lines(),
            "</body>",
            "</opml>",
        ]
    )
    return _NO_XML.sub("", text)


def _outline(feed: Subscription) -> str:
    # A tag with a comma or a slash in it would come back as two.
    tags = ",".join(f"/{tag}" for tag in feed.tags if not {",", "/"} & set(tag))
    more = [("category", tags), ("htmlUrl", feed.website)]
    name = quoteattr(feed.title or feed.address)
    written = "".join(f" {key}={quoteattr(value)}" for key, value in more if value)
    return f'<outline type="rss" text={name} title={name} xmlUrl={quoteattr(feed.address)}{written}/>'
