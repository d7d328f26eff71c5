"""Finds the feeds of a page. Pure: the page is passed in."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml import html as lxml_html

from reader.feeds.formats.page_text import page_text
from reader.text import clean_line, safe_address

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

_KINDS = (
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
    "application/json",
)
_ENDING = re.compile(
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

_LINK = re.compile(r"<([^<>]{1,4096})>((?:\s*;[^,;\"]*(?:\"[^\"]*\")?)*)")
_PARAMETER = re.compile(r";\s*([\w*]+)\s*=\s*(\"[^\"]*\"|[^;,\s]+)")

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


class Candidate(NamedTuple):
    """A feed that a page names."""

    address: str
    """That of the feed."""
    title: str
    """As the page calls it, or empty."""


def special_feed(address: str) -> str:
    """Return the feed of a page whose site has feeds at known addresses; empty: it is none of those."""
    for pattern, feed in _SPECIAL:
        if match := re.fullmatch(pattern, address):
            return match.expand(feed)
    return ""


def feeds_of_page(data: bytes, address: str, kind: str) -> list[Candidate]:
    """Return the feeds that a page names, those of its head first; ``kind`` is its header Content-Type.

    Only tags that may name a feed are parsed, so a page of a million links takes no more memory than its bytes.
    """
    text = page_text(b"".join(_relevant(data)), kind)
    try:
        parser = lxml_html.HTMLParser(encoding="utf-8")
        root = lxml_html.fromstring(f"<html>{text}".encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return []
    base = urljoin(address, (root.xpath("string(//base/@href)") or "").strip() or address)
    named = [
        (link.get("href"), link.get("title") or "")
        for link in root.iter("link")
        if "alternate" in (link.get("rel") or "").lower().split()
        and (link.get("type") or "").lower() in _KINDS
    ]
    linked = [
        (link.get("href"), link.text_content())
        for link in root.iter("a")
        if _ENDING.search(urlsplit(link.get("href") or "").path)
    ]
    return _candidates([*named, *linked], base)


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


def feeds_of_header(link: str, address: str) -> list[Candidate]:
    """Return the feeds that the header Link names (RFC 8288)."""
    named = []
    for match in _LINK.finditer(link[:HEADER_LIMIT]):
        parameters = {name.lower(): value.strip('"') for name, value in _PARAMETER.findall(match[2])}
        if (
            "alternate" in parameters.get("rel", "").lower().split()
            and parameters.get("type", "").lower() in _KINDS
        ):
            named.append((match[1], parameters.get("title", "")))
    return _candidates(named, address)


def guesses(address: str) -> list[str]:
    """Return where a site may have a feed that it does not name: below the page, which a file does not have, and at the top."""
    top = [urljoin(address, guess) for guess in GUESSES]
    parts = urlsplit(address)
    before, _, last = parts.path.rpartition("/")
    folder = f"{before}/" if "." in last or not last else f"{parts.path}/"
    near = [parts._replace(path=f"{folder}{guess[1:]}", query="", fragment="").geturl() for guess in GUESSES]
    return list(dict.fromkeys([*top, *near] if "." in last else [*near, *top]))


def _candidates(named: Iterable[tuple[str | None, str]], base: str) -> list[Candidate]:
    found: dict[str, Candidate] = {}
    for raw, title in named:
        try:
            known = safe_address(urljoin(base, (raw or "").strip()))
        except ValueError:
            continue
        if known and known.scheme in {"http", "https"}:
            found.setdefault(known.href, Candidate(known.href, clean_line(title, 200)))
    return list(found.values())[:FOUND_LIMIT]
