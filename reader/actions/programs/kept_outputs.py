"""What programs wrote about texts, so that none runs twice on the same: one small file per text, by the digest of the text.

Reads and writes the data folder; only its user may read it. What cannot be read or written is as if it were not there, and the
oldest make room for new ones. A text that changes has no outputs any more; an article that moves keeps its own.
"""

import json
import os
import threading
import zlib
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from reader.article import Document
from reader.files.digest import digest
from reader.files.room import make_room
from reader.files.whole import write_whole
from reader.log import logger
from reader.setting_programs import PipeRow

OUTPUT_LIMIT = 500_000
"""Characters; a longer output is not kept."""

TEXTS_LIMIT = 5_000
"""Texts of which outputs are kept."""

TOTAL_LIMIT_BYTES = 64_000_000
"""Bytes of all files together."""

OF_ONE_LIMIT = 20
"""Outputs that are kept of one text."""

_BEGIN = b"newsreader outputs 1\n"
_UNPACKED_LIMIT = OF_ONE_LIMIT * 12 * OUTPUT_LIMIT
"""Texts as JSON, each character twelve bytes at most: a larger file is not ours."""


class Output(NamedTuple):
    """What a program wrote about a text."""

    name: str
    """The name of its row, or the command."""
    text: str
    """Cleaned."""
    made: str
    """When, in ISO 8601 and UTC."""


def text_id(document: Document) -> str:
    """Return by what an article's text is known: its title and its body."""
    return digest(f"{document.article.title}\0{document.body}", 16)


def command_id(row: PipeRow) -> str:
    """Return by what a command is known: its words, and what it reads."""
    return digest(json.dumps([row.command, row.input]), 16)


class KeptOutputs:
    """The folder of outputs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()

    def of_text(self, text: str) -> dict[str, Output]:
        """Return the outputs about a text by the ids of their commands, the oldest first."""
        found: dict[str, Output] = {}
        for command, row in self._load(text).items():
            if isinstance(row, list) and len(row) == len(Output._fields) and all(map(_is_text, row)):
                found[command] = Output(*row)
        return found

    def keep(self, text: str, command: str, output: Output) -> None:
        """Keep an output, in the place of what the command wrote before about the same text."""
        if len(output.text) > OUTPUT_LIMIT:
            return
        with self._lock:
            rows = {each: row for each, row in self.of_text(text).items() if each != command}
            rows[command] = output
            last = dict(list(rows.items())[-OF_ONE_LIMIT:])
            data = json.dumps({each: list(row) for each, row in last.items()}).encode("ascii")
            try:
                write_whole(self._folder / text, _BEGIN + zlib.compress(data))
                make_room(self._folder, TEXTS_LIMIT, TOTAL_LIMIT_BYTES)
            except OSError as problem:
                logger(__name__).warning("an output is not kept: %s", problem.strerror)

    def forget(self) -> int:
        """Delete all outputs; return of how many texts there were some."""
        count = 0
        with self._lock, suppress(OSError), os.scandir(self._folder) as entries:
            for entry in entries:
                with suppress(OSError):
                    Path(entry.path).unlink()
                    count += 1
        return count

    def _load(self, text: str) -> dict[str, Any]:
        try:
            data = (self._folder / text).read_bytes()
            if not data.startswith(_BEGIN):
                return {}
            values = json.loads(zlib.decompressobj().decompress(data[len(_BEGIN) :], _UNPACKED_LIMIT))
        except (OSError, ValueError, RecursionError, zlib.error):
            return {}
        return values if isinstance(values, dict) else {}


def new_output(row: PipeRow, text: str) -> Output:
    """Return an output of now."""
    return Output(row.name, text, datetime.now(UTC).isoformat(timespec="seconds"))


def _is_text(value: object) -> bool:
    return isinstance(value, str)
