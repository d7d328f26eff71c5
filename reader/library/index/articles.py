"""Which articles a library has, and in which groups they are. Reads the index.

Every question takes a millisecond or two at 100,000 articles, so one connection and one lock (``snapshots``) serve all
threads.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from reader.article import Key, Problem
from reader.library.index.article_columns import IN_ROWS, WAITS, select
from reader.library.index.by_ids import AT_ONCE, rows_by_ids
from reader.library.index.damage import check
from reader.library.index.grouping import TAG, listed_key
from reader.library.index.paths import articles_at, key_of
from reader.library.index.rows import Counts, Flag, Group, GroupOrder, Row, Scope
from reader.library.index.schema import EVERYTHING
from reader.library.index.snapshots import Frame, Snapshots
from reader.library.index.tables import COUNT_PROBLEMS, LEFT_OUT
from reader.library.index.view import OTHERS, View, terms_of

if TYPE_CHECKING:
    from reader.library.index.inner_groups import Part
    from reader.library.index.translations import Translation

_WITH_FIELD = """
SELECT DISTINCT article FROM value JOIN field ON field.value = value.id WHERE folded = ? AND key IN
"""

_ROW = f"""
SELECT article.id, dir.folder, dir.path, name, {select(IN_ROWS)}
FROM article JOIN dir ON dir.id = article.dir WHERE article.id IN
"""
_PROBLEM_KINDS = [bytes, bytes, str, int]
_ROW_KINDS = [int, int, bytes, bytes, *(column.kind.stored for column in IN_ROWS)]
_READ = tuple((at, column.kind.read) for at, column in enumerate(IN_ROWS) if not column.is_read_as_stored)
_IN_ORDER = itemgetter(
    *map(("id", "key", "read", "starred", "later", *(column.row for column in IN_ROWS)).index, Row._fields)
)
"""Puts what makes a ``Row`` into the order of its fields: faster than by their names."""
_UNREAD, _STARRED, _LATER = map(int, Flag)  # a Flag is slow to test

_DATES = "SELECT id, date FROM article WHERE id > ? ORDER BY id LIMIT ?"

_NAMES = """
SELECT article.id, dir.folder, dir.path, name, title FROM article JOIN dir ON dir.id = article.dir
WHERE article.id > ? ORDER BY article.id LIMIT ?
"""


class Articles:
    """Groups, articles of a group, rows, counts and problems. All methods may be called from any thread."""

    def __init__(self, snapshots: Snapshots, untagged: str) -> None:
        """``untagged`` is the setting."""
        self._snapshots, self._untagged = snapshots, untagged

    def frame(self) -> AbstractContextManager[Frame]:
        """Hold one published state of the index, from which everything inside is read. For milliseconds."""
        return self._snapshots.frame()

    # Groups

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
        (``is_grouped_by``) has no groups. ``is_apart``: ``ids`` and ``groups_of`` continue to answer for the key that was
        used before, and flags that are not in the index yet (``Library.flush``) are not counted.
        """
        with self._snapshots.reading() as connection:
            if not is_apart and key != self._snapshots.view.key:
                self._snapshots.load(key)
            view = View(key) if is_apart else self._snapshots.view
            if is_apart:
                view.load(connection, key)
            terms = view.in_order(order) if inside is None else view.within(connection, order, inside)
            counted = ((term, term.count(scope)) for term in terms)
            return [
                Group(term.id, term.name, term.total, term.unread, count, term.id == OTHERS,
                      kind=term.kind or "", label=term.label)
                for term, count in counted
                if count
            ]  # fmt: skip

    def prepare(self, inside: bytes) -> None:
        """Find out which articles of each group are ``inside``, so that ``groups`` takes little time. For a worker.

        The index is held for one group at a time.
        """
        with self._snapshots.reading():
            terms = self._snapshots.view.groups
        for term in terms:
            with self._snapshots.reading() as connection:
                self._snapshots.view.ids_inside(connection, term, inside)

    def listed_key(self, key: str) -> str:
        """Return the key by which a list is grouped where ``key`` is wanted: tags have groups of untagged articles beside them."""
        return listed_key(key, self._untagged)

    def is_grouped_by(self, key: str) -> bool:
        """Return whether the index keeps the groups of a key, as it does after ``Library.group_by``."""
        from reader.library.index.terms import more_keys  # with what writes: only for another key

        with self._snapshots.reading() as connection:
            return key == TAG or key in more_keys(connection)

    def ids(self, group: int, scope: Scope, keep: frozenset[int] = frozenset()) -> "array[int]":
        """Return a group's articles in the scope, and those of ``keep``, newest first; ``EVERYTHING`` is the group of all."""
        with self._snapshots.reading() as connection:
            return self._snapshots.view.ids(connection, group, scope, keep)

    def parts(self, key: str, articles: "array[int]") -> "list[Part]":
        """Return how articles are divided by a key that the index is grouped by."""
        from reader.library.index.inner_groups import parts_of  # only where lists have two levels

        with self._snapshots.reading() as connection:
            return parts_of(connection, key, articles, len(self._snapshots.view.flags))

    def groups_of(self, article: int) -> tuple[int, ...]:
        """Return the groups of an article; none if it is gone."""
        with self._snapshots.reading() as connection:
            view = self._snapshots.view
            terms = terms_of(connection, [article]) if view.exists(article) else {}
            return view.shown(terms.get(article, ()))

    # Articles

    def rows(self, ids: Sequence[int]) -> dict[int, Row]:
        """Return what a list shows of these articles, in their order; one that is gone is missing."""
        found: dict[int, Row] = {}
        with self._snapshots.reading() as connection:
            ids = list(filter(self._snapshots.view.exists, ids))
            for values in rows_by_ids(connection, _ROW, ids):
                found[values[0]] = self._row(values)
        return {article: found[article] for article in ids if article in found}

    def row(self, article: int) -> Row | None:
        """Return what a list shows of an article; None if it is gone."""
        return self.rows([article]).get(article)

    def each_row(self, ids: Sequence[int]) -> Iterator[Row]:
        """Yield the rows of these articles in their order, read in batches: other threads can read in between."""
        for start in range(0, len(ids), AT_ONCE):
            yield from self.rows(ids[start : start + AT_ONCE]).values()

    def _row(self, values: tuple[Any, ...]) -> Row:
        check(values, _ROW_KINDS)
        article, folder, path, name, *shown = values
        flags = self._snapshots.view.flag(article)
        for at, read in _READ:
            shown[at] = read(shown[at])
        key = key_of(self._snapshots.folders.ids[folder], path, name)
        user = not flags & _UNREAD, bool(flags & _STARRED), bool(flags & _LATER)
        return Row._make(_IN_ORDER((article, key, *user, *shown)))

    def translations(self, article: int) -> "list[Translation]":
        """Return the article in its other languages: first the one that follows on its own, by language."""
        from reader.library.index.translations import translations  # 3 ms of tables: when an article is read

        with self._snapshots.reading() as connection:
            found = translations(connection, self._snapshots.folders.ids, article)
            return [each for each in found if self._snapshots.view.exists(each.article)]

    def find(self, key: Key) -> int | None:
        """Return the article that has this key now, if any has."""
        return next(iter(self.find_all([key])), None)

    def find_all(self, keys: Iterable[Key]) -> list[int]:
        """Return the articles that have these keys now, in their order, without those that are gone."""
        wanted = list(keys)
        found = self.find_each(wanted)
        return [found[key] for key in wanted if key in found]

    def find_each(self, keys: Iterable[Key]) -> dict[Key, int]:
        """Return the articles that have these keys now, by key, without those that are gone."""
        found: dict[Key, int] = {}
        wanted = iter(keys)
        while some := list(islice(wanted, AT_ONCE)):  # other threads can read in between
            with self._snapshots.reading() as connection:
                there = articles_at(connection, self._snapshots.folders.row_of, some)
                found |= {key: each for key, each in there.items() if self._snapshots.view.exists(each)}
        return found

    def seconds(self) -> "array[int]":
        """Return the dates by which articles are listed, by id, in seconds since 1970. In a worker; not one moment, as ``names``."""
        found, last = array("q"), 0
        while True:
            with self._snapshots.reading() as connection:
                rows = connection.execute(_DATES, (last, AT_ONCE)).fetchall()
            if not rows:
                return found
            last = rows[-1][0]
            found.extend(array("q", bytes(8 * (last + 1 - len(found)))))
            for article, date in rows:
                found[article] = date

    def names(self) -> Iterator[tuple[int, Key, str]]:
        """Yield every article with its key and title. In a worker; other threads can read in between, so it is not one moment."""
        last = 0
        while True:
            with self._snapshots.reading() as connection:
                found = connection.execute(_NAMES, (last, AT_ONCE)).fetchall()
                found = [row for row in found if self._snapshots.view.exists(row[0])]
            if not found:
                return
            last = found[-1][0]
            for article, folder, path, name, title in found:
                yield article, key_of(self._snapshots.folders.ids[folder], path, name), title

    def with_field(self, keys: Sequence[str], value: str) -> list[int]:
        """Return the articles whose front matter has this value under one of the keys; case, accents and width do not matter."""
        from reader.text.folding import folded  # only where a value is looked for

        marks = ",".join("?" * len(keys))
        with self._snapshots.reading() as connection:
            found = connection.execute(f"{_WITH_FIELD} ({marks})", (folded(value), *keys))
            return [row[0] for row in found if self._snapshots.view.exists(row[0])]

    def with_link(self, address: str) -> list[int]:
        """Return the articles whose source is at an address, as links are compared: the scheme and ``www.`` do not matter."""
        from reader.text.address import canonical  # 8 ms: only where an address is looked for

        with self._snapshots.reading() as connection:
            sought = "SELECT id FROM article WHERE canonical = ? AND canonical != '' ORDER BY id"
            found = connection.execute(sought, (canonical(address),))
            return [row[0] for row in found if self._snapshots.view.exists(row[0])]

    # Numbers, problems

    def counts(self) -> Counts:
        """Return how many articles there are, each counted once."""
        with self._snapshots.reading():
            everything = self._snapshots.view.terms[EVERYTHING]
            return Counts(everything.total, everything.unread, everything.starred, everything.later)

    def count_problems(self) -> int:
        """Return how many problems there are."""
        with self._snapshots.reading() as connection:
            return int(connection.execute(COUNT_PROBLEMS).fetchone()[0])

    def count_waiting(self) -> int:
        """Return of how many articles only the header was read: the rest follows."""
        with self._snapshots.reading() as connection:
            return int(connection.execute(f"SELECT count(*) FROM article WHERE {WAITS}").fetchone()[0])

    def problems(self, limit: int = 1_000) -> list[tuple[Key, Problem]]:
        """Return what is wrong with which files and folders, at most ``limit``, in the order of their paths."""
        with self._snapshots.reading() as connection:
            found = connection.execute(
                "SELECT folder, path, name, message, line FROM problem JOIN dir ON dir.id = problem.dir"
                " WHERE line IS NOT ? ORDER BY folder, path, name, line LIMIT ?",
                (LEFT_OUT, limit),
            )
            return [self._problem(values) for values in found]

    def _problem(self, values: tuple[Any, ...]) -> tuple[Key, Problem]:
        folder, path, name, message, line = values
        check((path, name, message, line or 0), _PROBLEM_KINDS)
        return key_of(self._snapshots.folders.ids[folder], path, name), Problem(message, line)

    def left_out(self) -> dict[str, int]:
        """Return the reasons why files are left out on purpose, as sentences, each with the number of files."""
        with self._snapshots.reading() as connection:
            found = connection.execute(
                "SELECT message, count(*) FROM problem WHERE line = ? GROUP BY message ORDER BY message",
                (LEFT_OUT,),
            )
            return {str(message): count for message, count in found}
