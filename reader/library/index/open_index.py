"""An index that is open: what reads it, what writes it, and the journal's way into it. Disk."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import tzinfo
from functools import partial
from typing import TYPE_CHECKING

from reader.journal import Journal
from reader.library.index.articles import Articles
from reader.library.index.grouping import TAG, listed_key
from reader.library.index.paths import make_dir
from reader.library.index.projection import Projection
from reader.library.index.rows import Folder
from reader.library.index.schema import IndexFile, forget
from reader.library.index.snapshots import Snapshots
from reader.library.index.user_state import UserState
from reader.library.index.writer import Writer

if TYPE_CHECKING:
    from reader.library.index.seeds import Seeds

Register = Callable[[sqlite3.Connection], dict[int, Folder]]
"""Enters folders into an index, and returns them by row."""


class OpenIndex:
    """The parts that share one index file, opened and closed together."""

    def __init__(
        self, store: IndexFile, folders: Sequence[Folder], journal: Journal, untagged: str, parsed_by: str
    ) -> None:
        """``untagged`` is the setting; articles that were not ``parsed_by`` this have to be read again.

        Raises sqlite3.Error and IndexDamagedError; nothing stays open then.
        """
        self.store = store
        """Where the file is."""
        self._key, self._parsed_by = listed_key(TAG, untagged), parsed_by
        self.writer = Writer(store)
        """The one thread that writes."""
        try:
            self.folders = self.writer.run(self.register(folders))
            """The folders that are open, by row."""
            self.snapshots = Snapshots(store, self.folders, self._key)
            """What is read here, moment after moment."""
            self.articles = Articles(self.snapshots, untagged)
            """What is listed."""
            self.state = UserState(self.snapshots, self.articles)
            """What the user did."""
            self.projection = Projection(self.snapshots, self.state, self.writer, journal, store.failure)
            """The journal's way into the index."""
        except BaseException:
            self.writer.close()
            with suppress(AttributeError):  # there may be no snapshots yet
                self.snapshots.close()
            raise

    def close(self) -> None:
        """Write what is pending and let go of the file."""
        with suppress(sqlite3.Error):  # the journal has it
            self.projection.close()
        self.writer.close()
        self.snapshots.close()
        forget(self.store)

    @property
    def is_kept(self) -> bool:
        """Whether the next start finds what this one has read."""
        return not self.store.is_temporary and not self.projection.trouble

    def register(self, folders: Sequence[Folder]) -> Register:
        """Return what enters folders into an index that is read as this one."""
        return partial(_register, folders=folders, parsed_by=self._parsed_by, key=self._key)

    def switch(self, address: str, folders: dict[int, Folder]) -> None:
        """Use a copy of the index, in which other folders are registered; under the lock, in the writer's thread."""
        self.store.go_to(address)
        self.folders = folders
        self.snapshots.folders.replace(folders)
        self.projection.go_on_from(None)

    def group_by(self, key: str, zone: tzinfo, seeds: "Seeds") -> None:
        """Keep the groups of a key from now on; ``zone`` is that of days. Raises IndexUnusableError."""
        from reader.library.index.terms import Terms  # with what writes: not at the start

        try:
            self.writer.run(lambda connection: Terms(connection, zone, seeds).add(key))
        except sqlite3.Error as problem:
            raise self.store.failure(problem) from problem


def _register(
    connection: sqlite3.Connection, folders: Sequence[Folder], parsed_by: str, key: str
) -> dict[int, Folder]:
    """Return the folders by their rows in the index; articles that were parsed in another way become stale.

    An index that holds nothing yet is grouped by ``key`` from its beginning.
    """
    rows: dict[int, Folder] = {}
    for folder in folders:
        connection.execute(
            "INSERT INTO folder(key, name) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET name = excluded.name",
            (folder.id, folder.name),
        )
        row = connection.execute("SELECT id FROM folder WHERE key = ?", (folder.id,)).fetchone()[0]
        make_dir(connection, row, b"")
        rows[row] = folder
    if key != TAG and connection.execute("SELECT 1 FROM article").fetchone() is None:
        connection.execute("INSERT OR IGNORE INTO meta VALUES('keys', ?)", (json.dumps([key]),))
    known = connection.execute("SELECT value FROM meta WHERE name = 'reading'").fetchone()
    if known is None or known[0] != parsed_by:
        connection.execute("UPDATE file SET mtime_ns = -1")
        connection.execute("INSERT OR REPLACE INTO meta VALUES('reading', ?)", (parsed_by,))
    return rows
