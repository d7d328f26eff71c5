"""Processes that read files for a large scan: parsing would take turns with the screen in one process. Starts processes."""

import os
import pickle
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from typing import TYPE_CHECKING

from reader.library.reading_process import Order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.intake import Entry, Fresh, Intake

MANY = 3_000
"""Files for which it is worth starting processes: each takes some tenths of a second to begin."""

PROCESSES_LIMIT = 4
"""More of them only wait for the one who writes."""


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class ReadingPool:
    """Reads batches, several at once; what a process cannot do, because it cannot be started or has died, is done here."""

    def __init__(self, intake: "Intake", order: Order, size: int) -> None:
        self._intake, self._order, self.size = intake, order, size
        self._threads = ThreadPoolExecutor(size, "reading")
        self._idle: SimpleQueue[subprocess.Popen[bytes] | None] = SimpleQueue()
        for _ in range(size):
            self._idle.put(self._start())

    def read(self, batch: "Sequence[Fresh]") -> "Future[list[Entry]]":
        """Return what will be found at these places."""
        return self._threads.submit(self._read, batch)

    def close(self) -> None:
        """End the processes; what they were reading is not waited for."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for _ in range(self.size):
            if process := self._idle.get():
                _end(process)

    def _read(self, batch: "Sequence[Fresh]") -> "list[Entry]":
        process = self._idle.get()
        try:
            if process is not None:
                with suppress(OSError, EOFError, pickle.UnpicklingError):
                    return self._asked(process, batch)
                _end(process)
                process = None
            return self._intake.take_all(batch)
        finally:
            self._idle.put(process)

    @staticmethod
    def _asked(process: "subprocess.Popen[bytes]", batch: "Sequence[Fresh]") -> "list[Entry]":
        assert process.stdin
        assert process.stdout
        pickle.dump(batch, process.stdin, pickle.HIGHEST_PROTOCOL)
        process.stdin.flush()
        entries: list[Entry] = pickle.load(process.stdout)  # noqa: S301 - from our own process
        return entries

    def _start(self) -> "subprocess.Popen[bytes] | None":
        # -P: what lies in the folder where one stands is no part of the program.
        command = [sys.executable, "-P", "-m", "reader.library.reading_process"]
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
