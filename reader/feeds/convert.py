"""HTML of an entry as Markdown. Pure.

A library converts; before it, the tree is tidied of what only browsers need (scripts, pixels that count readers, pictures
that load late), and of what would be lost (films become links, the languages of listings get a name). After it the words
are compared: a text that has lost some is written as plain paragraphs instead.
"""

import re
from html import unescape

from html_to_markdown import ConversionOptions, convert
from lxml import etree
from lxml import html as lxml_html

from reader.feeds.escape import hide_signs, plain, show_signs, without_ours
from reader.feeds.tidy import tidy
from reader.text import clean

DEPTH_LIMIT = 200
"""Elements inside one another; of what is deeper, which no author writes, only the text is kept."""

_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)[^<>]*>")
_NEVER_CLOSED = frozenset({
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p", "param",
    "source", "tbody", "td", "tfoot", "th", "thead", "tr", "wbr",
})  # fmt: skip
_BETWEEN_LETTERS = re.compile(r"\W+")
_ADDRESS = re.compile(r"\]\([^()\s]*\)|```[\w+#-]*")
_BLANKS = re.compile(r"\n{3,}")
_OPTIONS = ConversionOptions(
    heading_style="atx", bullets="-", br_in_tables=True, compact_tables=True, extract_metadata=False, escape_misc=False,
    newline_style="backslash", code_block_style="backticks",
)  # fmt: skip


def to_markdown(html: str, base: str) -> str:
    """Return the HTML as Markdown, without a word lost; addresses are made absolute by ``base``."""
    if not html.strip():
        return ""
    root = _tree(html)
    if root is None or _depth(html) > DEPTH_LIMIT:
        return _escaped(unescape(_TAG.sub("\n\n", html)))
    tidy(root, base)
    hide_signs(root)
    words = _letters(root.text_content())
    try:
        tidied = lxml_html.tostring(root, encoding="unicode")
        markdown = clean(show_signs(str(convert(tidied, _OPTIONS).content or "")))
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
    return without_ours(re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", html))


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
    return _escaped(plain(root.text_content()))


def _escaped(text: str) -> str:
    """Return a text as Markdown that shows it as it is."""
    text = re.sub(r"([\\`*_\[\]<>#])", r"\\\1", clean(text))
    return _BLANKS.sub("\n\n", "\n".join(line.strip() for line in text.splitlines())).strip() + "\n"
