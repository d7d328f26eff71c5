"""What lies in the journal's folder, log by log, and whether it can be read. Disk, reading only."""

import os
from pathlib import Path
from typing import NamedTuple

from reader.journal.clock import COUNTER_BITS
from reader.journal.segments import devices, open_segment, read_stretch, segments


class Log(NamedTuple):
    """One device's log."""

    device: str
    segments: int
    bytes: int
    events: int
    damaged: int
    """Lines that are no events, and segments that cannot be read."""
    newer: int
    """Lines that a newer version has written."""
    last_s: float
    """When the last event was, seconds since 1970, UTC; 0 for an empty log."""


def survey(folder: Path) -> list[Log]:
    """Return every log in the journal's folder, all of it read; raises nothing but for a folder that cannot be listed."""
    return [_log(folder / device) for device in devices(folder)]


def _log(folder: Path) -> Log:
    size = events = damaged = newer = last = 0
    names = segments(folder)
    for name in names:
        try:
            with open_segment(folder / name) as segment:
                stretch = read_stretch(segment, folder.name)
                size += os.fstat(segment.fileno()).st_size
        except OSError:
            damaged += 1
            continue
        events += len(stretch.events)
        damaged += stretch.bad
        newer += stretch.newer
        last = max([last, *(event.clock for event in stretch.events)])
    return Log(folder.name, len(names), size, events, damaged, newer, (last >> COUNTER_BITS) / 1000)
