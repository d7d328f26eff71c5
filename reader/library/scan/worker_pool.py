"""Processes that read files for a large scan: parsing would take turns with the screen in one process. Starts processes."""

import os
import pickle
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from reader.log import logger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.scan.headlines import Read
    from reader.library.scan.intake import Intake, ScannedFile
    from reader.library.scan.walk import NewFile
    from reader.library.scan.worker_config import WorkerConfig

PROCESSES_LIMIT = 4
"""More of them only wait for the thread that writes."""


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class ReadingPool:
    """Reads batches, several at once.

    A process that has died is replaced, and what it was at is read file by file: one at which the next dies too is a problem
    of its own. Where no process can be started it is done here.
    """

    def __init__(self, intake: "Intake", order: "WorkerConfig", size: int) -> None:
        self._intake, self._order, self.size = intake, order, size
        self._threads = ThreadPoolExecutor(max(1, size), "reading")
        self._idle: SimpleQueue[subprocess.Popen[bytes] | None] = SimpleQueue()
        for _ in range(size):
            self._idle.put(self._start())

    def read(self, batch: "Sequence[NewFile]") -> "Future[list[ScannedFile]]":
        """Return a promise of what these files are."""
        return self._threads.submit(self._read, batch)

    def read_headlines(self, batch: "Sequence[NewFile]") -> "Future[Read]":
        """Return a promise of what their headers say, and of those that had to be read whole."""
        return self._threads.submit(self._read_quickly, batch)

    def read_apart(self, some: "Sequence[NewFile]") -> "list[ScannedFile]":
        """Return what these files are, each read by a process of its own that may end at it."""
        process, entries = self._read_one_by_one(some)
        if process is not None:
            _end(process)
        return entries

    def close(self) -> None:
        """End the processes; what they were reading is not waited for."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for _ in range(self.size):
            if process := self._idle.get():
                _end(process)

    def _read(self, batch: "Sequence[NewFile]") -> "list[ScannedFile]":
        process = self._idle.get()
        try:
            if process is None:
                return self._intake.take_all(batch)
            entries: list[ScannedFile] | None = self._result_or_none(process, batch)
            if entries is None:
                _end(process)
                process, entries = self._read_one_by_one(batch)
            return entries
        finally:
            self._idle.put(process)

    def _read_quickly(self, batch: "Sequence[NewFile]") -> "Read":
        process = self._idle.get()
        try:
            if process is None:
                from reader.library.scan.headlines import take_headlines

                return take_headlines(self._intake, batch)
            entries: Read | None = self._result_or_none(process, batch, is_quick=True)
            if entries is None:
                _end(process)
                process, whole = self._read_one_by_one(batch)
                entries = [*whole]
            return entries
        finally:
            self._idle.put(process)

    def _read_one_by_one(
        self, batch: "Sequence[NewFile]"
    ) -> "tuple[subprocess.Popen[bytes] | None, list[ScannedFile]]":
        """Read a batch at which a process has died; return the process to continue with, too."""
        process = self._start()
        entries: list[ScannedFile] = []
        for fresh in batch:
            if process is None:
                entries += self._intake.take_all([fresh])
            elif (found := self._result_or_none(process, [fresh])) is not None:
                entries += found
            else:
                entries.append(self._intake.deadly(fresh))
                _end(process)
                process = self._start()
        return process, entries

    def _result_or_none(
        self, process: "subprocess.Popen[bytes]", batch: "Sequence[NewFile]", *, is_quick: bool = False
    ) -> Any:
        """Return what a process finds; None if it does not answer, or not so as ours do."""
        try:
            return self._result(process, batch, is_quick=is_quick)
        except Exception:  # noqa: BLE001 - half an answer may raise anything
            logger(__name__).warning("a process that reads files has ended (%s)", process.poll())
            return None

    @staticmethod
    def _result(process: "subprocess.Popen[bytes]", batch: "Sequence[NewFile]", *, is_quick: bool) -> Any:
        assert process.stdin
        assert process.stdout
        pickle.dump((batch, is_quick), process.stdin, pickle.HIGHEST_PROTOCOL)
        process.stdin.flush()
        return pickle.load(process.stdout)  # noqa: S301 - from our own process

    def _start(self) -> "subprocess.Popen[bytes] | None":
        # -P: files in the current folder are not part of the program.
        command = [sys.executable, "-P", "-m", "reader.library.scan.worker"]
        with suppress(OSError, ValueError):
            process = subprocess.Popen(  # noqa: S603 - the program itself, without arguments
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            assert process.stdin
            pickle.dump(self._order, process.stdin, pickle.HIGHEST_PROTOCOL)
            return process
        return None


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    with suppress(OSError):
        process.communicate()
