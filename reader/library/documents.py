"""An article with its text, read from its file now. Reads files."""

import os
from collections.abc import Iterator, Mapping
from datetime import tzinfo
from pathlib import Path

from reader.article import Document
from reader.errors import ArticleGoneError
from reader.i18n import tr
from reader.library.intake import beginning_of, document_of
from reader.library.own_tags import with_own
from reader.library.read_file import read_inside
from reader.library.rows import Row
from reader.text import clean_line


def documents_in(
    root: bytes, path: Path, row: Row, own_tags: Mapping[str, bool], zone: tzinfo
) -> Iterator[Document]:
    """Yield the beginning of a large file, then the whole, under the tags that it has for its reader.

    ``root`` is the real path of the library's folder. Raises ArticleGoneError.
    """
    try:
        content = read_inside(root, os.fsencode(path))
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise ArticleGoneError(
            tr("{path} cannot be read: {reason}.", path=clean_line(str(path)), reason=reason)
        ) from problem
    if begun := beginning_of(content, row.key, zone):
        known = begun.article._replace(minutes=row.minutes, source=row.source, link=row.link)
        yield _tagged(begun._replace(article=known), own_tags)
    yield _tagged(document_of(content, row.key, zone), own_tags)


def _tagged(document: Document, own: Mapping[str, bool]) -> Document:
    if not own:
        return document
    return document._replace(article=document.article._replace(tags=with_own(document.article.tags, own)))
