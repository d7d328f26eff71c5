"""Where files are, for the index: the row of a directory and a name in it; for all others: a key. Reads the index."""

import os
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from reader.article import Key
from reader.library.index.seal import seal

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable

NAMES_AT_ONCE = 500
"""Names in one statement."""


def key_of(folder: str, path: bytes, name: bytes) -> Key:
    """Return the key of a file in a directory (relative to its folder) or, without a name, the directory's."""
    return Key(folder, os.fsdecode(b"/".join(part for part in (path, name) if part)))


def split(path: str) -> tuple[bytes, bytes]:
    """Return the directory and the name of a key's path, as the file system has them."""
    directory, _, name = path.rpartition("/")
    return encoded(directory), encoded(name)


def encoded(part: str) -> bytes:
    """Return a part of a key's path as the file system has it."""
    try:
        return os.fsencode(part)
    except UnicodeEncodeError:  # no file can have this name, but the journal of another device may hold it
        return part.encode("utf-8", "surrogatepass")


def find_dir(connection: "sqlite3.Connection", folder: int, path: str) -> tuple[int | None, bytes]:
    """Return the row of the directory of a key's path, if there is one, and the name in it."""
    directory, name = split(path)
    row = connection.execute(
        "SELECT id FROM dir WHERE folder = ? AND path = ?", (folder, directory)
    ).fetchone()
    return (row[0] if row else None), name


def make_dir(connection: "sqlite3.Connection", folder: int, path: bytes) -> int:
    """Return the row of a directory, made if need be."""
    row = connection.execute("SELECT id FROM dir WHERE folder = ? AND path = ?", (folder, path)).fetchone()
    if row is None:
        cursor = connection.execute(
            "INSERT INTO dir(folder, path, seal) VALUES(?, ?, ?)", (folder, path, seal(folder, path))
        )
        assert cursor.lastrowid is not None
        return cursor.lastrowid
    return int(row[0])


def article_at(connection: "sqlite3.Connection", folder: int, path: str) -> int | None:
    """Return the article at a key's path, if the index has one there."""
    directory, name = split(path)
    row = connection.execute(
        "SELECT file.article FROM dir JOIN file ON file.dir = dir.id AND file.name = ?"
        " WHERE dir.folder = ? AND dir.path = ?",
        (name, folder, directory),
    ).fetchone()
    return row[0] if row else None


def articles_at(
    connection: "sqlite3.Connection", folders: "Callable[[str], int | None]", keys: "Iterable[Key]"
) -> dict[Key, int]:
    """Return the articles that the index has at these keys, by key; ``folders`` returns the row of a folder by its id.

    Names of one directory are looked up together: one by one takes ten times as long.
    """
    inside: defaultdict[tuple[str, bytes], dict[bytes, Key]] = defaultdict(dict)
    for key in keys:
        directory, name = split(key.path)
        inside[key.folder, directory][name] = key
    found: dict[Key, int] = {}
    for (folder, directory), names in inside.items():
        row = folders(folder)
        wanted = iter(names if row is not None else ())
        while some := list(islice(wanted, NAMES_AT_ONCE)):
            places = ",".join("?" * len(some))
            rows = connection.execute(
                "SELECT file.name, file.article FROM dir JOIN file ON file.dir = dir.id"
                f" WHERE dir.folder = ? AND dir.path = ? AND file.name IN ({places}) AND file.article NOT NULL",
                (row, directory, *some),
            )
            found |= {names[bytes(name)]: article for name, article in rows}
    return found
