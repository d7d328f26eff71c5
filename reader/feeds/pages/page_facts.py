"""The metadata of a page: title, authors, dates, site, language. Pure.

Its sources, the most reliable first: Schema.org's articles as JSON-LD, Open Graph (``og:…``, ``article:…``), older names of
``<meta>``, and HTML itself (``<title>``, ``lang``, ``<time>``).
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from reader.article.date import parse_date
from reader.article.language import language_tag
from reader.feeds.formats.values import address_of, line_of, line_of_html, names_of
from reader.feeds.pages.page_title import title_of
from reader.feeds.pages.web_page import Page
from reader.text import safe_address

SCRIPT_LIMIT = 500_000
"""Characters of one piece of JSON-LD that are read."""

OBJECTS_LIMIT = 200
"""Objects of JSON-LD that are examined."""

SUMMARY_LIMIT = 500
"""Characters of a summary."""

_ARTICLE = re.compile(r"(?:Article|BlogPosting|NewsArticle|Posting|Report|WebPage)$")
AUTHORS_LIMIT = 20
"""Names of one page."""

_BY = "//*[@itemprop='author'][not(self::meta)]//*[@itemprop='name'] | //a[contains(concat(' ', @rel, ' '), ' author ')]"
_BYLINE = re.compile(r"(?:by|von|par|作者|文)\s*[:：]?\s+|(?:作者|文)\s*[:：]\s*", re.IGNORECASE)
"""Words before a name."""

_DATED = "//time[@pubdate or @itemprop='datePublished'] | //*[contains(concat(' ', @class, ' '), ' dt-published ')]"
_IN_ARTICLE = "//article//time[@datetime] | //main//time[@datetime]"
_DAY = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/(0[1-9]|[12]\d|3[01])(?=/|$)")
"""A day in the path of an address, as blogs have it."""

_LOCALE = re.compile(r"[a-z]{2,3}_[A-Z]{2}")


def facts_of(root: Any, address: str) -> Page:
    """Return a page with the metadata in its tree and without its text; ``address`` is where it came from."""
    named, article = _metas(root), _article(root)
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    publisher = article.get("publisher")
    site = (
        _first(named, "og:site_name", "application-name")
        or line_of(publisher.get("name") if isinstance(publisher, dict) else "", 100)
        or host
    )
    return Page(
        _link(root, named, address),
        title_of(
            root, [*_all(named, "og:title", "twitter:title", "citation_title", "dc.title"), *_headlines(article)], site
        ),
        site,
        _authors(root, named, article),
        _moment(
            article.get("datePublished"),
            *_all(named, "article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
                  "dc.date", "dc.date.issued", "dcterms.created", "citation_publication_date", "pubdate", "date"),
            _first_time(root), "-".join(day.groups()) if (day := _DAY.search(urlsplit(address).path)) else "",
        ),
        _moment(article.get("dateModified"), *_all(named, "article:modified_time", "og:updated_time", "datemodified")),
        _language(root, named, article),
        line_of_html(_first(named, "og:description", "description", "twitter:description", limit=SUMMARY_LIMIT)),
        address_of(_first(named, "og:image", "og:image:url", "twitter:image", limit=4096), address),
        markdown="",
    )  # fmt: skip


def _metas(root: Any) -> dict[str, str]:
    """Return the contents of ``<meta>`` by their names in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = (meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def _article(root: Any) -> Mapping[str, Any]:
    """Return the first article with a headline in the page's JSON-LD, else the first with a date."""
    second: Mapping[str, Any] = {}
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            read = json.loads((script.text or "")[:SCRIPT_LIMIT], strict=False)
        except (ValueError, RecursionError):
            continue
        for found in _objects(read):
            kinds = found.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if not any(isinstance(name, str) and _ARTICLE.search(name) for name in names):
                continue
            if found.get("headline"):
                return found
            if found.get("datePublished"):
                second = second or found
    return second


def _headlines(article: Mapping[str, Any]) -> list[str]:
    return [line_of_html(article.get(name)) for name in ("headline", "name") if article.get(name)]


def _objects(read: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of a document and of its lists and graphs."""
    left, count = [read], 0
    while left and count < OBJECTS_LIMIT:
        count += 1
        found = left.pop(0)
        if isinstance(found, list):
            left = [*found[:OBJECTS_LIMIT], *left]
        elif isinstance(found, dict):
            yield found
            left += [found[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in found]


def _all(named: Mapping[str, str], *names: str) -> list[str]:
    return [named[name] for name in names if name in named]


def _first(named: Mapping[str, str], *names: str, limit: int = 300) -> str:
    return next(filter(None, (line_of(text, limit) for text in _all(named, *names))), "")


def _link(root: Any, named: Mapping[str, str], address: str) -> str:
    """Return the page's own address if it is on its host and not the front page, else where the page came from."""
    addresses = [
        link.get("href") for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"
    ]
    for raw in (*addresses, named.get("og:url")):
        found = address_of(raw, address)
        if found and _host(found) == _host(address) and urlsplit(found).path.strip("/"):
            return found
    known = safe_address(address)
    return known.href if known else ""


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _authors(root: Any, named: Mapping[str, str], article: Mapping[str, Any]) -> tuple[str, ...]:
    raw = article.get("author")
    persons = raw if isinstance(raw, list) else [raw]
    candidates: Sequence[Any] = [
        person.get("name") if isinstance(person, dict) else person for person in persons
    ]
    lists = (
        candidates,
        *([each] for each in _all(named, "author", "article:author", "parsely-author", "dc.creator")),
        [meta.get("content") for meta in root.iter("meta") if meta.get("name") == "citation_author"],
        [each.text_content() for each in root.xpath(_BY)[:AUTHORS_LIMIT]],
    )
    kept = (names_of(_BYLINE.sub("", name.strip()) for name in names if _is_name(name)) for names in lists)
    return next(filter(None, kept), ())


def _is_name(raw: Any) -> bool:
    """Return whether this may be a person's name: many sites give the address of a page about the author."""
    return isinstance(raw, str) and "://" not in raw and not raw.strip().startswith("@")


def _moment(*values: Any) -> datetime | None:
    found = (parse_date(each, UTC) for each in values if isinstance(each, str))
    return next((when.replace(microsecond=0) for when in found if when), None)


def _first_time(root: Any) -> str:
    """Return the first date that the page or its article marks as one."""
    times = root.xpath(_DATED)[:1] or root.xpath(_IN_ARTICLE)[:1]
    return str(times[0].get("datetime") or times[0].get("title") or times[0].text_content()) if times else ""


def _language(root: Any, named: Mapping[str, str], article: Mapping[str, Any]) -> str:
    top = root.getroottree().getroot()
    locale = named.get("og:locale", "")
    languages = (
        top.get("lang") or top.get("{http://www.w3.org/XML/1998/namespace}lang"),
        article.get("inLanguage"),
        named.get("content-language"),
        locale.replace("_", "-") if _LOCALE.fullmatch(locale) else "",
    )
    return next((tag for each in languages if isinstance(each, str) and (tag := language_tag(each))), "")
