"""The order of listed articles, as part of the query that the list is narrowed by."""

from typing import Final

from reader.errors import NewsreaderError

NEWEST: Final = "-date"
"""The order that needs no word in a query."""

ORDER_NAMES: Final = (
    (NEWEST, "Newest first"),
    ("date", "Oldest first"),
    ("-arrived", "Latest arrival first"),
    ("arrived", "Earliest arrival first"),
    ("-updated", "Last changed first"),
    ("title", "Title, A to Z"),
    ("-title", "Title, Z to A"),
    ("words", "Shortest first"),
    ("-words", "Longest first"),
)
"""Orders as ``sort:`` in a query has them, and what people call them."""


def order_of(query: str) -> str:
    """Return the order that a query wants, as after ``sort:``."""
    from reader.library.query.parse import parse  # the language of queries: only where one sorts

    try:
        parsed = parse(query)
    except NewsreaderError:
        return NEWEST
    return f"{'-' if parsed.is_descending else ''}{parsed.sort}"


def sorted_by(query: str, order: str) -> str:
    """Return a query with another order; empty: it finds everything, the newest first. Raises QueryError."""
    from reader.library.query.parse import parse  # the same
    from reader.library.query.write import write

    return write(
        parse(query)._replace(sort=order.removeprefix("-"), is_descending=order.startswith("-"))
    ).strip()
