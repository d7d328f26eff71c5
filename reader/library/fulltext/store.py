"""The file of words beside the index: the index stays small, and writing words does not delay it. Disk.

A cache like the index: a damaged one is deleted and built again. The words are in a contentless table of FTS5, with a row
for each state of an article; rows are numbered so that the newest articles come first, in whatever order they are written.
Rows of such a table cannot be removed: ``entry`` says which row an article has now. Older ones are dead and not found;
when they are many, everything is built again.
"""

import sqlite3
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from reader.library.index.damage import is_broken
from reader.library.index.index_file import for_its_owner, is_odd, remove_files
from reader.library.index.schema import BUSY_S, CACHE_KIB, Connection, in_transaction

SCHEMA = 3
"""Raised with every change of the tables."""

DEAD_SHARE = 0.2
"""Share of dead rows from which everything is built again."""

DEAD_LEAST = 1_000
"""Fewer dead rows than that are never worth a rebuild."""

_LATEST_S = 1 << 38
_BITS = 24
"""Of a row's number for articles of one second."""

_TABLES = """
CREATE TABLE meta(name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE entry(row INTEGER PRIMARY KEY, article INTEGER NOT NULL UNIQUE, stamp BLOB NOT NULL);
CREATE TABLE sketch(hash INTEGER, row INTEGER, PRIMARY KEY(hash, row)) WITHOUT ROWID;
CREATE INDEX sketch_row ON sketch(row);
CREATE VIRTUAL TABLE words USING fts5(title, about, body, content='', tokenize="unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, row);
"""


class FullTextFile(NamedTuple):
    """The file of words of one index."""

    path: Path
    """Where it is."""
    index_id: str
    """Of the index that its articles' numbers belong to."""

    def connect(self) -> sqlite3.Connection:
        """Return a connection to the file, which is made again if it is damaged; raises sqlite3.Error, OSError."""
        if is_odd(self.path):
            remove_files(self.path)
        try:
            return self._opened()
        except sqlite3.Error as problem:
            if not is_broken(problem):
                raise
        remove_files(self.path)
        return self._opened()

    def _opened(self) -> sqlite3.Connection:
        for_its_owner(self.path)
        connection = sqlite3.connect(self.path, timeout=BUSY_S, isolation_level=None, factory=Connection)
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=OFF")  # a cache: what a power cut breaks is built again
            connection.execute(f"PRAGMA cache_size=-{4 * CACHE_KIB}")
            if not is_current(connection, "main", self.index_id):
                in_transaction(connection, partial(_make, connection, self.index_id))
        except BaseException:
            connection.close()
            raise
        return connection


def is_current(connection: sqlite3.Connection, schema: str, index_id: str) -> bool:
    """Return whether an attached file holds words of this index, in our schema."""
    with suppress(sqlite3.OperationalError):
        found = dict(connection.execute(f"SELECT name, value FROM {schema}.meta"))
        return found == {"schema": SCHEMA, "index": index_id}
    return False


def _make(connection: sqlite3.Connection, index_id: str) -> None:
    for kind, name in connection.execute(
        "SELECT type, name FROM sqlite_master WHERE name IN ('meta', 'entry', 'sketch', 'words', 'vocabulary')"
    ).fetchall():
        connection.execute(f"DROP {kind} {name}")
    for statement in _TABLES.strip().split(";\n"):
        connection.execute(statement)
    connection.executemany("INSERT INTO meta VALUES(?, ?)", [("schema", SCHEMA), ("index", index_id)])


def first_row(date_s: int) -> int:
    """Return the number of the first row for articles of a second: the later, the smaller."""
    return (_LATEST_S - max(-_LATEST_S + 1, min(date_s, _LATEST_S - 1))) << _BITS


def dead_rows(connection: sqlite3.Connection) -> int:
    """Return how many rows belong to no article any more."""
    known = connection.execute("SELECT count(*) FROM entry").fetchone()[0]
    rows = connection.execute("SELECT count(*) FROM words_docsize").fetchone()[0]
    return int(rows - known)
