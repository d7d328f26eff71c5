"""A tree as text, from which ``parse`` makes an equal tree. Pure."""

import re

from reader.library.query.tree import All, Either, Node, Not, Pattern, Query, Term, Text

_PLAIN = re.compile(r'[^\s()"“”„＂（）：\\]+')
"""A value that needs no quotation marks."""

_ENDS = re.compile(r'["“”„＂\\]')
"""Quotation marks, also those of input methods, which would end a quoted text."""


def write(query: Query) -> str:
    """Return the query as one would type it."""
    parts = [] if query.tree is None else [_written(query.tree, inside=False)]
    if (query.sort, query.is_descending) != ("date", True):
        parts.append(f"sort:{'-' if query.is_descending else ''}{query.sort}")
    if isinstance(query.tree, Either) and len(parts) > 1:
        parts[0] = _grouped(parts[0])
    return " ".join(parts)


def _written(node: Node, *, inside: bool) -> str:
    """Return a node; ``inside``: alternatives need parentheses there."""
    match node:
        case Text(words, is_phrase):
            return _quoted(words) if is_phrase else words
        case Term():
            return f"{node.field}:{_value(node)}"
        case Pattern(source):
            return f"/{source.replace('/', chr(92) + '/')}/"
        case Not(inner):
            written = _written(inner, inside=True)
            return f"-{_grouped(written)}" if isinstance(inner, All) else f"-{written}"
        case All(parts):
            pieces = [_written(part, inside=True) for part in parts]
            return " ".join(
                _grouped(piece) if isinstance(part, All) else piece
                for part, piece in zip(parts, pieces, strict=True)
            )
        case Either(parts):
            alternatives = " OR ".join(_written(part, inside=True) for part in parts)
            return _grouped(alternatives) if inside else alternatives


def _grouped(written: str) -> str:
    """Return a part in parentheses; a dash that is a word stays one, before a parenthesis it would not be."""
    return f"({written} )" if written.endswith("-") else f"({written})"


def _value(term: Term) -> str:
    if term.relation == "..":
        return f"{term.value}..{term.high}"
    if term.relation != "=":
        return f"{term.relation}{term.value}"
    return value_text(term.value)


def value_text(value: str) -> str:
    """Return a value as it is written behind the colon of a field."""
    return value if _PLAIN.fullmatch(value) else _quoted(value)


def _quoted(text: str) -> str:
    return f'"{_ENDS.sub(_escaped, text)}"'


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match[0]}"
