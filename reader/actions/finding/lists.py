"""What a list of articles shows: the groups of a key, saved searches above them, all of it within a filter.

Between the library's articles and the sidebar's model. ``run_queries`` runs in a worker; what it finds is kept, so that the
model never waits.
"""

from array import array
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import TYPE_CHECKING

from reader.actions.finding.days import Days
from reader.actions.finding.group_names import label_of
from reader.actions.finding.group_orders import GroupOrders
from reader.actions.finding.id_sets import MASKS, as_bits, count_unread, only_within
from reader.actions.finding.levels import FIRST_INNER, Levels
from reader.actions.finding.listed_articles import ListedArticles
from reader.actions.finding.narrowed import Narrowed, order_of
from reader.actions.finding.saved_searches import NEW, SavedSearch
from reader.actions.finding.sorting import Sorter
from reader.errors import NewsreaderError
from reader.library import EVERYTHING, Counts, Group, GroupOrder, Library, Scope
from reader.library.index.grouping import TAG
from reader.library.index.moment import NOTHING_FOUND, Found
from reader.library.index.rows import SCOPE_OF_QUERY
from reader.library.index.snapshots import Frame

if TYPE_CHECKING:
    from reader.actions.finding.quiet_feeds import QuietFeeds

FIRST_SEARCH = 1 << 40
"""The group id of the first saved search; the next has the next number. Terms have smaller ones."""

_OF_ALL = frozenset({"", "is:unread", NEW})
"""The searches above the groups from which articles of quiet feeds are left out."""


