"""Keeps the state of a file that was renamed: the journal records it again under the new key. Disk."""

import json
import sqlite3
from collections.abc import Mapping, Sequence

from reader.article import Key
from reader.journal import Change, Value
from reader.library.index.paths import key_of
from reader.library.index.projection import Projection
from reader.library.scan.comparison import Gone


def carry(
    connection: sqlite3.Connection,
    matches: Sequence[tuple[Gone, int]],
    projection: Projection,
    folders: Mapping[int, tuple[str, bytes]],
) -> None:
    """Record the state of files that are gone as that of the files that have their articles now."""
    changes: list[Change] = []
    for gone, new in matches:
        row = connection.execute(
            "SELECT folder, path, dir, name FROM article JOIN dir ON dir.id = dir WHERE article.id = ?",
            (new,),
        ).fetchone()
        if row is None:
            continue  # another process was faster
        folder, path, directory, name = row
        key = key_of(folders[folder][0], path, name)
        changes += _carried(connection, gone, (directory, name), key)
    if changes:
        projection.record(changes)


def _carried(connection: sqlite3.Connection, gone: Gone, place: tuple[int, bytes], key: Key) -> list[Change]:
    former = _state(connection, gone.directory, gone.name)
    own = _state(connection, *place)
    return [
        Change(key, name, value, own[name][1] if name in own else None)
        for name, (stamp, value) in former.items()
        if name not in own or (own[name][0] < stamp and own[name][1] != value)
    ]


def _state(
    connection: sqlite3.Connection, directory: int, name: bytes
) -> dict[str, tuple[tuple[int, str], Value]]:
    found = connection.execute(
        "SELECT field, clock, device, value FROM state WHERE dir = ? AND name = ?", (directory, name)
    )
    return {field: ((clock, device), json.loads(value)) for field, clock, device, value in found}
