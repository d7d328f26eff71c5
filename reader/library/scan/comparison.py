"""Compares folders with the index, directory by directory. Reads both.

The names in a directory and its rows in the index are both sorted, so one pass finds what is new, what has another stamp
and what is gone; only one directory is in memory at a time.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reader.library.scan.read_file import Stamp
from reader.library.scan.walk import FolderContents, NewFile

UNLISTED = Stamp(0, 0, 0)
"""The stamp of a directory that could not be listed; its row has the empty name."""


ROWS_AT_ONCE = 2000
"""Rows of the index in memory at once."""


class Gone(NamedTuple):
    """A file of the index that does not exist any more: its directory was listed without it."""

    directory: int
    """Its row in the index."""
    name: bytes
    """As the file system has it."""
    article: int | None
    """Its id; None: the file is no article."""


class Comparison:
    """Collects what is gone in one folder; what is fresh is returned as it is found."""

    __slots__ = ("_visited", "connection", "failed", "folder", "gone")

    def __init__(self, connection: sqlite3.Connection, folder: int) -> None:
        self.connection, self.folder = connection, folder
        self.gone: list[Gone] = []
        self.failed: set[bytes] = set()
        """Directories that could not be listed: their files are neither there nor gone."""
        self._visited: set[bytes] = set()

    def look(self, contents: FolderContents) -> Iterator[NewFile]:
        """Yield what the index does not know as it is, in one directory."""
        row = self.connection.execute(
            "SELECT id FROM dir WHERE folder = ? AND path = ?", (self.folder, contents.path)
        ).fetchone()
        directory = row[0] if row else None
        self._visited.add(contents.path)
        if contents.failure:
            self.failed.add(contents.path)
            yield from self._unlisted(directory, contents)
            return
        yield from self._merge(directory, contents, sorted([*contents.files, *contents.odd]))

    def look_at(self, contents: FolderContents, names: Iterable[bytes]) -> Iterator[NewFile]:
        """Yield what is new or changed among some names of a directory."""
        row = self.connection.execute(
            "SELECT id FROM dir WHERE folder = ? AND path = ?", (self.folder, contents.path)
        ).fetchone()
        there = {*contents.files, *contents.odd}
        for name in names:
            known = None
            if row:
                known = self.connection.execute(
                    "SELECT name, mtime_ns, size, inode, article FROM file WHERE dir = ? AND name = ?",
                    (row[0], name),
                ).fetchone()
            fresh = _fresh(self.folder, contents, name) if name in there else None
            if fresh is not None and (
                known is None or known[1:4] != fresh.stamp or not contents.may_be_read(name)
            ):
                yield fresh
            elif fresh is None and known:
                self.gone.append(Gone(row[0], name, known[4]))

    def finish(self, start: bytes = b"") -> None:
        """Count as gone the files of directories, from ``start`` down, that were not met at all."""
        query = "SELECT id, path FROM dir WHERE folder = ?"
        bounds: tuple[bytes, ...] = ()
        if start:
            query += " AND (path = ? OR path > ? AND path < ?)"
            bounds = (start, start + b"/", start + b"0")  # 0 follows /
        known = self.connection.execute(query, (self.folder, *bounds)).fetchall()
        for directory, path in known:
            if path in self._visited or (self.failed and self._is_unsure(path)):
                continue
            rows = self.connection.execute("SELECT name, article FROM file WHERE dir = ?", (directory,))
            self.gone += [Gone(directory, name, article) for name, article in rows]

    def _unlisted(self, directory: int | None, contents: FolderContents) -> Iterator[NewFile]:
        known = self.connection.execute(
            "SELECT 1 FROM file WHERE dir = ? AND name = x''", (directory,)
        ).fetchone()
        if known is None:
            yield NewFile(self.folder, contents.path, b"", UNLISTED, contents.failure)

    def _merge(
        self, directory: int | None, contents: FolderContents, names: list[bytes]
    ) -> Iterator[NewFile]:
        rows = self._rows(directory)
        row = next(rows, None)
        for name in names:
            while row is not None and row[0] < name:
                self.gone.append(Gone(directory or 0, row[0], row[4]))
                row = next(rows, None)
            known = row if row is not None and row[0] == name else None
            if known is not None and contents.has(*known[:4]):
                row = next(rows, None)
                continue
            fresh = _fresh(self.folder, contents, name)
            if fresh is None:
                continue  # it vanished just now: if it is known, the loop above counts it as gone
            if known is None or known[1:4] != fresh.stamp:
                yield fresh
            if known is not None:
                row = next(rows, None)
        while row is not None:
            self.gone.append(Gone(directory or 0, row[0], row[4]))
            row = next(rows, None)

    def _rows(self, directory: int | None) -> Iterator[tuple[bytes, int, int, int, int | None]]:
        """Yield what is known of a directory's names, in order, without leaving a statement open between."""
        after = None
        while directory is not None:
            rows = self.connection.execute(
                "SELECT name, mtime_ns, size, inode, article FROM file WHERE dir = ? AND (? IS NULL OR name > ?)"
                " ORDER BY name LIMIT ?",
                (directory, after, after, ROWS_AT_ONCE),
            ).fetchall()
            yield from rows
            if len(rows) < ROWS_AT_ONCE:
                return
            after = rows[-1][0]

    def _is_unsure(self, path: bytes) -> bool:
        """Return whether a directory is inside one that could not be listed."""
        if b"" in self.failed:
            return True
        end = len(path)
        while end > 0:
            if path[:end] in self.failed:
                return True
            end = path.rfind(b"/", 0, end)
        return False


def _fresh(folder: int, contents: FolderContents, name: bytes) -> NewFile | None:
    """Return a name as it is now; None if it is not there any more."""
    odd = contents.odd.get(name)
    if odd is not None:
        return NewFile(folder, contents.path, name, odd.stamp, odd.message)
    stamp = contents.stamp(name)
    if stamp is None:
        return None
    if reason := contents.left_out.get(name):
        return NewFile(folder, contents.path, name, stamp, reason, is_left_out=True)
    return NewFile(folder, contents.path, name, stamp, target=contents.links.get(name, b""))
