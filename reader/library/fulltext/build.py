"""Writes the words of articles into the full-text index, the newest first. Reads files, writes the text file.

It runs in a separate process of the lowest priority: preparing a text holds the interpreter, so in a thread it would slow
the screen down. It can be stopped at any moment and continues later; a lock keeps two processes from doing it at once.
"""

import os
import sqlite3
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import closing, suppress
from datetime import tzinfo
from pathlib import Path
from typing import NamedTuple

from reader.article import Document, Key
from reader.files.lock import try_lock
from reader.library.fulltext.sketch import sketch
from reader.library.fulltext.store import DEAD_LEAST, DEAD_SHARE, FullTextFile, dead_rows, first_row
from reader.library.fulltext.sums import forget_sums, is_as_it_was, write_sums
from reader.library.fulltext.tokens import prepared
from reader.library.index.damage import is_broken, read_as_ours
from reader.library.index.index_file import is_odd, remove_files
from reader.library.index.paths import key_of
from reader.library.index.rows import Progress
from reader.library.index.schema import IndexFile, in_transaction
from reader.library.scan.read_file import read_inside
from reader.library.scan.under_way import UnderWay
from reader.log import logger, phase
from reader.text.gate import without_soft_hyphens

_ALONE = "alone"

BATCH = 200
"""Articles of one transaction."""

SMALL_BATCH = 25
"""Articles in one batch where a command waits, which looks at the clock between two."""

_WANTED = """
SELECT article.id, article.date, file.mtime_ns || '.' || file.size || '.' || file.inode, dir.folder, dir.path, file.name
FROM article JOIN file ON file.dir = article.dir AND file.name = article.name JOIN dir ON dir.id = article.dir
WHERE length(article.terms) > 0 ORDER BY article.date DESC, dir.folder, dir.path, file.name
"""


class TextSource(NamedTuple):
    """What is read: an index and the folders of its articles."""

    store: IndexFile
    """The index whose articles they are."""
    roots: dict[int, tuple[str, bytes]]
    """By row of the index: the id of keys, and the real path."""
    zone: tzinfo
    """That of dates that name none."""


class _Listed(NamedTuple):
    article: int
    date_s: int
    stamp: bytes
    folder: int
    path: bytes
    name: bytes


