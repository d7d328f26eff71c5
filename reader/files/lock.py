"""One writer at a time, across threads, objects and processes. Disk.

The lock is a small file beside what it guards, held by the system's advisory lock, which ends with the process. Waiting
for it is bounded: a stopped process must not stop the screen.
"""

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.files.whole import open_regular
from reader.i18n import tr

WAIT_S = 2.0
"""The longest wait for another writer in a worker or a command; a write takes a millisecond."""

MOMENT_S = 0.02
"""The longest wait where the screen stands still meanwhile."""

_PAUSE_S, _PAUSE_LIMIT_S = 0.0005, 0.02
"""The first pause between two tries, and the longest."""

_WITHOUT_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP}
"""What file systems answer that have no locks; appending is still one write there."""


@contextmanager
def locked(file: Path, wait_s: float = WAIT_S) -> Iterator[None]:
    """Hold the lock while the block runs; raise OSError (TimeoutError where another holds it too long)."""
    deadline = time.monotonic() + wait_s
    while True:
        handle = open_regular(file, os.O_RDWR | os.O_CREAT)
        try:
            _wait_for(handle, deadline)
            if _is_still(file, handle):
                yield
                return
        finally:
            os.close(handle)  # which also unlocks


@contextmanager
def try_lock(file: Path) -> Iterator[bool]:
    """Hold the lock while the block runs, or yield False at once where another process holds it; raises OSError."""
    handle = open_regular(file, os.O_RDWR | os.O_CREAT)
    try:
        yield _is_free(handle)
    finally:
        os.close(handle)  # which also unlocks


def _is_free(handle: int) -> bool:
    """Take the lock and return whether it was free; True where the file system has no locks."""
    try:
        _flock(handle)
    except OSError as problem:
        return problem.errno in _WITHOUT_LOCKS
    return True


def _is_still(file: Path, handle: int) -> bool:
    """Whether the locked file is still the one of that name: a sync tool may have replaced it."""
    try:
        return os.path.samestat(os.fstat(handle), file.stat())
    except FileNotFoundError:
        return False


def _wait_for(handle: int, deadline: float) -> None:
    pause_s = _PAUSE_S
    while True:
        try:
            _flock(handle)
        except OSError as problem:
            if problem.errno in _WITHOUT_LOCKS:
                return
            if problem.errno not in {errno.EACCES, errno.EAGAIN, errno.EDEADLK}:
                raise
            if time.monotonic() > deadline:
                raise TimeoutError(errno.ETIMEDOUT, tr("another newsreader is writing")) from None
        else:
            return
        time.sleep(pause_s)
        pause_s = min(pause_s * 2, _PAUSE_LIMIT_S)


def _flock(handle: int) -> None:
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
