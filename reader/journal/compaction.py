"""Makes a log shorter: of all writes to one field of an article only the last is kept. Disk.

Only the device itself compacts its log. The newest segments stay as they are, because undo needs the earlier values. What
still counts of the older ones is written to new segments beside them; only when those are on the disk are the old ones
removed, a few at a time, so that no writer waits. Wherever this is interrupted, both are there and say the same.
"""

import errno
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from reader.errors import JournalError
from reader.files.lock import try_lock
from reader.i18n import tr
from reader.journal.last_writes import LastWrites
from reader.journal.log import sync_files
from reader.journal.segments import SEGMENT_BYTES, Segment, open_segment, segment_of, segments, write_segment
from reader.log import phase

KEPT_SEGMENTS = 4
"""The newest segments, which stay: some 25,000 acts."""

DUE_SEGMENTS = 4
"""By itself a log is examined when it has this many more segments than last time: some 25,000 acts."""

DUE_SHARE = 0.5
"""By itself a log is compacted when that saves this share of its bytes."""

REMOVED_AT_ONCE = 8
"""Files that are removed while the log is locked once: a millisecond."""

_EXAMINED = ".compacted"
"""Locked while a process compacts; holds the name of the last segment that was examined."""

Remove = Callable[[Sequence[Path]], None]
"""Removes files while the log is locked."""


class Compacted(NamedTuple):
    """What compaction made of the older segments."""

    events_before: int
    """In the segments that were replaced."""
    events_after: int
    """In those that stand for them."""
    bytes_before: int
    """Of the segments that were replaced."""
    bytes_after: int
    """Of those that stand for them."""


def compact_if_due(log: Path, compact: Callable[[float], Compacted | None]) -> Compacted | None:
    """Call ``compact`` where a log has become long and much of it counts no more; never fails. Runs in a worker.

    ``compact`` compacts it where that saves a share of it: ``Journal.compact``.
    """
    with suppress(JournalError, OSError):  # it is as long as before, and works
        if _is_due(log):
            return compact(DUE_SHARE)
    return None


def compact(log: Path, remove: Remove, *, share: float = 0.0) -> Compacted | None:
    """Compact a log; return None where that would save nothing, or no more than the share of it.

    A segment that cannot be read whole (a damaged line, one of a newer version) stays as it is. Raises OSError, also
    where another process compacts.
    """
    if not (old := segments(log)[:-KEPT_SEGMENTS]):
        return None
    with phase("compaction") as work, try_lock(log / _EXAMINED) as is_locked:
        if not is_locked:
            raise TimeoutError(errno.ETIMEDOUT, tr("another newsreader is using it"))
        done = _compact(log, old, remove, share)
        work.note(**(done._asdict() if done else {}))
        with suppress(OSError):  # then it is examined once more
            (log / _EXAMINED).write_text(old[-1])
    return done


def _is_due(log: Path) -> bool:
    """Return whether a log has grown enough since it was examined; raises OSError."""
    old = segments(log)[:-KEPT_SEGMENTS]
    return len(old) >= DUE_SEGMENTS and len(_after(old, _last_examined(log))) >= DUE_SEGMENTS


def _compact(log: Path, old: Sequence[str], remove: Remove, share: float) -> Compacted | None:
    last_writes = LastWrites()
    readable = [file for name in old if _read_whole(file := log / name, last_writes)]
    count = last_writes.count
    newest = [log / name for name in segments(log)[-KEPT_SEGMENTS:]]
    later = LastWrites()
    for file in newest:
        _read_whole(file, later)
    last_writes.remove_superseded(later)
    before = sum(file.stat().st_size for file in readable)
    pieces = list(_pieces(last_writes))
    after = sum(map(len, pieces))
    numbers = dict.fromkeys(_segment(file.name).number for file in readable)
    if not readable or before - after <= before * share or len(pieces) > len(numbers):
        return None
    written = [log / _next_generation(log, number).name for number, _ in zip(numbers, pieces, strict=False)]
    for file, piece in zip(written, pieces, strict=True):
        write_segment(file, piece)
    sync_files([*written, *newest])  # what supersedes a line is on the disk before the line goes
    for start in range(0, len(readable), REMOVED_AT_ONCE):
        remove(readable[start : start + REMOVED_AT_ONCE])
    return Compacted(count, len(last_writes), before, after)


def _read_whole(file: Path, last_writes: LastWrites) -> bool:
    """Add what a segment says to the last writes; return whether that is all that stands in it."""
    if last_writes.is_full:
        return False
    with open_segment(file) as segment:
        stretch = last_writes.read(segment, file.parent.name)
        return not (stretch.bad or stretch.newer) and stretch.size == os.fstat(segment.fileno()).st_size


def _next_generation(log: Path, number: int) -> Segment:
    """Return the next segment of a number: an interrupted compaction leaves several generations."""
    generations = [found.generation for name in segments(log) if (found := _segment(name)).number == number]
    return Segment(number, max(generations) + 1)


def _segment(name: str) -> Segment:
    found = segment_of(name)
    assert found is not None
    return found


def _after(names: Sequence[str], examined: Segment | None) -> list[str]:
    return [name for name in names if examined is None or _segment(name).number > examined.number]


def _last_examined(log: Path) -> Segment | None:
    try:
        return segment_of((log / _EXAMINED).read_text("ascii", "replace"))
    except FileNotFoundError:
        return None


def _pieces(last_writes: LastWrites) -> Iterator[bytes]:
    """Yield the lines of the last writes, in pieces of the size of a segment."""
    piece = bytearray()
    for line in last_writes.lines():
        piece += line
        if len(piece) >= SEGMENT_BYTES:
            yield bytes(piece)
            piece.clear()
    if piece:
        yield bytes(piece)