def build(
    source: TextSource,
    file: FullTextFile,
    on_progress: Callable[[Progress], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
    *,
    most: int | None = None,
    only: Container[int] | None = None,
) -> int | None:
    """Bring in what is missing or has changed, and take out what is gone.

    Returns how many articles are left whose words are not read: those that were not reached when it was ``cancelled``,
    or all of them where they are more than ``most``. With ``only`` other articles neither count nor are read. None:
    another process reads them already. Raises sqlite3.Error and OSError where the file takes no more.
    """
    with phase("words") as work, try_lock(Path(f"{file.path}.lock")) as is_locked:
        if not is_locked:
            return None
        if is_odd(file.path) or not is_as_it_was(file.path):
            remove_files(file.path)
        with closing(source.store.connect()) as index, read_as_ours():
            articles = [_Listed(row[0], row[1], row[2].encode(), *row[3:]) for row in index.execute(_WANTED)]
        job = _Job(source, file, articles, on_progress, cancelled, most, only)
        try:
            with read_as_ours():
                left, count = _write_missing(job)
        except sqlite3.Error as problem:
            if not is_broken(problem):
                raise
            remove_files(file.path)
            left, count = _write_missing(job)
        work.note(read=count)
    return left


class _Batch(NamedTuple):
    articles: Sequence[_Listed]
    is_suspect: bool = False
    """A process has ended when it read these and others."""
    is_deadly: bool = False
    """Another has ended when it read this one alone: its words are left out until it changes."""

    @property
    def name(self) -> str:
        """By which it is known again after the process has ended: the numbers of its articles."""
        return " ".join(
            (_ALONE if self.is_suspect else "", *(str(listed.article) for listed in self.articles))
        )


def _batches(missing: Sequence[_Listed], left: str, size: int) -> Iterator[_Batch]:
    """Yield articles to be read together; last those at which a process has ended, by its batch's name, one by one."""
    words = left.split()
    suspects = [listed for listed in missing if str(listed.article) in words]
    if _ALONE in words:
        yield _Batch(suspects, is_deadly=True)
        suspects = []
    others = [listed for listed in missing if str(listed.article) not in words]
    for start in range(0, len(others), size):
        yield _Batch(others[start : start + size])
    yield from (_Batch([listed], is_suspect=True) for listed in suspects)


class _Job(NamedTuple):
    """What has to be read, and of which index."""

    source: TextSource
    file: FullTextFile
    articles: Sequence[_Listed]
    on_progress: Callable[[Progress], None]
    cancelled: Callable[[], bool]
    most: int | None
    only: Container[int] | None


def _write_missing(job: _Job) -> tuple[int, int]:
    """Return how many articles are left, and how many were read."""
    file, total = job.file, len(job.articles)
    with closing(file.connect()) as connection:
        is_worn = dead_rows(connection) > max(DEAD_LEAST, DEAD_SHARE * _count(connection))
    if is_worn:
        remove_files(file.path)
    with closing(file.connect()) as connection:
        changes = connection.total_changes
        missing = _settled(connection, job.articles)
        if job.only is not None:
            missing = [listed for listed in missing if listed.article in job.only]
        is_too_many = job.most is not None and len(missing) > job.most
        if (missing and not is_too_many) or connection.total_changes > changes:
            forget_sums(file.path)
        begun = done = total - len(missing)
        job.on_progress(Progress(done, total))
        if is_too_many:
            return len(missing), 0
        under_way = UnderWay(Path(f"{file.path}.reading"))
        size = BATCH if job.most is None else SMALL_BATCH
        for batch in _batches(missing, under_way.take_left(), size):
            if job.cancelled():
                return total - done, done - begun
            with under_way.of(batch.name):
                read = (None if batch.is_deadly else _read(job.source, listed) for listed in batch.articles)
                _store(connection, list(zip(batch.articles, read, strict=True)), is_lost=batch.is_deadly)
            done += len(batch.articles)
            job.on_progress(Progress(done, total))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with suppress(OSError):  # its sums are unknown then
        write_sums(file.path)
    return total - done, done - begun


def _count(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM entry").fetchone()[0])


def _settled(connection: sqlite3.Connection, articles: Sequence[_Listed]) -> list[_Listed]:
    """Forget the rows of articles that are gone or not as they were; return those that have none now."""
    known = {
        article: (row, stamp)
        for row, article, stamp in connection.execute("SELECT row, article, stamp FROM entry")
    }
    missing = []
    for listed in articles:
        row, stamp = known.get(listed.article, (0, b""))
        if stamp == listed.stamp and row >= first_row(listed.date_s) > row - (1 << 24):
            del known[listed.article]
        else:
            missing.append(listed)
    gone = [(article,) for article in known]
    in_transaction(connection, lambda: connection.executemany("DELETE FROM entry WHERE article = ?", gone))
    return missing


def _read(source: TextSource, listed: _Listed) -> Document | None:
    """Return an article; None if it cannot be read now, which the next scan reports."""
    folder, root = source.roots[listed.folder]
    key: Key = key_of(folder, listed.path, listed.name)
    with suppress(OSError):
        content = read_inside(root, root + b"/" + os.fsencode(key.path))
        from reader.library.scan.intake import document_of

        return document_of(content, key, source.zone)
    return None


def _store(
    connection: sqlite3.Connection,
    documents: Sequence[tuple[_Listed, Document | None]],
    *,
    is_lost: bool = False,
) -> None:
    """Write the words of articles; ``is_lost``: they cannot be read and have none."""

    def insert() -> None:
        for listed, document in documents:
            if document is None and not is_lost:
                continue
            first = first_row(listed.date_s)
            last = connection.execute(
                "SELECT max(id) FROM words_docsize WHERE id >= ? AND id < ?", (first, first + (1 << 24))
            ).fetchone()[0]
            row = first if last is None else last + 1
            texts = _texts(document) if document else ("", "", "")
            connection.execute(
                "INSERT INTO words(rowid, title, about, body) VALUES(?, ?, ?, ?)", (row, *texts)
            )
            numbers = [(number, row) for number in sketch(texts[2].split())]
            connection.executemany("INSERT OR IGNORE INTO sketch VALUES(?, ?)", numbers)
            connection.execute(
                "INSERT OR REPLACE INTO entry VALUES(?, ?, ?)", (row, listed.article, listed.stamp)
            )

    in_transaction(connection, insert)


def _texts(document: Document) -> tuple[str, str, str]:
    """Return the words of title, of summary, tags and authors, and of the text; none where the file cannot be read."""
    article = document.article
    about = (article.summary, *article.tags, *article.categories, *article.authors)
    try:
        return (
            prepared(article.title),
            prepared("\n".join(about)),
            prepared(without_soft_hyphens(document.body)),
        )
    except Exception:  # noqa: BLE001 - a fault of ours, of a kind unknown: the words of all others are read
        logger(__name__).exception("the words of an article could not be read")
        return "", "", ""
