"""Pictures of the web: fetched when somebody wants them, by the same rules as feeds, and kept in the cache.

Network and disk; belongs into a worker. No article leads into a private network: nobody has typed these addresses.
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
"""So many are fetched for one article."""

CACHE_LIMIT = 200 << 20
"""Bytes of all pictures that are kept; those that were not looked at for the longest time go first."""


class Fetched(NamedTuple):
    """What came."""

    came: int
    problems: tuple[str, ...]
    """A sentence for each picture that did not."""


class ImageCache:
    """The pictures that were fetched, by their addresses."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, address: str) -> bytes:
        """Return a picture that was fetched; nothing if it was not."""
        file = self._file(address)
        try:
            data = read_whole(file)
        except OSError:
            return b""
        with suppress(OSError):
            os.utime(file)  # it was looked at
        return data

    def missing(self, addresses: Iterable[str]) -> list[str]:
        """Return the addresses of the web among these whose pictures are not here, each once."""
        wanted = dict.fromkeys(address for address in addresses if is_remote(address))
        return [address for address in wanted if not self._file(address).exists()][:IMAGES_LIMIT]

    def fetch(
        self, addresses: Iterable[str], fetcher: "Fetcher", on_each: Callable[[int], None] = lambda _: None
    ) -> Fetched:
        """Fetch pictures; ``on_each`` is told how many are done, behind each. What fails is told, the others come."""
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
            except Exception as fault:  # noqa: BLE001 - what a server sends may meet any: the other pictures come all the same
                logger(__name__).exception("a picture could not be fetched")
                problems.append(tr("a fault of newsreader's own ({kind})", kind=type(fault).__name__))
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
    """Whether an address is one of the web."""
    return address[:8].lower().startswith(("http://", "https://"))
