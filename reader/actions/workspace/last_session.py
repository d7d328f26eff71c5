"""Up to which article the last session of the screen came, by the folders that were open. Disk.

What has come since is new. An index numbers its articles in the order in which it gets them; where it was made again
meanwhile, the time counts. Nothing in the file is precious: where it is missing or broken, nothing is new yet.
"""

import json
import time
from pathlib import Path
from typing import Any

from reader.files.whole import read_whole, write_whole
from reader.library import Library
from reader.library.search.run_query import Since
from reader.log import logger

KEPT = 100
"""Sets of folders for which that is kept, those that were open last."""


def last_seen(file: Path, library: Library) -> Since:
    """Return up to where the last session with the folders of a library came; if there was none, up to now."""
    found = _read(file).get(_name(library))
    if isinstance(found, list) and [*map(type, found)] == [str, int, int]:
        return Since(*found)
    return Since("", 0, int(time.time()))


def keep_seen(file: Path, library: Library) -> None:
    """Write down that all that is there now was seen, whole or not at all; a failure is logged only."""
    name, kept = _name(library), _read(file)
    with library.articles.frame() as frame:
        seen = Since(frame.edition.index_id, max(0, len(frame.flags) - 1), int(time.time()))
    kept.pop(name, None)
    kept[name] = list(seen)
    try:
        text = json.dumps(dict([*kept.items()][-KEPT:]), indent=1)
        write_whole(file, text.encode("ascii"))
    except OSError as problem:
        logger(__name__).warning("the end of the session is not remembered: %s", problem.strerror)


def _name(library: Library) -> str:
    return "\n".join(sorted(folder.id for folder in library.folders))


def _read(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(read_whole(file))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
