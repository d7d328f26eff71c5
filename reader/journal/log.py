"""This device's own log, the only one that is written to. Disk.

Nothing stays open between writes (a sync tool may replace a segment), and nothing is created before the first write. Only
whole lines are added; what is torn or damaged stays where it is.
"""

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reader.files.lock import MOMENT_S, locked
from reader.files.whole import open_regular, sync, sync_folder
from reader.journal.clock import is_issued
from reader.journal.event import Event
from reader.journal.segments import (
    SEGMENT_BYTES,
    Segment,
    last_clock,
    last_events,
    open_segment,
    read_stretch,
    segment_of,
    segments,
)

HISTORY_BYTES = (1 << 20, 1 << 24)
"""How much of the log's end is read to find what can be undone, and how much where that is not enough.

An act takes about 150 bytes per article.
"""


class Log:
    """The segments of this device, written under a lock that its other processes respect."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        """Its name is the device's."""
        self.clock = 0
        """The greatest stamp seen in the log; never falls, even where the log was rolled back."""
        self._seen: tuple[str, int] | None = None
        self._unsynced: dict[Path, None] = {}

    @contextmanager
    def locked(self, wait_s: float = MOMENT_S) -> Iterator[list[Event]]:
        """Lock the log and yield what other processes have written to it since; raises OSError, TimeoutError after ``wait_s``."""
        self._create_folder()
        with locked(self.folder / ".lock", wait_s):
            yield self._catch_up()

    def append(self, data: bytes, clock: int) -> None:
        """Write whole lines at once, or nothing and raise OSError. Only while the log is locked.

        ``clock`` is the last stamp in them.
        """
        file = self._active()
        handle = open_regular(file, os.O_RDWR | os.O_CREAT | os.O_APPEND)
        try:
            size = os.fstat(handle).st_size
            if size and not _ends_in_newline(file, size):
                # A torn line ends here as a damaged one; one that only lacked its newline counts.
                data = b"\n" + data
            _write(handle, data, size)
        finally:
            os.close(handle)
        self.clock = max(self.clock, clock)
        self._seen = (file.name, size + len(data))
        self._unsynced[file] = None

    def remove(self, files: Iterable[Path]) -> None:
        """Remove segments of which all that counts is on the disk elsewhere. Only while the log is locked."""
        for file in files:
            file.unlink(missing_ok=True)
            self._unsynced.pop(file, None)

    def history(self, budget_bytes: int) -> list[Event]:
        """Return the events at the log's end, without an act of which only a part was read."""
        events, whole = last_events(self.folder, budget_bytes)
        if whole or not events:
            return events
        cut = events[0].act
        return [event for event in events if event.act != cut]

    @property
    def needs_sync(self) -> bool:
        """Whether something that is written would not survive a power cut yet."""
        return bool(self._unsynced)

    def take_unsynced(self) -> list[Path]:
        """Return the segments written since the last time, for ``sync_files``."""
        files = list(self._unsynced)
        self._unsynced.clear()
        return files

    def _create_folder(self) -> None:
        if not self.folder.is_dir():
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def _active(self) -> Path:
        """Return the segment to write to: the last one, or a new one where that is full."""
        names = segments(self.folder)
        if not names:
            return self.folder / Segment(0).name
        last = self.folder / names[-1]
        if last.stat().st_size < SEGMENT_BYTES:
            return last
        full = segment_of(names[-1])
        assert full is not None
        return self.folder / Segment(full.number + 1).name

    def _catch_up(self) -> list[Event]:
        names = segments(self.folder)
        news: list[Event] = []
        if self._seen is None or not self._follows(names):
            self.clock = max(self.clock, last_clock(self.folder))
            if names:
                self._seen = (names[-1], (self.folder / names[-1]).stat().st_size)
            return news
        name, offset = self._seen
        for later in names[names.index(name) :]:
            with open_segment(self.folder / later) as segment:
                start = offset if later == name else 0
                if os.fstat(segment.fileno()).st_size > start:
                    segment.seek(start)
                    stretch = read_stretch(segment, self.folder.name)
                    news += stretch.events
                    start += stretch.size
                self._seen = (later, start)
        self.clock = max([self.clock, *(event.clock for event in news if is_issued(event.clock))])
        return news

    def _follows(self, names: list[str]) -> bool:
        """Return whether the log is still the one that was seen, or a continuation of it."""
        if self._seen is None or self._seen[0] not in names:
            return False
        return (self.folder / self._seen[0]).stat().st_size >= self._seen[1]


def sync_files(files: Iterable[Path]) -> None:
    """Force files and their names, also those of their folders, onto the disk itself; raises OSError."""
    folders: dict[Path, None] = {}
    for file in files:
        handle = open_regular(file, os.O_RDWR)
        try:
            sync(handle)
        finally:
            os.close(handle)
        folders[file.parent] = folders[file.parent.parent] = None
    for folder in folders:
        sync_folder(folder)


def _ends_in_newline(file: Path, size: int) -> bool:
    with open_segment(file) as segment:
        segment.seek(size - 1)
        return segment.read(1) == b"\n"


def _write(handle: int, data: bytes, size: int) -> None:
    """Write all the data, or remove what was written of it and raise OSError."""
    written = 0
    try:
        while written < len(data):
            written += os.write(handle, memoryview(data)[written:])
    except OSError:
        with suppress(OSError):
            if os.fstat(handle).st_size == size + written:
                os.ftruncate(handle, size)
        raise
    if os.fstat(handle).st_size < size + len(data):
        raise OSError(errno.EIO, os.strerror(errno.EIO))
