"""The title of a page: that of its article, without the name of the site. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from re import Pattern
from typing import Any

from reader.feeds.formats.values import line_of

HEADINGS_LIMIT = 50
"""Headings of the first level that are examined."""

_FURNITURE = "ancestor::nav or ancestor::footer or ancestor::aside or (ancestor::header and not(ancestor::article or ancestor::main))"
_HEADINGS = f"//h1[not({_FURNITURE})] | //*[@itemprop='headline'][not({_FURNITURE}) and not(self::meta)]"
_OWN = "self::*[@itemprop='headline' or ancestor::article or ancestor::main or ancestor::*[@role='main']]"

_BETWEEN = re.compile(r"\s+[-–—|·•»«›‹:/~]+\s+|\s*[|_]+\s*|\s*[-–—:：]{1,2}\s*")
"""Separators between a title and the name of its site."""

_SURE = re.compile(r"\s+[-–—|·•»«›‹/~]+\s+|\s*[|_]+\s*")
"""Those separators that do not also stand before a subtitle."""

_PERMALINK = re.compile(r"(?:\s*[¶§🔗]|\s+#)+$")


def title_of(root: Any, declared: Iterable[str], site: str) -> str:
    """Return the title of a page: one that it declares, the most reliable first, else its heading, else ``<title>``.

    The name of the site is cut off; that name by itself is not a title.
    """
    headings = _headings(root, site)
    own = next(iter(root.xpath("//title[not(ancestor::svg)]")), None)
    of_window = line_of(own.text_content()) if own is not None else ""
    for title in filter(None, (line_of(each) for each in declared)):
        if not _is_same(title, site):
            return _shortened(title, headings, site, _SURE)
    if of_window and any(_beside(of_window, heading, _BETWEEN) for heading, _ in headings):
        return _shortened(of_window, headings, site)
    own_headings = [heading for heading, is_own in headings if is_own]
    if len(own_headings) == 1:
        return own_headings[0]
    return _shortened(of_window, headings, site) or next((heading for heading, _ in headings), "")


def _headings(root: Any, site: str) -> list[tuple[str, bool]]:
    """Return the headings that may be the article's, each with whether it is inside the article."""
    found = []
    for each in root.xpath(_HEADINGS)[:HEADINGS_LIMIT]:
        leads_home = each.xpath("boolean(ancestor-or-self::a[@href='/'] | .//a[@href='/'])")
        text = _PERMALINK.sub("", line_of("".join(_texts(each))))
        if text and not leads_home and not _is_same(text, site):
            found.append((text, bool(each.xpath(_OWN))))
    return found


def _texts(element: Any) -> Iterator[str]:
    """Yield the pieces of an element's text, a line break as a space."""
    for each in element.iter():
        if each.tag == "br":
            yield " "
        elif isinstance(each.tag, str) and each.tag not in {"script", "style", "svg"}:
            yield each.text or ""
        if each is not element:
            yield each.tail or ""


def _shortened(
    title: str, headings: Sequence[tuple[str, bool]], site: str, between: Pattern[str] = _BETWEEN
) -> str:
    """Return a title without the name of the site after or before it; the article's heading shows where it ends, too."""
    for match in _BETWEEN.finditer(title):
        before, after = title[: match.start()], title[match.end() :]
        if before and after and _is_same(after, site):
            return _shortened(before, headings, "", between) if headings else before
        if before and after and _is_same(before, site):
            return after
    for heading, is_own in headings:
        rest = _beside(title, heading, between)
        if rest and (is_own or title.casefold().startswith(heading.casefold())):
            return heading
        if rest:  # a heading outside of the article at the end of the title is the name of the site
            return rest
    return title


def _beside(title: str, heading: str, between: Pattern[str]) -> str:
    """Return the rest of a title that begins or ends with a heading and a separator; empty: it does not."""
    for match in between.finditer(title):
        before, after = title[: match.start()], title[match.end() :]
        if _is_same(before, heading):
            return after
        if _is_same(after, heading):
            return before
    return ""


def _is_same(one: str, other: str) -> bool:
    return one.casefold().strip() == other.casefold().strip()
