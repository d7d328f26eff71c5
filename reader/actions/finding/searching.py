"""Search while typing: articles, and where in their text the words are."""

import re
from collections.abc import Callable, Container, Iterator, Sequence
from datetime import datetime, tzinfo
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from reader.actions.finding.line_breaks import line_breaks_in
from reader.actions.finding.passages import passage_around
from reader.article.article import Article
from reader.errors import ArticleGoneError
from reader.library import Library
from reader.library.fulltext.tokens import words_of
from reader.library.query.parse import parse
from reader.library.query.tree import All, Either, Node, Term, Text
from reader.page.lines.line_breaks import AUTO
from reader.text import clean_line
from reader.text.folding import folded, variants
from reader.text.gate import without_soft_hyphens

if TYPE_CHECKING:
    from array import array

FEW = 10
"""Results below which similar titles are searched too, and how many of those are taken at most."""

READ_BYTES = 1 << 20
"""Bytes of a file in which words are searched."""

SNIPPET = 120
"""Characters of a snippet."""

BEFORE = 30
"""Characters of a snippet before the first match."""

PASSAGES = 5
"""Passages that are looked at for one on which words can be seen, and do not only stand in an address."""

IDEOGRAPHS = "\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003fffd"
"""Characters that need no separator between words, for a class of a regex."""

_IDEOGRAPH = re.compile(f"[{IDEOGRAPHS}]")

_ACCENTED = frozenset("abcdefghijklmnopqrstuvwxyz")
"""Letters that a combining accent may follow."""

_VARIED = (*range(0xC0, 0x530), *range(0x1E00, 0x2000), *range(0xFF01, 0xFFEF))
"""Code points among which letters with accents, and wide ones, are."""


class Snippet(NamedTuple):
    """A piece of an article's text, on one line."""

    text: str
    """Empty where only the title or what is not shown has the words."""
    matches: tuple[tuple[int, int], ...] = ()
    """Start and end of each match in ``text``."""


def searched(library: Library, typed: str, zone: tzinfo, limit: int) -> "array[int]":
    """Return at most ``limit`` articles for what is being typed; raises QueryError."""
    return library.questions.search(typed, datetime.now(zone), limit)


def nearly(library: Library, typed: str, zone: tzinfo, found: Sequence[int]) -> list[int]:
    """Return articles with titles similar to what is typed, where little was found; none of those found.

    For typing errors; at 100,000 articles it takes a third of a second.
    """
    if len(found) >= FEW:
        return []
    known = set(found)
    return [each for each in library.questions.nearly(typed, datetime.now(zone), FEW) if each not in known]


def read_through(
    library: Library, typed: str, known: Container[int], cancelled: Callable[[], bool]
) -> Iterator[int]:
    """Yield further articles that have the words, of those that are not in the full text yet; reads their files.

    The newest first. Needed until the full text is complete.
    """
    patterns = [pattern for word in words_in(typed) if (pattern := pattern_of([word]))]
    waiting = library.questions.unread() if patterns else []
    for row in library.articles.each_row(waiting):
        if cancelled():
            return
        if row.id in known:
            continue
        try:
            with library.files.path_of(row.key).open("rb") as file:
                text = file.read(READ_BYTES).decode("utf-8", "ignore")
        except OSError:
            continue
        if all(pattern.search(text) for pattern in patterns):
            yield row.id


def words_in(typed: str) -> list[str]:
    """Return the words that a query searches in texts, without excluded ones; none if it is not a query."""
    return list(_words(parse(typed).tree))


def pattern_of(words: list[str]) -> re.Pattern[str] | None:
    """Return a regex that finds any of the words as the search does; None without words.

    Case, accents and width do not matter, nor simplified or traditional characters, nor what is between the words of a
    phrase.
    """
    if not words:
        return None
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(form for word in longest_first for form in forms(word)), re.IGNORECASE)


