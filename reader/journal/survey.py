"""Summaries of the logs in the journal's folder: size, events, damage. Disk, reading only."""

import os
from pathlib import Path
from typing import NamedTuple

from reader.journal.clock import COUNTER_BITS
from reader.journal.segments import devices, open_segment, read_stretch, segments


class LogSummary(NamedTuple):
    """One device's log in numbers."""

    device: str
    """The name of its folder."""
    segments: int
    """Files."""
    bytes: int
    """Of all segments that can be read."""
    events: int
    """Lines that are events."""
    damaged: int
    """Lines that are not events, and segments that cannot be read."""
    newer: int
    """Lines that a newer version of the program wrote."""
    last_s: float
    """When the last event was, seconds since 1970, UTC; 0 for an empty log."""


def survey(folder: Path) -> list[LogSummary]:
    """Return the summary of every log in the journal's folder; raises OSError where the folder cannot be listed."""
    return [_log(folder / device) for device in devices(folder)]


def _log(folder: Path) -> LogSummary:
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
    return LogSummary(folder.name, len(names), size, events, damaged, newer, (last >> COUNTER_BITS) / 1000)
