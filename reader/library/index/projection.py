"""The journal's way into the index: what was done shows at once and is written a moment later. Disk.

An event wins its field if it is later, by (clock, device), than what is there, so events may come in any
order, twice, from this process or from others. Winners go into the catalogue's ``pending`` under its lock;
the writer takes all that is pending in one transaction, with the cursor up to which the journal is in it.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from reader.errors import JournalError
from reader.journal import Change, Cursor, Event, Journal, fold, winner
from reader.journal.event import TAG
from reader.library.index.catalogue import Catalogue, Pending, stored_event
from reader.library.index.lists import publish, write_marks
from reader.library.index.paths import make_dir, split
from reader.library.index.promise import Promise
from reader.library.index.rows import FlagChange, mark_of
from reader.library.index.writer import Writer

if TYPE_CHECKING:
    from reader.article import Key

SLICE = 64
"""Events that are taken under one hold of the lock: a millisecond, then the screen gets its turn."""

PENDING_LIMIT = 2_000
"""So much may wait for the index: after a scan all of it is laid over the lists again, on whatever thread reads first."""

MANY = 1_000
"""What is beyond so many events at once is written first and shown then."""


class Projection:
    """Keeps the index's state equal to what the journal says."""

    def __init__(
        self,
        catalogue: Catalogue,
        writer: Writer,
        journal: Journal,
        failure: Callable[[sqlite3.Error], Exception],
    ) -> None:
        """``failure`` says what an error of the index means to the user."""
        self._catalogue = catalogue
        self._failure = failure
        self._writer = writer
        self._journal = journal
        self._cursor = self._stored_cursor()
        self._cursor_is_stored = True
        self._queued: Promise[None] | None = None
        self.trouble = ""
        """Why the last of it could not be written to the index, as a sentence; it is tried again with the next."""

    def apply(self, events: Iterable[Event]) -> bool:
        """Let the events show and have them written; return whether they changed a flag of an article."""
        now = map(self._catalogue.current, events)
        known = (event for event in now if self._catalogue.knows(event.change.key.folder))
        changed = False
        for some in _slices(known):
            with self._catalogue.reading() as connection:
                marks = [self._take(connection, event) for event in some]
                changed |= self._catalogue.show(connection, filter(None, marks))
            if len(self._catalogue.pending) >= PENDING_LIMIT and not self.trouble:
                with suppress(sqlite3.Error):  # it is told, and tried again
                    self.flush()
        if self._catalogue.pending:
            self._write_soon()
        return changed

    @property
    def cursor(self) -> Cursor | None:
        """Up to where the journal was taken."""
        return self._cursor

    def go_on_from(self, cursor: Cursor | None) -> None:
        """Take note that the index is another one, which has the journal up to here; call it under the lock."""
        self._cursor, self._cursor_is_stored, self.trouble = cursor, True, ""
        if self._catalogue.pending:
            self._write_soon()

    def record(self, changes: Sequence[Change]) -> None:
        """Write down what follows from a rename, each change as far as the journal takes it, and apply it."""
        try:
            events = self._journal.record(changes, is_act=False)
            self._journal.retry()
        except JournalError:  # one of them is too long: then that one is not remembered
            if len(changes) > 1:
                for change in changes:
                    self.record([change])
            return
        self.apply(events)

    def catch_up(self) -> bool:
        """Take what the journal has that was not taken yet, of all devices and processes; True if it shows."""
        changed = False
        while True:
            events, cursor = self._journal.read(self._cursor, MANY)
            changed |= self.apply(fold(events).values())
            self._advance(cursor)
            if len(events) < MANY:
                return changed
            changed |= self._replay()

    def _replay(self) -> bool:
        """Write all that is left at once: laying it over the lists would take longer; return whether it shows."""
        from reader.library.index.replay import (
            replay,  # for those who come back after years, or with a new index
        )

        changed = False
        while True:
            last_writes, cursor = self._journal.read_last_writes(self._cursor)
            try:
                changed |= self._writer.run(
                    partial(replay, last_writes=last_writes, row_of=self._catalogue.row_of)
                )
            except sqlite3.Error:  # it shows all the same, and is written when that can be done
                changed |= self.apply(last_writes.events())
            self._advance(cursor)
            if not last_writes.is_full:
                return changed

    def _advance(self, cursor: Cursor) -> None:
        if cursor != self._cursor:
            with self._catalogue.lock:
                self._cursor, self._cursor_is_stored = cursor, False
            self._write_soon()

    def flush(self) -> None:
        """Return when all that was applied so far is in the index; raises what kept it from being written."""
        with self._catalogue.lock:
            queued = self._queued
            if queued is None and (self._catalogue.pending or not self._cursor_is_stored):
                queued = self._write_soon()
        if queued is not None:
            queued.result()

    def close(self) -> None:
        """Write the rest, but for acts that the journal could not take: they are lost with it. Raises sqlite3.Error."""
        lost = self._journal.give_up()
        self.flush()
        if lost:
            from reader.library.index.taking_back import take_back  # for a disk that took nothing to the end

            self._writer.run(partial(take_back, lost=lost, folder_row=self._catalogue.folder_row))

    def _take(self, connection: sqlite3.Connection, event: Event) -> FlagChange | None:
        """Return what the winner does. An event that the index has may be another process's, and new to our view."""
        place = (event.change.key, event.change.field)
        catalogue = self._catalogue
        pending = catalogue.pending.get(place)
        held = pending.event if pending else catalogue.stored(connection, *place)
        if held is not None and winner(held, event) is held:
            return catalogue.mark(connection, held)
        mark = catalogue.mark(connection, event)
        catalogue.pending[place] = Pending(event, mark)
        return mark

    def _write_soon(self) -> Promise[None]:
        """Queue one job for all that is pending, unless one waits already."""
        with self._catalogue.lock:
            if self._queued is None:
                flush = _Flush()
                self._queued = self._writer.submit(
                    lambda connection: self._write(connection, flush),
                    lambda commit: self._commit(commit, flush),
                )
                self._queued.when_done(self._note)
            return self._queued

    def _write(self, connection: sqlite3.Connection, flush: "_Flush") -> None:
        with self._catalogue.lock:
            self._queued = None  # what comes from now on needs a job of its own
            # An act that the journal has not taken yet shows, but is not in the index: who is killed now has not done it.
            unsaved = {(event.change.key, event.change.field) for event in self._journal.unsaved}
            flush.pending = {
                place: each for place, each in self._catalogue.pending.items() if place not in unsaved
            }
            flush.cursor = None if self._cursor_is_stored else self._cursor
        events = (each.event for each in flush.pending.values())
        write_events(connection, events, self._catalogue.folder_row)
        if flush.cursor is not None:
            connection.execute("INSERT OR REPLACE INTO meta VALUES('cursor', ?)", (flush.cursor.to_json(),))

    def _commit(self, commit: Callable[[], None], flush: "_Flush") -> None:
        pending = self._catalogue.pending
        with self._catalogue.lock:
            commit()
            for place, written in flush.pending.items():
                if pending.get(place) is written:
                    del pending[place]
            if self._cursor is flush.cursor:
                self._cursor_is_stored = True

    def _note(self, done: Promise[None]) -> None:
        problem = done.problem()
        with self._catalogue.lock:
            known = self._failure(problem) if isinstance(problem, sqlite3.Error) else problem
            self.trouble = str(known) if known else ""
            if problem:
                self._queued = None  # what is pending stays so, and goes with the next job

    def _stored_cursor(self) -> Cursor | None:
        with self._catalogue.reading() as connection:
            row = connection.execute("SELECT value FROM meta WHERE name = 'cursor'").fetchone()
            return Cursor.from_json(row[0]) if row else None


