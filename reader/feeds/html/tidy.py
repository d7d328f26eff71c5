"""Tidies the tree of an entry's HTML before it becomes Markdown. Pure.

Scripts and tracking pixels go. Lazily loaded images get their address, videos and frames become links, code gets the name
of its language, layout tables become the blocks in them.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

from lxml import etree

from reader.feeds.html.escape import raw
from reader.feeds.html.tree import remove, sweep, text_of, unwrap
from reader.text import safe_address

ADDRESSES_KEPT = 4096
"""Absolute addresses that are cached."""

SMALL_PX = 24
"""An image that is no larger and whose text is not ASCII stands for a character: an emoji."""

_LAZY = ("data-src", "data-original", "data-lazy-src", "data-actualsrc", "data-url", "data-original-src")
_LANGUAGE = re.compile(
    r"(?:^|\s)(?:language|lang|highlight-source|brush|sourceCode)[-: ]+([\w+#-]{1,30})|(?:^|\s)src-([\w+#-]{1,30})"
)
_HIGHLIGHT = re.compile(r"\bhighlight\s+([\w+#-]{1,30})(?:\s|$)")
_NO_LANGUAGES = frozenset({"plain", "plaintext", "text", "none", "highlighter-rouge", "table"})
_GUTTER = re.compile(r"\b(?:gutter|linenos?|line-numbers|rouge-gutter|lnt|hljs-ln-numbers)\b")
_LAYOUT = ("pre", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "figure", "hr")
"""Blocks that no cell of a Markdown table can hold."""

_INDENTING = ("blockquote", "ul", "ol", "dl")

INDENTS_LIMIT = 12
"""Quotes and lists inside each other."""

TABLES_LIMIT = 5
"""Tables inside each other; a deeper one becomes its blocks."""

_RAW_TAGS = frozenset({"sup", "sub", "kbd"})
"""Elements that our page shows and Markdown has no markup for."""

_NO_ELEMENTS = (etree.Comment, etree.ProcessingInstruction, etree.Entity)

_ANCHORS = frozenset({"#", "¶", "§", "🔗", ""})
"""Texts of links from a heading to itself."""

RAW_TEXT = 40
"""Characters in an element of ``_RAW_TAGS``."""


def tidy(root: Any, base: str) -> None:
    """Tidy a tree in place; addresses are made absolute by ``base``."""
    etree.strip_elements(root, *_NO_ELEMENTS, with_tail=False)
    _flatten(root)
    outside = _Outside(root, base)
    for element in list(root.iter("noscript", *_HANDLERS)):
        if element is root or element.getparent() is None:
            continue  # removed already with its parent
        if element.tag == "noscript":
            _noscript(element, outside)
        elif element.tag in _HANDLERS:
            _HANDLERS[element.tag](element, base)
    sweep(root)


def _flatten(root: Any) -> None:
    """Turn quotes and lists that are nested too deep into plain blocks: their lines would begin with the markup of all others."""
    if next(islice(root.iter(*_INDENTING), INDENTS_LIMIT, None), None) is None:
        return
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end"), tag=_INDENTING):
        depth += 1 if event == "start" else -1
        if event == "end" and depth >= INDENTS_LIMIT:
            element.tag = "div"


def _drop(element: Any, _: str) -> None:
    remove(element)


def _unwrap(element: Any, _: str) -> None:
    unwrap(element)


def _block(element: Any, _: str) -> None:
    element.tag = "div"
    element.attrib.clear()


def _image(element: Any, base: str) -> None:
    size = {element.get("width") or "", element.get("height") or ""}
    alt = " ".join((element.get("alt") or "").split())
    address = _image_address(element, base)
    is_pixel = bool(size & {"0", "1", "0px", "1px"})
    if is_pixel or not address or _is_letter(alt, size):
        # Its text stays if it is part of the sentence, or all that is left of the image.
        element.tail = ("" if is_pixel else alt) + (element.tail or "")
        remove(element)
        return
    title = element.get("title")
    element.attrib.clear()
    element.set("src", address)
    element.set("alt", alt)
    if title and " ".join(title.split()) != alt:
        element.set("title", " ".join(title.split()))


def _image_address(element: Any, base: str) -> str:
    late = [element.get(name) for name in _LAZY]
    sets = [(element.get(name) or "").split(",")[-1].split() for name in ("data-srcset", "srcset")]
    largest = [each[0] if each else "" for each in sets]
    addresses = [*late, largest[0], element.get("src"), largest[1]]
    return next(filter(None, (absolute(each, base) for each in addresses if each)), "")


def _is_letter(alt: str, size: set[str]) -> bool:
    """Return whether an image stands for an emoji, which is its text."""
    is_small = any(each.isdecimal() and int(each) <= SMALL_PX for each in size)
    return (
        0 < len(alt) <= 8
        and not any(char.isalnum() or char.isascii() for char in alt)
        and (is_small or size == {""})
    )


class _Outside:
    """The addresses of the images outside of ``<noscript>``."""

    def __init__(self, root: Any, base: str) -> None:
        self._root, self._base = root, base
        self._addresses: set[str] | None = None

    def are_new(self, images: Sequence[Any]) -> bool:
        """Return whether none of these is there already; if so, add them."""
        if self._addresses is None:
            others = (
                each for each in self._root.iter("img") if next(each.iterancestors("noscript"), None) is None
            )
            self._addresses = {_image_address(each, self._base) for each in others}
        addresses = {_image_address(each, self._base) for each in images}
        if addresses & self._addresses:
            return False
        self._addresses |= addresses
        return True


def _noscript(element: Any, outside: _Outside) -> None:
    """Keep the image for browsers without scripts, unless it is there already."""
    images = element.findall(".//img")
    if images and outside.are_new(images):
        unwrap(element)
    else:
        remove(element)


def _link_to(element: Any, base: str) -> None:
    """Replace a video or a frame by a link."""
    inner = element.find("source")
    addresses = (
        element.get("src"),
        element.get("data-src"),
        element.get("data"),
        inner.get("src") if inner is not None else "",
    )
    known = absolute(_video_page(next(filter(None, addresses), "")), base)
    text = (element.get("title") or "").strip() or (urlsplit(known).hostname or "")
    for child in list(element.iter("source", "track", "param")):
        if child is not element:
            remove(child)
    if not known:
        unwrap(element)
        return
    for child in list(element):  # for browsers that cannot show it
        element.remove(child)
    element.tag, element.text = "a", text
    element.attrib.clear()
    element.set("href", known)


def _video_page(address: str) -> str:
    """Return the page of a video that is shown in a frame, or the address itself."""
    parts = urlsplit(address) if address.count("[") == address.count("]") == 0 else urlsplit("")
    host = (parts.hostname or "").removeprefix("www.")
    if host in {"youtube.com", "youtube-nocookie.com"} and parts.path.startswith("/embed/"):
        return f"https://www.youtube.com/watch?v={parts.path.removeprefix('/embed/').strip('/')}"
    if host == "player.bilibili.com" and (film := parse_qs(parts.query).get("bvid")):
        return f"https://www.bilibili.com/video/{film[0]}"
    if host == "player.vimeo.com":
        return f"https://vimeo.com/{parts.path.rpartition('/')[2]}"
    return address


def _link(element: Any, base: str) -> None:
    address = (element.get("href") or "").strip()
    if address.startswith("#") and text_of(element).strip() in _ANCHORS:
        remove(element)
        return
    known = address if address.startswith("#") else absolute(address, base, mail=True)
    if not known or not (text_of(element).strip() or element.find(".//img") is not None):
        unwrap(element)  # javascript:, or nothing to click on
        return
    element.attrib.clear()
    element.set("href", known)


def _code_block(element: Any, _: str) -> None:
    """Give a code block its language, and line ends to its lines."""
    for line_end in list(element.iter("br")):
        line_end.tail = "\n" + (line_end.tail or "")
        remove(line_end)
    language = _language_of(element)
    text = text_of(element)
    tail = element.tail
    for child in list(element):
        element.remove(child)
    element.attrib.clear()
    element.text, element.tail = None, tail
    code = etree.SubElement(element, "code")
    code.text = text
    if language:
        code.set("class", f"language-{language}")


def _language_of(element: Any) -> str:
    around = [*element.iter("code"), element, *list(element.iterancestors())[:6]]
    names = [f"{each.get('class') or ''} {each.get('data-lang') or ''}" for each in around]
    for pattern in (_LANGUAGE, _HIGHLIGHT):
        for each in names:
            if (match := pattern.search(each)) and (found := next(filter(None, match.groups()))):
                return "" if found.lower() in _NO_LANGUAGES else found
    lang = next((each.get("data-lang") for each in around if each.get("data-lang")), "")
    return str(lang) if re.fullmatch(r"[\w+#-]{1,30}", str(lang)) else ""


def _table(element: Any, _: str) -> None:
    """Turn a table that holds blocks, which no Markdown table can, into those blocks."""
    if sum(1 for _ in islice(element.iterancestors("table"), TABLES_LIMIT)) == TABLES_LIMIT:
        _block(element, "")
        return
    columns = max((len(row) for row in element.iter("tr")), default=0)
    others = () if columns > 1 else ("ul", "ol", "p")
    if next(element.iterdescendants(*_LAYOUT, *others), None) is None and not _has_paragraphs(element):
        return
    for cell in list(element.iter("td", "th")):
        if _GUTTER.search(cell.get("class") or ""):
            remove(cell)
    for part in list(element.iter("td", "th", "tr", "tbody", "thead", "tfoot", "caption")):
        _block(part, "")
    _block(element, "")


def _has_paragraphs(element: Any) -> bool:
    """Return whether an element has paragraphs one after the other, or one in a list."""
    return any(next(each.itersiblings("p"), None) is not None for each in element.iter("p")) or any(
        each.find("li/p") is not None for each in element.iter("ul")
    )


def _raw_element(element: Any, _: str) -> None:
    """Keep superscripts, subscripts and keys as HTML, which our page reads."""
    text = text_of(element)
    if len(element) or not text.strip() or len(text) > RAW_TEXT:
        unwrap(element)
        return
    tag = element.tag
    element.text = f"{raw('<')}{tag}{raw('>')}{text}{raw('</')}{tag}{raw('>')}"
    unwrap(element)


def _definition(element: Any, base: str) -> None:
    """Turn the definition of a term into a paragraph that begins as definitions do on our page."""
    blocks = ("p", "div", "ul", "ol", "pre", "table", "blockquote")
    if next(element.iterdescendants(*blocks), None) is None:
        element.text = raw(": ") + (element.text or "").lstrip()
    _block(element, base)


def _box(element: Any, _: str) -> None:
    if element.get("type") == "checkbox":
        element.tail = raw("[x] " if "checked" in element.attrib else "[ ] ") + (element.tail or "").lstrip()
    remove(element)


@lru_cache(maxsize=ADDRESSES_KEPT)
def absolute(address: str, base: str, *, mail: bool = False) -> str:
    """Return the absolute address if it passes the gate, else an empty text."""
    address = address.strip()
    if not address:
        return ""
    try:
        joined = address if address.startswith(("http://", "https://")) else urljoin(base, address)
        found = safe_address(joined)
    except ValueError:
        return ""
    return found.href if found and (mail or found.scheme != "mailto") else ""


_HANDLERS: Mapping[str, Callable[[Any, str], None]] = {
    **dict.fromkeys(
        ("script", "style", "template", "button", "select", "link", "meta", "base", "head"), _drop
    ),
    **dict.fromkeys(("iframe", "video", "audio", "embed", "object"), _link_to),
    **dict.fromkeys(_RAW_TAGS, _raw_element),
    **dict.fromkeys(("form", "textarea", "svg", "font", "center"), _unwrap),
    "input": _box,
    "dt": _block,
    "dd": _definition,
    "img": _image,
    "a": _link,
    "pre": _code_block,
    "table": _table,
}
"""The function for each element by its name; all others stay as they are."""
