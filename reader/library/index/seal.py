"""Checksums of rows: SQLite does not notice a bit that flips inside a row. Reads and writes the index.

A row that cannot be made from others has a ``seal`` of all its values. That of an article also covers the stamp of its
file and the values of its front matter, so an older row does not pass for it. What can be made again from sealed rows
(lists, counts, flags) has no seal; ``check`` makes it again.
"""

import marshal
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
from zlib import crc32

from reader.library.index.by_ids import rows_by_ids

SEALED = """
SELECT file.article, file.mtime_ns, file.size, file.inode, article.*
FROM article LEFT JOIN file ON file.dir = article.dir AND file.name = article.name
"""
"""The columns of its file, then all of an article: id, ``COLUMNS``, seal."""

_FIELDS = "SELECT article, value FROM field WHERE article IN"


def seal(*values: Any) -> int:
    """Return the checksum of values as SQLite hands them out: numbers, texts, bytes and None, and tuples of them."""
    # This version of the format is equal for equal values, however they were made.
    return crc32(marshal.dumps(values, 0))


def article_seal(columns: Sequence[object], stamp: Sequence[int], values: Iterable[int]) -> int:
    """Return the seal of an article; ``values`` are the rows of its front matter's values."""
    return seal(tuple(columns), tuple(stamp), tuple(sorted(set(values))))


def seal_again(connection: "sqlite3.Connection", articles: Iterable[int]) -> None:
    """Seal articles of which only some columns were written."""
    wanted = sorted(set(articles))
    values = defaultdict(list)
    for article, value in rows_by_ids(connection, _FIELDS, wanted):
        values[article].append(value)
    rows = list(rows_by_ids(connection, f"{SEALED} WHERE article.id IN", wanted))
    connection.executemany(
        "UPDATE article SET seal = ? WHERE id = ?",
        [(article_seal(row[5:-1], row[1:4], values[row[4]]), row[4]) for row in rows],
    )
