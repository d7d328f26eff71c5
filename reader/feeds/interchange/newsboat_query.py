"""Translates the queries of newsboat's query feeds into ours. Pure.

Its filter language compares attributes with quoted values, joined by ``and``, ``or`` and parentheses. What has no
counterpart here is an error; nothing is guessed.
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from reader.errors import UsageError
from reader.i18n import tr
from reader.library.query.write import value_text

DEPTH_LIMIT = 50
"""Parentheses inside each other."""

_TOKEN = re.compile(
    r"\s*(?:(?P<sign>[()])|(?P<word>and|or|&|\|)(?![\w])"
    r'|(?P<name>\w+)\s*(?P<relation>=~|!~|==|!=|<=|>=|!#|=|<|>|#|between)\s*(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>[\w:.-]+)))'
)
_PLAIN = re.compile(r"[\w \-]+")
"""A regex without special characters: it means its words."""


class UnknownQueryError(UsageError):
    """A query that has no counterpart here."""


class _Test(NamedTuple):
    name: str
    relation: str
    value: str


def translated(query: str) -> str:
    """Return newsboat's query as one of ours; raises UnknownQueryError."""
    tokens: list[str | _Test] = []
    at = 0
    text = query.strip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise UnknownQueryError(tr("{part} has no counterpart here", part=text[at : at + 40]))
        at = match.end()
        value = re.sub(r"\\(.)", r"\1", match["quoted"]) if match["quoted"] is not None else match["bare"]
        tokens.append(match["sign"] or match["word"] or _Test(match["name"], match["relation"], value or ""))
    found, rest = _either(tokens, 0)
    if rest:
        raise UnknownQueryError(tr("{part} has no counterpart here", part=text[:40]))
    return found


def _either(tokens: list[str | _Test], depth: int) -> tuple[str, list[str | _Test]]:
    parts, tokens = _all(tokens, depth)
    alternatives = [parts]
    while tokens and tokens[0] in {"or", "|"}:
        part, tokens = _all(tokens[1:], depth)
        alternatives.append(part)
    return " OR ".join(alternatives), tokens


def _all(tokens: list[str | _Test], depth: int) -> tuple[str, list[str | _Test]]:
    part, tokens = _one(tokens, depth)
    parts = [part]
    while tokens and tokens[0] in {"and", "&"}:
        part, tokens = _one(tokens[1:], depth)
        parts.append(part)
    return " ".join(parts), tokens


def _one(tokens: list[str | _Test], depth: int) -> tuple[str, list[str | _Test]]:
    if not tokens or depth > DEPTH_LIMIT:
        raise UnknownQueryError(tr("The query is not complete"))
    first, rest = tokens[0], tokens[1:]
    if first == "(":
        inner, rest = _either(rest, depth + 1)
        if not rest or rest[0] != ")":
            raise UnknownQueryError(tr("The query is not complete"))
        return f"({inner})", rest[1:]
    if not isinstance(first, _Test):
        raise UnknownQueryError(tr("The query is not complete"))
    attribute = _ATTRIBUTES.get(first.name)
    made = attribute(first) if attribute else ""
    if not made:
        raise UnknownQueryError(tr("{part} has no counterpart here", part=f"{first.name} {first.relation}"))
    return made, rest


def _unread(test: _Test) -> str:
    is_unread = (test.value == "yes") == (test.relation in {"=", "=="})
    return ("is:unread" if is_unread else "is:read") if test.relation in {"=", "==", "!="} else ""


def _having(field: str) -> Callable[[_Test], str]:
    def made(test: _Test) -> str:
        sign = "-" if test.relation.startswith("!") else ""
        if test.relation in {"=~", "!~"} and not _PLAIN.fullmatch(test.value):
            # Only the title can be matched by a regex.
            return f"{sign}/{test.value.replace('/', chr(92) + '/')}/" if field == "title" else ""
        return f"{sign}{field}:{value_text(test.value)}" if test.relation[-1] in "=~#" and test.value else ""

    return made


def _words(test: _Test) -> str:
    if test.relation not in {"=~", "!~", "#", "!#"} or not _PLAIN.fullmatch(test.value):
        return ""
    return f'{"-" if test.relation[0] == "!" else ""}"{test.value}"'


def _age(test: _Test) -> str:
    sign = {"between": "", "<": "", "<=": "", ">": "-", ">=": "-"}.get(test.relation)
    days = test.value.removeprefix("0:") if test.relation == "between" else test.value
    if sign is None or not days.isdecimal() or not 0 < int(days) < 100_000:
        return ""
    return f"{sign}date:{int(days)}d"


_ATTRIBUTES: Mapping[str, Callable[[_Test], str]] = {
    "unread": _unread,
    "title": _having("title"),
    "author": _having("author"),
    "tags": _having("tag"),
    "feedtitle": _having("source"),
    "content": _words,
    "age": _age,
}
"""The query for a comparison, by newsboat's attributes; empty: it has no counterpart."""
