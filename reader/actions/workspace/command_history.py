"""The commands that were typed, to be typed again: one small file in the state folder that only its owner may read.

Nothing in it is precious: where it is missing or broken, it begins again.
"""

import json
from pathlib import Path

from reader.files.whole import read_whole, write_whole
from reader.log import logger
from reader.text import clean_line
from reader.text.typed_address import hide_logins

KEPT = 200
"""Lines that are kept; the oldest go."""

LINE_LENGTH = 1_000
"""Characters of a line that is kept; a longer one is not."""


def load_history(file: Path) -> tuple[str, ...]:
    """Return the lines that were typed, the last one at the end."""
    try:
        found = json.loads(read_whole(file))
    except (OSError, ValueError, RecursionError):
        return ()
    lines = found if isinstance(found, list) else []
    return tuple(clean_line(line, LINE_LENGTH) for line in lines if isinstance(line, str))[-KEPT:]


def remember_line(file: Path, line: str) -> None:
    """Add a line at the end, without passwords; one that was there moves. A file that cannot be written is logged only."""
    typed = hide_logins(line.strip())
    if not typed or len(typed) > LINE_LENGTH:
        return
    lines = [*(each for each in load_history(file) if each != typed), typed][-KEPT:]
    try:
        write_whole(file, json.dumps(lines, ensure_ascii=True, indent=1).encode("ascii"))
    except OSError as problem:
        logger(__name__).warning("the typed commands are not remembered: %s", problem.strerror)
