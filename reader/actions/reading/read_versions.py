"""The read versions of articles, to show what has changed since.

Reads and writes the data folder: one small file per article, readable by its user alone. Nothing in it is
precious: what cannot be read or written is as if it were not there, and the oldest make room for new ones.
"""

import json
import zlib
from pathlib import Path

from reader.article import Key
from reader.files.digest import digest
from reader.files.room import make_room
from reader.files.whole import write_whole
from reader.log import logger

TEXT_LIMIT = 4_000_000
"""Characters; the version of a longer text is not kept."""

COPIES_LIMIT = 2_000
"""Articles of which versions are kept."""

TOTAL_LIMIT_BYTES = 64_000_000
"""Bytes of all versions together."""

_BEGIN = b"newsreader copy 1\n"
_UNPACKED_LIMIT = 2 * 12 * TEXT_LIMIT + 1_000
"""Two texts as JSON, each character twelve bytes at most: a larger file is not ours."""


class ReadVersions:
    """Per article, the text that was last read, and the one read before it changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, key: Key, text: str) -> None:
        """Save the text of an article that is being read; the version before it is kept too."""
        if len(text) > TEXT_LIMIT:
            return
        kept = self._load(key)
        if kept[:1] == [text]:
            return
        packed = zlib.compress(json.dumps([text, *kept[:1]]).encode("ascii"))
        try:
            write_whole(self._file(key), _BEGIN + packed)
            make_room(self._folder, COPIES_LIMIT, TOTAL_LIMIT_BYTES)
        except OSError as problem:
            logger(__name__).warning("what was read is not kept: %s", problem.strerror)

    def earlier(self, key: Key, text: str) -> str | None:
        """Return the version that was read before ``text``, or ``text`` itself; None if none is kept."""
        kept = self._load(key)
        return next((each for each in kept if each != text), text) if kept else None

    def _load(self, key: Key) -> list[str]:
        """Return the saved versions of an article, the newest first."""
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
