"""The index: one SQLite file per library, a cache of the folders and of the journal. Disk.

A library is the set of folders that are open together. The name of its file is a hash of them with the version of the
program (``file_name``): two versions that are used in turn do not touch each other's index. All of it can be read again,
articles from their files and state from the journal, so there are no migrations. A damaged index (``damage``) is deleted
and rebuilt, and where the cache folder cannot be written the index is kept in a temporary folder. Nothing is lost either
way, and that is a test.

In this process one thread (``writer``) has the only connection that writes; other processes do the same, and ``BEGIN
IMMEDIATE`` keeps them apart. Readers have their own connections and never wait for it (WAL). What the user just did shows
before it is written: ``user_state`` keeps it in memory until then.
"""

import contextlib
import errno
import os
import sqlite3
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from reader import __version__
from reader.errors import IndexDamagedError, IndexUnusableError
from reader.i18n import tr
from reader.library.index.damage import DamagedIndexError, is_broken
from reader.library.index.index_file import (
    base_of,
    forget_unused,
    has_newer_beside,
    is_odd,
    latest,
    remove_files,
    successor,
)
from reader.library.index.seal import seal
from reader.library.index.tables import STATEMENTS
from reader.refusal import reason_of
from reader.text import clean_line

SCHEMA = 13
"""Raised with every change of the tables."""

READING = 5
"""Raised when files are parsed in another way: then all of them have to be read again."""

BUSY_S = 5.0
"""How long a writer waits for another process's."""

CACHE_KIB = 4096
"""Pages that a connection keeps in memory."""

WRITER_KIB = 32_768
"""Pages that the connection that writes keeps in memory: a first scan of 100,000 articles writes all over the file."""

EVERYTHING = 0
"""The term that every listed article has; it is not a group."""

BLOCK = 4096
"""Articles whose flags are in one row."""


_EXPECTED = sorted(" ".join(statement.split()) for statement in STATEMENTS)


class Connection(sqlite3.Connection):
    """A connection that reports damage also where SQLite quotes bytes of the file that are not text."""

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """Do the same as any other."""
        try:
            return super().execute(sql, parameters)
        except UnicodeDecodeError as problem:
            raise DamagedIndexError(str(problem)) from None

    def executemany(self, sql: str, parameters: Any, /) -> sqlite3.Cursor:
        """Do the same as any other."""
        try:
            return super().executemany(sql, parameters)
        except UnicodeDecodeError as problem:
            raise DamagedIndexError(str(problem)) from None


