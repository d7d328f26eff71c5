"""Reading one file that anyone may have put there: regular files only, bounded, whole or not at all. Disk.

A FIFO named ``x.md`` would hang a plain ``open`` for ever, a sparse file of 2 GB would fill the memory, and
an editor may be in the middle of writing.
"""

import errno
import os
from typing import NamedTuple

from reader.article import SIZE_LIMIT_BYTES
from reader.files.whole import open_regular

TRIES = 3
"""How often a file that changes while it is read is read again."""


class Stamp(NamedTuple):
    """What shows without opening a file whether it changed."""

    mtime_ns: int
    """When it was changed, in nanoseconds since 1970."""
    size: int
    """In bytes."""
    inode: int
    """Its number in the file system."""


UNREADABLE = Stamp(-1, -1, -1)
"""The stamp of a file that has to be read again in any case."""


class Content(NamedTuple):
    """The beginning of a file, and what it looked like when that was read."""

    data: bytes
    """The bytes, at most SIZE_LIMIT_BYTES of them."""
    stamp: Stamp
    """``UNREADABLE`` if it changed each time while it was read: it has to be read again."""
    mtime_ns: int
    """When it was changed, in nanoseconds since 1970."""
    is_truncated: bool
    """The file is longer than ``SIZE_LIMIT_BYTES``."""


def read_file(path: bytes) -> Content:
    """Return a file's bytes, at most ``SIZE_LIMIT_BYTES``; raises OSError, NotRegularError for anything but a regular file.

    A link as the last part of the path is not followed.
    """
    for _ in range(TRIES):
        content, is_torn = _read_once(path)
        if not is_torn:
            return content
    return content._replace(stamp=UNREADABLE)


def read_inside(root: bytes, path: bytes) -> Content:
    """Return the bytes of a file inside the folder ``root`` (a real path); links are followed inside it.

    Raises OSError, also for a link that leads out: a folder may have been replaced by a link since the last scan.
    """
    real = os.path.realpath(path, strict=True)
    if not real.startswith(root.rstrip(b"/") + b"/"):
        raise OSError(errno.ELOOP, "a link leads out of the folder")
    return read_file(real)


def _read_once(path: bytes) -> tuple[Content, bool]:
    descriptor = open_regular(path)
    try:
        before = os.fstat(descriptor)
        data = _read(descriptor, min(before.st_size, SIZE_LIMIT_BYTES))
        after = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    is_torn = stamp_of(before) != stamp_of(after)
    return Content(data, stamp_of(before), before.st_mtime_ns, before.st_size > SIZE_LIMIT_BYTES), is_torn


def _read(descriptor: int, size: int) -> bytes:
    data = os.read(descriptor, size)  # to request more than there is costs double
    if len(data) == size:
        return data
    parts = [data]
    while data and (size := size - len(data)):
        data = os.read(descriptor, size)
        parts.append(data)
    return b"".join(parts)


def stamp_of(found: os.stat_result) -> Stamp:
    """Return the stamp of what ``stat`` found."""
    return Stamp(found.st_mtime_ns, found.st_size, found.st_ino)
