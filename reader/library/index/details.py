"""What the index knows of an article beyond what a list paints: for programs that ask by command. Reads the index."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any, NamedTuple

from reader.journal import Field, Value, tags_in
from reader.library.index.own_tags import SEPARATOR, with_own
from reader.text import clean, clean_line

AT_ONCE = 500
"""Articles in one statement."""

_ABOUT = """
SELECT id, updated, tags, language, summary, words, authors, categories, date_offset, updated_offset
FROM article WHERE id IN
"""
_DONE = """
SELECT article.id, state.field, state.value FROM article JOIN state ON state.dir = article.dir
AND state.name = article.name WHERE article.id IN
"""


class Details(NamedTuple):
    """What a program is told of one article beside its row."""

    updated: datetime | None
    """Aware, in UTC; None where the file does not say."""
    tags: tuple[str, ...]
    """What it stands under now: the author's tags without those that the reader took away, then the reader's own."""
    own_tags: tuple[str, ...]
    """The tags that the reader gave it."""
    categories: tuple[str, ...]
    authors: tuple[str, ...]
    """As the file orders them, like the categories."""
    language: str
    """A BCP 47 tag; empty where none is known."""
    summary: str
    words: int
    """Words, and characters where words are not separated."""
    note: str
    """What the reader wrote about it."""
    date_zone: tzinfo | None
    """That of the offset with which the file writes the date; None where it names none."""
    updated_zone: tzinfo | None


def details(connection: sqlite3.Connection, articles: Sequence[int]) -> dict[int, Details]:
    """Return the details of these articles; one that is gone is missing."""
    found: dict[int, Details] = {}
    for start in range(0, len(articles), AT_ONCE):
        some = articles[start : start + AT_ONCE]
        done = _gathered(_asked(connection, _DONE, some))
        for article, *about in _asked(connection, _ABOUT, some):
            updated_s, tags, language, summary, words, authors, categories, *offsets_s = about
            fields: dict[str, Value] = {field: json.loads(value) for field, value in done.get(article, ())}
            own, note = tags_in(fields), fields.get(Field.NOTE)
            date_zone, updated_zone = map(_zone, offsets_s)
            found[article] = Details(
                updated=datetime.fromtimestamp(updated_s, UTC) if updated_s else None,
                tags=with_own(filter(None, tags.split(SEPARATOR)), own),
                own_tags=tuple(sorted(clean_line(tag) for tag, given in own.items() if given)),
                categories=tuple(filter(None, categories.split(SEPARATOR))),
                authors=tuple(filter(None, authors.split(SEPARATOR))),
                language=language,
                summary=summary,
                words=words,
                note=clean(note) if isinstance(note, str) else "",
                date_zone=date_zone,
                updated_zone=updated_zone,
            )
    return found


def _zone(offset_s: int | None) -> tzinfo | None:
    return None if offset_s is None else timezone(timedelta(seconds=offset_s))


def _asked(
    connection: sqlite3.Connection, question: str, articles: Sequence[int]
) -> Iterable[tuple[Any, ...]]:
    places = ",".join("?" * len(articles))
    return connection.execute(f"{question} ({places})", tuple(articles))


def _gathered(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = {}
    for article, name, value in rows:
        found.setdefault(article, []).append((name, value))
    return found
