"""Divides articles into parts under headings: by day, tag, source and the other keys of groups. Reads the index."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import NamedTuple

from reader.actions.finding.querying import values_of
from reader.errors import UsageError
from reader.i18n import tr
from reader.library import Library, Row
from reader.library.index.grouping import group_key

NONE, DAY = "none", "day"
"""The keys that are no keys of groups: no parts at all, and a part for each day."""

PART_KEYS = (NONE, DAY, "month", "year", "tag", "category", "source", "author", "language", "folder")
"""What ``--by`` takes."""

_DATES = {DAY: 10, "month": 7, "year": 4}
"""The keys of dates, and the characters of a day in ISO 8601 that name a part."""

_FIELDS = {"tag": "tags", "category": "categories", "author": "authors"}
"""The keys with several values, and where these stand: the first is that of the part."""


class ArticlePart(NamedTuple):
    """Articles under a heading."""

    title: str
    """Empty: there are no headings."""
    rows: Sequence[Row]
    """In their order."""


def parts_of(library: Library, articles: Sequence[int], key: str, zone: tzinfo) -> list[ArticlePart]:
    """Return the articles by parts, each article once: by days in the order of the articles, by names in that of the alphabet.

    What has no such name comes last. Raises UsageError for a key that is none.
    """
    if key not in PART_KEYS:
        raise UsageError(tr("--by takes one of {names}; not {found}", names=", ".join(PART_KEYS), found=key))
    rows = list(library.articles.each_row(articles))
    if key == NONE:
        return [ArticlePart("", rows)]
    found: dict[str, list[Row]] = {}
    for row, values in values_of(library, rows, zone):
        found.setdefault(_name(values, key, row, zone), []).append(row)
    names = list(found) if key in _DATES else sorted(found, key=lambda name: (not name, name.casefold()))
    return [ArticlePart(_label(key, name), found[name]) for name in names]


def _name(values: dict[str, object], key: str, row: Row, zone: tzinfo) -> str:
    if key in _DATES:
        day = datetime.fromisoformat(str(values["date"])).astimezone(zone).date().isoformat()
        return day[: _DATES[key]]
    if key == "folder":
        return row.key.path.rpartition("/")[0]
    value = values[_FIELDS.get(key, key)]
    if isinstance(value, list):
        return str(value[0]) if value else ""
    return str(value or "")


def _label(key: str, name: str) -> str:
    if not name:
        return tr(group_key(key).nameless)
    if key == "language":
        from reader.article.language_names import own_names  # 40 names: only for this key

        return own_names([name])[0]
    return name
