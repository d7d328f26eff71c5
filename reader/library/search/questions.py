"""Queries, search while typing, completion, articles like another one. Reads the index.

All of it runs in workers, on separate connections, so that no list waits for it.
"""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import IndexUnusableError
from reader.i18n import tr
from reader.library.fulltext.find import State, attach
from reader.library.fulltext.store import FullTextFile
from reader.library.index.articles import Articles
from reader.library.index.damage import is_broken, read_as_ours
from reader.library.index.details import Details, details
from reader.library.index.grouping import FEED_ADDRESS
from reader.library.index.index_file import base_of, remove_files
from reader.library.index.moment import Found, Moment
from reader.library.index.rows import SCOPE_OF_QUERY, Scope
from reader.library.index.schema import EVERYTHING, IndexFile
from reader.library.index.snapshots import Snapshots
from reader.library.query.parse import parse
from reader.library.query.tree import Query
from reader.library.search.run_query import NOTHING_NEW, QueryContext, completing, keys_of, search
from reader.library.search.typed import search_nearly, search_typed
from reader.text.folding import folded

if TYPE_CHECKING:
    from array import array

    from reader.library.query.completing import Completion

_OF_FEEDS = """
SELECT DISTINCT article FROM field WHERE value IN (SELECT id FROM value WHERE key = ? AND shown IN (SELECT value FROM json_each(?)))
"""
_LISTED_IDS = "SELECT id FROM article WHERE length(terms) > 0"

_SCOPES = {parse(text): scope for text, scope in SCOPE_OF_QUERY.items()}
"""Queries that a list answers as it is."""


