"""Checksums of the blocks of the text file: a bit that flips in it gives wrong answers without an error. Reads and writes files.

Only one process writes the text file at a time (a lock), and at the end everything is in the one file. Its sums are written
then, and the next process that writes compares them first. There are no sums while it is written.
"""

import os
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from reader.files.whole import write_whole

BLOCK_BYTES = 1 << 16
"""Size of the blocks that have a checksum each."""


def forget_sums(file: Path) -> None:
    """Take note that the file is about to be changed; raises OSError."""
    _sums_of(file).unlink(missing_ok=True)


def write_sums(file: Path) -> None:
    """Write down how the file is now, where all of it is in it; raises OSError."""
    if not _has_log(file):
        write_whole(_sums_of(file), _sums(file), is_lasting=False)


def is_as_it_was(file: Path) -> bool:
    """Return whether a file fits its sums; True for one without sums, or with a part in a log."""
    with suppress(OSError):
        if not _has_log(file):
            return _sums_of(file).read_bytes() == _sums(file)
    return True


def _sums(file: Path) -> bytes:
    found = bytearray()
    with file.open("rb") as data:
        while block := data.read(BLOCK_BYTES):
            found += crc32(block).to_bytes(4, "big")
    return bytes(found)


def _has_log(file: Path) -> bool:
    with suppress(FileNotFoundError):
        return os.stat(f"{file}-wal").st_size > 0
    return False


def _sums_of(file: Path) -> Path:
    return file.with_name(f"{file.name}.sums")
