"""Many events at once: a journal that is read anew, or another device's of years. Writes the index.

What ``projection.write_events`` does for some, by whole tables: what wins is decided by the table itself, and flags and tags
are made anew for the articles that were touched.
"""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable

from reader.journal import Event, Value
from reader.journal.event import TAG
from reader.library.lists import publish, write_marks
from reader.library.own_tags import retag
from reader.library.place import make_dir, split
from reader.library.rows import Mark, mark_of

# The rule of ``winner``: by (clock, device), and of one stamp that was issued twice by the value as it is written.
_PUT = """
INSERT INTO state VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT(dir, name, field)
DO UPDATE SET value = excluded.value, clock = excluded.clock, device = excluded.device
WHERE (excluded.clock, excluded.device) > (state.clock, state.device)
OR ((excluded.clock, excluded.device) = (state.clock, state.device) AND written(excluded.value) > written(state.value))
"""

_FLAGS = {True: "true", False: "false"}

Row = tuple[int, bytes, str, str, int, str]


def replay(
    connection: sqlite3.Connection, events: Collection[Event], folder_row: Callable[[str], int]
) -> bool:
    """Write the events that win, and the flags, tags and counts that they change; return whether any changed."""
    connection.create_function("written", 1, lambda value: repr(json.loads(value)), deterministic=True)
    dirs: dict[tuple[str, bytes], int] = {}
    rows: list[Row] = []
    for event in events:
        key, field = event.change.key, event.change.field
        path, name = split(key.path)
        directory = dirs.get((key.folder, path))
        if directory is None:
            directory = dirs[key.folder, path] = make_dir(connection, folder_row(key.folder), path)
        rows.append((directory, name, field, _json(event.change.value), event.clock, event.device))
    rows.sort()
    connection.executemany(_PUT, rows)
    marks: list[Mark] = []
    retagged: set[int] = set()
    articles = _articles(connection, dict.fromkeys(row[:2] for row in rows))
    for (directory, name), article in articles.items():
        said = connection.execute(
            "SELECT field, value FROM state WHERE dir = ? AND name = ?", (directory, name)
        ).fetchall()
        marks += filter(None, (mark_of(article, field, json.loads(value)) for field, value in said))
        if any(field.startswith(TAG) for field, _ in said):
            retagged.add(article)
    write_marks(connection, marks)
    retag(connection, retagged)
    if not publish(connection) and marks:
        connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'generation'")
    return bool(marks or retagged)


def _json(value: Value) -> str:
    return (
        _FLAGS[value] if isinstance(value, bool) else json.dumps(value)
    )  # nearly all are, and a call costs 4 µs


def _articles(
    connection: sqlite3.Connection, places: Iterable[tuple[int, bytes]]
) -> dict[tuple[int, bytes], int]:
    """Return the articles at those of the places that have one."""
    wanted: dict[int, set[bytes]] = {}
    for directory, name in places:
        wanted.setdefault(directory, set()).add(name)
    return {
        (directory, name): article
        for directory, names in wanted.items()
        for name, article in connection.execute(
            "SELECT name, article FROM file WHERE dir = ? AND article IS NOT NULL", (directory,)
        )
        if name in names
    }
