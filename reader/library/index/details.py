"""What the index knows of an article beyond what a list shows: for the JSON of the command line. Reads the index."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import tzinfo
from typing import Any, NamedTuple

from reader.journal import Field, Value, tags_in
from reader.library.index.article_columns import FOR_JSON, TEXTS, json_values, select
from reader.library.index.own_tags import with_own
from reader.library.index.view import AT_ONCE
from reader.text import clean, clean_line

_NAMES = tuple(column.name for column in FOR_JSON)
_ARTICLES = f"SELECT article.id, {select(FOR_JSON)} FROM article WHERE id IN"
_DONE = """
SELECT article.id, state.field, state.value FROM article JOIN state ON state.dir = article.dir
AND state.name = article.name WHERE article.id IN
"""


class Details(NamedTuple):
    """What is known of an article."""

    json: dict[str, object]
    """What its file says, by ``Column.json``."""
    tags: tuple[str, ...]
    """What it is grouped by now: the author's tags without those that the user took away, then the user's own."""
    own_tags: tuple[str, ...]
    """The tags that the user gave it."""
    note: str
    """What the user wrote about it."""


def details(connection: sqlite3.Connection, articles: Sequence[int], zone: tzinfo) -> dict[int, Details]:
    """Return the details of these articles, moments in ``zone`` where the file names none; one that is gone is missing."""
    found: dict[int, Details] = {}
    for start in range(0, len(articles), AT_ONCE):
        some = articles[start : start + AT_ONCE]
        done: dict[int, dict[str, Value]] = {}
        for article, field, value in _rows(connection, _DONE, some):
            done.setdefault(article, {})[field] = json.loads(value)
        for article, *values in _rows(connection, _ARTICLES, some):
            stored = dict(zip(_NAMES, values, strict=True))
            fields = done.get(article, {})
            own, note = tags_in(fields), fields.get(Field.NOTE)
            found[article] = Details(
                json=json_values(stored, zone),
                tags=with_own(TEXTS.read(stored["tags"]), own),
                own_tags=tuple(sorted(clean_line(tag) for tag, given in own.items() if given)),
                note=clean(note) if isinstance(note, str) else "",
            )
    return found


def _rows(connection: sqlite3.Connection, query: str, articles: Sequence[int]) -> Iterable[tuple[Any, ...]]:
    return connection.execute(f"{query} ({','.join('?' * len(articles))})", tuple(articles))
