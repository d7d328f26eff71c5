"""Deletes the articles of a feed that the user removes; those that the user has changed stay. Disk."""

from pathlib import Path
from typing import NamedTuple

from reader.feeds.files.entry_files import content_of
from reader.feeds.files.ledger import Ledger


class Removed(NamedTuple):
    """What became of the articles of a feed."""

    deleted: tuple[Path, ...]
    """Files that were as they were written."""
    kept: tuple[Path, ...]
    """Files that the user has changed."""


def remove_articles(folder: Path, ledger: Ledger) -> Removed:
    """Delete the files of a feed that are as they were written, and what this device knows of them; raises OSError.

    ``folder`` holds them, and is removed too if nothing is left in it.
    """
    deleted, kept = [], []
    for name in ledger.records():
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
    return Removed(tuple(deleted), tuple(kept))
