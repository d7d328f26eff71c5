"""From the address of a page to those of its feeds. Pure: the page is handed in."""

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
"""Elements of a page that are looked at for feeds."""

KEPT_LIMIT = 500
"""Those that may name one."""

TITLE_BYTES = 400
"""Of a link's text."""

HEADER_LIMIT = 8192
"""Characters of a header that are looked at."""

GUESSES = ("/feed", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml", "/feed.json")
"""Where sites keep feeds that they do not name."""

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

_TELLING = re.compile(
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
"""Addresses of pages, as expressions, and where their feeds are: YouTube, Reddit, GitHub, Substack, Medium, Mastodon."""


class Candidate(NamedTuple):
    """A feed that a page names."""

    address: str
    title: str


def special_feed(address: str) -> str:
    """Return the feed of a page whose site keeps feeds at known addresses; empty for all others."""
    for pattern, feed in _SPECIAL:
        if match := re.fullmatch(pattern, address):
            return match.expand(feed)
    return ""


def feeds_of_page(data: bytes, address: str, kind: str) -> list[Candidate]:
    """Return the feeds that a page names, those of its head first. ``kind``: its header Content-Type, for the encoding.

    Only its tags that may name one become a tree, so a page of a million links weighs no more than its bytes.
    """
    text = page_text(b"".join(_telling(data)), kind)
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


def _telling(data: bytes) -> Iterator[bytes]:
    """Yield of a page what says its encoding and names feeds: elements that stand in no comment, script or style."""
    at = looked = kept = 0
    while looked < TAGS_LIMIT and kept < KEPT_LIMIT and (match := _TELLING.search(data, at)):
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
    """Return the feeds that the header Link of an answer names (RFC 8288)."""
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
    """Return where the feed of a site may be that names none: below the page and at the top; nothing is below a file."""
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
