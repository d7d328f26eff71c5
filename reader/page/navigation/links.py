"""The links of a page: their text, which can be followed, which stay inside the library.

Pure.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.page.line import ABBREVIATION, INNER_LINKS, NOTES, Block, BlockKind
from reader.text import safe_address
from reader.text.pattern import late

TITLE_BLOCKS = 100
"""The first blocks of a page, among which are those below the title."""

_SCHEME = late(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_PAGES = (".md", ".markdown", ".mdx", ".mdown", ".txt", ".html", ".htm")
"""Endings of files that may be articles, and of web pages made from them."""


class Link(NamedTuple):
    """A link, whose text may have several styles."""

    block: int
    """The index of its block."""
    start: int
    """Start of its text in the block's text, in code points."""
    end: int
    """End of its text."""
    address: str
    """As the article gives it."""
    text: str
    """As the page shows it."""


def leads_inside(address: str) -> bool:
    """Return whether a link leads to a position in the article, or by path or name to another article."""
    if address.startswith((*INNER_LINKS, ABBREVIATION)):
        return not address.startswith(ABBREVIATION)
    path = re.split(r"[?#]", address, maxsplit=1)[0]
    if not path or address.startswith(("//", "\\")) or _SCHEME.match(address):
        return False
    name = path.rpartition("/")[2].lower()
    return "." not in name.strip(".") or name.endswith(_PAGES)


def can_be_followed(address: str) -> bool:
    """Return whether a link can be opened: it leads inside, or its address passes the gate."""
    return leads_inside(address) or safe_address(address) is not None


def can_be_shown(address: str) -> bool:
    """Return whether there is something to show where a link or abbreviation stands: not for the way back from a footnote."""
    return address.startswith(ABBREVIATION) or (
        can_be_followed(address) and not address.startswith("#fnref-")
    )


def links_of(block: Block, index: int) -> Iterator[Link]:
    """Yield the links of a block, whether or not they can be followed; adjacent runs of one address are one link."""
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
    """Yield the links of all blocks that can be followed, without those of footnotes and their mentions."""
    for index, block in enumerate(blocks):
        for link in links_of(block, index):
            if not link.address.startswith(NOTES) and can_be_followed(link.address):
                yield link


def medium_at(blocks: Sequence[Block], address: str, text: str) -> str:
    """Return ``audio`` or ``video`` where a link is that of a sound or film below the title, else an empty text."""
    for block in blocks[:TITLE_BLOCKS]:
        if (
            block.kind is BlockKind.META
            and block.info
            and any((run.link, run.text) == (address, text) for run in block.runs)
        ):
            return block.info
    return ""


def link_at(block: Block, index: int, offset: int) -> Link | None:
    """Return the link at an offset of the block's text."""
    return next((link for link in links_of(block, index) if link.start <= offset < link.end), None)
