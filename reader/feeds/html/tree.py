"""HTML as a tree, and operations on its elements. Pure.

The elements are the parser's own: those of ``lxml.html`` are chosen by a Python function at each access, which takes longer
than anything that is done with them.
"""

import re
from typing import Any

from lxml import etree

from reader.feeds.html.bare_brackets import with_bare_brackets
from reader.feeds.html.escape import without_ours

_ENDS = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
"""The ends of a page, after which the parser would read nothing more."""

_GONE, _BARE = "GONE", "BARE"
"""Names that no HTML parser gives, as they are in capitals."""

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "search", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
"""Elements whose text stands apart from what is around them."""

_LINE_END = re.compile(r"(?:<br\s*/?>)?</br\s*/?>", re.IGNORECASE)
_BLOCK_TAG = re.compile(
    rf"<(/?)({'|'.join(sorted(BLOCKS, key=len, reverse=True))})(?=[\s/>])[^<>]*>", re.IGNORECASE
)

_LINES = frozenset(
    {"a", "caption", "dt", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "td", "th"}
)
"""Elements that can hold no paragraph in Markdown."""

_PARSER = etree.HTMLParser(huge_tree=True)
_TEXT = etree.XPath("string()", smart_strings=False)


def tree_of(html: str) -> Any:
    """Return an element with all of the HTML, however deep it is; None: it cannot be parsed."""
    try:
        # The parser closes what is open. Our own end tag would become text in a <textarea> that is not closed.
        root = etree.fromstring(
            f"<div>{_ENDS.sub('', without_ours(_with_lone_ends(with_bare_brackets(html))))}", _PARSER
        )
    except (etree.LxmlError, ValueError):
        return None
    if root is None:
        return None
    clean_tree(root, html)
    root.tag = "div"
    for element in root.iterchildren("body"):
        element.tag = "div"
    return root


def _with_lone_ends(html: str) -> str:
    """Return HTML with the line end that ``</br>`` is, and the empty paragraph that a ``</p>`` is where none is open (HTML 13.2.6.4.7).

    The parser drops both, and the words around them would be one.
    """
    if "</br" in html or "</BR" in html:
        html = _LINE_END.sub("<br>", html)
    ends, begun = html.count("</p>"), html.count("<p>")
    if ends <= begun or ends <= begun + html.count("<p "):
        return html
    is_open = False

    def mended(match: "re.Match[str]") -> str:
        nonlocal is_open
        is_paragraph, is_lone = match[2].lower() == "p", bool(match[1]) and not is_open
        is_open = is_paragraph and not match[1]
        return f"<p>{match[0]}" if is_paragraph and is_lone else match[0]

    return _BLOCK_TAG.sub(mended, html)


def clean_tree(root: Any, html: str) -> None:
    """Remove characters that HTML may not have, which references (``&#11;``) bring in; in place.

    The parser accepts them, and setting a text that has one fails.
    """
    if "&#" not in html:
        return
    for element in root.iter(etree.Element):
        if (text := element.text) and (kept := without_ours(text)) != text:
            element.text = kept
        if (tail := element.tail) and (kept := without_ours(tail)) != tail:
            element.tail = kept
        for name, value in element.items():
            if (kept := without_ours(value)) != value:
                element.set(name, kept)


def text_of(element: Any) -> str:
    """Return all the text in an element."""
    return str(_TEXT(element))


def remove(element: Any) -> None:
    """Mark an element for removal without the text after it; ``sweep`` removes it."""
    if element.getparent() is not None:
        element.clear(keep_tail=True)
        element.tag = _GONE


def unwrap(element: Any) -> None:
    """Mark an element to be replaced by its content; ``sweep`` replaces it."""
    if element.getparent() is not None:
        element.attrib.clear()
        element.tag = _BARE


def sweep(root: Any) -> None:
    """Carry out ``remove`` and ``unwrap`` for all elements at once: one by one takes the square of their number."""
    etree.strip_elements(root, _GONE, with_tail=False)
    etree.strip_tags(root, _BARE)


def as_block(element: Any) -> None:
    """Put an element into a paragraph of its own, as far as what it stands in can hold one; in place."""
    around = list(element.iterancestors())
    if any(each.tag in _LINES for each in around):
        element.tail = f" {element.tail or ''}"
        before = element.getprevious()
        if before is not None:
            before.tail = f"{before.tail or ''} "
        elif around:
            around[0].text = f"{around[0].text or ''} "
        return
    for each in around:
        if each.tag == "p":
            each.tag = "div"
    wrap(element, "p")


def wrap(element: Any, tag: str) -> Any:
    """Return a new element that takes the place of another and holds it."""
    outer = element.makeelement(tag)
    parent = element.getparent()
    parent.replace(element, outer)
    outer.append(element)
    outer.tail, element.tail = element.tail, None
    return outer


def is_blank(text: str | None) -> bool:
    """Return whether a text shows nothing."""
    return not text or not text.strip()


def shows(part: Any) -> bool:
    """Return whether a text or an inline element is more than space."""
    return not is_blank(part) if isinstance(part, str) else part.tag != "br"


def append_part(holder: Any, part: Any) -> None:
    """Put a text or an element behind all that is in an element."""
    if not isinstance(part, str):
        holder.append(part)
    elif len(holder):
        holder[-1].tail = part
    else:
        holder.text = part


def text_before(element: Any) -> str:
    """Return the text right before an element, after what comes before it."""
    before = element.getprevious()
    return (element.getparent().text if before is None else before.tail) or ""


def set_text_before(element: Any, text: str) -> None:
    """Replace the text right before an element; in place."""
    before = element.getprevious()
    if before is None:
        element.getparent().text = text
    else:
        before.tail = text


def part_words(element: Any) -> None:
    """Put spaces around an element between words, which it parts in browsers; in place."""
    if (before := text_before(element))[-1:].isalnum():
        set_text_before(element, f"{before} ")
    if (element.tail or "")[:1].isalnum():
        element.tail = f" {element.tail}"


def without_brackets(before: str, after: str, opening: str, closing: str) -> tuple[str, str]:
    """Return the texts before and after an element without the brackets that hold it alone."""
    if before.rstrip().endswith(tuple(opening)) and after.lstrip().startswith(tuple(closing)):
        return before.rstrip()[:-1], after.lstrip()[1:]
    return before, after
