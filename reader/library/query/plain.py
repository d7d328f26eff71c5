"""A tree read on one article, without an index: for what has just arrived, and to check the compiler by. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from reader.library.query.fields import BY_NAME, Kind
from reader.library.query.patterns import compiled
from reader.library.query.sql import ascii_lower, is_since_lately, numbers, seconds
from reader.library.query.tree import All, Either, Node, Not, Pattern, Term, Text
from reader.library.rows import Flag
from reader.text.folding import folded


class Facts(NamedTuple):
    """What a query can ask of an article."""

    title: str
    text: str
    """What words are looked for in, folded."""
    path: str
    """Below its folder."""
    tags: tuple[str, ...] = ()
    language: str = ""
    link: str = ""
    image: str = ""
    summary: str = ""
    date_s: int = 0
    updated_s: int = 0
    words: int = 0
    minutes: int = 1
    flags: int = Flag.UNREAD
    is_draft: bool = False
    has_problem: bool = False
    fields: Mapping[str, frozenset[str]] = {}
    """Values by key, folded: ``author``, ``category``, ``source`` and the keys of the front matter."""
    is_dated: bool = True
    """Its date is none of the file's alone; that of a file from a feed is when it arrived."""


def matches(node: Node | None, facts: Facts, now: datetime) -> bool:
    """Return whether the article is what the tree asks for; ``now`` is aware."""
    match node:
        case None:
            return True
        case Text(words, _):
            return folded(words) in facts.text
        case Pattern(source):
            return compiled(source).search(facts.title) is not None
        case Not(inner):
            return not matches(inner, facts, now)
        case All(parts):
            return all(matches(part, facts, now) for part in parts)
        case Either(parts):
            return any(matches(part, facts, now) for part in parts)
        case Term():
            return _term(node, facts, now)


def _term(term: Term, facts: Facts, now: datetime) -> bool:
    field = BY_NAME.get(term.field)
    if field is None:
        return _named(term.value, facts.fields.get(term.field, frozenset()))
    match field.kind:
        case Kind.FLAG:
            return _flag(field.name, term.value, facts)
        case Kind.NAME if field.name == "tag":
            return _named(term.value, frozenset(map(folded, facts.tags)), any_value=False)
        case Kind.NAME:
            return _named(term.value, facts.fields.get(field.name, frozenset()))
        case Kind.LANGUAGE:
            return f"{ascii_lower(facts.language)}-".startswith(f"{folded(term.value)}-")
        case Kind.NUMBER:
            low, high = numbers(term)
            return low <= (facts.words if field.name == "words" else facts.minutes) < high
        case Kind.DATE:
            begin, end = seconds(term, now)
            if field.name == "updated":
                return begin <= facts.updated_s < end and facts.updated_s != 0
            return begin <= facts.date_s < end and (facts.is_dated or not is_since_lately(term))
        case _:
            return _part(field.name, term.value, facts)


def _part(name: str, value: str, facts: Facts) -> bool:
    if name == "title":
        return folded(value) in folded(facts.title)
    if name == "path":
        return ascii_lower(value) in ascii_lower(facts.path)
    return any(folded(value) in each for each in facts.fields.get(name, ()))


def _named(value: str, names: frozenset[str], *, any_value: bool = True) -> bool:
    if value == "*" and any_value:
        return bool(names)
    text = folded(value.removesuffix("*"))
    return any(name.startswith(text) for name in names) if value.endswith("*") else text in names


def _flag(name: str, value: str, facts: Facts) -> bool:
    return (
        {
            "unread": bool(facts.flags & Flag.UNREAD),
            "read": not facts.flags & Flag.UNREAD,
            "starred": bool(facts.flags & Flag.STARRED),
            "later": bool(facts.flags & Flag.LATER),
            "draft": facts.is_draft,
            "untagged": not facts.tags,
            "problem": facts.has_problem,
            "image": bool(facts.image),
            "summary": bool(facts.summary),
            "link": bool(facts.link),
            "tags": bool(facts.tags),
        }[value]
        if name in {"is", "has"}
        else False
    )
