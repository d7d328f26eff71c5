"""The wall around a folder that may be anyone's: nothing is written through a link that leads out of it. Disk.

A link that stays inside is followed. One that leads out is followed only where the user has agreed to its target.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reader.errors import NewsreaderError
from reader.i18n import tr

_STEP = getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
"""How a folder on the way is opened: where the system knows ``O_PATH``, one that may not be listed too."""


class OutsideError(NewsreaderError):
    """A path that a link leads out of its folder; the message names both."""


def target_outside(root: Path, path: Path) -> Path | None:
    """Return where a path below ``root`` really leads, if that is outside of it; None: it stays inside."""
    top, real = os.path.realpath(root), os.path.realpath(path)
    return None if lies_in(real, top) else Path(real)


def lies_in(path: str, folder: str) -> bool:
    """Return whether one real path is another or lies below it."""
    return path == folder or path.startswith(folder.rstrip("/") + "/")


def real_inside(root: Path, path: Path, agreed: Path | None = None) -> Path:
    """Return the real path of what is to be written below ``root``; raises OutsideError where a link leads out.

    ``agreed`` is a file or folder outside to which the user has agreed.
    """
    # Once: what is checked is what is returned, whatever becomes of the names meanwhile.
    real = Path(os.path.realpath(path))
    is_inside = lies_in(str(real), os.path.realpath(root))
    if not is_inside and (agreed is None or not lies_in(str(real), str(agreed))):
        raise OutsideError(
            tr(
                "{path} leads out of its folder, to {target}: nothing is written there",
                path=path,
                target=real,
            )
        )
    return real


@contextmanager
def held(folder: Path) -> Iterator[int]:
    """Give a handle of a folder by its real path, reached without following a link on the way; raises OSError.

    What is then done by the handle stays in that folder, whatever becomes of the names above it.
    """
    handle = os.open("/", _STEP)
    try:
        for name in folder.parts[1:]:
            handle = _stepped(handle, name, _STEP)
        handle = _stepped(handle, ".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        yield handle
    finally:
        os.close(handle)


def _stepped(handle: int, name: str, flags: int) -> int:
    """Return the handle of a folder in another, in whose place it is."""
    below = os.open(name, flags, dir_fd=handle)
    os.close(handle)
    return below


@contextmanager
def pinned(folder: Path) -> Iterator[Path]:
    """Give a path by which a folder is reached whatever becomes of the names that lead to it; it is made if it is not there.

    ``folder`` is a real path, on whose way no link is followed. Where the system has no such paths, it is given itself.
    Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with held(folder) as handle:
        path = Path(f"/proc/self/fd/{handle}")
        yield path if path.is_dir() else folder


def replace_held(file: Path, data: bytes) -> None:
    """Put the data in the place of a file by its real path, whole and lasting; its mode stays. Raises OSError.

    A link that is put on the way meanwhile is not followed.
    """
    with held(file.parent) as folder:
        temporary = f".newsreader-{os.urandom(6).hex()}"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        handle = os.open(temporary, flags, 0o666, dir_fd=folder)
        try:
            with os.fdopen(handle, "wb") as opened:
                opened.write(data)
                opened.flush()
                with suppress(FileNotFoundError):
                    before = os.stat(file.name, dir_fd=folder, follow_symlinks=False)
                    if stat.S_ISREG(before.st_mode):
                        os.fchmod(handle, stat.S_IMODE(before.st_mode))
                os.fsync(handle)
            os.replace(temporary, file.name, src_dir_fd=folder, dst_dir_fd=folder)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary, dir_fd=folder)
            raise
        os.fsync(folder)