class IndexFile:
    """Where an index is, and how to reach it."""

    def __init__(self, address: str, is_temporary: bool, notice: str = "") -> None:  # noqa: FBT001 - as it is named below
        self.address = address
        """The path of its file."""
        self.is_temporary = is_temporary
        """It is deleted at the end, because the cache folder cannot be written."""
        self.notice = notice
        """One sentence where the index cannot be kept; empty: it can."""
        self.opening_notice = ""
        """A sentence about how it was found when it was opened, shown once; empty: as it should be."""
        self.moves = 0
        """How often it moved or became another file: then connections are opened again."""
        self.is_new = False
        """It was made just now, and holds nothing."""
        self.is_dropped = False
        """Its file was deleted because it was damaged."""

    def failure(self, problem: sqlite3.Error) -> IndexUnusableError:
        """Return what went wrong as an error for the user; a broken index is deleted, and the next start has a new one."""
        if self.is_temporary or not is_broken(problem):
            return IndexUnusableError(unusable_now(problem))
        if not self.is_dropped and os.path.lexists(self.address):  # else another process did it
            with contextlib.suppress(OSError, sqlite3.Error):
                make_successor(self)
            with contextlib.suppress(OSError):
                remove_files(Path(self.address))
        self.is_dropped = True
        return IndexDamagedError(
            tr(
                "The index is damaged ({reason}): restart newsreader to rebuild it; nothing is lost.",
                reason=clean_line(str(problem)),
            )
        )

    def move_elsewhere(self, problem: sqlite3.Error) -> bool:
        """Move the index to a temporary folder where its own takes no more; False: that is impossible or would not help."""
        if self.is_temporary or not _takes_no_more(problem):
            return False
        from tempfile import mkdtemp  # 4 ms: only where it is needed

        try:
            folder = Path(mkdtemp(prefix="newsreader-"))
        except OSError:
            return False
        address = str(folder / Path(self.address).name)
        try:
            with (
                contextlib.closing(self.connect()) as source,
                contextlib.closing(sqlite3.connect(address)) as copy,
            ):
                source.backup(copy)
        except sqlite3.Error:
            _remove_folder(folder)
            return False
        self.notice = _not_kept(Path(self.address), problem)
        self.is_temporary = True
        self.go_to(address)
        return True

    def go_to(self, address: str) -> None:
        """Use another file from now on, a copy of this one."""
        if address != self.address:
            self.address = address
            self.moves += 1

    def connect(self, *, writing: bool = False) -> sqlite3.Connection:
        """Return a new connection; transactions are begun and ended by hand. A file that is gone is damaged."""
        if not os.path.lexists(self.address):  # SQLite would make an empty one
            raise DamagedIndexError(f"{self.address} is gone")
        connection = sqlite3.connect(
            self.address, timeout=BUSY_S, isolation_level=None, check_same_thread=False, factory=Connection
        )
        connection.execute(f"PRAGMA cache_size=-{WRITER_KIB if writing else CACHE_KIB}")
        if writing:
            connection.execute("PRAGMA temp_store=MEMORY")  # what is sorted is private
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.execute("PRAGMA wal_autocheckpoint=0")  # the writer does it between its jobs
        else:
            connection.execute("PRAGMA query_only=1")
        return connection


def unusable_now(reason: object) -> str:
    """Return a sentence about an index that is whole, but locked, full or out of reach."""
    return tr("The index cannot be used ({reason}); nothing is lost.", reason=reason)


def file_name(digest: str) -> str:
    """Return the name of an index of this version of the program."""
    return f"{digest}-v{SCHEMA}-{READING}-{__version__}.db"


def another_store(store: IndexFile, problem: IndexDamagedError | sqlite3.Error) -> IndexFile:
    """Return the store to use after this problem: a new file for a damaged one, else one in a temporary folder."""
    file = Path(store.address)
    if isinstance(problem, sqlite3.Error):
        if not is_broken(problem):
            return _elsewhere(file, problem)
        store.failure(problem)  # which makes a new one
    store = open_store(base_of(file))
    store.opening_notice = store.opening_notice or was_damaged()
    return store


def was_damaged() -> str:
    """Return the sentence that says that the index was damaged."""
    return tr("The index was damaged and is rebuilt; nothing is lost.")


def open_store(base: Path) -> IndexFile:
    """Return a store whose tables exist: the file's, rebuilt if need be, else one in a temporary folder.

    ``base`` is what the file was called at first. Raises IndexUnusableError if not even that works.
    """
    try:
        base.parent.mkdir(parents=True, exist_ok=True)
        file = latest(base)
        store = IndexFile(str(file), is_temporary=False)
        if not os.path.lexists(file):
            if has_newer_beside(file):
                store.opening_notice = tr(
                    "A newer newsreader has an index of these folders: this one makes its own."
                )
            forget_unused(file, time.time())
            store.is_new = _create_in(store)
        elif _is_ours(store):
            os.utime(file)
        else:
            store = make_successor(store)
            store.opening_notice = was_damaged()
            with contextlib.suppress(OSError):  # it is not used any more
                remove_files(file)
    except (OSError, sqlite3.Error) as problem:
        return _elsewhere(base, problem)
    return store


def make_successor(store: IndexFile) -> IndexFile:
    """Return a store with a new file, which replaces this one's from the next start on.

    Raises OSError and sqlite3.Error.
    """
    file = successor(Path(store.address))
    file.parent.mkdir(parents=True, exist_ok=True)
    made = IndexFile(str(file), store.is_temporary, store.notice)
    made.is_new = _create_in(made)
    return made


