"""Reads the logs of all devices after a cursor.

Disk, reading only. What cannot be read is left out and reported in a sentence; nothing stops the rest.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from reader.i18n import tr, trn
from reader.journal.cursor import Cursor, SegmentPosition
from reader.journal.event import Event
from reader.journal.segments import (
    Stretch,
    devices,
    false_segments,
    last_clock,
    mark_before,
    open_segment,
    read_stretch,
    segments,
)
from reader.refusal import reason_of
from reader.text import clean_line

if TYPE_CHECKING:
    from reader.journal.last_writes import LastWrites


class Reading:
    """One pass over the logs in the journal's folder; collects a sentence for each problem."""

    def __init__(self, folder: Path) -> None:
        self.losses: list[str] = []
        """What was left out; the cursor is past it, so it is reported once."""
        self.obstacles: list[str] = []
        """What could not be read, and is met again at each pass."""
        self._folder = folder

    def read(self, cursor: Cursor, limit: int | None) -> tuple[list[Event], Cursor]:
        """Return the events after the cursor, at most ``limit``, and the cursor after them."""
        events: list[Event] = []

        def take(segment: BinaryIO, device: str) -> Stretch:
            stretch = read_stretch(segment, device, None if limit is None else limit - len(events))
            events.extend(stretch.events)
            return stretch

        return events, self._pass(cursor, take, lambda: limit is not None and len(events) >= limit)

    def read_last_writes(self, cursor: Cursor, last_writes: "LastWrites") -> Cursor:
        """Add the events after the cursor to ``last_writes`` until it is full; return the cursor after them."""
        return self._pass(cursor, last_writes.read, lambda: last_writes.is_full)

    def _pass(
        self, cursor: Cursor, take: Callable[[BinaryIO, str], Stretch], is_enough: Callable[[], bool]
    ) -> Cursor:
        """Let ``take`` read the segments, each from its position on, until it has enough."""
        now: dict[str, SegmentPosition] = {}
        for device in self._names(devices, self._folder):
            log = self._folder / device
            for name in self._names(false_segments, log):
                sentence = tr(
                    "{file} of the journal is skipped: it is not a regular file but a link, a folder or a pipe",
                    file=log / name,
                )
                self.obstacles.append(clean_line(sentence))
            for name in self._segments(log):
                label = f"{device}/{name}"
                here = cursor.positions.get(label)
                if not is_enough():
                    here = self._read_segment(log / name, here, take)
                if here is not None:
                    now[label] = here
        return Cursor(now)

    def last_clocks(self, own: str) -> list[int]:
        """Return the last stamp of every device but this one."""
        clocks = []
        for device in self._names(devices, self._folder):
            if device != own:
                try:
                    clocks.append(last_clock(self._folder / device))
                except OSError as problem:
                    self._unreadable(self._folder / device, problem)
        return clocks

    def _read_segment(
        self, file: Path, position: SegmentPosition | None, take: Callable[[BinaryIO, str], Stretch]
    ) -> SegmentPosition | None:
        """Let ``take`` read a segment after the position, or all of it where that does not fit; return the position after it."""
        try:
            with open_segment(file) as segment:
                size = os.fstat(segment.fileno()).st_size
                if position and (
                    position.offset > size or mark_before(segment, position.offset) != position.mark
                ):
                    position = None
                offset = position.offset if position else 0
                if position and offset == size:
                    return position
                segment.seek(offset)
                stretch = take(segment, file.parent.name)
                offset += stretch.size
                here = SegmentPosition(offset, mark_before(segment, offset))
        except FileNotFoundError:
            return None  # it was just compacted
        except OSError as problem:
            self._unreadable(file, problem)
            return position
        self._report_losses(file, stretch)
        return here

    def _report_losses(self, file: Path, stretch: Stretch) -> None:
        if stretch.bad:
            self._report(
                trn(
                    "{count} damaged line in the journal is skipped: {file}",
                    "{count} damaged lines in the journal are skipped: {file}",
                    stretch.bad,
                    file=file,
                )
            )
        if stretch.newer:
            self._report(
                trn(
                    "{count} entry in the journal comes from a newer newsreader and is skipped, update this one: {file}",
                    "{count} entries in the journal come from a newer newsreader and are skipped, update this one: {file}",
                    stretch.newer,
                    file=file,
                )
            )

    def _segments(self, log: Path) -> Iterator[str]:
        """Yield a log's segments, also those that a compaction writes meanwhile in place of others."""
        known: set[str] = set()
        while names := [name for name in self._names(segments, log) if name not in known]:
            known.update(names)
            yield from names

    def _names(self, names_in: Callable[[Path], list[str]], folder: Path) -> list[str]:
        try:
            return names_in(folder)
        except OSError as problem:
            self._unreadable(folder, problem)
            return []

    def _unreadable(self, file: Path, problem: OSError) -> None:
        reason = reason_of(problem)
        sentence = tr("{file} of the journal cannot be read: {reason}", file=file, reason=reason)
        self.obstacles.append(clean_line(sentence))

    def _report(self, sentence: str) -> None:
        self.losses.append(clean_line(sentence))


class Problems:
    """Sentences about what could not be read, until they are taken: each once, however often it is met."""

    def __init__(self) -> None:
        self._new: list[str] = []
        self._obstacles: list[str] = []

    def __bool__(self) -> bool:
        return bool(self._new)

    def add(self, sentence: str) -> None:
        """Add a sentence."""
        self._new.append(sentence)

    def note(self, reading: Reading) -> None:
        """Add what was met while reading."""
        self._new += reading.losses
        self._new += [sentence for sentence in reading.obstacles if sentence not in self._obstacles]
        self._obstacles = reading.obstacles

    def take(self) -> tuple[str, ...]:
        """Return what was added since the last time."""
        new, self._new = tuple(self._new), []
        return new
