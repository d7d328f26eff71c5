"""Opens another folder beside those of a library that is in use. Disk.

An index is named after its folders, so the library switches to a copy of its index with the name of all of them: articles
and groups keep their numbers, nothing is read again, and other processes that open the same folders find the same index.
The former one stays for its own folders.
"""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

from reader.files.lock import try_lock
from reader.library.index.index_file import for_its_owner, latest, remove_files, successor
from reader.library.index.rows import Folder
from reader.library.index.schema import IndexFile, in_transaction

TRIES = 5
"""Names that are tried: another process may take one at the same moment."""


def wider_index(
    connection: sqlite3.Connection,
    store: IndexFile,
    base: Path,
    register: Callable[[sqlite3.Connection], dict[int, Folder]],
) -> tuple[str, dict[int, Folder]]:
    """Return the address of an index in which folders are registered, and these by their rows.

    ``connection`` writes to the present index; a temporary one, which has no name to keep, is changed itself. Raises
    OSError and sqlite3.Error.
    """
    rows: dict[int, Folder] = {}

    def enter(index: sqlite3.Connection) -> None:
        rows.update(register(index))
        index.execute("DELETE FROM meta WHERE name = 'cursor'")  # the journal may know of a new folder, too

    if store.is_temporary:
        enter(connection)
        return store.address, rows
    return copy_index(store, base, enter), rows


def copy_index(store: IndexFile, base: Path, change: Callable[[sqlite3.Connection], None]) -> str:
    """Return the address of a copy of an index under another name, whole, and changed by ``change``.

    ``base`` is the name of the copy, unless there is an index of that name, which other processes may have open. Raises OSError and
    sqlite3.Error; the copy is deleted then.
    """
    base.parent.mkdir(parents=True, exist_ok=True)
    made = base.with_name(f"{base.name}.{os.getpid()}.new")
    try:
        os.close(os.open(made, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600))
        with closing(store.connect()) as source, closing(sqlite3.connect(made, isolation_level=None)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=WAL")
            in_transaction(copy, partial(change, copy))
            copy.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return str(_named(made, base))
    finally:
        remove_files(made)


def _named(made: Path, base: Path) -> Path:
    """Give an index that is whole the name under which it is found; return that."""
    for _ in range(TRIES):
        file = successor(base) if os.path.lexists(latest(base)) else base
        with suppress(FileExistsError):
            os.link(made, file)
            return file
    raise FileExistsError(str(base))


def copy_words(former: Path, file: Path) -> None:
    """Copy the words of articles beside a copy of their index; where that fails, they are read again."""
    if not former.exists():
        return
    with suppress(OSError, sqlite3.Error), try_lock(Path(f"{file}.lock")) as is_locked:
        if is_locked:
            remove_files(file)
            file.with_name(f"{file.name}.sums").unlink(missing_ok=True)
            for_its_owner(file)
            with closing(sqlite3.connect(former)) as source, closing(sqlite3.connect(file)) as copy:
                source.backup(copy)
