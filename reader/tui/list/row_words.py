"""The rows of the sidebar in words, for a screen reader: what it is first, then what is true of it. Values in, a text out.

There are no signs, no columns and no ages, which would change by themselves.
"""

from datetime import tzinfo
from typing import NamedTuple

from reader.actions.finding.age import format_date
from reader.i18n import joined, tr, trn
from reader.library import Row
from reader.text import cell_width, fit
from reader.tui.list.row_parts import Heading

LEAST_TITLE = 16
"""Cells that the beginning of a title keeps, however much is true of the article."""


class State(NamedTuple):
    """What is true of an article in the list beside what its row says."""

    number: int
    """Which of the articles of its group it is, from 1."""
    total: int
    """How many there are."""
    others: int = 0
    """For how many articles beside itself it stands."""
    is_watched: bool = False
    """Whether it has a watch word."""
    is_selected: bool = False
    """Whether it is selected, with others."""
    is_last_new: bool = False
    """Whether those after it were there in the session before."""


def heading_words(heading: Heading, number: int, count: int, *, counts_unread: bool) -> str:
    """Return what the row of a group says; it is the ``number``-th of ``count``. ``counts_unread``: its number is that of unread articles."""
    articles = (
        trn("1 unread", "{count:,} unread", heading.number)
        if counts_unread
        else trn("1 article", "{count:,} articles", heading.number)
    )
    return joined(
        heading.name,
        tr("group in a group") if heading.depth else tr("group"),
        tr("open") if heading.is_open else tr("closed"),
        tr("could not be fetched") if heading.is_failing else "",
        articles if heading.number else "",
        _place(number, count),
    )


def article_words(row: Row, state: State, zone: tzinfo | None, width: int) -> str:
    """Return what the row of an article says in ``width`` cells: where they are few, the beginning of the title."""
    true = joined(
        tr("selected") if state.is_selected else "",
        "" if row.read else tr("unread"),
        tr("starred") if row.starred else "",
        tr("later") if row.later else "",
        tr("watch word") if state.is_watched else "",
        tr("has a problem") if row.has_problem else "",
        tr("draft") if row.draft else "",
        trn("1 more like it", "{count} more like it", state.others) if state.others else "",
        tr("last new one") if state.is_last_new else "",
        _place(state.number, state.total),
    )
    room = max(LEAST_TITLE, width - cell_width(joined("x", true)) + 1)
    title = fit(row.title, room)
    return joined(title, true, format_date(row, zone) if zone else "", row.source)


def _place(number: int, count: int) -> str:
    return tr("{number:,} of {count:,}", number=number, count=count)
