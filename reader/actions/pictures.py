"""The pictures that an article may show: files in its folder of the library, and those that its own text holds.

Disk. Pillow, an optional extra, reads them; belongs into a worker. Nothing is fetched, nothing outside of the
library's folder is opened, and every limit is a named constant.
"""

import base64
import binascii
import os
import posixpath
from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, unquote_to_bytes

from reader.actions.remote_pictures import is_remote
from reader.article import Key
from reader.library import Folder
from reader.library.read_file import read_inside
from reader.page.line import WIKI, Picture

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")

DATA_LIMIT = 4 << 20
"""Characters of a ``data:`` address that is read."""

PIXELS_LIMIT = 25_000_000
"""A picture of more is not opened: a file of a few kilobytes can hold billions."""

FILES_LIMIT = 20_000
"""So many files are looked through for a picture that is named without its folder."""

_SITE_FOLDERS = ("", "static", "assets", "public", "content", "source", "images", "attachments")
"""Folders of a library in which sites and note programs keep what ``/…`` or a bare name means."""

_ORIENTATION = 0x0112
_ROTATED = {5, 6, 7, 8}
"""The tag of EXIF, and its values with which width and height change places."""

_BROKEN = (OSError, ValueError, SyntaxError, ArithmeticError, LookupError, TypeError)
"""What Pillow raises for files that are broken."""


class Raster(NamedTuple):
    """A picture as pixels."""

    width: int
    height: int
    rgb: bytes
    """Three bytes a pixel, row by row."""


@cache
def can_read_pictures() -> bool:
    """Return whether the extra that reads pictures is installed."""
    return find_spec("PIL") is not None


class Gallery:
    """The pictures of one article."""

    def __init__(self, folder: Folder, key: Key, fetched: Callable[[str], bytes] = lambda _: b"") -> None:
        """Take a folder and an article in it; ``fetched`` returns a picture of the web by its address, if it was fetched."""
        self._root = os.fsencode(folder.path)
        self._key = key
        self._fetched = fetched
        self._names: dict[str, str] | None = None

    def picture(self, address: str) -> Picture | None:
        """Return what a picture measures; None for one that is not here or cannot be read."""
        image = self._opened(address)
        if image is None:
            return None
        width, height = image.size
        try:
            rotated = image.format == "JPEG" and image.getexif().get(_ORIENTATION) in _ROTATED
        except _BROKEN:
            rotated = False
        return Picture(height, width) if rotated else Picture(width, height)

    def raster(self, address: str, width: int, height: int, ground: tuple[int, int, int]) -> Raster | None:
        """Return a picture in so many pixels, its first frame, what is transparent in it on the colour ``ground``."""
        image = self._opened(address)
        if image is None:
            return None
        from PIL import Image, ImageOps

        try:
            image.draft(
                "RGB", (width, height)
            )  # a JPEG is read in an eighth of its pixels where these are enough
            drawn = ImageOps.exif_transpose(image)
            if drawn.mode not in {"RGB", "L"}:
                drawn = drawn.convert("RGBA")
                drawn = Image.alpha_composite(Image.new("RGBA", drawn.size, (*ground, 255)), drawn)
            drawn = drawn.convert("RGB").resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)
        except _BROKEN:
            return None
        return Raster(width, height, drawn.tobytes())

    def _opened(self, address: str) -> "Image | None":
        """Return a picture of which no more than its head is read."""
        data = self._data(address)
        if not data:
            return None
        from PIL import Image

        Image.MAX_IMAGE_PIXELS = (
            None  # it would warn on stderr, which is the screen; the limit is checked below
        )
        try:
            image = Image.open(BytesIO(data), formats=FORMATS)
        except _BROKEN:
            return None
        return image if 0 < image.width * image.height <= PIXELS_LIMIT else None

    def _data(self, address: str) -> bytes:
        if address[:5].lower() == "data:":
            return _inlined(address)
        if is_remote(address):
            return self._fetched(address)
        for path in self._paths(address):
            try:
                content = read_inside(self._root, self._root + b"/" + os.fsencode(path))
            except (OSError, ValueError):
                continue
            return b"" if content.is_truncated else content.data
        return b""

    def _paths(self, address: str) -> Iterator[str]:
        """Yield the paths in the folder that an address may mean, the most likely first."""
        is_name = address.startswith(WIKI)
        path = address.removeprefix(WIKI).partition("#")[0]
        if not is_name:
            path = unquote(path.partition("?")[0], errors="surrogateescape")
        if (
            not path
            or (":" in path.partition("/")[0] and not is_name)
            or path.startswith("//")
            or "\0" in path
        ):
            return  # another place of the web
        own = (
            []
            if path.startswith("/")
            else [posixpath.dirname(self._key.path), posixpath.splitext(self._key.path)[0]]
        )
        for start in (*own, *_SITE_FOLDERS):
            whole = posixpath.normpath(posixpath.join(start, path.lstrip("/")))
            if whole != ".." and not whole.startswith("../"):
                yield whole
        if is_name and (found := self._by_name().get(posixpath.basename(path).casefold())):
            yield found

    def _by_name(self) -> dict[str, str]:
        """Return the paths of the pictures in the folder by their names, the least deep of each."""
        if self._names is None:
            self._names = {}
            for path in _files(os.fsdecode(self._root)):
                self._names.setdefault(posixpath.basename(path).casefold(), path)
        return self._names


def _files(root: str) -> Iterator[str]:
    """Yield the paths of files below ``root``, the least deep first; hidden folders and links are left out."""
    folders, left = [""], FILES_LIMIT
    while folders and left > 0:
        below: list[str] = []
        for folder in folders:
            try:
                entries = sorted(os.scandir(posixpath.join(root, folder)), key=lambda entry: entry.name)
            except OSError:
                continue
            left -= len(entries)
            if left < 0:
                return
            for entry in entries:
                path = posixpath.join(folder, entry.name)
                if entry.is_dir(follow_symlinks=False):
                    below += [] if entry.name.startswith(".") or entry.name == "node_modules" else [path]
                elif entry.is_file(follow_symlinks=False):
                    yield path
        folders = below


def _inlined(address: str) -> bytes:
    """Return what a ``data:`` address holds (RFC 2397); nothing if that is no picture or too large."""
    head, comma, data = address.partition(",")
    if not comma or len(data) > DATA_LIMIT or not head[5:].lower().startswith("image/"):
        return b""
    if not head.lower().endswith(";base64"):
        return unquote_to_bytes(data)
    try:
        return base64.b64decode(unquote(data), validate=False)
    except (binascii.Error, ValueError):
        return b""
