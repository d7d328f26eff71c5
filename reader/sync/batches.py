"""Cuts lists of ids for requests, which have limits. Pure."""

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import TypeVar

Id = TypeVar("Id")


def batches(ids: Collection[Id], size: int) -> Iterator[list[Id]]:
    """Yield the ids in their order, at most ``size`` at a time."""
    left = iter(ids)
    while batch := list(islice(left, size)):
        yield batch


def ignore(_: Sequence[str]) -> None:
    """Take progress that nothing shows."""
