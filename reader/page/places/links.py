"""The links of a page: which can be followed, which stay inside the library, and what each says as a whole.

Pure.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.page.line import INNER_LINKS, Block
from reader.text import safe_address

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_PAGES = (".md", ".markdown", ".mdx", ".mdown", ".txt", ".html", ".htm")
"""Endings of files that may be articles, and of the pages that sites make of them."""


class Link(NamedTuple):
    """A link, whatever looks its parts have."""

    block: int
    """The index of its block."""
    start: int
    """Where its text begins in the block's text, in code points."""
    end: int
    """Where it ends."""
    address: str
    """As the article gives it."""
    text: str


def leads_inside(address: str) -> bool:
    """Return whether a link is to a place of the article, or by its path or name to another article."""
    if address.startswith(INNER_LINKS):
        return True
    path = re.split(r"[?#]", address, maxsplit=1)[0]
    if not path or address.startswith(("//", "\\")) or _SCHEME.match(address):
        return False
    name = path.rpartition("/")[2].lower()
    return "." not in name.strip(".") or name.endswith(_PAGES)


def can_be_followed(address: str) -> bool:
    """Return whether something is done about a link: it leads inside, or its address passes the gate."""
    return leads_inside(address) or safe_address(address) is not None


def links_of(block: Block, index: int) -> Iterator[Link]:
    """Yield the links of a block, whether or not they can be followed; neighbours of one address are one link."""
    start = end = 0
    address, pieces = "", list[str]()
    for run in block.runs:
        if run.link != address:
            if address:
                yield Link(index, start, end, address, "".join(pieces))
            address, start, pieces = run.link, end, []
        pieces.append(run.text)
        end += len(run.text)
    if address:
        yield Link(index, start, end, address, "".join(pieces))


def all_links(blocks: Sequence[Block]) -> Iterator[Link]:
    """Yield the links of all blocks that can be followed; those between a footnote and where it is mentioned are left out."""
    for index, block in enumerate(blocks):
        for link in links_of(block, index):
            if not link.address.startswith(("#fn-", "#fnref-")) and can_be_followed(link.address):
                yield link


def link_at(block: Block, index: int, offset: int) -> Link | None:
    """Return the link that an offset of the block's text lies in."""
    return next((link for link in links_of(block, index) if link.start <= offset < link.end), None)
