"""What a search as you type finds first. Reads the index on a separate connection, as ``run_query`` does."""

from array import array
from contextlib import closing

from reader.library.fulltext.find import State, attach, newest
from reader.library.query.tree import All, Query, Text
from reader.library.search.run_query import QueryContext, search
from reader.nearest import nearly, needed_parts
from reader.text.folding import folded

NEAR_FROM = 4
"""Characters that must be typed before titles are found that nearly have them: of less, everything is nearly something."""

_RANKS = ("title", "about", "")
"""The columns of the full text in which words count most: title; summary, tags and authors; anywhere."""

_TITLES = """
SELECT id, substr(folded, 1, instr(folded || char(10), char(10)) - 1) FROM article
WHERE (instr(folded, char(10)) <= ? OR {parts}) AND length(terms) > 0
"""
"""Titles that may have something similar: those that are not longer than what is typed, and those of texts with a part of it."""


def search_typed(context: QueryContext, query: Query, limit: int) -> "array[int]":
    """Return the first articles that have typed words: in titles, then in tags and summaries, then in texts; newest first in each.

    A query of more than words is answered by ``search``.
    """
    words = _words_of(query)
    if not words:
        return search(context, query, limit)
    with closing(context.store.connect()) as connection:
        if attach(connection, context.text) is State.WHOLE:
            found = dict.fromkeys(
                each for column in _RANKS for each in newest(connection, words, limit, column)
            )
            return array("I", list(found)[:limit])
    return search(context, query, limit)


def search_nearly(context: QueryContext, query: Query, limit: int) -> "array[int]":
    """Return the articles in whose titles something is nearly the words of a query, the likest first, then the newest.

    None for a query of more than words.
    """
    words = _words_of(query)
    if not words:
        return array("I")
    wanted = folded(" ".join(word.words for word in words))
    if len(wanted) < NEAR_FROM:
        return array("I")
    parts = needed_parts(wanted)
    sql = _TITLES.format(parts=" OR ".join(["instr(folded, ?)"] * len(parts)))
    with closing(context.store.connect()) as connection:
        titles = {
            article: title
            for article, title in connection.execute(sql, (len(wanted) + 1, *parts))
            if len(title) <= len(wanted) or any(part in title for part in parts)
        }
    in_order = {article: titles[article] for article in context.everything if article in titles}
    return array("I", nearly(wanted, in_order, limit))


def _words_of(query: Query) -> list[Text]:
    """Return the words of a query that has nothing but words; none of any other."""
    parts = query.tree.parts if isinstance(query.tree, All) else (query.tree,)
    is_plain = query[1:] == Query()[1:] and all(isinstance(part, Text) for part in parts)
    return [part for part in parts if isinstance(part, Text)] if is_plain else []