class _Flush:
    """What one job writes."""

    __slots__ = ("cursor", "pending")

    def __init__(self) -> None:
        self.pending: dict[tuple[Key, str], Pending] = {}
        self.cursor: Cursor | None = None


def write_events(
    connection: sqlite3.Connection, events: Iterable[Event], folder_row: Callable[[str], int]
) -> None:
    """Write the events that win, and the flags, tags and counts that they change."""
    dirs: dict[tuple[str, bytes], int] = {}
    marks: list[FlagChange] = []
    retagged: set[int] = set()
    for event in events:
        key, field = event.change.key, event.change.field
        path, name = split(key.path)
        directory = dirs.get((key.folder, path))
        if directory is None:
            directory = dirs[key.folder, path] = make_dir(connection, folder_row(key.folder), path)
        held = stored_event(connection, directory, name, key, field)
        if held is not None and winner(held, event) is held:
            continue
        connection.execute(
            "INSERT OR REPLACE INTO state VALUES(?, ?, ?, ?, ?, ?)",
            (directory, name, field, json.dumps(event.change.value), event.clock, event.device),
        )
        row = connection.execute(
            "SELECT article FROM file WHERE dir = ? AND name = ?", (directory, name)
        ).fetchone()
        if row and row[0] is not None:
            if mark := mark_of(row[0], field, event.change.value):
                marks.append(mark)
            if field.startswith(TAG):
                retagged.add(row[0])
    write_marks(connection, marks)
    if retagged:
        from reader.library.index.own_tags import retag  # with what scans: for those who tag

        retag(connection, retagged)
        publish(connection)


def _slices(events: Iterable[Event]) -> Iterator[list[Event]]:
    iterator = iter(events)
    while some := list(islice(iterator, SLICE)):
        yield some
