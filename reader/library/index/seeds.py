"""The numbers that a rebuilt index gives to articles and groups of the former one: nothing moves on the screen. Reads the index."""

import sqlite3
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from reader.library.index.view import IDS_LIMIT

_ARTICLES = """
SELECT folder, path, file.name, article FROM file JOIN dir ON dir.id = file.dir WHERE article NOT NULL
"""
_TERMS = "SELECT key, name, id FROM term WHERE id"

Name = TypeVar("Name", bound=Hashable)
"""What a number is given to."""


class Seeds(NamedTuple):
    """The numbers of articles, by folder's row, directory and name, and those of terms, by key and name."""

    articles: Mapping[tuple[int, bytes, bytes], int]
    """By the row of the folder, the directory and the name of a file."""
    terms: Mapping[tuple[str, str], int]
    """By key and name."""

    @property
    def highest(self) -> tuple[int, int]:
        """The highest numbers of both: new ones follow on them."""
        return max(self.articles.values(), default=0), max(self.terms.values(), default=0)


NO_SEEDS = Seeds(MappingProxyType({}), MappingProxyType({}))
"""No numbers are given."""


def read_seeds(connection: sqlite3.Connection) -> Seeds:
    """Return the numbers that an index gives, as far as it can be read: a wrong one only moves what is listed."""
    return Seeds(_read(connection, _ARTICLES), _read(connection, _TERMS))


def _read(connection: sqlite3.Connection, query: str) -> dict[Any, int]:
    found: dict[Any, int] = {}
    with suppress(sqlite3.Error, UnicodeDecodeError):
        for *name, number in connection.execute(query):
            found[tuple(name)] = number
    return _sound(found.items())


def _sound(found: Iterable[tuple[Name, int]]) -> dict[Name, int]:
    """Return those that no other has too, and that can be numbers of ours."""
    kept = [(name, number) for name, number in found if type(number) is int and 0 < number < IDS_LIMIT]
    counts = Counter(number for _, number in kept)
    return {name: number for name, number in kept if counts[number] == 1}
