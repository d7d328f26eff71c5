"""A filter of lists: what it finds, and in which order. Values."""

from typing import NamedTuple

from reader.library.index.moment import Found


class Narrowed(NamedTuple):
    """The articles of a filter."""

    query: str
    """As it was typed."""
    found: Found
    """What it finds."""
    ranked: Found | None = None
    """All articles in the order that the query wants; None: the newest first, as they are."""


def order_of(query: str) -> str:
    """Return only the order of a query, as a query; empty: the newest first."""
    from reader.library.query.parse import parse  # the language: after the start
    from reader.library.query.tree import Query
    from reader.library.query.write import write

    return write(
        Query()._replace(**{part: getattr(parse(query), part) for part in ("sort", "is_descending")})
    )
