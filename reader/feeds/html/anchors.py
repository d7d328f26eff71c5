"""Links inside an entry: to its headings by their names, to its footnotes, else plain text. Pure."""

from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

from lxml import etree

from reader.feeds.html.tree import text_of
from reader.text.pattern import late

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

_NO_NAME = late(r"[^\w\- ]")


class Anchors:
    """What the links inside an entry lead to."""

    def __init__(self, root: Any, base: str) -> None:
        self._root, self._base = root, urldefrag(base).url
        self._by_name: dict[str, Any] = {}
        for element in root.iter(etree.Element):
            for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
                if name:
                    self._by_name.setdefault(name, element)
        self._headings: dict[Any, str] | None = None

    def fragment(self, address: str) -> str:
        """Return the name that a link leads to if it leads into the entry; else an empty text."""
        address = address.strip()
        if "#" not in address:
            return ""
        if not address.startswith("#"):
            try:
                page = urldefrag(urljoin(self._base, address)).url
            except ValueError:
                return ""
            if page.rstrip("/") != self._base.rstrip("/"):
                return ""
        return address.partition("#")[2]

    def element(self, name: str) -> Any:
        """Return the element that is called so; None: there is none."""
        found = self._by_name.get(name)
        return self._by_name.get(unquote(name)) if found is None else found

    def heading(self, name: str) -> str:
        """Return the name under which Markdown programs know the heading that a link leads to; empty: it leads to none."""
        found = self.element(name)
        if found is None:
            return ""
        if self._headings is None:
            self._headings = self._named()
        for each in (found, *found.iterancestors(*HEADINGS)):
            if each in self._headings:
                return self._headings[each]
        leads = found.tag in {"a", "section", "article", "div", "span"}
        following = _next_heading(found) if leads else None
        return self._headings.get(following, "") if following is not None else ""

    def _named(self) -> dict[Any, str]:
        """Return the names of the headings, as GitHub makes them: of equal ones the second ends in ``-1``."""
        names: dict[Any, str] = {}
        seen: dict[str, int] = {}
        for each in self._root.iter(*HEADINGS):
            text = " ".join(_shown(each).split())
            if text:
                name = _NO_NAME.sub("", text.lower()).replace(" ", "-")
                count = seen[name] = seen.get(name, -1) + 1
                names[each] = f"{name}-{count}" if count else name
        return names


def _shown(heading: Any) -> str:
    """Return the text of a heading without links to itself."""
    hidden = [
        text_of(each)
        for each in heading.iter("a")
        if (each.get("href") or "").startswith("#") and text_of(each).strip() in {"#", "¶", "§", "🔗", ""}
    ]
    text = text_of(heading)
    for each in hidden:
        text = text.replace(each, "", 1) if each else text
    return text


def _next_heading(element: Any) -> Any:
    """Return the heading that an element begins with, or that follows it with nothing between; None: there is none."""
    if text_of(element).strip():
        each = element
    else:
        each = element
        while each is not None and not (each.tail or "").strip() and each.getnext() is None:
            each = each.getparent()
        if each is None or (each.tail or "").strip():
            return None
        each = each.getnext()
    while each is not None:
        if each.tag in HEADINGS:
            return each
        if (each.text or "").strip() or len(each) == 0:
            return None
        each = each[0]
    return None
