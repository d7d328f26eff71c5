"""What a query finds, as lines for people and values for programs."""

import re
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from reader.actions.age import format_date
from reader.article.reading import format_minutes
from reader.errors import UsageError
from reader.i18n import tr
from reader.library import Library, Row
from reader.text import cell_width, fit, pad

if TYPE_CHECKING:
    from array import array

DATE_WIDTH, MINUTES_WIDTH, SOURCE_WIDTH = 11, 7, 16
"""Cells of the columns before the title."""

PLACES = ("path", "title", "date", "minutes", "source", "link", "read", "starred", "later", "draft")
"""What a line of one's own can have in braces; the keys of JSON too."""

_PLACE = re.compile(r"\{(\w*)\}")


def found(library: Library, query: str, zone: tzinfo, limit: int = -1) -> "array[int]":
    """Return the articles that a query finds, in its order; raises QueryError."""
    return library.query(query, datetime.now(zone), limit)


def values_of(library: Library, row: Row) -> dict[str, object]:
    """Return a row in values that JSON has, under the names of ``PLACES``; the moment in ISO 8601 and UTC."""
    path = library.path(row.id)
    return {
        "path": str(path) if path else "",
        "title": row.title,
        "date": row.date.isoformat(),
        "minutes": row.minutes,
        "source": row.source,
        "link": row.link,
        "read": row.read,
        "starred": row.starred,
        "later": row.later,
        "draft": row.draft,
    }


def line_of(row: Row, zone: tzinfo, width: int | None = None) -> str:
    """Return a row as columns: unread, starred, date in ``zone``, minutes, source, title; cut to ``width`` cells."""
    marks = f"{' ' if row.read else '*'}{'★' if row.starred else ' '}"
    columns = (
        pad(format_date(row, zone), DATE_WIDTH),
        pad(format_minutes(row.minutes), MINUTES_WIDTH),
        pad(fit(row.source, SOURCE_WIDTH), SOURCE_WIDTH),
        row.title,
    )
    line = f"{marks} {' '.join(columns)}"
    return line if width is None or cell_width(line) <= width else fit(line, width)


def filled(form: str, values: dict[str, object]) -> str:
    """Return a line of one's own with its ``{places}`` filled; ``check_form`` knows them."""
    return _PLACE.sub(lambda match: _text(values[match[1]]), form)


def check_form(form: str) -> None:
    """Raise UsageError for a place in braces that there is not."""
    for name in _PLACE.findall(form):
        if name not in PLACES:
            raise UsageError(tr("{{{name}}} is no place; {places} are", name=name, places=", ".join(PLACES)))


def _text(value: object) -> str:
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    return str(value)
