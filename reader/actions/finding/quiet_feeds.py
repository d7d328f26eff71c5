"""Which feeds are quiet, as ``feeds.toml`` says: their articles count neither as unread nor among all. Disk."""

import os
from collections.abc import Iterator
from pathlib import Path

from reader.files.whole import read_whole
from reader.library import Library

_FILE = "feeds.toml"


class QuietFeeds:
    """The quiet feeds of a library's folders."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._read: dict[Path, tuple[tuple[int, int], tuple[str, ...]]] = {}
        """What was read of each file, with the time and the size that it had."""

    def __bool__(self) -> bool:
        """Whether there may be any: a folder has feeds."""
        return any(True for _ in self._files())

    def addresses(self) -> list[str]:
        """Return the addresses of the quiet feeds; reads files. In a worker."""
        return [address for file in self._files() for address in self._of(file)]

    def _files(self) -> Iterator[Path]:
        files = (folder.path / _FILE for folder in self._library.folders if not folder.only)
        return (file for file in files if os.path.lexists(file))

    def _of(self, file: Path) -> tuple[str, ...]:
        try:
            about = file.stat()
            state = about.st_mtime_ns, about.st_size
            if file in self._read and self._read[file][0] == state:
                return self._read[file][1]
            data = read_whole(file)
        except OSError:
            return ()
        found: tuple[str, ...] = ()
        if b"quiet" in data:  # else nothing that parses it has to be loaded
            from reader.feeds.following.subscriptions import load_subscriptions

            found = tuple(feed.address for feed in load_subscriptions(file.parent).feeds if feed.is_quiet)
        self._read[file] = state, found
        return found
