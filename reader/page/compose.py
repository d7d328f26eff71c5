"""An article as a page: the title block from its front matter, then the blocks of its body.

Pure. What the title block says is not said again: the first heading that became the title and the last
line that is the source's link are left out.
"""

from dataclasses import replace
from datetime import tzinfo

from reader.article.article import Article, DateSource, Document
from reader.i18n import tr, trn
from reader.page.line import Block, BlockKind, Mark, Run
from reader.page.parse import parse

SEPARATOR = " · "


def compose(document: Document, *, zone: tzinfo) -> tuple[Block, ...]:
    """Return the blocks of the page; dates are told in ``zone``."""
    article = document.article
    body = list(parse(document.body))
    if article.title_in_body:
        _drop_title(body)
    if article.link_in_body and body:
        body.pop()
    if not body:
        body = [_notice(tr("This article has no text."))]
    body[0] = replace(body[0], space=1)
    return (*_title_block(article, zone), *body)


def _drop_title(body: list[Block]) -> None:
    for at, block in enumerate(body):
        if block.kind is BlockKind.HEADING and not block.gutters:
            del body[at]
            return


def _title_block(article: Article, zone: tzinfo) -> list[Block]:
    blocks = [Block(BlockKind.TITLE, (Run(article.title),))]
    meta = _meta(article, zone)
    if meta:
        blocks.append(Block(BlockKind.META, meta, space=0))
    if article.tags:
        tags = "  ".join("#" + tag.replace(" ", "\N{NO-BREAK SPACE}") for tag in article.tags)
        blocks.append(Block(BlockKind.META, (Run(tags),), space=0))
    for problem in article.problems:
        message = problem.message
        if problem.line is not None:
            message = tr("Line {line}: {message}", line=problem.line, message=message)
        blocks.append(_notice(message))
    return blocks


def _notice(message: str) -> Block:
    return Block(BlockKind.NOTICE, (Run("⚠ " + message),))


def _meta(article: Article, zone: tzinfo) -> tuple[Run, ...]:
    parts = []
    if article.source:
        parts.append(Run(article.source, Mark.LINK if article.link else Mark.PLAIN, article.link))
    if article.authors:
        parts.append(Run(", ".join(article.authors)))
    parts.append(Run(_date(article, zone)))
    if article.words or article.characters:
        parts.append(Run(trn("{count} min", "{count} min", article.minutes)))
    runs: list[Run] = []
    for part in parts:
        runs += [Run(SEPARATOR), part] if runs else [part]
    return tuple(runs)


def _date(article: Article, zone: tzinfo) -> str:
    date = article.date.astimezone(zone)
    if article.date_source is DateSource.FILE:
        return tr("file of {date}", date=f"{date:%Y-%m-%d}")
    if (date.hour, date.minute) == (0, 0):  # the article names a day, not a time
        return f"{date:%Y-%m-%d}"
    return f"{date:%Y-%m-%d %H:%M}"
