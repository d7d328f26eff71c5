"""One published state of the index: what the screen draws in one frame belongs to one, and so does what a query found.

Pure. A scan commits articles before it publishes the lists that have them, and a query may
take long, so it can find articles that the lists do not have yet, or no longer. Its ids are therefore passed on as
``Found``, with their edition; ``Frame.own`` (``snapshots``) returns those that exist in its own.
"""

from array import array
from collections.abc import Iterable
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    Ids = array[int]
else:
    Ids = (
        array  # which has no brackets before Python 3.12, and a name in quotes is compiled at the start, 2 ms
    )


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
    ids: Ids
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
        return Found(self.edition, listed(array("I", ids), self.there))


def listed(ids: "array[int]", there: bytes) -> "array[int]":
    """Return those of the articles that are there, in their order; ``there`` is 1 by id for each."""
    if ids and max(ids) >= len(there):
        ids = array("I", [article for article in ids if article < len(there)])
    return array("I", compress(ids, map(there.__getitem__, ids)))
