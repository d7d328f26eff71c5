"""Values for TOML files that are cheap to load: paths of entries, the tables of a file, faults. Pure."""

from typing import NamedTuple

KeyPath = tuple[str | int, ...]
"""The path of an entry: names of tables and keys, numbers in lists."""


class Rows(NamedTuple):
    """The list of tables that a file consists of."""

    name: str
    """As in ``[[name]]``."""
    keys: frozenset[str]
    """Keys that a table has once: where one comes again, a ``[[name]]`` was forgotten."""


class Fault(NamedTuple):
    """A line that cannot be used."""

    line: int
    """From 1."""
    sentence: str
    """What is wrong with it."""
