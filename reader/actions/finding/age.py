"""How old an article is, as a list shows it: short, relative up to a week, then the date."""

from datetime import datetime, timedelta, tzinfo

from reader.article import DateSource
from reader.i18n import tr
from reader.library import Row

LATE, LATELY = timedelta(days=1), timedelta(days=7)
"""How much later than its date an entry was fetched, and how long ago, that a list shows both."""

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_WEEK = timedelta(days=7)


def age_of(row: Row, now: datetime) -> str:
    """Return an article's age (see ``format_age``), with a ``~`` where only its file has a date."""
    age = format_age(row.date, now)
    return tr("~{age}", age=age) if row.date_source is DateSource.FILE else age


def dates_of(
    row: Row, now: datetime, order: str = "", *, is_short: bool = False, is_under_day: bool = False
) -> str:
    """Return what a list shows of an article's dates: its age; where it is sorted by arrival, when it was added.

    Both of an entry that was fetched lately, a day or more after its date, unless that ``is_short``. ``is_under_day``: the
    date stands above it, so that the time of day is left to say, if the article has one.
    """
    if order.removeprefix("-") == "arrived":
        return tr("added {age}", age=format_age(row.arrived, now))
    if is_under_day and not timedelta(0) <= now - row.date < _WEEK:
        local = row.date.astimezone(now.tzinfo)
        age = f"{local:%H:%M}" if local.hour or local.minute or local.second else ""
        return tr("~{age}", age=age) if age and row.date_source is DateSource.FILE else age
    age, fetched = age_of(row, now), row.fetched
    if is_short or fetched is None or fetched - row.date < LATE or not timedelta(0) <= now - fetched < LATELY:
        return age
    return tr("{age} · added {added}", age=age, added=format_age(fetched, now))


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
