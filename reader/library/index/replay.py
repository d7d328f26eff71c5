"""Many events at once: a journal that is read anew, or another device's of years. Writes the index.

What ``projection.write_events`` does for some, by whole tables: SQLite sorts what was said and decides what wins, and flags and
tags are made anew for the articles that were touched.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator

from reader.journal.event import TAG
from reader.journal.last_writes import LastWrites
from reader.library.index.lists import publish, write_marks
from reader.library.index.own_tags import retag
from reader.library.index.paths import encoded, make_dir
from reader.library.index.rows import mark_of

_NEWS = """
CREATE TEMP TABLE news(dir INTEGER, name BLOB, field TEXT, value TEXT, clock INTEGER, device TEXT,
    PRIMARY KEY(dir, name, field, device, clock, value)) WITHOUT ROWID
"""

# The rule of ``winner``: by (clock, device), and of one stamp that was issued twice by the value as it is written.
_PUT = """
INSERT INTO state SELECT * FROM news WHERE true ORDER BY dir, name, field ON CONFLICT(dir, name, field)
DO UPDATE SET value = excluded.value, clock = excluded.clock, device = excluded.device
WHERE (excluded.clock, excluded.device) > (state.clock, state.device)
OR ((excluded.clock, excluded.device) = (state.clock, state.device) AND written(excluded.value) > written(state.value))
"""

_TOUCHED = """
SELECT file.article, news.field, state.value FROM news
JOIN file ON file.dir = news.dir AND file.name = news.name
JOIN state ON state.dir = news.dir AND state.name = news.name AND state.field = news.field
WHERE file.article IS NOT NULL
"""

_Row = tuple[int, bytes, str, str, int, str]


def replay(
    connection: sqlite3.Connection, last_writes: LastWrites, row_of: Callable[[str], int | None]
) -> bool:
    """Write the events that win, and the flags, tags and counts that they change; return whether any changed.

    ``row_of`` names the row of a folder, None where it is none of the library's.
    """
    connection.create_function("written", 1, lambda value: repr(json.loads(value)), deterministic=True)
    connection.execute(_NEWS)
    connection.executemany(
        "INSERT OR IGNORE INTO news VALUES(?, ?, ?, ?, ?, ?)", _rows(connection, last_writes, row_of)
    )
    connection.execute(_PUT)
    touched = connection.execute(_TOUCHED).fetchall()
    connection.execute("DROP TABLE news")
    marks = [
        mark for article, field, value in touched if (mark := mark_of(article, field, json.loads(value)))
    ]
    retagged = {article for article, field, _ in touched if field.startswith(TAG)}
    write_marks(connection, marks)
    retag(connection, retagged)
    if not publish(connection) and marks:
        connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'generation'")
    return bool(marks or retagged)


def _rows(
    connection: sqlite3.Connection, last_writes: LastWrites, row_of: Callable[[str], int | None]
) -> Iterator[_Row]:
    """Yield rows of ``state`` for what was said of the library's folders."""
    dirs: dict[tuple[str, str], int | None] = {}
    for folder, path, field, value, clock, device in last_writes.writes():
        parent, _, last = path.rpartition("/")
        if (folder, parent) not in dirs:
            row = row_of(folder)
            dirs[folder, parent] = None if row is None else make_dir(connection, row, encoded(parent))
        directory = dirs[folder, parent]
        if directory is not None:
            yield directory, encoded(last), field, value, clock, device
