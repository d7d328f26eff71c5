"""What lists are made of, in memory: a byte of flags per article, counts and ids per term. Reads the index.

At 100,000 articles this is 0.1 MB of flags, 300 rows of counts and up to 1.2 MB of ids, loaded in a
millisecond. Marking changes it at once; a scan's publishing replaces it.
"""

import sqlite3
from array import array
from collections.abc import Iterable
from itertools import compress
from typing import Any

from reader.library.index.by_ids import rows_by_ids
from reader.library.index.damage import DamagedIndexError, check
from reader.library.index.group_labels import labels_of, tags_of_categories
from reader.library.index.grouping import TAG, Kind, group_key, is_of_untagged, kind_and_name
from reader.library.index.moment import Edition
from reader.library.index.rows import SCOPE_FLAG, Flag, GroupOrder, Scope
from reader.library.index.schema import BLOCK, EVERYTHING

IDS_LIMIT = 1 << 26
"""The greatest id of an article that is believed; each costs a byte. A rebuilt index begins at 1 again."""

GROUPS_LIMIT = 1_000
"""Groups that are shown, those with the most articles; the articles of all others are together in one."""

OTHERS = 2**32 - 1
"""The group of the articles that belong to none of those that are shown."""

_TERMS = """
SELECT id, key, name, total, unread, starred, later FROM term WHERE id = ?
UNION ALL SELECT * FROM (
    SELECT id, key, name, total, unread, starred, later FROM term WHERE key = ? AND total ORDER BY total DESC, name LIMIT ?)
"""
_TERMS_BESIDE_TAGS = """
SELECT id, key, name, total, unread, starred, later FROM term WHERE id = ?
UNION ALL SELECT * FROM (
    SELECT id, key, name, total, unread, starred, later FROM term
    WHERE total AND (key = ? OR (key = 'tag' AND name != '')) ORDER BY total DESC, name LIMIT ?)
"""

_TERMS_OF = "SELECT id, terms FROM article WHERE id IN"

_COUNT_KINDS = [str, str, int, int, int, int]


def _mask(bit: int) -> bytes:
    return bytes(1 if byte & bit else 0 for byte in range(256))


_FLAG = {flag: _mask(int(flag)) for flag in Flag}
"""By flag: what each byte of flags becomes, 1 where it is set."""

_MASKS = {Scope.ALL: bytes([1] * 256), **{scope: _FLAG[flag] for scope, flag in SCOPE_FLAG.items()}}
"""By scope: what each byte of flags becomes, 1 inside it and 0 outside."""


class TermCounts:
    """A term and its counts, as they are now."""

    __slots__ = ("id", "kind", "label", "later", "name", "starred", "total", "unread")

    def __init__(  # noqa: PLR0917 - the columns of a row
        self,
        id_: int,
        name: str,
        total: int,
        unread: int,
        starred: int,
        later: int,
        kind: Kind | None = None,
        label: str = "",
    ) -> None:
        self.id, self.name, self.total = id_, name, total
        self.unread, self.starred, self.later = unread, starred, later
        self.kind = kind
        """What it is made of, where its articles have no tags."""
        self.label = label
        """What the screen calls it; empty: its name."""

    def count(self, scope: Scope) -> int:
        """Return how many of its articles are in the scope."""
        return {
            Scope.ALL: self.total,
            Scope.UNREAD: self.unread,
            Scope.STARRED: self.starred,
            Scope.LATER: self.later,
        }[scope]

    def take_in(self, other: "TermCounts") -> None:
        """Count the articles of another term too."""
        self.total, self.unread = self.total + other.total, self.unread + other.unread
        self.starred, self.later = self.starred + other.starred, self.later + other.later

    def add(self, flag: Flag, delta: int) -> None:
        """Count one more (1) or one less (-1) with the flag."""
        if flag is Flag.UNREAD:
            self.unread += delta
        elif flag is Flag.STARRED:
            self.starred += delta
        else:
            self.later += delta


