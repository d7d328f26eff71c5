"""Unpacks compressed answers: whole or a failure, by what their bytes are and not by what a header calls them. Pure."""

import re
import zlib
from collections.abc import Iterator
from itertools import chain

from reader.errors import NewsreaderError
from reader.feeds.web.body import PIECE, Body
from reader.i18n import tr
from reader.text import clean_line

UNPACKED_LIMIT = 32 << 20
"""Bytes of a document once it is unpacked."""

LAYERS_LIMIT = 4
"""Encodings that are named for one answer."""

GZIP = b"\x1f\x8b"
"""How each member of a gzip stream begins (RFC 1952)."""

_PACKED = frozenset({"gzip", "x-gzip", "deflate"})
_OTHERS = frozenset(
    {"br", "zstd", "compress", "x-compress", "bzip2", "x-bzip2", "xz", "lzma", "dcb", "dcz", "sdch", "exi"}
)
_PLAIN = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<[?!A-Za-z\0]|\{\s*\"|\Z)|\xff\xfe|\xfe\xff|\0<")
"""How documents begin that are not compressed."""

_BEGIN = 16
"""Bytes that show what a stream is."""


class PackingError(NewsreaderError):
    """What cannot be unpacked; the message is a sentence without the server's name."""


class OtherEncodingError(PackingError):
    """It is compressed in a way that was not requested; the message is its name."""


class IncompleteError(PackingError):
    """It ends early."""


def unpacked(pieces: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    """Yield the unpacked bytes of pieces, never many at once: a bomb does not explode.

    ``encoding`` is the header Content-Encoding; a word in it that names no compression, as some servers have there the
    character set, means nothing. Raises PackingError.
    """
    names = [name.strip().lower() for name in encoding.split(",")][:LAYERS_LIMIT]
    for name in reversed(names):
        if name in _OTHERS:
            pieces = _refused(pieces, name)
        elif name in _PACKED:
            pieces = _inflated(pieces)
    return pieces


def unpacked_file(body: Body) -> Body:
    """Return a document that was stored compressed, such as ``feed.xml.gz``, unpacked; else the document. Raises PackingError."""
    for _ in range(LAYERS_LIMIT):
        if body.read(len(GZIP)) != GZIP:
            return body
        packed, body = body, Body()
        for piece in _inflated(packed.pieces()):
            if body.size + len(piece) > UNPACKED_LIMIT:
                raise PackingError(tr("It is larger than {size} MB when unpacked", size=UNPACKED_LIMIT >> 20))
            body.write(piece)
    return body


def _begun(pieces: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """Return the beginning of a stream, and the whole of it."""
    begin = b""
    while len(begin) < _BEGIN and (piece := next(pieces, b"")):
        begin += piece
    return begin, chain([begin], pieces)


def _refused(pieces: Iterator[bytes], name: str) -> Iterator[bytes]:
    begin, pieces = _begun(pieces)
    if not _PLAIN.match(begin):
        raise OtherEncodingError(clean_line(name, 40))
    yield from pieces


def _inflated(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the bytes of a stream of gzip, zlib or plain deflate; what is not compressed stays as it is."""
    begin, pieces = _begun(pieces)
    if _PLAIN.match(begin):
        yield from pieces
        return
    is_gzip = begin[:2] == GZIP[: len(begin)]
    is_zlib = begin[0] & 0x0F == 8 and int.from_bytes(begin[:2]) % 31 == 0
    bits = 16 + zlib.MAX_WBITS if is_gzip else zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS
    inflate = zlib.decompressobj(bits)
    left = b""
    try:
        for piece in pieces:
            left += piece
            while left:
                if inflate.eof:
                    if is_gzip and left == GZIP[:1]:
                        break  # the next piece shows whether it is another member
                    if not is_gzip or not left.startswith(GZIP):
                        return  # padding, or rubbish: the stream is complete
                    inflate = zlib.decompressobj(bits)
                yield inflate.decompress(left, PIECE)
                left = inflate.unused_data if inflate.eof else inflate.unconsumed_tail
        yield inflate.flush()
    except zlib.error as problem:
        raise PackingError(tr("It is damaged")) from problem
    if left or not inflate.eof:
        raise IncompleteError(tr("It was cut off"))
