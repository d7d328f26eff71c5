"""Bodies of answers: small ones in memory, large ones in a temporary file, so that sixteen at once take little memory. Disk."""

import tempfile
from collections.abc import Iterator
from typing import IO

IN_MEMORY = 1 << 20
"""Bytes of a body that stay in memory."""

PIECE = 1 << 16
"""Bytes that are read at a time."""


class Body:
    """Bytes that are written once and read any number of times."""

    def __init__(self, data: bytes = b"") -> None:
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - it ends with the body
        self.size = 0
        """Bytes."""
        if data:
            self.write(data)

    def write(self, data: bytes) -> None:
        """Add bytes at the end; raises OSError."""
        self._file.seek(self.size)
        self._file.write(data)
        self.size += len(data)

    def read(self, limit: int = -1) -> bytes:
        """Return all bytes, or the first ``limit``; raises OSError."""
        self._file.seek(0)
        return self._file.read(limit)

    def pieces(self) -> Iterator[bytes]:
        """Yield the bytes piece by piece; raises OSError."""
        at = 0
        while at < self.size:
            self._file.seek(at)
            piece = self._file.read(PIECE)
            at += len(piece)
            yield piece
