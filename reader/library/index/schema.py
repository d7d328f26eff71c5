"""The index: one SQLite file per library, a cache of the folders and of the journal. Disk.

A library is the set of folders that are open together; its file's name is a hash of them and the version of what
made it (``file_name``): two versions that are used in turn leave each other's index alone. Everything in it can be read
again: articles from their files, state from the journal. So there are no migrations. An index that SQLite cannot read, or
with a row that is none of ours (``damage``), is deleted and built again, and where the cache folder cannot be
written, or not any more, the index lives in a temporary one. Nothing is lost either way, and that is a test.

Who does what: one thread (``writer``) owns the only connection that writes, in this process; other processes
do the same and ``BEGIN IMMEDIATE`` keeps them apart. Readers have connections of their own and never wait for
it (WAL). What the user just did shows before it is written: ``catalogue`` keeps it in memory until then.
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
from reader.refusal import said
from reader.text import clean_line

SCHEMA = 9
"""Raised with every change of the tables."""

READING = 2
"""Raised when files are read as something else than before: then all of them have to be read again."""

BUSY_S = 5.0
"""How long a writer waits for another process's."""

CACHE_KIB = 4096
"""Pages that a connection keeps in memory."""

WRITER_KIB = 32_768
"""Pages that the one who writes may keep meanwhile: a first scan of 100,000 articles writes all over the file."""

EVERYTHING = 0
"""The term that every listed article has; it is no group."""

BLOCK = 4096
"""Articles whose flags stand in one row."""


class Connection(sqlite3.Connection):
    """A connection that says of a damaged file what others say: SQLite may quote bytes of it that are no text."""

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
        """It is only for this time, because the cache folder cannot be written."""
        self.notice = notice
        """One sentence, where the index is not as it should be."""
        self.told = ""
        """One sentence about what was found when it was opened, to be said once."""
        self.moves = 0
        """How often it has moved, or became another file: who is connected connects again."""
        self.is_new = False
        """It was made just now, and holds nothing."""
        self.is_dropped = False
        """Its file was deleted because it was damaged."""

    def failure(self, problem: sqlite3.Error) -> IndexUnusableError:
        """Return what went wrong as an error for the user; a broken index is deleted, and the next start has a new one."""
        if self.is_temporary or not is_broken(problem):
            return IndexUnusableError(unusable_now(problem))
        if not self.is_dropped and os.path.lexists(self.address):  # else another process was faster
            with contextlib.suppress(OSError, sqlite3.Error):
                make_successor(self)
            with contextlib.suppress(OSError):
                remove_files(Path(self.address))
        self.is_dropped = True
        return IndexDamagedError(
            tr(
                "The index is damaged ({reason}): start again and it is rebuilt; nothing is lost.",
                reason=clean_line(str(problem)),
            )
        )

    def move_elsewhere(self, problem: sqlite3.Error) -> bool:
        """Go on, with all that the index holds, in a passing folder where its own takes no more; False: it cannot be."""
        if self.is_temporary or not _takes_no_more(problem):
            return False
        from tempfile import mkdtemp  # as in _elsewhere

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
        """Use another file from now on, which holds the same and more."""
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
        store.failure(problem)  # which puts a new one in its place
    store = open_store(base_of(file))
    store.told = store.told or was_damaged()
    return store


def was_damaged() -> str:
    """Return the sentence for those whose index was damaged."""
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
                store.told = tr(
                    "A newer newsreader keeps an index of these folders: this one makes its own beside it."
                )
            forget_unused(file, time.time())
            store.is_new = _create_in(store)
        elif _is_ours(store):
            os.utime(file)
        else:
            store = make_successor(store)
            store.told = was_damaged()
            with contextlib.suppress(OSError):  # it is not used any more, whatever it is
                remove_files(file)
    except (OSError, sqlite3.Error) as problem:
        return _elsewhere(base, problem)
    return store


def make_successor(store: IndexFile) -> IndexFile:
    """Return a store with a new file, which is used from the next start on in place of this one's.

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
            return bool(version == SCHEMA) and _tables(connection) == sorted(STATEMENTS)
    except sqlite3.Error as problem:
        if not is_broken(problem):
            raise
        return False


def _elsewhere(file: Path, problem: Exception) -> IndexFile:
    """Return a store in a folder of its own that goes when the program does."""
    from tempfile import mkdtemp  # 4 ms: for those who need it

    notice = _not_kept(file, problem)
    try:
        folder = Path(mkdtemp(prefix="newsreader-"))
        store = IndexFile(str(folder / file.name), is_temporary=True, notice=notice)
        store.is_new = _create_in(store)
    except (OSError, sqlite3.Error) as failure:
        raise IndexUnusableError(
            tr(
                "No index can be made, neither in {file} nor in the folder for passing files: {problem}.",
                file=file,
                problem=said(failure),
            )
        ) from failure
    return store


def _not_kept(file: Path, problem: Exception) -> str:
    return tr(
        "The index cannot be kept in {file} ({problem}): it is made again at each start.",
        file=file,
        problem=said(problem),
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
    """Let go of a store that was only for this time."""
    if store.is_temporary:
        _remove_folder(Path(store.address).parent)


def _remove_folder(folder: Path) -> None:
    import shutil  # as in _elsewhere

    shutil.rmtree(folder, ignore_errors=True)


def _create_in(store: IndexFile) -> bool:
    """Make the file with its tables, whole or not at all; return False where another process was faster.

    It is for its owner's eyes, as the journal.
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
    """Return how the tables of a file are made; SQLite's own are left out."""
    made = connection.execute("SELECT sql FROM sqlite_master WHERE sql NOT NULL AND name NOT LIKE 'sqlite%'")
    return sorted(row[0] for row in made)


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
