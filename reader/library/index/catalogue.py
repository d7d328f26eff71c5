"""The reading side of the index: lists, rows and counts, as fast as a screen asks for them. Reads the index.

One connection and one lock serve all threads; what is asked takes a millisecond or less, so nobody waits
long. What was marked and is not written yet lies over what is read (``pending``): it is dropped under the same
lock under which it is committed, so that a mark can be seen twice but never not at all.
"""

import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.article import DateSource, Key, Problem
from reader.journal import Change, Event, Field, Value
from reader.library.index.damage import check
from reader.library.index.grouping import TAG
from reader.library.index.paths import article_at, find_dir, key_of
from reader.library.index.rows import (
    Counts,
    Flag,
    FlagChange,
    Folder,
    Group,
    GroupOrder,
    Row,
    Scope,
    State,
    mark_of,
)
from reader.library.index.schema import EVERYTHING, IndexFile
from reader.library.index.snapshots import Snapshots
from reader.library.index.tables import COUNT_PROBLEMS, LEFT_OUT
from reader.library.index.view import OTHERS, View

if TYPE_CHECKING:
    from reader.library.index.translations import Translation

_TERMS = "SELECT id, terms FROM article WHERE id IN"

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

AT_ONCE = 500
"""Articles in one statement."""

_WITH_FIELD = """
SELECT DISTINCT article FROM value JOIN field ON field.value = value.id WHERE folded = ? AND key IN
"""

_ROW = """
SELECT article.id, dir.folder, dir.path, name, title, date, date_source, minutes, source, link, draft, problems
FROM article JOIN dir ON dir.id = article.dir WHERE article.id IN
"""
_PROBLEM_KINDS = [bytes, bytes, str, int]
_ROW_KINDS = [int, int, bytes, bytes, str, int, str, int, str, str, int, int]

_NAMES = """
SELECT article.id, dir.folder, dir.path, name, title FROM article JOIN dir ON dir.id = article.dir
WHERE article.id > ? ORDER BY article.id LIMIT ?
"""


class Pending(NamedTuple):
    """What was done and is not in the index yet."""

    event: Event
    mark: FlagChange | None
    """What it does to the flags of the article that had its key then; None where it does nothing."""


