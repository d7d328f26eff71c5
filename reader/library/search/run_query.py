"""Asks the index what a query says. Reads the index, on a connection of its own, so that no list waits for it."""

import sqlite3
import time
from array import array
from contextlib import closing, contextmanager
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import NewsreaderError
from reader.i18n import tr
from reader.library.fulltext.find import State, attach, newest, words_in_either, words_in_text
from reader.library.fulltext.store import FullTextFile
from reader.library.index.schema import IndexFile
from reader.library.query import patterns
from reader.library.query.sql import FLAGS, Compiled, compiled, words_in_index
from reader.library.query.tree import All, Query, Text
from reader.library.search.field_values import values_of
from reader.text.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.library.query.completing import Values

SECONDS = 10.0
"""A query that takes longer is given up."""

_WORDS = {State.NONE: words_in_index, State.PART: words_in_either, State.WHOLE: words_in_text}
"""Where words are looked for, by how much of the text is there."""

_IS_SAID = "EXISTS (SELECT 1 FROM field WHERE field.value = value.id)"

_RANKS = ("title", "about", "")
"""The columns of the full text in which words count most: title; summary, tags and authors; anywhere."""

_STEPS = 5_000
"""Instructions of SQLite between two looks at the clock."""

_ASK = "SELECT article.id FROM article JOIN dir ON dir.id = article.dir WHERE length(article.terms) > 0 AND"


class QueryContext(NamedTuple):
    """What a query is asked with."""

    store: IndexFile
    text: FullTextFile
    """Where the words of articles are, if they are there yet."""
    flags: bytes
    """Those of each article by its id."""
    now: datetime
    """Aware: the day is that of its zone."""


def search(asked: QueryContext, query: Query, limit: int = -1) -> "array[int]":
    """Return the articles that a query finds, in its order, at most ``limit`` (below 0: all).

    Raises NewsreaderError for what takes too long, and sqlite3.Error.
    """
    with closing(asked.store.connect()) as connection:
        words = _WORDS[attach(connection, asked.text)]
        return _run(connection, compiled(query, asked.now, words), asked.flags, limit)


def search_typed(asked: QueryContext, query: Query, limit: int) -> "array[int]":
    """Return the first articles that fit what somebody types: title over tag over text, the newest first in each.

    For a query of more than words it is the same as ``search``.
    """
    words = _words_of(query)
    if not words:
        return search(asked, query, limit)
    with closing(asked.store.connect()) as connection:
        state = attach(connection, asked.text)
        if state is not State.WHOLE:
            return _run(connection, compiled(query, asked.now, _WORDS[state]), asked.flags, limit)
        found = dict.fromkeys(each for column in _RANKS for each in newest(connection, words, limit, column))
        return array("I", list(found)[:limit])


def search_nearly(asked: QueryContext, query: Query, limit: int) -> "array[int]":
    """Return articles in whose titles something is nearly what somebody typed; none for more than words."""
    words = _words_of(query)
    if not words:
        return array("I")
    with closing(asked.store.connect()) as connection:
        from reader.library.search.near_titles import nearly  # only where something is typed

        return nearly(connection, " ".join(word.words for word in words), limit)


def _words_of(query: Query) -> list[Text]:
    """Return the words of a query that consists of nothing else; none of another."""
    parts = query.tree.parts if isinstance(query.tree, All) else (query.tree,)
    is_plain = query[1:] == Query()[1:] and all(isinstance(part, Text) for part in parts)
    return [part for part in parts if isinstance(part, Text)] if is_plain else []


def _run(connection: sqlite3.Connection, asked: Compiled, flags: bytes, limit: int) -> "array[int]":
    expressions = [patterns.compiled(source) for source in asked.patterns]
    end = time.monotonic() + SECONDS
    connection.create_function("fold", 1, folded, deterministic=True)
    connection.create_function(
        "fits", 2, lambda number, title: expressions[number].search(title) is not None, deterministic=True
    )
    connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
    sql = f"{_ASK} ({asked.where.sql}) ORDER BY {asked.order} LIMIT ?"
    try:
        values = [flags if value is FLAGS else value for value in asked.where.values]
        found = connection.execute(sql, (*values, limit))
        return array("I", [row[0] for row in found])
    except sqlite3.OperationalError as problem:
        if time.monotonic() > end:
            raise NewsreaderError(tr("The query took too long; nothing was changed.")) from problem
        raise


@contextmanager
def completing(store: IndexFile) -> "Iterator[tuple[frozenset[str], Values]]":
    """Give the keys that can be asked for, and a function that returns values, to ``completions``."""
    with closing(store.connect()) as connection:
        connection.create_function("fold", 1, folded, deterministic=True)
        yield keys_of(store), partial(values_of, connection)


def keys_of(store: IndexFile) -> frozenset[str]:
    """Return the keys of front matter that can be asked for."""
    with closing(store.connect()) as connection:
        # The index begins with the key: one step for each, however many articles have it.
        keys, last = set(), ""
        while row := connection.execute(
            f"SELECT key FROM value WHERE key > ? AND {_IS_SAID} ORDER BY key LIMIT 1", (last,)
        ).fetchone():
            last = row[0]
            keys.add(last)
        return frozenset(keys)
