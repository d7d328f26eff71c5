"""The groups within some articles: a second level below the groups of a list. Reads the index."""

import sqlite3
from array import array
from itertools import compress
from typing import NamedTuple

from reader.library.index.view import ids_of_term, terms_of

FEW = 500
"""So many articles are looked at one by one; of more, each group is looked through, 10 ms where there are 100,000."""


class Part(NamedTuple):
    """Those of some articles that belong to one group of a key."""

    term: int
    """The group's id."""
    name: str
    """Its name; empty: the articles that have none."""
    ids: "array[int]"
    """The articles, in the order of all of them."""


def parts_of(connection: sqlite3.Connection, key: str, articles: "array[int]", size: int) -> list[Part]:
    """Return how articles are divided by a key that the index is grouped by; the one without a name comes last.

    ``size`` is more than the greatest id of an article.
    """
    names = dict(connection.execute("SELECT id, name FROM term WHERE key = ? AND total", (key,)))
    found: dict[int, array[int]] = {}
    if len(articles) <= FEW:
        terms = terms_of(connection, articles)
        for article in articles:
            for term in terms.get(article, ()):
                if term in names:
                    found.setdefault(term, array("I")).append(article)
    else:
        mask = bytearray(size)
        for article in articles:
            mask[article] = 1
        for term in names:
            ids = ids_of_term(connection, term)
            is_in = bytes(map(mask.__getitem__, ids))
            if 1 in is_in:
                found[term] = array("I", compress(ids, is_in))
    parts = (Part(term, names[term], ids) for term, ids in found.items())
    return sorted(parts, key=lambda part: (not part.name, part.name.casefold(), part.name))
