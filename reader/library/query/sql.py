"""A tree as a condition of SQL on the index: values are parameters, never part of the text.

Pure; ``search/run_query`` runs it. Functions of the connection do what SQL cannot: ``fold(text)`` returns a text as texts
are compared, ``has_words(text, words)`` whether it has them as whole words, ``sort_key(text)`` what it is ordered by, and ``fits(number, title)`` whether the query's regex of that number
matches.
"""

import re
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from reader.article import DateSource
from reader.library.index.grouping import FEED_ADDRESS
from reader.library.index.rows import Flag
from reader.library.query.dates import is_relative, span
from reader.library.query.fields import ARRIVED_SINCE, BY_NAME, TAGGED, Field, Flagged, Kind
from reader.library.query.orders import BY_NAME as ORDERS
from reader.library.query.orders import UNREAD_BYTES
from reader.library.query.tree import All, Either, Node, Not, Pattern, Query, Term, Text
from reader.text.folding import folded


class Condition(NamedTuple):
    """A part of a WHERE clause and its parameters."""

    sql: str
    """With question marks for the values."""
    values: tuple[object, ...] = ()
    """In the order of the question marks."""


class Compiled(NamedTuple):
    """A query that can be run."""

    where: Condition
    """Which articles."""
    order: Condition
    """In which order, for ORDER BY."""
    patterns: tuple[str, ...]
    """The regexes, by the numbers that ``fits`` gets."""


Words = Callable[[Text], Condition]
"""Where words are looked for: a condition on ``article``."""

FLAGS = object()
"""Among the values of a condition: stands for the flags of all articles, which are filled in when it runs."""

SINCE = (object(), object())
"""Among the values of a condition: stand for the last article of the last session, and for its end."""

_FIRST_WORD = re.compile(r"[a-z0-9]+|[^\W_]")
"""What an article that has a word must have, to be found fast; ``has_words`` decides."""

_SAYING = "article.id IN (SELECT article FROM field WHERE value IN (SELECT id FROM value WHERE key = ? AND"
_TITLE = "substr(article.folded, 1, instr(article.folded || char(10), char(10)) - 1)"
_PATH = "lower(CAST(dir.path AS TEXT) || '/' || CAST(article.name AS TEXT))"

_SAYS_ITS_DATE = f"""
(article.date_source != '{DateSource.FILE}' OR EXISTS(SELECT 1 FROM field JOIN value ON value.id = field.value
WHERE field.article = article.id AND value.key = '{FEED_ADDRESS}'))
"""
"""Articles whose date is known. The time of a file may be that of a copy or clone, but of a feed's entry it is when that arrived."""

_PLACE = "(SELECT key FROM folder WHERE folder.id = dir.folder), dir.path, article.name"
"""The order of articles of one date: by path, since ids depend on which was read first."""


def words_in_index(text: Text) -> Condition:
    """Look for words in title, summary, tags and authors."""
    sought = folded(text.words)
    if text.is_whole and (first := _FIRST_WORD.search(sought)):
        return Condition("instr(article.folded, ?) AND has_words(article.folded, ?)", (first[0], text.words))
    return Condition("instr(article.folded, ?)", (folded(text.words),))


def compiled(query: Query, now: datetime, words: Words = words_in_index) -> Compiled:
    """Return a query as a condition on ``article`` and ``dir``; ``now`` is aware."""
    compiler = _Compiler(now, words)
    where = Condition("1") if query.tree is None else compiler.node(query.tree)
    direction = "DESC" if query.is_descending else "ASC"
    compared = ORDERS[query.sort].sql
    order = f"{compared.format(unread=_bit_in(UNREAD_BYTES))} {direction}"
    order += f", {_PLACE}" if query.sort == "date" else f", article.date DESC, {_PLACE}"
    values = (FLAGS,) if "{unread}" in compared else ()
    return Compiled(where, Condition(order, values), tuple(compiler.patterns))


def _bit_in(bytes_with: str, *, is_set: bool = True) -> str:
    """Return a condition on the byte of an article, without a call from SQLite into Python for each of them."""
    return f"substr(?, article.id + 1, 1) {'' if is_set else 'NOT '}IN ({bytes_with})"


