"""Marking articles: read, starred, later; undoing; remembering the position in a text.

Every act goes one way: key → change → journal (on disk before it shows) → the library's projection.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from reader.actions.changes.act_result import ActResult
from reader.journal import Change, Event, Field, Journal
from reader.journal.event import TAG
from reader.library import Library, Row
from reader.page.position import BEGINNING, Position
from reader.text import clean_line

ACTS = {
    "read": (Field.READ, True),
    "unread": (Field.READ, False),
    "star": (Field.STARRED, True),
    "unstar": (Field.STARRED, False),
    "later": (Field.LATER, True),
    "not-later": (Field.LATER, False),
}
"""What can be done with articles, by name: the field and its value."""


def mark(
    library: Library, journal: Journal, articles: Sequence[int], field: Field, *, value: bool, joins: str = ""
) -> ActResult:
    """Set a field of these articles to a value, as one act; those that have it already are left alone.

    ``joins`` is an act of which this is more, as long as that is the last one.
    """
    changes: list[Change] = []
    changed: list[int] = []
    for row in library.articles.each_row(articles):
        former = flag(row, field)
        if former != value:
            changes.append(Change(row.key, field, value, former))
            changed.append(row.id)
    events = journal.record(changes, joins=joins) if changes else ()
    library.apply(events)
    return ActResult(tuple(changed), field, value, act=events[0].act if events else "")


def undo(library: Library, journal: Journal, trash: Path | None = None) -> ActResult | None:
    """Undo the last act and return what it changed back; None where there is nothing to undo.

    ``trash`` is the folder of deleted files, which come back.
    """
    return _applied(library, journal.undo(), trash)


def redo(library: Library, journal: Journal, trash: Path | None = None) -> ActResult | None:
    """Redo the last undone act and return what it changed; None where there is nothing to redo."""
    return _applied(library, journal.redo(), trash)


def remember_position(library: Library, journal: Journal, article: int, place: Position | None) -> None:
    """Remember the position in an article (None: its beginning). Recorded, not an act: undo leaves it alone."""
    row = library.articles.row(article)
    position = place.to_text() if place else BEGINNING
    if row and (library.state.of(article).position or BEGINNING) != position:
        library.apply(journal.record([Change(row.key, Field.POSITION, position)]))


def remember_opened(library: Library, journal: Journal, article: int, at: datetime) -> None:
    """Remember that an article was opened then (aware)."""
    row = library.articles.row(article)
    if row:
        moment = round(at.timestamp())
        changes = [Change(row.key, Field.OPENED, moment)]
        if library.state.fields(article).get(Field.FIRST_OPENED) is None:
            changes.append(Change(row.key, Field.FIRST_OPENED, moment))
        library.apply(journal.record(changes))


NOTE_LIMIT = 2_000
"""Characters of a note, which is shown above an article's text."""


def write_note(library: Library, journal: Journal, article: int, note: str) -> ActResult:
    """Set the note of an article, as one act; an empty text removes it."""
    row = library.articles.row(article)
    former = library.state.fields(article).get(Field.NOTE)
    text = clean_line(note, NOTE_LIMIT).strip() or None
    if row is None or text == former:
        return ActResult((), Field.NOTE, value=False)
    library.apply(journal.record([Change(row.key, Field.NOTE, text, former)]))
    return ActResult((article,), Field.NOTE, value=text is not None)


def flag(row: Row, field: Field) -> bool:
    """Return the value of a field that is either on or off."""
    return {Field.READ: row.read, Field.STARRED: row.starred, Field.LATER: row.later}[field]


def _applied(library: Library, events: tuple[Event, ...], trash: Path | None) -> ActResult | None:
    if not events:
        return None
    if trash and any(event.change.field == Field.TRASHED for event in events):
        from reader.actions.changes.trash import follow  # only where files were deleted

        follow(library, trash, events)
    library.apply(events)
    if any(event.change.field.startswith(TAG) for event in events):
        library.flush()  # groups are made by who writes
    keys = dict.fromkeys(event.change.key for event in events)
    found = tuple(dict.fromkeys(library.articles.find_all(keys)))
    first = events[0].change
    return ActResult(found, first.field, bool(first.value), len(keys) - len(found))