class View:
    """Flags, counts and ids as of a generation of the index, with changes of flags since."""

    def __init__(self, key: str = TAG) -> None:
        self.edition = Edition("", -1)
        self.key = key
        """What articles are grouped by."""
        self.flags = bytearray()
        """By id, of all articles that exist: what was written since this was published has greater ids."""
        self.terms: dict[int, TermCounts] = {}
        self._by_name: list[TermCounts] = []
        self._ids: dict[int, array[int]] = {}
        self._joined: dict[int, int] = {}
        """Terms that are shown as part of another one."""
        self._there = b""
        self._inside = b""
        self._ids_inside: dict[int, array[int]] = {}
        """By term: its articles that are ``_inside``, as they were needed."""

    def load(self, connection: sqlite3.Connection, key: str) -> None:
        """Load everything from the index, with the groups of one key; call it inside a transaction."""
        about = dict(
            connection.execute(
                "SELECT name, value FROM meta WHERE name IN ('generation', 'id', 'published', 'keys')"
            )
        )
        self.edition, self.key = Edition(str(about["id"]), about["generation"]), key
        self.flags = load_flags(connection, about["published"])
        self._there, self._ids, self._joined = b"", {}, {}
        self._inside, self._ids_inside = b"", {}
        query = _TERMS
        if is_of_untagged(key):
            # Until it is filled in, articles without tags are one group.
            query, key = (_TERMS_BESIDE_TAGS, key) if _has_key(about, key) else (_TERMS, TAG)
        rows = connection.execute(query, (EVERYTHING, key, GROUPS_LIMIT)).fetchall()
        self.terms = {row[0]: _counts(row) for row in rows}
        named = [term for term in self.terms.values() if term.id != EVERYTHING]
        is_full = len(named) == GROUPS_LIMIT
        if query is _TERMS_BESIDE_TAGS:
            named = self._join(named)
            labels_of(named, _folder_names(connection))
        # The articles without a name come last in either order.
        self._by_name = sorted(named, key=_by_name)
        if group_key(key).is_date:
            self._by_name.reverse()
        if is_full:
            self._gather_others(connection)

    def _join(self, named: list[TermCounts]) -> list[TermCounts]:
        """Join categories with the tags of their names; return the groups that are left."""
        self._joined = tags_of_categories(named)
        for term, tag in self._joined.items():
            self.terms[tag].take_in(self.terms.pop(term))
        return [term for term in named if term.id not in self._joined]

    def _gather_others(self, connection: sqlite3.Connection) -> None:
        """Make a group of the articles that belong to none of those that are shown."""
        inside = bytearray(len(self.flags))
        for term in self._by_name:
            for article in self._all_ids(connection, term.id):
                inside[article] = 1
        others = array(
            "I", [article for article in self._all_ids(connection, EVERYTHING) if not inside[article]]
        )
        if others:
            unread, starred, later = (
                sum(1 for article in others if self.flags[article] & flag) for flag in Flag
            )
            self._ids[OTHERS] = others
            self.terms[OTHERS] = TermCounts(OTHERS, "", len(others), unread, starred, later)
            self._by_name.append(self.terms[OTHERS])

    def in_order(self, order: GroupOrder) -> list[TermCounts]:
        """Return all groups, those without a name last."""
        return _sorted(self._by_name, GroupOrder.NAME if group_key(self.key).is_date else order)

    def there(self, connection: sqlite3.Connection) -> bytes:
        """Return a byte for each article, by id: 1 for those that are listed."""
        if not self._there:
            there = bytearray(len(self.flags))
            for article in self._all_ids(connection, EVERYTHING):
                there[article] = 1
            self._there = bytes(there)
        return self._there

    def exists(self, article: int) -> bool:
        """Whether an article had been written when this was published, listed or not."""
        return 0 < article < len(self.flags)

    def _all_ids(self, connection: sqlite3.Connection, term: int) -> "array[int]":
        found = self._ids.get(term)
        if found is None:
            found = ids_of_term(connection, term)
            others = [other for other, tag in self._joined.items() if tag == term]
            if others:
                parts = (found, *(ids_of_term(connection, other) for other in others))
                found = self._in_order_of_all(connection, parts)
            self._ids[term] = found
        return found

    def _in_order_of_all(self, connection: sqlite3.Connection, parts: "Iterable[array[int]]") -> "array[int]":
        inside = bytearray(len(self.flags))
        for part in parts:
            for article in part:
                inside[article] = 1
        everything = self._all_ids(connection, EVERYTHING)
        return array("I", compress(everything, map(inside.__getitem__, everything)))

    def ids(
        self, connection: sqlite3.Connection, term: int, scope: Scope, keep: frozenset[int]
    ) -> "array[int]":
        """Return the group's articles that are in the scope or kept, newest first; a fresh array."""
        everything = self._all_ids(connection, term)
        counts = self.terms.get(term)
        if counts is not None and counts.count(scope) == len(everything):
            return everything[:]  # a copy costs nothing, a test of each of 100,000 a few milliseconds
        mask = self.flags.translate(_MASKS[scope])
        for article in keep:
            if 0 <= article < len(mask):
                mask[article] = 1
        return array("I", compress(everything, map(mask.__getitem__, everything)))

    def shown(self, terms: Iterable[int]) -> tuple[int, ...]:
        """Return those of an article's terms that are groups of this view."""
        groups = dict.fromkeys(self._joined.get(term, term) for term in terms)
        return tuple(group for group in groups if group in self.terms) or (
            (OTHERS,) if OTHERS in self.terms else ()
        )

    def flag(self, article: int) -> int:
        """Return an article's flags; 0 for one that is not known."""
        return self.flags[article] if 0 <= article < len(self.flags) else 0

    def within(self, connection: sqlite3.Connection, order: GroupOrder, inside: bytes) -> list[TermCounts]:
        """Return the groups in order, counted within some articles: a byte by id is 1 for those."""
        found = []
        order = GroupOrder.NAME if group_key(self.key).is_date else order
        for term in self._by_name:
            ids = self.ids_inside(connection, term.id, inside)
            if flags := bytes(map(self.flags.__getitem__, ids)):
                unread, starred, later = (flags.translate(_FLAG[flag]).count(1) for flag in Flag)
                found.append(
                    TermCounts(term.id, term.name, len(flags), unread, starred, later, term.kind, term.label)
                )
        return _sorted(found, order)

    @property
    def groups(self) -> list[int]:
        """The terms of all groups."""
        return [term.id for term in self._by_name]

    def ids_inside(self, connection: sqlite3.Connection, term: int, inside: bytes) -> "array[int]":
        """Return a group's articles that are among some; for the same ``inside`` it is known the next time."""
        if self._inside is not inside:
            self._inside, self._ids_inside = inside, {}
        found = self._ids_inside.get(term)
        if found is None:
            mask, ids = inside.ljust(len(self.flags), b"\0"), self._all_ids(connection, term)
            found = self._ids_inside[term] = array("I", compress(ids, map(mask.__getitem__, ids)))
        return found

    def mark(self, article: int, terms: Iterable[int], flag: Flag, *, on: bool) -> bool:
        """Set or clear a flag and count it in the article's groups; return whether that changed anything."""
        if article >= len(self.flags) or bool(self.flags[article] & flag) == on:
            return False
        self.flags[article] ^= flag
        for term in (EVERYTHING, *self.shown(terms)):
            self.terms[term].add(flag, 1 if on else -1)
        return True


