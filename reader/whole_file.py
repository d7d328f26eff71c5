"""Small files of the program's own: written whole or not at all, and read without waiting or filling the memory. Disk."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

from reader.i18n import tr

READ_LIMIT_BYTES = 16 << 20
"""Nothing that we write, and no settings that anyone writes, are longer."""


def read_whole(file: Path) -> bytes:
    """Return what a small file holds; raises OSError, also where a pipe, a device or a huge file has its name."""
    handle = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as opened:
        found = os.fstat(handle)
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(file))
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, tr("it is not a regular file"), str(file))
        data = opened.read(READ_LIMIT_BYTES + 1)
    if len(data) > READ_LIMIT_BYTES:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(file))
    return data


def write_whole(file: Path, data: bytes, *, is_lasting: bool = False, is_shared: bool = False) -> None:
    """Put the data in the file's place; raises OSError, and then the former file stands and nothing lies beside it.

    ``is_lasting``: a power cut a moment later loses neither the old nor the new. ``is_shared``: it lies in a folder of the
    user's, so its mode is what the umask says, or that of the former file; else only its owner may read it.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.parent / f".{file.name}.{os.urandom(6).hex()}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    handle = os.open(temporary, flags, 0o666 if is_shared else 0o600)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(data)
            opened.flush()
            if is_shared:
                with suppress(OSError):
                    former = file.lstat()
                    if stat.S_ISREG(former.st_mode):
                        os.fchmod(handle, stat.S_IMODE(former.st_mode))
            if is_lasting:
                os.fsync(handle)
        temporary.replace(file)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    if is_lasting:
        folder = os.open(file.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
