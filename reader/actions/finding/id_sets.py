"""Sets of articles as bytes by their ids: 1 for each that is in one. Quick at 100,000. Pure."""

from array import array
from collections.abc import Sequence
from itertools import compress

from reader.library import Flag
from reader.library.index.snapshots import Frame

MASKS = tuple(
    bytes(1 if byte & bit else 0 for byte in range(256))
    for bit in map(
        int, (Flag.UNREAD, Flag.STARRED, Flag.LATER)
    )  # with members of the enumeration ten times slower
)
"""By flag: what each byte of flags becomes, 1 where it is set."""


def ranks_by_id(ids: "array[int]", count: int) -> "array[int]":
    """Return the rank of each article up to an id; what has none comes last."""
    ranks = array("I", [len(ids)]) * count
    for rank, article in enumerate(ids):
        ranks[article] = rank
    return ranks


def as_bits(flags: bytes | bytearray) -> int:
    """Return a set as an integer with a byte per article."""
    return int.from_bytes(flags, "little")


def only_unread(frame: Frame, ids: Sequence[int]) -> "array[int]":
    """Return those of the articles that are unread, in their order."""
    return only_within(array("I", ids), bytes(frame.flags.translate(MASKS[0])), frozenset())


def count_unread(frame: Frame, ids: "array[int]") -> int:
    """Return how many of the articles are unread."""
    return sum(bytes(map(frame.flags.__getitem__, ids)).translate(MASKS[0]))


def only_within(ids: "array[int]", inside: bytes, keep: frozenset[int]) -> "array[int]":
    """Return those of the articles that are in a set or kept, in their order."""
    if not ids:
        return array("I")
    last = max(ids)
    if last >= len(inside) or not keep.isdisjoint(ids):
        mask = bytearray(inside)
        mask.extend(bytes(max(0, last + 1 - len(mask))))
        for article in keep:
            if article <= last:
                mask[article] = 1
        inside = bytes(mask)
    return array("I", compress(ids, map(inside.__getitem__, ids)))
