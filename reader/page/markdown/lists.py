"""The shapes of lists: whether they are tight, and the numbers of their items.

Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from reader.text.list_marks import html_integer, list_mark

_OPENERS = frozenset({"bullet_list_open", "ordered_list_open"})
_CLOSERS = frozenset({"bullet_list_close", "ordered_list_close"})


@dataclass(slots=True)
class OpenList:
    """A list that is open, or what stands in one as loose text: a quote, a container, a definition."""

    tight: bool
    width: int = 0
    """Width of its widest bullet or number, in cells."""
    ordered: bool = True
    """It has no bullets."""
    begun: bool = False
    """Something of it is on the page."""


def count_items(tokens: Sequence[Token]) -> None:
    """Set the mark of each item of a numbered list, as CommonMark (5.3) and HTML count: from the first number up.

    A list of HTML may count down or with letters, and its items may have values.
    """
    lists: list[tuple[Token, list[Token]]] = []
    for token in tokens:
        if token.type in _OPENERS:
            lists.append((token, []))
        elif token.type in _CLOSERS:
            opener, items = lists.pop()
            if opener.type == "ordered_list_open":
                _count(opener, items)
        elif token.type == "list_item_open":
            lists[-1][1].append(token)


def _count(opener: Token, items: Sequence[Token]) -> None:
    step = -1 if opener.meta.get("reversed") else 1
    begin = opener.meta.get("start", items[0].info if items else "")
    number = html_integer(begin)
    number = len(items) if number is None and step < 0 else 1 if number is None else number
    for item in items:
        value = html_integer(item.meta.get("value", ""))
        number = number if value is None else value
        item.info = list_mark(number, opener.meta.get("kind", ""))
        number += step


def list_shapes(tokens: Sequence[Token]) -> dict[int, tuple[bool, int]]:
    """Return for each list, by the index of its token, whether it is tight, and the characters of its longest number."""
    shapes: dict[int, tuple[bool, int]] = {}
    open_lists: list[int] = []
    for at, token in enumerate(tokens):
        if token.type in _OPENERS:
            open_lists.append(at)
            shapes[at] = (True, 1)
        elif token.type in _CLOSERS:
            open_lists.pop()
        elif token.type == "list_item_open":
            tight, length = shapes[open_lists[-1]]
            shapes[open_lists[-1]] = (tight, max(length, len(token.info)))
        elif token.type == "paragraph_open" and open_lists:
            innermost = open_lists[-1]
            if token.level == tokens[innermost].level + 2 and not token.hidden:
                shapes[innermost] = (False, shapes[innermost][1])
    return shapes
