"""What is wrong with a query that was written into a file. Pure."""

import re

from reader.library.query.fields import BY_NAME
from reader.library.query.parse import QueryError, parse
from reader.nearest import nearest

_FIELD = re.compile(r"[\w.-]+")


def fault_in(text: str) -> str:
    """Return what is wrong with a query, as a sentence with the column; empty: nothing.

    An unknown field is a fault where its name is similar to a known one; else it may be a key of front matter.
    """
    try:
        parse(text)
    except QueryError as problem:
        return str(problem)
    try:
        parse(text, ())
    except QueryError as problem:
        named = _FIELD.match(text[problem.column - 1 :])
        return str(problem) if named and nearest(named[0], BY_NAME) else ""
    return ""
