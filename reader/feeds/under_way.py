"""Which document is being made into files at this moment, so that one that ends the program is known afterwards. Disk.

What makes a document into files is C and Rust over what strangers wrote: it may be killed for its memory, or fault. Then no
line of Python is run any more that could remember it. So a small file says, while it goes on, whose document that is; who
comes next finds it.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reader.whole_file import read_whole, write_whole

_WRITTEN: set[Path] = set()
"""The files that stand at this moment."""


class UnderWay:
    """The file of one folder's feeds and one device."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @contextmanager
    def of(self, address: str) -> Iterator[None]:
        """Say that a feed's document is worked on while the block runs, by the feed's address; raises OSError."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        _WRITTEN.add(self._file)
        write_whole(self._file, address.encode("utf-8", "replace"))
        try:
            yield
        finally:
            self._file.unlink(missing_ok=True)
            _WRITTEN.discard(self._file)

    def take_left(self) -> str:
        """Return the address of the feed at whose document a process has ended, and forget it; empty: none has."""
        try:
            left = read_whole(self._file).decode("utf-8", "replace")
            self._file.unlink()
        except OSError:
            return ""
        return left


def end_in_order() -> None:
    """Take away what says that a document is worked on: the process ends because it was asked to, not because of it."""
    for file in list(_WRITTEN):
        with suppress(OSError):
            file.unlink(missing_ok=True)
