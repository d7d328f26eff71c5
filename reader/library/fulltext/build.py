"""Brings the words of articles into the full-text index, the newest first. Reads files, writes the text file.

Belongs into a process of its own, a polite one: in a thread it would take the screen's turns, since preparing a text
holds the interpreter. It can be stopped at any moment and goes on where it was; what another process does at the same
time is not done twice (a lock).
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

_ALONE = "alone"

BATCH = 200
"""Articles of one transaction."""

SMALL_BATCH = 25
"""The same where a command waits for it, which looks at the clock between two."""

_WANTED = """
SELECT article.id, article.date, file.mtime_ns || '.' || file.size || '.' || file.inode, dir.folder, dir.path, file.name
FROM article JOIN file ON file.dir = article.dir AND file.name = article.name JOIN dir ON dir.id = article.dir
WHERE length(article.terms) > 0 ORDER BY article.date DESC, dir.folder, dir.path, file.name
"""


class TextSource(NamedTuple):
    """What is read: an index and the folders of its articles."""

    store: IndexFile
    roots: dict[int, tuple[str, bytes]]
    """By row of the index: the id of keys, and the real path."""
    zone: tzinfo


class _Place(NamedTuple):
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
            places = [_Place(row[0], row[1], row[2].encode(), *row[3:]) for row in index.execute(_WANTED)]
        asked = _Asked(source, file, places, on_progress, cancelled, most, only)
        try:
            with read_as_ours():
                left, count = _bring_in(asked)
        except sqlite3.Error as problem:
            if not is_broken(problem):
                raise
            remove_files(file.path)
            left, count = _bring_in(asked)
        work.note(read=count)
    return left


class _Batch(NamedTuple):
    places: Sequence[_Place]
    is_suspect: bool = False
    """A process has ended when it read these and others."""
    is_deadly: bool = False
    """Another has ended when it read this one alone: its words are left out until it changes."""

    @property
    def name(self) -> str:
        """By which it is known again after the process has ended: the numbers of its articles."""
        return " ".join((_ALONE if self.is_suspect else "", *(str(place.article) for place in self.places)))


def _batches(missing: Sequence[_Place], left: str, size: int) -> Iterator[_Batch]:
    """Yield articles to be read together; last those at which a process has ended, by its batch's name, one by one."""
    words = left.split()
    suspects = [place for place in missing if str(place.article) in words]
    if _ALONE in words:
        yield _Batch(suspects, is_deadly=True)
        suspects = []
    others = [place for place in missing if str(place.article) not in words]
    for start in range(0, len(others), size):
        yield _Batch(others[start : start + size])
    yield from (_Batch([place], is_suspect=True) for place in suspects)


class _Asked(NamedTuple):
    """What is to be brought in, of what."""

    source: TextSource
    file: FullTextFile
    places: Sequence[_Place]
    on_progress: Callable[[Progress], None]
    cancelled: Callable[[], bool]
    most: int | None
    only: Container[int] | None


def _bring_in(asked: _Asked) -> tuple[int, int]:
    """Return how many articles are left, and how many were read."""
    file, total = asked.file, len(asked.places)
    with closing(file.connect()) as connection:
        is_worn = dead_rows(connection) > max(DEAD_LEAST, DEAD_SHARE * _count(connection))
    if is_worn:
        remove_files(file.path)
    with closing(file.connect()) as connection:
        changes = connection.total_changes
        missing = _settled(connection, asked.places)
        if asked.only is not None:
            missing = [place for place in missing if place.article in asked.only]
        is_too_many = asked.most is not None and len(missing) > asked.most
        if (missing and not is_too_many) or connection.total_changes > changes:
            forget_sums(file.path)
        begun = done = total - len(missing)
        asked.on_progress(Progress(done, total))
        if is_too_many:
            return len(missing), 0
        under_way = UnderWay(Path(f"{file.path}.reading"))
        size = BATCH if asked.most is None else SMALL_BATCH
        for batch in _batches(missing, under_way.take_left(), size):
            if asked.cancelled():
                return total - done, done - begun
            with under_way.of(batch.name):
                read = (None if batch.is_deadly else _read(asked.source, place) for place in batch.places)
                _store(connection, list(zip(batch.places, read, strict=True)), is_lost=batch.is_deadly)
            done += len(batch.places)
            asked.on_progress(Progress(done, total))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with suppress(OSError):  # then nobody knows how it should be
        write_sums(file.path)
    return total - done, done - begun


def _count(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM entry").fetchone()[0])


def _settled(connection: sqlite3.Connection, places: Sequence[_Place]) -> list[_Place]:
    """Forget the rows of articles that are gone or not as they were; return those that have none now."""
    known = {
        article: (row, stamp)
        for row, article, stamp in connection.execute("SELECT row, article, stamp FROM entry")
    }
    missing = []
    for place in places:
        row, stamp = known.get(place.article, (0, b""))
        if stamp == place.stamp and row >= first_row(place.date_s) > row - (1 << 24):
            del known[place.article]
        else:
            missing.append(place)
    gone = [(article,) for article in known]
    in_transaction(connection, lambda: connection.executemany("DELETE FROM entry WHERE article = ?", gone))
    return missing


def _read(source: TextSource, place: _Place) -> Document | None:
    """Return an article; None if it cannot be read now: a scan will say so."""
    folder, root = source.roots[place.folder]
    key: Key = key_of(folder, place.path, place.name)
    with suppress(OSError):
        content = read_inside(root, root + b"/" + os.fsencode(key.path))
        from reader.library.scan.intake import document_of

        return document_of(content, key, source.zone)
    return None


def _store(
    connection: sqlite3.Connection,
    documents: Sequence[tuple[_Place, Document | None]],
    *,
    is_lost: bool = False,
) -> None:
    """Write articles' words; ``is_lost``: none, for they cannot be read."""

    def insert() -> None:
        for place, document in documents:
            if document is None and not is_lost:
                continue
            first = first_row(place.date_s)
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
                "INSERT OR REPLACE INTO entry VALUES(?, ?, ?)", (row, place.article, place.stamp)
            )

    in_transaction(connection, insert)


def _texts(document: Document) -> tuple[str, str, str]:
    """Return the words of a title, of what stands about it, and of the text; none where they cannot be had."""
    article = document.article
    about = (article.summary, *article.tags, *article.categories, *article.authors)
    try:
        return prepared(article.title), prepared("\n".join(about)), prepared(document.body)
    except Exception:  # noqa: BLE001 - a fault of ours, of a kind unknown: the words of all others are read
        logger(__name__).exception("the words of an article could not be read")
        return "", "", ""
