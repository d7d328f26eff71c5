"""Finds the feeds of a page, those of its articles first. Pure: the page is passed in."""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml import html as lxml_html

from reader.feeds.formats.page_text import page_text
from reader.text import clean_line, safe_address
from reader.text.pattern import late
from reader.text.typed_address import typed_address

FOUND_LIMIT = 30
"""Feeds of one page."""

TAGS_LIMIT = 50_000
"""Elements of a page that are examined."""

KEPT_LIMIT = 500
"""Elements of a page that may name a feed."""

TITLE_BYTES = 400
"""Of a link's text that may become the title."""

HEADER_LIMIT = 8192
"""Characters of a header that are examined."""

GUESSES = ("/feed", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml", "/feed.json")
"""Paths at which sites have feeds that their pages do not name."""

_KINDS = frozenset(
    {
        "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml",
        "application/x-rss+xml", "text/rss+xml", "text/rss", "text/atom+xml", "text/rdf+xml",
    }
)  # fmt: skip
_OTHER_KINDS = frozenset({"application/json", "application/xml", "text/xml"})
"""Types that feeds have, and other documents too."""

_NO_FEED = late(r"/wp-json(?:/|$)|[?&]rest_route=|/oembed\b|/sitemap[\w-]*\.xml", re.IGNORECASE)
"""Addresses of other documents that have such a type."""

_COMMENTS = late(
    r"/comments(?:/|\.|$)|[?&]feed=comments|/feed/comments|/comments-rss|[-_/]comments?\.(?:rss|xml|atom)",
    re.IGNORECASE,
)
"""Addresses of feeds of comments."""

_COMMENTS_TITLE = late(
    r"\bcommentaires?\b|\bcoment[aá]rios?\b|\bcomentaris?\b|\bcommenti\b|\bcomments?\b|\bkomm?ent[aá][rř]|\bkomentarz|\breacties\b|\bopmerkingen\b"
    r"|\bkommentit\b|\byorum|\bhozzászólás|\bkomentar|коммент|комент|σχόλι|bình luận|phản hồi|תגובות|التعليقات|댓글|评论|評論|回應|留言|コメント",
    re.IGNORECASE,
)
"""Words for comments in titles of feeds, as programs for sites write them in their languages."""

_FORMAT = late(r"\b(?:rss|atom|json|rdf|xml|feed|[012]\.\d{1,2})\b|[^\w\s]", re.IGNORECASE)
"""What titles of feeds say of their format."""

_ENDING = late(
    r"(?:/(?:feed|rss|atom)/?|\.(?:rss|atom|rdf)|/(?:feed|rss|atom|index)\.(?:xml|json))$", re.IGNORECASE
)

_RELEVANT = re.compile(
    rb"<(?P<skipped>!--|script\b|style\b)|(?P<link><(?:link|base|meta)\b[^<>]{0,4096}>)|(?P<a><a\s[^<>]{0,4096}>)",
    re.IGNORECASE,
)
_ENDS = {
    b"!--": re.compile(rb"-->"),
    b"script": re.compile(rb"</script", re.IGNORECASE),
    b"style": re.compile(rb"</style", re.IGNORECASE),
}
_MAY_BE_FEED = re.compile(rb"(?:feed|rss|atom|rdf|index)", re.IGNORECASE)
_TAG = re.compile(rb"<[^<>]*>?")

_REFRESH = late(r"\s*\d{0,2}(?:\.\d*)?\s*[;,\s]\s*(?:url\s*=\s*)?[\"']?(?P<address>[^\"']+)", re.IGNORECASE)
_OF_READERS = late(r"(?:feeds?|rss|itpc|pcast|podcasts?):", re.IGNORECASE)
"""Schemes that only say which kind of program is meant."""

_LINK = late(r"<([^<>]{1,4096})>((?:\s*;[^,;\"]*(?:\"[^\"]*\")?)*)")
_PARAMETER = late(r";\s*([\w*]+)\s*=\s*(\"[^\"]*\"|[^;,\s]+)")

_SPECIAL = (
    (
        r"https?://(?:www\.)?youtube\.com/channel/(UC[\w-]+)",
        r"https://www.youtube.com/feeds/videos.xml?channel_id=\1",
    ),
    (
        r"https?://(?:www\.)?youtube\.com/playlist\?list=([\w-]+)",
        r"https://www.youtube.com/feeds/videos.xml?playlist_id=\1",
    ),
    (r"https?://(?:www\.|old\.)?reddit\.com/(r/\w+)/?", r"https://www.reddit.com/\1/.rss"),
    (r"https?://github\.com/([\w.-]+/[\w.-]+)/(releases|commits|tags)/?", r"https://github.com/\1/\2.atom"),
    (r"https?://github\.com/([\w.-]+/[\w.-]+)/?", r"https://github.com/\1/releases.atom"),
    (r"(https?://[\w.-]+\.substack\.com)/?", r"\1/feed"),
    (r"https?://(?:www\.)?medium\.com/(@[\w.-]+)/?", r"https://medium.com/feed/\1"),
    (r"(https?://(?!(?:www\.|m\.)?(?:youtube|tiktok|threads)\.)[\w.-]+/@\w+)/?", r"\1.rss"),
)
"""Regexes for addresses of pages, and their feeds: YouTube, Reddit, GitHub, Substack, Medium, Mastodon."""


class _Rank(IntEnum):
    """How likely it is that a feed is the one that is wanted."""

    NAMED = 0
    """The page names it as its feed."""
    LINKED = 1
    """The page links to it, or names it with a type that other documents have too."""
    COMMENTS = 2
    """It has comments."""


class _Named(NamedTuple):
    """A link that may lead to a feed, as it is written."""

    address: str
    title: str
    rank: _Rank
    kind: str = ""


class Candidate(NamedTuple):
    """A feed that a page names."""

    address: str
    """That of the feed."""
    title: str
    """As the page calls it, or empty."""


class PageFeeds(NamedTuple):
    """The feeds that a page names."""

    all: tuple[Candidate, ...]
    """The likeliest first."""
    meant: Candidate | None
    """The one that has the page's articles; None: that is not clear."""


def special_feed(address: str) -> str:
    """Return the feed of a page whose site has feeds at known addresses; empty: it is none of those."""
    for pattern, feed in _SPECIAL:
        if match := re.fullmatch(pattern, address):
            return match.expand(feed)
    return ""


def feeds_of_page(data: bytes, address: str, kind: str, link: str = "") -> PageFeeds:
    """Return the feeds that a page names.

    ``kind`` and ``link`` are its headers Content-Type and Link. Only tags that may name a feed are parsed, so a page of a
    million links takes no more memory than its bytes.
    """
    in_header = list(_of_header(link))
    root = _parsed(data, kind)
    if root is None:
        return _candidates([(address, in_header)])
    base = urljoin(address, (root.xpath("string(//base/@href)") or "").strip() or address)
    named = [
        _Named(found.get("href") or "", found.get("title") or "", rank, _kind(found.attrib))
        for found in root.iter("link")
        if (rank := _rank(found.attrib)) is not None
    ]
    linked = [
        _Named(found.get("href") or "", found.text_content(), _Rank.LINKED)
        for found in root.iter("a")
        if _ENDING.search(_path(found.get("href") or ""))
    ]
    return _candidates([(address, in_header), (base, [*named, *linked])])


def page_after(data: bytes, address: str, kind: str) -> str:
    """Return the address to which a page sends its readers at once, by meta refresh; empty: to none."""
    root = _parsed(data, kind)
    for found in root.iter("meta") if root is not None else ():
        match = _REFRESH.match(found.get("content") or "")
        if match and (found.get("http-equiv") or "").strip().lower() == "refresh":
            return _joined(address, match["address"].strip())
    return ""


def _parsed(data: bytes, kind: str) -> Any:
    """Return the tree of the tags of a page that may matter; None: it cannot be parsed."""
    text = page_text(b"".join(_relevant(data)), kind)
    try:
        parser = lxml_html.HTMLParser(encoding="utf-8")
        return lxml_html.fromstring(f"<html>{text}".encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def _rank(link: Mapping[str, str]) -> _Rank | None:
    """Return the rank of a link by its attributes; None: it does not name a feed."""
    relations = (link.get("rel") or "").lower().split()
    kind = _kind(link)
    if "feed" in relations or ("alternate" in relations and kind in _KINDS):
        return _Rank.NAMED
    return _Rank.LINKED if "alternate" in relations and kind in _OTHER_KINDS else None


def _kind(link: Mapping[str, str]) -> str:
    return (link.get("type") or "").partition(";")[0].strip().lower()


def _relevant(data: bytes) -> Iterator[bytes]:
    """Yield the elements that declare the encoding or may name feeds, outside of comments, scripts and styles."""
    at = looked = kept = 0
    while looked < TAGS_LIMIT and kept < KEPT_LIMIT and (match := _RELEVANT.search(data, at)):
        looked += 1
        at = match.end()
        if skipped := match["skipped"]:
            end = _ENDS[skipped.lower()].search(data, at)
            if end is None:
                return
            at = end.end()
        elif match["link"]:
            kept += 1
            yield match["link"]
        elif _MAY_BE_FEED.search(match["a"]):
            kept += 1
            yield match["a"] + _TAG.sub(b"", data[at : at + TITLE_BYTES].partition(b"</a")[0]) + b"</a>"


def _of_header(link: str) -> Iterator[_Named]:
    """Yield the feeds that the header Link names (RFC 8288)."""
    for match in _LINK.finditer(link[:HEADER_LIMIT]):
        parameters = {name.lower(): value.strip('"') for name, value in _PARAMETER.findall(match[2])}
        if (rank := _rank(parameters)) is not None:
            yield _Named(match[1], parameters.get("title", ""), rank, _kind(parameters))


def guesses(address: str) -> list[str]:
    """Return where a site may have a feed that it does not name: below the page, which a file does not have, and at the top."""
    top = [urljoin(address, guess) for guess in GUESSES]
    parts = urlsplit(address)
    before, _, last = parts.path.rpartition("/")
    folder = f"{before}/" if "." in last or not last else f"{parts.path}/"
    near = [parts._replace(path=f"{folder}{guess[1:]}", query="", fragment="").geturl() for guess in GUESSES]
    return list(dict.fromkeys([*top, *near] if "." in last else [*near, *top]))


def _candidates(named: Iterable[tuple[str, Iterable[_Named]]]) -> PageFeeds:
    """Return what links with their bases lead to; what alone has the best rank is meant, or the first of its formats."""
    found: dict[str, tuple[_Rank, Candidate]] = {}
    kinds: dict[str, str] = {}
    for base, links in named:
        for link in links:
            address, title = _joined(base, link.address.strip()), clean_line(unescape(link.title), 200)
            if not address or _NO_FEED.search(address):
                continue
            is_about_comments = _COMMENTS.search(address) or _COMMENTS_TITLE.search(title)
            rank = _Rank.COMMENTS if is_about_comments else link.rank
            if address not in found or rank < found[address][0]:
                found[address] = (rank, Candidate(address, title))
                kinds[address] = link.kind
    ranked = sorted(found.values(), key=lambda each: each[0])
    best = [candidate for rank, candidate in ranked if rank == ranked[0][0]]
    is_clear = len(best) == 1 or (bool(best) and _is_one_in_formats(best, kinds))
    return PageFeeds(tuple(candidate for _, candidate in ranked[:FOUND_LIMIT]), best[0] if is_clear else None)


def _is_one_in_formats(feeds: list[Candidate], kinds: Mapping[str, str]) -> bool:
    """Return whether feeds are one in several formats: none has the type of another, and all are called alike but for it."""
    types = {kinds[each.address] for each in feeds} - {""}
    titles = {" ".join(_FORMAT.sub(" ", each.title).split()).casefold() for each in feeds}
    return len(types) == len(feeds) and len(titles) == 1


def _joined(base: str, raw: str) -> str:
    """Return the web address that a link means; empty: it means none."""
    try:
        joined = urljoin(base, raw)
        known = safe_address(typed_address(joined) if _OF_READERS.match(joined) else joined)
    except ValueError:
        return ""
    return known.href if known and known.scheme in {"http", "https"} else ""


def _path(raw: str) -> str:
    try:
        return urlsplit(raw).path
    except ValueError:
        return ""
