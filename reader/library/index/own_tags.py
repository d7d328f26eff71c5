"""Tags that the user gave to articles, or took from them, beside those of their authors. Reads and writes the index."""

import json
import sqlite3
from array import array
from collections.abc import Iterable, Mapping
from datetime import UTC

from reader.journal import tags_in
from reader.journal.event import TAG
from reader.library.index.article_columns import TEXTS
from reader.library.index.lists import mark_dirty
from reader.library.index.schema import EVERYTHING
from reader.library.index.seal import seal_again
from reader.library.index.terms import Terms
from reader.text import clean_line


def own_tags(connection: sqlite3.Connection, directory: int, name: bytes) -> dict[str, bool]:
    """Return the tags that the user gave (true) to the file of this name in a directory, or took from it (false)."""
    found = connection.execute(
        "SELECT field, value FROM state WHERE dir = ? AND name = ? AND field >= ? AND field < ?",
        (directory, name, TAG, TAG[:-1] + chr(ord(TAG[-1]) + 1)),
    )
    return tags_in({field: json.loads(value) for field, value in found})


def with_own(tags: Iterable[str], own: Mapping[str, bool]) -> tuple[str, ...]:
    """Return an author's tags without those that the user took away, followed by those that the user gave."""
    own_folded = {tag.casefold(): given for tag, given in own.items()}
    kept = [tag for tag in tags if own_folded.get(tag.casefold(), True)]
    known = {tag.casefold() for tag in kept}
    # The log keeps a tag of another program as it is, even if its name could steer a terminal.
    given_now = (clean_line(tag) for tag, given in own.items() if given and tag.casefold() not in known)
    return (*kept, *sorted(given_now))


def retag(connection: sqlite3.Connection, articles: Iterable[int]) -> None:
    """List articles under the tags that they have now; ``publish`` shows it."""
    terms = Terms(connection, UTC)  # tags know no zone
    for article in articles:
        row = connection.execute(
            "SELECT date, terms, tags, dir, name FROM article WHERE id = ?", (article,)
        ).fetchone()
        if row is None or not row[1]:
            continue
        date, listed, tags, directory, name = row
        wanted = with_own(TEXTS.read(tags), own_tags(connection, directory, name))
        now = terms.with_tags(article, array("I", listed), wanted)
        if now.tobytes() == listed:
            continue
        changed = {*array("I", listed)} ^ {*now}
        connection.executemany(
            "DELETE FROM article_term WHERE term = ? AND date = ? AND article = ?",
            [(term, date, article) for term in changed],
        )
        connection.executemany(
            "INSERT INTO article_term VALUES(?, ?, ?)", [(term, date, article) for term in changed & {*now}]
        )
        connection.execute("UPDATE article SET terms = ? WHERE id = ?", (now.tobytes(), article))
        seal_again(connection, [article])
        mark_dirty(connection, (EVERYTHING, *changed))
