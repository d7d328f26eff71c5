"""Terms: the names that articles are grouped by, for the keys that a library was ever grouped by. Writes the index.

Every library has its tags. Another key costs a row per article, so it is filled in from the index when a list is first
grouped by it, and kept up to date from then on. A new index has the key of articles without tags from its beginning;
where the setting ``untagged`` has changed, the new key is filled in as any other.
"""

import json
import os
import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from datetime import tzinfo

from reader.library.index.grouping import FEED_ADDRESS, TAG, Facts, group_names, is_of_untagged
from reader.library.index.lists import mark_dirty, publish
from reader.library.index.seal import seal, seal_again
from reader.library.index.seeds import NO_SEEDS, Seeds
from reader.text import clean_line

_LISTED = """
SELECT id, terms, dir, name, date, dated, source, language FROM article WHERE length(terms) > 0 ORDER BY id
"""
_UNTAGGED = """
SELECT id, terms, dir, name, date, dated, source, language FROM article
WHERE id IN (SELECT article FROM article_term WHERE term = (SELECT id FROM term WHERE key = 'tag' AND name = ''))
ORDER BY id
"""
_VALUES = """
SELECT article, key, shown FROM value JOIN field ON field.value = value.id WHERE key IN (?, ?) ORDER BY article
"""
_FACTS = "SELECT source, language, dated, dir, name FROM article WHERE id = ?"
_FIELDS = """
SELECT key, shown FROM field JOIN value ON value.id = field.value WHERE article = ? AND key IN (?, ?)
"""
_OF_UNTAGGED = ("category", FEED_ADDRESS)
"""The keys of the front matter by which articles without tags are grouped."""

_FIND = "SELECT id FROM term WHERE key = ? AND name = ?"
_MAKE = "INSERT INTO term(id, key, name, seal) VALUES(?, ?, ?, ?)"


class Terms:
    """Finds the terms of articles and makes those that are new; for one transaction of the writer's."""

    def __init__(self, connection: sqlite3.Connection, zone: tzinfo, seeds: Seeds = NO_SEEDS) -> None:
        self._connection = connection
        self._zone = zone
        self._seeds = seeds
        self._keys = (TAG, *more_keys(connection))
        self._ids: dict[tuple[str, str], int] = {}
        self._folders: dict[int, str] = {}
        self._has_folders = connection.execute("SELECT count(*) FROM folder").fetchone()[0] > 1

    def ids_of(self, facts: Facts) -> "array[int]":
        """Return the ids of all terms of an article: of its tags, and of the other keys in use."""
        return array("I", [each for key in self._keys for each in self._under(key, facts)])

    def with_tags(self, article: int, terms: "array[int]", tags: tuple[str, ...]) -> "array[int]":
        """Return an article's terms with these tags instead of its former ones."""
        keys = [TAG, *filter(is_of_untagged, self._keys)]
        former = {term for key in keys for term in terms_of_key(self._connection, terms, key)}
        facts = self._facts(article, tags)
        now = [term for key in keys for term in self._under(key, facts)]
        return array("I", [*now, *(term for term in terms if term not in former)])

    def _facts(self, article: int, tags: tuple[str, ...]) -> Facts:
        """Return what the groups of an article with these tags are made from, as the index has it."""
        source, language, date, directory, name = self._connection.execute(_FACTS, (article,)).fetchone()
        fields = tuple(self._connection.execute(_FIELDS, (article, *_OF_UNTAGGED)))
        return Facts(tags, source, language, date, self.folder(directory), fields, self.home(directory, name))

    def folder(self, directory: int) -> str:
        """Return how a directory is called in groups: its path in the library's folder, and where there are several, whose."""
        found = self._folders.get(directory)
        if found is None:
            name, path = self._connection.execute(
                "SELECT folder.name, dir.path FROM dir JOIN folder ON folder.id = dir.folder WHERE dir.id = ?",
                (directory,),
            ).fetchone()
            parts = (name if self._has_folders else "", clean_line(os.fsdecode(path)))
            found = self._folders[directory] = "/".join(filter(None, parts))
        return found

    def home(self, directory: int, name: bytes) -> str:
        """Return the folder of an article without tags; of ``index.md`` it is the one above, where other pages are."""
        folder = self.folder(directory)
        if not name.lower().startswith(b"index."):
            return folder
        above, slash, _ = folder.rpartition("/")
        return above if slash or not self._has_folders else folder

    def add(self, key: str) -> None:
        """Fill in a key for the articles that are there, and keep it from now on."""
        if key in self._keys:
            return
        wanted, listed_ones = (_OF_UNTAGGED, _UNTAGGED) if is_of_untagged(key) else ((key, key), _LISTED)
        values = _Ahead(self._connection.execute(_VALUES, wanted))
        rows, changed = [], []
        for article, listed, directory, name, date, dated, source, language in self._connection.execute(
            listed_ones
        ).fetchall():
            fields, home = tuple(values.of(article)), self.home(directory, name)
            facts = Facts((), source, language, dated, self.folder(directory), fields, home)
            ids = array("I", self._under(key, facts))
            rows += [(term, date, article) for term in ids]
            changed.append((listed + ids.tobytes(), article))
        self._connection.executemany("INSERT OR IGNORE INTO article_term VALUES(?, ?, ?)", rows)
        self._connection.executemany("UPDATE article SET terms = ? WHERE id = ?", changed)
        seal_again(self._connection, (article for _, article in changed))
        self._keys = (*self._keys, key)
        keep_keys(self._connection, self._keys[1:])
        mark_dirty(self._connection, {row[0] for row in rows})
        publish(self._connection)

    def _under(self, key: str, facts: Facts) -> Iterator[int]:
        return (self._id(key, name) for name in group_names(key, facts, self._zone))

    def _id(self, key: str, name: str) -> int:
        key_and_name = (key, name)
        term = self._ids.get(key_and_name)
        if term is None:
            row = self._connection.execute(_FIND, key_and_name).fetchone()
            made = (self._seeds.terms.get(key_and_name), *key_and_name, seal(*key_and_name))
            term = row[0] if row else self._connection.execute(_MAKE, made).lastrowid
            assert term is not None
            self._ids[key_and_name] = term
        return term


def terms_of_key(connection: sqlite3.Connection, terms: Iterable[int], key: str) -> set[int]:
    """Return those of the terms that are of this key."""
    find = "SELECT 1 FROM term WHERE id = ? AND key = ?"
    return {term for term in terms if connection.execute(find, (term, key)).fetchone()}


def more_keys(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the keys beside tags that the library is grouped by, or once was."""
    row = connection.execute("SELECT value FROM meta WHERE name = 'keys'").fetchone()
    return tuple(json.loads(row[0])) if row else ()


def keep_keys(connection: sqlite3.Connection, keys: Iterable[str]) -> None:
    """Write down that the library is grouped by these keys beside tags."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES('keys', ?)", (json.dumps([*keys]),))


class _Ahead:
    """Keys and values by article, read in the order of the articles."""

    def __init__(self, rows: Iterable[tuple[int, str, str]]) -> None:
        self._rows = iter(rows)
        self._next = next(self._rows, None)

    def of(self, article: int) -> Iterator[tuple[str, str]]:
        """Yield the keys and values of an article; those of articles before it are passed over."""
        while self._next and self._next[0] <= article:
            if self._next[0] == article:
                yield self._next[1:]
            self._next = next(self._rows, None)
