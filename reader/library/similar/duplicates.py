"""What a duplicate is: the same article in another file. Reads the index and its words.

Two articles are joined by a hint that is equal in both: their link, their text, or nearly all pieces of a longer text. A
hint that more than ``MOST`` articles have does not count. Articles that are joined, directly or by others
between them, are one group; but an article is never in a group with one of another language, since that is a translation.
One that names no language fits any.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, groupby
from operator import itemgetter
from typing import Any, NamedTuple

from reader.library.fulltext.find import State
from reader.library.fulltext.sketch import LIKE
from reader.library.index.by_ids import rows_by_ids

MOST = 64
"""Articles that may have a hint in common."""

REACH = 500
"""Articles that are looked at to find the group of one: more are joined only by chains of very many."""

_CANDIDATES = """
SELECT article.id, language, -date, dir.folder, dir.path, name FROM article JOIN dir ON dir.id = article.dir
WHERE length(terms) > 0 AND article.id IN
"""
_SAME = """
SELECT id FROM article WHERE length(terms) > 0 AND {column} != {nothing}
AND {column} = (SELECT {column} FROM article WHERE id = ?) LIMIT ?
"""
_SHARED = """
SELECT {column}, id FROM article WHERE length(terms) > 0 AND {column} IN (
    SELECT {column} FROM article WHERE {column} != {nothing} GROUP BY {column} HAVING count(*) > 1)
ORDER BY {column}
"""
_COLUMNS = (("link", "canonical", "''"), ("text", "body_hash", "x''"))
_PIECES = f"""
SELECT sketch.hash, entry.article FROM (
    SELECT hash FROM text.sketch {{which}} GROUP BY hash HAVING count(*) BETWEEN 2 AND {4 * MOST}) AS shared
