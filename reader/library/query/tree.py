"""What a query is once it is read: a tree of conditions and an order. Pure values."""

from typing import NamedTuple, TypeAlias, Union


class Text(NamedTuple):
    """Words that are looked for everywhere in an article."""

    words: str
    """As they were typed, without quotes."""
    is_phrase: bool = False
    """They are next to each other, in this order."""
    is_whole: bool = False
    """They are whole words, where words are separated."""


class Term(NamedTuple):
    """A condition on one field: ``field:value``, ``field:>value``, ``field:low..high``."""

    field: str
    """The name of a row in ``FIELDS``, or a key of the front matter."""
    value: str
    """As it was written; empty for an end of a range that is open."""
    relation: str = "="
    """``=``, ``<``, ``<=``, ``>``, ``>=`` or ``..``."""
    high: str = ""
    """The upper end of a range."""


class Pattern(NamedTuple):
    """A regex that matches somewhere in the title."""

    source: str
    """As it was typed, without slashes."""


class Not(NamedTuple):
    """The opposite of a condition."""

    inner: "Node"
    """What must not hold."""


class All(NamedTuple):
    """Conditions that hold together; two or more."""

    parts: tuple["Node", ...]
    """In the order in which they were typed."""


class Either(NamedTuple):
    """Conditions of which one holds; two or more."""

    parts: tuple["Node", ...]
    """In the order in which they were typed."""


Node: TypeAlias = Union[Text, Term, Pattern, Not, All, Either]
"""A condition."""


class Query(NamedTuple):
    """What to look for, and in which order it comes."""

    tree: Node | None = None
    """None: everything."""
    sort: str = "date"
    """A row in ``ORDERS``."""
    is_descending: bool = True
    """The highest comes first."""


def has_words(query: Query) -> bool:
    """Return whether a query looks for words in the text of articles."""
    return _has_words(query.tree)


def _has_words(node: Node | None) -> bool:
    match node:
        case Text() | Term("mentions"):
            return True
        case Not(inner):
            return _has_words(inner)
        case All(parts) | Either(parts):
            return any(map(_has_words, parts))
        case _:
            return False
