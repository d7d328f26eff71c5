"""The front matter that queries can name: keys and values as text, bounded. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from reader.article import Article
from reader.article.alias import ALIASES
from reader.article.article import HeaderValue
from reader.library.index.grouping import FEED_ADDRESS
from reader.text import clean_line
from reader.text.folding import folded

KEYS_LIMIT = 64
"""Keys of one article."""

VALUES_LIMIT = 32
"""Values of one key."""

VALUE_LIMIT = 200
"""Characters of a value; a longer one is not looked for."""

FORMS_KEPT = 8_192
"""Values whose forms are kept: articles of a folder have many values in common."""

_FIELDS = "title date updated summary link source image guid translation language tags categories authors"
_COLUMNS = frozenset(alias.lower() for field in _FIELDS.split() for alias in ALIASES[field])
"""Keys that have a column or a field of their own; nearly each article has its own values."""

_FEW = frozenset({"read", "starred", FEED_ADDRESS})


def fields_of(article: Article) -> Iterator[tuple[str, str, str]]:
    """Yield keys, in small letters, with values as they are compared and as they were written.

    Authors, categories and sources have the keys ``author``, ``category`` and ``source``.
    """
    host = urlsplit(article.link).hostname or ""
    named = (
        ("author", article.authors),
        ("category", article.categories),
        ("source", (article.source, host)),
    )
    for name, values in named:
        yield from (
            (name, *_forms(value)) for value in values[:VALUES_LIMIT] if 0 < len(value) <= VALUE_LIMIT
        )
    yield from _of_keys(article.extra)


def few_fields_of(
    values: Mapping[str, HeaderValue], categories: Sequence[str]
) -> Iterator[tuple[str, str, str]]:
    """Yield the same of the categories and the keys that flags and arrivals are known by; ``values`` are at most ``KEYS_LIMIT``."""
    for name in categories[:VALUES_LIMIT]:
        if 0 < len(name) <= VALUE_LIMIT:
            yield ("category", *_forms(name))
    if few := {key: value for key, value in values.items() if key.lower() in _FEW}:
        yield from _of_keys(few)


def _of_keys(values: Mapping[str, HeaderValue]) -> Iterator[tuple[str, str, str]]:
    left = KEYS_LIMIT
    for key, value in values.items():
        name = key.lower()
        if name in _COLUMNS or not left:
            continue
        left -= 1
        for number, text in enumerate(_texts(value)):
            if number == VALUES_LIMIT:
                break
            if 0 < len(text) <= VALUE_LIMIT:
                yield (name, *_forms(text))


@lru_cache(maxsize=FORMS_KEPT)
def _forms(text: str) -> tuple[str, str]:
    """Return a value as it is compared and as it is shown."""
    return folded(text), clean_line(text)


def _texts(value: HeaderValue) -> Iterator[str]:
    if isinstance(value, str):
        yield value.strip()
    elif isinstance(value, list):
        for item in value:
            if isinstance(item, str):
                yield item.strip()
