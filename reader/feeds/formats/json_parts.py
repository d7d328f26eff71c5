"""Splits a large JSON object into parts that are decoded one by one: the whole would take ten times its bytes. Pure."""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from reader.i18n import tr

TOKENS_LIMIT = 1_500_000
"""Brackets, separators, names and values that are read at a time."""

NAME_BYTES = 200
"""Of a member's name; no known name is longer."""

_TOKEN = re.compile(
    rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[{}\[\],:]|[^\s"{}\[\],:]++|(?P<open>")',
    re.DOTALL,
)


class Part(NamedTuple):
    """The position of a value."""

    name: str
    """Of the member that it is, or is an element of."""
    begin: int
    """The offset of its first byte."""
    end: int
    """The offset after its last byte."""
    values: int
    """Roughly how many values it has."""


class PartError(ValueError):
    """The text is not such an object; the message is the end of a sentence."""


class TooManyError(PartError):
    """It has more tokens than are read at a time."""


class Tokens:
    """The tokens of a text by their positions; raises PartError."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        """The text."""
        self._matches = _TOKEN.finditer(data)
        self.left = TOKENS_LIMIT
        """How many more are yielded."""

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return self

    def __next__(self) -> tuple[int, int]:
        match = next(self._matches)
        if match["open"]:
            raise PartError(tr("a text in it never ends"))
        if self.left < 0:
            raise TooManyError(tr("it has too many values"))
        self.left -= 1
        return match.span()


def parts_of(tokens: Tokens, listed: str) -> Iterator[Part]:
    """Yield the members of an object, and the elements of the list named ``listed`` in span of it; raises PartError."""
    data = tokens.data
    if data[slice(*_next(tokens))] != b"{":
        raise PartError(tr("it is not an object"))
    while (token := data[slice(*(span := _next(tokens)))]) != b"}":
        if token == b",":
            continue
        name = _name(token)
        if data[slice(*_next(tokens))] != b":":
            raise PartError(tr("a value in it has no name"))
        span = _next(tokens)
        if name != listed or data[span[0] : span[1]] != b"[":
            yield _part(data, name, span, tokens)
            continue
        while (token := data[slice(*(span := _next(tokens)))]) != b"]":
            if token != b",":
                yield _part(data, name, span, tokens)


def _name(token: bytes) -> str:
    if len(token) > NAME_BYTES:
        return ""
    try:
        name = json.loads(token.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        name = None
    if not isinstance(name, str):
        raise PartError(tr("a value in it has no name"))
    return name


def _part(data: bytes, name: str, first: tuple[int, int], tokens: Iterator[tuple[int, int]]) -> Part:
    begin, end = first
    depth, values = _STEPS.get(data[begin], 0), 1
    while depth > 0:
        at, end = _next(tokens)
        depth += _STEPS.get(data[at], 0)
        values += 1
    return Part(name, begin, end, values)


_STEPS = {ord("{"): 1, ord("["): 1, ord("}"): -1, ord("]"): -1}


def _next(tokens: Iterator[tuple[int, int]]) -> tuple[int, int]:
    found = next(tokens, None)
    if found is None:
        raise PartError(tr("it ends too early"))
    return found
