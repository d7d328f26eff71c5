"""The columns of the table ``article``: one row each, from which everything else is made by name. Pure.

The table (``tables``), its seal (``seal``), what a scan writes (``scan/storing``), what a list shows (``articles``), and the
JSON of the command line (``details``, ``actions/finding/querying``).
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any, NamedTuple

from reader.article import DateSource, Document
from reader.article.media_kinds import BITS, kinds_in
from reader.article.opening import opening
from reader.files.digest import raw_digest

SEPARATOR = "\n"
"""Between the texts of a list; none has a line break in it."""

HASH_BYTES = 16
"""Length of the hash of a body."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""What the seconds of moments are counted from."""


def _same(value: Any) -> Any:
    return value


def _seconds(moment: datetime | None) -> int:
    return int(moment.timestamp()) if moment else 0


def _moment(seconds: int) -> datetime:
    return EPOCH + timedelta(seconds=seconds)


def _split(joined: str) -> list[str]:
    return [text for text in joined.split(SEPARATOR) if text]


class Kind(NamedTuple):
    """How values are kept in a column."""

    sql: str
    """Its type and constraint."""
    stored: type = int
    """Of what SQLite hands out."""
    store: Callable[[Any], Any] = _same
    """Returns a value as it is written."""
    read: Callable[[Any], Any] = _same
    """Returns what was written as a value again."""
    json: Callable[[Any], Any] | None = None
    """Returns what was written as JSON has it; None: as it is written."""
    is_moment: bool = False
    """It is a moment, which JSON has in ISO 8601."""


TEXT = Kind("TEXT NOT NULL", str)
"""Text; empty: the file does not say."""
NUMBER = Kind("INTEGER NOT NULL")
"""An integer."""
FLAG = Kind("INTEGER NOT NULL", store=int, read=bool, json=bool)
"""Whether something is so: 0 or another number."""
BYTES = Kind("BLOB NOT NULL", bytes)
"""Bytes."""
TEXTS = Kind("TEXT NOT NULL", str, SEPARATOR.join, lambda joined: tuple(_split(joined)), _split)
"""Several texts in their order."""
MOMENT = Kind("INTEGER NOT NULL", store=_seconds, read=_moment, is_moment=True)
"""A moment, in seconds since 1970."""
MAYBE_MOMENT = MOMENT._replace(read=lambda seconds: _moment(seconds) if seconds else None)
"""A moment, or 0."""
OFFSET = Kind("INTEGER")
"""Seconds east of UTC; NULL: the file names no zone."""
MEDIA = Kind("INTEGER NOT NULL", json=lambda kinds: [name for name, bit in BITS.items() if kinds & bit])
"""What an article has to hear and to see: a bit for each kind."""
DATE_SOURCE = Kind("TEXT NOT NULL", str, str, {str(source): source for source in DateSource}.__getitem__)
"""Where a date comes from."""


class Column(NamedTuple):
    """A column of the table ``article``."""

    name: str
    """In SQL."""
    kind: Kind
    """How its values are kept."""
    value: Callable[[Document], Any] | None = None
    """Returns its value for a file that was read; None: it does not come from the text of the file."""
    row: str = ""
    """The attribute of ``Row`` with its value; empty: none."""
    json: str = ""
    """The key in the JSON of the command line and the name in ``--format``; empty: none."""
    offset: str = ""
    """The column with the offset of a moment as the file writes it; empty: the file does not say it."""

    @property
    def is_read_as_stored(self) -> bool:
        """Whether ``kind.read`` returns what it is given."""
        return self.kind.read is _same


def _body_hash(document: Document) -> bytes:
    """Return nothing for a body of white space, which is not equal to any other."""
    body = document.body.strip()
    return raw_digest(body, HASH_BYTES) if body else b""


def _folded(document: Document) -> str:
    from reader.text.folding import folded  # with its tables 30 ms: only where files are read

    article = document.article
    texts = (article.title, article.summary, *article.tags, *article.categories, *article.authors)
    return folded("\n".join(texts))


def _canonical(document: Document) -> str:
    from reader.text.address import canonical  # 8 ms: only where files are read

    return canonical(document.article.link) if document.article.link else ""


def _opening(document: Document) -> str:
    return "" if document.article.summary else opening(document.body)


def _title_key(document: Document) -> str:
    from reader.text.sort_key import sort_key  # with the tables of folding: only where files are read

    return sort_key(document.article.title)


