"""A large object of JSON in parts, so that one is decoded at a time: all of it at once weighs ten times its bytes. Pure."""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from reader.i18n import tr

TOKENS_LIMIT = 1_500_000
"""Signs, names and values that are read at a time."""

NAME_BYTES = 200
"""Of a member's name; a longer one is none that is known."""

_TOKEN = re.compile(
    rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[{}\[\],:]|[^\s"{}\[\],:]++|(?P<open>")',
    re.DOTALL,
)


class Part(NamedTuple):
    """A value by where it stands."""

    name: str
    """Of the member that it is, or that it is an element of."""
    begin: int
    end: int
    values: int
    """About how many values are in it."""


class PartError(ValueError):
    """The text is not such an object, as a sentence's end."""


class TooManyError(PartError):
    """There are more tokens than are read at a time."""


class Tokens:
    """The tokens of a text, by where they stand; raises PartError."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._matches = _TOKEN.finditer(data)
        self.left = TOKENS_LIMIT
        """So many more are given."""

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
    """Yield the members of an object, and instead of the list that is called ``listed`` its elements; raises PartError."""
    data = tokens.data
    if data[slice(*_next(tokens))] != b"{":
        raise PartError(tr("it is not an object"))
    while (token := data[slice(*(place := _next(tokens)))]) != b"}":
        if token == b",":
            continue
        name = _name(token)
        if data[slice(*_next(tokens))] != b":":
            raise PartError(tr("a value in it has no name"))
        place = _next(tokens)
        if name != listed or data[place[0] : place[1]] != b"[":
            yield _part(data, name, place, tokens)
            continue
        while (token := data[slice(*(place := _next(tokens)))]) != b"]":
            if token != b",":
                yield _part(data, name, place, tokens)


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
