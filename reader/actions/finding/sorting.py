"""Puts the articles of a group in order, by ranks that a worker has read: quick enough to be done while a list is drawn."""

from array import array
from contextlib import suppress
from datetime import datetime
from itertools import compress
from typing import TYPE_CHECKING

from reader.actions.finding.group_orders import GroupOrders
from reader.errors import NewsreaderError
from reader.library import Flag, Group
from reader.library.index.moment import Edition, Found
from reader.library.query.orders import NEWEST, UNREAD

if TYPE_CHECKING:
    from reader.library.search.questions import Questions

FEW = 20_000
"""As many articles are put in order one by one; more are picked from all, which takes as long whatever their number."""

_UNREAD = bytes(1 if byte & Flag.UNREAD else 0 for byte in range(256))

PLAIN = {NEWEST, "date", UNREAD}
"""The orders that need no ranks: that of the lists, its reverse, and its two parts."""


class Sorter:
    """The order of each group, and the articles in it. ``read`` needs a worker; all else is quick."""

    def __init__(self, orders: GroupOrders) -> None:
        self.orders = orders
        """Which group has which."""
        self._ranked: dict[str, tuple[Found, array[int]]] = {}
        """By order: all articles in it, and by id the rank of each."""
        self._groups: dict[int, str] = {}
        """The order of each group that is listed."""
        self._chosen: set[int] = set()
        """Those of them for which it was chosen by a key."""
        self._unread: tuple[str, bytes] = "", b""
        """An index, and a byte per article of it, by id: 1 for those that were unread when the view began."""

    def take(self, key: str, group: Group) -> None:
        """Take note of a group that is listed."""
        self._groups[group.id] = self.orders.of(key, group)
        if self.orders.own(key, group):
            self._chosen.add(group.id)
        else:
            self._chosen.discard(group.id)

    def order_of(self, group: int) -> str:
        """Return the order of a group that is listed."""
        return self._groups.get(group, self.orders.usual)

    def is_chosen(self, group: int) -> bool:
        """Return whether the order of a group that is listed was chosen for it."""
        return group in self._chosen

    def begin(self, edition: Edition, flags: bytes | bytearray) -> None:
        """Begin a view: until the next one an article that is read does not leave its place among the unread."""
        self._unread = edition.index_id, bytes(flags).translate(_UNREAD)

    # In a worker

    @property
    def wanted(self) -> frozenset[str]:
        """The orders that need ranks."""
        return self.orders.all - PLAIN

    def read(self, questions: "Questions", now: datetime) -> None:
        """Read the ranks of all orders that are wanted."""
        ranked = {}
        for order in sorted(self.wanted):
            with suppress(NewsreaderError):  # the list stands as it is until the next run
                found = questions.find(f"sort:{order}", now)
                ranked[order] = found, _ranks(found.ids)
        self._ranked = ranked

    def answers(self) -> object:
        """Return what was read, to be compared."""
        return {order: found.ids for order, (found, _) in self._ranked.items()}

    # While the list is drawn

    def sorted(
        self, group: int, ids: "array[int]", edition: Edition, flags: bytes | bytearray
    ) -> "array[int]":
        """Return articles, the newest first, in the order of a group. What has come since the ranks were read comes first."""
        order = self.order_of(group)
        if order == NEWEST:
            return ids
        if order == "date":
            return ids[::-1]
        if order == UNREAD:
            return self._unread_first(ids, edition, flags)
        found, ranks = self._ranked.get(order, (None, array("I")))
        if found is None or found.edition.index_id != edition.index_id:
            return ids
        count = len(ranks)
        if len(ids) > FEW:
            inside = bytearray(max(count, max(ids) + 1))
            for article in ids:
                inside[article] = 1
            known = array("I", compress(found.ids, map(inside.__getitem__, found.ids)))
            if len(known) == len(ids):
                return known
            return _new_ones(ids, ranks) + known
        return array("I", sorted(ids, key=lambda article: ranks[article] if article < count else 0))

    def _unread_first(self, ids: "array[int]", edition: Edition, flags: bytes | bytearray) -> "array[int]":
        index, unread = self._unread
        if index != edition.index_id:
            unread = b""
        # Of what has come since then it counts what it is now.
        mask = unread + bytes(flags[len(unread) :]).translate(_UNREAD)
        first = array("I", compress(ids, map(mask.__getitem__, ids)))
        read = bytes(1 - byte for byte in range(2)).ljust(256, b"\0")
        return first + array("I", compress(ids, map(mask.translate(read).__getitem__, ids)))


def _ranks(ids: "array[int]") -> "array[int]":
    """Return the rank of each article by its id, from 1; 0: it has none."""
    ranks = array("I", bytes(4 * (max(ids, default=0) + 1)))
    for rank, article in enumerate(ids, 1):
        ranks[article] = rank
    return ranks


def _new_ones(ids: "array[int]", ranks: "array[int]") -> "array[int]":
    count = len(ranks)
    return array("I", [article for article in ids if article >= count or not ranks[article]])
