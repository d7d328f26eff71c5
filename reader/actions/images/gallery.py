"""The images that an article may show: files in its folder of the library, and ``data:`` images in its text.

Disk. Their headers are read here, their pixels by Pillow, an optional extra, in a process of its own; belongs into a
worker. Nothing is fetched, nothing outside of the library's folder is opened, and every limit is a named constant.
"""

import base64
import binascii
import os
import posixpath
from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from typing import NamedTuple
from urllib.parse import unquote, unquote_to_bytes

from reader.actions.images.header import header_of
from reader.actions.images.reading import ImageReader
from reader.actions.images.remote import is_remote
from reader.article import Key
from reader.library import Folder
from reader.library.scan.read_file import read_inside
from reader.page.line import WIKI, ImageBox

DATA_LIMIT = 4 << 20
"""Characters of a ``data:`` address that is read."""

FILES_LIMIT = 20_000
"""Files that are searched for an image that is named without its folder."""

_SITE_FOLDERS = ("", "static", "assets", "public", "content", "source", "images", "attachments")
"""Folders of a library in which sites and note programs keep what ``/…`` or a bare name means."""


class Raster(NamedTuple):
    """An image as pixels."""

    width: int
    """In pixels."""
    height: int
    """In pixels."""
    rgb: bytes
    """Three bytes a pixel, row by row."""


@cache
def can_read_images() -> bool:
    """Return whether Pillow, which reads images, is installed."""
    return find_spec("PIL") is not None


class Gallery:
    """The images of one article."""

    def __init__(self, folder: Folder, key: Key, fetched: Callable[[str], bytes] = lambda _: b"") -> None:
        """``folder`` and ``key`` name the article; ``fetched`` returns the bytes of a remote image by its address, if it was fetched."""
        self._root = os.fsencode(folder.path)
        self._key = key
        self._fetched = fetched
        self._names: dict[str, str] | None = None

    def image(self, address: str) -> ImageBox | None:
        """Return the size of an image from its header; None if it is not here or its format is not supported."""
        header = header_of(self.data(address))
        return ImageBox(*header.shown_size, is_too_large=not header.fits()) if header else None

    def raster(
        self,
        address: str,
        width: int,
        height: int,
        ground: tuple[int, int, int],
        reader: ImageReader | None = None,
    ) -> Raster | None:
        """Return an image scaled to ``width`` x ``height`` pixels: its first frame, transparency on the colour ``ground``."""
        data = self.data(address)
        header = header_of(data)
        if header is None or not header.fits():
            return None
        rgb = (reader or ImageReader()).read(data, header, width, height, ground)
        return Raster(width, height, rgb) if rgb else None

    def data(self, address: str) -> bytes:
        """Return the bytes of an image's file; empty if it is not here, or longer than a file that is read."""
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
            return  # a remote address
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
        """Return the paths of the folder's images by name, the least deep of each."""
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
    """Return the bytes of a ``data:`` address (RFC 2397); empty if it is not an image or too large."""
    head, comma, data = address.partition(",")
    if not comma or len(data) > DATA_LIMIT or not head[5:].lower().startswith("image/"):
        return b""
    if not head.lower().endswith(";base64"):
        return unquote_to_bytes(data)
    try:
        return base64.b64decode(unquote(data), validate=False)
    except (binascii.Error, ValueError):
        return b""
