"""A second level of groups below those of a list: of each its articles, divided by another key."""

from array import array
from collections.abc import Iterator
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from reader.library import Flag, Group, GroupOrder, Scope
from reader.library.index.articles import Articles
from reader.library.index.grouping import group_key
from reader.library.index.inner_groups import Part
from reader.library.index.snapshots import Frame

if TYPE_CHECKING:
    from reader.library.index.moment import Edition

FIRST_INNER = 1 << 41
"""The id of the first group of the second level; saved searches have smaller ones."""

_FLAGS = {
    Scope.ALL: bytes([1]) * 256,
    Scope.UNREAD: bytes(1 if byte & Flag.UNREAD else 0 for byte in range(256)),
    Scope.STARRED: bytes(1 if byte & Flag.STARRED else 0 for byte in range(256)),
    Scope.LATER: bytes(1 if byte & Flag.LATER else 0 for byte in range(256)),
}


class _Inner(NamedTuple):
    """Which group of the second level an id means."""

    group: int
    """The group that it is in."""
    term: int
    """The group of the second key."""


class Levels:
    """Divides groups, and remembers how as long as the index is the same."""

    def __init__(self, articles: Articles) -> None:
        self._articles = articles
        self.key = ""
        """What groups are divided by; empty: lists have one level."""
        self._edition: Edition | None = None
        self._parts: dict[int, list[Part]] = {}
        self._inner: list[_Inner] = []
        self._ids: dict[_Inner, int] = {}

    def divide_by(self, key: str) -> None:
        """Divide by another key; empty: by none."""
        if key != self.key:
            self.key, self._edition, self._parts, self._inner, self._ids = key, None, {}, [], {}

    def within(
        self, frame: Frame, group: Group, scope: Scope, order: GroupOrder, *,
        keep: frozenset[int], inside: bytes | None,
    ) -> list[Group]:  # fmt: skip
        """Return the groups in a group that have articles in the scope, or of ``keep``, in order.

        ``inside`` has a 1 for each article that counts, by id; None: all.
        """
        if not self.key or group.is_search or group.id >= FIRST_INNER:
            return []
        found = list(self._counted(frame, group, scope, keep=keep, inside=inside))
        if group_key(self.key).is_date:
            return found[::-1]
        if order is GroupOrder.UNREAD:
            found.sort(key=lambda each: (not each.name, not each.unread, -each.unread))
        elif order is GroupOrder.RAREST:
            found.sort(key=lambda each: (not each.name, each.total))
        return found

    def _counted(
        self, frame: Frame, group: Group, scope: Scope, *, keep: frozenset[int], inside: bytes | None
    ) -> Iterator[Group]:
        of_all = frame.flags
        for part in self._parts_of(frame, group.id):
            ids = part.ids
            if inside is not None:
                ids = array("I", (each for each in ids if inside[each : each + 1] == b"\1" or each in keep))
            flags = bytes(map(of_all.__getitem__, ids))
            in_scope = flags.translate(_FLAGS[scope]).count(1)
            if in_scope or (keep and not keep.isdisjoint(ids)):
                unread = flags.translate(_FLAGS[Scope.UNREAD]).count(1)
                kind = f"{group.kind}:{group.name}:"  # so that a session knows it from others of its name
                id_ = self._id(_Inner(group.id, part.term))
                yield Group(id_, part.name, len(ids), unread, in_scope, kind=kind)

    def ids(self, frame: Frame, group: int, scope: Scope, keep: frozenset[int]) -> "array[int]":
        """Return the articles of a group of the second level in the scope, and those of ``keep`` that are in it."""
        number = group - FIRST_INNER
        if number >= len(self._inner):
            return array("I")
        inner, wanted = self._inner[number], _FLAGS[scope]
        part = next((part for part in self._parts_of(frame, inner.group) if part.term == inner.term), None)
        if part is None:
            return array("I")
        mask = frame.flags.translate(wanted)
        for article in keep:
            if 0 <= article < len(mask):
                mask[article] = 1
        return array("I", compress(part.ids, map(mask.__getitem__, part.ids)))

    def _parts_of(self, frame: Frame, group: int) -> list[Part]:
        if self._edition != frame.edition:
            self._edition, self._parts = frame.edition, {}
        if group not in self._parts:
            self._parts[group] = self._articles.parts(self.key, self._articles.ids(group, Scope.ALL))
        return self._parts[group]

    def _id(self, inner: _Inner) -> int:
        if inner not in self._ids:
            self._ids[inner] = FIRST_INNER + len(self._inner)
            self._inner.append(inner)
        return self._ids[inner]