class Questions:
    """What takes a worker to answer, of one index."""

    def __init__(
        self, store: IndexFile, snapshots: Snapshots, articles: Articles, *, chinese_alike: bool
    ) -> None:
        """``chinese_alike`` is the setting: words are kept apart for each of its values."""
        self._store, self._snapshots, self._articles = store, snapshots, articles
        self.since = NOTHING_NEW
        """Up to where the last session came."""
        self._folding = "" if chinese_alike else " as written"

    def query(self, text: str, now: datetime, limit: int = -1) -> "array[int]":
        """Return the articles that a query finds, in its order, at most ``limit`` (below 0: all).

        Articles of one date are ordered by their paths. ``now`` is aware; days are those of its zone. Raises QueryError,
        and NewsreaderError for what takes too long.
        """
        return self._answer(search, text, now, limit).ids

    def find(self, text: str, now: datetime) -> Found:
        """Return the articles that a query finds, for a list.

        ``now`` and errors are those of ``query``.
        """
        return self._answer(search, text, now, -1)

    def search(self, typed: str, now: datetime, limit: int) -> "array[int]":
        """Return the articles that have typed words, those that have them in their titles first; raises as ``query``."""
        return self._answer(search_typed, typed, now, limit).ids

    def nearly(self, typed: str, now: datetime, limit: int) -> "array[int]":
        """Return articles whose titles have something similar to typed words, the most similar first: a sixth of a second."""
        return self._answer(search_nearly, typed, now, limit).ids

    def _answer(
        self,
        run: Callable[[QueryContext, Query, int], "array[int]"],
        text: str,
        now: datetime,
        limit: int,
    ) -> Found:
        with self._reading():
            query = parse(text, keys_of(self._store))
        if query in _SCOPES:
            with self._articles.frame() as frame:
                ids = self._articles.ids(EVERYTHING, _SCOPES[query])
                return Found(frame.edition, ids[: limit if limit >= 0 else None])
        with self._articles.frame() as frame:
            moment, everything = frame.moment(), self._articles.ids(EVERYTHING, Scope.ALL)
        file, since = self.text_file(), self.since.bounds(moment.edition.index_id)
        context = QueryContext(self._store, file, moment.flags, everything, since, now)
        with self._reading():
            try:
                with read_as_ours():
                    return moment.found(run(context, query, limit))
            except sqlite3.DatabaseError:
                if not self._forget_words():
                    raise
                return moment.found(run(context, query, limit))

    def _forget_words(self) -> bool:
        """Delete the words, which may be what is damaged, so that they are read again; return whether there were any."""
        file = self.text_file().path
        was_there = file.exists()
        with suppress(OSError):
            remove_files(file)
        return was_there

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Turn errors of SQLite and damaged rows into errors for the user."""
        try:
            with read_as_ours():
                yield
        except sqlite3.Error as problem:
            raise self._store.failure(problem) from problem

    def _moment(self) -> Moment:
        with self._articles.frame() as frame:
            return frame.moment()

    def check(self, text: str) -> None:
        """Raise QueryError where a query cannot be read."""
        parse(text, self.keys())

    def keys(self) -> frozenset[str]:
        """Return the keys of any front matter, in small letters, without those that are fields."""
        with self._reading():
            return keys_of(self._store)

    def completions(self, typed: str) -> "list[Completion]":
        """Return the completions of a query that is being typed."""
        from reader.library.query.completing import completions

        with self._reading(), completing(self._store) as (keys, values):
            return completions(typed, keys, values)

    def values(self, field: str, begun: str, limit: int) -> list[tuple[str, int]]:
        """Return the values of a field that begin with ``begun``, in any case, and how often they occur."""
        with self._reading(), completing(self._store) as (_, values):
            return list(values(field, folded(begun), limit))

    def unread(self) -> list[int]:
        """Return the articles whose words are not in the full text yet, the newest first."""
        with self._with_words() as (connection, words):
            if words is State.WHOLE:
                return []
            known = "" if words is State.NONE else "AND article.id NOT IN (SELECT article FROM text.entry)"
            found = connection.execute(f"{_LISTED_IDS} {known} ORDER BY date DESC, id")
            return list(self._moment().found(row[0] for row in found).ids)

    def of_feeds(self, addresses: Collection[str]) -> Found:
        """Return the articles that came from the feeds at these addresses."""
        moment = self._moment()
        with self._reading(), closing(self._store.connect()) as connection:
            rows = connection.execute(_OF_FEEDS, (FEED_ADDRESS, json.dumps([*addresses])))
            return moment.found(row[0] for row in rows)

    def hints(self) -> list[tuple[int, str, str]]:
        """Return what identifies articles on other devices: id, guid and link as links are compared, for each."""
        there = self._moment().there
        with self._with_words() as (connection, _):
            found = connection.execute(
                "SELECT id, guid, canonical FROM article WHERE length(terms) > 0 AND id < ?", (len(there),)
            )
            return [row for row in found if there[row[0]]]

    def details(self, articles: Sequence[int], zone: tzinfo) -> dict[int, Details]:
        """Return what is known of these articles beyond their rows; one that is gone is missing.

        Moments are in ``zone`` where the file names none.
        """
        try:
            with closing(self._store.connect()) as connection:
                return details(connection, articles, zone)
        except sqlite3.Error as problem:
            raise self._store.failure(problem) from problem

    def duplicates(self, article: int) -> list[int]:
        """Return the articles that are the same in other files, the surest first; see ``similar.duplicates``."""
        from reader.library.similar.duplicates import duplicates  # 2 ms: not at the start

        there = self._moment().there
        with self._with_words() as (connection, words):
            return duplicates(connection, words, article, there)

    def collapsed(self, kinds: frozenset[str]) -> tuple[dict[int, tuple[int, ...]], Found]:
        """Return the articles that stand for others, each with those, and all these: duplicates, translations or both.

        All articles are looked at.
        """
        from reader.library.similar.collapse import collapsed  # 2 ms: not at the start

        moment = self._moment()
        with self._with_words() as (connection, words):
            found = collapsed(connection, words, kinds, moment.there)
        return found, moment.found(each for others in found.values() for each in others)

    def related(self, article: int, text: str, limit: int) -> list[int]:
        """Return articles about the same subject, the nearest first, without duplicates; ``text`` is title and body."""
        from reader.library.similar.related import related  # 2 ms: not at the start

        same = {article, *self.duplicates(article)}
        with self._with_words() as (connection, words):
            found = related(connection, words, article, text, limit + len(same))
            return [each for each in self._moment().found(found).ids if each not in same][:limit]

    @contextmanager
    def _with_words(self) -> Iterator[tuple[sqlite3.Connection, State]]:
        try:
            with read_as_ours(), closing(self._store.connect()) as connection:
                yield connection, attach(connection, self.text_file())
        except sqlite3.Error as problem:
            if is_broken(problem) and self._forget_words():
                raise IndexUnusableError(
                    tr("The full text was damaged and is being rebuilt; try again soon.")
                ) from problem
            raise self._store.failure(problem) from problem

    def text_file(self) -> FullTextFile:
        """Return where the words of articles are kept."""
        return FullTextFile(
            base_of(Path(self._store.address)).with_suffix(".text.db"),
            self._snapshots.index_id() + self._folding,
        )
