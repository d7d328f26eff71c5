"""The files that logs consist of: which there are, and the complete lines in them.

Disk, reading only. A log is a folder named after its device with numbered segments in it; whatever else lies
there (dot files, the conflict copies of sync tools, links, pipes) is not read.
"""

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple
from zlib import crc32

from reader.i18n import tr
from reader.journal.clock import is_issued
from reader.journal.event import Event
from reader.journal.line import LINE_LIMIT, BadLineError, NewerLineError, parse_line, parse_lines

SEGMENT_BYTES = 1 << 20
"""A segment that has this many bytes is followed by a new one."""

MARK_BYTES = 1024
"""So many bytes before a place are remembered (as a checksum) to know whether it is still the same place."""

_SEGMENT = re.compile(r"([0-9]{6,12})(?:-([0-9]{1,9}))?\.jsonl")
_DEVICE = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


def is_device(name: str) -> bool:
    """Whether a folder of that name can be a device's log."""
    return _DEVICE.fullmatch(name) is not None


class Segment(NamedTuple):
    """What the name of a segment says, in the order in which segments were written."""

    number: int
    """From 0."""
    generation: int = 0
    """How often what stood in segments of this number was compacted."""

    @property
    def name(self) -> str:
        """The name of its file."""
        return f"{self.number:06}-{self.generation}.jsonl" if self.generation else f"{self.number:06}.jsonl"


def segment_of(name: str) -> Segment | None:
    """Return the segment of a file's name; None where it is none."""
    match = _SEGMENT.fullmatch(name)
    return Segment(int(match[1]), int(match[2] or 0)) if match else None


def devices(folder: Path) -> list[str]:
    """Return the devices whose logs lie in the journal's folder, sorted; none where there is no folder."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries if is_device(entry.name) and entry.is_dir())
    except (FileNotFoundError, NotADirectoryError):
        return []


def segments(log: Path) -> list[str]:
    """Return the names of a log's segments, oldest first; none where there is no folder."""
    return _named(log, are_files=True)


def false_segments(log: Path) -> list[str]:
    """Return what is called as a segment is and is none, but a link, a folder or a pipe."""
    return _named(log, are_files=False)


def _named(log: Path, *, are_files: bool) -> list[str]:
    try:
        with os.scandir(log) as entries:
            names = [
                entry.name
                for entry in entries
                if segment_of(entry.name) and entry.is_file(follow_symlinks=False) is are_files
            ]
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(names, key=lambda name: segment_of(name) or Segment(0))


def open_segment(file: Path) -> BinaryIO:
    """Return the segment, open for reading; raise OSError, also where it is no regular file."""
    return os.fdopen(open_regular(file, os.O_RDONLY), "rb")


def open_regular(file: Path, flags: int) -> int:
    """Return a descriptor of the file; raise OSError, also where a link, a folder or a pipe has its name."""
    flags |= os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        handle = os.open(file, flags, 0o600)
    except OSError as problem:
        if problem.errno != errno.ELOOP:
            raise
        raise OSError(errno.ELOOP, tr("{name} is a link", name=file.name)) from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, tr("{name} is not a regular file", name=file.name))
    return handle


def write_segment(file: Path, data: bytes) -> None:
    """Put a whole segment in its place, at once or not at all; its bytes are on the disk then. Raises OSError."""
    # No segment, hidden from sync tools, and nobody else's: another process may be writing the same.
    temporary = file.with_name(f".{file.name}.{os.urandom(4).hex()}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(handle)
        temporary.replace(file)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def complete_lines(segment: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Yield each complete line from here on and its bytes in the file; a line beyond the limit as empty."""
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
    """Return the checksum of what stands before the offset, and leave the segment at the offset."""
    start = max(0, offset - MARK_BYTES)
    segment.seek(start)
    return crc32(segment.read(offset - start))


class Stretch:
    """What a part of a segment held."""

    __slots__ = ("bad", "events", "newer", "size")

    def __init__(self, events: list[Event]) -> None:
        self.events = events
        self.size = 0
        """Bytes of the complete lines."""
        self.bad = 0
        """Lines that are no events."""
        self.newer = 0
        """Lines that only a newer version of the program understands."""


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
    """Read all lines up to the first that is no event of ours; the segment stands behind them then."""
    begin = segment.tell()
    with suppress(UnicodeDecodeError):  # then line by line
        text = segment.read().decode()
        stretch.events, characters = parse_lines(text, device, limit)
        stretch.size = characters if text.isascii() else len(text[:characters].encode())
    segment.seek(begin + stretch.size)


def last_events(log: Path, budget_bytes: int, wanted: int | None = None) -> tuple[list[Event], bool]:
    """Return the last events of a log, in order, reading backwards by segments within the budget.

    Stops once there are ``wanted`` events. The flag says whether that is the whole log.
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
                    pass  # to the beginning of a line; had one begun right here, the byte before was its newline
            found[:0] = read_stretch(segment, log.name).events
        budget_bytes -= size
    return found, whole


def last_clock(log: Path) -> int:
    """Return the greatest stamp at the end of a log, 0 where it has none."""
    for budget_bytes in (1 << 13, 1 << 18, 1 << 24):
        found, whole = last_events(log, budget_bytes, wanted=1)
        if found or whole:
            break
    return max((event.clock for event in found if is_issued(event.clock)), default=0)
