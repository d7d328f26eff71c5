"""What is asked of the library in words: queries, search as one types, how a query goes on. Reads the index.

All of it on connections of its own, in workers, so that no list waits for it.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import IndexUnusableError
from reader.i18n import tr
from reader.library.fulltext.find import State, attach
from reader.library.fulltext.store import FullTextFile
from reader.library.index.catalogue import Catalogue
from reader.library.index.damage import is_broken, read_as_ours
from reader.library.index.details import Details, details
from reader.library.index.index_file import base_of, remove_files
from reader.library.index.moment import Found, Moment
from reader.library.index.path_order import by_place
from reader.library.index.rows import Scope
from reader.library.index.schema import EVERYTHING, IndexFile
from reader.library.query.parse import parse
from reader.library.query.tree import Query, Term
from reader.library.search.run_query import (
    QueryContext,
    completing,
    keys_of,
    search,
    search_nearly,
    search_typed,
)
from reader.text.folding import folded

if TYPE_CHECKING:
    from array import array

    from reader.library.query.completing import Completion

_LISTED_IDS = "SELECT id FROM article WHERE length(terms) > 0"

_LISTED = {
    Query(): Scope.ALL,
    **{Query(Term("is", scope)): scope for scope in (Scope.UNREAD, Scope.STARRED, Scope.LATER)},
}
"""Queries that a list answers as it is."""


class Questions:
    """The questions to one index."""

    def __init__(self, store: IndexFile, catalogue: Catalogue, *, chinese_alike: bool) -> None:
        self._store, self._catalogue = store, catalogue
        self._folding = "" if chinese_alike else " as written"

    def query(self, text: str, now: datetime, limit: int = -1, *, is_placed: bool = False) -> Found:
        """Return the articles that a query finds, in its order, at most ``limit`` (below 0: all).

        ``now`` is aware; days are those of its zone. ``is_placed``: articles of one date come by their places, also where
        a list of the index is the answer. Raises QueryError, and NewsreaderError for what takes too long.
        """
        return self._asked(search, text, now, limit, is_placed=is_placed)

    def search(self, typed: str, now: datetime, limit: int) -> "array[int]":
        """Do the same for what somebody types: first the articles that have it in their titles."""
        return self._asked(search_typed, typed, now, limit).ids

    def nearly(self, typed: str, now: datetime, limit: int) -> "array[int]":
        """Return articles in whose titles something is nearly what somebody types, the likest first: a third of a second."""
        return self._asked(search_nearly, typed, now, limit).ids

    def _asked(
        self,
        ask: Callable[[QueryContext, Query, int], "array[int]"],
        text: str,
        now: datetime,
        limit: int,
        *,
        is_placed: bool = False,
    ) -> Found:
        with self._reading():
            query = parse(text, keys_of(self._store))
        if query in _LISTED:
            with self._catalogue.frame() as frame:
                ids = self._catalogue.ids(EVERYTHING, _LISTED[query], frozenset())
                if is_placed:
                    with self._reading(), closing(self._store.connect()) as connection:
                        ids = by_place(connection, ids, limit)
                return Found(frame.edition, ids[: limit if limit >= 0 else None])
        file, moment = self.text_file(), self._moment()
        asked = QueryContext(self._store, file, moment.flags, now)
        with self._reading():
            try:
                with read_as_ours():
                    return moment.found(ask(asked, query, limit))
            except sqlite3.DatabaseError:
                if not self._forget_words():
                    raise
                return moment.found(ask(asked, query, limit))

    def _forget_words(self) -> bool:
        """Let the words be read again: if something is damaged it may be them; return whether there were any."""
        file = self.text_file().path
        was_there = file.exists()
        with suppress(OSError):
            remove_files(file)
        return was_there

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Turn what rows and SQLite's errors lead to into errors for the user."""
        try:
            with read_as_ours():
                yield
        except sqlite3.Error as problem:
            raise self._store.failure(problem) from problem

    def _moment(self) -> Moment:
        with self._catalogue.frame() as frame:
            return frame.moment()

    def check(self, text: str) -> None:
        """Raise QueryError where a query cannot be read."""
        parse(text, self.keys())

    def keys(self) -> frozenset[str]:
        """Return the keys of any front matter, in small letters, but for those that have a meaning of their own."""
        with self._reading():
            return keys_of(self._store)

    def completions(self, typed: str) -> "list[Completion]":
        """Return how a query that is being typed can go on."""
        from reader.library.query.completing import completions

        with self._reading(), completing(self._store) as (keys, values):
            return completions(typed, keys, values)

    def values(self, field: str, begun: str, limit: int) -> list[tuple[str, int]]:
        """Return the values of a field that begin so, whatever their case, and how often they are there."""
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

    def hints(self) -> list[tuple[int, str, str]]:
        """Return what articles can be known by elsewhere: their id of their own and their link, as it is compared."""
        there = self._moment().there
        with self._with_words() as (connection, _):
            found = connection.execute(
                "SELECT id, guid, canonical FROM article WHERE length(terms) > 0 AND id < ?", (len(there),)
            )
            return [row for row in found if there[row[0]]]

    def details(self, articles: Sequence[int]) -> dict[int, Details]:
        """Return what is known of these articles beyond their rows; one that is gone is missing."""
        try:
            with closing(self._store.connect()) as connection:
                return details(connection, articles)
        except sqlite3.Error as problem:
            raise self._store.failure(problem) from problem

    def copies(self, article: int) -> list[int]:
        """Return the other articles that say the same: an equal link, an equal text or nearly that; the surest first."""
        from reader.library.similar.copies import copies  # only for those who ask

        with self._with_words() as (connection, words):
            return list(self._moment().found(copies(connection, words, article)).ids)

    def doubles(self, kinds: frozenset[str]) -> tuple[dict[int, tuple[int, ...]], Found]:
        """Return the articles that stand for others, each with those, and all these: copies, translations or both.

        All articles are looked at.
        """
        from reader.library.similar.doubles import doubles  # as in copies

        moment = self._moment()
        with self._with_words() as (connection, _):
            found = doubles(connection, kinds, moment.there)
        return found, moment.found(each for others in found.values() for each in others)

    def related(self, article: int, text: str, limit: int) -> list[int]:
        """Return the articles that are about the same, the nearest first; ``text`` is the title and body of this one."""
        from reader.library.similar.copies import copies  # as in copies
        from reader.library.similar.related import related

        with self._with_words() as (connection, words):
            same = {article, *copies(connection, words, article)}
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
            self._catalogue.index_id() + self._folding,
        )
