"""The index: one SQLite file per library, a cache of the folders and of the journal. Disk.

A library is the set of folders that are open together; its file's name is a hash of them. Everything in it
can be read again: articles from their files, state from the journal. So there are no migrations. An index of
another schema, one that SQLite cannot read or one with a row that is none of ours (``damage``) is deleted and made
anew, and where the cache folder cannot be written, or not any more, the index lives in a passing one. Nothing is
lost either way, and that is a test.

What stands where, from the disk upwards:

``dir``, ``file``
    The places that a scan has looked at: a directory (relative to its folder, as bytes) and a name in it,
    with the stamp (mtime_ns, size, inode) it had when it was read. A rescan walks the sorted names of a
    directory beside this table, so it needs neither a dictionary of all files nor to open one that did not
    change. What was looked at and is no article (a FIFO, a conflict copy, a section page without text) has
    a row without an article; what could not be read has the stamp -1, so that it is tried again.
``article``
    What a list paints, what recognises a file that was renamed (``guid``, ``link``, ``body_hash``) and the same
    article in another language (``language``, and ``translation``, its name in all of them). Small rows,
    no text: 40 of them by id cost 0.2 ms. Ids are never used again; ``terms`` are the ids of its terms, empty for one
    that is not listed; ``tags`` are its author's, those of its reader stand in ``state``. ``folded`` is what a query looks for words in until their text is asked: title, summary, tags
    and authors, as compared; ``canonical`` its link without what does not tell articles apart.
``value``, ``field``
    What the front matter says under each key: ``author:``, ``mood:`` and the like in queries. A value stands once, as it
    is compared (``folded``) and as it was written first (``shown``); ``field`` says which articles have it.
``term``, ``article_term``, ``listing``, ``flags``
    Lists. A term is a name under a key that articles are grouped by: a tag, and for a library that was ever grouped by
    authors (``terms``) an author. ``article_term`` orders each term's articles, newest first, and is what the others
    are made from; ``listing`` holds the same order as one blob of 4-byte ids (100,000 of them load in half a
    millisecond, as rows they take 50); ``flags`` one byte per article (unread, starred, later) in blocks of 4,096.
    A list in a scope is a blob filtered by those bytes; counts per term are kept, not computed. Term 0 is
    every article, the term with the empty name those that have nothing under its key. A batch of a scan only marks
    its terms dirty; publishing remakes the blobs and counts of dirty terms and raises ``generation``, upon which
    readers load flags and counts again. A crash between the two leaves the mark for the next scan.
``state``
    The journal's projection: the last writer, by (clock, device), of every field of every key, whether or
    not a file has that key yet; so it does not matter whether scan or journal comes first. Marking changes
    ``state``, ``flags`` and the counts in one transaction.
``problem``
    What its owner may want to mend about a place, article or not.
``meta``
    ``generation``, ``published`` (the highest id of an article when it was raised last: readers know of none beyond it),
    the index's own ``id`` (what stands beside it names it), the journal's ``cursor``, ``reading`` (what the articles were parsed by; another value
    makes all stamps stale), ``doubt`` (see ``prune``), ``keys`` (see ``terms``).

Who does what: one thread (``writer``) owns the only connection that writes, in this process; other processes
do the same and ``BEGIN IMMEDIATE`` keeps them apart. Readers have connections of their own and never wait for
it (WAL). What the user just did shows before it is written: ``catalogue`` keeps it in memory until then.
"""

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reader.errors import IndexDamagedError, IndexUnusableError
from reader.i18n import tr
from reader.library.damage import is_broken
from reader.text import clean_line

SCHEMA = 7
"""Raised with every change of the tables below."""

BUSY_S = 5.0
"""How long a writer waits for another process's."""

UNUSED_S = 90 * 24 * 3600.0
"""An index that was not opened for so long is deleted when another one is made."""

CACHE_KIB = 4096
"""Pages that a connection keeps in memory."""

WRITER_KIB = 32_768
"""Pages that the one who writes may keep meanwhile: a first scan of 100,000 articles writes all over the file."""

EVERYTHING = 0
"""The term that every listed article has; it is no group."""

BLOCK = 4096
"""Articles whose flags stand in one row."""

