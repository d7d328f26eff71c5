"""Splits a large JSON object into parts that are decoded one by one: the whole would take ten times its bytes. Pure."""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

TOKENS_LIMIT = 1_500_000
"""Brackets, separators, names and values of one document."""

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


def parts_of(data: bytes, listed: str) -> Iterator[Part]:
    """Yield the members of an object, and the elements of the list named ``listed`` in place of it; raises ValueError."""
    tokens = _tokens(data)
    if data[slice(*_next(tokens))] != b"{":
        raise ValueError("no object")
    while (token := data[slice(*(place := _next(tokens)))]) != b"}":
        if token == b",":
            continue
        name = json.loads(token.decode("utf-8", "replace")) if len(token) <= NAME_BYTES else ""
        if not isinstance(name, str) or data[slice(*_next(tokens))] != b":":
            raise ValueError("no name")
        place = _next(tokens)
        if name != listed or data[place[0] : place[1]] != b"[":
            yield _part(data, name, place, tokens)
            continue
        while (token := data[slice(*(place := _next(tokens)))]) != b"]":
            if token != b",":
                yield _part(data, name, place, tokens)


def _part(data: bytes, name: str, first: tuple[int, int], tokens: Iterator[tuple[int, int]]) -> Part:
    begin, end = first
    depth, values = _STEPS.get(data[begin], 0), 1
    while depth > 0:
        at, end = _next(tokens)
        depth += _STEPS.get(data[at], 0)
        values += 1
    return Part(name, begin, end, values)


_STEPS = {ord("{"): 1, ord("["): 1, ord("}"): -1, ord("]"): -1}


def _tokens(data: bytes) -> Iterator[tuple[int, int]]:
    for number, match in enumerate(_TOKEN.finditer(data)):
        if match["open"]:
            raise ValueError("a text that never ends")
        if number > TOKENS_LIMIT:
            raise ValueError("too many values")
        yield match.span()


def _next(tokens: Iterator[tuple[int, int]]) -> tuple[int, int]:
    found = next(tokens, None)
    if found is None:
        raise ValueError("it ends too early")
    return found
