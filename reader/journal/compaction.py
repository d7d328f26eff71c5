"""A log made shorter: of what was said about one thing again and again, the last is kept. Disk.

Only the device itself compacts its log, under the log's lock. The newest segments stay as they are, for undo needs what
stood before; of the older ones the events that still count are written into new files, which are on the disk before the
old ones are removed. Cut anywhere, both are there, and say the same.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from reader.journal.event import Event, fold
from reader.journal.line import format_line
from reader.journal.log import sync_files
from reader.journal.segments import (
    SEGMENT_BYTES,
    open_segment,
    read_stretch,
    segment_of,
    segments,
    write_segment,
)

KEPT_SEGMENTS = 4
"""The newest ones, which stay: some 25,000 acts."""

WORTH_SEGMENTS = 16
"""A log is looked at by itself when it has so many; a person makes a million acts in nine years."""

WORTH_SHARE = 0.5
"""It is written anew when that makes it so much shorter."""


class Compacted(NamedTuple):
    """What was done."""

    events_before: int
    events_after: int
    bytes_before: int
    bytes_after: int


def is_worth_it(log: Path) -> bool:
    """Return whether a log has grown long enough to be looked at."""
    return len(segments(log)) >= WORTH_SEGMENTS


def compact(log: Path, *, share: float = 0.0) -> Compacted | None:
    """Shorten a log that is held; None: that would save no more than the share of it, or nothing. Raises OSError.

    A segment that cannot be read whole (a damaged line, one of a newer version) is left as it is.
    """
    old = [segment for name in segments(log)[:-KEPT_SEGMENTS] if (segment := segment_of(name))]
    readable = [segment for segment in old if _is_readable(log / segment.name)]
    events = [event for segment in readable for event in _events(log / segment.name)]
    later = {_place(event) for name in segments(log)[-KEPT_SEGMENTS:] for event in _events(log / name)}
    # What was said again later counts no more here; what is left is no act any more, for undo must not see half of one.
    winners = [
        event._replace(act="", reverts="", change=event.change._replace(former=None))
        for place, event in fold(events).items()
        if place not in later
    ]
    before = sum((log / segment.name).stat().st_size for segment in readable)
    parts = list(_parts(winners))
    after = sum(map(len, parts))
    if not readable or before - after <= before * share or len(parts) > len(readable):
        return None
    written = []
    for segment, part in zip(readable, parts, strict=False):
        written.append(log / segment._replace(generation=segment.generation + 1).name)
        write_segment(written[-1], part)
    sync_files(written)
    for segment in readable:
        with suppress(FileNotFoundError):
            (log / segment.name).unlink()
    return Compacted(len(events), len(winners), before, after)


def _place(event: Event) -> tuple[object, str]:
    return event.change.key, event.change.field


def _events(file: Path) -> list[Event]:
    with open_segment(file) as segment:
        return read_stretch(segment, file.parent.name).events


def _is_readable(file: Path) -> bool:
    with open_segment(file) as segment:
        stretch = read_stretch(segment, file.parent.name)
        return not (stretch.bad or stretch.newer) and stretch.size == os.fstat(segment.fileno()).st_size


def _parts(events: Iterable[Event]) -> Iterator[bytes]:
    """Yield the lines of the events in pieces of the size of a segment, in the order of their stamps."""
    part = bytearray()
    for event in sorted(events, key=lambda event: event.clock):
        part += format_line(event)
        if len(part) >= SEGMENT_BYTES:
            yield bytes(part)
            part.clear()
    if part:
        yield bytes(part)
