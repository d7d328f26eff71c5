"""One file of a folder becomes what the index holds of it: read, parsed, reduced to a row. Reads files."""

import os
from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from hashlib import blake2b
from typing import NamedTuple

from reader.article import Document, Key, Problem, is_conflict_copy
from reader.i18n import tr
from reader.library.index.paths import key_of
from reader.library.index.tables import LEFT_OUT
from reader.library.scan.front_matter import fields_of
from reader.library.scan.read_file import UNREADABLE, Content, NotRegularError, Stamp, read_file
from reader.library.scan.walk import NewFile, join
from reader.log import logger
from reader.text.address import canonical
from reader.text.folding import folded

HASH_BYTES = 16

LATEST_S = 253_402_214_400
"""The last second that a file's own time may be, the end of 9999 less a day for zones; file systems know later ones."""


class IndexedArticle(NamedTuple):
    """What the index keeps of an article."""

    title: str
    date_s: int
    """Seconds since 1970, UTC."""
    date_source: str
    minutes: int
    source: str
    link: str
    is_draft: bool
    is_listed: bool
    guid: str
    body_hash: bytes
    """Empty for a body of white space: it is like no other."""
    tags: tuple[str, ...]
    language: str
    translation: str
    updated_s: int
    """0: it does not say."""
    words: int
    """Words, and characters where words are not separated."""
    image: str
    summary: str
    folded: str
    """Title, summary, tags and authors as they are compared, a line each."""
    canonical: str
    """The link as it is compared."""
    authors: tuple[str, ...]
    """As the file orders them."""
    categories: tuple[str, ...]
    """The same."""
    date_offset_s: int | None
    """Seconds east of UTC that the date was written with; None: the file names no zone."""
    updated_offset_s: int | None
    fields: tuple[tuple[str, str, str], ...]
    """The front matter: keys and their values, folded and as they were written."""


class ScannedFile(NamedTuple):
    """What was found at a place."""

    fresh: NewFile
    stamp: Stamp
    parsed: IndexedArticle | None
    problems: tuple[Problem, ...]
    is_kept: bool = False
    """It could not be read: an article that was known there stays."""
    was_opened: bool = True


