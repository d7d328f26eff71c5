"""Writes a batch of files into the index, in one transaction of the writer. Writes the index."""

import json
import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from datetime import tzinfo

from reader.library.index.article_columns import NAMES, TEXTS, WAITS
from reader.library.index.grouping import Facts
from reader.library.index.lists import FlagBlocks, mark_dirty
from reader.library.index.own_tags import own_tags, with_own
from reader.library.index.paths import make_dir
from reader.library.index.rows import Changes, Flag, mark_of
from reader.library.index.schema import EVERYTHING
from reader.library.index.seal import article_seal, seal, seal_again
from reader.library.index.seeds import NO_SEEDS, Seeds
from reader.library.index.terms import Terms
from reader.library.scan.arrival import Arrivals, feed_of
from reader.library.scan.comparison import Gone
from reader.library.scan.intake import IndexedArticle, ScannedFile
from reader.library.scan.read_file import UNREADABLE
from reader.library.scan.walk import NewFile

_INSERT = f"INSERT INTO article({', '.join(NAMES)}, seal, id) VALUES({', '.join('?' * (len(NAMES) + 2))})"
_UPDATE = f"UPDATE article SET {', '.join(f'{name} = ?' for name in NAMES)}, seal = ? WHERE id = ?"

_LISTED = "SELECT date, terms, arrived FROM article WHERE id = ?"

_YES = frozenset({"true", "yes", "on", "1"})

_NEW_VALUE = "INSERT INTO value(key, folded, shown, seal) VALUES(?, ?, ?, ?)"


