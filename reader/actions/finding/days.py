"""The days of a list by date: where in it each begins."""

from array import array
from collections.abc import Sequence
from datetime import datetime, tzinfo
from itertools import compress, pairwise
from operator import gt, lt, ne
from typing import TYPE_CHECKING

from reader.library import Group
from reader.library.index.articles import Articles

if TYPE_CHECKING:
    from reader.library.index.moment import Edition

_QUARTER_S = 900
"""Zones differ by quarters of an hour: all moments of one have one date."""


class Days:
    """Knows the day of each article, as of when it was read last."""

    def __init__(self, articles: Articles) -> None:
        self._articles = articles
        self._ordinals: array[int] = array("I")
        """By article id: its day, as ``date.toordinal`` counts; 0: unknown."""
        self._edition: Edition | None = None

    def read(self, zone: tzinfo | None) -> bool:
        """Read them again where the index is another one, in a worker; return whether any has changed."""
        with self._articles.frame() as frame:
            edition = frame.edition
        if edition == self._edition:
            return False
        self._edition = edition
        known: dict[int, int] = {}
        ordinals = array("I")
        for seconds in self._articles.seconds():
            quarter = seconds // _QUARTER_S
            day = known.get(quarter)
            if day is None:
                day = known[quarter] = _day(quarter * _QUARTER_S, zone)
            ordinals.append(day)
        had, self._ordinals = self._ordinals, ordinals
        return had != ordinals

    def of(self, group: Group, ids: "array[int]") -> Sequence[tuple[int, int]]:
        """Return at which index of a saved search's articles each day begins, and the day.

        Nothing for other groups, for articles in another order, and as long as days are not known.
        """
        ordinals = self._ordinals
        if not group.is_search or not ids or max(ids) >= len(ordinals):
            return ()
        days = array("I", map(ordinals.__getitem__, ids))
        begins = [0, *compress(range(1, len(days)), map(ne, days, days[1:]))]
        found = [(at, days[at]) for at in begins]
        is_known = all(day for _, day in found)
        falls, rises = (all(way(one[1], other[1]) for one, other in pairwise(found)) for way in (gt, lt))
        return found if is_known and (falls or rises) else ()


def _day(seconds: int, zone: tzinfo | None) -> int:
    try:
        return datetime.fromtimestamp(seconds, zone).toordinal()
    except (OverflowError, OSError, ValueError):  # a date that no calendar has
        return 0
