"""Asks the index what a query says. Reads the index, on a connection of its own, so that no list waits for it."""

import sqlite3
import time
from array import array
from contextlib import closing
from datetime import datetime
from typing import NamedTuple

from reader.errors import NewsreaderError
from reader.i18n import tr
from reader.library.query import patterns
from reader.library.query.sql import Words, compiled, words_in_index
from reader.library.query.tree import Query
from reader.library.schema import EVERYTHING, Store
from reader.text.folding import folded

SECONDS = 10.0
"""A query that takes longer is given up."""

_STEPS = 5_000
"""Instructions of SQLite between two looks at the clock."""

_ASK = f"""
SELECT article_tag.article FROM article_tag JOIN article ON article.id = article_tag.article
JOIN dir ON dir.id = article.dir WHERE article_tag.tag = {EVERYTHING} AND
"""


class Asked(NamedTuple):
    """What a query is asked with."""

    store: Store
    flags: bytes
    """Those of each article by its id."""
    now: datetime
    """Aware: the day is that of its zone."""
    words: Words = words_in_index


def search(asked_with: Asked, query: Query, limit: int = -1) -> "array[int]":
    """Return the articles that a query finds, in its order, at most ``limit`` (below 0: all).

    Raises NewsreaderError for what takes too long, and sqlite3.Error.
    """
    store, flags, now, words = asked_with
    asked = compiled(query, now, words)
    expressions = [patterns.compiled(source) for source in asked.patterns]
    end = time.monotonic() + SECONDS
    with closing(store.connect()) as connection:
        connection.create_function("fold", 1, folded, deterministic=True)
        connection.create_function(
            "flags", 1, lambda article: flags[article] if article < len(flags) else 0, deterministic=True
        )
        connection.create_function(
            "fits", 2, lambda number, title: expressions[number].search(title) is not None, deterministic=True
        )
        connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
        sql = f"{_ASK} ({asked.where.sql}) ORDER BY {asked.order} LIMIT ?"
        try:
            found = connection.execute(sql, (*asked.where.values, limit))
            return array("I", [row[0] for row in found])
        except sqlite3.OperationalError as problem:
            if time.monotonic() > end:
                raise NewsreaderError(tr("The query takes too long; nothing was changed.")) from problem
            raise


def keys_of(store: Store) -> frozenset[str]:
    """Return the keys of front matter that can be asked for."""
    with closing(store.connect()) as connection:
        # The index begins with the key: one step for each, however many articles have it.
        keys, last = set(), ""
        while row := connection.execute(
            "SELECT key FROM field WHERE key > ? ORDER BY key LIMIT 1", (last,)
        ).fetchone():
            last = row[0]
            keys.add(last)
        return frozenset(keys)
