"""How old an article is, as a list shows it: short, relative up to a week, then the date."""

from datetime import datetime, tzinfo

from reader.article import DateSource
from reader.i18n import tr
from reader.library import Row

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def age_of(row: Row, now: datetime) -> str:
    """Return an article's age (see ``format_age``), with a ``~`` where only its file has a date."""
    age = format_age(row.date, now)
    return tr("~{age}", age=age) if row.date_source is DateSource.FILE else age


def format_age(date: datetime, now: datetime) -> str:
    """Return ``now``, ``5m``, ``2h``, ``6d``; beyond a week ``02-14`` this year, ``2025-02-14`` before.

    Both are aware. A date in the future shows as the date it is.
    """
    seconds = (now - date).total_seconds()
    if 0 <= seconds < _MINUTE:
        return tr("now")
    if 0 <= seconds < _HOUR:
        return tr("{count}m", count=int(seconds // _MINUTE))
    if 0 <= seconds < _DAY:
        return tr("{count}h", count=int(seconds // _HOUR))
    if 0 <= seconds < 7 * _DAY:
        return tr("{count}d", count=int(seconds // _DAY))
    local = date.astimezone(now.tzinfo)
    return f"{local:%m-%d}" if local.year == now.year else _day(local)


def format_date(row: Row, zone: tzinfo) -> str:
    """Return an article's day as ``2025-02-14``, with a ``~`` before it where only its file has a date."""
    day = _day(row.date.astimezone(zone))
    return tr("~{age}", age=day) if row.date_source is DateSource.FILE else day


def _day(local: datetime) -> str:
    return f"{local.year:04}-{local:%m-%d}"