JOIN text.sketch ON sketch.hash = shared.hash JOIN text.entry ON entry.row = sketch.row ORDER BY sketch.hash
"""
_OF_SOME = "WHERE hash IN (SELECT hash FROM text.sketch JOIN text.entry ON entry.row = sketch.row WHERE entry.article IN ({ids}))"


class Candidate(NamedTuple):
    """An article that may be a duplicate."""

    id: int
    """Its id."""
    language: str
    """Empty: it names none."""


class _Joined:
    """Which articles are joined directly, by which kind of hint."""

    def __init__(self) -> None:
        self._by_kind: dict[str, defaultdict[int, set[int]]] = {
            kind: defaultdict(set) for kind in ("link", "text", "pieces")
        }
        """The surest kind first."""

    def add(self, kind: str, articles: Iterable[int]) -> None:
        """Join articles with each other."""
        for one, other in combinations(articles, 2):
            self._by_kind[kind][one].add(other)
            self._by_kind[kind][other].add(one)

    @property
    def articles(self) -> set[int]:
        """All that are joined with any."""
        return set().union(*self._by_kind.values())

    def of(self, article: int) -> set[int]:
        """Return the articles that one is joined with."""
        return set().union(*(joined[article] for joined in self._by_kind.values() if article in joined))

    def doubt(self, one: int, other: int) -> int:
        """Return how weak the hint is by which two are joined: 0 for an equal link."""
        return next(
            (rank for rank, joined in enumerate(self._by_kind.values()) if other in joined[one]),
            len(self._by_kind),
        )


class _Group:
    """Articles that are the same, and their language."""

    def __init__(self, candidate: Candidate) -> None:
        self.ids, self.language = [candidate.id], candidate.language

    def fits(self, other: "_Group") -> bool:
        return not self.language or not other.language or self.language == other.language


def duplicates(connection: sqlite3.Connection, words: State, article: int, there: bytes) -> list[int]:
    """Return the duplicates of an article: first those of equal link, then of equal text, of nearly the same text, others.

    ``words`` are attached; ``there`` has a 1 for each article that is listed, by id.
    """
    joined, known, new = _Joined(), {article}, {article}
    while new and len(known) <= REACH:
        _join(connection, words, new, there, joined)
        new = {other for one in new for other in joined.of(one)} - known
        known |= new
    groups = _groups(_candidates(connection, known, there), joined)
    group = next((group for group in groups if article in group), [])
    return sorted(
        (other for other in group if other != article), key=lambda other: joined.doubt(article, other)
    )


def duplicate_groups(connection: sqlite3.Connection, words: State, there: bytes) -> list[list[int]]:
    """Return all articles that have duplicates, in groups; the newest first in each. Parameters as in ``duplicates``."""
    joined = _Joined()
    for kind, column, nothing in _COLUMNS:
        # Few articles share anything: only those are looked at.
        rows = connection.execute(_SHARED.format(column=column, nothing=nothing))
        for articles in _by_hint(rows, there):
            joined.add(kind, articles)
    if words is not State.NONE:
        for pair in _alike(connection.execute(_PIECES.format(which="")), there):
            joined.add("pieces", pair)
    return _groups(_candidates(connection, joined.articles, there), joined)


def _join(
    connection: sqlite3.Connection, words: State, articles: set[int], there: bytes, joined: _Joined
) -> None:
    """Join each of some articles with all that have a hint in common with it."""
    for kind, column, nothing in _COLUMNS:
        query = _SAME.format(column=column, nothing=nothing)
        for article in articles:
            found = connection.execute(query, (article, MOST + 1))
            same = [other for (other,) in found if _is_there(other, there)]
            if len(same) <= MOST:
                joined.add(kind, same)
    if words is not State.NONE:
        which = _OF_SOME.format(ids=_listed(articles))
        for pair in _alike(connection.execute(_PIECES.format(which=which)), there):
            if not articles.isdisjoint(pair):
                joined.add("pieces", pair)


def _listed(ids: Iterable[int]) -> str:
    return ",".join(map(str, ids))


def _candidates(connection: sqlite3.Connection, articles: Iterable[int], there: bytes) -> list[Candidate]:
    """Return those of the articles that are listed, the newest first."""
    rows = [row for row in rows_by_ids(connection, _CANDIDATES, articles) if _is_there(row[0], there)]
    return [Candidate(*row[:2]) for row in sorted(rows, key=itemgetter(2, 3, 4, 5))]


def _by_hint(rows: Iterable[tuple[Any, int]], there: bytes) -> Iterator[list[int]]:
    """Yield the listed articles of each hint that is not too common; ``rows`` are hints, in order, with articles."""
    for _, some in groupby(rows, key=itemgetter(0)):
        articles = [article for _, article in some if _is_there(article, there)]
        if len(articles) <= MOST:
            yield articles


def _alike(rows: Iterable[tuple[int, int]], there: bytes) -> Iterator[tuple[int, int]]:
    """Yield the pairs of articles that share most pieces of their texts; ``rows`` are pieces, in order, with articles."""
    hints = list(_by_hint(rows, there))
    own = Counter(article for articles in hints for article in articles)
    shared: Counter[tuple[int, int]] = Counter()
    for articles in hints:
        shared.update(combinations(sorted(each for each in articles if own[each] >= LIKE), 2))
    return (pair for pair, pieces in shared.items() if pieces >= LIKE)


def _groups(candidates: Iterable[Candidate], joined: _Joined) -> list[list[int]]:
    """Return the groups of two and more, from the newest article on: so a language is that of the newest that names one."""
    groups: dict[int, _Group] = {}
    rank: dict[int, int] = {}
    for candidate in candidates:
        others = joined.of(candidate.id)
        if not others:
            continue
        group = groups[candidate.id] = _Group(candidate)
        rank[candidate.id] = len(rank)
        for other in sorted(others & groups.keys(), key=rank.__getitem__):
            former = groups[other]
            if former is not group and former.fits(group):
                former.ids += group.ids
                former.language = former.language or group.language
                groups.update(dict.fromkeys(group.ids, former))
                group = former
    found = {id(group): sorted(group.ids, key=rank.__getitem__) for group in groups.values()}
    return [ids for ids in found.values() if len(ids) > 1]


def _is_there(article: int, there: bytes) -> bool:
    return there[article : article + 1] == b"\1"