class Intake(NamedTuple):
    """How files become entries in this library."""

    folders: dict[int, tuple[str, bytes]]
    """By row: the id of keys, and the real path."""
    zone: tzinfo
    drafts: bool
    """Drafts are listed too."""

    def take_all(self, batch: Iterable[NewFile]) -> list[ScannedFile]:
        """Return what is at these places, those left out that are gone."""
        return [entry for fresh in batch if (entry := self.take(fresh)) is not None]

    def take(self, fresh: NewFile) -> ScannedFile | None:
        """Return what is at the place; None if it has gone meanwhile."""
        if fresh.odd:
            line = LEFT_OUT if fresh.is_left_out else None
            return ScannedFile(fresh, fresh.stamp, None, (Problem(fresh.odd, line),), was_opened=False)
        if is_conflict_copy(os.fsdecode(fresh.name)):
            message = tr(
                "A sync tool kept this copy because of a conflict: compare it with the original and delete one."
            )
            return ScannedFile(fresh, fresh.stamp, None, (Problem(message),), was_opened=False)
        folder, root = self.folders[fresh.folder]
        try:
            content = read_file(fresh.target or join(root, fresh.path, fresh.name))
        except FileNotFoundError:
            return None
        except NotRegularError:
            return None  # it was a file a moment ago; the next scan sees what it is now
        except OSError as problem:
            message = tr("It cannot be read: {reason}.", reason=problem.strerror or str(problem))
            return ScannedFile(fresh, UNREADABLE, None, (Problem(message),), is_kept=True)
        key = key_of(folder, fresh.path, fresh.name)
        try:
            return self._entry(fresh, content, document_of(content, key, self.zone))
        except Exception as fault:  # noqa: BLE001 - a fault of ours, of a kind unknown: all other articles go on
            return self._faulty(fresh, content, key, fault)

    @staticmethod
    def deadly(fresh: NewFile) -> ScannedFile:
        """Return what is listed of a file at which the process has ended that read it; it is read again once it changes."""
        message = tr("newsreader crashed while reading this file, so it is left out.")
        return ScannedFile(fresh, fresh.stamp, None, (Problem(message),), is_kept=True)

    def _entry(self, fresh: NewFile, content: Content, document: Document) -> ScannedFile:
        from reader.article.document import is_section_page  # see document_of
        from reader.article.template import lies_in_templates

        if is_section_page(document):
            return ScannedFile(fresh, content.stamp, None, ())
        path = document.article.key.path
        # A template is not what its owner has to mend; what cannot be decoded is said on its page.
        problems = () if lies_in_templates(path) else document.article.problems
        return ScannedFile(fresh, content.stamp, self._parsed(document), problems)

    def _faulty(self, fresh: NewFile, content: Content, key: Key, fault: Exception) -> ScannedFile:
        """Return a file at which newsreader has failed, as plain text, or at least as a problem."""
        from reader.article.document import plain_document  # see document_of

        logger(__name__).error("a file could not be read", exc_info=fault)
        problem = Problem(_failed(fault))
        try:
            return self._entry(fresh, content, plain_document(content.data, key, _modified(content), problem))
        except Exception:  # noqa: BLE001 - as in ``take``
            return ScannedFile(fresh, content.stamp, None, (problem,), is_kept=True)

    def _parsed(self, document: Document) -> IndexedArticle:
        article, body = document.article, document.body.strip()
        digest = (
            blake2b(body.encode("utf-8", "surrogatepass"), digest_size=HASH_BYTES).digest() if body else b""
        )
        return IndexedArticle(
            article.title,
            int(article.date.timestamp()),
            article.date_source,
            article.minutes,
            article.source,
            article.link,
            article.draft,
            self.drafts or not article.draft,
            article.guid,
            digest,
            tuple(dict.fromkeys(article.tags)),
            article.language,
            article.translation,
            int(article.updated.timestamp()) if article.updated else 0,
            article.words + article.characters,
            article.image,
            article.summary,
            folded(
                "\n".join(
                    (article.title, article.summary, *article.tags, *article.categories, *article.authors)
                )
            ),
            canonical(article.link) if article.link else "",
            article.authors,
            article.categories,
            article.date_offset_s,
            article.updated_offset_s,
            tuple(dict.fromkeys(fields_of(article))),
        )


def beginning_of(content: Content, key: Key, zone: tzinfo) -> Document | None:
    """Return the beginning of a large file as a document; None where that is the whole, or fails."""
    from reader.article.beginning import read_beginning  # as in document_of

    try:
        return read_beginning(content.data, key, _modified(content), zone=zone)
    except Exception:  # noqa: BLE001 - a fault of ours, of a kind unknown: reading the whole tells it
        return None


def document_of(content: Content, key: Key, zone: tzinfo) -> Document:
    """Return a file's bytes as a document; whatever goes wrong with one file is a problem of that file."""
    from reader.article.document import plain_document, read_document  # 20 ms: the first frame needs no file

    modified = _modified(content)
    try:
        return read_document(content.data, key, modified, zone=zone, truncated=content.is_truncated)
    except Exception as fault:  # noqa: BLE001 - a fault of ours, of a kind unknown: all other articles go on
        logger(__name__).exception("a file could not be read")
        return plain_document(content.data, key, modified, Problem(_failed(fault)))


def _failed(fault: Exception) -> str:
    return tr(
        "newsreader failed on this file ({fault}); it is shown as plain text.", fault=type(fault).__name__
    )


def _modified(content: Content) -> datetime:
    return datetime.fromtimestamp(min(max(content.mtime_ns, 0) // 10**9, LATEST_S), UTC)