TABLES = """
CREATE TABLE meta(name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE folder(id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL DEFAULT '');
CREATE TABLE dir(id INTEGER PRIMARY KEY, folder INTEGER NOT NULL, path BLOB NOT NULL, UNIQUE(folder, path));
CREATE TABLE file(dir INTEGER, name BLOB, mtime_ns INTEGER, size INTEGER, inode INTEGER, article INTEGER,
    PRIMARY KEY(dir, name)) WITHOUT ROWID;
CREATE TABLE article(id INTEGER PRIMARY KEY AUTOINCREMENT, dir INTEGER NOT NULL, name BLOB NOT NULL,
    title TEXT NOT NULL, date INTEGER NOT NULL, date_source TEXT NOT NULL, minutes INTEGER NOT NULL,
    source TEXT NOT NULL, link TEXT NOT NULL, draft INTEGER NOT NULL, problems INTEGER NOT NULL,
    guid TEXT NOT NULL, body_hash BLOB NOT NULL, terms BLOB NOT NULL, tags TEXT NOT NULL, language TEXT NOT NULL, translation TEXT NOT NULL,
    updated INTEGER NOT NULL, words INTEGER NOT NULL, image TEXT NOT NULL, summary TEXT NOT NULL, folded TEXT NOT NULL,
    canonical TEXT NOT NULL);
CREATE TABLE value(id INTEGER PRIMARY KEY, key TEXT NOT NULL, folded TEXT NOT NULL, shown TEXT NOT NULL,
    UNIQUE(key, folded));
CREATE TABLE field(value INTEGER, article INTEGER, PRIMARY KEY(value, article)) WITHOUT ROWID;
CREATE INDEX field_article ON field(article);
CREATE TABLE term(id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, name TEXT NOT NULL,
    total INTEGER NOT NULL DEFAULT 0, unread INTEGER NOT NULL DEFAULT 0, starred INTEGER NOT NULL DEFAULT 0,
    later INTEGER NOT NULL DEFAULT 0, dirty INTEGER NOT NULL DEFAULT 1, UNIQUE(key, name));
CREATE TABLE article_term(term INTEGER, date INTEGER, article INTEGER,
    PRIMARY KEY(term, date DESC, article)) WITHOUT ROWID;
CREATE TABLE listing(term INTEGER PRIMARY KEY, ids BLOB NOT NULL);
CREATE TABLE flags(block INTEGER PRIMARY KEY, bits BLOB NOT NULL);
CREATE TABLE state(dir INTEGER, name BLOB, field TEXT, value, clock INTEGER NOT NULL, device TEXT NOT NULL,
    PRIMARY KEY(dir, name, field)) WITHOUT ROWID;
CREATE TABLE problem(dir INTEGER NOT NULL, name BLOB NOT NULL, line INTEGER, message TEXT NOT NULL);
CREATE INDEX problem_place ON problem(dir, name);
CREATE INDEX term_dirty ON term(id) WHERE dirty;
CREATE INDEX article_canonical ON article(canonical) WHERE canonical != '';
CREATE INDEX article_body ON article(body_hash) WHERE body_hash != x'';
CREATE INDEX article_translation ON article(translation) WHERE translation != '';
"""

_STATEMENTS = TABLES.strip().removesuffix(";").split(";\n")


