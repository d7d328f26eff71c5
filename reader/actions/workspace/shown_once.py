"""What is shown once in a user's life: which tips were shown, in a small file. Disk.

Several newsreaders may say one at the same moment: the file is read again under a lock.
"""

from pathlib import Path

from reader.actions.finding.named_file import parsed, write_named
from reader.errors import NewsreaderError
from reader.files.lock import locked


def take_turn(file: Path, name: str) -> bool:
    """Return whether something was never said, and write down that it is said now.

    False too where that cannot be written: it would be said at each start.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with locked(file.with_name(f"{file.name}.lock")):
            shown = parsed(file)
            if name in shown:
                return False
            write_named(file, {**shown, name: True})
    except (OSError, NewsreaderError):
        return False
    return True
