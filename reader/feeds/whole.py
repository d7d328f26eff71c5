"""A page of the web as an article: what it is about, without what stands around it. Pure.

readability-lxml finds the text (the extra ``[fulltext]``); what the page says of itself in its head gives title, authors,
date and site.
"""

import re
from importlib.util import find_spec
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from lxml import etree
from lxml import html as lxml_html

from reader.errors import NewsreaderError
from reader.feeds.entry import TEXT_LIMIT, Entry
from reader.feeds.values import address_of, line_of, names_of, stamp_of
from reader.i18n import tr

LEAST_LETTERS = 100
"""A page of less text was not understood: it asks for cookies, for a login or for a browser."""


HEAD_BYTES = 4096
_PAGE = re.compile(rb"<(?:!doctype )?html", re.IGNORECASE)
"""How a page begins, where its server does not say that it is one."""


class Page(NamedTuple):
    """A page that was read."""

    entry: Entry
    site: str
    """What the site calls itself, else its host."""
    language: str


def require_reader() -> None:
    """Raise NewsreaderError where the extra is not installed."""
    if find_spec("readability") is None:
        raise NewsreaderError(
            tr("Whole articles need the extra fulltext: install newsreader-terminal[fulltext]")
        )


def read_page(data: bytes, address: str, kind: str = "") -> Page:
    """Return what a page holds; ``kind`` is the media type that was told. Raises NewsreaderError."""
    require_reader()
    from readability import Document
    from readability.readability import Unparseable

    if "html" not in kind and not (not kind and _PAGE.search(data[:HEAD_BYTES])):
        raise NewsreaderError(tr("{address} is no page: {kind}", address=address, kind=line_of(kind, 60)))
    try:
        document = Document(_decoded(data, kind), url=address)
        html = str(document.summary(html_partial=True))[:TEXT_LIMIT]
        title = line_of(document.short_title())
        root = lxml_html.fromstring(data)
    except (Unparseable, etree.LxmlError, ValueError, AssertionError) as problem:
        raise NewsreaderError(tr("{address} cannot be read as a page", address=address)) from problem
    if len("".join(lxml_html.fromstring(f"<div>{html}</div>").text_content().split())) < LEAST_LETTERS:
        raise NewsreaderError(tr("No article is found in {address}", address=address))
    told = _Told(root)
    link = address_of(told.first("og:url") or told.link("canonical"), address) or address
    if urlsplit(link).hostname != urlsplit(address).hostname:
        link = address  # nobody else's address
    entry = Entry(
        link, link, line_of(told.first("og:title")) or title, html, address,
        line_of(told.first("og:description", "description", "twitter:description")),
        stamp_of(told.first("article:published_time", "datePublished", "date", "dc.date")),
        stamp_of(told.first("article:modified_time", "dateModified")),
        names_of(filter(None, [told.first("author", "article:author_name", "dc.creator")])),
        names_of(told.all("article:tag")), address_of(told.first("og:image"), address), (),
    )  # fmt: skip
    site = line_of(told.first("og:site_name")) or (urlsplit(link).hostname or "").removeprefix("www.")
    return Page(entry, site, line_of(root.get("lang") or ""))


def _decoded(data: bytes, kind: str) -> bytes | str:
    """Return the text where its server says how it is written; else the library looks at the page itself."""
    charset = kind.partition("charset=")[2].partition(";")[0].strip("\"' ")
    try:
        return data.decode(charset) if charset else data
    except (LookupError, UnicodeDecodeError):
        return data


class _Told:
    """What the head of a page says of it."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._named: dict[str, list[str]] = {}
        for each in root.iter("meta"):
            name = each.get("property") or each.get("name") or each.get("itemprop") or ""
            if each.get("content"):
                self._named.setdefault(name.lower(), []).append(each.get("content"))
        for each in root.iter("time"):
            if each.get("datetime") and each.get("itemprop", "datePublished") == "datePublished":
                self._named.setdefault("datepublished", []).append(each.get("datetime"))

    def first(self, *names: str) -> str:
        """Return what is told under the first of these names that is there."""
        return next((self._named[name.lower()][0] for name in names if name.lower() in self._named), "")

    def all(self, name: str) -> list[str]:
        """Return all that is told under a name."""
        return self._named.get(name, [])

    def link(self, kind: str) -> str:
        """Return the address of a link of the head."""
        return next(
            (each.get("href") or "" for each in self._root.iter("link") if each.get("rel") == kind), ""
        )
