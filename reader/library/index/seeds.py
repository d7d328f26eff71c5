"""The numbers that a rebuilt index gives to articles and groups of the former one: nothing moves on the screen. Reads the index."""

import sqlite3
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from contextlib import closing, suppress
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from reader.library.index.index_file import of_other_versions
from reader.library.index.view import IDS_LIMIT

if TYPE_CHECKING:
    from reader.library.index.rows import Folder

_ARTICLES = """
SELECT folder, path, file.name, article FROM file JOIN dir ON dir.id = file.dir WHERE article NOT NULL
"""
_ARRIVALS = """
SELECT dir.folder, dir.path, article.name, arrived FROM article JOIN dir ON dir.id = article.dir
"""
_ARRIVALS_BY_ID = """
SELECT folder.key, dir.path, article.name, arrived FROM article JOIN dir ON dir.id = article.dir
JOIN folder ON folder.id = dir.folder
"""
_TERMS = "SELECT key, name, id FROM term WHERE id"

Name = TypeVar("Name", bound=Hashable)
"""What a number is given to."""


class Seeds(NamedTuple):
    """The numbers of articles, by folder's row, directory and name, and those of terms, by key and name; when articles were first seen."""

    articles: Mapping[tuple[int, bytes, bytes], int]
    """By the row of the folder, the directory and the name of a file."""
    terms: Mapping[tuple[str, str], int]
    """By key and name."""
    arrivals: Mapping[tuple[int, bytes, bytes], int] = MappingProxyType({})
    """Seconds since 1970, like ``articles``."""

    @property
    def highest(self) -> tuple[int, int]:
        """The highest numbers of both: new ones follow on them."""
        return max(self.articles.values(), default=0), max(self.terms.values(), default=0)


NO_SEEDS = Seeds(MappingProxyType({}), MappingProxyType({}))
"""No numbers are given."""


def read_seeds(connection: sqlite3.Connection) -> Seeds:
    """Return the numbers that an index gives, as far as it can be read: a wrong one only moves what is listed."""
    return Seeds(
        _sound(_read(connection, _ARTICLES).items()),
        _sound(_read(connection, _TERMS).items()),
        read_arrivals(connection),
    )


def read_arrivals(connection: sqlite3.Connection) -> dict[tuple[int, bytes, bytes], int]:
    """Return when an index first saw its articles, by the row of the folder, the directory and the name."""
    return {name: seen for name, seen in _read(connection, _ARRIVALS).items() if type(seen) is int}


def seeds_beside(new_file: str, folders: Mapping[int, "Folder"]) -> Seeds:
    """Return what a new index takes over from that of another version: when articles were first seen.

    ``new_file`` is the address of the new index; empty: it is not new, and takes nothing over.
    """
    if not new_file:
        return NO_SEEDS
    rows = {folder.id: row for row, folder in folders.items()}
    return NO_SEEDS._replace(arrivals=_arrivals_beside(Path(new_file), rows))


def _arrivals_beside(file: Path, rows: Mapping[str, int]) -> dict[tuple[int, bytes, bytes], int]:
    """Return when the index of another version of the program first saw its articles; ``rows`` are those of the folders by id."""
    for other in of_other_versions(file):
        with (
            suppress(sqlite3.Error, UnicodeDecodeError, OSError),
            closing(sqlite3.connect(f"{other.absolute().as_uri()}?mode=ro", uri=True)) as connection,
        ):
            found = connection.execute(_ARRIVALS_BY_ID).fetchall()
            return {
                (rows[folder], path, name): seen
                for folder, path, name, seen in found
                if folder in rows and type(seen) is int
            }
    return {}


def _read(connection: sqlite3.Connection, query: str) -> dict[Any, int]:
    found: dict[Any, int] = {}
    with suppress(sqlite3.Error, UnicodeDecodeError):
        for *name, number in connection.execute(query):
            found[tuple(name)] = number
    return found


def _sound(found: Iterable[tuple[Name, int]]) -> dict[Name, int]:
    """Return those that no other has too, and that can be numbers of ours."""
    kept = [(name, number) for name, number in found if type(number) is int and 0 < number < IDS_LIMIT]
    counts = Counter(number for _, number in kept)
    return {name: number for name, number in kept if counts[number] == 1}
