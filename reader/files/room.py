"""Keeps a folder of the program's own files within bounds: the oldest make room for new ones."""

import os
from contextlib import suppress
from pathlib import Path

ROOM_LEFT = 0.9
"""Share of either limit that is left in use when the oldest are deleted, so that this is rare."""


def make_room(folder: Path, most_files: int, most_bytes: int) -> None:
    """Delete the oldest files of a folder if there are too many or they are too large together; raises OSError."""
    with os.scandir(folder) as entries:
        found = [(entry.stat(follow_symlinks=False), entry.path) for entry in entries]
    total = sum(stat.st_size for stat, _ in found)
    if len(found) <= most_files and total <= most_bytes:
        return
    found.sort(key=lambda each: each[0].st_mtime_ns)
    count = len(found)
    for stat, path in found:
        if count <= most_files * ROOM_LEFT and total <= most_bytes * ROOM_LEFT:
            return
        with suppress(OSError):
            Path(path).unlink()
        count, total = count - 1, total - stat.st_size
