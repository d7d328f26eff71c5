"""HTML of an entry as Markdown. Pure.

A library converts; before it, the tree is tidied of what only browsers need (scripts, pixels that count readers, pictures
that load late), and of what would be lost (films become links, the languages of listings get a name). After it the words
are compared: a text that has lost some is written as plain paragraphs instead.
"""

import re
from html import unescape
from urllib.parse import parse_qs, urljoin, urlsplit

from html_to_markdown import ConversionOptions, convert
from lxml import etree
from lxml import html as lxml_html

from reader.text import clean, safe_address

DEPTH_LIMIT = 200
"""Elements inside one another; of what is deeper, which no author writes, only the text is kept."""

_DROPPED = (
    "script",
    "style",
    "noscript",
    "template",
    "form",
    "button",
    "input",
    "select",
    "textarea",
    "link",
    "meta",
)
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-actualsrc", "data-url")
_LANGUAGE = re.compile(
    r"(?:^|\s)(?:language|lang|highlight-source|brush|sourceCode)[-: ]+([\w+#-]{1,30})|(?:^|\s)src-([\w+#-]{1,30})"
)
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)[^<>]*>")
_NEVER_CLOSED = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "dd",
        "dt",
        "embed",
        "hr",
        "img",
        "input",
        "li",
        "link",
        "meta",
        "option",
        "p",
        "param",
        "source",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "wbr",
    ]
)
_BETWEEN_LETTERS = re.compile(r"\W+")
_ADDRESS = re.compile(r"\]\([^()\s]*\)|```[\w+#-]*")
_BLANKS = re.compile(r"\n{3,}")
_OPTIONS = ConversionOptions(
    heading_style="atx", bullets="-", br_in_tables=True, compact_tables=True, extract_metadata=False, escape_misc=False,
    escape_asterisks=True, escape_underscores=True, newline_style="backslash", code_block_style="backticks",
)  # fmt: skip


def to_markdown(html: str, base: str) -> str:
    """Return the HTML as Markdown, without a word lost; addresses are made absolute by ``base``."""
    if not html.strip():
        return ""
    root = _tree(html)
    if root is None or _depth(html) > DEPTH_LIMIT:
        return _escaped(unescape(_TAG.sub("\n\n", html)))
    _tidy(root, base)
    words = _letters(root.text_content())
    try:
        tidied = lxml_html.tostring(root, encoding="unicode")
        markdown = clean(str(convert(tidied, _OPTIONS).content or ""))
    except Exception:  # noqa: BLE001 - whatever the library fails on: the words are what matters
        return _paragraphs(root)
    if words != _letters(_ADDRESS.sub("", markdown)) and _is_missing(words, _letters(markdown)):
        return _paragraphs(root)
    return _BLANKS.sub("\n\n", markdown).strip() + "\n" if markdown.strip() else ""


def plain_text(html: str) -> str:
    """Return the text of HTML."""
    root = _tree(html)
    return html if root is None else str(root.text_content())


