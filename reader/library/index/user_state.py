"""What the user did with articles: as the index has it, and what is not written there yet. Reads the index.

An act is applied at once and written a moment later. Until then it is in ``pending``, which is applied to all that is read;
it is dropped under the lock under which it is committed, so no reader misses it.
"""

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from reader.article import Key
from reader.journal import Change, Event, Field, Value, tags_in
from reader.library.index.articles import Articles
from reader.library.index.paths import article_at, find_dir
from reader.library.index.rows import NOTHING_DONE, FlagChange, State, mark_of
from reader.library.index.snapshots import Snapshots
from reader.library.index.view import terms_of
from reader.text import clean

_OPENED = """
SELECT file.article, state.value FROM state JOIN file ON file.dir = state.dir AND file.name = state.name
WHERE state.field = ?
"""


class Pending(NamedTuple):
    """What was done and is not in the index yet."""

    event: Event
    """The last one about its field."""
    mark: FlagChange | None
    """What it does to the flags of the article that had its key then; None where it does nothing."""


class UserState:
    """The fields of the journal, by article or by key. All methods may be called from any thread."""

    def __init__(self, snapshots: Snapshots, articles: Articles) -> None:
        self._snapshots, self._articles = snapshots, articles
        self.pending: dict[tuple[Key, str], Pending] = {}
        """By key and field. Read and changed under the lock of the snapshots."""
        snapshots.on_load = self._show_pending

    # By article

    def of(self, article: int) -> State:
        """Return what was done with an article; nothing for one that is gone."""
        with self._snapshots.reading() as connection:
            row = self._articles.row(article)
            if row is None:
                return NOTHING_DONE
            position, opened = (
                self._value(connection, row.key, field) for field in (Field.POSITION, Field.OPENED)
            )
            return State(
                row.read,
                row.starred,
                row.later,
                position if isinstance(position, str) else None,
                float(opened) if isinstance(opened, (int, float)) else None,
            )

    def fields(self, article: int) -> dict[str, Value]:
        """Return all that was done with an article, by the journal's fields; nothing for one that is gone."""
        with self._snapshots.reading() as connection:
            row = self._articles.row(article)
            done = {} if row is None else self._fields_at(connection, row.key)
        # The log of another device may hold what this program would never have written.
        return {name: clean(value) if isinstance(value, str) else value for name, value in done.items()}

    def own_tags(self, article: int) -> dict[str, bool]:
        """Return the tags that the user gave to an article (true), or took from it (false)."""
        return tags_in(self.fields(article))

    def recently_opened(self, limit: int) -> list[int]:
        """Return the articles that were opened, the last one first. In a worker."""
        with self._snapshots.reading() as connection:
            stored = dict(connection.execute(_OPENED, (Field.OPENED,)).fetchall())
            for (key, field), each in self.pending.items():
                if field == Field.OPENED and (article := self._articles.find(key)):
                    stored[article] = each.event.change.value
            there = [article for article in stored if self._snapshots.view.exists(article)]
            moments = {article: _seconds(stored[article]) for article in there}
        return sorted(there, key=lambda article: -moments[article])[:limit]

    def _fields_at(self, connection: sqlite3.Connection, key: Key) -> dict[str, Value]:
        directory, name = self._directory(connection, key)
        rows = connection.execute(
            "SELECT field, value FROM state WHERE dir = ? AND name = ?", (directory, name)
        ).fetchall()
        found: dict[str, Value] = {field: json.loads(value) for field, value in rows}
        for (pending_key, field), each in self.pending.items():
            if pending_key == key:
                found[field] = each.event.change.value
        return found

    def _value(self, connection: sqlite3.Connection, key: Key, field: str) -> object:
        event = self.event(connection, key, field)
        return event.change.value if event else None

    # By key, inside ``Snapshots.reading``: for the journal's way into the index

    def event(self, connection: sqlite3.Connection, key: Key, field: str) -> Event | None:
        """Return the event that a field of a key holds, pending or stored."""
        if pending := self.pending.get((key, field)):
            return pending.event
        directory, name = self._directory(connection, key)
        return stored_event(connection, directory, name, key, field)

    def flag_change(self, connection: sqlite3.Connection, event: Event) -> FlagChange | None:
        """Return what an event does to the flags of the article that has its key now; None: nothing."""
        change = event.change
        folder = self._snapshots.folders.row_of(change.key.folder)
        article = None if folder is None else article_at(connection, folder, change.key.path)
        return None if article is None else mark_of(article, change.field, change.value)

    def show(self, connection: sqlite3.Connection, changes: Iterable[FlagChange]) -> bool:
        """Let changes of flags show at once; return whether any flag was another one."""
        everything = list(changes)
        view = self._snapshots.view
        terms = terms_of(connection, {change.article for change in everything})
        changed = [
            view.mark(article, terms[article], flag, on=on)
            for article, flag, on in everything
            if article in terms
        ]
        return any(changed)

    def _show_pending(self, connection: sqlite3.Connection) -> None:
        self.show(connection, (each.mark for each in self.pending.values() if each.mark))

    def _directory(self, connection: sqlite3.Connection, key: Key) -> tuple[int | None, bytes]:
        """Return the row of the directory of a key, if the index has one, and the name in it."""
        folders = self._snapshots.folders
        if not folders.is_open(key.folder):
            return None, b""
        return find_dir(connection, folders.row(key.folder), key.path)


def _seconds(value: object) -> float:
    try:
        return float(value) if isinstance(value, int | float | str) else 0.0
    except ValueError:
        return 0.0


def stored_event(
    connection: sqlite3.Connection, directory: int | None, name: bytes, key: Key, field: str
) -> Event | None:
    """Return the last event of a field, as the index holds it."""
    row = connection.execute(
        "SELECT value, clock, device FROM state WHERE dir = ? AND name = ? AND field = ?",
        (directory, name, field),
    ).fetchone()
    if row is None:
        return None
    value, clock, device = row
    return Event(clock, device, Change(key, field, json.loads(value)), "")
