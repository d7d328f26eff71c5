"""HTML of an entry as Markdown. Pure.

A library converts; before it, the tree is tidied of what only browsers need (scripts, pixels that count readers, pictures
that load late), and of what would be lost (films become links, the languages of listings get a name). After it the words
are compared: a text that has lost some is written as plain paragraphs instead.
"""

import re
from html import unescape
from typing import Any

from html_to_markdown import (
    CodeBlockStyle,
    ConversionOptions,
    HeadingStyle,
    HiddenContent,
    HighlightStyle,
    InlineDataMedia,
    LinkStyle,
    ListIndentType,
    NewlineStyle,
    OutputFormat,
    TierStrategy,
    UrlEscapeStyle,
    WhitespaceMode,
    convert,
)
from lxml import etree

from reader.feeds.html.escape import hide_signs, plain, show_signs
from reader.feeds.html.tidy import tidy
from reader.feeds.html.tree import text_of, tree_of
from reader.log import logger
from reader.text import clean

DEPTH_LIMIT = 200
"""Elements inside one another; of what is deeper, which no author writes, only the text is kept."""

LETTERS_LIMIT = 1_000_000
"""Of one text with its elements, a long book's; one with more is shown without them."""

TAGS_LIMIT = 40_000
"""Beginnings and ends of elements in one text; one with more is shown without them."""

SIGNS_LIMIT = 200_000
"""Characters that may mean something in Markdown."""

_SIGNS = "*_`[]:&\\~=|^%$"

ATTRIBUTES_LIMIT = 2_000
"""Of one element, and values of them; the parser compares each with all others."""

_WHOLE_TAG = re.compile(r"""<[A-Za-z][^<>"']*+(?:(?:"[^"]*+"|'[^']*+')[^>"']*+)*+""")
_QUOTED = re.compile(r""""[^"]*+"|'[^']*+'""")
_WORD = re.compile(r"[^\s/=]++")

_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)[^<>]*>")
_NEVER_CLOSED = frozenset({
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p", "param",
    "source", "tbody", "td", "tfoot", "th", "thead", "tr", "wbr",
})  # fmt: skip
_BETWEEN_LETTERS = re.compile(r"\W+")
_ADDRESS = re.compile(r"\]\([^()\s]*\)|```[\w+#-]*")
_MARKS = "*[]()\\#-|>`~!<"
"""Signs that Markdown writes; none of them is a letter."""

_BACKSLASHES = {ord(sign): f"\\{sign}" for sign in "\\`*_[]<>#"}
_BLANKS = re.compile(r"\n{3,}")
# Names of values ("atx") would be looked up anew at each call, those of what is left out too: a tenth of the conversion.
_OPTIONS = ConversionOptions(
    heading_style=HeadingStyle.ATX, bullets="-", br_in_tables=True, compact_tables=True, extract_metadata=False,
    escape_misc=False, newline_style=NewlineStyle.BACKSLASH, code_block_style=CodeBlockStyle.BACKTICKS,
    list_indent_type=ListIndentType.SPACES, highlight_style=HighlightStyle.DOUBLE_EQUAL,
    whitespace_mode=WhitespaceMode.NORMALIZED, inline_data_media=InlineDataMedia.KEEP, hidden_content=HiddenContent.DROP,
    url_escape_style=UrlEscapeStyle.ANGLE, link_style=LinkStyle.INLINE, output_format=OutputFormat.MARKDOWN,
    tier_strategy=TierStrategy.AUTO,
)  # fmt: skip


def to_markdown(html: str, base: str) -> str:
    """Return the HTML as Markdown, without a word lost; addresses are made absolute by ``base``."""
    if not html.strip():
        return ""
    root = None if _is_heavy(html) else tree_of(html)
    if root is None:
        return as_plain(html)
    try:
        tidy(root, base)
        hide_signs(root)
    except Exception:  # noqa: BLE001 - whatever a tree holds that the library refuses: the words are what matters
        logger(__name__).exception("HTML of %d characters could not be tidied", len(html))
        return as_plain(html)
    try:
        tidied = etree.tostring(root, method="html", encoding="unicode")
        markdown = clean(show_signs(str(convert(tidied, _OPTIONS).content or "")))
    except Exception:  # noqa: BLE001 - whatever the library fails on: the words are what matters
        return _paragraphs(root)
    return _paragraphs(root) if _has_lost(plain(text_of(root)), markdown) else _folded(markdown)


def as_plain(html: str) -> str:
    """Return the text of HTML as Markdown by the simplest means: without its tags, whatever else it holds."""
    return _escaped(unescape(_TAG.sub("\n\n", html)))


def plain_text(html: str) -> str:
    """Return the text of HTML."""
    root = tree_of(html)
    return html if root is None else text_of(root)


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


def _is_heavy(html: str) -> bool:
    """Whether a tree of the HTML, or its Markdown, would take more memory or time than a text is worth."""
    return (
        len(html) > LETTERS_LIMIT
        or html.count("<") > TAGS_LIMIT
        or (len(html) > SIGNS_LIMIT and sum(map(html.count, _SIGNS)) > SIGNS_LIMIT)
        or _depth(html) > DEPTH_LIMIT
        or _has_endless_tag(html)
    )


def _has_endless_tag(html: str) -> bool:
    """Whether an element has more attributes than anybody writes."""
    if len(html) < 2 * ATTRIBUTES_LIMIT:
        return False
    return any(
        len(_WORD.findall(_QUOTED.sub(" x ", match[0]))) > 2 * ATTRIBUTES_LIMIT
        for match in _WHOLE_TAG.finditer(html)
        if len(match[0]) > 2 * ATTRIBUTES_LIMIT
    )


def _has_lost(words: str, markdown: str) -> bool:
    """Whether letters of the text are missing. Most texts are equal without Markdown's own signs, which is told at less cost."""
    written = _ADDRESS.sub("", markdown)
    if _without_signs(words) == _without_signs(written):
        return False
    letters = _letters(words)
    return letters != _letters(written) and _is_missing(letters, _letters(markdown))


def _without_signs(text: str) -> str:
    text = "".join(text.split())
    for sign in _MARKS:
        text = text.replace(sign, "")
    return text


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


def _paragraphs(root: Any) -> str:
    """Return the text alone, a paragraph per block; signs that Markdown would take for its own are escaped."""
    for element in root.iter(
        "p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"
    ):
        element.tail = "\n\n" + (element.tail or "")
        element.text = "\n\n" + (element.text or "") if element.tag != "br" else element.text
    return _escaped(plain(text_of(root)))


def _escaped(text: str) -> str:
    """Return a text as Markdown that shows it as it is."""
    text = clean(text).translate(_BACKSLASHES)
    return _folded("\n".join(line.strip() for line in text.splitlines())) or "\n"


def _folded(markdown: str) -> str:
    """Return Markdown with no more than one blank line in a row, and nothing around it."""
    if "\n\n\n" in markdown:
        markdown = _BLANKS.sub("\n\n", markdown)
    markdown = markdown.strip()
    return f"{markdown}\n" if markdown else ""
