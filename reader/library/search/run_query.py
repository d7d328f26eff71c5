"""Runs queries. Reads the index on a separate connection, so that no list waits for it."""

import re
import sqlite3
import time
from array import array
from contextlib import closing, contextmanager
from datetime import datetime
from functools import lru_cache, partial
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import NewsreaderError
from reader.i18n import tr
from reader.library.fulltext.find import State, attach, words_in_either, words_in_text
from reader.library.fulltext.store import FullTextFile
from reader.library.fulltext.tokens import has_words
from reader.library.index.schema import EVERYTHING, IndexFile
from reader.library.query import patterns
from reader.library.query.fields import BY_NAME, Kind
from reader.library.query.sql import FLAGS, SINCE, Compiled, compiled, words_in_index
from reader.library.query.tree import All, Node, Query, Term, Text
from reader.text.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.library.query.completing import Values

SECONDS = 10.0
"""A query that takes longer is cancelled."""

_WORDS = {State.NONE: words_in_index, State.PART: words_in_either, State.WHOLE: words_in_text}
"""Where words are looked for, by how much of the text is there."""

_IS_SAID = "EXISTS (SELECT 1 FROM field WHERE field.value = value.id)"

_STEPS = 5_000
"""Instructions of SQLite between two looks at the clock."""

_FIND = "SELECT article.id FROM article JOIN dir ON dir.id = article.dir WHERE length(article.terms) > 0 AND"

_LISTED = f"(SELECT article AS id FROM article_term WHERE term = {EVERYTHING}) AS article"
"""Articles by an index that has their ids only, a fortieth of the table."""

_COLUMN = re.compile(r"\barticle\.(?!id\b)")
_AMONG = "article.id IN ("
"""Begins a condition that names the ids of what it finds."""

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
    everything: "array[int]"
    """All listed articles, in the order of lists: the newest first, those of one date by their paths."""
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
        conditions = compiled(query, context.now, words)
        if query.sort == "date" and query.is_descending:
            return _in_order_of_lists(connection, query, conditions, context)[: limit if limit >= 0 else None]
        where, order = conditions.where, conditions.order
        sql = f"{_FIND} ({where.sql}) ORDER BY {order.sql} LIMIT ?"
        return array("I", _run(connection, conditions, context, sql, (*where.values, *order.values, limit)))


def _in_order_of_lists(
    connection: sqlite3.Connection, query: Query, conditions: Compiled, context: QueryContext
) -> "array[int]":
    """Return what a query finds in the order of lists. To sort it by SQL takes as long as to find it."""
    where = conditions.where
    parts = query.tree.parts if isinstance(query.tree, All) else (query.tree,)
    if where.sql.startswith(_AMONG) and isinstance(query.tree, Term | Text):
        sql = where.sql.removeprefix(_AMONG).removesuffix(")")
    elif "dir." in where.sql:
        sql = f"SELECT article.id FROM article JOIN dir ON dir.id = article.dir WHERE {where.sql}"
    elif _COLUMN.search(where.sql) or any(map(_names_ids, parts)):
        sql = f"SELECT article.id FROM article WHERE {where.sql}"
    else:
        sql = f"SELECT article.id FROM {_LISTED} WHERE {where.sql}"
    everything = context.everything
    is_found = bytearray(max(everything, default=0) + 1)
    for article in _run(connection, conditions, context, sql, where.values):
        if article < len(is_found):  # else it is not listed yet
            is_found[article] = 1
    return array("I", compress(everything, map(is_found.__getitem__, everything)))


def _names_ids(node: Node | None) -> bool:
    """Return whether the condition of a node begins with ``_AMONG``, so that no other rows need be looked at."""
    return isinstance(node, Text) or (isinstance(node, Term) and node.field not in {"is", "has"})


def _run(
    connection: sqlite3.Connection,
    query: Compiled,
    context: QueryContext,
    sql: str,
    given: "Sequence[object]",
) -> list[int]:
    """Return the first column of what a query finds, ``given`` for its question marks."""
    regexes = [patterns.compiled(source) for source in query.patterns]
    end = time.monotonic() + SECONDS
    connection.create_function("fold", 1, folded, deterministic=True)
    connection.create_function(
        "fits", 2, lambda number, title: regexes[number].search(title) is not None, deterministic=True
    )
    connection.create_function("has_words", 2, has_words, deterministic=True)
    connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
    if "sort_key" in sql:
        from reader.text.sort_key import sort_key  # only for orders by names

        connection.create_function("sort_key", 1, lru_cache(sort_key), deterministic=True)
    try:
        filled = {FLAGS: context.flags, **dict(zip(SINCE, context.since, strict=True))}
        values = [filled[value] if type(value) is object else value for value in given]
        return [row[0] for row in connection.execute(sql, values)]
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
