"""The segments of logs: which there are, and the complete lines in them. Disk.

A log is a folder named after its device with numbered segments in it. Whatever else lies there (dot files, conflict copies
of sync tools, links, pipes) is not read.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple
from zlib import crc32

from reader.files.whole import Draft, open_regular
from reader.journal.clock import is_issued
from reader.journal.event import Event
from reader.journal.line import LINE_LIMIT, BadLineError, NewerLineError, parse_line, parse_lines
from reader.text.pattern import late

SEGMENT_BYTES = 1 << 20
"""After this many bytes a segment is followed by a new one."""

MARK_BYTES = 1024
"""Bytes before a position whose checksum is kept, to know whether the position still fits the file."""

_SEGMENT = late(r"([0-9]{6,12})(?:-([0-9]{1,9}))?\.jsonl")
_DEVICE = late(r"[a-z0-9][a-z0-9-]{0,63}")


def is_device(name: str) -> bool:
    """Return whether a folder of that name can be a device's log."""
    return _DEVICE.fullmatch(name) is not None


class Segment(NamedTuple):
    """The name of a segment as numbers, which order segments as they were written."""

    number: int
    """From 0."""
    generation: int = 0
    """How often segments of this number were compacted."""

    @property
    def name(self) -> str:
        """The name of its file."""
        return f"{self.number:06}-{self.generation}.jsonl" if self.generation else f"{self.number:06}.jsonl"


def segment_of(name: str) -> Segment | None:
    """Return the segment that a file's name means; None: it means none."""
    match = _SEGMENT.fullmatch(name)
    return Segment(int(match[1]), int(match[2] or 0)) if match else None


def devices(folder: Path) -> list[str]:
    """Return the names of the devices that have logs in the folder, sorted; none where there is no folder."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries if is_device(entry.name) and entry.is_dir())
    except (FileNotFoundError, NotADirectoryError):
        return []


def segments(log: Path) -> list[str]:
    """Return the names of a log's segments, oldest first; none where there is no folder."""
    return _named(log, are_files=True)


def false_segments(log: Path) -> list[str]:
    """Return the names of links, folders and pipes that are called like segments."""
    return _named(log, are_files=False)


def _named(log: Path, *, are_files: bool) -> list[str]:
    try:
        with os.scandir(log) as entries:
            found = [
                (segment, entry.name)
                for entry in entries
                if (segment := segment_of(entry.name)) and entry.is_file(follow_symlinks=False) is are_files
            ]
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [name for _, name in sorted(found)]


def open_segment(file: Path) -> BinaryIO:
    """Return the segment, open for reading; raises OSError, also where it is not a regular file."""
    return os.fdopen(open_regular(file), "rb")


def write_segment(file: Path, data: bytes) -> None:
    """Put a whole segment in its place, or nothing; its bytes are on the disk then, its name once ``sync_files`` says so.

    Makes no folder: a shared one that is gone must not be made again where a drive was. Raises OSError.
    """
    with Draft(file, data) as draft:
        draft.sync()
        draft.replace()


def complete_lines(segment: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Yield each complete line from here on with its bytes in the file; a line beyond the limit as empty."""
    while line := segment.readline(LINE_LIMIT):
        size = len(line)
        if not line.endswith(b"\n"):
            if size < LINE_LIMIT:
                return  # still being written, or torn
            line = b""
            while rest := segment.readline(LINE_LIMIT):
                size += len(rest)
                if rest.endswith(b"\n"):
                    break
            else:
                return
        yield line, size


def mark_before(segment: BinaryIO, offset: int) -> int:
    """Return the checksum of the bytes before the offset; the segment stands at the offset then."""
    start = max(0, offset - MARK_BYTES)
    segment.seek(start)
    return crc32(segment.read(offset - start))


class Stretch:
    """What was read of a segment."""

    __slots__ = ("bad", "events", "newer", "size")

    def __init__(self, events: list[Event]) -> None:
        self.events = events
        """In their order."""
        self.size = 0
        """Bytes of the complete lines."""
        self.bad = 0
        """Lines that are not events."""
        self.newer = 0
        """Lines that only a newer version of the program can read."""


def read_stretch(segment: BinaryIO, device: str, limit: int | None = None) -> Stretch:
    """Return the events in the complete lines from here on, at most ``limit`` of them."""
    stretch = Stretch([])
    _read_quickly(segment, device, stretch, limit)
    if len(stretch.events) == limit:
        return stretch
    for line, size in complete_lines(segment):
        stretch.size += size
        if line == b"\n":
            continue
        try:
            stretch.events.append(parse_line(line, device))
        except BadLineError:
            stretch.bad += 1
        except NewerLineError:
            stretch.newer += 1
        if limit is not None and len(stretch.events) >= limit:
            break
    return stretch


def _read_quickly(segment: BinaryIO, device: str, stretch: Stretch, limit: int | None) -> None:
    """Read all lines up to the first that is not an event; the segment stands after them then."""
    begin = segment.tell()
    with suppress(UnicodeDecodeError):  # then it is read line by line
        text = segment.read().decode()
        stretch.events, characters = parse_lines(text, device, limit)
        stretch.size = characters if text.isascii() else len(text[:characters].encode())
    segment.seek(begin + stretch.size)


def last_events(log: Path, budget_bytes: int, wanted: int | None = None) -> tuple[list[Event], bool]:
    """Return the last events of a log in their order, and whether that is the whole log.

    Reads segments backwards, at most ``budget_bytes``, until there are ``wanted`` events.
    """
    found: list[Event] = []
    whole = True
    for name in reversed(segments(log)):
        if budget_bytes <= 0 or (wanted is not None and len(found) >= wanted):
            return found, False
        with open_segment(log / name) as segment:
            size = os.fstat(segment.fileno()).st_size
            if size > budget_bytes:
                whole = False
                segment.seek(size - budget_bytes - 1)
                while (rest := segment.readline(LINE_LIMIT)) and not rest.endswith(b"\n"):
                    pass  # to the beginning of a line; where one begins right here, the byte before is a newline
            found[:0] = read_stretch(segment, log.name).events
        budget_bytes -= size
    return found, whole


def last_clock(log: Path) -> int:
    """Return the greatest stamp at the end of a log; 0: it has none."""
    for budget_bytes in (1 << 13, 1 << 18, 1 << 24):
        found, whole = last_events(log, budget_bytes, wanted=1)
        if found or whole:
            break
    return max((event.clock for event in found if is_issued(event.clock)), default=0)
