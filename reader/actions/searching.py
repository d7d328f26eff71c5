"""Searching as one types: articles, and where in their text the words stand."""

import re
from collections.abc import Callable, Container, Iterator, Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from reader.actions.marking import rows_of
from reader.article.inline import plain
from reader.errors import ArticleGoneError
from reader.library import Library
from reader.library.query.parse import parse
from reader.library.query.tree import All, Either, Node, Text
from reader.text import clean_line
from reader.text.folding import alike

if TYPE_CHECKING:
    from array import array

FEW = 10
"""Where less than that is found, what is nearly meant is looked for too, and so many are taken."""

READ_BYTES = 1 << 20
"""So much of a file is read to look for words in it."""

SNIPPET = 120
"""Characters of a snippet."""

BEFORE = 30
"""Of these before the first word."""

_SPACES = re.compile(r"\s+")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,500}>")


class Snippet(NamedTuple):
    """A piece of an article's text, on one line."""

    text: str
    """Empty where the words stand in its header alone."""
    marks: tuple[tuple[int, int], ...] = ()
    """Where the words begin and end in it."""


def searched(library: Library, typed: str, zone: tzinfo, limit: int) -> "array[int]":
    """Return the first articles that fit what somebody types; raises QueryError."""
    return library.search(typed, datetime.now(zone), limit)


def nearly(library: Library, typed: str, zone: tzinfo, found: Sequence[int]) -> list[int]:
    """Return articles whose titles nearly have what somebody types, where little was found; none of those found.

    For slips of the fingers; at 100,000 articles it takes a third of a second.
    """
    if len(found) >= FEW:
        return []
    known = set(found)
    return [each for each in library.questions.nearly(typed, datetime.now(zone), FEW) if each not in known]


def read_through(
    library: Library, typed: str, known: Container[int], cancelled: Callable[[], bool]
) -> Iterator[int]:
    """Yield more articles that have the words, of those that the full text does not know yet: their files are read.

    The newest first. For the time until the full text is there.
    """
    patterns = [pattern for word in words_in(typed) if (pattern := pattern_of([word]))]
    waiting = library.questions.unread() if patterns else []
    for row in rows_of(library, waiting):
        if cancelled():
            return
        if row.id in known:
            continue
        try:
            with library.path_of(row.key).open("rb") as file:
                text = file.read(READ_BYTES).decode("utf-8", "ignore")
        except OSError:
            continue
        if all(pattern.search(text) for pattern in patterns):
            yield row.id


def words_in(typed: str) -> list[str]:
    """Return the words that a query looks for in texts, those that it leaves out apart; none of what is no query."""
    return list(_words(parse(typed).tree))


def pattern_of(words: list[str]) -> re.Pattern[str] | None:
    """Return what finds any of the words in a text, whatever their case, in simplified or traditional characters.

    None for no words.
    """
    if not words:
        return None
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(
        "|".join(r"\s+".join(map(_loosely, word.split())) for word in longest_first), re.IGNORECASE
    )


def _loosely(word: str) -> str:
    return "".join(re.escape(char) if len(forms := alike(char)) == 1 else f"[{forms}]" for char in word)


def snippet_of(library: Library, article: int, typed: str) -> Snippet:
    """Return where an article's text has the words of a query; reads its file."""
    pattern = pattern_of(words_in(typed))
    if pattern is None:
        return Snippet("")
    try:
        body = library.body(article)
    except ArticleGoneError:
        return Snippet("")
    found = pattern.search(body)
    if found is None:
        return Snippet("")
    start = max(0, found.start() - BEFORE)
    begin = body.rfind("\n", start, found.start()) + 1 or start
    lead = "…" if begin and body[begin - 1] != "\n" else ""
    if lead:  # not in the middle of a word, or of an address
        begin = body.find(" ", begin, found.start()) + 1 or begin
    text = clean_line(lead + plain(_TAG.sub("", body[begin : begin + 2 * SNIPPET])), SNIPPET)
    return Snippet(text, tuple(match.span() for match in pattern.finditer(text)))


def _words(node: Node | None) -> list[str]:
    match node:
        case Text(words, _):
            return [words]
        case All(parts) | Either(parts):
            return [word for part in parts for word in _words(part)]
        case _:
            return []
