"""One published state of the index: what the screen draws in one frame belongs to one, and so does what a query found.

Pure but for the view that it reads. A scan commits articles before it publishes the lists that have them, and a query may
take long, so it can find articles that the lists do not have yet, or no longer. Its ids are therefore passed on as
``Found``, with their edition; ``Frame.own`` returns those that exist in its own.
"""

from array import array
from collections.abc import Iterable
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.library.index.snapshots import Snapshots


class Edition(NamedTuple):
    """Which index, and which published state of it. Numbers of articles mean something within one index only."""

    index_id: str
    """The id of the index."""
    generation: int
    """Raised each time lists are published."""


class Found(NamedTuple):
    """Articles that a question found: all of them were listed in its edition."""

    edition: Edition
    """The one in which they were listed."""
    ids: "array[int]"
    """In the order of the question."""


NOTHING_FOUND = Found(Edition("", -1), array("I"))
"""No articles, of no edition."""


class Moment(NamedTuple):
    """A published state of the index as a value: it does not change while queries run."""

    edition: Edition
    """Which state it is."""
    flags: bytes
    """Those of each article by its id."""
    there: bytes
    """By id: 1 for each article that is listed."""

    def found(self, ids: Iterable[int]) -> Found:
        """Return what is found, as far as it is listed at this moment."""
        return Found(self.edition, _listed(array("I", ids), self.there))


class Frame:
    """A moment while the index is held in one transaction, so that all that is read belongs together."""

    def __init__(self, snapshots: "Snapshots") -> None:
        self._snapshots = snapshots

    @property
    def edition(self) -> Edition:
        """Which state this is."""
        return self._snapshots.view.edition

    @property
    def flags(self) -> bytearray:
        """The flags of all articles that exist now, by id; to be read."""
        return self._snapshots.view.flags

    def own(self, found: Found) -> "array[int]":
        """Return those of the articles that are listed now, in their order; none where another index found them."""
        if found.edition == self.edition:
            return found.ids
        if found.edition.index_id != self.edition.index_id:
            return array("I")
        return _listed(found.ids, self._there())

    def moment(self) -> Moment:
        """Return all of it as a value."""
        return Moment(self.edition, bytes(self.flags), self._there())

    def _there(self) -> bytes:
        with self._snapshots.reading() as connection:
            return self._snapshots.view.there(connection)


def _listed(ids: "array[int]", there: bytes) -> "array[int]":
    if ids and max(ids) >= len(there):
        ids = array("I", [article for article in ids if article < len(there)])
    return array("I", compress(ids, map(there.__getitem__, ids)))
