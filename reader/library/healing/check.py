"""Whether an index is as it was written: each row by its seal, and what is made from rows by making it again. Reads the index.

It works in pieces of a few milliseconds, inside one transaction. SQLite checks its own trees (``integrity_check``) but not
the bits inside a row. What is not sealed is compared with what it is made from: ``article_term`` with the terms of
articles, lists and counts with ``article_term``, flags with front matter and ``state``, and ``state`` (``check_state``) with
the journal.
"""

import json
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator

from reader.journal.last_writes import LastWrites
from reader.library.index.article_columns import NAMES
from reader.library.index.damage import DamagedIndexError
from reader.library.index.grouping import TAG, is_of_untagged
from reader.library.index.lists import Ranks, in_order, ranks_of
from reader.library.index.paths import split
from reader.library.index.rows import Flag, mark_of
from reader.library.index.schema import BLOCK, EVERYTHING
from reader.library.index.seal import SEALED, article_seal, seal
from reader.library.index.terms import more_keys
from reader.library.index.view import IDS_LIMIT
from reader.library.scan.storing import header_flags

PIECE = 200
"""Rows that are looked at before others have their turn."""

_SMALL = (
    "SELECT id, seal, folder, path FROM dir",
    "SELECT id, seal, key, name FROM term",
    "SELECT rowid, seal, dir, name, line, message FROM problem",
)
_DATE, _TERMS = NAMES.index("date"), NAMES.index("terms")
_VALUES = "SELECT id, seal, key, folded, shown FROM value"
_FIELDS = "SELECT article, value FROM field WHERE article > ? AND article <= ? ORDER BY article"
_MARKS = """
SELECT article.id, field, value FROM article JOIN state ON state.dir = article.dir AND state.name = article.name
WHERE article.id > ? AND article.id <= ? AND field IN ('read', 'starred', 'later')
"""
_ENTRIES = "SELECT term, date, article FROM article_term ORDER BY term, date DESC, article"
_COUNTS = "SELECT total, unread, starred, later, dirty FROM term WHERE id = ?"

_DIR = "SELECT id FROM dir WHERE folder = ? AND path = ?"
_STATE = "SELECT clock, device, value FROM state WHERE dir = ? AND name = ? AND field = ?"


def check(connection: sqlite3.Connection) -> Iterator[None]:
    """Look at everything, a piece at each step; raises DamagedIndexError, or another sqlite3.Error."""
    for row in connection.execute("PRAGMA integrity_check(1)"):
        require(row[0] == "ok", row[0])
    yield
    yield from _Check(connection).run()


def check_state(
    connection: sqlite3.Connection, last_writes: LastWrites, row_of: Callable[[str], int | None]
) -> Iterator[None]:
    """Compare ``state`` with what won in the whole journal; raises DamagedIndexError where they differ.

    ``row_of`` names the row of a folder, None where the library does not have it.
    """
    dirs: dict[tuple[str, bytes], int | None] = {}
    matched = 0
    for number, each in enumerate(last_writes.writes()):
        if number % PIECE == 0:
            yield
        folder, (path, name) = row_of(each.folder), split(each.path)
        if folder is None:
            continue
        if (each.folder, path) not in dirs:
            row = connection.execute(_DIR, (folder, path)).fetchone()
            dirs[each.folder, path] = row[0] if row else None
        field_key = (dirs[each.folder, path], name, each.field)
        held = connection.execute(_STATE, field_key).fetchone()
        require(held is not None and held[:2] >= (each.clock, each.device), "state")
        matched += held == (each.clock, each.device, held[2]) and json.loads(held[2]) == json.loads(
            each.value
        )
    require(connection.execute("SELECT count(*) FROM state").fetchone()[0] == matched, "state")


def require(is_so: bool, what: object) -> None:  # noqa: FBT001 - it reads as an assertion
    """Raise DamagedIndexError unless it is so."""
    if not is_so:
        raise DamagedIndexError(f"not as it was written: {what}")


