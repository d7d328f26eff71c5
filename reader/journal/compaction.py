"""A log made shorter: of what was said about one thing again and again, the last is kept. Disk.

Only the device itself compacts its log. The newest segments stay as they are, for undo needs what stood before; of the
older ones, to which nobody writes any more, what still counts is written into new files beside them, and only when those
are on the disk the old ones are removed, a few at a time. So nobody who writes waits for it. Cut anywhere, both are
there, and say the same.
"""

import errno
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import JournalError
from reader.i18n import tr
from reader.journal.last_writes import LastWrites
from reader.journal.lock import alone
from reader.journal.log import sync_files
from reader.journal.segments import SEGMENT_BYTES, Segment, open_segment, segment_of, segments, write_segment
from reader.log import phase

if TYPE_CHECKING:
    from reader.journal.journal import Journal

KEPT_SEGMENTS = 4
"""The newest ones, which stay: some 25,000 acts."""

WORTH_SEGMENTS = 4
"""A log is looked at by itself when it has so many more than at the last look; some 25,000 acts."""

WORTH_SHARE = 0.5
"""It is written anew by itself when that makes it so much shorter."""

REMOVED_AT_ONCE = 8
"""Files that are removed under one hold of the log's lock: a millisecond."""

_LOOKED = ".compacted"
"""Locked by who compacts; holds the name of the last segment that was looked at."""

Remove = Callable[[Sequence[Path]], None]
"""Removes files while the log is held."""


class Compacted(NamedTuple):
    """What was done."""

    events_before: int
    events_after: int
    bytes_before: int
    bytes_after: int


def compact_if_due(journal: "Journal") -> Compacted | None:
    """Shorten this device's log where it has become long, and much of it counts no more; never fails. In a worker."""
    with suppress(JournalError, OSError):  # it is as long as before, and works
        if _is_due(journal.folder / journal.device):
            return journal.compact(WORTH_SHARE)
    return None


def compact(log: Path, remove: Remove, *, share: float = 0.0) -> Compacted | None:
    """Shorten a log; None: that would save no more than the share of it, or nothing. Raises OSError, also where another is at it.

    A segment that cannot be read whole (a damaged line, one of a newer version) is left as it is.
    """
    if not (old := segments(log)[:-KEPT_SEGMENTS]):
        return None
    with phase("compaction") as work, alone(log / _LOOKED) as is_alone:
        if not is_alone:
            raise TimeoutError(errno.ETIMEDOUT, tr("another newsreader is using it"))
        done = _compact(log, old, remove, share)
        work.note(**(done._asdict() if done else {}))
        with suppress(OSError):  # then it is looked at once more
            (log / _LOOKED).write_text(old[-1])
    return done


def _is_due(log: Path) -> bool:
    """Return whether a log has grown enough since it was looked at; raises OSError."""
    old = segments(log)[:-KEPT_SEGMENTS]
    return len(old) >= WORTH_SEGMENTS and len(_fresh(old, _last_looked(log))) >= WORTH_SEGMENTS


def _compact(log: Path, old: Sequence[str], remove: Remove, share: float) -> Compacted | None:
    last_writes = LastWrites()
    readable = [file for name in old if _read_whole(file := log / name, last_writes)]
    count = last_writes.count
    newest = [log / name for name in segments(log)[-KEPT_SEGMENTS:]]
    later = LastWrites()
    for file in newest:
        _read_whole(file, later)
    last_writes.drop(later)
    before = sum(file.stat().st_size for file in readable)
    parts = list(_parts(last_writes))
    after = sum(map(len, parts))
    numbers = dict.fromkeys(_segment(file.name).number for file in readable)
    if not readable or before - after <= before * share or len(parts) > len(numbers):
        return None
    written = [log / _next_generation(log, number).name for number, _ in zip(numbers, parts, strict=False)]
    for file, part in zip(written, parts, strict=True):
        write_segment(file, part)
    sync_files([*written, *newest])  # what makes an older line superfluous is on the disk before that goes
    for start in range(0, len(readable), REMOVED_AT_ONCE):
        remove(readable[start : start + REMOVED_AT_ONCE])
    return Compacted(count, len(last_writes), before, after)


def _read_whole(file: Path, last_writes: LastWrites) -> bool:
    """Let winners have what a segment says; return whether it says nothing else, and all of it was read."""
    if last_writes.is_full:
        return False
    with open_segment(file) as segment:
        stretch = last_writes.read(segment, file.parent.name)
        return not (stretch.bad or stretch.newer) and stretch.size == os.fstat(segment.fileno()).st_size


def _next_generation(log: Path, number: int) -> Segment:
    """Return the segment of the number that comes after all that are there: a compaction that was cut leaves several."""
    generations = [found.generation for name in segments(log) if (found := _segment(name)).number == number]
    return Segment(number, max(generations) + 1)


def _segment(name: str) -> Segment:
    found = segment_of(name)
    assert found is not None
    return found


def _fresh(names: Sequence[str], looked: Segment | None) -> list[str]:
    return [name for name in names if looked is None or _segment(name).number > looked.number]


def _last_looked(log: Path) -> Segment | None:
    try:
        return segment_of((log / _LOOKED).read_text("ascii", "replace"))
    except FileNotFoundError:
        return None


def _parts(last_writes: LastWrites) -> Iterator[bytes]:
    """Yield what won as lines, in pieces of the size of a segment."""
    part = bytearray()
    for line in last_writes.lines():
        part += line
        if len(part) >= SEGMENT_BYTES:
            yield bytes(part)
            part.clear()
    if part:
        yield bytes(part)