@dataclass(slots=True)
class Store:
    """Where an index is, and how to reach it."""

    address: str
    """The path of its file."""
    is_passing: bool
    """It is only for this time, because the cache folder cannot be written."""
    notice: str = ""
    """One sentence, where the index is not as it should be."""

    _is_dropped: bool = False

    def failure(self, problem: sqlite3.Error) -> IndexUnusableError:
        """Return what went wrong as an error for the user; a broken index is deleted: the next start makes it anew."""
        if self.is_passing or not is_broken(problem):
            return IndexUnusableError(unusable_now(problem))
        if not self._is_dropped:  # only once: what lies there later is another process's new one
            self._is_dropped = True
            with contextlib.suppress(OSError):
                remove_files(Path(self.address))
        return IndexDamagedError(
            tr(
                "The index is damaged ({reason}): start again and it is made anew; nothing is lost.",
                reason=clean_line(str(problem)),
            )
        )

    def move_elsewhere(self, problem: sqlite3.Error) -> bool:
        """Go on, with all that the index holds, in a passing folder where its own takes no more; False: it cannot be."""
        if self.is_passing or not _takes_no_more(problem):
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
        self.address, self.is_passing = address, True
        return True

    def connect(self, *, writing: bool = False) -> sqlite3.Connection:
        """Return a connection of one's own; transactions are begun and ended by hand."""
        connection = sqlite3.connect(
            self.address, timeout=BUSY_S, isolation_level=None, check_same_thread=False
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


def open_store(file: Path) -> Store:
    """Return a store whose tables exist: the file's, made anew if need be, else one in a passing folder.

    Raises IndexUnusableError if not even that works.
    """
    store = Store(str(file), is_passing=False)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists():
            os.utime(file)
        else:
            forget_unused(file.parent, time.time())
        try:
            is_ours = _prepare(store)
        except sqlite3.Error as problem:
            if not is_broken(problem):
                raise
            is_ours = False
        if not is_ours:
            remove_files(file)
            _prepare(store)
    except (OSError, sqlite3.Error) as problem:
        return _elsewhere(file, problem)
    return store


def forget_unused(folder: Path, now_s: float) -> None:
    """Delete the indexes of libraries that nobody has opened for ``UNUSED_S``; each single file has one."""
    with contextlib.suppress(OSError):
        for file in folder.glob("*.db"):
            if now_s - file.stat().st_mtime > UNUSED_S:
                remove_files(file)


def another_store(file: Path, problem: sqlite3.Error) -> Store:
    """Return the store to use after this problem: a broken file made anew, else one in a passing folder."""
    if not is_broken(problem):
        return _elsewhere(file, problem)
    remove_files(file)
    return open_store(file)


def remove_files(file: Path) -> None:
    """Delete an index; who has it open goes on with what is now a nameless file."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)


def _elsewhere(file: Path, problem: Exception) -> Store:
    """Return a store in a folder of its own that goes when the program does."""
    from tempfile import mkdtemp  # 4 ms: for those who need it

    notice = _not_kept(file, problem)
    try:
        folder = Path(mkdtemp(prefix="newsreader-"))
        store = Store(str(folder / file.name), is_passing=True, notice=notice)
        _prepare(store)
    except (OSError, sqlite3.Error) as failure:
        raise IndexUnusableError(
            tr(
                "No index can be made, neither in {file} nor in the folder for passing files: {problem}.",
                file=file,
                problem=failure,
            )
        ) from failure
    return store


def _not_kept(file: Path, problem: Exception) -> str:
    return tr(
        "The index cannot be kept in {file} ({problem}): it is made again at each start.",
        file=file,
        problem=problem,
    )


def _takes_no_more(problem: sqlite3.Error) -> bool:
    """Whether an error means that what was read can be read on, and nothing more be written."""
    return getattr(problem, "sqlite_errorcode", 0) & 0xFF in {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
    }


def forget(store: Store) -> None:
    """Let go of a store that was only for this time."""
    if store.is_passing:
        _remove_folder(Path(store.address).parent)


def _remove_folder(folder: Path) -> None:
    import shutil  # as in _elsewhere

    shutil.rmtree(folder, ignore_errors=True)


def _prepare(store: Store) -> bool:
    """Return whether the file holds our schema, which a new file is given; it is for its owner's eyes, as the journal."""
    os.close(os.open(store.address, os.O_RDWR | os.O_CREAT | os.O_NONBLOCK | os.O_CLOEXEC, 0o600))
    with contextlib.closing(store.connect(writing=True)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if not version and not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            _create(connection)
            return True
        return bool(version == SCHEMA) and _tables(connection) == sorted(_STATEMENTS)


def _tables(connection: sqlite3.Connection) -> list[str]:
    """Return how the tables of a file are made; SQLite's own are left out."""
    made = connection.execute("SELECT sql FROM sqlite_master WHERE sql NOT NULL AND name NOT LIKE 'sqlite%'")
    return sorted(row[0] for row in made)


def _create(connection: sqlite3.Connection) -> None:
    def make() -> None:
        if connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA:
            return  # another process was faster
        for statement in _STATEMENTS:
            connection.execute(statement)
        connection.execute("INSERT INTO meta VALUES('generation', 0)")
        connection.execute("INSERT INTO meta VALUES('published', 0)")
        connection.execute("INSERT INTO meta VALUES('id', hex(randomblob(8)))")
        connection.execute("INSERT INTO term(id, key, name, dirty) VALUES(?, '', '', 0)", (EVERYTHING,))
        connection.execute(f"PRAGMA user_version={SCHEMA}")

    in_transaction(connection, make)


def in_transaction(connection: sqlite3.Connection, work: Callable[[], None]) -> None:
    """Do the work in one transaction that takes the write lock at once: a deferred one fails, not waits."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        work()
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
