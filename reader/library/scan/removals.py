"""Removes articles whose files are gone, unless it looks as if their drive was gone. Writes the index.

A file counts as gone when its directory was listed to the end without it. But an unmounted drive leaves an empty folder
behind, and a network share a part of one. Therefore:

- Nothing is removed from a folder that cannot be listed.
- What the watcher reported, file by file, is removed at once, as long as the folder is the one that was opened.
- Else, where more than half is gone, and more than a few files or all of them, nothing is removed at first: the articles
  stay listed and a sentence says so. A scan that finds the same a minute or more later removes them. So two files of three
  are removed at once, and sixty of a hundred at the second scan.

Too much care costs a list that is out of date for a while; too little costs reading the files again, since the journal has
what the user did.
"""

import sqlite3
import time
from collections.abc import Sequence
from datetime import UTC
from functools import partial
from typing import NamedTuple

from reader.i18n import tr, trn
from reader.library.index.rows import Changes
from reader.library.index.writer import Writer
from reader.library.scan.comparison import Gone

FEW = 16
"""Files that are removed at once, as long as any are left."""

DOUBT_S = 60.0
"""How long files have to be gone before a second scan removes them."""


class Loss(NamedTuple):
    """What is gone in one folder."""

    folder: int
    """The row of the folder."""
    path: str
    """The path of the folder, for messages."""
    is_same: bool
    """The folder is still the one that was opened: neither mounted over nor replaced."""
    gone: Sequence[Gone]
    """Files that do not exist any more."""
    is_unreadable: bool
    """Something in it cannot be listed."""


def prune(writer: Writer, losses: Sequence[Loss], changes: Changes, *, was_reported: bool) -> tuple[str, ...]:
    """Take out what is gone for good; return sentences about what was left in, and why."""
    notices: list[str] = []
    for loss in losses:
        if loss.is_unreadable:
            notices.append(
                tr("{folder} cannot be read: its articles stay listed until it can.", folder=loss.path)
            )
        elif loss.gone:
            kept = writer.run(partial(_take_out, loss=loss, changes=changes, was_reported=was_reported))
            if kept:
                notices.append(
                    trn("{count} article has vanished with most of {folder}: it stays listed until a later scan finds the same.",
                        "{count} articles have vanished with most of {folder}: they stay listed until a later scan finds the same.",
                        kept, folder=loss.path)
                )  # fmt: skip
        elif not was_reported:
            _forget_doubt(writer, loss.folder)
    return tuple(notices)


def _take_out(connection: sqlite3.Connection, loss: Loss, changes: Changes, *, was_reported: bool) -> int:
    """Return how many articles were left in because of a doubt."""
    doubt = f"doubt:{loss.folder}"
    lost = sum(one.article is not None for one in loss.gone)
    if _is_doubtful(connection, loss, lost, was_reported=was_reported):
        now = time.time()
        since = connection.execute("SELECT value FROM meta WHERE name = ?", (doubt,)).fetchone()
        if since is None:
            connection.execute("INSERT INTO meta VALUES(?, ?)", (doubt, now))
        if since is None or now - since[0] < DOUBT_S:
            return lost
    from reader.library.scan.storing import IndexTransaction  # 2 ms: only where something is gone

    storing = IndexTransaction(connection, UTC)  # what goes has its terms
    storing.remove(loss.gone, changes)
    storing.finish()
    connection.execute("DELETE FROM meta WHERE name = ?", (doubt,))
    return 0


def _is_doubtful(connection: sqlite3.Connection, loss: Loss, lost: int, *, was_reported: bool) -> bool:
    if not lost or (was_reported and loss.is_same):
        return False
    known = connection.execute(
        "SELECT count(article) FROM dir JOIN file ON file.dir = dir.id WHERE dir.folder = ?", (loss.folder,)
    ).fetchone()[0]
    left = known - lost
    return lost > left and (lost > FEW or not left)


def _forget_doubt(writer: Writer, folder: int) -> None:
    writer.run(lambda connection: connection.execute("DELETE FROM meta WHERE name = ?", (f"doubt:{folder}",)))
