"""What a query can ask of front matter: keys and values as text, bounded. Pure."""

from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from reader.article import Article
from reader.article.alias import ALIASES
from reader.article.article import HeaderValue
from reader.text import clean_line
from reader.text.folding import folded

KEYS_LIMIT = 64
"""Keys of one article."""

VALUES_LIMIT = 32
"""Values of one key."""

VALUE_LIMIT = 200
"""Characters of a value; a longer one is no name that anybody asks for."""

FORMS_KEPT = 8_192
"""Values whose forms are kept: the articles of a folder say much the same."""

_COLUMNS = frozenset(
    alias.lower()
    for field in (
        "title",
        "date",
        "updated",
        "summary",
        "link",
        "source",
        "image",
        "guid",
        "translation",
        "language",
        "tags",
        "categories",
        "authors",
    )
    for alias in ALIASES[field]
)
"""What the index has a column or a list for, or stands under a name of ours; nearly each article has its own values."""


def fields_of(article: Article) -> Iterator[tuple[str, str, str]]:
    """Yield keys, in small letters, with values as they are compared and as they were written.

    Authors, categories and sources stand under those names.
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
    left = KEYS_LIMIT
    for key, value in article.extra.items():
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
