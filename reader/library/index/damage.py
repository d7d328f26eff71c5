"""How damage of the index is recognised: by SQLite, or by values that this program never writes. Pure.

All reading of rows happens inside ``read_as_ours``: after a flipped bit or a change by another program a column can hold
a value of another type, which SQLite returns as it is and which fails wherever it is used. There is one error for all of
this, and it is treated as what SQLite itself calls malformed.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

_ODD = (LookupError, TypeError, ValueError, ArithmeticError, AttributeError, AssertionError, MemoryError)
"""What code raises that reads values of an unexpected type."""


class DamagedIndexError(sqlite3.DatabaseError):
    """A row of the index is not as we write it."""


@contextmanager
def read_as_ours() -> Iterator[None]:
    """Turn errors that unexpected values cause inside the block into DamagedIndexError; SQLite's own errors pass."""
    try:
        yield
    except _ODD as problem:
        raise DamagedIndexError(f"{type(problem).__name__}: {problem}") from problem


def check(values: Sequence[object], kinds: Sequence[type]) -> None:
    """Raise DamagedIndexError unless each value of a row is of its type; None is of no type."""
    if list(map(type, values)) != kinds:
        raise DamagedIndexError(f"unexpected types: {[kind.__name__ for kind in map(type, values)]}")


def is_broken(problem: sqlite3.Error) -> bool:
    """Return whether an error means that the index is damaged, rather than locked, full or out of reach."""
    code = getattr(problem, "sqlite_errorcode", None)
    if code is None:  # Python's own: text that is not UTF-8, or a closed connection
        return isinstance(problem, (DamagedIndexError, sqlite3.OperationalError))
    return code & 0xFF in {
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_FORMAT,
        sqlite3.SQLITE_ERROR,
    }
