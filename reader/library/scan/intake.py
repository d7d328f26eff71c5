"""Reads one file and returns what the index keeps of it. Reads files."""

import os
from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from typing import Any, NamedTuple

from reader.article import Document, Key, Problem, is_conflict_copy
from reader.files.whole import NotRegularError
from reader.i18n import tr
from reader.library.index.article_columns import stored_values
from reader.library.index.paths import key_of
from reader.library.index.tables import LEFT_OUT
from reader.library.scan.front_matter import fields_of
from reader.library.scan.read_file import UNREADABLE, Content, Stamp, read_file
from reader.library.scan.walk import NewFile, join
from reader.log import logger
from reader.refusal import reason_of

LATEST_S = 253_402_214_400
"""The last second that a file's own time may be, the end of 9999 less a day for zones; file systems know later ones."""


class IndexedArticle(NamedTuple):
    """What the index keeps of an article."""

    columns: dict[str, Any]
    """By the names of ``article_columns``, as they are stored."""
    is_listed: bool
    """It is not a draft, or drafts are listed."""
    fields: tuple[tuple[str, str, str], ...]
    """The front matter: keys and their values, folded and as they were written."""


class ScannedFile(NamedTuple):
    """A file that was looked at."""

    fresh: NewFile
    """The file."""
    stamp: Stamp
    """When it was read."""
    parsed: IndexedArticle | None
    """What the index keeps of it; None: it is not an article."""
    problems: tuple[Problem, ...]
    """What its owner may want to mend."""
    is_kept: bool = False
    """It could not be read: its article stays in the index."""
    was_opened: bool = True
    """It was read, not only looked at."""


class Intake(NamedTuple):
    """Reads the files of a library."""

    folders: dict[int, tuple[str, bytes]]
    """By row: the id of keys, and the real path."""
    zone: tzinfo
    """That of dates that name none."""
    drafts: bool
    """Drafts are listed too."""

    def take_all(self, batch: Iterable[NewFile]) -> list[ScannedFile]:
        """Return what these files are now, without those that are gone."""
        return [entry for fresh in batch if (entry := self.take(fresh)) is not None]

    def take(self, fresh: NewFile) -> ScannedFile | None:
        """Return what a file is now; None if it is gone."""
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
            return None  # it was a file a moment ago, and the next scan looks again
        except OSError as problem:
            message = tr("It cannot be read: {reason}.", reason=reason_of(problem))
            return ScannedFile(fresh, UNREADABLE, None, (Problem(message),), is_kept=True)
        key = key_of(folder, fresh.path, fresh.name)
        try:
            return self._entry(fresh, content, document_of(content, key, self.zone))
        except Exception as fault:  # noqa: BLE001 - a fault of ours of unknown kind costs this article alone
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
        # A template has nothing to mend.
        problems = () if lies_in_templates(path) else document.article.problems
        return ScannedFile(fresh, content.stamp, self._parsed(document), problems)

    def _faulty(self, fresh: NewFile, content: Content, key: Key, fault: Exception) -> ScannedFile:
        """Return a file at which newsreader has failed, as plain text, or at least as a problem."""
        from reader.article.document import plain_document  # see document_of

        logger(__name__).error("a file could not be read", exc_info=fault)
        problem = Problem(_failed(fault))
        try:
            return self._entry(
                fresh, content, plain_document(content.data, key, modified_at(content), problem)
            )
        except Exception:  # noqa: BLE001 - then even as plain text
            return ScannedFile(fresh, content.stamp, None, (problem,), is_kept=True)

    def _parsed(self, document: Document) -> IndexedArticle:
        article = document.article
        return IndexedArticle(
            stored_values(document),
            self.drafts or not article.draft,
            tuple(dict.fromkeys(fields_of(article))),
        )


def beginning_of(content: Content, key: Key, zone: tzinfo) -> Document | None:
    """Return the beginning of a large file as a document; None where that is the whole, or fails."""
    from reader.article.beginning import read_beginning  # 20 ms: the first frame needs no file

    try:
        return read_beginning(content.data, key, modified_at(content), zone=zone)
    except Exception:  # noqa: BLE001 - reading the whole file reports it
        return None


def document_of(content: Content, key: Key, zone: tzinfo) -> Document:
    """Return a file's bytes as a document; a fault in reading it becomes a problem of that file."""
    from reader.article.document import plain_document, read_document  # 20 ms: the first frame needs no file

    modified = modified_at(content)
    try:
        return read_document(content.data, key, modified, zone=zone, truncated=content.is_truncated)
    except Exception as fault:  # noqa: BLE001 - a fault of ours of unknown kind costs this article alone
        logger(__name__).exception("a file could not be read")
        return plain_document(content.data, key, modified, Problem(_failed(fault)))


def _failed(fault: Exception) -> str:
    return tr(
        "newsreader failed on this file ({fault}); it is shown as plain text.", fault=type(fault).__name__
    )


def modified_at(content: Content) -> datetime:
    """Return when a file was changed, in UTC, within the years that a date can have."""
    return datetime.fromtimestamp(min(max(content.mtime_ns, 0) // 10**9, LATEST_S), UTC)
