"""Recognizes binary files by their first bytes. Pure."""

from typing import NamedTuple

from reader.i18n import tr

PDF = b"%PDF-"
"""A PDF may consist of plain characters only."""


class _Kind(NamedTuple):
    """A binary format and its first bytes."""

    begin: bytes
    name: str
    """With its article, for a sentence."""
    at: int = 0
    """Offset of these bytes."""


KINDS = (
    _Kind(b"\xff\xd8\xff", "a JPEG image"),
    _Kind(b"\x89PNG\r\n\x1a\n", "a PNG image"),
    _Kind(b"GIF87a", "a GIF image"),
    _Kind(b"GIF89a", "a GIF image"),
    _Kind(b"WEBP", "a WebP image", 8),
    _Kind(b"ftypavif", "an AVIF image", 4),
    _Kind(b"ftyphei", "an HEIC image", 4),
    _Kind(b"II*\0", "a TIFF image"),
    _Kind(b"MM\0*", "a TIFF image"),
    _Kind(b"\0\0\1\0", "an icon"),
    _Kind(b"8BPS\0", "a Photoshop image"),
    _Kind(PDF, "a PDF document"),
    _Kind(b"AT&TFORM", "a DjVu document"),
    _Kind(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    _Kind(b"mimetypeapplication/epub+zip", "an EPUB book", 30),
    _Kind(b"mimetypeapplication/vnd.oasis", "an OpenDocument file", 30),
    _Kind(b"PK\3\4", "a zip archive or an Office document"),
    _Kind(b"PK\5\6", "an empty zip archive"),
    _Kind(b"\x1f\x8b", "a gzip archive"),
    _Kind(b"BZh", "a bzip2 archive"),
    _Kind(b"\xfd7zXZ\0", "an xz archive"),
    _Kind(b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    _Kind(b"Rar!\x1a\7", "a RAR archive"),
    _Kind(b"\x28\xb5\x2f\xfd", "a zstd archive"),
    _Kind(b"ustar", "a tar archive", 257),
    _Kind(b"\x7fELF", "a program"),
    _Kind(b"MZ", "a program for Windows"),
    _Kind(b"\xcf\xfa\xed\xfe", "a program for macOS"),
    _Kind(b"\xca\xfe\xba\xbe", "a program"),
    _Kind(b"\0asm", "a WebAssembly program"),
    _Kind(b"SQLite format 3\0", "an SQLite database"),
    _Kind(b"OggS", "an Ogg recording"),
    _Kind(b"fLaC", "a FLAC recording"),
    _Kind(b"ID3", "an MP3 recording"),
    _Kind(b"\xff\xfb", "an MP3 recording"),
    _Kind(b"WAVE", "a WAV recording", 8),
    _Kind(b"AVI ", "a film", 8),
    _Kind(b"ftyp", "a film or a recording", 4),
    _Kind(b"\x1aE\xdf\xa3", "a film"),
    _Kind(b"wOFF", "a font"),
    _Kind(b"wOF2", "a font"),
    _Kind(b"OTTO\0", "a font"),
    _Kind(b"\0\1\0\0\0", "a font"),
)
"""The formats that are recognized."""


def kind_of(data: bytes) -> str:
    """Return the format of binary data, as ``a JPEG image``; empty if it is not recognized."""
    found = next((kind for kind in KINDS if data.startswith(kind.begin, kind.at)), None)
    return tr(found.name) if found else ""