def _tree(html: str) -> lxml_html.HtmlElement | None:
    """Return the HTML as a tree, however deep it is; None for what is none."""
    try:
        parser = lxml_html.HTMLParser(huge_tree=True)
        return lxml_html.fromstring(f"<div>{_without_controls(html)}</div>", parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _depth(html: str) -> int:
    """Return how deep elements lie inside one another, those that nobody closes left out: the parser drops what is too deep."""
    if html.count("<") < 2 * DEPTH_LIMIT:
        return 0
    depth = deepest = 0
    for match in _TAG.finditer(html):
        if match[2].lower() not in _NEVER_CLOSED:
            depth += -1 if match[1] else 1
            deepest = max(deepest, depth)
    return deepest


def _without_controls(html: str) -> str:
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", html)


def _tidy(root: lxml_html.HtmlElement, base: str) -> None:
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in _DROPPED:
            _drop(element)
        elif element.tag == "img":
            _tidy_picture(element, base)
        elif element.tag in {"iframe", "video", "audio", "embed", "object"}:
            _link_to(element, base)
        elif element.tag == "a":
            _tidy_link(element, base)
        elif element.tag in {"pre", "code"}:
            _name_language(element)


def _drop(element: lxml_html.HtmlElement) -> None:
    if element.getparent() is None:
        return
    if isinstance(element.tag, str):
        element.drop_tree()
    else:  # a comment
        _remove(element)


def _remove(element: etree._Element) -> None:
    """Take a comment out and leave the text behind it."""
    parent, before = element.getparent(), element.getprevious()
    assert parent is not None
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def _tidy_picture(element: lxml_html.HtmlElement, base: str) -> None:
    size = (element.get("width") or "", element.get("height") or "")
    address = next((element.get(name) for name in _LAZY if element.get(name)), element.get("src") or "")
    if not address and element.get("srcset"):
        address = element.get("srcset", "").split(",")[-1].split()[0]
    known = _absolute(address, base)
    if "1" in size or "0" in size or not (known or address.startswith("data:image/")):
        _drop(element)
        return
    for name in list(element.attrib):
        if name not in {"alt", "title"}:
            del element.attrib[name]
    element.set("src", known or address)


def _link_to(element: lxml_html.HtmlElement, base: str) -> None:
    """Put a link in the place of a film or a frame."""
    inner = element.find("source")
    address = (
        element.get("src")
        or element.get("data-src")
        or element.get("data")
        or (inner.get("src") if inner is not None else "")
    )
    known = _absolute(_watched(address or ""), base)
    text = (element.get("title") or "").strip() or (urlsplit(known).hostname or "")
    for child in list(element):
        element.remove(child)
    if not known:
        element.drop_tag()
        return
    element.tag, element.text = "a", text
    element.attrib.clear()
    element.set("href", known)


def _watched(address: str) -> str:
    """Return where a film can be looked at that is shown in a frame."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    if host in {"youtube.com", "youtube-nocookie.com"} and parts.path.startswith("/embed/"):
        return f"https://www.youtube.com/watch?v={parts.path.removeprefix('/embed/').strip('/')}"
    if host == "player.bilibili.com" and (film := parse_qs(parts.query).get("bvid")):
        return f"https://www.bilibili.com/video/{film[0]}"
    if host == "player.vimeo.com":
        return f"https://vimeo.com/{parts.path.rpartition('/')[2]}"
    return address


def _tidy_link(element: lxml_html.HtmlElement, base: str) -> None:
    address = element.get("href") or ""
    known = address if address.startswith("#") else _absolute(address, base, mail=True)
    if not known or not (element.text_content().strip() or element.find(".//img") is not None):
        element.drop_tag()  # javascript:, or nothing to click on
        return
    element.attrib.clear()
    element.set("href", known)


def _name_language(element: lxml_html.HtmlElement) -> None:
    if element.tag == "code" and (element.getparent() is None or element.getparent().tag != "pre"):
        return
    around = [element, *list(element.iterancestors())[:3]]
    told = " ".join(f"{each.get('class') or ''} {each.get('data-lang') or ''}" for each in around)
    match = _LANGUAGE.search(told)
    if element.tag == "pre" and element.find("code") is None:
        code = etree.SubElement(element, "code")
        code.text, element.text = element.text, None
        code.extend([child for child in element if child is not code])
        element = code
    if match:
        element.set("class", f"language-{match[1] or match[2]}")


def _absolute(address: str, base: str, *, mail: bool = False) -> str:
    address = address.strip()
    try:
        found = safe_address(
            address if address.startswith(("http://", "https://")) else urljoin(base, address)
        )
    except ValueError:
        return ""
    return found.href if found and (mail or found.scheme != "mailto") else ""


def _letters(text: str) -> str:
    return _BETWEEN_LETTERS.sub("", text)


def _is_missing(words: str, written: str) -> bool:
    """Whether letters of the text are not in what was written, in their order; addresses may stand between them."""
    at = 0
    for char in words:
        at = written.find(char, at) + 1
        if not at:
            return True
    return False


def _paragraphs(root: lxml_html.HtmlElement) -> str:
    """Return the text alone, a paragraph per block; signs that Markdown would take for its own are escaped."""
    for element in root.iter(
        "p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"
    ):
        element.tail = "\n\n" + (element.tail or "")
        element.text = "\n\n" + (element.text or "") if element.tag != "br" else element.text
    return _escaped(root.text_content())


def _escaped(text: str) -> str:
    """Return a text as Markdown that shows it as it is."""
    text = re.sub(r"([\\`*_\[\]<>#])", r"\\\1", clean(text))
    return _BLANKS.sub("\n\n", "\n".join(line.strip() for line in text.splitlines())).strip() + "\n"