class _Check:
    """What one pass over the rows has met."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._flag_values: dict[int, tuple[str, str]] = {}
        """Values of headers that can say that an article was read: key and value."""
        self._values: set[int] = set()
        self._flags = bytearray()
        self._entries = 0
        """A sum over what ``article_term`` should hold."""
        self._articles = self._fields = 0
        self._ranks = Ranks()

    def run(self) -> Iterator[None]:
        for query in _SMALL:
            yield from self._seals(query)
        yield from self._seals(_VALUES)
        yield from self._all_articles()
        yield from self._terms()
        self._compare_flags()
        yield
        self._compare_keys()

    def _seals(self, query: str) -> Iterator[None]:
        rows = self._connection.execute(query)
        while some := rows.fetchmany(PIECE):
            for row, sealed, *values in some:
                require(seal(*values) == sealed, query)
                if query is _VALUES:
                    self._values.add(row)
                    if values[0] in {"read", "starred"}:
                        self._flag_values[row] = values[0], values[1]
            yield

    def _all_articles(self) -> Iterator[None]:
        last = 0
        while rows := self._connection.execute(
            f"{SEALED} WHERE article.id > ? ORDER BY article.id LIMIT ?", (last, PIECE)
        ).fetchall():
            self._some_articles(rows, last)
            last = rows[-1][4]
            yield
        count = self._connection.execute("SELECT count(article) FROM file").fetchone()[0]
        require(count == self._articles, "file")
        require(self._connection.execute("SELECT count(*) FROM field").fetchone()[0] == self._fields, "field")

    def _some_articles(self, rows: list[tuple], last: int) -> None:  # type: ignore[type-arg]
        span = (last, rows[-1][4])
        require(span[1] <= IDS_LIMIT, "id")
        values, marks = defaultdict[int, list[int]](list), defaultdict[int, list[tuple[str, str]]](list)
        for article, value in self._connection.execute(_FIELDS, span):
            require(value in self._values, "field")
            values[article].append(value)
            self._fields += 1
        for article, field, value in self._connection.execute(_MARKS, span):
            marks[article].append((field, value))
        self._flags.extend(bytes(span[1] + 1 - len(self._flags)))
        for row in rows:
            at_file, *stamp, article = row[:5]
            *columns, sealed = row[5:]
            require(at_file == article, "file")
            fields = values.pop(article, [])
            if stamp[0] != -1:  # it has to be read again
                require(article_seal(columns, stamp, fields) == sealed, "article")
            self._flags[article] = self._flags_of(fields, marks[article])
            if terms := array("I", columns[_TERMS]):
                for term in (EVERYTHING, *terms):
                    self._entries += hash((term, columns[_DATE], article))
            self._articles += 1
        require(not values, "field")

    def _flags_of(self, fields: list[int], marks: list[tuple[str, str]]) -> int:
        flags = header_flags(self._flag_values[value] for value in fields if value in self._flag_values)
        for field, value in marks:
            if mark := mark_of(0, field, json.loads(value)):
                flags = flags | mark.flag if mark.on else flags & ~mark.flag
        return flags

    def _terms(self) -> Iterator[None]:
        """Compare terms with what their articles say, and lists and counts with their terms."""
        entries, listed = 0, 0
        self._ranks = ranks_of(self._connection)
        term, ids = -1, array("I")
        rows = self._connection.execute(_ENTRIES)
        while some := rows.fetchmany(PIECE):
            for row in some:
                if row[0] != term:
                    listed += self._compare_list(term, ids)
                    term, ids = row[0], array("I")
                ids.append(row[2])
                entries += hash(tuple(row))
            yield
        listed += self._compare_list(term, ids)
        require(entries == self._entries, "article_term")
        lists = "SELECT count(*) FROM article_ids JOIN term ON term.id = article_ids.term WHERE NOT dirty AND total"
        require(self._connection.execute(lists).fetchone()[0] == listed, "article_ids")

    def _compare_list(self, term: int, ids: "array[int]") -> int:
        """Return 1 for a list that is as its articles want it, 0 for one that a scan will make again."""
        if not ids:
            return 0
        counts = self._connection.execute(_COUNTS, (term,)).fetchone()
        require(counts is not None, "term")
        if counts[4]:
            return 0
        row = self._connection.execute("SELECT ids FROM article_ids WHERE term = ?", (term,)).fetchone()
        require(row is not None and row[0] == in_order(self._ranks, ids).tobytes(), "article_ids")
        flags = bytes(map(self._flags.__getitem__, ids))
        for flag, count in zip(Flag, counts[1:], strict=False):
            require(flags.translate(_SET[flag]).count(1) == count, "term")
        require(counts[0] == len(ids), "term")
        return 1

    def _compare_flags(self) -> None:
        found = bytearray()
        for block, bits in self._connection.execute("SELECT block, bits FROM flags ORDER BY block"):
            require(len(bits) == BLOCK and len(found) <= block * BLOCK <= IDS_LIMIT, "flags")
            found.extend(bytes(block * BLOCK - len(found)))
            found += bits
        size = max(len(found), len(self._flags))
        require(found.ljust(size, b"\0") == self._flags.ljust(size, b"\0"), "flags")

    def _compare_keys(self) -> None:
        """Compare the keys that are kept with those of terms; they may differ until everything is published."""
        if self._entries and not self._connection.execute("SELECT 1 FROM term WHERE dirty").fetchone():
            keys = {row[0] for row in self._connection.execute("SELECT DISTINCT key FROM term WHERE id")}
            kept = {TAG, *more_keys(self._connection)}
            # Where all articles have tags, the key of those without has no groups.
            require(keys <= kept and all(map(is_of_untagged, kept - keys)), "keys")


_SET = {flag: bytes(1 if byte & flag else 0 for byte in range(256)) for flag in Flag}
