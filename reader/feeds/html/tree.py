"""The HTML of a text as a tree, and what is done with its elements. Pure.

The elements are those of the parser itself: the ones of ``lxml.html`` are chosen by a function of Python, each time that an
element is looked at, which takes longer than anything that is done with it.
"""

import re
from typing import Any

from lxml import etree

from reader.feeds.html.escape import without_ours

_ENDS = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
"""The ends of a page, behind which the parser would take nothing more."""

_GONE, _BARE = "GONE", "BARE"
"""Names that no parser of HTML gives, as they are in capitals."""

_PARSER = etree.HTMLParser(huge_tree=True)
_TEXT = etree.XPath("string()", smart_strings=False)


def tree_of(html: str) -> Any:
    """Return the element that holds all of the HTML, however deep it is; None for what is none."""
    try:
        # The parser ends what is open. An end of ours would become text behind a <textarea> that nobody has ended.
        root = etree.fromstring(f"<div>{_ENDS.sub('', without_ours(html))}", _PARSER)
    except (etree.LxmlError, ValueError):
        return None
    if root is None:
        return None
    clean_tree(root, html)
    root.tag = "div"
    for element in root.iterchildren("body"):
        element.tag = "div"
    return root


def clean_tree(root: Any, html: str) -> None:
    """Take the letters out of a tree that its HTML may not have, which references (``&#11;``) bring in; in place.

    The parser lets them in, and whatever sets a text that has one fails.
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
    """Take an element out and leave the text behind it; ``sweep`` ends that."""
    if element.getparent() is not None:
        element.clear(keep_tail=True)
        element.tag = _GONE


def unwrap(element: Any) -> None:
    """Put what is in an element in its place; ``sweep`` ends that."""
    if element.getparent() is not None:
        element.attrib.clear()
        element.tag = _BARE


def sweep(root: Any) -> None:
    """End what ``remove`` and ``unwrap`` have begun: of all elements at once, for one by one it takes the square of their number."""
    etree.strip_elements(root, _GONE, with_tail=False)
    etree.strip_tags(root, _BARE)
