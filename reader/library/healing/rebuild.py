"""Finds an index that is not as it was written, and rebuilds it while it is shown. Reads folders, writes the index.

``is_sound`` checks everything in slices, so that the screen stays quick. ``rebuild`` makes a new file beside the old one,
which open connections still read; articles and groups keep their numbers, so nothing moves on the screen when the library
switches to it. What the user did is in the journal.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol, TypeAlias

from reader.errors import IndexDamagedError, IndexUnusableError
from reader.journal import Cursor, Journal
from reader.journal.last_writes import LastWrites
from reader.journal.reading import Reading
from reader.library.healing.check import check, check_state
from reader.library.index.damage import is_broken, read_as_ours
from reader.library.index.index_file import base_of, forget_unused, latest, remove_files
from reader.library.index.projection import Projection
from reader.library.index.rows import Changes, Progress
from reader.library.index.schema import IndexFile, in_transaction, make_successor, unusable_now, was_damaged
from reader.library.index.seeds import NO_SEEDS, Seeds, read_seeds
from reader.library.index.snapshots import Snapshots
from reader.library.index.terms import more_keys
from reader.library.scan.scanner import Scanner

SLICE_S = 0.008
"""How long rows are checked before other threads get their turn."""

REST_S = 0.03
"""How long it pauses then."""

TRIES = 3
"""What other processes write during a check can look like damage: it has to be found this often in a row."""


class Fresh(Protocol):
    """A library on a new index."""

    @property
    def cursor(self) -> Cursor | None:
        """Up to where the journal is in its index."""

    def catch_up(self) -> bool:
        """Take what the journal has."""

    def scan(self, on_progress: Callable[[Progress], None], cancelled: Callable[[], bool]) -> Changes:
        """Read the folders."""

    def group_by(self, key: str) -> None:
        """Keep the groups of a key."""

    def flush(self) -> None:
        """Wait until all of it is in the index."""

    def close(self) -> None:
        """Let go of the index."""


class Healed(NamedTuple):
    """How an index was rebuilt."""

    changes: Changes
    """What its scan found."""
    are_numbers_kept: bool
    """Articles and groups have the same numbers as before, so the screen can stay as it is."""

    @property
    def sentence(self) -> str:
        """Says to the user that it was rebuilt."""
        return was_damaged()


Cancelled: TypeAlias = Callable[[], bool]
"""Returns whether the work is no longer wanted."""
Tell: TypeAlias = Callable[[Progress], None]
"""Takes the progress of a scan."""


def _say_nothing(_: Progress) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Healing:
    """Checks the index of a library, and rebuilds it."""

    store: IndexFile
    """The file of the index."""
    snapshots: Snapshots
    """What is read of it here."""
    projection: Projection
    """The journal's way into it."""
    scanner: Scanner
    """What scans its folders."""
    journal: Journal
    """What the user did."""
    again: Callable[[IndexFile, Seeds], Fresh]
    """Returns a library of the same folders on another index."""

    def heal(
        self, cancelled: Cancelled, on_progress: Tell = _say_nothing, *, is_patient: bool
    ) -> Healed | None:
        """Rebuild an index that is not as it was written, and return how that went; None for a sound one.

        ``is_patient``: for a screen, which has its turns in between, and on which nothing is to move.
        """
        if not self.store.is_temporary:
            forget_unused(Path(self.store.address), time.time())
        if self.is_sound(cancelled, is_patient=is_patient):
            return None
        return self.rebuild(cancelled, on_progress, is_shown=is_patient)

    def is_sound(self, cancelled: Cancelled, *, is_patient: bool) -> bool:
        """Return whether the index is as it was written, or the check was cancelled. ``is_patient``: in slices."""
        try:
            with closing(self.store.connect()) as connection, read_as_ours():
                _in_slices(check(connection), cancelled, connection, is_patient=is_patient)
            return self._is_state_sound(cancelled, is_patient=is_patient)
        except IndexDamagedError:
            return False
        except sqlite3.Error as problem:
            return not is_broken(problem)

    def _is_state_sound(self, cancelled: Cancelled, *, is_patient: bool) -> bool:
        for _ in range(TRIES):
            self.projection.catch_up()
            self.projection.flush()
            if self.journal.trouble or cancelled():
                return True  # what the journal has not taken yet is in the index only
            with closing(self.store.connect()) as connection:
                connection.execute("BEGIN")
                # From here on the index does not change for this connection.
                connection.execute("SELECT 1 FROM meta").fetchone()
                last_writes = LastWrites()
                Reading(self.journal.folder).read_last_writes(Cursor(), last_writes)
                if last_writes.is_full:
                    return True  # more than is worth the memory
                with suppress(sqlite3.Error), read_as_ours():
                    look = check_state(connection, last_writes, self.snapshots.folders.row_of)
                    _in_slices(look, cancelled, connection, is_patient=is_patient)
                    return True
        return False

    def rebuild(self, cancelled: Cancelled, on_progress: Tell = _say_nothing, *, is_shown: bool) -> Healed:
        """Rebuild the index and switch to it; a scan that was cancelled continues at the next start.

        Raises IndexUnusableError. ``is_shown``: its numbers are on a screen, and are kept.
        """
        # By another process, or when the damage was met: that one is as good as ours.
        if self._was_replaced():
            return Healed(Changes(), are_numbers_kept=False)
        seeds, keys = self._former()
        try:
            with self.scanner.turn:
                former = seeds if is_shown else NO_SEEDS._replace(arrivals=seeds.arrivals)
                changes = self._rebuild(former, keys, cancelled, on_progress)
        except (OSError, sqlite3.Error) as problem:  # a new one is impossible too: the next start tries again
            raise IndexUnusableError(unusable_now(problem)) from problem
        with suppress(IndexUnusableError):
            self.projection.catch_up()
        return Healed(changes, are_numbers_kept=bool(seeds.articles))

    def _was_replaced(self) -> bool:
        file = Path(self.store.address)
        return not file.exists() and latest(base_of(file)).exists()

    def _rebuild(
        self, seeds: Seeds, keys: tuple[str, ...], cancelled: Cancelled, on_progress: Tell
    ) -> Changes:
        """Return what the scan changed."""
        former = Path(self.store.address)
        store = make_successor(self.store)
        if store.is_new:
            self._sow(store, seeds)
        fresh = self.again(store, seeds if store.is_new else NO_SEEDS)
        try:
            fresh.catch_up()
            changes = fresh.scan(on_progress, cancelled)
            for key in keys:
                fresh.group_by(key)
            fresh.flush()
            if not changes.cancelled:
                self._go_over(store, fresh)
        finally:
            fresh.close()
            with suppress(OSError):
                remove_files(former)
        return changes

    def _former(self) -> tuple[Seeds, tuple[str, ...]]:
        """Return the numbers that can still be read from the damaged index, so that nothing moves on the screen."""
        with suppress(sqlite3.Error), read_as_ours(), closing(self.store.connect()) as connection:
            return read_seeds(connection), more_keys(connection)
        # Its file has no name any more.
        with suppress(IndexUnusableError), self.snapshots.reading() as connection:
            return read_seeds(connection), more_keys(connection)
        return NO_SEEDS, ()

    def _sow(self, store: IndexFile, seeds: Seeds) -> None:
        """Let a new index number folders, articles and terms as the former one, and be known by its name."""
        edition, folders = self.snapshots.view.edition, self.snapshots.folders.ids

        def sow() -> None:
            connection.executemany("INSERT OR IGNORE INTO folder(id, key) VALUES(?, ?)", folders.items())
            connection.execute("DELETE FROM sqlite_sequence")
            numbers = zip(("article", "term"), seeds.highest, strict=True)
            connection.executemany("INSERT INTO sqlite_sequence(name, seq) VALUES(?, ?)", numbers)
            if seeds.articles and edition.index_id:
                about = (("id", edition.index_id), ("generation", edition.generation + 1))
                connection.executemany("UPDATE meta SET value = ?2 WHERE name = ?1", about)

        with closing(store.connect(writing=True)) as connection:
            in_transaction(connection, sow)

    def _go_over(self, store: IndexFile, fresh: Fresh) -> None:
        with self.snapshots.lock:
            fresh.catch_up()
            fresh.flush()
            self.store.address, self.store.is_temporary = store.address, store.is_temporary
            self.store.notice = store.notice
            store.is_temporary = False  # the folder is ours now, and goes with us
            self.store.moves += 1
            self.store.is_dropped = False
            self.projection.go_on_from(fresh.cursor)


def _in_slices(
    look: Iterator[None], cancelled: Callable[[], bool], connection: sqlite3.Connection, *, is_patient: bool
) -> None:
    if not connection.in_transaction:
        connection.execute("BEGIN")
    until = time.monotonic() + SLICE_S
    for _ in look:
        if time.monotonic() < until:
            continue
        if cancelled():
            return
        if is_patient:
            time.sleep(REST_S)
        until = time.monotonic() + SLICE_S
