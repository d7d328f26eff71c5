"""Checksums of rows: a bit that flips inside of one is no error to SQLite. Reads and writes the index.

A row that cannot be told from others has a ``seal`` of all its values, written with it. That of an article holds the
stamp of its file and the values of its front matter too, so no older row can stand in for it. What can be made of
sealed rows again (lists, counts, flags) has none; ``check`` does that.
"""

import marshal
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
from zlib import crc32

SEALED = """
SELECT file.article, file.mtime_ns, file.size, file.inode, article.*
FROM article LEFT JOIN file ON file.dir = article.dir AND file.name = article.name
"""
"""What its file's row says of an article, and its own: id, ``COLUMNS``, seal."""

_FIELDS = "SELECT article, value FROM field WHERE article IN"

AT_ONCE = 500
"""Articles in one statement."""


def seal(*values: Any) -> int:
    """Return the checksum of values as SQLite hands them out: numbers, texts, bytes and None, and tuples of them."""
    return crc32(marshal.dumps(values, 0))  # that form says the same of equal values, whatever made them


def article_seal(columns: Sequence[object], stamp: Sequence[int], values: Iterable[int]) -> int:
    """Return the seal of an article; ``values`` are the rows of its front matter's values."""
    return seal(tuple(columns), tuple(stamp), tuple(sorted(set(values))))


def seal_again(connection: "sqlite3.Connection", articles: Iterable[int]) -> None:
    """Seal articles of which only some columns were written."""
    wanted = sorted(set(articles))
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        places = ",".join("?" * len(some))
        values = defaultdict(list)
        found = connection.execute(f"{_FIELDS} ({places})", some)
        for article, value in found:
            values[article].append(value)
        rows = connection.execute(f"{SEALED} WHERE article.id IN ({places})", some).fetchall()
        connection.executemany(
            "UPDATE article SET seal = ? WHERE id = ?",
            [(article_seal(row[5:-1], row[1:4], values[row[4]]), row[4]) for row in rows],
        )
