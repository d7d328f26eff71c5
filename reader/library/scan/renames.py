"""Recognises renamed files: a new file that has a hint in common with exactly one file that is gone. Reads the index.

A key is a path, so a renamed file has a new key and no state. When a hint says that a new file is one that is gone, the
article keeps its id, and the journal records its state again under the new key (not as an act: undo does not see it). So the
state survives the loss of the index, and other devices get it whether or not they saw the old file. The old key keeps its
state too: a device that does not have the rename yet loses nothing. A field of the new key that is later than that of the
old one stays as it is.

A hint that fits two files, present, gone or new, is ignored: ids such as ``intro`` repeat in real folders.
"""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from reader.article import Key
from reader.journal import Change, Value
from reader.library.index.by_ids import rows_by_ids
from reader.library.index.paths import key_of
from reader.library.index.projection import Projection
from reader.library.scan.comparison import Gone

Match = tuple[Gone, int]
"""A file that is gone, and the new article that it is now."""


def find_renamed(connection: sqlite3.Connection, gone: Sequence[Gone], added: Sequence[int]) -> list[Match]:
    """Return the pairs that a hint joins without doubt, surest hints first: file, text, id, link."""
    lost = {one.article: one for one in gone if one.article is not None}
    if not lost or not added:
        return []
    found: list[Match] = []
    left, right = set(lost), set(added)
    stamps = "SELECT article, inode || ' ' || size || ' ' || mtime_ns FROM file WHERE article"
    for query, everywhere in (
        (f"{stamps} IN", ""),
        (
            "SELECT id, body_hash FROM article WHERE body_hash != x'' AND id IN",
            "SELECT body_hash FROM article",
        ),
        ("SELECT id, guid FROM article WHERE guid != '' AND id IN", "SELECT guid FROM article"),
        ("SELECT id, link FROM article WHERE link != '' AND id IN", "SELECT link FROM article"),
    ):
        for old, new in _pairs(connection, query, everywhere, left, right):
            found.append((lost[old], new))
            left.discard(old)
            right.discard(new)
    return found


def _pairs(
    connection: sqlite3.Connection, query: str, everywhere: str, left: set[int], right: set[int]
) -> list[tuple[int, int]]:
    old, new = _by_value(connection, query, left), _by_value(connection, query, right)
    candidates = {value for value in old.keys() & new.keys() if len(old[value]) == len(new[value]) == 1}
    if candidates and everywhere:
        counts = Counter(row[0] for row in connection.execute(everywhere) if row[0] in candidates)
        candidates = {value for value in candidates if counts[value] == 2}
    return [(old[value][0], new[value][0]) for value in candidates]


def _by_value(connection: sqlite3.Connection, query: str, articles: Iterable[int]) -> dict[object, list[int]]:
    found: defaultdict[object, list[int]] = defaultdict(list)
    for article, value in rows_by_ids(connection, query, sorted(articles)):
        found[value].append(article)
    return found


def move_state(
    connection: sqlite3.Connection,
    matches: Sequence[Match],
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
            continue  # another process did it
        folder, path, directory, name = row
        key = key_of(folders[folder][0], path, name)
        changes += _moved_state(connection, gone, (directory, name), key)
    if changes:
        projection.record(changes)


def _moved_state(
    connection: sqlite3.Connection, gone: Gone, file: tuple[int, bytes], key: Key
) -> list[Change]:
    former = _state(connection, gone.directory, gone.name)
    own = _state(connection, *file)
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
