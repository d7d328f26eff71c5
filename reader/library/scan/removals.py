"""Taking out what is gone, unless it looks as if not the files but their drive was gone. Writes the index.

Only what was looked for and not found counts as gone: its directory was listed to the end without it. Even so
an unmounted drive leaves an empty folder behind, and a network share half a one. Therefore:

- A folder that cannot be listed loses nothing.
- What the watcher reported, file by file, goes at once, as long as the folder is the one that was opened.
- Else, where more than half is gone, and more than a few files or all there were, nothing is taken out at
  first: the articles stay listed and a sentence says so. A later scan, a minute or more after, that finds the
  same believes it. So two files of three go at once, and sixty of a hundred at the second look.

Being too careful costs a list that is out of date for a while; being too rash would cost no more than reading
the files again, since what the user did stands in the journal.
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
"""Files that may go at once, however many are left, as long as any are."""

DOUBT_S = 60.0
"""How long a doubt has to last before the same finding ends it."""


class Loss(NamedTuple):
    """What is gone in one folder."""

    folder: int
    path: str
    """The folder's, for those who are told."""
    is_same: bool
    """The folder is still the one that was opened: neither mounted over nor replaced."""
    gone: Sequence[Gone]
    is_unreadable: bool


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
                    trn("{count} article disappeared with most of {folder}: it stays listed until a later scan confirms it.",
                        "{count} articles disappeared with most of {folder}: they stay listed until a later scan confirms it.",
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
