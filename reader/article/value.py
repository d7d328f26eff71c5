"""Values of front matter: normalized to text, lists and mappings, and read by fields.

Pure. Numbers, dates and booleans are text here (``10:30`` is a time to one field and a score to another): each
field decides. Normalizing has a budget, since an alias of YAML costs two bytes and may stand
for thousands of values.
"""

from collections.abc import Iterator, Mapping
from datetime import date, time
from functools import lru_cache
from typing import Any

from reader.article.article import HeaderValue
from reader.text import clean, clean_line

BUDGET = 100_000
"""Characters of all values of a header together, plus one per value."""

DEPTH_LIMIT = 16
"""Levels of nested lists and mappings; deeper values are left out."""

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "yes", "on", "1", "y"})
_FALSE = frozenset({"false", "no", "off", "0", "n"})


class Normaliser:
    """Converts parsed values to ``HeaderValue``, cleaned by the gate, within the budget."""

    def __init__(self) -> None:
        self.left = BUDGET
        """Below zero: something was left out."""

    def mapping(self, raw: Mapping[Any, Any], depth: int = 0) -> dict[str, HeaderValue]:
        """Return the mapping with cleaned keys; values beyond the budget or the depth are left out."""
        result: dict[str, HeaderValue] = {}
        for key, value in raw.items():
            if self.left < 0:
                break
            result[self._text(key)] = self._value(value, depth + 1)
        return result

    def _value(self, raw: Any, depth: int) -> HeaderValue:
        if isinstance(raw, (dict, list)) and depth > DEPTH_LIMIT:
            self.left = min(self.left, -1)
            return ""
        if isinstance(raw, dict):
            return self.mapping(raw, depth)
        if isinstance(raw, list):
            items: list[HeaderValue] = []
            for item in raw:
                if self.left < 0:
                    break
                items.append(self._value(item, depth + 1))
            return items
        return self._text(raw)

    def _text(self, raw: Any) -> str:
        if isinstance(raw, str):
            text = clean(raw)
        elif raw is None:
            text = ""
        elif isinstance(raw, bool):
            text = "true" if raw else "false"
        elif isinstance(raw, (date, time)):  # TOML's; a datetime is a date
            text = raw.isoformat()
        else:
            text = clean(str(raw))
        self.left -= len(text) + 1
        return text


NAMES_KEPT = 4096
"""Keys whose plain names are cached: the headers of a folder share theirs."""


@lru_cache(maxsize=NAMES_KEPT)
def plain_name(name: str) -> str:
    """Return a key's or field's name without case, ``_``, ``-`` and spaces: ``publish_date`` = ``publishDate``."""
    return name.strip().casefold().replace("_", "").replace("-", "").replace(" ", "")


def is_nothing(text: str) -> bool:
    """Return whether a text means no value: empty, ``null`` or ``~``."""
    return text in _NOTHING or text.strip() in _NOTHING


def truth(value: HeaderValue) -> bool | None:
    """Return a text as a boolean (``true``, ``no``, ``on``, ``0``, …), or None."""
    if not isinstance(value, str):
        return None
    word = value.strip().lower()
    return True if word in _TRUE else False if word in _FALSE else None


def texts(value: HeaderValue, *names: str) -> Iterator[str]:
    """Yield the texts in a value of any shape, without empty ones.

    Of a mapping only the first of ``names`` that it has is read (``{name: Jane, url: …}``).
    """
    if isinstance(value, str):
        if not is_nothing(value):
            yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts(item, *names)
    else:
        by_name = {plain_name(key): item for key, item in value.items()}
        for name in names:
            if found := next(texts(by_name.get(name, ""), *names), None):
                yield found
                return


def line(value: HeaderValue, *names: str) -> str:
    """Return the first text in a value as one clean line, or an empty text."""
    for text in texts(value, *names):
        if cleaned := clean_line(text):
            return cleaned
    return ""
