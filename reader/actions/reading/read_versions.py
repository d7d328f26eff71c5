"""Copies of what was read, so that one can see what changed in it since.

Reads and writes the data folder: one small file per article, readable by its user alone. Nothing in it is
precious: what cannot be read or written is as if it were not there, and the oldest make room for new ones.
"""

import json
import os
import zlib
from contextlib import suppress
from pathlib import Path

from reader.article import Key
from reader.files.digest import digest
from reader.files.whole import write_whole
from reader.log import logger

TEXT_LIMIT = 4_000_000
"""Of a longer text, in characters, no copy is kept."""

COPIES_LIMIT = 2_000
"""How many articles have a copy."""

TOTAL_LIMIT_BYTES = 64_000_000
"""How much room all copies may take."""

ROOM_LEFT = 0.9
"""When the oldest give way, so much of either limit stays in use: not every copy makes the next one give way."""

_BEGIN = b"newsreader copy 1\n"
_UNPACKED_LIMIT = 2 * 12 * TEXT_LIMIT + 1_000
"""Two texts as JSON, each character twelve bytes at most: more is no copy of ours."""


class ReadVersions:
    """The texts as they were last read, and as they were before they changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, key: Key, text: str) -> None:
        """Keep the text of an article that is being read; the one that it had before stays beside it."""
        if len(text) > TEXT_LIMIT:
            return
        kept = self._load(key)
        if kept[:1] == [text]:
            return
        packed = zlib.compress(json.dumps([text, *kept[:1]]).encode("ascii"))
        try:
            write_whole(self._file(key), _BEGIN + packed)
            self._make_room()
        except OSError as problem:
            logger(__name__).warning("what was read is not kept: %s", problem.strerror)

    def former(self, key: Key, text: str) -> str | None:
        """Return the text that was read before it became ``text``, or ``text`` itself; None: no copy is kept."""
        kept = self._load(key)
        return next((each for each in kept if each != text), text) if kept else None

    def _load(self, key: Key) -> list[str]:
        """Return the texts that are kept of an article, the newest first."""
        try:
            data = self._file(key).read_bytes()
            if not data.startswith(_BEGIN):
                return []
            unpacked = zlib.decompressobj().decompress(data[len(_BEGIN) :], _UNPACKED_LIMIT)
            texts = json.loads(unpacked)
        except (OSError, ValueError, RecursionError, zlib.error):
            return []
        return [each for each in texts if isinstance(each, str)] if isinstance(texts, list) else []

    def _file(self, key: Key) -> Path:
        return self._folder / digest(f"{key.folder}\0{key.path}", 16)

    def _make_room(self) -> None:
        """Delete the oldest copies where all of them are too many, or too large together."""
        with os.scandir(self._folder) as entries:
            found = [(entry.stat(follow_symlinks=False), entry.path) for entry in entries]
        total = sum(each.st_size for each, _ in found)
        if len(found) <= COPIES_LIMIT and total <= TOTAL_LIMIT_BYTES:
            return
        found.sort(key=lambda each: each[0].st_mtime_ns)
        count = len(found)
        for stat, path in found:
            if count <= COPIES_LIMIT * ROOM_LEFT and total <= TOTAL_LIMIT_BYTES * ROOM_LEFT:
                return
            with suppress(OSError):
                Path(path).unlink()
            count, total = count - 1, total - stat.st_size