class _Compiler:
    def __init__(self, now: datetime, words: Words) -> None:
        self._now, self._words = now, words
        self.patterns: list[str] = []

    def node(self, node: Node) -> Condition:
        match node:
            case Text():
                return self._words(node)
            case Pattern(source):
                self.patterns.append(source)
                return Condition("fits(?, article.title)", (len(self.patterns) - 1,))
            case Not(inner):
                condition = self.node(inner)
                return Condition(f"NOT ({condition.sql})", condition.values)
            case All(parts):
                return self._joined(parts, " AND ")
            case Either(parts):
                return self._joined(parts, " OR ")
            case Term():
                return self._term(node)

    def _joined(self, parts: tuple[Node, ...], operator: str) -> Condition:
        conditions = [self.node(part) for part in parts]
        sql = operator.join(f"({each.sql})" for each in conditions)
        return Condition(sql, tuple(value for each in conditions for value in each.values))

    def _term(self, term: Term) -> Condition:
        field = BY_NAME.get(term.field)
        if field is None:
            return _keyed(term.field, term.value)
        match field.kind:
            case Kind.FLAG:
                return _flag(field, term.value)
            case Kind.NAME if field.name == "tag":
                sql, values = _name("fold(name)", term.value)
                return Condition(f"{TAGGED} name != '' AND {sql}))", values)
            case Kind.PART if field.name == "mentions":
                return self._words(Text(term.value, is_phrase=True, is_whole=True))
            case Kind.NAME:
                return _keyed(field.name, term.value)
            case Kind.LANGUAGE:
                value = folded(term.value) + "-"
                return Condition("substr(lower(article.language) || '-', 1, ?) = ?", (len(value), value))
            case Kind.NUMBER:
                return _between(f"article.{field.name}", *numbers(term))
            case Kind.DATE:
                column = "article.dated" if field.name == "date" else f"article.{field.name}"
                condition = _between(column, *seconds(term, self._now))
                if field.name == "updated":
                    return Condition(f"{column} != 0 AND {condition.sql}", condition.values)
                if field.name == "date" and is_since_lately(term):
                    return Condition(f"{condition.sql} AND {_SAYS_ITS_DATE}", condition.values)
                return condition
            case _:
                return _part(field.name, term.value)


def _flag(field: Field, value: str) -> Condition:
    condition = field.words[value]
    if not isinstance(condition, Flagged):
        return Condition(condition, SINCE if condition is ARRIVED_SINCE else ())
    bytes_with = ", ".join(f"x'{byte:02x}'" for byte in range(1 << len(Flag)) if byte & condition.flag)
    return Condition(_bit_in(bytes_with, is_set=condition.is_set), (FLAGS,))


def _part(name: str, value: str) -> Condition:
    if name == "title":
        return Condition(f"instr({_TITLE}, ?)", (folded(value),))
    if name == "path":
        return Condition(f"instr({_PATH}, ?)", (ascii_lower(value),))
    return Condition(f"{_SAYING} instr(folded, ?)))", (name, folded(value)))


def _keyed(key: str, value: str) -> Condition:
    sql, values = _name("folded", value)
    return Condition(f"{_SAYING} {sql}))", (key, *values))


def _name(column: str, value: str) -> Condition:
    """Compare a name, of which a ``*`` at the end leaves the rest open."""
    text = folded(value.removesuffix("*"))
    if value.endswith("*"):
        return Condition(f"substr({column}, 1, ?) = ?", (len(text), text))
    return Condition(f"{column} = ?", (text,))


def _between(column: str, low: float, high: float) -> Condition:
    return Condition(f"{column} >= ? AND {column} < ?", (low, high))


def numbers(term: Term) -> tuple[float, float]:
    """Return the least number that fits and the first one above that does not; none is below 0."""
    value, most = int(term.value or "0"), float("inf")
    match term.relation:
        case "=":
            return value, value + 1
        case "<":
            return 0, value
        case "<=":
            return 0, value + 1
        case ">":
            return value + 1, most
        case ">=":
            return value, most
        case _:
            return value, int(term.high) + 1 if term.high else most


def is_since_lately(term: Term) -> bool:
    """Return whether a condition names a date relative to now: then the time of a file does not count.

    It only proves that an article is not newer.
    """
    return term.relation in {"=", ">", ">=", ".."} and is_relative(term.value)


def seconds(term: Term, now: datetime) -> tuple[float, float]:
    """Return the first second of a date's condition, and the first one after it."""
    first, last = float("-inf"), float("inf")
    begin, end = span(term.value, now) if term.value else (first, first)
    match term.relation:
        case "=":
            return begin, end
        case "<":
            return first, begin
        case "<=":
            return first, end
        case ">":
            return (begin if end == last else end), last
        case ">=":
            return begin, last
        case _:
            return begin, span(term.high, now)[1] if term.high else last


def ascii_lower(text: str) -> str:
    """Return the text with A to Z in small letters, which is what SQLite's ``lower`` does."""
    return "".join(char.lower() if char.isascii() else char for char in text)
