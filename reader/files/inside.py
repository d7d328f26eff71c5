"""The wall around a folder that may be anyone's: nothing is written through a link that leads out of it. Disk.

A link that stays inside is followed. One that leads out is followed only where the user has agreed to its target.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.errors import NewsreaderError
from reader.files.whole import SHARED_MODE, Draft, sync_folder
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
    """Return the real path for a file to write below ``root``; raises OutsideError where a link leads out.

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
def open_folder(folder: Path) -> Iterator[int]:
    """Yield a descriptor of a folder by its real path, reached without following a link on the way; raises OSError.

    What is then done by it stays in that folder, whatever becomes of the names above it.
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
    """Return the descriptor of a folder in another, whose descriptor is closed."""
    below = os.open(name, flags, dir_fd=handle)
    os.close(handle)
    return below


@contextmanager
def pinned(folder: Path) -> Iterator[Path]:
    """Yield a path that reaches a folder whatever becomes of the names that lead to it; the folder is made if it is missing.

    ``folder`` is a real path; no link is followed on its way. Where the system has no such paths, it is yielded itself.
    Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with open_folder(folder) as handle:
        path = Path(f"/proc/self/fd/{handle}")
        yield path if path.is_dir() else folder


def replace_inside(file: Path, data: bytes) -> None:
    """Put the data in the place of a file by its real path, whole and lasting; its mode stays. Raises OSError.

    A link that is put on the way meanwhile is not followed.
    """
    with open_folder(file.parent) as folder:
        with Draft(file, data, SHARED_MODE, folder=folder) as draft:
            draft.take_mode()
            draft.sync()
            draft.replace()
        sync_folder(folder)
