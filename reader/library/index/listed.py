"""What is listed of a library: groups, rows and counts, and what was done with articles. Reads the index."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from reader.article import Key, Problem
from reader.journal import Value, tags_in
from reader.library.index.catalogue import Catalogue
from reader.library.index.grouping import TAG, listed_key
from reader.library.index.moment import Frame
from reader.library.index.rows import NOTHING_DONE, Counts, Group, GroupOrder, Row, Scope, State
from reader.text import clean

if TYPE_CHECKING:
    from array import array  # subscripted only by the type checker: 3.11 cannot

    from reader.library.index.translations import Translation


class Listed:
    """The reading side of a library: a millisecond or two at a hundred thousand articles, on any thread.

    Marks are seen at once.
    """

    def __init__(self, catalogue: Catalogue, untagged: str) -> None:
        """``untagged`` is the setting."""
        self._catalogue, self._untagged = catalogue, untagged

    def frame(self) -> AbstractContextManager[Frame]:
        """Hold one published state of the index, of which all is that is asked inside. For milliseconds."""
        return self._catalogue.frame()

    def groups(
        self,
        scope: Scope,
        order: GroupOrder,
        key: str = TAG,
        inside: bytes | None = None,
        *,
        is_apart: bool = False,
    ) -> list[Group]:
        """Return the groups of a key that have articles in the scope; the articles that have none come last.

        ``inside`` has a 1 for each article that counts, by id; None: all. A key that the library is not grouped by
        (``is_grouped_by``) has no groups. ``is_apart``: for once; ``ids`` and ``groups_of`` go on to answer for the key
        that was asked for before, and marks that are not in the index yet (``flush``) are not counted.
        """
        return self._catalogue.groups(scope, order, key, inside, is_apart=is_apart)

    def listed_key(self, key: str) -> str:
        """Return the key of what a list shows that is grouped by ``key``: beside tags, groups of articles without any."""
        return listed_key(key, self._untagged)

    def is_grouped_by(self, key: str) -> bool:
        """Return whether ``groups`` knows those of a key: it does once ``group_by`` was called."""
        return self._catalogue.is_grouped_by(key)

    def ids(self, group: int, scope: Scope, keep: frozenset[int] = frozenset()) -> "array[int]":
        """Return a group's articles in the scope, and those of ``keep``, newest first.

        ``EVERYTHING`` as the group means all articles of the library.
        """
        return self._catalogue.ids(group, scope, keep)

    def rows(self, ids: Sequence[int]) -> dict[int, Row]:
        """Return what a list shows of these articles, in their order; one that is gone is missing."""
        return self._catalogue.rows(ids)

    def groups_of(self, article: int) -> tuple[int, ...]:
        """Return the groups in which an article stands."""
        return self._catalogue.groups_of(article)

    def translations(self, article: int) -> "list[Translation]":
        """Return the article in its other languages; the first is the one that follows, and after the last its own."""
        return self._catalogue.translations(article)

    def find(self, key: Key) -> int | None:
        """Return the article that has this key now, if any has."""
        return self._catalogue.find(key)

    def find_all(self, keys: Iterable[Key]) -> list[int]:
        """Return the articles that have these keys now, in their order, without those that are gone."""
        return self._catalogue.find_all(keys)

    def with_field(self, keys: Sequence[str], value: str) -> list[int]:
        """Return the articles whose front matter says this under one of the keys; case, accents and width do not count."""
        from reader.text.folding import folded  # only for those who ask

        return self._catalogue.with_field(keys, folded(value))

    def names(self) -> Iterator[tuple[int, Key, str]]:
        """Yield every article with its key and its title. In a worker: it looks at all of them."""
        return self._catalogue.names()

    def counts(self) -> Counts:
        """Return how many articles there are, each counted once."""
        return self._catalogue.counts()

    def problems(self, limit: int = 1_000) -> list[tuple[Key, Problem]]:
        """Return what is wrong with which files and folders, in the order of their paths, at most so many."""
        return self._catalogue.problems(limit)

    def count_problems(self) -> int:
        """Return how many problems there are in all."""
        return self._catalogue.count_problems()

    def left_out(self) -> dict[str, int]:
        """Return why files are left out on purpose, as sentences, and how many there are of each; they are no problems."""
        return self._catalogue.left_out()

    def state(self, article: int) -> State:
        """Return what was done with an article; nothing was with one that is gone."""
        key = self._catalogue.key(article)
        return NOTHING_DONE if key is None else self._catalogue.state(key)

    def fields(self, article: int) -> dict[str, Value]:
        """Return all that was done with an article, by the journal's fields; nothing for one that is gone."""
        key = self._catalogue.key(article)
        done = {} if key is None else self._catalogue.fields(key)
        # The log of another device may hold what this program would never have written.
        return {name: clean(value) if isinstance(value, str) else value for name, value in done.items()}

    def own_tags(self, article: int) -> dict[str, bool]:
        """Return the tags that the user gave to an article (true), or took from it (false)."""
        return tags_in(self.fields(article))
