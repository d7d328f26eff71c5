"""Rows of articles by their ids, in statements of bounded length. Reads the index."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3  # a single file is read without it

AT_ONCE = 500
"""Articles in one statement."""


def rows_by_ids(
    connection: "sqlite3.Connection", query: str, ids: Iterable[int]
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a query that ends with ``IN``, for these ids, batch by batch."""
    wanted = iter(ids)
    while some := list(islice(wanted, AT_ONCE)):
        yield from connection.execute(f"{query} ({','.join('?' * len(some))})", some)