class Lists:
    """The lists that the sidebar's model shows. ``run_queries``, ``narrow`` and ``group_by`` need a worker; all else is quick."""

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
        self.articles = library.articles
        """Answers what no filter and no saved search changes: rows, and the groups of an article."""
        self._now = now
        self.levels = Levels(self.articles)
        """A second level of groups, if there is one."""
        self.days = Days(self.articles)
        """The days of lists by date."""
        self.key = key if self.articles.is_grouped_by(self.articles.listed_key(key)) else TAG
        """What articles are grouped by."""
        self.searches = tuple(searches)
        """Those above the groups, in their order."""
        self.listed = ListedArticles()
        """Which articles are listed: by the filter, and once each."""
        self._found: dict[str, Found] = {}
        """What each query has found, in its order."""
        self._run_on: date | None = None
        """The day on which queries ran last: ``date:today`` finds other articles tomorrow."""
        self._once = frozenset(once)
        """What is listed once: duplicates, translations."""
        self.quiet_feeds: QuietFeeds | None = None
        """The feeds whose articles are left out of all and unread; None: none is."""
        self._quiet = NOTHING_FOUND
        """The articles of quiet feeds."""
        self._watched: dict[int, str] = {}
        """The colour of each article that has a watch word: of several that of the first."""
        self.seen_up_to = 0
        """The greatest id of an article in the last session; 0: it is not known, or not yet."""
        self.sorter = Sorter(GroupOrders())
        """In which order the articles of each group stand."""

    # For the sidebar's model

    def frame(self) -> AbstractContextManager[Frame]:
        """Return a context in which all answers are of one edition of the index. Hold it for milliseconds only."""
        return self.articles.frame()

    def groups(self, scope: Scope, order: GroupOrder) -> list[Group]:
        """Return the saved searches, and below them the groups that have articles in the scope."""
        with self.frame() as frame:
            key = self.articles.listed_key(self.key)
            groups = self.articles.groups(scope, order, key, self.listed.inside(frame))
            tops = (self._top(frame, number, search) for number, search in enumerate(self.searches))
            listed = [*tops, *groups]
            for group in listed:
                self.sorter.take(self.key, group)
            return listed

    def within(
        self, group: Group, scope: Scope, order: GroupOrder, keep: frozenset[int] = frozenset()
    ) -> list[Group]:
        """Return the groups of the second level in a group; none where lists have one level."""
        if not self.levels.key:
            return []
        with self.frame() as frame:
            inside = self.listed.inside(frame)
            inner = self.levels.within(frame, group, scope, order, keep=keep, inside=inside)
            for each in inner:
                self.sorter.take(self.levels.key, each)
            return inner

    def ids(self, group: int, scope: Scope, keep: frozenset[int] = frozenset()) -> "array[int]":
        """Return a group's articles in the scope, or what its search finds, and those of ``keep`` that belong there."""
        with self.frame():
            return self._in_order(group, self._ids(group, scope, keep))

    def _ids(self, group: int, scope: Scope, keep: frozenset[int] = frozenset()) -> "array[int]":
        with self.frame() as frame:
            if group >= FIRST_INNER:
                ids = self.levels.ids(frame, group, scope, keep)
            elif group < FIRST_SEARCH:
                ids = self.articles.ids(group, scope, keep)
            else:
                search = self.search_at(group)
                ids = self._found_by(frame, search.query, keep) if search else array("I")
                if search and search.query in _OF_ALL:
                    ids = self._without_quiet(frame, ids, keep)
            inside = self.listed.inside(frame)
            return ids if inside is None else only_within(ids, inside, keep)

    def counts(self) -> Counts:
        """Return how many articles can be listed, within the filter and without collapsed ones.

        Those of quiet feeds count neither as unread nor in the total.
        """
        with self.frame() as frame:
            inside = self.listed.inside(frame)
            quiet = frame.own(self._quiet)
            if inside is None:
                counts = self.articles.counts()
            else:
                listed = self.listed.bits
                unread, starred, later = (
                    (listed & as_bits(frame.flags.translate(mask))).bit_count() for mask in MASKS
                )
                counts = Counts(listed.bit_count(), unread, starred, later)
                quiet = only_within(quiet, inside, frozenset())
            return counts._replace(
                total=counts.total - len(quiet), unread=counts.unread - count_unread(frame, quiet)
            )

    def _in_order(self, group: int, ids: "array[int]") -> "array[int]":
        """Return articles in the order that the filter wants, else in that of the group; a saved search may have its own."""
        search = self.search_at(group)
        has_own = search and search.query not in SCOPE_OF_QUERY and order_of(search.query)
        if rank := self.listed.rank:
            if has_own:
                return ids
            return array("I", sorted(ids, key=lambda article: rank[article] if article < len(rank) else -1))
        if has_own and not self.sorter.is_chosen(group):
            return ids
        with self.frame() as frame:
            if has_own:
                inside = bytearray(len(frame.flags))
                for article in ids:
                    inside[article] = 1
                ids = only_within(self.articles.ids(EVERYTHING, Scope.ALL), bytes(inside), frozenset())
            return self.sorter.sorted(group, ids, frame.edition, frame.flags)

    def begin_view(self) -> None:
        """Begin a view: what is unread now stays among the unread of a list that has these first."""
        with self.frame() as frame:
            self.sorter.begin(frame.edition, frame.flags)

    def others(self, article: int) -> int:
        """Return how many other articles an article is listed for."""
        return len(self.listed.others.get(article, ()))

    def watched(self, article: int) -> str:
        """Return the colour of an article that has a watch word; empty: it has none."""
        return self._watched.get(article, "")

    def order(self, group: int) -> str:
        """Return the order of a group's articles, as queries write it."""
        return self.sorter.order_of(group)

    def label(self, group: Group) -> str:
        """Return what a group is called on the screen."""
        if group.id >= FIRST_INNER:
            return label_of(self.levels.key, group)
        return group.name if group.id >= FIRST_SEARCH else label_of(self.key, group)

    def search_at(self, group: int) -> SavedSearch | None:
        """Return the saved search with this group id, if it is one."""
        number = group - FIRST_SEARCH
        return self.searches[number] if 0 <= number < len(self.searches) else None

    def _top(self, frame: Frame, number: int, search: SavedSearch) -> Group:
        is_all = not (search.query in _OF_ALL and self._quiet.ids)
        if search.query in SCOPE_OF_QUERY and is_all:
            counts = self.counts()
            scope = SCOPE_OF_QUERY[search.query]
            count = counts.total if scope is Scope.ALL else getattr(counts, scope)
            unread = counts.unread if scope in {Scope.ALL, Scope.UNREAD} else 1
            return Group(FIRST_SEARCH + number, search.name, count, min(count, unread), count, is_search=True)
        ids = self._ids(FIRST_SEARCH + number, Scope.ALL)
        unread = count_unread(frame, ids)
        counted = unread if search.query == NEW or search.colour else len(ids)
        return Group(FIRST_SEARCH + number, search.name, len(ids), unread, counted, is_search=True)

    def _without_quiet(self, frame: Frame, ids: "array[int]", keep: frozenset[int]) -> "array[int]":
        quiet = frame.own(self._quiet)
        if not quiet:
            return ids
        heard = bytearray(b"\1" * len(frame.flags))
        for article in quiet:
            heard[article] = 0
        return only_within(ids, bytes(heard), keep)

    def _found_by(self, frame: Frame, query: str, keep: frozenset[int]) -> "array[int]":
        if query in SCOPE_OF_QUERY:
            return self.articles.ids(EVERYTHING, SCOPE_OF_QUERY[query], keep)
        return frame.own(self._found.get(query, NOTHING_FOUND))

    # In a worker

    @property
    def has_questions(self) -> bool:
        """Whether ``run_queries`` has something to do."""
        return (
            bool(self._once or self.searches)
            or bool(self._quiet.ids)
            or bool(self.quiet_feeds)
            or self.listed.narrowed is not None
            or bool(self.sorter.wanted)
            or self._run_on is None
            or any(search.query not in SCOPE_OF_QUERY for search in self.searches)
        )

    @property
    def is_stale(self) -> bool:
        """Whether the day has changed since ``run_queries``."""
        return self._run_on is not None and self._run_on != self._now().date()

    def run_queries(self) -> bool:
        """Run the queries again; return whether they find something else than before."""
        self._run_on = self._now().date()
        questions, had = self._library.questions, self._answers()
        has_other_days = bool(self.searches) and self.days.read(self._now().tzinfo)
        found: dict[str, Found] = {}
        for search in self.searches:
            if search.query not in SCOPE_OF_QUERY:
                try:
                    found[search.query] = questions.find(search.query, self._now())
                except NewsreaderError:  # the user saw why when it was saved, or at the start
                    found[search.query] = NOTHING_FOUND
        self._found, since = found, questions.since
        with self.frame() as frame:
            self.seen_up_to = since.article if since.index_id == frame.edition.index_id else 0
        colours = [(search.colour, found[search.query].ids) for search in self.searches if search.colour]
        self._watched = {article: colour for colour, ids in reversed(colours) for article in ids}
        if self._once:
            self.listed.others, self.listed.hidden = questions.collapsed(self._once)
        quiet = self.quiet_feeds.addresses() if self.quiet_feeds else []
        self._quiet = questions.of_feeds(quiet) if quiet else NOTHING_FOUND
        self.sorter.read(questions, self._now())
        if self.listed.narrowed:
            self.narrow(self.listed.narrowed.query)
        return has_other_days or self._answers() != had

    def sort(self, group: Group, order: str) -> None:
        """Put the articles of a group in another order, and keep that for later sessions."""
        key = self.levels.key if group.id >= FIRST_INNER else self.key
        self.sorter.orders.choose(key, group, order)
        self.sorter.orders.save()
        self.sorter.read(self._library.questions, self._now())
        self.sorter.take(key, group)
        self.begin_view()

    def _answers(self) -> object:
        narrowed = self.listed.narrowed
        found = {query: found.ids for query, found in self._found.items()}
        ranked = narrowed.ranked.ids if narrowed and narrowed.ranked else None
        shown = narrowed and narrowed.found.ids
        quiet = self._quiet.ids
        return found, quiet, self.listed.others, shown, ranked, self.sorter.answers(), self.seen_up_to

    def narrow(self, query: str) -> int:
        """Filter by a query and return how many it finds; raises QueryError, and the filter stays as it was."""
        questions, now = self._library.questions, self._now()
        found, order = questions.find(query, now), order_of(query)
        self.listed.narrowed = Narrowed(query, found, questions.find(order, now) if order else None)
        return len(found.ids)

    def prepare(self) -> None:
        """Read what groups and counts of the present filter need, in a worker: 50 ms in a library of 100,000 articles."""
        with self.frame() as frame:
            inside = self.listed.inside(frame)
        if inside is not None:
            self.articles.prepare(inside)

    @property
    def narrowed(self) -> Narrowed | None:
        """The filter, if there is one."""
        return self.listed.narrowed

    def widen(self) -> None:
        """Remove the filter."""
        self.listed.narrowed = None

    def group_by(self, key: str, inner: str = "") -> None:
        """Group by another key: a row of ``GROUP_KEYS``, or one of the front matter; and each group by ``inner``."""
        self._library.group_by(self.articles.listed_key(key))
        if inner:
            self._library.group_by(inner)
        self.key = key
        self.levels.divide_by(inner)

    def is_grouped_by(self, key: str, inner: str = "") -> bool:
        """Whether the index is grouped by a key and the list is, and each of its groups by ``inner``."""
        return (
            inner == self.levels.key
            and key == self.key
            and self.articles.is_grouped_by(self.articles.listed_key(key))
        )
