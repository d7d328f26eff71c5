"""Files that are written whole or not at all, and regular files that are opened without waiting or filling the memory. Disk."""

import errno
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Self

from reader.i18n import tr

READ_LIMIT_BYTES = 16 << 20
"""Nothing that we write, and no settings that anyone writes, are longer."""

TEMPORARY = ".newsreader-"
"""What the names of files begin with that are being written: hidden, so they are neither articles nor logs."""

OWN_MODE, SHARED_MODE = 0o600, 0o666
"""The mode of a new file that only its owner may read, and of one in a folder of the user's, which the umask narrows."""

_NO_LINKS = frozenset({errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.EXDEV})
"""What file systems answer that have no hard links."""


class NotRegularError(OSError):
    """What has the name of the file is a folder, a pipe, a socket or a device."""


def open_regular(file: str | bytes | Path, flags: int = os.O_RDONLY, *, follows_link: bool = False) -> int:
    """Return a descriptor of a regular file, which others do not inherit; never waits for a pipe or a terminal.

    With ``O_CREAT`` a new file is its owner's alone. Raises OSError, also for a link unless
    ``follows_link``, and NotRegularError.
    """
    flags |= os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC | (0 if follows_link else os.O_NOFOLLOW)
    try:
        handle = os.open(file, flags, OWN_MODE)
    except OSError as problem:
        if problem.errno != errno.ELOOP or follows_link:
            raise
        raise OSError(errno.ELOOP, tr("{name} is a link", name=_name(file))) from None
    mode = os.fstat(handle).st_mode
    if stat.S_ISREG(mode):
        return handle
    os.close(handle)
    if stat.S_ISDIR(mode):
        raise NotRegularError(errno.EISDIR, os.strerror(errno.EISDIR), os.fspath(file))
    raise NotRegularError(errno.EINVAL, tr("{name} is no regular file", name=_name(file)), os.fspath(file))


def read_whole(file: str | Path, limit_bytes: int = READ_LIMIT_BYTES, *, follows_link: bool = True) -> bytes:
    """Return the bytes of a file; raises OSError, also where it is not regular or longer than the limit."""
    with os.fdopen(open_regular(file, follows_link=follows_link), "rb") as opened:
        data = opened.read(limit_bytes + 1)
    if len(data) > limit_bytes:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), os.fspath(file))
    return data


class Draft:
    """A new file that is written, beside its target and under a temporary name until ``replace`` or ``place`` gives it its own.

    It is ended by its block or by ``discard``: what has no name of its own by then is gone.
    """

    def __init__(self, file: Path, data: bytes, mode: int = OWN_MODE, *, folder: int | None = None) -> None:
        """Write the data; raises OSError, and then nothing is left. The disk itself need not have it before ``sync``.

        ``folder`` is a descriptor of the file's folder, by which that is reached whatever becomes of its names.
        """
        self._folder = folder
        self._target = file if folder is None else Path(file.name)
        self._temporary = self._target.with_name(f"{TEMPORARY}{os.urandom(8).hex()}")
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        self._handle = os.open(self._temporary, flags, mode, dir_fd=folder)
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(self._handle, left) :]
        except BaseException:
            self.discard()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.discard()

    def take_mode(self, *, takes_time: bool = False) -> None:
        """Give it the mode of the regular file that it will replace, if there is one; ``takes_time``: its times too."""
        with suppress(OSError):
            former = os.stat(self._target, dir_fd=self._folder, follow_symlinks=False)
            if stat.S_ISREG(former.st_mode):
                os.fchmod(self._handle, stat.S_IMODE(former.st_mode))
            if takes_time:
                os.utime(self._handle, ns=(former.st_atime_ns, former.st_mtime_ns))

    def sync(self) -> None:
        """Force its bytes onto the disk; raises OSError. The first of several that are synced takes most of the others along."""
        sync(self._handle)

    def replace(self) -> None:
        """Give it its name, whatever has that now; raises OSError."""
        os.replace(self._temporary, self._target, src_dir_fd=self._folder, dst_dir_fd=self._folder)

    def place(self) -> None:
        """Give it its name where nothing has that; raises FileExistsError and OSError."""
        try:
            os.link(self._temporary, self._target, src_dir_fd=self._folder, dst_dir_fd=self._folder)
        except OSError as problem:
            if problem.errno not in _NO_LINKS:
                raise
            with suppress(FileNotFoundError):
                os.stat(self._target, dir_fd=self._folder, follow_symlinks=False)
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(self._target)) from None
            self.replace()

    def discard(self) -> None:
        """Close it, and remove it where it still has its temporary name; may be called again."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1
            with suppress(OSError):
                os.unlink(self._temporary, dir_fd=self._folder)


def write_whole(file: Path, data: bytes, *, is_lasting: bool = False, is_shared: bool = False) -> None:
    """Put the data in the file's place; raises OSError, and then the former file stands and nothing lies beside it.

    ``is_lasting``: a power cut a moment later loses neither the old nor the new. ``is_shared``: it lies in a folder of the
    user's, so its mode is what the umask says, or that of the former file; else only its owner may read it.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with Draft(file, data, SHARED_MODE if is_shared else OWN_MODE) as draft:
        if is_shared:
            draft.take_mode()
        if is_lasting:
            draft.sync()
        draft.replace()
    if is_lasting:
        sync_folder(file.parent)


def sync(handle: int) -> None:
    """Force what was written to an open file onto the disk itself; raises OSError."""
    _force(handle)


def sync_folder(folder: Path | int) -> None:
    """Force the names in a folder, or in an open one, onto the disk, so that a power cut takes none back.

    Some file systems cannot: there a power cut may lose a name, but no file is half there.
    """
    with suppress(OSError):
        if isinstance(folder, int):
            os.fsync(folder)
            return
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _name(file: str | bytes | Path) -> str:
    return Path(os.fsdecode(file)).name


if sys.platform == "darwin":
    import fcntl

    def _force(handle: int) -> None:
        try:
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)  # fsync there reaches the drive's cache only
        except OSError:  # a file system that knows no such thing
            os.fsync(handle)

else:

    def _force(handle: int) -> None:
        os.fsync(handle)
