"""How much was read, when and of what: from the journal, for the articles of this library."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple

from reader.article.language_names import own_names
from reader.i18n import tr
from reader.journal import Field, Journal, fold
from reader.journal.clock import COUNTER_BITS
from reader.library import GroupOrder, Library, Scope
from reader.library.index.grouping import TAG
from reader.text import cell_width, fit, pad
from reader.text.plain_lines import fitting_lines

DAYS = 14
"""Days that are listed one by one."""

NAMES = 10
"""Tags, and languages, that are listed."""

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

BAR = 30
"""Cells of the longest bar."""

_EIGHTHS = " ▏▎▍▌▋▊▉█"


class Statistics(NamedTuple):
    """What was read in a library."""

    articles: int
    """How many there are."""
    read: int
    """How many were read."""
    starred: int
    """How many are starred."""
    minutes: int
    """Reading time of all articles that were read."""
    days: tuple[tuple[date, int], ...]
    """The last ``DAYS`` days, today last, and how many articles were read on each."""
    tags: tuple[tuple[str, int], ...]
    """The most frequent tags of read articles, and how many articles have each."""
    languages: tuple[tuple[str, int], ...]
    """The most frequent languages of read articles, as BCP 47 tags, with their numbers."""


def statistics(library: Library, journal: Journal, now: datetime, zone: tzinfo) -> Statistics:
    """Return what was read; days are those of ``zone``. In a worker: it reads the whole journal."""
    events, _ = journal.read(None)
    when = {
        key: (event.clock >> COUNTER_BITS) / 1000
        for (key, field), event in fold(events).items()
        if field == Field.READ and event.change.value is True
    }
    known = library.articles.find_all(when)
    rows = [row for row in library.articles.each_row(known) if row.read]
    days = Counter(datetime.fromtimestamp(when[row.key], zone).date() for row in rows if row.key in when)
    today = now.astimezone(zone).date()
    counts = library.articles.counts()
    return Statistics(
        counts.total,
        counts.total - counts.unread,
        counts.starred,
        sum(row.minutes for row in rows),
        tuple((day, days[day]) for day in (today - timedelta(days=ago) for ago in reversed(range(DAYS)))),
        _most(library, TAG),
        _most(library, "language"),
    )


def _most(library: Library, key: str) -> tuple[tuple[str, int], ...]:
    if not library.articles.is_grouped_by(key):
        library.group_by(key)
    library.flush()
    groups = library.articles.groups(Scope.ALL, GroupOrder.NAME, key, is_apart=True)
    read = [(group.name, group.total - group.unread) for group in groups if group.name and not group.is_rest]
    return tuple(sorted((each for each in read if each[1]), key=lambda each: -each[1])[:NAMES])


def _named(languages: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    return tuple(
        zip(own_names([tag for tag, _ in languages]), (count for _, count in languages), strict=True)
    )


def statistics_lines(found: Statistics, width: int) -> Iterator[str]:
    """Yield the statistics as lines of at most ``width`` cells, with bars; days without any reading are left out."""
    hours, minutes = divmod(found.minutes, 60)
    time = (
        tr("{hours:,} h {minutes} min", hours=hours, minutes=minutes)
        if hours
        else tr("{minutes} min", minutes=minutes)
    )
    yield tr(
        "{read:,} of {articles:,} articles read, {starred:,} starred; {time} of reading",
        read=found.read, articles=found.articles, starred=found.starred, time=time,
    )  # fmt: skip
    tables = (
        (
            tr("by day"),
            [(f"{tr(WEEKDAYS[day.weekday()])} {day}", count) for day, count in found.days if count],
        ),
        (tr("by tag"), found.tags),
        (tr("by language"), _named(found.languages)),
    )
    for title, rows in tables:
        if rows:
            yield ""
            yield title
            yield from _bars(rows, width)


def _bars(rows: "list[tuple[str, int]] | tuple[tuple[str, int], ...]", width: int) -> Iterator[str]:
    names = min(max(cell_width(name) for name, _ in rows), max(8, width // 3))
    most = max(count for _, count in rows)
    digits = len(f"{most:,}")
    room = max(1, min(BAR, width - names - digits - 4))
    for name, count in rows:
        whole, eighths = divmod(round(count * room * 8 / most), 8) if most else (0, 0)
        bar = fitting_lines("█" * whole + (_EIGHTHS[eighths] if eighths else ""))
        yield f"  {pad(fit(name, names), names)} {count:>{digits},} {bar}".rstrip()
