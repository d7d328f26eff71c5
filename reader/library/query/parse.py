"""A query as a tree. Pure.

The language is that of search boxes: words side by side must all be there, ``OR`` between conditions, ``-`` or
``NOT`` before one, parentheses, ``"phrases"``, ``field:value``, ``/regex/`` for titles, ``sort:-words``. Full-width
characters of an input method are read as those of ASCII.
"""

import re
from collections.abc import Collection
from typing import NamedTuple

from reader.errors import UsageError
from reader.i18n import listed, tr
from reader.library.query.dates import is_date
from reader.library.query.fields import BY_NAME, Field, Kind
from reader.library.query.orders import ORDERS, written
from reader.library.query.patterns import PatternError, compiled
from reader.library.query.tree import All, Either, Node, Not, Pattern, Query, Term, Text
from reader.nearest import nearest

LENGTH_LIMIT = 2_000
"""Characters of a query."""

DEPTH_LIMIT = 50
"""Parentheses and negations inside one another."""

PARTS_LIMIT = 200
"""Conditions in one query."""

_WIDE = str.maketrans("（）：－“”„＂＞＜＝／\u3000", "():-" + '"' * 4 + "><=/ ")
_TOKEN = re.compile(
    r"""\s*(?:(?P<open>\()|(?P<close>\))|(?P<minus>-(?=[^\s]))|(?P<regex>/(?:[^/\\\n]|\\.)+/(?=[\s()"]|$))"""
    r"""|(?P<field>[A-Za-z][\w.-]{0,60}):(?P<value>"(?:[^"\\]|\\.)*"|[^\s()"]*)|(?P<phrase>"(?:[^"\\]|\\.)*")|(?P<word>[^\s()"]+)|(?P<bad>"))"""
)
_RELATION = re.compile(r"(<=|>=|<|>|=)?(.*)", re.DOTALL)
_NUMBER = re.compile(r"\d{1,12}")


class QueryError(UsageError):
    """A query that cannot be read; the message names the column and what was expected."""

    def __init__(self, column: int, sentence: str) -> None:
        super().__init__(tr("query, column {column}: {sentence}", column=column, sentence=sentence))
        self.column = column
        """From 1."""


class _Token(NamedTuple):
    kind: str
    text: str
    column: int
    name: str = ""


def parse(text: str, keys: Collection[str] | None = None) -> Query:
    """Return a text as a query; raises QueryError.

    ``keys`` are those of the front matter that may be used beside the fields, in small letters; None: any.
    """
    if len(text) > LENGTH_LIMIT:
        raise QueryError(
            LENGTH_LIMIT + 1, tr("a query may have at most {limit} characters", limit=LENGTH_LIMIT)
        )
    return _Parser(_tokens(text), keys).query()


def _tokens(text: str) -> list[_Token]:
    plain = text.translate(_WIDE)
    tokens: list[_Token] = []
    at = 0
    while at < len(plain.rstrip()):
        match = _TOKEN.match(plain, at)
        assert match is not None
        kind = match.lastgroup or ""
        kind = "field" if kind == "value" else kind
        begin = match.start(kind)
        if kind == "bad":
            raise QueryError(begin + 1, tr("this quotation mark is never closed"))
        if kind == "field":
            # Text in quotation marks keeps its characters.
            tokens.append(
                _Token(
                    kind, text[match.start("value") : match.end("value")], begin + 1, match["field"].lower()
                )
            )
        else:
            tokens.append(_Token(kind, text[match.start(kind) : match.end(kind)], begin + 1))
        at = match.end()
    return tokens


