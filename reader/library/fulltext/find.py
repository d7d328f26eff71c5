"""Finds words in the full text, the newest articles first. Reads the text file, attached to a connection of the index."""

import sqlite3
from array import array
from collections.abc import Sequence
from enum import Enum, auto

from reader.library.fulltext.store import FullTextFile, is_current
from reader.library.fulltext.tokens import match_of
from reader.library.index.index_file import is_odd
from reader.library.index.schema import EVERYTHING
from reader.library.query.sql import Condition, words_in_index
from reader.library.query.tree import Text

_IN_TEXT = (
    "SELECT entry.article FROM text.words JOIN text.entry ON entry.row = words.rowid WHERE words MATCH ?"
)
_NOT_THERE_YET = "article.id NOT IN (SELECT article FROM text.entry)"


class State(Enum):
    """How much of the library's text is there."""

    NONE = auto()
    """None of it."""
    PART = auto()
    """That of some articles."""
    WHOLE = auto()
    """That of all listed articles."""


def attach(connection: sqlite3.Connection, file: FullTextFile) -> State:
    """Make the words available as ``text``; return how many articles' words those are."""
    if not file.path.exists() or is_odd(file.path):
        return State.NONE
    try:
        connection.execute("ATTACH ? AS text", (str(file.path),))
        if not is_current(connection, "text", file.index_id):
            return State.NONE
        there = connection.execute("SELECT count(*) FROM text.entry").fetchone()[0]
        listed = connection.execute("SELECT total FROM term WHERE id = ?", (EVERYTHING,)).fetchone()[0]
    except sqlite3.Error:
        return State.NONE
    return State.WHOLE if there >= listed else State.PART


def words_in_text(text: Text) -> Condition:
    """Look for words anywhere in an article. What is typed bare is found as the beginning of a word, a phrase as it is."""
    match = match_of(text.words, is_prefix=not text.is_phrase)
    return Condition(f"article.id IN ({_IN_TEXT})", (match,)) if match else words_in_index(text)


def words_in_either(text: Text) -> Condition:
    """Look for words where only some texts were read: in all other articles, in title, tags and summary."""
    there, known = words_in_text(text), words_in_index(text)
    return Condition(f"({there.sql}) OR ({_NOT_THERE_YET} AND {known.sql})", (*there.values, *known.values))


def newest(
    connection: sqlite3.Connection, words: Sequence[Text], limit: int, column: str = ""
) -> "array[int]":
    """Return the newest articles that have all the words in a column, or anywhere; the last word may be the beginning of one."""
    column = f"{column} : " if column else ""
    found, former = array("I"), ""
    # What many words begin with takes long to gather; where it is a word itself that fills the screen.
    for may_go_on in (False, True):
        last = len(words) - 1
        matches = [
            match_of(word.words, is_prefix=may_go_on and at == last and not word.is_phrase)
            for at, word in enumerate(words)
        ]
        match_all = " AND ".join(f"({column}{match})" for match in matches if match)
        if match_all != former and len(found) < limit:
            rows = connection.execute(f"{_IN_TEXT} ORDER BY words.rowid LIMIT ?", (match_all, limit))
            found, former = array("I", [row[0] for row in rows]), match_all
    return found
