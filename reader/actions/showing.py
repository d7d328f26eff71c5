"""One article in the forms that leave the program: lines of its page, Markdown, HTML, values for other programs.

Reads one file; needs no library. The page is the same typesetter's as the screen's.
"""

import errno
import os
from collections.abc import Iterator
from datetime import datetime, tzinfo
from itertools import count
from pathlib import Path

from reader.article import Article, Document, Key
from reader.errors import ArticleGoneError
from reader.i18n import tr
from reader.settings import Settings
from reader.text import clean_line


def document_at(path: Path, zone: tzinfo) -> Document:
    """Return the article in a file; raises ArticleGoneError where it cannot be read, naming it."""
    from reader.library.intake import document_of
    from reader.library.read_file import NotRegularError, read_file

    real = os.path.realpath(path)
    try:
        return document_of(read_file(os.fsencode(real)), Key("", path.name), zone)
    except OSError as problem:
        told = isinstance(problem, NotRegularError) or problem.errno == errno.EISDIR
        reason = tr("it is no file") if told else problem.strerror or str(problem)
        raise ArticleGoneError(
            tr("{path} cannot be read: {reason}", path=clean_line(str(path)), reason=reason)
        ) from None


def page_lines(document: Document, settings: Settings, zone: tzinfo, width: int) -> Iterator[str]:
    """Yield the lines of an article's page, as wide as the setting ``measure`` and ``width`` cells allow."""
    from reader.page.compose import Wishes, compose
    from reader.page.layout.layout import Layout
    from reader.page.lines.typography import Typography

    typography = Typography(settings.autospace, settings.hanging, settings.justify)
    blocks = compose(document, Wishes(zone, settings.line_numbers))
    layout = Layout(blocks, min(settings.measure, width), typography)
    for row in count():
        layout.prepare(row, 1)  # the height is exact from here up, and so is the end once it is reached
        if row >= layout.height:
            return
        line = layout.line(row)
        yield "".join(span.text for span in line.spans).rstrip() if line else ""


def article_values(article: Article) -> dict[str, object]:
    """Return what an article's file says of it, in values that JSON has; moments in ISO 8601 and UTC."""
    return {
        "title": article.title,
        "date": _moment(article.date),
        "date_source": str(article.date_source),
        "updated": _moment(article.updated),
        "authors": list(article.authors),
        "tags": list(article.tags),
        "categories": list(article.categories),
        "language": article.language,
        "link": article.link,
        "source": article.source,
        "summary": article.summary,
        "image": article.image,
        "draft": article.draft,
        "id": article.guid,
        "words": article.words,
        "characters": article.characters,
        "minutes": article.minutes,
        "problems": [{"line": problem.line, "message": problem.message} for problem in article.problems],
        "front_matter": dict(article.extra),
    }


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