def forms(word: str) -> Iterator[str]:
    """Yield regexes for a word: as it is typed, and as the words into which the index splits it."""
    yield r"\s+".join(map(_loosely, word.split()))
    if not word.isascii():
        yield r"\s+".join(map(re.escape, word.split()))  # ß, which is compared as two letters
    parts = words_of(word)
    if len(parts) > 1:
        between = [
            r"[\W_]*" if _IDEOGRAPH.match(one[-1]) or _IDEOGRAPH.match(other[0]) else r"[\W_]+"
            for one, other in pairwise(parts)
        ]
        yield "".join(map("".join, zip(map(_loosely, parts), [*between, ""], strict=True)))


def _loosely(word: str) -> str:
    return "".join(map(_letter, folded(word)))


def _letter(char: str) -> str:
    """Return a regex for a letter: with accents, wide, and as its Chinese variants."""
    forms = variants(char) + _variants().get(char, "")
    if len(forms) == 1 and char not in _ACCENTED:
        return re.escape(char)
    accents = "[\u0300-\u036f]*" if char in _ACCENTED else ""
    return f"[{re.escape(forms)}]{accents}"


@cache
def _variants() -> dict[str, str]:
    """Return the letters with accents, and the wide ones, by the plain letter. Takes 2 ms."""
    found: dict[str, str] = {}
    for code in _VARIED:
        plain = folded(chr(code))
        if len(plain) == 1 and plain != chr(code):
            found[plain] = found.get(plain, "") + chr(code)
    return found


def stands_in_file(library: Library, article: int, pattern: re.Pattern[str]) -> bool:
    """Return whether an article's file matches anywhere, also in its header, an address or a comment."""
    path = library.files.path(article)
    try:
        return path is not None and bool(
            pattern.search(path.read_bytes()[:READ_BYTES].decode("utf-8", "ignore"))
        )
    except OSError:
        return False


def snippet_of(library: Library, article: int, typed: str, line_breaks: str = AUTO) -> Snippet:
    """Return the first passage of an article that has words of a query; reads its file.

    ``line_breaks`` is the setting: a line end is a space where the page has a line break, else what the page has.
    """
    pattern = pattern_of(words_in(typed))
    if pattern is None:
        return Snippet("")
    try:
        body = without_soft_hyphens(library.files.body(article))
        found = pattern.search(body)
        if found is None:  # it may be in what was taken for a header
            document = library.files.document(article)
            body = without_soft_hyphens(document.body)
            found = pattern.search(body)
    except ArticleGoneError:
        return Snippet("")
    if found is None:
        return _in_header(document.article, pattern)
    mode = line_breaks_in(line_breaks, library.files.path(article))
    for match, _ in zip(pattern.finditer(body, found.start()), range(PASSAGES), strict=False):
        text = passage_around(body, *match.span(), mode)
        if shown := pattern.search(text):
            text = clean_line(_cut(text, shown.start()), SNIPPET)
            break
    else:  # only in what is not shown: addresses
        text = clean_line(passage_around(body, *found.span(), mode), SNIPPET)
    return Snippet(text, tuple(match.span() for match in pattern.finditer(text)))


def _cut(text: str, at: int) -> str:
    """Return a text from shortly before a place on, and not from the middle of a word."""
    begin = max(0, at - BEFORE)
    if begin:
        begin = text.find(" ", begin, at) + 1 or begin
    return f"…{text[begin:]}" if begin else text


def _in_header(article: Article, pattern: re.Pattern[str]) -> Snippet:
    """Return what the header says in words that were searched for: tags, the summary, authors; the title is seen anyway."""
    tags = sorted((f"#{tag}" for tag in article.tags), key=lambda tag: pattern.search(tag) is None)
    for said in (", ".join(tags), article.summary, ", ".join(article.authors), article.source):
        if pattern.search(said):
            text = clean_line(said, SNIPPET)
            return Snippet(text, tuple(match.span() for match in pattern.finditer(text)))
    return Snippet("")


def _words(node: Node | None) -> list[str]:
    match node:
        case Text(words) | Term("mentions", words):
            return [words]
        case All(parts) | Either(parts):
            return [word for part in parts for word in _words(part)]
        case _:
            return []
