"""What an article is: front matter in, ``Article`` out. Pure.

``read_document`` reads a file. The values cost nothing to import; what parses (20 ms) is imported when it
is first asked for, so that the screen and the command line start without it.
"""

from typing import TYPE_CHECKING, Any

from reader.article.article import SIZE_LIMIT_BYTES, Article, DateSource, Document, Key, Problem
from reader.article.name import is_article_name, is_conflict_copy

if TYPE_CHECKING:
    from reader.article.document import is_section_page, read_document

__all__ = [
    "SIZE_LIMIT_BYTES",
    "Article",
    "DateSource",
    "Document",
    "Key",
    "Problem",
    "is_article_name",
    "is_conflict_copy",
    "is_section_page",
    "read_document",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    from reader.article import document

    return getattr(document, name)
