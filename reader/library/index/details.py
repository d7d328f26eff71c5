"""What the index knows of an article beyond what a list shows: for the JSON of the command line. Reads the index."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import tzinfo
from typing import NamedTuple

from reader.journal import Field, Value, tags_in
from reader.library.index.article_columns import FOR_JSON, TEXTS, json_values, select
from reader.library.index.by_ids import rows_by_ids
from reader.library.index.own_tags import with_own
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
    done: dict[int, dict[str, Value]] = {}
    for article, field, value in rows_by_ids(connection, _DONE, articles):
        done.setdefault(article, {})[field] = json.loads(value)
    found: dict[int, Details] = {}
    for article, *values in rows_by_ids(connection, _ARTICLES, articles):
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
