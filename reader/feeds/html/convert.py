"""Converts HTML of an entry to Markdown. Pure.

A library converts. Before it the tree is tidied: what only browsers need goes (scripts, tracking pixels, lazy loading), and
what would be lost is kept (videos become links, code gets its language). After it the words are compared: where some are
missing, the text is written as plain paragraphs instead.
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

from reader.feeds.html.alignment import with_alignment
from reader.feeds.html.bare_brackets import with_bare_brackets
from reader.feeds.html.emphasis import mend_emphasis, needs_mending
from reader.feeds.html.escape import hide_before_links, hide_last_bars, hide_special, plain, show_special
from reader.feeds.html.footnotes import set_notes
from reader.feeds.html.opened_up import opened_up
from reader.feeds.html.paragraphs import indent_lines, without_space
from reader.feeds.html.plain_text import TAG, with_lines
from reader.feeds.html.tidy import tidy
from reader.feeds.html.tree import text_of, tree_of
from reader.log import logger
from reader.text import clean

DEPTH_LIMIT = 200
"""Elements inside each other; of HTML that is deeper, which no author writes, only the text is kept."""

LETTERS_LIMIT = 1_000_000
"""Characters of one text with its markup, as a long book has; of a longer one only the text is kept."""

TAGS_LIMIT = 40_000
"""Tags in one text; of one with more only the text is kept."""

SPECIAL_LIMIT = 200_000
"""Characters of one text that may mean something in Markdown; of one with more only the text is kept."""

_SPECIAL = "*_`[]:&\\~=|^%$"

ATTRIBUTES_LIMIT = 2_000
"""Attributes of one element, and their values; the parser compares each with all others."""

_WHOLE_TAG = re.compile(r"""<[A-Za-z][^<>"']*+(?:(?:"[^"]*+"|'[^']*+')[^>"']*+)*+""")
_QUOTED = re.compile(r""""[^"]*+"|'[^']*+'""")
_WORD = re.compile(r"[^\s/=]++")
_BETWEEN_WORDS = " \n\t\r\f/=\"'"

_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)[^<>]*>")
_NEVER_CLOSED = frozenset({
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p", "param",
    "source", "tbody", "td", "tfoot", "th", "thead", "tr", "wbr",
})  # fmt: skip
_PIECE = 4_000
_NOT_OPENED = ("<br>", "<br/>", "<br />", "<img ", "<p>", "<p ", "<li>")
_CLOSED = (
    "</a>",
    "</b>",
    "</blockquote>",
    "</code>",
    "</div>",
    "</em>",
    "</h2>",
    "</h3>",
    "</i>",
    "</span>",
    "</strong>",
)
_BETWEEN_LETTERS = re.compile(r"\W+")
_ADDRESS = re.compile(r"\]\([^()\s]*\)|```[\w+#-]*")
_MARKUP = b"\x00\x01*[]()\\#-|>`~!< \t\n\r\x7f"
"""Characters that Markdown writes, and spaces; none of them is a letter."""

_COMPARED = 48
"""Bytes of a text that are searched for at once."""

_BACKSLASHES = {ord(char): f"\\{char}" for char in "\\`*_[]<>#"}
_BLANKS = re.compile(r"\n{3,}")
# Names of values ("atx") would be looked up at each call, even defaults: a tenth of the time of a conversion.
_OPTIONS = ConversionOptions(
    heading_style=HeadingStyle.ATX, bullets="-", br_in_tables=True, compact_tables=True, extract_metadata=False,
    escape_misc=False, newline_style=NewlineStyle.BACKSLASH, code_block_style=CodeBlockStyle.BACKTICKS,
    list_indent_type=ListIndentType.SPACES, highlight_style=HighlightStyle.DOUBLE_EQUAL,
    whitespace_mode=WhitespaceMode.NORMALIZED, inline_data_media=InlineDataMedia.KEEP, hidden_content=HiddenContent.DROP,
    url_escape_style=UrlEscapeStyle.ANGLE, link_style=LinkStyle.INLINE, output_format=OutputFormat.MARKDOWN,
    tier_strategy=TierStrategy.AUTO, keep_inline_images_in=["h1", "h2", "h3", "h4", "h5", "h6"],
)  # fmt: skip


def to_markdown(html: str, base: str) -> str:
    """Return the HTML as Markdown with all of its words; addresses are made absolute by ``base``."""
    if not html.strip():
        return ""
    html = opened_up(html)
    is_heavy = _is_heavy(html)
    if (
        "\n" in html
        and "</" not in html
        and not is_heavy
        and not TAG.search(bare := with_bare_brackets(html))
    ):
        html = with_lines(bare)  # it was taken for HTML for its entities or brackets alone
    root = None if is_heavy else tree_of(html)
    if root is None:
        return as_plain(html)
    try:
        labels = tidy(root, base, html)
        hide_special(root)
        if "|" in html:
            hide_last_bars(root)
    except Exception:  # noqa: BLE001 - a tree may hold anything that the library refuses: the words matter
        logger(__name__).exception("HTML of %d characters could not be tidied", len(html))
        return as_plain(html)
    try:
        tidied = etree.tostring(root, method="html", encoding="unicode")
        mends, indents = needs_mending(tidied) or "!<" in tidied, "<br>" in tidied and "<li" in tidied
        if mends:
            mend_emphasis(root)
            hide_before_links(root)
        if indents:
            indent_lines(root)
        if mends or indents:
            tidied = etree.tostring(root, method="html", encoding="unicode")
        written = with_alignment(without_space(str(convert(tidied, _OPTIONS).content or "")))
        written = set_notes(written, labels)
        markdown = clean(show_special(written))
    except Exception:  # noqa: BLE001 - the library may fail on anything: the words matter
        return _paragraphs(root)
    return _paragraphs(root) if _has_lost(plain(text_of(root)), markdown) else _folded(markdown)


