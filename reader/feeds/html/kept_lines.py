"""Line ends that an entry's HTML shows by its style, such as the descriptions of films, as line breaks. Pure."""

from itertools import islice
from typing import Any

from reader.text.white_space import keeps_lines

LINES_LIMIT = 5_000
"""Line ends of an entry that become line breaks."""

_CODE = frozenset({"pre", "listing", "textarea", "script", "style"})


def keep_lines(root: Any) -> None:
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
