"""What lists are made of, in memory: a byte of flags per article, counts and ids per tag. Reads the index.

At 100,000 articles this is 0.1 MB of flags, 300 rows of counts and up to 1.2 MB of ids, loaded in a
millisecond. Marking changes it at once; a scan's publishing replaces it.
"""

import sqlite3
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import compress
from typing import Any

from reader.library.damage import DamagedIndexError, check
from reader.library.rows import SCOPE_FLAG, Flag, GroupOrder, Scope
from reader.library.schema import BLOCK, EVERYTHING

IDS_LIMIT = 1 << 26
"""The greatest id of an article that is believed; each costs a byte. A rebuilt index begins at 1 again."""

_COUNT_KINDS = [str, int, int, int, int]

_MASKS = {
    scope: bytes(1 if scope is Scope.ALL or byte & SCOPE_FLAG[scope] else 0 for byte in range(256))
    for scope in Scope
}
"""By scope: what each byte of flags becomes, 1 inside it and 0 outside."""


@dataclass(slots=True)
class TagCounts:
    """A tag and its counts, as they are now."""

    id: int
    name: str | None
    total: int
    unread: int
    starred: int
    later: int

    def count(self, scope: Scope) -> int:
        """Return how many of its articles are in the scope."""
        return {
            Scope.ALL: self.total,
            Scope.UNREAD: self.unread,
            Scope.STARRED: self.starred,
            Scope.LATER: self.later,
        }[scope]

    def add(self, flag: Flag, delta: int) -> None:
        """Count one more (1) or one less (-1) with the flag."""
        if flag is Flag.UNREAD:
            self.unread += delta
        elif flag is Flag.STARRED:
            self.starred += delta
        else:
            self.later += delta


class View:
    """Flags, counts and ids as of a generation of the index, and the marks since."""

    def __init__(self) -> None:
        self.generation = -1
        self.flags = bytearray()
        self.tags: dict[int, TagCounts] = {}
        self._by_name: list[TagCounts] = []
        self._ids: dict[int, array[int]] = {}

    def load(self, connection: sqlite3.Connection, generation: int) -> None:
        """Take everything from the index anew; call it inside a transaction."""
        self.generation = generation
        self.flags = load_flags(connection)
        found = connection.execute("SELECT id, name, total, unread, starred, later FROM tag WHERE total OR id = ?",
                                   (EVERYTHING,))  # fmt: skip
        self.tags = {row[0]: _counts(row) for row in found}
        named = [tag for tag in self.tags.values() if tag.name is not None]
        # The articles without a tag come last in either order.
        self._by_name = sorted(named, key=lambda tag: (not tag.name, (tag.name or "").casefold(), tag.name))
        self._ids = {}

    def in_order(self, order: GroupOrder) -> list[TagCounts]:
        """Return all tags but ``EVERYTHING``, those without a name last."""
        if order is GroupOrder.NAME:
            return self._by_name
        return sorted(self._by_name, key=lambda tag: (not tag.name, -tag.unread))

    def ids(
        self, connection: sqlite3.Connection, tag: int, scope: Scope, keep: frozenset[int]
    ) -> "array[int]":
        """Return the tag's articles that are in the scope or kept, newest first; a fresh array."""
        everything = self._ids.get(tag)
        if everything is None:
            row = connection.execute("SELECT ids FROM listing WHERE tag = ?", (tag,)).fetchone()
            everything = self._ids[tag] = array("I", row[0] if row else b"")
        counts = self.tags.get(tag)
        if counts is not None and counts.count(scope) == len(everything):
            return everything[:]  # a copy costs nothing, asking each of 100,000 a few milliseconds
        mask = self.flags.translate(_MASKS[scope])
        for article in keep:
            if 0 <= article < len(mask):
                mask[article] = 1
        return array("I", compress(everything, map(mask.__getitem__, everything)))

    def flag(self, article: int) -> int:
        """Return an article's flags; 0 for one that is not known."""
        return self.flags[article] if 0 <= article < len(self.flags) else 0

    def mark(self, article: int, tags: Iterable[int], flag: Flag, *, on: bool) -> bool:
        """Set or clear a flag and count it in the article's tags; return whether that changed anything."""
        if article >= len(self.flags) or bool(self.flags[article] & flag) == on:
            return False
        self.flags[article] ^= flag
        for tag in (EVERYTHING, *tags):
            if counts := self.tags.get(tag):
                counts.add(flag, 1 if on else -1)
        return True


def _counts(row: tuple[Any, ...]) -> TagCounts:
    check((row[1] or "", *row[2:]), _COUNT_KINDS)
    return TagCounts(*row)


def load_flags(connection: sqlite3.Connection) -> bytearray:
    """Return the flags of all articles, indexed by id."""
    flags = bytearray()
    for block, bits in connection.execute("SELECT block, bits FROM flags ORDER BY block"):
        if len(bits) != BLOCK or block * BLOCK > IDS_LIMIT:
            raise DamagedIndexError(f"no flags of ours: {block}")
        flags.extend(bytes(block * BLOCK - len(flags)))
        flags += bits
    highest = connection.execute("SELECT max(id) FROM article").fetchone()[0] or 0
    if highest > IDS_LIMIT:
        raise DamagedIndexError(f"no id of ours: {highest}")
    flags.extend(bytes(max(0, highest + 1 - len(flags))))  # a block of nothing but read articles has no row
    return flags
