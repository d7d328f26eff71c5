"""Whether one line is a header: a known key, whose value looks like one, with text below an empty line.

Pure. Two known keys prove a header; with one it may be a sentence such as ``Source: the archive of the town``.
"""

from datetime import UTC
from typing import Final

from reader.article.alias import ALIASES
from reader.article.date import parse_date
from reader.article.value import plain_name
from reader.text.pattern import late

VALUE_LIMIT: Final = 200
"""Characters of a value that is not a sentence."""

NAMES_LIMIT: Final = 2_000
"""Characters of a list of names."""

SENTENCE_SPACES: Final = 4
"""Spaces of a value with a full stop that is a sentence; ``Ann Lee Jr.`` is a name."""

_NAMES: Final = frozenset(plain_name(name) for field in ("tags", "authors") for name in ALIASES[field])
_LABELS: Final = frozenset(
    plain_name(name) for field in ("title", "tags", "categories", "authors") for name in ALIASES[field]
)
_DATES: Final = frozenset(plain_name(name) for field in ("date", "updated") for name in ALIASES[field])
_LINKS: Final = frozenset(plain_name(name) for name in ALIASES["link"])
_SWITCHES: Final = frozenset(
    {
        "disqus",
        "status",
        "published",
        "comments",
        "toc",
        "layout",
        "draft",
        "slug",
        "weight",
        "permalink",
        "lang",
        "language",
        "math",
        "mathjax",
    }
)
_WORD: Final = late(r"[\w./-]{0,100}")
_ADDRESS: Final = late(r"<?https?://[^\s<>]+>?")
_SENTENCE: Final = late(r"[.!?。！？]\s|[!?。！？]$")


def is_header_alone(line: str) -> bool:
    """Return whether a line ``key: value`` that stands alone is a header."""
    key, colon, value = line.partition(":")
    if not colon:
        key, _, value = line.partition("：")
    name, value = plain_name(key), value.strip()
    if len(value) > (NAMES_LIMIT if name in _NAMES else VALUE_LIMIT) or _SENTENCE.search(value):
        return False
    if name in _LABELS:
        return bool(value) and not (value.endswith(".") and value.count(" ") >= SENTENCE_SPACES)
    if name in _DATES and any(map(str.isdigit, value)):
        return parse_date(value, UTC) is not None
    if name in _LINKS:
        return _ADDRESS.fullmatch(value) is not None
    return name in _SWITCHES and key.islower() and _WORD.fullmatch(value) is not None
