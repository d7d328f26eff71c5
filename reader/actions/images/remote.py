"""Remote images: fetched on demand by the rules of feeds, and cached.

Network and disk; for workers. Private networks are never reached: these addresses come from articles.
"""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import NewsreaderError
from reader.files.digest import digest
from reader.files.whole import read_whole, write_whole
from reader.i18n import tr
from reader.log import logger

if TYPE_CHECKING:
    from reader.feeds.web.fetch import Fetcher

IMAGES_LIMIT = 60
"""Images that are fetched for one article."""

CACHE_LIMIT = 200 << 20
"""Bytes of the cache; the least recently used images are deleted first."""


class Fetched(NamedTuple):
    """The result of fetching images."""

    came: int
    """How many were fetched."""
    problems: tuple[str, ...]
    """A sentence for each image that failed."""


class ImageCache:
    """The cache of remote images, by their addresses."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, address: str) -> bytes:
        """Return the bytes of a cached image; empty if it is not cached."""
        file = self._file(address)
        try:
            data = read_whole(file)
        except OSError:
            return b""
        with suppress(OSError):
            os.utime(file)  # the time of its last use
        return data

    def missing(self, addresses: Iterable[str]) -> list[str]:
        """Return the remote addresses among these that are not cached, each once, up to ``IMAGES_LIMIT``."""
        wanted = dict.fromkeys(address for address in addresses if is_remote(address))
        return [address for address in wanted if not self._file(address).exists()][:IMAGES_LIMIT]

    def fetch(
        self, addresses: Iterable[str], fetcher: "Fetcher", on_each: Callable[[int], None] = lambda _: None
    ) -> Fetched:
        """Fetch images into the cache; ``on_each`` gets the number done after each. A failure does not stop the others."""
        from reader.feeds.web.fetch import StoppedError
        from reader.feeds.web.image import fetch_image

        came, problems = 0, []
        for done, address in enumerate(addresses, 1):
            try:
                data = fetch_image(address, fetcher).data
                self._folder.mkdir(parents=True, exist_ok=True)
                write_whole(self._file(address), data)
                came += 1
            except StoppedError:
                break
            except (NewsreaderError, OSError) as problem:
                problems.append(str(problem))
            except Exception as fault:  # noqa: BLE001 - what a server sends may meet any: the other images are fetched all the same
                logger(__name__).exception("an image could not be fetched")
                problems.append(tr("an error in newsreader ({kind})", kind=type(fault).__name__))
            on_each(done)
        self._prune()
        return Fetched(came, tuple(problems))

    def _prune(self) -> None:
        with suppress(OSError):
            found = [(entry.stat(), entry.path) for entry in os.scandir(self._folder)]
            left = CACHE_LIMIT
            for sentence, path in sorted(found, key=lambda each: each[0].st_mtime, reverse=True):
                left -= sentence.st_size
                if left < 0:
                    Path(path).unlink()

    def _file(self, address: str) -> Path:
        return self._folder / digest(address, 16)


def is_remote(address: str) -> bool:
    """Return whether an address is a remote one (http or https)."""
    return address[:8].lower().startswith(("http://", "https://"))