class _Parser:
    """Descends: alternatives, conditions side by side, one condition."""

    def __init__(self, tokens: list[_Token], keys: Collection[str] | None) -> None:
        self._tokens, self._keys = tokens, keys
        self._at = self._parts = 0
        self._order: tuple[str, bool] = ("date", True)

    def query(self) -> Query:
        tree = self._either(0)
        if self._at < len(self._tokens):
            raise QueryError(self._tokens[self._at].column, tr("this parenthesis was never opened"))
        return Query(tree, *self._order)

    @property
    def _next(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _is_word(self, *words: str) -> bool:
        return bool(self._next and self._next.kind == "word" and self._next.text in words)

    def _either(self, depth: int) -> Node | None:
        parts = [self._all(depth)]
        while self._is_word("OR", "|"):
            column = self._tokens[self._at].column
            self._at += 1
            parts.append(self._all(depth))
            if parts[-1] is None or parts[-2] is None:
                raise QueryError(column, tr("OR stands between two conditions"))
        found = tuple(part for part in parts if part is not None)
        return Either(found) if len(found) > 1 else (found[0] if found else None)

    def _all(self, depth: int) -> Node | None:
        parts: list[Node] = []
        while (token := self._next) and token.kind != "close" and not self._is_word("OR", "|"):
            if self._is_word("AND"):
                self._at += 1
                continue
            if (part := self._one(depth)) is not None:
                parts.append(part)
        return All(tuple(parts)) if len(parts) > 1 else (parts[0] if parts else None)

    def _one(self, depth: int) -> Node | None:
        token = self._tokens[self._at]
        self._at += 1
        self._parts += 1
        if depth > DEPTH_LIMIT or self._parts > PARTS_LIMIT:
            raise QueryError(
                token.column, tr("the query has too many conditions, or they are nested too deep")
            )
        if token.kind == "minus" or (token.kind == "word" and token.text == "NOT"):
            return self._negated(token, depth)
        if token.kind == "open":
            return self._grouped(token, depth)
        if token.kind == "field":
            return self._field(token)
        if token.kind == "regex":
            return _pattern(token)
        if token.kind == "phrase":
            words = _unquoted(token.text)
            return Text(words, is_phrase=True) if words.strip() else None
        return Text(token.text)

    def _negated(self, token: _Token, depth: int) -> Node:
        if self._next is None or self._next.kind == "close" or self._is_word("OR", "|", "AND"):
            raise QueryError(token.column, tr("a condition is missing after NOT or -"))
        inner = self._one(depth + 1)
        if inner is None:
            raise QueryError(token.column, tr("a condition is missing after NOT or -"))
        return inner.inner if isinstance(inner, Not) else Not(inner)

    def _grouped(self, token: _Token, depth: int) -> Node | None:
        inner = self._either(depth + 1)
        if self._next is None or self._next.kind != "close":
            raise QueryError(token.column, tr("this parenthesis is never closed"))
        self._at += 1
        return inner

    def _field(self, token: _Token) -> Node | None:
        value = _unquoted(token.text) if token.text[:1] in '"“”„＂' else token.text
        if token.name == "sort":
            self._sort(token, value)
            return None
        if not value:
            raise QueryError(token.column, tr("{name}: needs a value after the colon", name=token.name))
        field = BY_NAME.get(token.name)
        if field is None:
            if self._keys is not None and token.name not in self._keys:
                raise QueryError(token.column, _unknown(token.name, self._keys))
            return Term(token.name, value)
        if field.kind is Kind.FLAG:
            return _flag(field, token, value)
        if field.kind in {Kind.NUMBER, Kind.DATE}:
            return _measured(field, token, value)
        return Term(field.name, value)

    def _sort(self, token: _Token, value: str) -> None:
        value = value.translate(_WIDE)
        if not (order := written(value)):
            raise QueryError(token.column, tr("sort: takes one of {names}", names=listed(ORDERS)))
        self._order = (order.removeprefix("-"), order.startswith("-"))


def _unknown(name: str, keys: Collection[str]) -> str:
    near = nearest(name, [*BY_NAME, *keys, "sort"])
    if near:
        return tr("there is no field {name}; did you mean {near}:?", name=name, near=near)
    return tr(
        "there is no field {name}; some are {names}",
        name=name,
        names=listed(f"{each}:" for each in BY_NAME),
    )


def _flag(field: Field, token: _Token, value: str) -> Term:
    word = value.lower()
    if word not in field.words:
        near = nearest(word, field.words, cutoff=0.5)
        if near:
            sentence = tr("did you mean {name}:{near}?", name=field.name, near=near)
        else:
            sentence = tr("{name}: takes one of {words}", name=field.name, words=listed(field.words))
        raise QueryError(token.column + len(token.name) + 1, sentence)
    return Term(field.name, word)


def _measured(field: Field, token: _Token, value: str) -> Term:
    value = value.translate(_WIDE).lower()
    low, dots, high = value.partition("..")
    match = _RELATION.fullmatch(value)
    assert match is not None
    relation = match[1] or "="
    ends = [low, high] if dots else [match[2]]
    fits = is_date if field.kind is Kind.DATE else _is_number
    if not any(ends) or not all(fits(end) for end in ends if end):
        expected = (
            tr("a date: 2025, 2025-01, 2025-01-31, 7d, today") if field.kind is Kind.DATE else tr("a number")
        )
        sentence = tr("{name}: takes {expected}, also after < or >, or two joined by ..", name=field.name,
                      expected=expected)  # fmt: skip
        raise QueryError(token.column + len(token.name) + 1, sentence)
    return Term(field.name, low, "..", high) if dots else Term(field.name, match[2], relation)


def _is_number(text: str) -> bool:
    return text.isascii() and _NUMBER.fullmatch(text) is not None


def _pattern(token: _Token) -> Pattern:
    source = token.text[1:-1].replace("\\/", "/")
    try:
        compiled(source)
    except PatternError as reason:
        raise QueryError(token.column, tr("this regex cannot be used: {reason}", reason=reason)) from reason
    return Pattern(source)


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text[1:-1])
