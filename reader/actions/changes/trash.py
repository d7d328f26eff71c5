"""Articles of feeds are deleted: their files go to a folder of the program's, from where undo brings them back. Disk.

The journal has, as the field ``trashed``, where in that folder a file is. Only files that a refresh has written are moved:
the user's own are the user's.
"""

import errno
import os
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from reader.actions.changes.act_result import ActResult
from reader.errors import NewsreaderError, UsageError
from reader.files.inside import real_inside
from reader.i18n import listed, tr
from reader.journal import Change, Event, Field, Journal
from reader.library import Library, Row
from reader.refusal import refusal

MODE = 0o700
"""Of the folder of what was deleted: only its owner may read it."""


def can_be_deleted(row: Row) -> bool:
    """Return whether an article's file was written by a refresh."""
    return row.fetched is not None


def delete(library: Library, journal: Journal, trash: Path, articles: Sequence[int]) -> ActResult:
    """Move the files of these articles to the trash, as one act; those that came from no feed stay. In a worker.

    Raises UsageError where none came from a feed, and NewsreaderError for the first file that cannot be moved.
    """
    if not journal.retry():
        raise NewsreaderError(
            tr("Nothing is deleted while changes cannot be saved: {reason}", reason=journal.trouble)
        )
    rows = [row for row in library.articles.each_row(articles) if can_be_deleted(row)]
    if not rows:
        raise UsageError(tr("Only articles that came from feeds are deleted; other files are yours"))
    stamp, changes, failure = f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}", [], None
    for number, row in enumerate(rows):
        file = library.files.path_of(row.key)
        name = f"{stamp}/{number}/{file.name}"
        try:
            _move(_inside(library, row.key.folder, file), trash / name)
        except OSError as problem:
            failure = NewsreaderError(
                tr("{file} cannot be deleted: {problem}", file=file.name, problem=refusal(problem))
            )
            break
        changes.append(Change(row.key, Field.TRASHED, name))
    if changes:
        _record(library, journal, trash, changes)
    if failure:
        raise failure
    return ActResult(tuple(row.id for row in rows), Field.TRASHED, value=True)


def _record(library: Library, journal: Journal, trash: Path, changes: Sequence[Change]) -> None:
    """Record what was moved; where that cannot be saved, move it back, since no undo would know of it, and raise NewsreaderError."""
    try:
        library.apply(journal.record(changes))
    except NewsreaderError:
        for change in changes:
            _move(trash / str(change.value), library.files.path_of(change.key))
        raise
    if journal.unsaved:
        reason, events = journal.trouble, journal.undo()
        library.apply(events)
        follow(library, trash, events)
        raise NewsreaderError(tr("Nothing is deleted while changes cannot be saved: {reason}", reason=reason))


def follow(library: Library, trash: Path, events: Sequence[Event]) -> None:
    """Move files as reverted changes say: back to where they were, or to the trash again; raises NewsreaderError."""
    folders = {folder.id for folder in library.folders}
    in_the_way = []
    for event in events:
        change = event.change
        name = change.value or change.former
        if change.field != Field.TRASHED or not isinstance(name, str) or change.key.folder not in folders:
            continue
        kept, file = trash / name, library.files.path_of(change.key)
        try:
            if not _lies_in(kept, trash):
                continue
            real = _inside(library, change.key.folder, file)
            if change.value:
                _move(real, kept)
            elif os.path.lexists(real):
                in_the_way.append(file.name)
            else:
                _move(kept, real)
        except FileNotFoundError:
            continue  # it is there no more
        except OSError as problem:
            raise NewsreaderError(
                tr("{file} cannot be moved: {problem}", file=file.name, problem=refusal(problem))
            ) from problem

    if in_the_way:
        raise NewsreaderError(
            tr("{file} stays in the trash: another file stands in its place", file=listed(in_the_way[:3]))
        )


def _inside(library: Library, folder: str, file: Path) -> Path:
    """Return the real path of a file in its folder; raises OutsideError where a link leads out."""
    root = next(each.path for each in library.folders if each.id == folder)
    return real_inside(root, file.parent) / file.name


def _lies_in(file: Path, folder: Path) -> bool:
    return os.path.realpath(file).startswith(os.path.realpath(folder) + os.sep)


def _move(source: Path, target: Path) -> None:
    """Move a file, also to another file system; nothing is written over another."""
    if os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    target.parent.mkdir(mode=MODE, parents=True, exist_ok=True)
    try:
        source.rename(target)
    except OSError as problem:
        if problem.errno != errno.EXDEV:
            raise
        shutil.copy2(source, target, follow_symlinks=False)
        source.unlink()