def _is_ours(store: IndexFile) -> bool:
    """Return whether the file is an index that can be opened; raises what may pass, such as that it is locked."""
    file = Path(store.address)
    if is_odd(file) or not file.exists():
        return False
    try:
        with contextlib.closing(store.connect(writing=True)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            return bool(version == SCHEMA) and _tables(connection) == _EXPECTED
    except sqlite3.Error as problem:
        if not is_broken(problem):
            raise
        return False


def _elsewhere(file: Path, problem: Exception) -> IndexFile:
    """Return a store in a folder of its own that goes when the program does."""
    from tempfile import mkdtemp  # 4 ms: only where it is needed

    notice = _not_kept(file, problem)
    try:
        folder = Path(mkdtemp(prefix="newsreader-"))
        store = IndexFile(str(folder / file.name), is_temporary=True, notice=notice)
        store.is_new = _create_in(store)
    except (OSError, sqlite3.Error) as failure:
        raise IndexUnusableError(
            tr(
                "No index can be created in {file} or in the temporary folder: {problem}.",
                file=file,
                problem=reason_of(failure),
            )
        ) from failure
    return store


def _not_kept(file: Path, problem: Exception) -> str:
    return tr(
        "The index cannot be saved in {file} ({problem}): it is rebuilt at each start.",
        file=file,
        problem=reason_of(problem),
    )


def _takes_no_more(problem: sqlite3.Error) -> bool:
    """Whether an error means that what was read can be read on, and nothing more be written."""
    return getattr(problem, "sqlite_errorcode", 0) & 0xFF in {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
    }


def forget(store: IndexFile) -> None:
    """Delete a store that is temporary."""
    if store.is_temporary:
        _remove_folder(Path(store.address).parent)


def _remove_folder(folder: Path) -> None:
    import shutil  # 4 ms: only where it is needed

    shutil.rmtree(folder, ignore_errors=True)


def _create_in(store: IndexFile) -> bool:
    """Make the file with its tables, whole or not at all; return False where another process made it first.

    Only its owner may read it, as with the journal.
    """
    file = Path(store.address)
    made = IndexFile(f"{file}.{os.getpid()}.new", store.is_temporary, store.notice)
    try:
        os.close(os.open(made.address, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600))
        with contextlib.closing(made.connect(writing=True)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            in_transaction(connection, partial(_create, connection))
        try:
            os.link(made.address, file)
        except FileExistsError:
            return False
        except OSError as problem:
            if problem.errno not in {errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK}:
                raise
            Path(made.address).rename(file)  # there are no hard links here
    finally:
        remove_files(Path(made.address))
    return True


def _tables(connection: sqlite3.Connection) -> list[str]:
    """Return the statements that made the tables of a file, on one line each; SQLite's own are left out."""
    made = connection.execute("SELECT sql FROM sqlite_master WHERE sql NOT NULL AND name NOT LIKE 'sqlite%'")
    return sorted(" ".join(row[0].split()) for row in made)


def _create(connection: sqlite3.Connection) -> None:
    for statement in STATEMENTS:
        connection.execute(statement)
    connection.execute("INSERT INTO meta VALUES('generation', 0)")
    connection.execute("INSERT INTO meta VALUES('published', 0)")
    connection.execute("INSERT INTO meta VALUES('id', hex(randomblob(8)))")
    connection.execute(
        "INSERT INTO term(id, key, name, seal, dirty) VALUES(?, '', '', ?, 0)", (EVERYTHING, seal("", ""))
    )
    connection.execute(f"PRAGMA user_version={SCHEMA}")


def in_transaction(connection: sqlite3.Connection, work: Callable[[], object]) -> None:
    """Do the work in one transaction that takes the write lock at once: a deferred one fails, not waits."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        work()
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