def as_plain(html: str) -> str:
    """Return the text of HTML as Markdown by the simplest means: its tags are cut out."""
    return _escaped(unescape(_TAG.sub("\n\n", html)))


def _is_flat(html: str) -> bool:
    """Return whether elements are certainly not nested deep, by counting pieces of the text: most texts are so."""
    depth = 0
    for at in range(0, len(html), _PIECE):
        piece = html[at : at + _PIECE]
        begun = piece.count("<") - piece.count("</") - sum(map(piece.count, _NOT_OPENED))
        if depth + begun > DEPTH_LIMIT:
            return False
        depth += begun - sum(map(piece.count, _CLOSED))
    return True


def _depth(html: str) -> int:
    """Return how deep elements are nested, without those that need no end tag: the parser drops what is too deep."""
    if html.count("<") < 2 * DEPTH_LIMIT or _is_flat(html):
        return 0
    depth = deepest = 0
    for match in _TAG.finditer(html):
        if match[2].lower() not in _NEVER_CLOSED:
            depth += -1 if match[1] else 1
            deepest = max(deepest, depth)
    return deepest


def _is_heavy(html: str) -> bool:
    """Return whether the tree of the HTML or its Markdown would take too much memory or time."""
    return (
        len(html) > LETTERS_LIMIT
        or html.count("<") > TAGS_LIMIT
        or (len(html) > SPECIAL_LIMIT and sum(map(html.count, _SPECIAL)) > SPECIAL_LIMIT)
        or _depth(html) > DEPTH_LIMIT
        or _has_endless_tag(html)
    )


def _has_endless_tag(html: str) -> bool:
    """Return whether an element has more attributes than any author writes."""
    # No more words than this can stand in all tags together.
    if sum(map(html.count, _BETWEEN_WORDS)) < 2 * ATTRIBUTES_LIMIT:
        return False
    return any(
        len(_WORD.findall(_QUOTED.sub(" x ", match[0]))) > 2 * ATTRIBUTES_LIMIT
        for match in _WHOLE_TAG.finditer(html)
        if len(match[0]) > 2 * ATTRIBUTES_LIMIT
    )


def _has_lost(words: str, markdown: str) -> bool:
    """Return whether letters of the text are missing; most texts are equal without markup, which is checked first as it is cheap."""
    written = _ADDRESS.sub("", markdown)
    own, others = _without_markup(words), _without_markup(written)
    if own == others or _are_among(own, others):
        return False
    letters = _letters(words)
    return letters != _letters(written) and _is_missing(letters, _letters(markdown))


def _without_markup(text: str) -> bytes:
    """Return a text without what Markdown adds and spaces, as bytes, of which some can be left out at once."""
    return text.replace("\xa0", "").encode("utf-8", "surrogatepass").translate(None, _MARKUP)


def _are_among(words: bytes, written: bytes) -> bool:
    """Return whether a text certainly stands in another piece by piece; descriptions of images may stand between."""
    at = 0
    for begin in range(0, len(words), _COMPARED):
        piece = words[begin : begin + _COMPARED]
        found = written.find(piece, at)
        if found >= 0:
            at = found + len(piece)
            continue
        for value in piece:
            at = written.find(value, at) + 1
            if not at:
                return False
    return True


def _letters(text: str) -> str:
    return _BETWEEN_LETTERS.sub("", text)


def _is_missing(words: str, written: str) -> bool:
    """Return whether letters of the text are missing in what was written, in their order; addresses may stand between."""
    at = 0
    for char in words:
        at = written.find(char, at) + 1
        if not at:
            return True
    return False


def _paragraphs(root: Any) -> str:
    """Return the text alone, a paragraph per block, with Markdown's characters escaped."""
    for element in root.iter(
        "p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"
    ):
        element.tail = "\n\n" + (element.tail or "")
        element.text = "\n\n" + (element.text or "") if element.tag != "br" else element.text
    return _escaped(plain(text_of(root)))


def _escaped(text: str) -> str:
    """Return Markdown that shows the text as it is."""
    text = clean(text).translate(_BACKSLASHES)
    return _folded("\n".join(line.strip() for line in text.splitlines())) or "\n"


def _folded(markdown: str) -> str:
    """Return Markdown without more than one blank line in a row, and without blank lines around it."""
    if "\n\n\n" in markdown:
        markdown = _BLANKS.sub("\n\n", markdown)
    markdown = markdown.strip()
    return f"{markdown}\n" if markdown else ""
