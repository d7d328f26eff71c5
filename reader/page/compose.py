"""Composes an article's page: the title block from its front matter, then the blocks of its body.

Pure. What the title block shows is not repeated: the first heading that is the title and the last line that
is the source's link are left out.
"""

from collections.abc import Callable, Sequence
from datetime import tzinfo
from typing import NamedTuple

from reader.article.article import Document
from reader.article.heading import heading_text, is_same_title
from reader.i18n import tr
from reader.page.beginning import beginning
from reader.page.line import Block, BlockKind, ImageBox, Run
from reader.page.markdown.inline import Inline
from reader.page.markdown.parse import parse
from reader.page.maths.grammar import has_maths_switch
from reader.page.title_block import file_name, title_block
from reader.text import safe_address


class PageOptions(NamedTuple):
    """What an article's page shows beside its text."""

    zone: tzinfo
    """In which dates are shown."""
    numbered: bool = False
    """The lines of code blocks are numbered."""
    languages: Sequence[str] = ()
    """BCP 47 tags of the article's translations."""
    remarks: Sequence[str] = ()
    """The user's note and comments on highlights, a line each."""
    image: Callable[[str], ImageBox | None] = lambda _: None
    """Returns the size of an image by its address, None if it cannot be drawn; may read a disk."""


def compose(document: Document, page_options: PageOptions) -> tuple[Block, ...]:
    """Return the blocks of the page."""
    article = document.article
    body = list(parse(document.body, maths=has_maths_switch(article.extra), language=article.language))
    if article.title_in_body or _begins_with_title(body, document.body):
        _drop_title(body, article.title)
    if article.link_in_body:
        _drop_link(body, article.link)
    if not body and not _says_empty(document):
        body = [_notice(tr("This article has no text."))]
    if page_options.numbered:
        body = [block._replace(level=1) if block.kind is BlockKind.CODE else block for block in body]
    if body:
        body[0] = body[0]._replace(space=1)
    if article.image and _links_image(body, file_name(article.image)):
        article = article._replace(image="")
    blocks = [
        *title_block(article, body, page_options.zone, page_options.languages, page_options.remarks),
        *body,
    ]
    return tuple(
        block._replace(image=page_options.image(block.info)) if block.kind is BlockKind.IMAGE else block
        for block in blocks
    )


def compose_beginning(document: Document, page_options: PageOptions) -> tuple[Block, ...]:
    """Return the first blocks of a long article's page quickly; none of an article that is not long."""
    head = beginning(document.body)
    if not head.strip():
        return ()
    return compose(document._replace(body=head), page_options)


# The index finds title and link by lines alone. The parser may take those lines for something else
# (code, an open comment), so only blocks that show just that are left out.


def _begins_with_title(body: list[Block], source: str) -> bool:
    """Return whether the body begins with HTML that shows a heading, but for images."""
    shown = next((block for block in body if block.kind is not BlockKind.IMAGE), None)
    return source.lstrip()[:1] == "<" and shown is not None and shown.kind is BlockKind.HEADING


def _drop_title(body: list[Block], title: str) -> None:
    for at, block in enumerate(body):
        if block.kind is BlockKind.HEADING:
            texts = ["".join(run.text for run in block.runs)]
            if isinstance(block.runs, Inline):
                # Where markup has become letters: ``H~2~O``, ``:smile:``, formulas.
                texts.append(block.runs.source)
            same = any(is_same_title(heading_text(text), title) for text in texts)
            if block.level == 1 and not block.gutters and same:
                del body[at]
            return


def _links_image(body: list[Block], name: str) -> bool:
    """Return whether a paragraph shows an image of this name, as the text of a link; nothing is parsed for it."""
    sources = (block.runs.source for block in body if isinstance(block.runs, Inline))
    return any("![" in source and name in source for source in sources)


def _drop_link(body: list[Block], link: str) -> None:
    notes = (at for at, block in enumerate(body) if block.kind is BlockKind.RULE and block.info)
    at = next(notes, len(body)) - 1
    last = body[at] if at >= 0 else None
    if last is None or last.kind is not BlockKind.PARAGRAPH or last.gutters:
        return
    addresses = {run.link for run in last.runs}
    if len(addresses) == 1 and (address := safe_address(addresses.pop())) and address.href == link:
        del body[at]


def _says_empty(document: Document) -> bool:
    """Return whether a problem says already that there is nothing to read: the file is empty, or not text."""
    return bool(document.article.problems) and not document.article.extra and not document.body.strip()


def _notice(remark: str) -> Block:
    """Return a notice without the symbol of a problem: an empty article may be intended."""
    return Block(BlockKind.NOTICE, (Run(remark),))
