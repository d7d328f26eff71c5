"""Articles about the same subject, by tags and by words that are rare elsewhere. Reads the index and its words."""

import re
import sqlite3
from array import array
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import zip_longest
from math import log

from reader.library.fulltext.find import State
from reader.library.fulltext.tokens import words_of

WORDS = 8
"""Rare words of an article that are looked for in others."""

CANDIDATES = 200
"""Articles with them that are compared."""

COMMON = 0.1
"""Share of articles from which on a word is not rare."""

TAG_WEIGHT = 2.0
"""Weight of a tag that both have, compared with words; rare tags count more."""

TEXT_LIMIT = 20_000
"""Characters of a text from which rare words are taken."""

_IDEOGRAPH = re.compile("[\u3400-\u9fff\uac00-\ud7a3]")
_FOUND = """
SELECT entry.article, rank FROM text.words JOIN text.entry ON entry.row = words.rowid
WHERE words MATCH ? AND entry.article != ? ORDER BY rank LIMIT ?
"""
_TAGGED = """
SELECT other.article, term.total FROM article_term AS own JOIN term ON term.id = own.term AND term.key = 'tag' AND name != ''
JOIN article_term AS other ON other.term = own.term AND other.article != own.article
WHERE own.article = ? AND own.term IN ({terms}) AND own.date = ? AND term.total <= ? ORDER BY other.date DESC LIMIT ?
"""


def related(connection: sqlite3.Connection, words: State, article: int, text: str, limit: int) -> list[int]:
    """Return the articles that share most with one, the nearest first. ``text`` is its title and body."""
    total = connection.execute("SELECT total FROM term WHERE id = 0").fetchone()[0]
    scores: defaultdict[int, float] = defaultdict(float)
    for other, common in _by_tags(connection, article, total):
        scores[other] += TAG_WEIGHT * log(1 + total / common)
    if words is not State.NONE:
        rare = _rare_words(connection, words_of(text[:TEXT_LIMIT]), total)
        if rare:
            match = " OR ".join(f'"{word}"' for word in rare)
            # bm25: the more negative, the better.
            for other, rank in connection.execute(_FOUND, (match, article, CANDIDATES)):
                scores[other] -= rank
    return sorted(scores, key=scores.__getitem__, reverse=True)[:limit]


def _by_tags(connection: sqlite3.Connection, article: int, total: int) -> list[tuple[int, int]]:
    row = connection.execute("SELECT terms, date FROM article WHERE id = ?", (article,)).fetchone()
    if row is None:
        return []
    terms = ",".join(map(str, array("I", row[0])))
    most = max(50, int(total * COMMON))
    return connection.execute(_TAGGED.format(terms=terms), (article, row[1], most, CANDIDATES * 5)).fetchall()


def _rare_words(connection: sqlite3.Connection, words: Sequence[str], total: int) -> list[str]:
    """Return the words, or pairs of ideographs, that are frequent here and rare elsewhere."""
    counts: Counter[str] = Counter()
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        if _IDEOGRAPH.match(word):
            if following and _IDEOGRAPH.match(following):
                counts[f"{word} {following}"] += 1
        elif len(word) > 2 and not word.isdecimal():
            counts[word] += 1
    scores = {}
    for word, count in counts.most_common(WORDS * 12):
        known = min(_documents(connection, part) for part in word.split())
        if 1 < known <= max(10, total * COMMON) or (" " in word and count > 1 and known > 1):
            scores[word] = count * log(1 + total / known)
    return sorted(scores, key=scores.__getitem__, reverse=True)[:WORDS]


def _documents(connection: sqlite3.Connection, word: str) -> int:
    row = connection.execute("SELECT doc FROM text.vocabulary WHERE term = ?", (word,)).fetchone()
    return int(row[0]) if row else 0