class Catalogue(Snapshots):
    """Answers what a screen asks. All methods may be called from any thread."""

    def __init__(self, store: IndexFile, folders: Mapping[int, Folder], key: str = TAG) -> None:
        """``folders`` are those that are open, by row; ``key`` is what is grouped by at first."""
        super().__init__(store, key)
        self.pending: dict[tuple[Key, str], Pending] = {}
        """Read and changed under the lock."""
        self.go_on_with(folders)

    def go_on_with(self, folders: Mapping[int, Folder]) -> None:
        """Take note of the folders that are open now; call it under the lock."""
        self.folders = {row: folder.id for row, folder in folders.items()}
        """The ids of keys, by row."""
        self._rows_of = {key: row for row, key in self.folders.items()}
        self._former = {each: folder.id for folder in folders.values() for each in folder.former}

    def groups(
        self, scope: Scope, order: GroupOrder, key: str, inside: bytes | None, *, is_apart: bool = False
    ) -> list[Group]:
        """Return the groups of a key that have articles in the scope; ``inside`` has a 1 for those that count, by id.

        ``is_apart``: for once, beside the key that lists are grouped by, and without what is pending.
        """
        with self.reading() as connection:
            if not is_apart and key != self.view.key:
                self.load(key)
            view = View(key) if is_apart else self.view
            if is_apart:
                view.load(connection, key)
            terms = view.in_order(order) if inside is None else view.within(connection, order, inside)
            counted = ((term, term.count(scope)) for term in terms)
            return [
                Group(term.id, term.name, term.total, term.unread, count, term.id == OTHERS,
                      kind=term.kind or "", label=term.label)
                for term, count in counted
                if count
            ]  # fmt: skip

    def is_grouped_by(self, key: str) -> bool:
        """Whether the index keeps the groups of a key."""
        from reader.library.index.terms import (
            more_keys,  # with what writes: only for those who group by another key
        )

        with self.reading() as connection:
            return key == TAG or key in more_keys(connection)

    def ids(self, group: int, scope: Scope, keep: frozenset[int]) -> "array[int]":
        """Return a group's articles that are in the scope or kept, newest first."""
        with self.reading() as connection:
            return self.view.ids(connection, group, scope, keep)

    def rows(self, ids: Sequence[int]) -> dict[int, Row]:
        """Return what is known of these articles; one that is gone is missing."""
        found: dict[int, Row] = {}
        with self.reading() as connection:
            ids = list(filter(self.view.exists, ids))
            for start in range(0, len(ids), AT_ONCE):
                some = ids[start : start + AT_ONCE]
                places = ",".join("?" * len(some))
                for values in connection.execute(f"{_ROW} ({places})", tuple(some)):
                    found[values[0]] = self._row(values)
        return {article: found[article] for article in ids if article in found}

    def _row(self, values: tuple[Any, ...]) -> Row:
        check(values, _ROW_KINDS)
        article, folder, path, name, title, date, date_source, minutes, source, link, draft, problems = values
        flags = self.view.flag(article)
        return Row(
            id=article,
            key=key_of(self.folders[folder], path, name),
            title=title,
            date=EPOCH + timedelta(seconds=date),
            date_source=DateSource(date_source),
            minutes=minutes,
            source=source,
            link=link,
            read=not flags & Flag.UNREAD,
            starred=bool(flags & Flag.STARRED),
            later=bool(flags & Flag.LATER),
            draft=bool(draft),
            has_problem=bool(problems),
        )

    def groups_of(self, article: int) -> tuple[int, ...]:
        """Return the groups in which an article stands; none if it is gone."""
        with self.reading() as connection:
            terms = _terms_of(connection, [article]) if self.view.exists(article) else {}
            return self.view.shown(terms.get(article, ()))

    def translations(self, article: int) -> "list[Translation]":
        """Return the article in its other languages, the next one first."""
        from reader.library.index.translations import translations  # 3 ms of tables: when an article is read

        with self.reading() as connection:
            found = translations(connection, self.folders, article)
            return [each for each in found if self.view.exists(each.article)]

    def find(self, key: Key) -> int | None:
        """Return the article that has this key now."""
        with self.reading() as connection:
            return self._listed(connection, key)

    def find_all(self, keys: Iterable[Key]) -> list[int]:
        """Return the articles that have these keys now, in their order, without those that are gone."""
        found: list[int] = []
        wanted = iter(keys)
        while some := list(islice(wanted, AT_ONCE)):
            with self.reading() as connection:
                articles = [self._listed(connection, key) for key in some]
            found += [article for article in articles if article is not None]
        return found

    def names(self) -> Iterator[tuple[int, Key, str]]:
        """Yield every article with its key and its title; others are let in between, so no one moment is shown."""
        last = 0
        while True:
            with self.reading() as connection:
                found = connection.execute(_NAMES, (last, AT_ONCE)).fetchall()
                found = [row for row in found if self.view.exists(row[0])]
            if not found:
                return
            last = found[-1][0]
            for article, folder, path, name, title in found:
                yield article, key_of(self.folders[folder], path, name), title

    def fields(self, key: Key) -> dict[str, Value]:
        """Return all that was done with an article, by field; what is pending too."""
        with self.reading() as connection:
            folder = self._rows_of.get(key.folder)
            directory, name = find_dir(connection, folder, key.path) if folder is not None else (None, b"")
            rows = connection.execute(
                "SELECT field, value FROM state WHERE dir = ? AND name = ?", (directory, name)
            ).fetchall()
            found: dict[str, Value] = {field: json.loads(value) for field, value in rows}
            for (place, field), each in self.pending.items():
                if place == key:
                    found[field] = each.event.change.value
        return found

    def with_field(self, keys: Sequence[str], value: str) -> list[int]:
        """Return the articles whose front matter says this under one of the keys; both as they are compared."""
        places = ",".join("?" * len(keys))
        with self.reading() as connection:
            found = connection.execute(f"{_WITH_FIELD} ({places})", (value, *keys))
            return [row[0] for row in found if self.view.exists(row[0])]

    def key(self, article: int) -> Key | None:
        """Return an article's key; None if it is gone."""
        row = self.rows([article]).get(article)
        return row.key if row else None

    def counts(self) -> Counts:
        """Return how many articles there are, each counted once."""
        with self.reading():
            everything = self.view.terms[EVERYTHING]
            return Counts(everything.total, everything.unread, everything.starred, everything.later)

    def count_problems(self) -> int:
        """Return how many problems there are."""
        with self.reading() as connection:
            return int(connection.execute(COUNT_PROBLEMS).fetchone()[0])

    def problems(self, limit: int) -> list[tuple[Key, Problem]]:
        """Return what is wrong with which files, by path, at most so many."""
        with self.reading() as connection:
            found = connection.execute(
                "SELECT folder, path, name, message, line FROM problem JOIN dir ON dir.id = problem.dir"
                " WHERE line IS NOT ? ORDER BY folder, path, name, line LIMIT ?",
                (LEFT_OUT, limit),
            )
            return [self._problem(values) for values in found]

    def left_out(self) -> dict[str, int]:
        """Return why files are left out, as sentences, and how many there are of each."""
        with self.reading() as connection:
            found = connection.execute(
                "SELECT message, count(*) FROM problem WHERE line = ? GROUP BY message ORDER BY message",
                (LEFT_OUT,),
            )
            return {str(message): count for message, count in found}

    def _problem(self, values: tuple[Any, ...]) -> tuple[Key, Problem]:
        folder, path, name, message, line = values
        check((path, name, message, line or 0), _PROBLEM_KINDS)
        return key_of(self.folders[folder], path, name), Problem(message, line)

    def state(self, key: Key) -> State:
        """Return what the user did with an article, also one that is not indexed."""
        with self.reading() as connection:
            values = {field: self.value(connection, key, field) for field in Field}
            article = self._find(connection, key)
        read, starred, later = (bool(values[field]) for field in (Field.READ, Field.STARRED, Field.LATER))
        if article is not None:
            flags = self.view.flag(article)
            read, starred, later = (
                not flags & Flag.UNREAD,
                bool(flags & Flag.STARRED),
                bool(flags & Flag.LATER),
            )
        position, opened = values[Field.POSITION], values[Field.OPENED]
        return State(
            read,
            starred,
            later,
            position if isinstance(position, str) else None,
            float(opened) if isinstance(opened, (int, float)) else None,
        )

    def value(self, connection: sqlite3.Connection, key: Key, field: str) -> object:
        """Return what a field of a key holds."""
        pending = self.pending.get((key, field))
        event = pending.event if pending else self.stored(connection, key, field)
        return event.change.value if event else None

    def stored(self, connection: sqlite3.Connection, key: Key, field: str) -> Event | None:
        """Return the event that the index holds for a field of a key."""
        folder = self._rows_of.get(key.folder)
        directory, name = find_dir(connection, folder, key.path) if folder is not None else (None, b"")
        return stored_event(connection, directory, name, key, field)

    def mark(self, connection: sqlite3.Connection, event: Event) -> FlagChange | None:
        """Return what an event does to the flags of the article that has its key now; None: nothing."""
        change = event.change
        article = self._find(connection, change.key)
        return None if article is None else mark_of(article, change.field, change.value)

    def show(self, connection: sqlite3.Connection, marks: Iterable[FlagChange]) -> bool:
        """Let marks show at once; return whether they changed a flag. Call it inside ``reading``."""
        everything = list(marks)
        terms = _terms_of(connection, {mark.article for mark in everything})
        changed = [
            self.view.mark(article, terms[article], flag, on=on)
            for article, flag, on in everything
            if article in terms
        ]
        return any(changed)

    def index_id(self) -> str:
        """Return what tells this index from one that was built before or after it."""
        with self.reading() as connection:
            return str(connection.execute("SELECT value FROM meta WHERE name = 'id'").fetchone()[0])

    def current(self, event: Event) -> Event:
        """Return an event under the id that its folder has now."""
        key = event.change.key
        if key.folder not in self._former:
            return event
        now = Key(self._former[key.folder], key.path)
        return event._replace(change=event.change._replace(key=now))

    def knows(self, folder: str) -> bool:
        """Whether keys of this folder belong to the library."""
        return folder in self._rows_of

    def row_of(self, folder: str) -> int | None:
        """Return the row of a folder by the id that it has or had; None: it is not of this library."""
        return self._rows_of.get(self._former.get(folder, folder))

    def folder_row(self, folder: str) -> int:
        """Return the row of a folder that the library knows."""
        return self._rows_of[folder]

    def _find(self, connection: sqlite3.Connection, key: Key) -> int | None:
        folder = self.row_of(key.folder)
        return None if folder is None else article_at(connection, folder, key.path)

    def _listed(self, connection: sqlite3.Connection, key: Key) -> int | None:
        article = self._find(connection, key)
        return article if article is not None and self.view.exists(article) else None

    def loaded(self, connection: sqlite3.Connection) -> None:
        """Lay what is pending over what was loaded."""
        self.show(connection, (each.mark for each in self.pending.values() if each.mark))


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


def _terms_of(connection: sqlite3.Connection, articles: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """Return the terms of those articles that are there."""
    found: dict[int, tuple[int, ...]] = {}
    wanted = iter(articles)
    while some := list(islice(wanted, AT_ONCE)):
        places = ",".join("?" * len(some))
        rows = connection.execute(f"{_TERMS} ({places})", some)
        found.update((article, tuple(array("I", terms))) for article, terms in rows)
    return found
