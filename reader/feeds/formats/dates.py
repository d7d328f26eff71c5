"""The dates of entries, as feeds of any format write them. Pure; the reader of dates is ``reader.article.date``."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from reader.article.date import parse_date
from reader.article.language import language_tag
from reader.feeds.formats.entry import Entry
from reader.text import clean_line

TEXT_LIMIT = 100
"""Characters that are kept of a date that cannot be read."""


class Dates(NamedTuple):
    """The dates of an entry."""

    published: datetime | None
    """In UTC."""
    updated: datetime | None
    """In UTC."""
    text: str
    """When it was published as the feed writes it, where that names no day; empty: it does, or there is none."""


def date_of(raw: Any, language: str = "") -> datetime | None:
    """Return a date in UTC, which it is in where it names no zone; None: it is not one. ``language`` is the feed's."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return None
    return parse_date(str(raw), UTC, language_tag(language))


def dates_of(published: Iterable[Any], updated: Any, language: str) -> Dates:
    """Return the dates of an entry; of ``published`` the first that can be read counts, else ``updated`` does."""
    texts = [text for each in published if (text := _text(each))]
    first = next((found for text in texts if (found := date_of(text, language))), None)
    changed = date_of(updated, language)
    unread = "" if first else next(iter(texts), "" if changed else _text(updated))
    return Dates(first or changed, changed, unread)


def redated(entries: Iterable[Entry], language: str) -> Iterable[Entry]:
    """Return the entries with the dates that can be read only now that the language of the feed is known."""
    for entry in entries:
        found = date_of(entry.date_text, language) if entry.date_text and not entry.is_brief else None
        yield entry._replace(published=found, date_text="") if found else entry


def _text(raw: Any) -> str:
    is_text = isinstance(raw, str | int | float) and not isinstance(raw, bool)
    return clean_line(str(raw), TEXT_LIMIT) if is_text else ""
