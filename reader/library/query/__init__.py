"""The query language: one for the list's filter, saved searches and the command line.

``parse`` makes a tree of a text and ``write`` a text of a tree; ``fields`` is the table that both, the compiler
(``sql``) and the completion are fed from.
"""

from reader.library.query.parse import QueryError, parse
from reader.library.query.tree import Query
from reader.library.query.write import write

__all__ = ["Query", "QueryError", "parse", "write"]
