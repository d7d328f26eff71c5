"""Resolves links inside an article.

Pure. Inner links (``INNER_LINKS``), as ``Run.link`` holds them, have two forms. ``#name`` leads to a position in the same article:
``#fn-3`` to the third footnote and ``#fnref-3`` from there back to where it is mentioned, ``#any-name`` to the
block with that name (``Block.anchors``) or to the heading of which it is the name. ``wiki:Page#heading`` leads
to the article called so; which one that is, the library knows.
"""

import re
from collections.abc import Sequence
from urllib.parse import unquote

from reader.page.layout.layout import Position
from reader.page.line import Block, BlockKind

_NO_NAME = re.compile(r"[^\w\- ]")


def heading_name(text: str) -> str:
    """Return the anchor of a heading, as GitHub makes it: lower case, hyphens for spaces, no punctuation."""
    return _NO_NAME.sub("", text.strip().lower()).replace(" ", "-")


def target(blocks: Sequence[Block], link: str) -> Position | None:
    """Return the position that ``#name`` leads to, or None if there is none.

    Names that the article gives come before headings; the second heading of one name is
    ``name-1`` (GitHub).
    """
    name = unquote(link.removeprefix("#"))
    for index, block in enumerate(blocks):
        if name in block.anchors:
            return Position(index, _mention(block, name))
    wanted, seen = heading_name(name), dict[str, int]()
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.HEADING:
            continue
        own = heading_name("".join(run.text for run in block.runs))
        count = seen[own] = seen.get(own, -1) + 1
        if wanted == (f"{own}-{count}" if count else own):
            return Position(index)
    return None


def _mention(block: Block, name: str) -> int:
    """Return the offset of a footnote's mention in a block, if it has one."""
    if not name.startswith("fnref-"):
        return 0
    offset = 0
    for run in block.runs:
        if run.link == "#fn-" + name.removeprefix("fnref-"):
            return offset
        offset += len(run.text)
    return 0
