"""Line ends that an entry's HTML shows by its style: such as the descriptions of films, or lines that are blocks. Pure."""

import re
from itertools import islice
from typing import Any

from reader.feeds.html.tree import wrap
from reader.text.pattern import late
from reader.text.white_space import keeps_lines

LINES_LIMIT = 5_000
"""Line ends of an entry that become line breaks."""

_CODE = frozenset({"pre", "listing", "textarea", "script", "style"})

_BLOCK = late(
    r"(?:^|;)\s*display\s*:\s*(?:block|flex|grid|list-item|table|flow-root)\s*(?:!|;|$)", re.IGNORECASE
)
_INLINE = (
    "span",
    "a",
    "b",
    "strong",
    "i",
    "em",
    "u",
    "s",
    "code",
    "small",
    "cite",
    "label",
    "time",
    "font",
    "mark",
    "big",
)
"""Elements that stand in a line where their style does not say otherwise."""


def follow_style(root: Any, source: str) -> None:
    """Keep the line ends and the blocks that only the style of the tree of ``source`` makes; in place."""
    if "white-space" in source:
        _keep_lines(root)
    if "display" in source:
        _set_blocks(root)


def _set_blocks(root: Any) -> None:
    """Put elements that their style makes blocks into blocks."""
    for element in list(root.iter(*_INLINE)):
        if _BLOCK.search(element.get("style") or ""):
            wrap(element, "div")


def _keep_lines(root: Any) -> None:
    """Replace line ends by ``<br>`` in elements whose style keeps them."""
    styled = [
        each
        for each in root.iter()
        if isinstance(each.tag, str) and each.tag not in _CODE and keeps_lines(each.get("style"))
    ]
    for element in islice(styled, LINES_LIMIT):
        if any(each.tag in _CODE for each in element.iterancestors()):
            continue  # they are kept there, and the style tells numbers of lines from code
        del element.attrib["style"]
        for node in list(element.iter()):
            if node.tag not in _CODE:
                _break(node, is_tail=False)
            if node is not element:
                _break(node, is_tail=True)


def _break(node: Any, *, is_tail: bool) -> None:
    text = (node.tail if is_tail else node.text) or ""
    if "\n" not in text:
        return
    first, *lines = text.strip("\n").split("\n") if not is_tail else text.split("\n")
    parent = node.getparent() if is_tail else node
    at = parent.index(node) + 1 if is_tail else 0
    for number, line in enumerate(lines):
        end = node.makeelement("br")
        end.tail = line
        parent.insert(at + number, end)
    if is_tail:
        node.tail = first
    else:
        node.text = first
