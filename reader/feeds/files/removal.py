"""Taking away the articles of a feed, once its reader wants that; those that somebody has changed stay. Disk."""

from pathlib import Path
from typing import NamedTuple

from reader.feeds.files.entry_files import content_of
from reader.feeds.files.ledger import Ledger


class Cleared(NamedTuple):
    """What became of the articles of a feed."""

    deleted: tuple[Path, ...]
    kept: tuple[Path, ...]
    """Files that were changed by hand."""


def clear(folder: Path, ledger: Ledger) -> Cleared:
    """Delete the files of a feed that are as they were written, and forget about them; raises OSError.

    ``folder`` is where they are; it goes too once nothing is left in it.
    """
    deleted, kept = [], []
    for name in dict.fromkeys(known.file for known in ledger.entries.values()):
        file = folder / name
        there = content_of(file)
        if there is None:
            continue
        if ledger.has_written(there):
            file.unlink()
            deleted.append(file)
        else:
            kept.append(file)
    ledger.forget()
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
    return Cleared(tuple(deleted), tuple(kept))
