"""Writes what headers say of new files into the index, in the transaction of a batch. Writes the index.

All that can be is written by one statement for a whole batch; what is worked out for each file is its row and its seal.
"""

from array import array
from collections.abc import Sequence

from reader.library.index.article_columns import BY_NAME, NAMES, TEXTS
from reader.library.index.grouping import FEED_ADDRESS, Facts
from reader.library.index.own_tags import own_tags, with_own
from reader.library.index.rows import Changes
from reader.library.index.seal import article_seal
from reader.library.scan.headlines import COLUMNS, ListedFile
from reader.library.scan.intake import IndexedArticle, ScannedFile
from reader.library.scan.read_file import Stamp
from reader.library.scan.storing import IndexTransaction, header_flags
from reader.library.scan.walk import NewFile

_ARTICLES = f"INSERT INTO article({', '.join(NAMES)}, seal, id) VALUES({', '.join('?' * (len(NAMES) + 2))})"
_FILES = "INSERT INTO file VALUES(?, ?, ?, ?, ?, ?)"
_HIGHEST = "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'article'), 0)"

_UNKNOWN = {int: 0, str: "", bytes: b""}
_BASE = [
    _UNKNOWN[column.kind.stored] if "NOT NULL" in column.kind.sql else None for column in BY_NAME.values()
]
"""A row of which nothing is known."""
_AT = tuple(NAMES.index(name) for name in COLUMNS)
_DIR, _NAME, _DATE, _ARRIVED, _FETCHED, _TERMS = map(
    NAMES.index, ("dir", "name", "date", "arrived", "fetched", "terms")
)
_TAGS, _DATED, _GUID = map(COLUMNS.index, ("tags", "dated", "guid"))

_NONE: "array[int]" = array("I")

Found = tuple[NewFile, ListedFile]
"""A file that is new, and what its header says."""


class HeadlineRows:
    """Writes new articles of which only the header was read."""

    def __init__(self, transaction: IndexTransaction) -> None:
        self._transaction = transaction
        self._connection = transaction.connection
        self._terms_of: dict[str, tuple[array[int], bytes]] = {}
        """Terms by the tags, joined; where there are tags nothing else counts."""

    def store(self, found: Sequence[Found], changes: Changes) -> None:
        """Write what the index does not have; what another process has stored already is left as it is."""
        article = self._connection.execute(_HIGHEST).fetchone()[0]
        articles: list[list[object]] = []
        files: list[tuple[object, ...]] = []
        for directory, some in self._new(found).items():
            for fresh, listed in some:
                article += 1
                row = self._row(directory, fresh, listed, article)
                row += (article_seal(row, listed.stamp, ()), article)
                articles.append(row)
                files.append((directory, fresh.name, *listed.stamp, article))
                changes.added.append(article)
        self._connection.executemany(_ARTICLES, articles)
        files.sort()
        self._connection.executemany(_FILES, files)

    def _new(self, found: Sequence[Found]) -> dict[int, list[Found]]:
        """Return the files that the index does not know yet, by the rows of their directories."""
        by_directory: dict[int, list[Found]] = {}
        for each in found:
            by_directory.setdefault(self._transaction.directory(each[0]), []).append(each)
        for directory, some in by_directory.items():
            names = [fresh.name for fresh, _ in some]
            known = {
                row[0]
                for row in self._connection.execute(
                    "SELECT name FROM file WHERE dir = ? AND name BETWEEN ? AND ?",
                    (directory, min(names), max(names)),
                )
            }
            if known:
                by_directory[directory] = [each for each in some if each[0].name not in known]
        return by_directory

    def _row(self, directory: int, fresh: NewFile, listed: ListedFile, article: int) -> list[object]:
        """Return the values of an article, in the order of the table, and put it into its lists."""
        work, columns = self._transaction, listed.columns
        row = _BASE.copy()
        for at, value in zip(_AT, columns, strict=True):
            row[at] = value
        arrived = work.arrivals.of(_as_scanned(fresh, listed))
        dated = columns[_DATED]
        assert isinstance(dated, int)
        date = work.arrivals.sorted_at(dated, arrived)
        terms, stored = self._terms(directory, fresh, listed) if listed.is_listed else (_NONE, b"")
        row[_DIR], row[_NAME], row[_DATE], row[_ARRIVED], row[_TERMS] = (
            directory,
            fresh.name,
            date,
            arrived,
            stored,
        )
        if any(key == FEED_ADDRESS for key, _, _ in listed.fields):
            row[_FETCHED] = arrived
        work.list(article, date, terms)
        work.flags.set(article, work.first_flags(directory, fresh.name, header_flags(listed.fields)))
        return row

    def _terms(self, directory: int, fresh: NewFile, listed: ListedFile) -> "tuple[array[int], bytes]":
        work = self._transaction
        joined = listed.columns[_TAGS]
        assert isinstance(joined, str)
        own = own_tags(self._connection, directory, fresh.name) if work.has_state else {}
        if not own and (found := self._terms_of.get(joined)):
            return found
        tags = with_own(TEXTS.read(joined), own)
        shown = tuple((key, value) for key, _, value in listed.fields)
        home = "" if tags else work.terms.home(directory, fresh.name)
        dated = listed.columns[_DATED]
        assert isinstance(dated, int)
        facts = Facts(tags, "", "", dated, work.terms.folder(directory), shown, home)
        terms = work.terms.ids_of(facts)
        if tags and not own:
            self._terms_of[joined] = terms, terms.tobytes()
        return terms, terms.tobytes()


def _as_scanned(fresh: NewFile, listed: ListedFile) -> ScannedFile:
    parsed = IndexedArticle({"guid": listed.columns[_GUID]}, listed.is_listed, listed.fields)
    return ScannedFile(fresh, Stamp(*listed.stamp), parsed, ())
