"""Bodies of answers: small ones in memory, large ones in a temporary file, so that sixteen at once take little memory. Disk."""

import tempfile
import zlib
from collections.abc import Iterator
from typing import IO

from reader.feeds.web.connection import FetchError
from reader.i18n import tr
from reader.text import clean_line

IN_MEMORY = 1 << 20
"""Bytes of a body that stay in memory."""

PIECE = 1 << 16
"""Bytes that are read at a time."""

_MEMBER = b"\x1f"
"""How another member of a gzip stream begins (RFC 1952)."""


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


def unpacked(pieces: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    """Yield the unpacked bytes of pieces by their content encoding, never many at once: a bomb does not explode.

    Raises FetchError for an incomplete stream and for an encoding that was not requested, and zlib.error.
    """
    name = encoding.strip().lower()
    if name in {"", "identity"}:
        return pieces
    if name not in {"gzip", "x-gzip", "deflate"}:
        raise FetchError(tr("It is packed as {name}, which was not asked for", name=clean_line(name, 40)))
    return _inflated(pieces)


def _inflated(pieces: Iterator[bytes]) -> Iterator[bytes]:
    inflate = zlib.decompressobj(zlib.MAX_WBITS | 32)
    is_empty = True
    for piece in pieces:
        left, is_empty = piece, False
        while left:
            if inflate.eof:
                if left[:1] != _MEMBER:
                    return  # padding, or rubbish: the stream is complete
                inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
            yield inflate.decompress(left, PIECE)
            left = inflate.unused_data if inflate.eof else inflate.unconsumed_tail
    yield inflate.flush()
    if not inflate.eof and not is_empty:
        raise FetchError(tr("The answer ended before its end"))
