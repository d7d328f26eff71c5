"""Moments of the index, one after another, for all threads: one connection, one lock, and the view that fits. Reads the index."""

import sqlite3
import threading
from array import array
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from reader.library.index.damage import read_as_ours
from reader.library.index.moment import Edition, Found, Moment, listed
from reader.library.index.open_folders import OpenFolders
from reader.library.index.rows import Folder
from reader.library.index.schema import IndexFile
from reader.library.index.view import View


class Snapshots:
    """Holds a moment of the index while it is read. All methods may be called from any thread."""

    def __init__(self, store: IndexFile, folders: Mapping[int, Folder], key: str) -> None:
        """``folders`` are those that are open, by row; ``key`` is what groups are made of first."""
        self.lock = threading.RLock()
        """Held while the index is read here, and while what is shown of it changes."""
        self.view = View(key)
        """What lists are made of, as of the moment that is held."""
        self.folders = OpenFolders(folders)
        """Those of the library."""
        self.on_load: Callable[[sqlite3.Connection], None] = lambda _: None
        """Called after the view was loaded: lays over it what the index does not have yet."""
        self._store = store
        self._moves = store.moves
        self._connection = store.connect()
        self._depth = 0
        """How many moments are held within each other; the outermost one is a transaction."""

    def close(self) -> None:
        """Let go of the index."""
        with self.lock:
            self._connection.close()

    @contextmanager
    def frame(self) -> "Iterator[Frame]":
        """Hold one published state of the index, to which all that is read inside belongs. For milliseconds."""
        with self._transaction():
            yield Frame(self)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Hold a published state, and return a connection to the index.

        Raises IndexUnusableError if the index turns out to be damaged.
        """
        with self._transaction() as connection:
            try:
                with read_as_ours():
                    yield connection
            except sqlite3.Error as problem:
                raise self._store.failure(problem) from problem

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self.lock:
            if not self._depth:
                self._begin()
            self._depth += 1
            try:
                yield self._connection
            finally:
                self._depth -= 1
                if not self._depth:
                    self._end()

    def _begin(self) -> None:
        try:
            if self._moves != self._store.moves:
                self._reconnect()
            with read_as_ours():
                self._connection.execute("BEGIN")
                self._refresh()
        except sqlite3.Error as problem:
            self._end()
            raise self._store.failure(problem) from problem

    def _end(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def _refresh(self) -> None:
        """Load flags and counts again if something was published."""
        row = self._connection.execute("SELECT value FROM meta WHERE name = 'generation'").fetchone()
        if row[0] != self.view.edition.generation:
            self.load(self.view.key)

    def load(self, key: str) -> None:
        """Load flags and counts, and the groups of a key; call it while a moment is held."""
        self.view.load(self._connection, key)
        self.on_load(self._connection)

    def index_id(self) -> str:
        """Return the id of this index, which a rebuilt one does not have."""
        with self.reading() as connection:
            return str(connection.execute("SELECT value FROM meta WHERE name = 'id'").fetchone()[0])

    def _reconnect(self) -> None:
        """Go to where the index has moved."""
        moves, connection, key = self._store.moves, self._store.connect(), self.view.key
        self._connection.close()
        self._moves, self._connection, self.view = moves, connection, View(key)


class Frame:
    """A moment while the index is held in one transaction, so that all that is read belongs together."""

    def __init__(self, snapshots: Snapshots) -> None:
        self._snapshots = snapshots

    @property
    def edition(self) -> Edition:
        """Which state this is."""
        return self._snapshots.view.edition

    @property
    def flags(self) -> bytearray:
        """The flags of all articles that exist now, by id; to be read."""
        return self._snapshots.view.flags

    def own(self, found: Found) -> "array[int]":
        """Return those of the articles that are listed now, in their order; none where another index found them."""
        if found.edition == self.edition:
            return found.ids
        if found.edition.index_id != self.edition.index_id:
            return array("I")
        return listed(found.ids, self._there())

    def moment(self) -> Moment:
        """Return all of it as a value."""
        return Moment(self.edition, bytes(self.flags), self._there())

    def _there(self) -> bytes:
        with self._snapshots.reading() as connection:
            return self._snapshots.view.there(connection)
