"""Removes acts from the index that the journal could not take: only the journal is kept. Writes the index."""

import json
import sqlite3
from collections.abc import Callable, Sequence

from reader.journal import Event
from reader.journal.event import TAG
from reader.library.index.lists import publish, write_marks
from reader.library.index.own_tags import retag
from reader.library.index.paths import make_dir, split
from reader.library.index.rows import FlagChange, mark_of


def take_back(
    connection: sqlite3.Connection, lost: Sequence[Event], folder_row: Callable[[str], int]
) -> None:
    """Let fields be what they were before these acts, which are given in the order in which they were done."""
    marks: list[FlagChange] = []
    retagged: set[int] = set()
    for event in reversed(lost):
        key, field, former = event.change.key, event.change.field, event.change.former
        path, name = split(key.path)
        place = (make_dir(connection, folder_row(key.folder), path), name)
        # What another device wrote, now or later, counts for more.
        changed = connection.execute(
            "UPDATE state SET value = ?, clock = 0, device = ''"
            " WHERE dir = ? AND name = ? AND field = ? AND (device = ? OR clock = 0)",
            (json.dumps(former), *place, field, event.device),
        )
        row = connection.execute("SELECT article FROM file WHERE dir = ? AND name = ?", place).fetchone()
        if changed.rowcount and row and row[0] is not None:
            if mark := mark_of(row[0], field, former):
                marks.append(mark)
            if field.startswith(TAG):
                retagged.add(row[0])
    write_marks(connection, marks)
    retag(connection, retagged)
    if not publish(connection) and marks:
        connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'generation'")
