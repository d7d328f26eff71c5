"""What may follow while a query is typed: names of fields, and values with how often they are there. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from reader.i18n import listed, tr
from reader.library.query.fields import BY_NAME, FIELDS, Kind
from reader.library.query.orders import ORDERS
from reader.library.query.write import value_text
from reader.text.folding import folded

COUNT = 30
"""Completions that are offered."""

_LAST = [
    re.compile(rf"(?P<before>(?:.*[\s(（])?[-－]?)(?P<word>{word})$", re.DOTALL)
    for word in (r'[A-Za-z][\w.-]*[:：]"[^"]*', r'[^\s()"]*')
]
"""The word at the end: a value after a quotation mark, or anything without a space."""
_DATES = ("today", "yesterday", "7d", "30d", "1y", ">2025-01", "2024..2025")

Values = Callable[[str, str, int], Iterable[tuple[str, int]]]
"""Returns at most a number of values of a field that begin with a folded text, with their counts, most frequent first."""


class Completion(NamedTuple):
    """One completion."""

    query: str
    """The whole query, with it."""
    label: str
    """What is completed, as it is listed."""
    aside: str = ""
    """What it means, or how many articles have it."""


def completions(typed: str, keys: Iterable[str], values: Values) -> list[Completion]:
    """Return the completions of what is typed; ``keys`` are those of the front matter that the library has."""
    match = next((match for pattern in _LAST if (match := pattern.match(typed))), None)
    if match is None:
        return []
    before, word = match["before"], match["word"]
    name, colon, begun = word.replace("：", ":").partition(":")
    if not colon:
        return [
            Completion(f"{before}{each}:", f"{each}:", meaning)
            for each, meaning in _names(keys)
            if each.startswith(word.lower())
        ][:COUNT]
    name = name.lower()
    return [
        Completion(f"{before}{name}:{written} ", f"{name}:{written}", f"{count:,}" if count else "")
        for value, count in _values(name, begun.strip('"'), values)
        for written in (value_text(value),)
    ][:COUNT]


def _names(keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    yield from ((field.name, tr(field.meaning)) for field in FIELDS)
    yield "sort", tr("the order: one of {names}; -NAME reverses it", names=listed(ORDERS))
    yield from ((key, "") for key in sorted(keys) if key not in BY_NAME)


def _values(name: str, begun: str, values: Values) -> Iterable[tuple[str, int]]:
    field = BY_NAME.get(name)
    if name == "sort":
        words: tuple[str, ...] = tuple(f"{sign}{order}" for order in ORDERS for sign in ("-", ""))
    elif field and field.kind is Kind.FLAG:
        words = tuple(field.words)
    elif field and field.kind is Kind.DATE:
        words = _DATES
    elif field and field.kind is Kind.NUMBER:
        words = (">1000", "<300", "300..1000")
    elif field and field.name in {"title", "path"}:
        words = ()
    else:
        return values(field.name if field else name, folded(begun), COUNT)
    return [(word, 0) for word in words if word.startswith(begun.lower())]
