"""The file of the log: all processes append to it at once, it is private, and its size is bounded. Disk.

Nothing stays open. A record is one write at the end of the file, so records of several processes do not mix. A file that is
full is renamed to ``.1`` in place of the one before, by a process that holds its lock meanwhile.
"""

import fcntl
import os
from collections.abc import Callable
from contextlib import suppress
from logging import Handler, LogRecord
from pathlib import Path

from reader.files.whole import open_regular
from reader.log.redact import format_record

LIMIT_BYTES = 512 << 10
"""After this many bytes a file is followed by a new one."""

RECORD_LIMIT_BYTES = 16 << 10
"""Of one record; a longer one is cut."""


class LogFile(Handler):
    """Writes records to the file; what cannot be written is lost without a message: no act fails because of the log."""

    def __init__(self, file: Callable[[], Path], process: str) -> None:
        super().__init__()
        self._file, self._process = file, process

    def emit(self, record: LogRecord) -> None:
        """Append a record."""
        with suppress(Exception):  # a full disk, a read-only home, a fault of ours: the program continues
            data = format_record(record, self._process).encode("utf-8", "replace")
            if len(data) > RECORD_LIMIT_BYTES:
                data = data[:RECORD_LIMIT_BYTES].decode("utf-8", "ignore").encode() + b" ...\n"
            append(self._file(), data)

    def handleError(self, record: LogRecord) -> None:  # noqa: N802 - the library's own hook
        """Do nothing: the standard handler would print on the terminal."""


def append(file: Path, data: bytes) -> None:
    """Write at the end of the file, which is created where it is missing and renamed where it is full; raises OSError."""
    for _ in range(2):
        handle = _open(file)
        try:
            if os.fstat(handle).st_size < LIMIT_BYTES:
                os.write(handle, data)
                return
            _rotate(file, handle)
        finally:
            os.close(handle)


def _open(file: Path) -> int:
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
    try:
        return open_regular(file, flags)
    except FileNotFoundError:
        file.parent.parent.mkdir(parents=True, exist_ok=True)
        file.parent.mkdir(mode=0o700, exist_ok=True)
        return open_regular(file, flags)


def _rotate(file: Path, handle: int) -> None:
    """Rename the file to ``.1``, unless another process has just done so."""
    with suppress(OSError):
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(handle), file.stat()):
            file.replace(file.with_name(f"{file.name}.1"))
