"""The second pass of a large first scan: the texts of the articles of which only the headers were read. Reads files, writes the index.

The newest come first. It can be stopped, or killed, at any moment: what waits says so in the index, and is found there by the
next start. A file is read as it is now, so one that was edited meanwhile is simply up to date; one that is gone is left to
the next scan, which knows whether it was renamed. The scans of what the watcher reports go on between two batches.
"""

import os
import sqlite3
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import IndexUnusableError
from reader.library.index.article_columns import WAITS
from reader.library.index.by_ids import rows_by_ids
from reader.library.index.damage import read_as_ours
from reader.library.index.lists import publish, renew
from reader.library.index.rows import Changes, Progress
from reader.library.scan import scanner as scans
from reader.library.scan.batches import BatchReader
from reader.library.scan.read_file import Stamp
from reader.library.scan.walk import NewFile, join, relative
from reader.log import phase

if TYPE_CHECKING:
    from reader.library.scan.headlines import Read
    from reader.library.scan.scanner import Scanner

AT_ONCE = 1_000
"""Articles whose places are looked up together."""

_WAITING = f"SELECT id FROM article WHERE {WAITS} ORDER BY date DESC"
_PLACES = f"""
SELECT article.id, dir.folder, dir.path, file.name, file.mtime_ns, file.size, file.inode FROM article
JOIN file ON file.dir = article.dir AND file.name = article.name JOIN dir ON dir.id = article.dir
WHERE {WAITS} AND article.id IN
"""


class Rest:
    """Reads what waits, once."""

    def __init__(
        self,
        scanner: "Scanner",
        on_progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self._scanner, self._on_progress, self._cancelled = scanner, on_progress, cancelled
        self._moves = scanner.store.moves
        self._total = self._read = 0
        self._inside: dict[tuple[int, bytes], bool] = {}
        self.changes = Changes()
        """What it changed; it adds and removes nothing."""

    def read(self) -> Changes:
        """Read all of it; raises sqlite3.Error and IndexUnusableError."""
        with closing(self._scanner.store.connect()) as connection, read_as_ours():
            waiting = array("Q", (row[0] for row in connection.execute(_WAITING)))
            self._total = len(waiting)
            if not waiting:
                return self.changes
            reader = BatchReader(
                lambda: self._scanner.intake,
                self._scanner.worker,
                Path(self._scanner.store.address),
                self._is_over,
                self._take,
            )
            with phase("rest", articles=self._total), closing(reader):
                if self._total >= scans.MANY:
                    reader.read_apart()
                for fresh in self._places(connection, waiting):
                    reader.meet(fresh)
                    if reader.was_cancelled:
                        break
                reader.finish()
            self.changes.cancelled = reader.was_cancelled or self._is_over()
        if not self._is_over():
            self._scanner.writer.run(_publish)
        return self.changes

    def _is_over(self) -> bool:
        """Whether someone else wants it to end, or the index is another one now."""
        return self._cancelled() or self._moves != self._scanner.store.moves

    def _places(self, connection: sqlite3.Connection, waiting: Sequence[int]) -> Iterator[NewFile]:
        for start in range(0, len(waiting), AT_ONCE):
            if self._is_over():
                return
            some = waiting[start : start + AT_ONCE]
            places = {row[0]: row[1:] for row in rows_by_ids(connection, _PLACES, some)}
            for article in some:
                if found := places.get(article):  # else something else has read it meanwhile
                    folder, path, name, *stamp = found
                    if self._is_inside(folder, path):
                        yield NewFile(folder, path, name, Stamp(*stamp))

    def _is_inside(self, folder: int, path: bytes) -> bool:
        """Return whether a directory is in its folder still: a link may have taken its place since it was listed."""
        if (folder, path) not in self._inside:
            root = self._scanner.worker.folders[folder][1]
            real = os.path.realpath(join(root, path))
            self._inside[folder, path] = relative(root, real) is not None
        return self._inside[folder, path]

    def _take(self, batch: Sequence[NewFile], entries: "Read") -> None:
        self._read += len(batch)
        with self._scanner.turn:  # while the folders of the library stay as they are
            if not self._is_over():
                self._scanner.writer.run(lambda connection: self._store(connection, entries))
        self._on_progress(Progress(self._read, self._total))

    def _store(self, connection: sqlite3.Connection, entries: "Read") -> None:
        from reader.library.scan.storing import IndexTransaction

        scanner = self._scanner
        storing = IndexTransaction(connection, scanner.zone, scanner.seeds)
        storing.store([entry for entry in entries if entry.fresh], self.changes)
        storing.finish()


def _publish(connection: sqlite3.Connection) -> None:
    if not publish(connection):
        renew(connection)


def read_rest(
    scanner: "Scanner", on_progress: Callable[[Progress], None], cancelled: Callable[[], bool]
) -> Changes:
    """Read what waits; return what changed. Where the index fails, the next scan tells it."""
    rest = Rest(scanner, on_progress, cancelled)
    try:
        return rest.read()
    except (sqlite3.Error, IndexUnusableError, OSError):
        rest.changes.failed = True
        return rest.changes
