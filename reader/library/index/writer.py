"""The one thread of this process that writes to the index: short jobs, one transaction each. Disk.

A job is a function of the connection; its result can be waited for, which the screen never does.
"""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from queue import SimpleQueue
from typing import Any, TypeVar

from reader.library.index.damage import read_as_ours
from reader.library.index.promise import Promise
from reader.library.index.schema import IndexFile

T = TypeVar("T")
"""What a job returns."""

Job = Callable[[sqlite3.Connection], T]
"""Reads and writes inside a transaction that begins before it and is committed after it.

Where the disk is full it runs a second time, on an index in another folder.
"""

Commit = Callable[[Callable[[], None]], None]
"""Called with the function that commits, which it has to call."""

CHECKPOINT_EVERY = 16
"""Jobs between two moves of the write-ahead log into the file."""


class Writer:
    """Runs jobs in order, each in a transaction that holds the write lock from its beginning."""

    def __init__(self, store: IndexFile) -> None:
        self._store = store
        self._guard = threading.Lock()
        self._is_closed = False
        self._jobs: SimpleQueue[tuple[Job[Any], Commit, Promise[Any]] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="index-writer", daemon=True)
        self._thread.start()

    def submit(self, job: Job[T], commit: Commit | None = None) -> Promise[T]:
        """Queue a job; the promise holds its result once it is committed, or what it raised.

        ``commit`` is called in the writer's thread with the function that commits: it can take a lock
        around the commit, so that others see both the commit and what goes with it, or neither.
        """
        promise: Promise[T] = Promise()
        with self._guard:
            if self._is_closed:  # after the end of the queue it would never run
                promise.fail(sqlite3.InterfaceError("the index is closed"))
            else:
                self._jobs.put((job, commit or _at_once, promise))
        return promise

    def run(self, job: Job[T]) -> T:
        """Queue a job and return its result when it is committed; raises what it raised."""
        return self.submit(job).result()

    def close(self) -> None:
        """Finish what is queued and end the thread."""
        with self._guard:
            self._is_closed = True
            self._jobs.put(None)
        self._thread.join()

    def _work(self) -> None:
        connection: sqlite3.Connection | None = None
        done, moves = 0, self._store.moves
        while (entry := self._jobs.get()) is not None:
            job, commit, promise = entry
            while not promise.is_done:
                if connection is not None and moves != self._store.moves:
                    connection.close()
                    connection = None
                try:
                    moves = self._store.moves
                    connection = connection or self._store.connect(writing=True)
                    promise.set(_do(connection, job, commit))
                    done += 1
                except BaseException as problem:  # noqa: BLE001 - it is handed to whoever waits for the job
                    if connection is not None:
                        connection = _rolled_back(connection)
                    if isinstance(problem, sqlite3.Error) and self._store.move_elsewhere(problem):
                        if connection is not None:
                            connection.close()
                        connection = None  # and the job is done there
                    else:
                        promise.fail(problem)
            if connection is not None and done % CHECKPOINT_EVERY == 0:
                with suppress(sqlite3.Error):  # a full disk: the log stays as long, and is tried again
                    connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        if connection is not None:
            connection.close()


def _do(connection: sqlite3.Connection, job: Job[T], commit: Commit) -> T:
    connection.execute("BEGIN IMMEDIATE")
    with read_as_ours():
        result = job(connection)
    commit(partial(_end, connection))
    return result


def _rolled_back(connection: sqlite3.Connection) -> sqlite3.Connection | None:
    """Return the connection without its transaction; None where it had to be closed for that."""
    try:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    except sqlite3.Error:
        connection.close()
        return None
    return connection


def _at_once(commit: Callable[[], None]) -> None:
    commit()


def _end(connection: sqlite3.Connection) -> None:
    connection.execute("COMMIT")
