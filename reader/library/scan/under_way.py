"""Notes what is being worked on, so that the next process knows what ended this one. Disk.

Feeds and articles of unknown origin are parsed in C and Rust, which may crash or be killed for their memory; no Python runs
after that. So a small file holds the name of what is read, and the next process finds it.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reader.files.whole import read_whole, write_whole

_WRITTEN: set[Path] = set()
"""The files that exist now."""


class UnderWay:
    """The file, where only one process at a time writes it."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        """Say what is worked on while the block runs; raises OSError."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        _WRITTEN.add(self._file)
        write_whole(self._file, name.encode("utf-8", "replace"))
        try:
            yield
        finally:
            self._file.unlink(missing_ok=True)
            _WRITTEN.discard(self._file)

    def take_left(self) -> str:
        """Return at what a process has ended, and forget it; empty: at nothing."""
        try:
            left = read_whole(self._file).decode("utf-8", "replace")
            self._file.unlink()
        except OSError:
            return ""
        return left


def end_in_order() -> None:
    """Delete the files: the process ends because it was requested, not because of what it read."""
    for file in list(_WRITTEN):
        with suppress(OSError):
            file.unlink(missing_ok=True)
