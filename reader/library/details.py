"""What the index knows of an article beyond what a list paints: for programs that ask by command. Reads the index."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from reader.journal import Field, Value, tags_in
from reader.library.own_tags import SEPARATOR, with_own
from reader.text import clean, clean_line

AT_ONCE = 500
"""Articles in one statement."""

_ABOUT = "SELECT id, updated, tags, language, summary, words FROM article WHERE id IN"
_NAMED = """
SELECT field.article, value.key, value.shown FROM field JOIN value ON value.id = field.value
WHERE value.key IN ('author', 'category') AND field.article IN
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
    language: str
    """A BCP 47 tag; empty where none is known."""
    summary: str
    words: int
    """Words, and characters where words are not separated."""
    note: str
    """What the reader wrote about it."""


def details(connection: sqlite3.Connection, articles: Sequence[int]) -> dict[int, Details]:
    """Return the details of these articles; one that is gone is missing."""
    found: dict[int, Details] = {}
    for start in range(0, len(articles), AT_ONCE):
        some = articles[start : start + AT_ONCE]
        named = _gathered(_asked(connection, _NAMED, some))
        done = _gathered(_asked(connection, _DONE, some))
        for article, updated_s, tags, language, summary, words in _asked(connection, _ABOUT, some):
            fields: dict[str, Value] = {field: json.loads(value) for field, value in done.get(article, ())}
            own, names = tags_in(fields), named.get(article, [])
            note = fields.get(Field.NOTE)
            found[article] = Details(
                updated=datetime.fromtimestamp(updated_s, UTC) if updated_s else None,
                tags=with_own(filter(None, tags.split(SEPARATOR)), own),
                own_tags=tuple(sorted(clean_line(tag) for tag, given in own.items() if given)),
                categories=tuple(sorted(name for key, name in names if key == "category")),
                authors=tuple(sorted(name for key, name in names if key == "author")),
                language=language,
                summary=summary,
                words=words,
                note=clean(note) if isinstance(note, str) else "",
            )
    return found


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
