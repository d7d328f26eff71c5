"""What files are for, and what is wrong in them: values that are cheap to load. Pure."""

from typing import NamedTuple

KeyPath = tuple[str | int, ...]
"""The way to an entry: names of tables and keys, numbers in lists."""


class Rows(NamedTuple):
    """The list of tables that a file is for."""

    name: str
    """As in ``[[name]]``."""
    keys: frozenset[str]
    """A row has one of these once: where one comes again, a ``[[name]]`` was forgotten."""


class Fault(NamedTuple):
    """A line that cannot be used."""

    line: int
    """From 1."""
    sentence: str