class IndexTransaction:
    """Writes entries and removals in one transaction; ``finish`` completes it."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        zone: tzinfo,
        seeds: Seeds = NO_SEEDS,
        arrivals: Arrivals | None = None,
    ) -> None:
        """``zone`` decides in which year a date is."""
        self.connection = connection
        """The writer's."""
        self.flags = FlagBlocks(connection)
        self.terms = Terms(connection, zone, seeds)
        self._seeds = seeds
        self.arrivals = arrivals or Arrivals({})
        self._dirs: dict[tuple[int, bytes], int] = {}
        self._dirty: set[int] = set()
        self._values: dict[tuple[str, str], tuple[int, str]] = {}
        self._field_rows: list[tuple[int, int]] = []
        self._term_rows: list[tuple[int, int, int]] = []
        self.has_state = connection.execute("SELECT 1 FROM state LIMIT 1").fetchone() is not None

    def store(self, entries: Sequence[ScannedFile], changes: Changes) -> None:
        """Write what was found; what another process has stored already is left as it is."""
        for entry in entries:
            fresh = entry.fresh
            directory = self.directory(fresh)
            row = self.connection.execute(
                "SELECT mtime_ns, size, inode, article FROM file WHERE dir = ? AND name = ?",
                (directory, fresh.name),
            ).fetchone()
            if row and row[:3] == entry.stamp and entry.stamp != UNREADABLE and not self._waits(row[3]):
                continue
            former = row[3] if row else None
            article = self._store_article(entry, directory, former, changes)
            self.connection.execute(
                "INSERT OR REPLACE INTO file VALUES(?, ?, ?, ?, ?, ?)",
                (directory, fresh.name, *entry.stamp, article),
            )
            self._store_problems(entry, directory, had_any=row is not None)

    def directory(self, fresh: NewFile) -> int:
        """Return the row of a file's directory, made if need be."""
        directory = self._dirs.get((fresh.folder, fresh.path))
        if directory is None:
            directory = make_dir(self.connection, fresh.folder, fresh.path)
            self._dirs[fresh.folder, fresh.path] = directory
        return directory

    def _waits(self, article: int | None) -> bool:
        return (
            self.connection.execute(f"SELECT 1 FROM article WHERE id = ? AND {WAITS}", (article,)).fetchone()
            is not None
        )

    def remove(self, gone: Iterable[Gone], changes: Changes) -> None:
        """Remove files and their articles."""
        for one in gone:
            if not self._is_still(one):
                continue  # another process has seen it come back, or has moved its article to another file
            directory, name, article = one
            self.connection.execute("DELETE FROM file WHERE dir = ? AND name = ?", (directory, name))
            self.connection.execute("DELETE FROM problem WHERE dir = ? AND name = ?", (directory, name))
            if article is not None:
                self._remove_article(article)
                changes.removed.append(article)

    def adopt(self, gone: Gone, new: int) -> bool:
        """Let the article of a gone file keep its id under the name where article ``new`` was found.

        Returns False where another process has done that already.
        """
        old = gone.article
        row = self.connection.execute(
            "SELECT date, terms, dir, name, dated FROM article WHERE id = ?", (new,)
        ).fetchone()
        if old is None or row is None or not self._is_still(gone):
            return False
        date, terms, directory, name, dated = row
        seen = self.connection.execute("SELECT arrived FROM article WHERE id = ?", (old,)).fetchone()
        self._unlist(old)
        self._unlist(new)
        self.connection.execute("DELETE FROM article WHERE id = ?", (old,))
        self.connection.execute("DELETE FROM field WHERE article = ?", (old,))
        self.connection.execute("UPDATE article SET id = ? WHERE id = ?", (old, new))
        self.connection.execute("UPDATE field SET article = ? WHERE article = ?", (old, new))
        if seen is not None:
            date = self.arrivals.sorted_at(dated, seen[0])
        self.list(old, date, array("I", terms))
        self.connection.execute("DELETE FROM file WHERE dir = ? AND name = ?", gone[:2])
        self.connection.execute("DELETE FROM problem WHERE dir = ? AND name = ?", gone[:2])
        self.connection.execute(
            "UPDATE file SET article = ? WHERE dir = ? AND name = ?", (old, directory, name)
        )
        if seen is not None:
            self.connection.execute(
                "UPDATE article SET arrived = ?, date = ? WHERE id = ?", (seen[0], date, old)
            )
            seal_again(self.connection, [old])
        flags = self.flags.get(new)
        self.flags.set(new, 0)
        self.flags.set(old, self.first_flags(directory, name, flags))
        return True

    def _is_still(self, gone: Gone) -> bool:
        row = self.connection.execute(
            "SELECT article FROM file WHERE dir = ? AND name = ?", (gone.directory, gone.name)
        ).fetchone()
        return row is not None and row[0] == gone.article

    def finish(self) -> None:
        """Write flags, lists and which terms have to be published."""
        self._write_rows()
        self.flags.save()
        mark_dirty(self.connection, self._dirty)

    def _store_article(
        self, entry: ScannedFile, directory: int, former: int | None, changes: Changes
    ) -> int | None:
        """Write the article of a file; return its id, None where the file is not an article."""
        if entry.parsed is None:
            return None if former is None else self._without_text(entry, former, changes)
        parsed, name = entry.parsed, entry.fresh.name
        listed = None if former is None else self.connection.execute(_LISTED, (former,)).fetchone()
        arrived = self.arrivals.of(entry) if listed is None else listed[2]
        date = self.arrivals.sorted_at(parsed.columns["dated"], arrived)
        terms = self.terms.ids_of(self._facts(parsed, (directory, name))) if parsed.is_listed else array("I")
        given = {
            **parsed.columns, "dir": directory, "name": name, "problems": len(entry.problems), "terms": terms.tobytes(),
            "date": date, "arrived": arrived, "fetched": arrived if feed_of(parsed) else 0,
        }  # fmt: skip
        values = tuple(map(given.__getitem__, NAMES))
        fields = {self._value(field)[0] for field in parsed.fields}
        values = (*values, article_seal(values, entry.stamp, fields))
        if former is None:
            seed = self._seeds.articles.get((entry.fresh.folder, entry.fresh.path, name))
            article = self.connection.execute(_INSERT, (*values, seed)).lastrowid
            assert article is not None
            self.list(article, date, terms)
            changes.added.append(article)
        else:
            article = former
            if listed is None or listed[:2] != (date, terms.tobytes()):
                self._unlist(former)
                self.list(former, date, terms)
            self.connection.execute(_UPDATE, (*values, former))
            self.connection.execute("DELETE FROM field WHERE article = ?", (former,))
            changes.changed.append(former)
        self._field_rows += [(value, article) for value in fields]
        # Front matter may say now that it was read; it counts where the user did nothing.
        self.flags.set(article, self.first_flags(directory, name, header_flags(parsed.fields)))
        return article

    def _without_text(self, entry: ScannedFile, former: int, changes: Changes) -> int | None:
        """Keep the article of a file that cannot be read, else remove it: the file is not an article any more."""
        if not entry.is_kept:
            self._remove_article(former)
            changes.removed.append(former)
            return None
        self.connection.execute(
            # What cannot be read is not waited for.
            "UPDATE article SET problems = ?, minutes = max(minutes, 1) WHERE id = ?",
            (len(entry.problems), former),
        )
        seal_again(self.connection, [former])
        changes.changed.append(former)
        return former

    def _facts(self, parsed: IndexedArticle, file: tuple[int, bytes]) -> Facts:
        shown = tuple((field[0], self._value(field)[1]) for field in parsed.fields)
        folder = self.terms.folder(file[0])
        own = own_tags(self.connection, *file) if self.has_state else {}
        columns = parsed.columns
        tags = with_own(TEXTS.read(columns["tags"]), own)
        home = "" if tags else self.terms.home(*file)
        return Facts(tags, columns["source"], columns["language"], columns["dated"], folder, shown, home)

    def _value(self, field: tuple[str, str, str]) -> tuple[int, str]:
        """Return the row of a value, and how it was written first."""
        key, folded, shown = field
        found = self._values.get((key, folded))
        if found is None:
            found = self.connection.execute(
                "SELECT id, shown FROM value WHERE key = ? AND folded = ?", (key, folded)
            ).fetchone()
            if found is None:
                made = self.connection.execute(_NEW_VALUE, (*field, seal(*field))).lastrowid
                assert made is not None
                found = (made, shown)
            self._values[key, folded] = found
        return found

    def _write_rows(self) -> None:
        """Write what waits, in the order in which the tables keep it: ten times as fast as one article after another."""
        self.connection.executemany("INSERT OR IGNORE INTO field VALUES(?, ?)", sorted(self._field_rows))
        self.connection.executemany(
            "INSERT OR IGNORE INTO article_term VALUES(?, ?, ?)", sorted(self._term_rows)
        )
        self._field_rows.clear()
        self._term_rows.clear()

    def _remove_article(self, article: int) -> None:
        self._unlist(article)
        self.connection.execute("DELETE FROM field WHERE article = ?", (article,))
        self.flags.set(article, 0)
        self.connection.execute("DELETE FROM article WHERE id = ?", (article,))

    def list(self, article: int, date: int, terms: "array[int]") -> None:
        """Put an article into the lists of these terms, and of all; without terms into none."""
        everywhere = (EVERYTHING, *terms) if terms else ()
        self._term_rows += [(term, date, article) for term in everywhere]
        self._dirty.update(everywhere)

    def _unlist(self, article: int) -> None:
        row = self.connection.execute("SELECT date, terms FROM article WHERE id = ?", (article,)).fetchone()
        if row and row[1]:
            everywhere = (EVERYTHING, *array("I", row[1]))
            self.connection.executemany(
                "DELETE FROM article_term WHERE term = ? AND date = ? AND article = ?",
                [(term, row[0], article) for term in everywhere],
            )
            self._dirty.update(everywhere)

    def _store_problems(self, entry: ScannedFile, directory: int, *, had_any: bool) -> None:
        file = (directory, entry.fresh.name)
        if had_any:
            self.connection.execute("DELETE FROM problem WHERE dir = ? AND name = ?", file)
        if entry.problems:
            self.connection.executemany(
                "INSERT INTO problem VALUES(?, ?, ?, ?, ?)",
                [
                    (*row, seal(*row))
                    for row in ((*file, problem.line, problem.message) for problem in entry.problems)
                ],
            )

    def first_flags(self, directory: int, name: bytes, flags: int) -> int:
        """Return the flags that the journal gives to a file; those it does not mention are as in ``flags``."""
        if self.has_state:
            for field, value in self.connection.execute(
                "SELECT field, value FROM state WHERE dir = ? AND name = ?", (directory, name)
            ):
                if mark := mark_of(0, field, json.loads(value)):
                    flags = flags | mark.flag if mark.on else flags & ~mark.flag
        return flags


def header_flags(fields: Iterable[tuple[str, ...]]) -> int:
    """Return the flags that an article's header gives it: those of a program before us, until something is done here.

    ``fields`` are keys and their values as they are compared.
    """
    keys = {field[0] for field in fields if field[1] in _YES}
    flags = 0 if "read" in keys else int(Flag.UNREAD)
    return flags | (Flag.STARRED if "starred" in keys else 0)
