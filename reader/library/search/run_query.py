"""Runs queries. Reads the index on a separate connection, so that no list waits for it."""

import sqlite3
import time
from array import array
from contextlib import closing, contextmanager
from datetime import datetime
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import NewsreaderError
from reader.i18n import tr
from reader.library.fulltext.find import State, attach, words_in_either, words_in_text
from reader.library.fulltext.store import FullTextFile
from reader.library.fulltext.tokens import has_words
from reader.library.index.schema import IndexFile
from reader.library.query import patterns
from reader.library.query.fields import BY_NAME, Kind
from reader.library.query.sql import FLAGS, SINCE, Compiled, compiled, words_in_index
from reader.library.query.tree import Query
from reader.text.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.library.query.completing import Values

SECONDS = 10.0
"""A query that takes longer is cancelled."""

_WORDS = {State.NONE: words_in_index, State.PART: words_in_either, State.WHOLE: words_in_text}
"""Where words are looked for, by how much of the text is there."""

_IS_SAID = "EXISTS (SELECT 1 FROM field WHERE field.value = value.id)"

_STEPS = 5_000
"""Instructions of SQLite between two looks at the clock."""

_FIND = "SELECT article.id FROM article JOIN dir ON dir.id = article.dir WHERE length(article.terms) > 0 AND"

_BEGINNING = {
    "tag": """
SELECT name, total FROM term WHERE key = 'tag' AND name != '' AND substr(fold(name), 1, ?2) = ?1
ORDER BY total DESC, name LIMIT ?3
""",
    "lang": """
SELECT language, count(*) AS number FROM article WHERE language != '' AND substr(lower(language), 1, ?2) = ?1
GROUP BY language ORDER BY number DESC LIMIT ?3
""",
}
_FIELD = """
SELECT shown, count(*) AS number FROM value JOIN field ON field.value = value.id
WHERE key = ?4 AND folded >= ?1 AND folded < ?1 || char(1114111) GROUP BY value.id ORDER BY number DESC, folded LIMIT ?3
"""


class Since(NamedTuple):
    """Up to where the last session came: what arrived after that is new."""

    index_id: str
    """The id of the index that it used; empty: none."""
    article: int
    """The greatest id of an article in that index."""
    ended: int
    """When it ended, in seconds since 1970."""

    def bounds(self, index: str) -> tuple[int, int]:
        """Return what new articles of an index are compared with: by their ids, or, in another index, by when they arrived."""
        return (self.article, 0) if index == self.index_id else (0, self.ended + 1)


NOTHING_NEW = Since("", 0, 2**40)
"""No article arrived after this."""


class QueryContext(NamedTuple):
    """What a query needs to run."""

    store: IndexFile
    """The index."""
    text: FullTextFile
    """Where the words of articles are, if they are there yet."""
    flags: bytes
    """Those of each article by its id."""
    since: tuple[int, int]
    """What is new has a greater id than the first, and did not arrive before the second, in seconds since 1970."""
    now: datetime
    """Aware: the day is that of its zone."""


def search(context: QueryContext, query: Query, limit: int = -1) -> "array[int]":
    """Return the articles that a query finds, in its order, at most ``limit`` (below 0: all).

    Raises NewsreaderError for what takes too long, and sqlite3.Error.
    """
    with closing(context.store.connect()) as connection:
        words = _WORDS[attach(connection, context.text)]
        return _run(connection, compiled(query, context.now, words), context, limit)


def _run(connection: sqlite3.Connection, query: Compiled, context: QueryContext, limit: int) -> "array[int]":
    regexes = [patterns.compiled(source) for source in query.patterns]
    end = time.monotonic() + SECONDS
    connection.create_function("fold", 1, folded, deterministic=True)
    connection.create_function(
        "fits", 2, lambda number, title: regexes[number].search(title) is not None, deterministic=True
    )
    connection.create_function("has_words", 2, has_words, deterministic=True)
    connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
    if "sort_key" in query.order.sql:
        from reader.text.sort_key import sort_key  # only for orders by names

        connection.create_function("sort_key", 1, lru_cache(sort_key), deterministic=True)
    sql = f"{_FIND} ({query.where.sql}) ORDER BY {query.order.sql} LIMIT ?"
    try:
        given = (*query.where.values, *query.order.values)
        filled = {FLAGS: context.flags, **dict(zip(SINCE, context.since, strict=True))}
        values = [filled[value] if type(value) is object else value for value in given]
        found = connection.execute(sql, (*values, limit))
        return array("I", [row[0] for row in found])
    except sqlite3.OperationalError as problem:
        if time.monotonic() > end:
            raise NewsreaderError(tr("The query took too long; nothing was changed.")) from problem
        raise


@contextmanager
def completing(store: IndexFile) -> "Iterator[tuple[frozenset[str], Values]]":
    """Give ``completions`` the keys of front matter, and a function that returns values."""
    with closing(store.connect()) as connection:
        connection.create_function("fold", 1, folded, deterministic=True)
        yield keys_of(store), partial(_values_of, connection)


def keys_of(store: IndexFile) -> frozenset[str]:
    """Return the keys of front matter that a query can name."""
    with closing(store.connect()) as connection:
        # The index begins with the key: one step for each, however many articles have it.
        keys, last = set(), ""
        while row := connection.execute(
            f"SELECT key FROM value WHERE key > ? AND {_IS_SAID} ORDER BY key LIMIT 1", (last,)
        ).fetchone():
            last = row[0]
            keys.add(last)
        return frozenset(keys)


def _values_of(connection: sqlite3.Connection, field: str, begun: str, limit: int) -> list[tuple[str, int]]:
    """Return the values of a field, or of a key of the front matter, that begin with ``begun`` (folded), and how often they occur.

    The most frequent come first. ``fold`` must be a function of the connection.
    """
    row = BY_NAME.get(field)
    if row and row.kind not in {Kind.NAME, Kind.PART, Kind.LANGUAGE}:
        return []
    known = _BEGINNING.get(field)
    wanted = (begun, len(begun), limit) if known else (begun, len(begun), limit, field)
    return [(str(value), int(count)) for value, count in connection.execute(known or _FIELD, wanted)]
