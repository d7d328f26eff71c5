"""A file for a terminal that may go away."""

from contextlib import suppress
from typing import Any, TextIO


class UnbreakableFile:
    """A text file whose writes never raise once the terminal is gone.

    Textual writes from a thread of its own. An error there ends that thread unseen, and leaving
    the program then waits for it forever.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> int:
        """Write the text if the terminal is there; return its length."""
        with suppress(OSError):
            self._file.write(text)
        return len(text)

    def flush(self) -> None:
        """Write out what waits, if the terminal is there."""
        with suppress(OSError):
            self._file.flush()

    def __getattr__(self, name: str) -> Any:
        """Return everything else as the file has it."""
        return getattr(self._file, name)
