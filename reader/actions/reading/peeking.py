"""What a link leads to, to be shown where it stands: a footnote, a meaning, the first lines of an article of the library.

Asks the library and reads a file, so it belongs into a thread. Nothing is fetched: of what is outside the library only
the address is shown.
"""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import unquote

from reader.actions.finding.line_breaks import line_breaks_in
from reader.actions.reading.linked_articles import Linked, follow
from reader.article import Key
from reader.errors import ArticleGoneError
from reader.i18n import tr
from reader.library import Library
from reader.page.compose import PageOptions, compose, compose_beginning
from reader.page.line import ABBREVIATION, WIKI, Block, BlockKind, Run
from reader.page.navigation.links import Link, leads_inside
from reader.page.navigation.passages import BLOCKS, meaning_of, passage_from
from reader.text import clean_line, safe_address
from reader.text.address import ADDRESS_LIMIT

_ABOVE = frozenset({BlockKind.KICKER, BlockKind.TITLE, BlockKind.META})


class Peek(NamedTuple):
    """What is shown of a link's target."""

    blocks: tuple[Block, ...]
    """Its text, or a sentence why there is none."""
    leads: bool
    """Whether one can go there."""
    article: int = 0
    """The article of the library, if an address in the web is that of one."""


def peek(
    library: Library, key: Key | None, blocks: Sequence[Block], link: Link, page_options: PageOptions
) -> Peek:
    """Return what is shown of a link of the article that has this key (None: it is gone) and page."""
    address = link.address
    if address.startswith(ABBREVIATION):
        return Peek(meaning_of(address, link.text), leads=False)
    if address.startswith("#"):
        return _inside(blocks, address)
    try:
        if leads_inside(address):
            if key is None:
                return _nothing(tr("This article's file is gone, so its links lead nowhere"))
            return _linked(library, key, blocks, address, page_options)
        return _outside(library, key, address, page_options)
    except ArticleGoneError as gone:
        return _nothing(str(gone))


def _inside(blocks: Sequence[Block], name: str) -> Peek:
    found = passage_from(blocks, name)
    if found:
        return Peek(found, leads=True)
    shown = clean_line(unquote(name.removeprefix("#")))
    return _nothing(tr("This article has no heading or anchor {name}", name=shown))


def _linked(
    library: Library, key: Key, blocks: Sequence[Block], address: str, page_options: PageOptions
) -> Peek:
    found = follow(library, key, address)
    if found is None:
        name = clean_line(unquote(address.removeprefix(WIKI)))
        return _nothing(tr("No article here is called {name}", name=name))
    if found.anchor and library.articles.find(key) == found.article:
        return _inside(blocks, found.anchor)
    return Peek(_first_lines(library, found, page_options), leads=True)


def _outside(library: Library, key: Key | None, address: str, page_options: PageOptions) -> Peek:
    """Return another article whose source an address is, else the address, whole, below its host."""
    safe = safe_address(address)
    if safe is None:
        shown = clean_line(address, ADDRESS_LIMIT)
        return _nothing(tr("This address is not one that is opened: {address}", address=shown))
    articles = library.articles.with_link(safe.href) if safe.scheme != "mailto" else []
    own = library.articles.find(key) if key and articles else None
    if other := next((article for article in articles if article != own), None):
        return Peek(_first_lines(library, Linked(other, ""), page_options), leads=True, article=other)
    where = Block(BlockKind.LABEL, (Run(safe.host),), space=0)
    return Peek((where, Block(BlockKind.PARAGRAPH, (Run(safe.href),), space=0)), leads=True)


def _first_lines(library: Library, linked: Linked, page_options: PageOptions) -> tuple[Block, ...]:
    """Return the title of an article and what follows it, or what follows the heading that is linked."""
    document, file = library.files.document(linked.article), library.files.path(linked.article)
    page_options = page_options._replace(line_breaks=line_breaks_in(page_options.line_breaks, file))
    begun = () if linked.anchor else compose_beginning(document, page_options)
    page = begun or compose(document, page_options, is_whole=False)
    above = [block._replace(space=0) for block in page[:BLOCKS] if block.kind in _ABOVE and not block.info]
    text = passage_from(page, linked.anchor) if linked.anchor else ()
    if not text:
        text = tuple(block for block in page if block.kind not in _ABOVE and len(block.runs))[:BLOCKS]
    return (*above, *(block._replace(space=1) for block in text[:1]), *text[1:])


def _nothing(sentence: str) -> Peek:
    return Peek((Block(BlockKind.NOTICE, (Run(sentence),), space=0),), leads=False)