COLUMNS = (
    Column("dir", NUMBER),
    Column("name", BYTES),
    Column("title", TEXT, lambda it: it.article.title, row="title", json="title"),
    Column("date", MOMENT),
    Column("dated", MOMENT, lambda it: it.article.date, row="date", json="date", offset="date_offset"),
    Column("arrived", MOMENT, row="arrived"),
    Column("fetched", MAYBE_MOMENT, row="fetched", json="arrived"),
    Column("date_source", DATE_SOURCE, lambda it: it.article.date_source, row="date_source", json="date_source"),
    Column("minutes", NUMBER, lambda it: it.article.minutes, row="minutes", json="minutes"),
    Column("source", TEXT, lambda it: it.article.source, row="source", json="source"),
    Column("link", TEXT, lambda it: it.article.link, row="link", json="link"),
    Column("media", MEDIA, kinds_in, json="media"),
    Column("draft", FLAG, lambda it: it.article.draft, row="draft", json="draft"),
    Column("problems", FLAG, row="has_problem"),
    Column("guid", TEXT, lambda it: it.article.guid),
    Column("body_hash", BYTES, _body_hash),
    Column("terms", BYTES),
    Column("tags", TEXTS, lambda it: tuple(dict.fromkeys(it.article.tags)), json="tags"),
    Column("language", TEXT, lambda it: it.article.language, json="language"),
    Column("translation", TEXT, lambda it: it.article.translation),
    Column("updated", MAYBE_MOMENT, lambda it: it.article.updated, json="updated", offset="updated_offset"),
    Column("words", NUMBER, lambda it: it.article.words + it.article.characters, json="words"),
    Column("image", TEXT, lambda it: it.article.image),
    Column("summary", TEXT, lambda it: it.article.summary, row="summary", json="summary"),
    Column("opening", TEXT, _opening, row="opening"),
    Column("folded", TEXT, _folded),
    Column("title_key", TEXT, _title_key),
    Column("canonical", TEXT, _canonical),
    Column("authors", TEXTS, lambda it: it.article.authors, json="authors"),
    Column("categories", TEXTS, lambda it: it.article.categories, json="categories"),
    Column("date_offset", OFFSET, lambda it: it.article.date_offset_s),
    Column("updated_offset", OFFSET, lambda it: it.article.updated_offset_s),
)  # fmt: skip
"""All but ``id`` and ``seal``, in the order of the table.

``date`` is what lists are sorted by: ``dated``, the article's own, unless that is in the future, then ``arrived``, when it was first
seen (``scan/arrival``). ``opening`` is how the text begins where there is no summary. JSON has ``fetched`` only, which is ``arrived`` of the entries of feeds: a new index finds that in their
ledgers, and can only guess when other files were first seen. ``minutes`` and ``words`` count words, and characters where words are not separated; without ``minutes`` an article waits (``WAITS``). ``problems`` is their number, ``terms``
the ids of its terms, 4 bytes each; empty: it is not listed. ``folded`` is what queries compare, a line each: title, summary,
tags, categories, authors. ``title_key`` is what titles are ordered by, ``canonical`` the link as
links are compared.
"""

WAITS = "article.minutes = 0"
"""The condition for an article of which only the header was read: what its text says is not known yet (``scan/rest``)."""

BY_NAME = {column.name: column for column in COLUMNS}
"""Each column by its name."""

NAMES = tuple(BY_NAME)
"""Their names."""

TABLE = ", ".join(
    (
        "CREATE TABLE article(id INTEGER PRIMARY KEY AUTOINCREMENT",
        *(f"{column.name} {column.kind.sql}" for column in COLUMNS),
        "seal INTEGER NOT NULL)",
    )
)
"""The statement that makes the table."""

IN_ROWS = tuple(column for column in COLUMNS if column.row)
"""What a list shows."""

IN_JSON = tuple(column for column in COLUMNS if column.json)
"""What the command line prints."""

FOR_JSON = (*IN_JSON, *(BY_NAME[column.offset] for column in IN_JSON if column.offset))
"""The columns that ``json_values`` needs."""


def stored_values(document: Document) -> dict[str, Any]:
    """Return what a file says, by column, as the index keeps it."""
    return {
        column.name: column.kind.store(column.value(document))
        for column in COLUMNS
        if column.value is not None
    }


def select(columns: Iterable[Column]) -> str:
    """Return the columns for a query of the table, with its name before each."""
    return ", ".join(f"article.{column.name}" for column in columns)


def json_values(stored: Mapping[str, Any], zone: tzinfo) -> dict[str, object]:
    """Return the JSON of an article by ``Column.json``; ``stored`` are its values by column, as the index keeps them.

    Moments are in ISO 8601, with the offset that the file writes, else with that of ``zone`` then; None for what the index
    alone knows.
    """
    found = {key: stored[name] for key, name in _JSON_AS_STORED}
    for key, name, read in _JSON_READ:
        found[key] = read(stored[name])
    for key, name, read, offset in _JSON_MOMENTS:
        moment = read(stored[name]) if name in stored else None
        offset_s = stored[offset] if offset else None
        own = zone if offset_s is None else timezone(timedelta(seconds=offset_s))
        found[key] = moment and moment.astimezone(own).isoformat()
    return found


_JSON_MOMENTS = tuple(
    (each.json, each.name, each.kind.read, each.offset) for each in IN_JSON if each.kind.is_moment
)
_JSON_READ = tuple(
    (each.json, each.name, each.kind.json) for each in IN_JSON if each.kind.json and not each.kind.is_moment
)
_JSON_AS_STORED = tuple(
    (each.json, each.name) for each in IN_JSON if not each.kind.json and not each.kind.is_moment
)
