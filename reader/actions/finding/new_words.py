"""Words of articles that the full text does not have yet: read at once where they are few, else counted."""

import time
from collections.abc import Collection
from pathlib import Path

from reader.i18n import trn
from reader.library import Library

AT_ONCE = 500
"""Articles whose words a command reads before it answers."""

PATIENCE_S = 2.0
"""How long that may take; the rest is left."""


def read_new_words(library: Library, typed: str) -> str:
    """Index the words that a query needs; return a sentence if some are left unread, else an empty text.

    Nothing is read for a query of fields alone. Raises QueryError, and IndexUnusableError where it cannot be written.
    """
    from reader.library.query.parse import parse
    from reader.library.query.tree import has_words

    return read_what_is_new(library) if has_words(parse(typed)) else ""


def read_words_of(library: Library, files: Collection[Path]) -> None:
    """Read the words of articles that have just arrived, however many; raises IndexUnusableError."""
    if files:
        library.build_text(only=library.files.articles_at(files))


def read_what_is_new(library: Library) -> str:
    """Index the words of new articles if they are few; return a sentence if some are left unread, else an empty text."""
    end = time.monotonic() + PATIENCE_S
    left = library.build_text(cancelled=lambda: time.monotonic() > end, most=AT_ONCE)
    if left is None:  # another process is reading them
        left = len(library.questions.unread())
    if not left:
        return ""
    return trn(
        "1 article is not indexed yet; newsreader index does it",
        "{count:,} articles are not indexed yet; newsreader index does it",
        left,
    )
