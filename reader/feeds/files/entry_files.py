"""Files of entries in their folder: made whole where there is none, replaced whole, never anything between. Disk."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import NamedTuple

from reader.article import SIZE_LIMIT_BYTES
from reader.library.scan.read_file import read_file

_TEMPORARY = ".newsreader-"
"""What the names of files begin with that are being written: hidden, so that they are no articles."""

_NO_LINKS = frozenset({errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.EXDEV})
"""What file systems answer that know no hard links."""


def content_of(file: Path) -> bytes | None:
    """Return the bytes of an article's file; None where there is none. Raises OSError for what cannot be read."""
    try:
        found = read_file(os.fsencode(file))
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.data


def names_in(folder: Path) -> set[str]:
    """Return the names in a folder, case-folded; what an ended process has left half-written goes."""
    names = set()
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(_TEMPORARY):
                with suppress(OSError):
                    Path(entry.path).unlink()
            names.add(entry.name.casefold())
    return names


class Draft(NamedTuple):
    """A file that is written, under a temporary name still."""

    file: Path
    """What it will be called."""
    temporary: Path
    handle: int
    """Open until it is placed or given up."""


def draft(file: Path, data: bytes) -> Draft:
    """Write a file beside the place that it will have; raises OSError, and then nothing is left of it.

    It obeys the umask, and the disk need not have it yet.
    """
    if len(data) > SIZE_LIMIT_BYTES:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(file.parent))
    temporary = file.parent / f"{_TEMPORARY}{token_hex(8)}"
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
    made = Draft(file, temporary, handle)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(handle, left) :]
    except BaseException:
        give_up(made)
        raise
    return made


def give_up(made: Draft) -> None:
    """Leave nothing of a draft."""
    with suppress(OSError):
        os.close(made.handle)
    made.temporary.unlink(missing_ok=True)


def put_in_place(made: Draft) -> None:
    """Force a draft onto the disk, and give it its name, where there is no such file; raises FileExistsError and OSError.

    Drafts that are placed together cost the disk little more than one, for what the first forces out takes the others along.
    """
    try:
        os.fsync(made.handle)
        _link(made.temporary, made.file)
    finally:
        give_up(made)


def _link(temporary: Path, file: Path) -> None:
    try:
        os.link(temporary, file)
    except OSError as problem:
        if problem.errno not in _NO_LINKS:
            raise
        if os.path.lexists(file):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file)) from None
        temporary.replace(file)


def replace(file: Path, data: bytes, *, keeps_time: bool = False) -> None:
    """Put the data in a file's place; ``keeps_time``: with the time of the former, by which it is dated. Raises OSError.

    The mode of a file that is there stays.
    """
    made = draft(file, data)
    try:
        with suppress(OSError):
            found = file.lstat()
            if stat.S_ISREG(found.st_mode):
                os.fchmod(made.handle, stat.S_IMODE(found.st_mode))
            if keeps_time:
                os.utime(made.handle, ns=(found.st_atime_ns, found.st_mtime_ns))
        os.fsync(made.handle)
        made.temporary.replace(file)
    finally:
        give_up(made)


def make_lasting(folder: Path) -> None:
    """Let a power cut not take the names in a folder back."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
