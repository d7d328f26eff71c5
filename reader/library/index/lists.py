"""What lists are made from, as the index keeps it: flags per article, counts and ids per term. Writes the index.

All of it is called inside a transaction of the writer. Changes of flags move counts by differences; a scan only says
which terms are dirty, and ``publish`` makes those again from their articles, so errors do not add up.
"""

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable

from reader.library.index.rows import Flag, FlagChange
from reader.library.index.schema import BLOCK, EVERYTHING
from reader.library.index.view import ids_of_term, load_flags

_MOVE = {
    Flag.UNREAD: "UPDATE term SET unread = unread + ? WHERE id = ?",
    Flag.STARRED: "UPDATE term SET starred = starred + ? WHERE id = ?",
    Flag.LATER: "UPDATE term SET later = later + ? WHERE id = ?",
}

_EVERYTHING = """
SELECT listed.article FROM article_term AS listed JOIN article ON article.id = listed.article JOIN dir ON dir.id = article.dir
JOIN folder ON folder.id = dir.folder WHERE term = ? ORDER BY listed.date DESC, folder.key, dir.path, article.name
"""

_HIGHEST = """
SELECT coalesce((SELECT max(seq) FROM sqlite_sequence WHERE name = 'article'), 0), value FROM meta WHERE name = 'published'
"""


class FlagBlocks:
    """Flags of single articles, read and written by blocks; ``save`` writes what changed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._blocks: dict[int, bytearray] = {}
        self._dirty: set[int] = set()

    def get(self, article: int) -> int:
        """Return an article's flags."""
        return self._block(article)[article % BLOCK]

    def set(self, article: int, flags: int) -> None:
        """Give an article its flags."""
        block = self._block(article)
        if block[article % BLOCK] != flags:
            block[article % BLOCK] = flags
            self._dirty.add(article // BLOCK)

    def save(self) -> None:
        """Write the blocks that changed."""
        changed = [(number, bytes(self._blocks[number])) for number in self._dirty]
        self._connection.executemany("INSERT OR REPLACE INTO flags VALUES(?, ?)", changed)
        self._dirty.clear()

    def _block(self, article: int) -> bytearray:
        number = article // BLOCK
        block = self._blocks.get(number)
        if block is None:
            row = self._connection.execute("SELECT bits FROM flags WHERE block = ?", (number,)).fetchone()
            block = self._blocks[number] = bytearray(row[0] if row else BLOCK)
        return block


def write_marks(connection: sqlite3.Connection, marks: Iterable[FlagChange]) -> None:
    """Set and clear flags, in order, and move the counts of the articles' terms."""
    blocks = FlagBlocks(connection)
    moved: defaultdict[tuple[int, Flag], int] = defaultdict(int)
    for article, flag, on in marks:
        flags = blocks.get(article)
        if bool(flags & flag) == on:
            continue
        blocks.set(article, flags ^ flag)
        row = connection.execute("SELECT terms FROM article WHERE id = ?", (article,)).fetchone()
        for term in (EVERYTHING, *array("I", row[0])) if row else ():
            moved[term, flag] += 1 if on else -1
    blocks.save()
    for (term, flag), delta in moved.items():
        connection.execute(_MOVE[flag], (delta, term))


def mark_dirty(connection: sqlite3.Connection, terms: Iterable[int]) -> None:
    """Note that these terms have to be published."""
    connection.executemany(
        "UPDATE term SET dirty = 1 WHERE id = ? AND NOT dirty", ((term,) for term in terms)
    )


def publish(connection: sqlite3.Connection) -> bool:
    """Make the lists and counts of dirty terms again and let readers know; return whether there were any."""
    dirty = [row[0] for row in connection.execute("SELECT id FROM term WHERE dirty")]
    highest, published = connection.execute(_HIGHEST).fetchone()
    if not dirty and highest == published:
        return False
    flags = load_flags(connection, highest)
    masks = [flags.translate(bytes(byte & flag and 1 for byte in range(256))) for flag in Flag]
    ranks = ranks_of(connection) if EVERYTHING in dirty else _known_ranks(connection)
    for term in dirty:
        found = connection.execute("SELECT article FROM article_term WHERE term = ?", (term,))
        ids = array("I", ranks) if term == EVERYTHING else in_order(ranks, (row[0] for row in found))
        if not ids and term != EVERYTHING:
            connection.execute("DELETE FROM article_ids WHERE term = ?", (term,))
            connection.execute("DELETE FROM term WHERE id = ?", (term,))
            continue
        counts = [sum(map(mask.__getitem__, ids)) for mask in masks]
        connection.execute("INSERT OR REPLACE INTO article_ids VALUES(?, ?)", (term, ids.tobytes()))
        connection.execute(
            "UPDATE term SET total = ?, unread = ?, starred = ?, later = ?, dirty = 0 WHERE id = ?",
            (len(ids), *counts, term),
        )
    connection.execute("UPDATE meta SET value = ? WHERE name = 'published'", (highest,))
    connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'generation'")
    return True


def renew(connection: sqlite3.Connection) -> None:
    """Let readers know that rows say more than before, though no list has changed."""
    connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'generation'")


class Ranks(dict[int, int]):
    """The place of each listed article in every list, from 0."""

    def __missing__(self, article: int) -> int:
        return -1


def ranks_of(connection: sqlite3.Connection) -> Ranks:
    """Return the places of all: the newest first, those of one date by their paths."""
    return _ranks(row[0] for row in connection.execute(_EVERYTHING, (EVERYTHING,)))


def _known_ranks(connection: sqlite3.Connection) -> Ranks:
    """Return them as they were published last."""
    return _ranks(ids_of_term(connection, EVERYTHING))


def _ranks(articles: Iterable[int]) -> Ranks:
    return Ranks({article: rank for rank, article in enumerate(articles)})


def in_order(ranks: Ranks, articles: Iterable[int]) -> "array[int]":
    """Return articles in the order of a list; those without a rank come first."""
    return array("I", sorted(articles, key=ranks.__getitem__))
