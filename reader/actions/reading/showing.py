"""One article in its output formats: lines of its page, Markdown, HTML, JSON values.

Reads one file; needs no library. The page is laid out as on the screen.
"""

import errno
import os
import re
from collections.abc import Iterator
from datetime import tzinfo
from itertools import count
from pathlib import Path

from reader.article import Article, DateSource, Document, Key
from reader.article.article import SIZE_LIMIT_BYTES
from reader.article.heading import heading_text, is_same_title
from reader.errors import ArticleGoneError
from reader.i18n import tr
from reader.page.line import Span
from reader.refusal import reason_of
from reader.settings import Settings
from reader.text import clean_line

_HEADING = re.compile(r"#[ \t]+(?P<text>.+)(?:\n|$)|(?P<under>.+)\n=+[ \t]*(?:\n|$)")
"""A heading of the first level at the beginning of a text."""

_MARKUP = re.compile(r"[\\`*_\[\]<>#|~$]")
"""Characters that may be markup in a line of Markdown."""


def document_at(path: Path, zone: tzinfo) -> Document:
    """Return the article in a file; raises ArticleGoneError where it cannot be read, naming it."""
    from reader.files.whole import NotRegularError
    from reader.library.scan.intake import document_of
    from reader.library.scan.read_file import read_file

    real = os.path.realpath(path)
    try:
        return document_of(read_file(os.fsencode(real)), Key("", path.name), zone)
    except OSError as problem:
        if problem.errno == errno.EISDIR or Path(real).is_dir():
            reason = tr("it is a directory")
        elif isinstance(problem, NotRegularError):
            reason = tr("it is not a regular file")
        else:
            reason = reason_of(problem)
        raise ArticleGoneError(
            tr("{path} cannot be read: {reason}", path=clean_line(str(path)), reason=reason)
        ) from None


def document_in(data: bytes, zone: tzinfo, now_s: float) -> Document:
    """Return the article in bytes from stdin, dated ``now_s`` seconds since 1970."""
    from reader.library.scan.intake import document_of
    from reader.library.scan.read_file import UNREADABLE, Content

    is_truncated = len(data) > SIZE_LIMIT_BYTES
    content = Content(data[:SIZE_LIMIT_BYTES], UNREADABLE, int(now_s * 10**9), is_truncated)
    return document_of(content, Key("", "stdin.md"), zone)


def page_lines(
    document: Document, settings: Settings, zone: tzinfo, width: int, file: Path | None = None
) -> Iterator[tuple[Span, ...]]:
    """Yield the lines of an article's page, as wide as the setting ``measure`` and ``width`` cells allow.

    ``file``: that of the article; its folder may say what line ends are.
    """
    from reader.actions.finding.line_breaks import line_breaks_in
    from reader.actions.reading.typography import typography_of
    from reader.page.compose import PageOptions, compose
    from reader.page.layout.layout import Layout

    typography = typography_of(settings)._replace(code_wrap=True)
    line_breaks = line_breaks_in(settings.line_breaks, file)
    blocks = compose(document, PageOptions(zone, settings.number_code_lines, line_breaks=line_breaks))
    layout = Layout(blocks, min(settings.measure, width), typography)
    for row in count():
        layout.prepare(row, 1)  # heights are exact up to here, and so is the end once it is reached
        if row >= layout.height:
            return
        line = layout.line(row)
        yield line.spans if line else ()


def as_markdown(document: Document, zone: tzinfo) -> str:
    """Return an article as a complete Markdown document: its title, source and date, its text."""
    article, (heading, body) = document.article, _parted(document)
    title = heading or f"# {_escaped(article.title)}"
    about = " · ".join(filter(None, (_source_link(article), _day(article, zone))))
    return "\n\n".join(filter(None, (title, about, body)))


def without_title(document: Document) -> str:
    """Return an article's text without the heading that is its title, if it begins with that."""
    return _parted(document)[1]


def _parted(document: Document) -> tuple[str, str]:
    """Return the heading of an article's text that is its title, or an empty text, and the rest."""
    article, body = document.article, document.body.strip("\n")
    heading = _HEADING.match(body) if article.title_in_body else None
    if heading and is_same_title(heading_text(heading["text"] or heading["under"]), article.title):
        return heading[0].strip("\n"), body[heading.end() :].strip("\n")
    return "", body


def html_of(document: Document, settings: Settings, file: Path | None, zone: tzinfo | None = None) -> str:
    """Return an article's text as HTML; with a ``zone`` an ``<article>`` with title, source and date above it.

    ``file``: that of the article; its folder may say what line ends are.
    """
    from reader.actions.finding.line_breaks import line_breaks_in
    from reader.page.as_html import as_html
    from reader.page.lines.line_breaks import line_breaks_of

    line_breaks = line_breaks_of(line_breaks_in(settings.line_breaks, file), document.article.extra)
    if zone is None:
        return as_html(document.body, line_breaks)
    return f"<article>\n{as_html(as_markdown(document, zone), line_breaks).rstrip()}\n</article>"


def _source_link(article: Article) -> str:
    name = _escaped(article.source or article.link)
    return f"[{name}](<{article.link}>)" if article.link else name


def _day(article: Article, zone: tzinfo) -> str:
    if article.date_source is DateSource.FILE:  # a file's own time says when it was copied
        return ""
    return article.date.astimezone(zone).date().isoformat()


def _escaped(text: str) -> str:
    """Return text escaped for Markdown."""
    return _MARKUP.sub(r"\\\g<0>", text)


def document_values(document: Document, zone: tzinfo) -> dict[str, object]:
    """Return what an article's file says of it, in values that JSON has; moments in ISO 8601 with the file's offset, else ``zone``'s.

    Keys are those of ``querying.FIELDS`` where these have one.
    """
    from reader.library.index.article_columns import (  # only for a file that is no library's
        json_values,
        stored_values,
    )

    article = document.article
    return {
        **json_values(stored_values(document), zone),
        "image": article.image,
        "guid": article.guid,
        "characters": article.characters,
        "problems": [{"line": problem.line, "message": problem.message} for problem in article.problems],
        "front_matter": dict(article.extra),
        "body": document.body,
    }
