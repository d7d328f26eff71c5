"""Files of entries in their folder: made where there is none, replaced whole, never half written. Disk."""

import errno
import os
from contextlib import suppress
from pathlib import Path

from reader.article import SIZE_LIMIT_BYTES
from reader.files.whole import SHARED_MODE, TEMPORARY, Draft
from reader.library.scan.read_file import read_file


def content_of(file: Path) -> bytes | None:
    """Return the bytes of an article's file; None where there is none. Raises OSError for what cannot be read."""
    try:
        found = read_file(os.fsencode(file))
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.data


def names_in(folder: Path) -> set[str]:
    """Return the names in a folder, case-folded, and remove what an ended process has left half-written there."""
    names = set()
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(TEMPORARY):
                with suppress(OSError):
                    Path(entry.path).unlink()
            names.add(entry.name.casefold())
    return names


def draft(file: Path, data: bytes) -> Draft:
    """Return a file that is written beside its place, by the umask; raises OSError, also for one that is too large to be read."""
    if len(data) > SIZE_LIMIT_BYTES:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(file.parent))
    return Draft(file, data, SHARED_MODE)


def replace(file: Path, data: bytes, *, keeps_time: bool = False) -> None:
    """Put the data in a file's place; ``keeps_time``: with the time of the former, by which it is dated. Raises OSError.

    The mode of a file that is there stays. Unlike ``write_whole`` it makes no folder and does not wait for the folder to
    be on the disk: after a power cut the former file is as good.
    """
    with draft(file, data) as made:
        made.take_mode(takes_time=keeps_time)
        made.sync()
        made.replace()
