"""The journal's way into the index: an act shows at once and is written a moment later. Disk.

An event wins its field if it is later, by (clock, device), than what is there, so events may come in any
order, twice, from this process or from others. Winners go into ``UserState.pending`` under the lock;
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
from reader.library.index.lists import publish, write_marks
from reader.library.index.paths import make_dir, split
from reader.library.index.promise import Promise
from reader.library.index.rows import FlagChange, mark_of
from reader.library.index.snapshots import Snapshots
from reader.library.index.user_state import Pending, UserState, stored_event
from reader.library.index.writer import Writer

if TYPE_CHECKING:
    from reader.article import Key

SLICE = 64
"""Events that are applied while the lock is held: a millisecond, then the screen can have it."""

PENDING_LIMIT = 2_000
"""Fields that may wait for the index: after each scan the first thread that reads applies all of them to the lists."""

MANY = 1_000
"""Of more events at once the rest is written first and shown then."""


class Projection:
    """Keeps the state in the index equal to the journal."""

    def __init__(
        self,
        snapshots: Snapshots,
        state: UserState,
        writer: Writer,
        journal: Journal,
        failure: Callable[[sqlite3.Error], Exception],
    ) -> None:
        """``failure`` turns an error of the index into one for the user."""
        self._snapshots, self._state = snapshots, state
        self._failure = failure
        self._writer = writer
        self._journal = journal
        self.cursor = self._stored_cursor()
        """Up to where the journal was taken."""
        self._cursor_is_stored = True
        self._queued: Promise[None] | None = None
        self.trouble = ""
        """Why the last of it could not be written to the index, as a sentence; it is tried again with the next."""

    def apply(self, events: Iterable[Event]) -> bool:
        """Let the events show and have them written; return whether they changed a flag of an article."""
        now = map(self._snapshots.folders.current, events)
        known = (event for event in now if self._snapshots.folders.is_open(event.change.key.folder))
        changed = False
        for some in _slices(known):
            with self._snapshots.reading() as connection:
                marks = [self._take(connection, event) for event in some]
                changed |= self._state.show(connection, filter(None, marks))
            if len(self._state.pending) >= PENDING_LIMIT and not self.trouble:
                with suppress(sqlite3.Error):  # ``trouble`` says it, and it is tried again
                    self.flush()
        if self._state.pending:
            self._write_soon()
        return changed

    def go_on_from(self, cursor: Cursor | None) -> None:
        """Continue with another index, which has the journal up to ``cursor``; call it under the lock."""
        self.cursor, self._cursor_is_stored, self.trouble = cursor, True, ""
        if self._state.pending:
            self._write_soon()

    def record(self, changes: Sequence[Change]) -> None:
        """Write down what follows from a rename, each change as far as the journal takes it, and apply it."""
        try:
            events = self._journal.record(changes, is_act=False)
            self._journal.retry()
        except JournalError:  # one of them is too long, and is left out
            if len(changes) > 1:
                for change in changes:
                    self.record([change])
            return
        self.apply(events)

    def catch_up(self) -> bool:
        """Take what the journal has that was not taken yet, of all devices and processes; True if it shows."""
        changed = False
        while True:
            events, cursor = self._journal.read(self.cursor, MANY)
            changed |= self.apply(fold(events).values())
            self._advance(cursor)
            if len(events) < MANY:
                return changed
            changed |= self._replay()

    def _replay(self) -> bool:
        """Write all that is left at once: laying it over the lists would take longer; return whether it shows."""
        # For a journal of years, or a new index.
        from reader.library.index.replay import replay

        changed = False
        while True:
            last_writes, cursor = self._journal.read_last_writes(self.cursor)
            try:
                changed |= self._writer.run(
                    partial(replay, last_writes=last_writes, row_of=self._snapshots.folders.row_of)
                )
            except sqlite3.Error:  # it shows, and is written as soon as that is possible
                changed |= self.apply(last_writes.events())
            self._advance(cursor)
            if not last_writes.is_full:
                return changed

    def _advance(self, cursor: Cursor) -> None:
        if cursor != self.cursor:
            with self._snapshots.lock:
                self.cursor, self._cursor_is_stored = cursor, False
            self._write_soon()

    def flush(self) -> None:
        """Return when all that was applied so far is in the index; raises what kept it from being written."""
        with self._snapshots.lock:
            queued = self._queued
            if queued is None and (self._state.pending or not self._cursor_is_stored):
                queued = self._write_soon()
        if queued is not None:
            queued.result()

    def close(self) -> None:
        """Write the rest, but for acts that the journal could not take: they are lost with it. Raises sqlite3.Error."""
        lost = self._journal.give_up()
        self.flush()
        if lost:
            from reader.library.index.replay import take_back  # a rare end

            self._writer.run(partial(take_back, lost=lost, folder_row=self._snapshots.folders.row))

    def _take(self, connection: sqlite3.Connection, event: Event) -> FlagChange | None:
        """Return what the winner does to flags. An event in the index may be from another process, and new to this view."""
        field_of_key = (event.change.key, event.change.field)
        held = self._state.event(connection, *field_of_key)
        if held is not None and winner(held, event) is held:
            return self._state.flag_change(connection, held)
        mark = self._state.flag_change(connection, event)
        self._state.pending[field_of_key] = Pending(event, mark)
        return mark

    def _write_soon(self) -> Promise[None]:
        """Queue one job for all that is pending, unless one waits already."""
        with self._snapshots.lock:
            if self._queued is None:
                flush = _Flush()
                self._queued = self._writer.submit(
                    lambda connection: self._write(connection, flush),
                    lambda commit: self._commit(commit, flush),
                )
                self._queued.when_done(self._note)
            return self._queued

    def _write(self, connection: sqlite3.Connection, flush: "_Flush") -> None:
        with self._snapshots.lock:
            self._queued = None  # what comes from now on needs a job of its own
            # An act that the journal has not taken yet shows, but stays out of the index: it is lost if the program is killed.
            unsaved = {(event.change.key, event.change.field) for event in self._journal.unsaved}
            flush.pending = {
                field_of_key: each
                for field_of_key, each in self._state.pending.items()
                if field_of_key not in unsaved
            }
            flush.cursor = None if self._cursor_is_stored else self.cursor
        events = (each.event for each in flush.pending.values())
        write_events(connection, events, self._snapshots.folders.row)
        if flush.cursor is not None:
            connection.execute("INSERT OR REPLACE INTO meta VALUES('cursor', ?)", (flush.cursor.to_json(),))

    def _commit(self, commit: Callable[[], None], flush: "_Flush") -> None:
        pending = self._state.pending
        with self._snapshots.lock:
            commit()
            for field_of_key, written in flush.pending.items():
                if pending.get(field_of_key) is written:
                    del pending[field_of_key]
            if self.cursor is flush.cursor:
                self._cursor_is_stored = True

    def _note(self, done: Promise[None]) -> None:
        problem = done.problem()
        with self._snapshots.lock:
            known = self._failure(problem) if isinstance(problem, sqlite3.Error) else problem
            self.trouble = str(known) if known else ""
            if problem:
                self._queued = None  # what is pending stays so, and goes with the next job

    def _stored_cursor(self) -> Cursor | None:
        with self._snapshots.reading() as connection:
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
        from reader.library.index.own_tags import retag  # with what scans: only for tags

        retag(connection, retagged)
        publish(connection)


def _slices(events: Iterable[Event]) -> Iterator[list[Event]]:
    iterator = iter(events)
    while some := list(islice(iterator, SLICE)):
        yield some
