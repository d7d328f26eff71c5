"""The orders of articles, one row each: for ``sort:`` in queries, ``--sort``, the setting ``article_order`` and the key. Pure."""

from typing import NamedTuple, NoReturn

from reader.errors import UsageError
from reader.i18n import listed, tr
from reader.library.index.rows import Flag
from reader.text import clean_line


class Order(NamedTuple):
    """One row."""

    name: str
    """What is written after ``sort:``."""
    sql: str
    """What is compared, in SQL on ``article``; ``{unread}`` stands for whether it is unread."""
    others: tuple[str, ...] = ()
    """Other names that mean the same."""
    lowest: str = ""
    """What a menu calls it with the lowest first, the oldest, A; empty: no menu has it."""
    highest: str = ""
    """What a menu calls the reverse, written with ``-`` before the name; empty: no menu has it."""


UNREAD = "unread"
"""The order in which unread articles come first, and each part the newest first."""

NEWEST = "-date"
"""The order of lists where nothing else is wanted."""

ROWS = (
    Order("date", "article.date", lowest="Oldest first", highest="Newest first"),
    Order("updated", "article.updated"),
    Order("arrived", "article.arrived", ("arrival", "added"), highest="Latest arrival first"),
    Order("title", "article.title_key", lowest="By title, Chinese by Pinyin"),
    Order("words", "article.words", ("length",), lowest="Shortest first", highest="Longest first"),
    Order("minutes", "article.minutes"),
    Order("source", "sort_key(article.source)", ("feed",), lowest="By source"),
    Order(UNREAD, "NOT ({unread})", lowest="Unread first"),
)
"""All orders."""

UNREAD_BYTES = ", ".join(f"x'{byte:02x}'" for byte in range(1 << len(Flag)) if byte & Flag.UNREAD)
"""The bytes of flags of unread articles, for SQL."""

ORDERS = tuple(row.name for row in ROWS)
"""What ``sort:`` can say: the smallest, the oldest, A first; with ``-`` before it the greatest, the newest, Z."""

BY_NAME = {name: row for row in ROWS for name in (row.name, *row.others)}
"""Each order by all its names."""


def written(text: str) -> str:
    """Return an order as it is kept (``-date``), from any of its names; empty: there is no such order."""
    row = BY_NAME.get(text.removeprefix("-").lower())
    return f"{'-' if text.startswith('-') else ''}{row.name}" if row else ""


def refuse_order(text: str) -> NoReturn:
    """Raise UsageError for what is not an order."""
    raise UsageError(
        tr("sort: takes one of {names}, not {found}", names=listed(ORDERS), found=clean_line(text))
    )


MENU = {
    order: title
    for row in sorted(ROWS, key=lambda row: row.name != "date")
    for order, title in ((f"-{row.name}", row.highest), (row.name, row.lowest))
    if title
}
"""The orders that a menu offers, as they are written, with their titles."""
