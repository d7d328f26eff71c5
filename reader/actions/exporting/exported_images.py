"""The images of articles that are exported: files of the library's folder, and those of the web where they are wanted. Disk, and network.

What is no image by its own first bytes goes nowhere; every limit is a named constant.
"""

import base64
import struct
import zlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.actions.images.gallery import Gallery, can_read_images
from reader.actions.images.header import Header, header_of
from reader.actions.images.remote import ImageCache, is_remote
from reader.files.digest import digest

if TYPE_CHECKING:
    from reader.actions.feeds.fetching import Fetcher
    from reader.article import Key
    from reader.library import Folder

IMAGE_LIMIT_BYTES = 8 << 20
"""Of one image."""

ALL_LIMIT_BYTES = 192 << 20
"""Of all images of an export."""

MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp", "BMP": "image/bmp"}  # fmt: skip
"""The media types of the formats whose headers are read."""

ENDINGS = {"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp", "image/bmp": ".bmp"}  # fmt: skip
"""The endings of their files."""

IN_EVERY_BOOK = frozenset({"PNG", "JPEG", "GIF"})
"""The formats that every reading system shows; others become PNG."""

_WHITE = (255, 255, 255)


class File(NamedTuple):
    """An image as it is exported."""

    name: str
    """Of its content: the same image has the same name wherever it stands."""
    media_type: str
    """As servers say it."""
    data: bytes
    """The file."""
    width: int
    """As shown, in pixels."""
    height: int
    """As shown, in pixels."""

    @property
    def as_address(self) -> str:
        """The image as an address that holds all of it (RFC 2397)."""
        return f"data:{self.media_type};base64,{base64.b64encode(self.data).decode()}"


class ExportedImages:
    """Finds the images of articles, one article after another, and adds up what they take."""

    def __init__(
        self, folders: "Sequence[Folder]", cache: ImageCache, fetcher: "Fetcher | None" = None, *, for_books: bool = False
    ) -> None:  # fmt: skip
        """``fetcher`` fetches images of the web; None: they are left out. ``for_books``: only formats of ``IN_EVERY_BOOK``."""
        self._folders = {folder.id: folder for folder in folders}
        self._cache, self._fetcher, self._for_books = cache, fetcher, for_books
        self._found: dict[str, File] = {}
        self._bytes = 0
        self.left_out = 0
        """Images that were not found, could not be fetched or read, or were beyond a limit."""

    def of_article(self, key: "Key", addresses: Iterable[str]) -> dict[str, File]:
        """Return the images of an article by their addresses there; those of the web are fetched first, if they are wanted."""
        wanted = list(dict.fromkeys(addresses))
        if self._fetcher is not None and (missing := self._cache.missing(wanted)):
            self._cache.fetch(missing, self._fetcher)
        fetched = self._cache.read if self._fetcher is not None else _nothing
        gallery = Gallery(self._folders[key.folder], key, fetched)
        found = {}
        for address in wanted:
            if file := self._file(gallery.data(address)):
                found[address] = file
            elif self._fetcher is not None or not is_remote(address):
                self.left_out += 1
        return found

    def _file(self, data: bytes) -> File | None:
        header = header_of(data)
        if header is None or len(data) > IMAGE_LIMIT_BYTES:
            return None
        name = digest(data, 12)
        if name not in self._found:
            file = self._made(name, data, header)
            if file is None or self._bytes + len(file.data) > ALL_LIMIT_BYTES:
                return None
            self._bytes += len(file.data)
            self._found[name] = file
        return self._found[name]

    def _made(self, name: str, data: bytes, header: Header) -> File | None:
        if self._for_books and header.format not in IN_EVERY_BOOK:
            return _as_png(name, data, header)
        media_type = MEDIA_TYPES[header.format]
        return File(f"{name}{ENDINGS[media_type]}", media_type, data, *header.shown_size)


def _nothing(_: str) -> bytes:
    return b""


def _as_png(name: str, data: bytes, header: Header) -> File | None:
    """Return an image as a PNG, on white; None if it cannot be decoded."""
    if not can_read_images() or not header.fits():
        return None
    from reader.actions.images.reading import ImageReader  # only for formats that few articles have

    width, height = header.shown_size
    pixels = ImageReader().read(data, header, width, height, _WHITE)
    return (
        File(f"{name}.png", MEDIA_TYPES["PNG"], png_of(width, height, pixels), width, height)
        if pixels
        else None
    )


def png_of(width: int, height: int, pixels: bytes) -> bytes:
    """Return pixels, three bytes each, as the file of a PNG (ISO 15948)."""
    rows = b"".join(b"\0" + pixels[at : at + 3 * width] for at in range(0, 3 * width * height, 3 * width))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(part)) + kind + part + struct.pack(">I", zlib.crc32(kind + part))
        for kind, part in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
