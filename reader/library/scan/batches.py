"""What a scan meets is read in batches: in this process, in others where there is much of it. Reads files.

A file at which the program has ended before is read by a process that may end.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.library.scan.at_work import AtWork
from reader.library.scan.walk import NewFile, join
from reader.library.scan.worker_config import WorkerConfig

if TYPE_CHECKING:
    from concurrent.futures import Future

    from reader.library.scan.headlines import Read
    from reader.library.scan.intake import Intake, ScannedFile
    from reader.library.scan.worker_pool import ReadingPool

BATCH = 256
"""Files that are read and written together."""

QUICK_BATCH = 1_024
"""The same where only headers are read."""


class BatchReader:
    """Reads the files of one scan, and hands on each batch: its files, and what they are."""

    def __init__(
        self,
        intake: "Callable[[], Intake]",
        order: WorkerConfig,
        index: Path,
        is_cancelled: Callable[[], bool],
        take: "Callable[[Sequence[NewFile], Read], None]",
    ) -> None:
        """``intake`` gives what reads files, which is loaded when there is one. ``index`` is the file beside which is noted what is read."""
        self._intake, self._order, self._index = intake, order, index
        self._is_cancelled, self._take = is_cancelled, take
        self.was_cancelled = False
        """Some of what was met was not read."""
        self._batch: list[NewFile] = []
        self._pool: ReadingPool | None = None
        self._is_quick = False
        self._at_work: AtWork | None = None
        self._coming: deque[tuple[list[NewFile], Future[Any]]] = deque()
        """Batches that the pool reads, the first one first."""

    def read_apart(self, *, headers_first: bool = False) -> None:
        """Read in processes of their own from now on, if there are cores for them.

        ``headers_first``: only the headers where those say what a list shows.
        """
        from reader.library.scan.worker_pool import (  # for a large first scan
            PROCESSES_LIMIT,
            ReadingPool,
            cores,
        )

        if (size := min(cores() - 1, PROCESSES_LIMIT)) > 0:
            self._pool = ReadingPool(self._intake(), self._order, size)
            self._is_quick = headers_first

    def meet(self, fresh: NewFile) -> None:
        """Read a file, soon."""
        self._batch.append(fresh)
        if len(self._batch) >= (QUICK_BATCH if self._is_quick else BATCH):
            self._read_batch()

    def finish(self) -> None:
        """Read what was met, all of it."""
        self._read_batch()
        self._take_what_came(0)

    def close(self) -> None:
        """End the processes that read."""
        if self._pool:
            self._pool.close()
        if self._at_work:
            self._at_work.close()

    def _read_batch(self) -> None:
        batch, self._batch = self._batch, []
        if not batch:
            return
        if self._pool:
            read = self._pool.read_headlines if self._is_quick else self._pool.read
            self._coming.append((batch, read(batch)))
            self._take_what_came(self._pool.size)
        else:
            self._take(batch, [*self._read_here(batch)])

    def _read_here(self, batch: Sequence[NewFile]) -> "list[ScannedFile]":
        """Read files in this process; those at which the last one has ended, by one that may end."""
        entries: list[ScannedFile] = []
        self._at_work = at_work = self._at_work or AtWork(self._index)
        intake = self._intake()
        for fresh in self._until_cancelled(batch):
            path = join(intake.folders[fresh.folder][1], fresh.path, fresh.name)
            if path in at_work.suspects:
                from reader.library.scan.worker_pool import ReadingPool  # once in a lifetime

                entries += ReadingPool(intake, self._order, 0).read_apart([fresh])
                continue
            at_work.at(path)
            entries += intake.take_all([fresh])
        at_work.at(b"")
        return entries

    def _until_cancelled(self, batch: Sequence[NewFile]) -> Iterator[NewFile]:
        for fresh in batch:
            if self._is_cancelled():
                self.was_cancelled = True
                return
            yield fresh

    def _take_what_came(self, left: int) -> None:
        """Wait until at most a number of batches is being read."""
        while len(self._coming) > left and not self.was_cancelled:
            batch, entries = self._coming.popleft()
            self._take(batch, entries.result())
            self.was_cancelled = self._is_cancelled()
