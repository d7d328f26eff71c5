"""Articles of one date in the order of their paths. Reads the index.

Lists are kept by date and id, which costs nothing; but ids depend on which article was read first.
"""

import sqlite3
from array import array
from collections.abc import Sequence

AT_ONCE = 500
"""Articles in one statement."""

_PATHS = """
SELECT article.id, article.date, folder.key, dir.path, article.name FROM article JOIN dir ON dir.id = article.dir
JOIN folder ON folder.id = dir.folder WHERE article.id IN
"""


def by_path(connection: sqlite3.Connection, ids: Sequence[int], limit: int) -> "array[int]":
    """Return the first ``limit`` articles (below 0: all) of a list, the newest first; those of one date by their paths.

    ``ids`` are ordered by date, the newest first. One that is gone is left out.
    """
    rows: list[tuple[int, int, str, bytes, bytes]] = []
    for start in range(0, len(ids), AT_ONCE):
        some = tuple(ids[start : start + AT_ONCE])
        found = connection.execute(f"{_PATHS} ({','.join('?' * len(some))})", some).fetchall()
        rows += found
        # What comes later is as old as the oldest of these, or older.
        if 0 <= limit <= len(rows) and found:
            oldest = min(row[1] for row in found)
            if sum(row[1] > oldest for row in rows) >= limit:
                break
    rows.sort(key=lambda row: (-row[1], *row[2:]))
    return array("I", [row[0] for row in rows][: limit if limit >= 0 else None])
