"""What is being worked on at this moment, so that what ends the program is known afterwards. Disk.

Feeds and articles are read by C and Rust over what strangers wrote: that may fault, or be killed for its memory. Then no line
of Python is run any more that could remember it. So a small file says meanwhile what it is; the next process finds it.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reader.files.whole import read_whole, write_whole

_WRITTEN: set[Path] = set()
"""The files that stand at this moment."""


class UnderWay:
    """The file that says so, of those who are never two at once."""

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
    """Take away what says what is worked on: the process ends because it was asked to, not because of that."""
    for file in list(_WRITTEN):
        with suppress(OSError):
            file.unlink(missing_ok=True)
