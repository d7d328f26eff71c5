"""Files of entries in their folder: made whole where there is none, replaced whole, never anything between. Disk."""

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from reader.article import SIZE_LIMIT_BYTES
from reader.library.read_file import read_file

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


def create(file: Path, data: bytes) -> None:
    """Make a whole file where there is none; raises FileExistsError and OSError."""
    temporary = _written(file.parent, data)
    try:
        os.link(temporary, file)
    except OSError as problem:
        if problem.errno not in _NO_LINKS:
            raise
        if file.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file)) from None
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)


def replace(file: Path, data: bytes, *, keeps_time: bool = False) -> None:
    """Put the data in a file's place; ``keeps_time``: with the time of the former, by which it is dated."""
    temporary = _written(file.parent, data)
    try:
        if keeps_time:
            with suppress(OSError):
                found = file.stat()
                os.utime(temporary, ns=(found.st_atime_ns, found.st_mtime_ns))
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)


def make_lasting(folder: Path) -> None:
    """Let a power cut not take the names in a folder back."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _written(folder: Path, data: bytes) -> Path:
    if len(data) > SIZE_LIMIT_BYTES:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(folder))
    handle, name = tempfile.mkstemp(prefix=_TEMPORARY, dir=folder)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(handle)
            os.fchmod(handle, 0o644)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)
