"""What a query finds, as lines for people and values for programs."""

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from itertools import islice

from reader.actions.finding.age import format_date
from reader.actions.finding.naming import id_of, named_in
from reader.article.reading import format_minutes
from reader.errors import UsageError
from reader.i18n import listed, tr
from reader.library import Library, Row
from reader.library.index.article_columns import IN_JSON
from reader.text import cell_width, clean_line, clean_name, fit, pad

DATE_WIDTH, MINUTES_WIDTH, SOURCE_WIDTH = 11, 7, 16
"""Cells of the columns before the title."""

WIDE, MEDIUM, NARROW = 100, 70, 50
"""Cells from which on a line has room for the source, for the minutes, and for the date."""

_ORDER = (
    "id", "path", "folder", "title", "date", "date_source", "updated", "tags", "own_tags", "categories", "authors",
    "language", "source", "link", "summary", "words", "minutes", "read", "starred", "later", "note", "draft",
)  # fmt: skip

FIELDS = (*_ORDER, *(column.json for column in IN_JSON if column.json not in _ORDER))
"""What can be printed of an article: the keys of JSON, and the placeholders of ``--format``."""

DAY = "day"
"""The date without the time, as the user's zone has it; in ``--format`` only."""

AT_ONCE = 500
"""Articles of which values are made at a time."""

PLACEHOLDERS = (*FIELDS, DAY)
"""The placeholders of ``--format``."""

_PLACEHOLDER = re.compile(r"(?P<brace>\{\{|\}\})|\{(?P<name>\w*)\}|(?P<lone>[{}])")
_ESCAPE = re.compile(r"\\([tn\\])")
_ESCAPED = {"t": "\t", "n": "\n", "\\": "\\"}


def chosen(library: Library, words: Sequence[str], zone: tzinfo, limit: int = -1) -> "array[int]":
    """Return the articles that the words of a command line choose, by ids, files and a query; raises QueryError.

    Ids and files name articles one by one; beside a query they are those of its articles that are named.
    """
    named, now = named_in(library, words), datetime.now(zone)
    if named.articles is None:
        return library.questions.query(named.query, now, limit)
    if not named.query:
        return named.articles[: limit if limit >= 0 else None]
    wanted = set(named.articles)
    both = [article for article in library.questions.query(named.query, now) if article in wanted]
    return array("I", both[: limit if limit >= 0 else None])


def source_query(source: str) -> str:
    """Return the query of the articles of a source, quoted where its name needs it."""
    from reader.library.query.write import value_text  # the language: only for those who ask

    return f"source:{value_text(source)}"


def values_of(library: Library, rows: Iterable[Row], zone: tzinfo) -> Iterator[tuple[Row, dict[str, object]]]:
    """Yield each row with its article's values by the names of ``FIELDS``; articles that are gone are left out.

    Moments are in ISO 8601, with the offset that the file writes, else with that of ``zone`` then.
    """
    folders = {folder.id: str(folder.path) for folder in library.folders}
    left = iter(rows)
    while some := list(islice(left, AT_ONCE)):
        details = library.questions.details([row.id for row in some], zone)
        for row in some:
            if about := details.get(row.id):
                values = {
                    **about.json,
                    "id": id_of(row.key),
                    "path": str(library.files.path_of(row.key)),
                    "folder": folders[row.key.folder],
                    "tags": list(about.tags),
                    "own_tags": list(about.own_tags),
                    "note": about.note,
                    **{name: getattr(row, name) for name in ("read", "starred", "later")},
                }
                yield row, {name: values[name] for name in FIELDS}


def row_line(row: Row, zone: tzinfo, width: int | None = None) -> str:
    """Return a row as columns: id, unread and starred, date in ``zone``, minutes, source, title; cut to ``width`` cells.

    A narrow width leaves out the source, then the minutes, then the date, so that the title has most of it.
    """
    columns = [id_of(row.key), f"{' ' if row.read else '*'}{'★' if row.starred else ' '}"]
    if width is None or width >= NARROW:
        columns.append(pad(format_date(row, zone), DATE_WIDTH))
    if width is None or width >= MEDIUM:
        columns.append(pad(format_minutes(row.minutes), MINUTES_WIDTH))
    if width is None or width >= WIDE:
        columns.append(pad(fit(row.source, SOURCE_WIDTH), SOURCE_WIDTH))
    line = " ".join((*columns, clean_line(row.title)))
    return line if width is None or cell_width(line) <= width else fit(line, width)


def template_of(typed: str) -> str:
    r"""Return a template for ``filled``, checked, with ``\t`` and ``\n`` replaced; raises UsageError."""
    form = _ESCAPE.sub(lambda match: _ESCAPED[match[1]], typed)
    for match in _PLACEHOLDER.finditer(form):
        if match["lone"]:
            raise UsageError(
                tr(
                    "--format: {text} is not closed; write a brace as {{{{ or }}}}",
                    text=form[match.start() :],
                )
            )
        if match["name"] is not None and match["name"] not in PLACEHOLDERS:
            raise UsageError(
                tr(
                    "no placeholder is called {{{name}}}; use one of {places}",
                    name=match["name"],
                    places=listed(PLACEHOLDERS),
                )
            )
    return form


def filled(
    form: str, values: Mapping[str, object], zone: tzinfo, shown: Callable[[str], str] = clean_name
) -> str:
    """Return a template with its ``{placeholders}`` filled and its doubled braces halved; ``{day}`` is in ``zone``.

    Values pass through ``shown``: names of files may hold anything, line breaks too.
    """
    return _PLACEHOLDER.sub(
        lambda match: (
            match["brace"][0] if match["brace"] else shown(_text(_value(match["name"], values, zone)))
        ),
        form,
    )


def _value(name: str, values: Mapping[str, object], zone: tzinfo) -> object:
    if name == DAY:
        return datetime.fromisoformat(str(values["date"])).astimezone(zone).date()
    return values[name]


def _text(value: object) -> str:
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
