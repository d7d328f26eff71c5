"""An article as a page: the title block from its front matter, then the blocks of its body.

Pure. What the title block says is not said again: the first heading that became the title and the last
line that is the source's link are left out.
"""

from collections.abc import Callable, Sequence
from datetime import tzinfo
from typing import NamedTuple

from reader.article.article import Document
from reader.article.heading import heading_text, says_same
from reader.i18n import tr
from reader.page.beginning import beginning
from reader.page.line import Block, BlockKind, ImageBox, Run
from reader.page.markdown.inline import Inline
from reader.page.markdown.parse import parse
from reader.page.maths.grammar import says_maths
from reader.page.title_block import title_block
from reader.text import safe_address


class PageOptions(NamedTuple):
    """What the page of an article is to show beside its text."""

    zone: tzinfo
    """In which dates are told."""
    numbered: bool = False
    """The lines of listings are numbered."""
    languages: Sequence[str] = ()
    """BCP 47 tags of those in which the article is there too."""
    remarks: Sequence[str] = ()
    """What its reader wrote about the article and passages of it, a line each."""
    image: Callable[[str], ImageBox | None] = lambda _: None
    """Tells of a picture by its address whether it can be drawn; asks a disk, perhaps."""


def compose(document: Document, page_options: PageOptions) -> tuple[Block, ...]:
    """Return the blocks of the page."""
    article = document.article
    body = list(parse(document.body, maths=says_maths(article.extra), language=article.language))
    if article.title_in_body or _begins_with_title(body, document.body):
        _drop_title(body, article.title)
    if article.link_in_body:
        _drop_link(body, article.link)
    if not body and not _says_so(document):
        body = [_notice(tr("This article has no text."))]
    if page_options.numbered:
        body = [block._replace(level=1) if block.kind is BlockKind.CODE else block for block in body]
    if body:
        body[0] = body[0]._replace(space=1)
    blocks = [
        *title_block(article, body, page_options.zone, page_options.languages, page_options.remarks),
        *body,
    ]
    return tuple(
        block._replace(image=page_options.image(block.info)) if block.kind is BlockKind.IMAGE else block
        for block in blocks
    )


def compose_beginning(document: Document, page_options: PageOptions) -> tuple[Block, ...]:
    """Return the first blocks of a long article's page, in a moment; none of an article that is not long."""
    head = beginning(document.body)
    if not head.strip():
        return ()
    return compose(document._replace(body=head), page_options)


# The index found title and link by their lines alone. What the parser makes of those lines may be another
# thing (code, a comment that is never closed), so only what says just that is left out.


def _begins_with_title(body: list[Block], source: str) -> bool:
    """Return whether HTML is what the body begins with, and a heading what that shows, but for pictures."""
    shown = next((block for block in body if block.kind is not BlockKind.IMAGE), None)
    return source.lstrip()[:1] == "<" and shown is not None and shown.kind is BlockKind.HEADING


def _drop_title(body: list[Block], title: str) -> None:
    for at, block in enumerate(body):
        if block.kind is BlockKind.HEADING:
            texts = ["".join(run.text for run in block.runs)]
            if isinstance(block.runs, Inline):
                texts.append(
                    block.runs.source
                )  # where signs have become letters: ``H~2~O``, ``:smile:``, formulas
            same = any(says_same(heading_text(text), title) for text in texts)
            if block.level == 1 and not block.gutters and same:
                del body[at]
            return


def _drop_link(body: list[Block], link: str) -> None:
    notes = (at for at, block in enumerate(body) if block.kind is BlockKind.RULE and block.info)
    at = next(notes, len(body)) - 1
    last = body[at] if at >= 0 else None
    if last is None or last.kind is not BlockKind.PARAGRAPH or last.gutters:
        return
    addresses = {run.link for run in last.runs}
    if len(addresses) == 1 and (address := safe_address(addresses.pop())) and address.href == link:
        del body[at]


def _says_so(document: Document) -> bool:
    """Whether a problem tells already that there is nothing to read: the file is empty, or no text."""
    return bool(document.article.problems) and not document.article.extra and not document.body.strip()


def _notice(remark: str) -> Block:
    """Return a notice without the sign of a problem: that there is nothing to read may be meant so."""
    return Block(BlockKind.NOTICE, (Run(remark),))
