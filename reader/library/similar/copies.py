"""The same article in other files: an equal link, an equal text, or nearly the same one. Reads the index and its words."""

import sqlite3

from reader.library.fulltext.find import State
from reader.library.fulltext.sketch import LIKE

MOST = 64
"""So many copies of one article are known; a link that more share is no article's own."""

_SAME = """
SELECT article.id FROM article JOIN dir ON dir.id = article.dir
WHERE {column} = ? AND {column} != {nothing} AND article.id != ? AND length(terms) > 0
AND (language = ? OR language = '' OR ? = '') ORDER BY date DESC, dir.folder, dir.path, name LIMIT ?
"""
_BY_LINK = _SAME.format(column="canonical", nothing="''")
_BY_TEXT = _SAME.format(column="body_hash", nothing="x''")
_NEARLY = """
SELECT there.article FROM text.entry AS own JOIN text.sketch AS mine ON mine.row = own.row
JOIN text.sketch AS other ON other.hash = mine.hash AND other.row != own.row JOIN text.entry AS there ON there.row = other.row
WHERE own.article = ? GROUP BY other.row HAVING count(*) >= ? ORDER BY other.row LIMIT ?
"""


def copies(connection: sqlite3.Connection, words: State, article: int) -> list[int]:
    """Return the other articles that say the same, the surest first; translations are none. ``words`` are attached."""
    row = connection.execute(
        "SELECT canonical, body_hash, language FROM article WHERE id = ?", (article,)
    ).fetchone()
    if row is None:
        return []
    canonical, body_hash, language = row
    by_link = _ids(connection, _BY_LINK, canonical, article, language, language, MOST + 1)
    found = [] if len(by_link) > MOST else by_link
    found += _ids(connection, _BY_TEXT, body_hash, article, language, language, MOST)
    if words is not State.NONE:
        found += _ids(connection, _NEARLY, article, LIKE, MOST)
    return list(dict.fromkeys(found))[:MOST]


def _ids(connection: sqlite3.Connection, sql: str, *values: object) -> list[int]:
    return [row[0] for row in connection.execute(sql, values)]
