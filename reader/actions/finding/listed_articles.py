"""Which articles lists show: those within the filter, and of duplicates and translations one each."""

from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reader.actions.finding.id_sets import as_bits, ranks_by_id
from reader.actions.finding.narrowed import Narrowed
from reader.library.index.moment import NOTHING_FOUND, Edition, Found, Ids
from reader.library.index.rows import Flag
from reader.library.index.snapshots import Frame

_NO_RANK = array("I")
_MARKED = Flag.STARRED | Flag.LATER


class _Inside(NamedTuple):
    """The articles that are listed, computed once per edition of the index: within the filter, and not a collapsed duplicate."""

    edition: Edition
    of: tuple[Narrowed | None, Found, Sequence[int]]
    inside: bytes
    rank: Ids
    """By article id: its rank in the order that the filter wants; empty: the newest first."""
    listed: int
    """``inside`` without articles that are gone, as an integer with a byte per article."""


class ListedArticles:
    """What is left out of all lists, and the order that the filter wants."""

    def __init__(self) -> None:
        self.narrowed: Narrowed | None = None
        """The filter, if there is one."""
        self.others: dict[int, tuple[int, ...]] = {}
        """Articles with those that they are listed for."""
        self.hidden: Found = NOTHING_FOUND
        """All these, which are not listed."""
        self._known: _Inside | None = None

    def inside(self, frame: Frame) -> bytes | None:
        """Return a byte per article, by id, 1 for those that are listed; None if all are."""
        narrowed, hidden = self.narrowed, self.hidden
        if narrowed is None and not hidden.ids:
            self._known = None
            return None
        flags, known = frame.flags, self._known
        # What the user has marked is never hidden: it is looked for among the marked ones.
        unmarked = [each for each in frame.own(hidden) if not flags[each] & _MARKED]
        if known is None or known.edition != frame.edition or known.of != (narrowed, hidden, unmarked):
            inside = bytearray((narrowed is None).to_bytes() * len(frame.flags))
            for article in frame.own(narrowed.found) if narrowed else ():
                inside[article] = 1
            for article in self._left_out(inside, unmarked):
                inside[article] = 0
            rank = (
                ranks_by_id(frame.own(narrowed.ranked), len(inside))
                if narrowed and narrowed.ranked
                else _NO_RANK
            )
            listed = as_bits(inside) & as_bits(frame.moment().there)
            known = self._known = _Inside(
                frame.edition, (narrowed, hidden, unmarked), bytes(inside), rank, listed
            )
        return known.inside

    def _left_out(self, inside: bytearray, hidden: Sequence[int]) -> Iterable[int]:
        """Return those of ``hidden`` for which another article is listed: of what a filter found, the first one is."""
        if self.narrowed is None:
            return hidden
        may_be = set(hidden)
        groups = ([first, *others] for first, others in self.others.items() if may_be.intersection(others))
        found = ([each for each in group if inside[each : each + 1] == b"\1"] for group in groups)
        return [each for group in found for each in group[1:] if each in may_be]

    @property
    def bits(self) -> int:
        """Those that ``inside`` found last and that are there, as an integer with a byte per article."""
        return self._known.listed if self._known else 0

    @property
    def rank(self) -> "array[int]":
        """By article id: its rank in the order that the filter wants, as of the last ``inside``; empty: it wants none."""
        return self._known.rank if self._known and self.narrowed and self.narrowed.ranked else _NO_RANK