def _sorted(by_name: list[TermCounts], order: GroupOrder) -> list[TermCounts]:
    if order is GroupOrder.NAME:
        return by_name
    return sorted(by_name, key=_rarest_first if order is GroupOrder.RAREST else _most_unread_first)


def _rarest_first(term: TermCounts) -> tuple[bool, int]:
    """Sort by articles, the fewest first; the group without a name, and that of all others, are always last."""
    return not (term.name or term.kind), term.total


def _most_unread_first(term: TermCounts) -> tuple[bool, int, bool]:
    """Sort by unread articles: of equal ones tags come first, and the group without a name is always last."""
    return not (term.name or term.kind), -term.unread, term.kind is not None


def _by_name(term: TermCounts) -> tuple[bool, str, str]:
    label = term.label or term.name
    return not label, label.casefold(), label


def _counts(row: tuple[Any, ...]) -> TermCounts:
    check(row[1:], _COUNT_KINDS)
    term, key, in_index, total, unread, starred, later = row
    try:
        kind, name = kind_and_name(key, in_index)
    except ValueError:
        raise DamagedIndexError(f"unexpected group: {in_index}") from None
    return TermCounts(term, name, total, unread, starred, later, kind)


def _has_key(about: dict[str, Any], key: str) -> bool:
    return f'"{key}"' in str(about.get("keys", ""))


def _folder_names(connection: sqlite3.Connection) -> list[str]:
    return [str(row[0]) for row in connection.execute("SELECT name FROM folder ORDER BY id")]


def ids_of_term(connection: sqlite3.Connection, term: int) -> "array[int]":
    """Return the articles of a term as they were published last."""
    row = connection.execute("SELECT ids FROM article_ids WHERE term = ?", (term,)).fetchone()
    return array("I", row[0] if row else b"")


def load_flags(connection: sqlite3.Connection, highest: int) -> bytearray:
    """Return the flags of all articles up to the one of the highest id, by id."""
    if not 0 <= highest <= IDS_LIMIT:
        raise DamagedIndexError(f"unexpected id: {highest}")
    flags = bytearray()
    for block, bits in connection.execute("SELECT block, bits FROM flags ORDER BY block"):
        if len(bits) != BLOCK or block * BLOCK > IDS_LIMIT:
            raise DamagedIndexError(f"unexpected flags: {block}")
        flags.extend(bytes(block * BLOCK - len(flags)))
        flags += bits
    del flags[highest + 1 :]
    flags.extend(bytes(highest + 1 - len(flags)))  # a block of nothing but read articles has no row
    return flags


def terms_of(connection: sqlite3.Connection, articles: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """Return the terms of each of these articles, without those that are gone."""
    rows = rows_by_ids(connection, _TERMS_OF, articles)
    return {article: tuple(array("I", terms)) for article, terms in rows}
