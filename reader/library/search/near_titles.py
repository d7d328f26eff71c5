"""Titles that are similar to what was typed: for typing errors. Reads the index."""

import sqlite3
from array import array

from reader.text.folding import folded

LEAST = 4
"""Characters that must be typed: fewer are similar to too much."""

LIKENESS = 80.0
"""Of 100: one slip in five characters."""

_TITLES = """
SELECT id, substr(folded, 1, instr(folded || char(10), char(10)) - 1) FROM article
WHERE length(terms) > 0 ORDER BY date DESC, id
"""


def nearly(connection: sqlite3.Connection, typed: str, limit: int) -> "array[int]":
    """Return the articles whose titles have something similar to what was typed, most similar first, then newest."""
    wanted = folded(typed)
    if len(wanted) < LEAST:
        return array("I")
    from rapidfuzz import fuzz, process  # 20 ms: only after a slip

    rows = connection.execute(_TITLES).fetchall()
    # A title that is shorter than what was typed would be found for being a part of it.
    titles = {article: title for article, title in rows if len(title) >= len(wanted) - 1}
    found = process.extract(
        wanted, titles, scorer=fuzz.partial_ratio, limit=limit, score_cutoff=LIKENESS, processor=None
    )
    return array("I", [article for _, _, article in found])
