"""An article with its text, read from its file now. Reads files."""

import os
from collections.abc import Iterator, Mapping
from datetime import tzinfo
from pathlib import Path

from reader.article import Document
from reader.errors import ArticleGoneError
from reader.i18n import tr
from reader.library.index.own_tags import with_own
from reader.library.index.rows import Row
from reader.library.scan.read_file import Content, read_inside
from reader.log import logger
from reader.refusal import reason_of
from reader.text import clean_line


def documents_in(
    root: bytes, path: Path, row: Row, own_tags: Mapping[str, bool], zone: tzinfo
) -> Iterator[Document]:
    """Yield the beginning of a large file, then the whole, under the tags that it has for its reader.

    ``root`` is the real path of the library's folder. Raises ArticleGoneError.
    """
    from reader.library.scan.intake import beginning_of, document_of  # 15 ms: a body alone needs it not

    content = _content(root, path)
    if begun := beginning_of(content, row.key, zone):
        known = begun.article._replace(minutes=row.minutes, source=row.source, link=row.link)
        yield _tagged(begun._replace(article=known), own_tags)
    yield _tagged(document_of(content, row.key, zone), own_tags)


def body_in(root: bytes, path: Path) -> str:
    """Return the text of a file below its header; ``root`` is the real path of the library's folder.

    Raises ArticleGoneError.
    """
    from reader.article.body import read_body  # with what decodes and reads headers 10 ms

    content = _content(root, path)
    try:
        return read_body(content.data, truncated=content.is_truncated)
    except Exception:  # noqa: BLE001 - a fault of ours of unknown kind costs this article alone
        logger(__name__).exception("a file could not be read")
        return ""


def _content(root: bytes, path: Path) -> Content:
    try:
        return read_inside(root, os.fsencode(path))
    except OSError as problem:
        reason = reason_of(problem)
        raise ArticleGoneError(
            tr("{path} cannot be read: {reason}.", path=clean_line(str(path)), reason=reason)
        ) from problem


def _tagged(document: Document, own: Mapping[str, bool]) -> Document:
    if not own:
        return document
    return document._replace(article=document.article._replace(tags=with_own(document.article.tags, own)))
