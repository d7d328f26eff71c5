"""Composes an article's page: the title block from its front matter, then the blocks of its body.

Pure. What the title block shows is not repeated: the first heading that is the title and the last line that
is the source's link are left out.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from typing import NamedTuple

from reader.article.article import Document
from reader.article.dialect import Dialect, dialect_of
from reader.article.heading import heading_text, is_same_title
from reader.i18n import tr
from reader.page.beginning import beginning
from reader.page.layout.images import cells_of
from reader.page.line import Block, BlockKind, ImageBox, Run, TextStyle
from reader.page.lines.line_breaks import AUTO, AUTO_KEEP, line_breaks_of
from reader.page.markdown.air import ABOVE
from reader.page.markdown.inline import Inline
from reader.page.markdown.parse import parse
from reader.page.maths.grammar import has_maths_switch
from reader.page.media_labels import image_label
from reader.page.title_block import file_name, foot, program_lead, title_block
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
    line_breaks: str = AUTO
    """What ends of source lines are: a value of ``reader.page.lines.line_breaks``."""
    image: Callable[[str], ImageBox | None] = lambda _: None
    """Returns the size of an image by its address, None if it cannot be drawn; may read a disk."""
    leads: Sequence[tuple[str, str]] = ()
    """What programs wrote about the text: the name of each, and its lines."""
    added: datetime | None = None
    """When the article was first fetched, shown beside its date; None: not from a feed."""


def compose(document: Document, page_options: PageOptions, *, is_whole: bool = True) -> tuple[Block, ...]:
    """Return the blocks of the page; without the foot if more text follows (``is_whole`` is false)."""
    article = document.article
    dialect = dialect_of(article.key.path, article.extra, document.body)
    line_breaks = page_options.line_breaks
    if dialect is Dialect.LOGSEQ and line_breaks == AUTO:
        line_breaks = AUTO_KEEP
    line_breaks = line_breaks_of(line_breaks, article.extra)
    maths = has_maths_switch(article.extra)
    body = list(
        parse(document.body, maths=maths, language=article.language, dialect=dialect, line_breaks=line_breaks)
    )
    heading = None
    if article.title_in_body or _begins_with_title(body, document.body):
        heading = _without_title(body, article.title)
    if article.link_in_body:
        _drop_link(body, article.link)
    has_text = bool(body)
    if not body and not _says_empty(document):
        body = [_notice(tr("This article has no text."))]
    if page_options.numbered:
        body = [block._replace(level=1) if block.kind is BlockKind.CODE else block for block in body]
    if article.image and _links_image(body, file_name(article.image)):
        article = article._replace(image="")
    above = [
        _with_size(block, page_options)
        for block in title_block(article, body, page_options.zone, page_options.remarks, page_options.added)
    ]
    above += [block for name, text in page_options.leads for block in program_lead(name, text)]
    if heading:
        above = [_like_heading(block, heading) for block in above]
    if body:
        is_apart = body[0].kind is BlockKind.HEADING or above[-1].kind is BlockKind.LEAD or above[-1].image
        body[0] = body[0]._replace(space=ABOVE if is_apart else 1)
    below = foot(article, page_options.languages, has_text=has_text) if is_whole else []
    return (*above, *(_with_size(block, page_options) for block in body), *below)


def _with_size(block: Block, page_options: PageOptions) -> Block:
    """Return an image with its size; the name of its file says nothing of one that is seen."""
    if block.kind is not BlockKind.IMAGE:
        return block
    image = page_options.image(block.info)
    is_seen = image is not None and cells_of(image, 1)[0] > 0
    text = "".join(run.text for run in block.runs)
    runs = () if is_seen and text == image_label("", block.info) else block.runs
    return block._replace(image=image, runs=runs)


def compose_beginning(document: Document, page_options: PageOptions) -> tuple[Block, ...]:
    """Return the first blocks of a long article's page quickly; none of an article that is not long."""
    head = beginning(document.body)
    if not head.strip():
        return ()
    return compose(document._replace(body=head), page_options, is_whole=False)


# The index finds title and link by lines alone. The parser may take those lines for something else
# (code, an open comment), so only blocks that show just that are left out.


def _begins_with_title(body: list[Block], source: str) -> bool:
    """Return whether the body begins with HTML that shows a heading, but for images."""
    shown = next((block for block in body if block.kind is not BlockKind.IMAGE), None)
    return source.lstrip()[:1] == "<" and shown is not None and shown.kind is BlockKind.HEADING


def _without_title(body: list[Block], title: str) -> Block | None:
    """Remove the heading that is the title from the body, and return it; None: there is none."""
    for at, block in enumerate(body):
        if block.kind is BlockKind.HEADING:
            texts = ["".join(run.text for run in block.runs)]
            if isinstance(block.runs, Inline):
                # Where markup has become letters: ``H~2~O``, ``:smile:``, formulas.
                texts.append(block.runs.source)
            same = any(is_same_title(heading_text(text), title) for text in texts)
            return body.pop(at) if block.level == 1 and not block.gutters and same else None
    return None


def _like_heading(block: Block, heading: Block) -> Block:
    """Return a block; the title with the links, notes, formulas and anchors of its heading."""
    if block.kind is not BlockKind.TITLE:
        return block
    is_plain = not any(run.link or run.style & TextStyle.MATHS for run in heading.runs)
    return block._replace(
        runs=block.runs if is_plain else tuple(heading.runs), anchors=(*block.anchors, *heading.anchors)
    )


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
