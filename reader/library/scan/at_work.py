"""Notes which file this process is reading, so that the next process knows a file that ended this one. Disk.

Files of unknown origin are parsed in C, which may crash, or take for ever until the user kills the program. The note is in a
file mapped into memory, which costs next to nothing for each article, and is locked as long as its process lives.
"""

import fcntl
import os
import struct
from contextlib import suppress
from mmap import mmap
from pathlib import Path
from tempfile import mkstemp

from reader.library.index.index_file import base_of

FOLDER = "reading"
"""The folder of these files, beside the indexes."""

SIZE = 1 << 14
"""Bytes of one; a path that is longer than fits is not remembered."""

_LENGTH = struct.Struct("<I")


class AtWork:
    """Notes what is being read, until it is closed. Does nothing where that cannot be written."""

    def __init__(self, index: Path) -> None:
        self.suspects = _left(index)
        """Paths at which processes have ended that read for this index; each is returned once."""
        self._map: mmap | None = None
        self._name = ""
        with suppress(OSError):
            (index.parent / FOLDER).mkdir(exist_ok=True, mode=0o700)
            handle, self._name = mkstemp(prefix=f"{base_of(index).stem}.", dir=index.parent / FOLDER)
            os.truncate(handle, SIZE)
            self._handle = handle
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._map = mmap(handle, SIZE)

    def at(self, path: bytes) -> None:
        """Say that this file is read now; empty: none is."""
        if self._map is not None and len(path) <= SIZE - _LENGTH.size:
            self._map[: _LENGTH.size] = _LENGTH.pack(0)
            self._map[_LENGTH.size : _LENGTH.size + len(path)] = path
            self._map[: _LENGTH.size] = _LENGTH.pack(len(path))

    def close(self) -> None:
        """Take it away: nothing is read any more."""
        with suppress(OSError):
            if self._name:
                os.unlink(self._name)
            if self._map is not None:
                self._map.close()
                os.close(self._handle)
            os.rmdir(os.path.dirname(self._name))  # if it was the last one


def _left(index: Path) -> frozenset[bytes]:
    """Return what processes were reading that are gone, and forget it."""
    found: set[bytes] = set()
    for file in (index.parent / FOLDER).glob(f"{base_of(index).stem}.*"):
        with suppress(OSError, struct.error), file.open("rb") as opened:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)  # fails while its process lives
            data = opened.read(SIZE)
            file.unlink()
            (length,) = _LENGTH.unpack_from(data)
            found.add(data[_LENGTH.size : _LENGTH.size + length])
    return frozenset(found - {b""})
