"""What tells that the index is damaged: SQLite says so, or what it reads is nothing that we wrote.

Pure. Whoever reads rows of the index does it inside ``read_as_ours``: a flipped bit or a foreign hand makes a text
of a number or a blob of a text, which SQLite hands out as it is and which fails wherever it is used. So there is
one error for all of it, and it is treated as what SQLite itself calls malformed.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

_ODD = (LookupError, TypeError, ValueError, ArithmeticError, AttributeError, AssertionError, MemoryError)
"""What our code raises over rows that no code of ours has written."""


class DamagedIndexError(sqlite3.DatabaseError):
    """A row of the index is not as we write it."""


@contextmanager
def read_as_ours() -> Iterator[None]:
    """Turn whatever rows of the index lead to in the block, if it is not SQLite's own error, into DamagedIndexError."""
    try:
        yield
    except _ODD as problem:
        raise DamagedIndexError(f"{type(problem).__name__}: {problem}") from problem


def check(values: Sequence[object], kinds: Sequence[type]) -> None:
    """Raise DamagedIndexError unless each of a row's values is of its kind; None is of none."""
    if list(map(type, values)) != kinds:
        raise DamagedIndexError(f"no row of ours: {[kind.__name__ for kind in map(type, values)]}")


def is_broken(problem: sqlite3.Error) -> bool:
    """Whether an error means that the index is no index of ours, rather than locked, full or out of reach."""
    code = getattr(problem, "sqlite_errorcode", None)
    if code is None:  # it is Python's: of a text that is no UTF-8, or of a connection that is closed
        return isinstance(problem, (DamagedIndexError, sqlite3.OperationalError))
    return code & 0xFF in {
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_FORMAT,
        sqlite3.SQLITE_ERROR,
    }
