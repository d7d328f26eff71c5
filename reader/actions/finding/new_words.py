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
    """Read what a query of words needs; return a sentence where words are left unread, else nothing.

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
    """Read the words of new articles where they are few; return a sentence where some are left unread, else nothing."""
    end = time.monotonic() + PATIENCE_S
    left = library.build_text(cancelled=lambda: time.monotonic() > end, most=AT_ONCE)
    if left is None:  # what another process reads at this moment
        left = len(library.questions.unread())
    if not left:
        return ""
    return trn(
        "The words of 1 article are not read yet; newsreader index reads them",
        "The words of {count:,} articles are not read yet; newsreader index reads them",
        left,
    )
