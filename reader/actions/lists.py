"""What a list of articles shows: the groups of a key, saved searches above them, all of it within a filter.

Stands between the library and the sidebar's shelf. What a query finds is looked up in a worker (``look_up``) and kept;
what the shelf asks is answered from that at once.
"""

from array import array
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from itertools import compress
from typing import NamedTuple

from reader.actions.saved_searches import SavedSearch
from reader.errors import NewsreaderError
from reader.i18n import tr
from reader.library import EVERYTHING, Flag, Group, GroupOrder, Library, Row, Scope
from reader.library.grouping import TAG, group_key

FIRST_SEARCH = 1 << 40
"""The group of the first saved search; the next one has the next number. Terms have smaller ones."""

_SCOPES = {"": Scope.ALL, "is:unread": Scope.UNREAD, "is:starred": Scope.STARRED, "is:later": Scope.LATER}
"""Queries that are answered without asking."""

_UNREAD = bytes(1 if byte & Flag.UNREAD else 0 for byte in range(256))


class Narrowed(NamedTuple):
    """The articles of a filter."""

    query: str
    found: int
    """How many there are."""
    inside: bytes
    """By id: 1 for those that are in it."""


class Lists:
    """A source of the shelf's. ``look_up``, ``narrow`` and ``group_by`` belong into a worker, all else is quick."""

    def __init__(
        self,
        library: Library,
        key: str,
        searches: Iterable[SavedSearch],
        now: Callable[[], datetime],
        once: Iterable[str] = (),
    ) -> None:
        """``now`` returns the present moment in the zone of the user's days."""
        self._library = library
        self._now = now
        self.key = key if library.is_grouped_by(key) else TAG
        """What articles are grouped by."""
        self.searches = tuple(searches)
        self.narrowed: Narrowed | None = None
        """The filter, if there is one."""
        self._found: dict[str, array[int]] = {}
        """What queries have found, newest first or as they say."""
        self._looked_up: date | None = None
        self._once = frozenset(once)
        """Of what each stands only once: copies, translations."""
        self._doubles: dict[int, tuple[int, ...]] = {}
        self._inside: bytes | None = None
        """By id: 1 for what is in the filter and stands for itself; None: everything."""

    # What the shelf asks

    def groups(self, scope: Scope, order: GroupOrder) -> list[Group]:
        """Return the saved searches, and below them the groups that have articles in the scope."""
        groups = self._library.groups(scope, order, self.key, self._inside)
        flags = self._library.flags() if self.searches else b""
        tops = (self._top(number, search, flags) for number, search in enumerate(self.searches))
        return [*tops, *groups]

    def ids(self, group: int, scope: Scope, keep: frozenset[int] = frozenset()) -> "array[int]":
        """Return a group's articles in the scope, or what its search finds, and those of ``keep`` that belong there."""
        if group < FIRST_SEARCH:
            ids = self._library.ids(group, scope, keep)
        else:
            search = self.search_at(group)
            ids = self._found_by(search.query, keep) if search else array("I")
        return ids if self._inside is None else _within(ids, self._inside, keep)

    def rows(self, ids: Sequence[int]) -> dict[int, Row]:
        """Return what is known of these articles."""
        return self._library.rows(ids)

    def groups_of(self, article: int) -> tuple[int, ...]:
        """Return the groups in which an article stands, saved searches left out."""
        return self._library.groups_of(article)

    def others(self, article: int) -> int:
        """Return for how many articles beside itself an article stands."""
        return len(self._doubles.get(article, ()))

    def label(self, group: Group) -> str:
        """Return what a group is called on the screen."""
        if group.id >= FIRST_SEARCH:
            return group.name
        return label_of(self.key, group)

    def search_at(self, group: int) -> SavedSearch | None:
        """Return the saved search that stands as this group."""
        number = group - FIRST_SEARCH
        return self.searches[number] if 0 <= number < len(self.searches) else None

    def _top(self, number: int, search: SavedSearch, flags: bytes) -> Group:
        if self._inside is None and search.query in _SCOPES:
            counts = self._library.counts()
            scope = _SCOPES[search.query]
            count = counts.total if scope is Scope.ALL else getattr(counts, scope)
            unread = counts.unread if scope in {Scope.ALL, Scope.UNREAD} else 1
            return Group(FIRST_SEARCH + number, search.name, count, min(count, unread), count, is_search=True)
        ids = self.ids(FIRST_SEARCH + number, Scope.ALL)
        unread = sum(bytes(map(flags.__getitem__, ids)).translate(_UNREAD))
        return Group(FIRST_SEARCH + number, search.name, len(ids), unread, len(ids), is_search=True)

    def _found_by(self, query: str, keep: frozenset[int]) -> "array[int]":
        if query in _SCOPES:
            return self._library.ids(EVERYTHING, _SCOPES[query], keep)
        return self._found.get(query, array("I"))

    # In a worker

    @property
    def has_questions(self) -> bool:
        """Whether there is something that has to be asked for."""
        return (
            bool(self._once)
            or self.narrowed is not None
            or any(search.query not in _SCOPES for search in self.searches)
        )

    @property
    def is_stale(self) -> bool:
        """Whether the day is another one than that of the last look."""
        return self._looked_up is not None and self._looked_up != self._now().date()

    def look_up(self) -> bool:
        """Ask again what the queries find; return whether that is something else than before."""
        self._looked_up = self._now().date()
        had, found = self._found, {}
        for search in self.searches:
            if search.query not in _SCOPES:
                try:
                    found[search.query] = self._library.query(search.query, self._now())
                except NewsreaderError:  # it was told when it was saved, or at the start
                    found[search.query] = array("I")
        self._found = found
        inside = self._inside
        if self._once:
            self._doubles = self._library.questions.doubles(self._once)
        if self.narrowed:
            self.narrow(self.narrowed.query)
        self._set_inside()
        return found != had or self._inside != inside

    def narrow(self, query: str) -> int:
        """List only what a query finds, which is counted; raises QueryError, and the filter stays as it was."""
        inside = bytearray()
        ids = self._library.query(query, self._now())
        if ids:
            inside = bytearray(max(ids) + 1)
            for article in ids:
                inside[article] = 1
        self.narrowed = Narrowed(query, len(ids), bytes(inside))
        self._set_inside()
        return len(ids)

    def widen(self) -> None:
        """List everything again."""
        self.narrowed = None
        self._set_inside()

    def _set_inside(self) -> None:
        hidden = [each for others in self._doubles.values() for each in others]
        if not hidden:
            self._inside = self.narrowed.inside if self.narrowed else None
            return
        inside = bytearray(self.narrowed.inside if self.narrowed else b"\1" * len(self._library.flags()))
        for article in hidden:
            if article < len(inside):
                inside[article] = 0
        self._inside = bytes(inside)

    def group_by(self, key: str) -> None:
        """Make groups of another key: a row of ``GROUP_KEYS``, or one of the front matter."""
        self._library.group_by(key)
        self.key = key

    def problems(self) -> list[str]:
        """Return a sentence for each saved search that cannot be read."""
        from reader.library.query.parse import QueryError, parse  # the language: after the start

        told = []
        for search in self.searches:
            try:
                parse(search.query)
            except QueryError as problem:
                told.append(tr("The saved search {name}: {problem}", name=search.name, problem=problem))
        return told


def label_of(key: str, group: Group) -> str:
    """Return what a group of a key is called."""
    if group.is_rest:
        return tr("(other groups)")
    if not group.name:
        return tr(group_key(key).nameless)
    if key == "language":
        from reader.article.language_names import own_names  # 40 names: for those who group by language

        return own_names([group.name])[0]
    return group.name


def _within(ids: "array[int]", inside: bytes, keep: frozenset[int]) -> "array[int]":
    return array(
        "I", compress(ids, (article in keep or inside[article : article + 1] == b"\1" for article in ids))
    )
