"""Whether a newer version of the program has written to a log. Disk, reading only.

This version may misread what it wrote, and lose it when it compacts the log: such a log is left as it is.
"""

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from reader.errors import JournalError
from reader.i18n import tr
from reader.journal.line import VERSION
from reader.journal.segments import open_segment, segments
from reader.text import clean_line
from reader.text.pattern import late

EXAMINED_BYTES = 1 << 16
"""Of a segment's beginning and of its end: a version writes many lines one after another."""

_DECLARED = late(rb'^\{\s*"v"\s*:\s*(\d{1,18})\s*[,}]', re.MULTILINE)
_OURS = b'\n{"v":%d,' % VERSION


def refuse_newer(log: Path) -> None:
    """Raise JournalError where a newer version of the program has written to a log."""
    if segment := newer_segment(log):
        sentence = tr(
            "The journal {file} was written by a newer newsreader: update this one. Nothing was changed",
            file=segment,
        )
        raise JournalError(clean_line(sentence))


def newer_segment(log: Path) -> Path | None:
    """Return a segment of a log with lines of a newer version; None: there is none, or none that can be read."""
    with suppress(OSError):
        for name in segments(log):
            with suppress(OSError), open_segment(log / name) as segment:
                if _is_newer(segment):
                    return log / name
    return None


def _is_newer(segment: BinaryIO) -> bool:
    data = b"\n" + segment.read(EXAMINED_BYTES)
    size = os.fstat(segment.fileno()).st_size
    if size > 2 * EXAMINED_BYTES:
        segment.seek(size - EXAMINED_BYTES)
    data += segment.read(EXAMINED_BYTES)
    if data.count(_OURS) == data.count(b"\n{"):  # nearly always
        return False
    return any(int(match[1]) > VERSION for match in _DECLARED.finditer(data))
