"""The values that a library has of a field, for completion. Reads the index."""

import sqlite3

from reader.library.query.fields import BY_NAME, Kind

_BEGINNING = {
    "tag": """
SELECT name, total FROM term WHERE key = 'tag' AND name != '' AND substr(fold(name), 1, ?2) = ?1
ORDER BY total DESC, name LIMIT ?3
""",
    "lang": """
SELECT language, count(*) AS number FROM article WHERE language != '' AND substr(lower(language), 1, ?2) = ?1
GROUP BY language ORDER BY number DESC LIMIT ?3
""",
}
_FIELD = """
SELECT shown, count(*) AS number FROM value JOIN field ON field.value = value.id
WHERE key = ?4 AND folded >= ?1 AND folded < ?1 || char(1114111) GROUP BY value.id ORDER BY number DESC, folded LIMIT ?3
"""


def values_of(connection: sqlite3.Connection, field: str, begun: str, limit: int) -> list[tuple[str, int]]:
    """Return the values of a field, or of a key of the front matter, that begin with ``begun`` (folded), and how often they occur.

    The most frequent come first. ``fold`` must be a function of the connection.
    """
    row = BY_NAME.get(field)
    if row and row.kind not in {Kind.NAME, Kind.PART, Kind.LANGUAGE}:
        return []
    known = _BEGINNING.get(field)
    wanted = (begun, len(begun), limit) if known else (begun, len(begun), limit, field)
    return [(str(value), int(count)) for value, count in connection.execute(known or _FIELD, wanted)]
