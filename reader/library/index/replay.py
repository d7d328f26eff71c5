"""Many events at once, and events that are taken back. Writes the index.

``replay`` is for a journal that is read from its beginning, or years of another device. It does by whole tables what
``projection.write_events`` does one by one: SQLite sorts the events and decides which win; flags
and tags are then made again for the articles that changed. ``take_back`` is for a disk that took no more until the end.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence

from reader.journal import Event, Value
from reader.journal.event import TAG
from reader.journal.last_writes import LastWrites
from reader.library.index.lists import publish, write_marks
from reader.library.index.own_tags import retag
from reader.library.index.paths import encoded, make_dir, split
from reader.library.index.rows import mark_of

_NEWS = """
CREATE TEMP TABLE news(dir INTEGER, name BLOB, field TEXT, value TEXT, clock INTEGER, device TEXT,
    PRIMARY KEY(dir, name, field, device, clock, value)) WITHOUT ROWID
"""

# The rule of ``winner``: by (clock, device), and for a stamp that was issued twice by the value as it is written.
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

    ``row_of`` names the row of a folder, None where the library does not have it.
    """
    connection.create_function("written", 1, lambda value: repr(json.loads(value)), deterministic=True)
    connection.execute(_NEWS)
    connection.executemany(
        "INSERT OR IGNORE INTO news VALUES(?, ?, ?, ?, ?, ?)", _rows(connection, last_writes, row_of)
    )
    connection.execute(_PUT)
    touched = connection.execute(_TOUCHED).fetchall()
    connection.execute("DROP TABLE news")
    return _show(connection, [(article, field, json.loads(value)) for article, field, value in touched])


def take_back(
    connection: sqlite3.Connection, lost: Sequence[Event], folder_row: Callable[[str], int]
) -> None:
    """Remove acts that the journal could not take, given in their order: fields get the values that they had before."""
    touched: list[tuple[int, str, Value]] = []
    for event in reversed(lost):
        key, field, former = event.change.key, event.change.field, event.change.former
        path, name = split(key.path)
        file = (make_dir(connection, folder_row(key.folder), path), name)
        # What another device wrote, now or later, counts for more.
        changed = connection.execute(
            "UPDATE state SET value = ?, clock = 0, device = ''"
            " WHERE dir = ? AND name = ? AND field = ? AND (device = ? OR clock = 0)",
            (json.dumps(former), *file, field, event.device),
        )
        row = connection.execute("SELECT article FROM file WHERE dir = ? AND name = ?", file).fetchone()
        if changed.rowcount and row and row[0] is not None:
            touched.append((row[0], field, former))
    _show(connection, touched)


def _show(connection: sqlite3.Connection, touched: Sequence[tuple[int, str, Value]]) -> bool:
    """Give articles the flags and tags of these fields, and publish them; return whether any changed."""
    marks = [mark for each in touched if (mark := mark_of(*each))]
    retagged = {article for article, field, _ in touched if field.startswith(TAG)}
    write_marks(connection, marks)
    retag(connection, retagged)
    if not publish(connection) and marks:
        connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'generation'")
    return bool(marks or retagged)


def _rows(
    connection: sqlite3.Connection, last_writes: LastWrites, row_of: Callable[[str], int | None]
) -> Iterator[_Row]:
    """Yield the last writes in the library's folders as rows of ``state``."""
    dirs: dict[tuple[str, str], int | None] = {}
    for folder, path, field, value, clock, device in last_writes.writes():
        parent, _, last = path.rpartition("/")
        if (folder, parent) not in dirs:
            row = row_of(folder)
            dirs[folder, parent] = None if row is None else make_dir(connection, row, encoded(parent))
        directory = dirs[folder, parent]
        if directory is not None:
            yield directory, encoded(last), field, value, clock, device
