"""Bounds for parsing a document: feedparser's work grows by the square of some elements. Pure but for the clock."""

import time
from typing import Any

from reader.feeds.formats.entry import FeedError
from reader.i18n import tr

READ_S = 60.0
"""Seconds that a document may take."""

CHECKED_EVERY = 256
"""Elements between two looks at the clock."""

AROUND_LIMIT = 2_000
"""Elements of one entry that are not part of its text."""

LABEL_LIMIT = 8_000
"""Characters of an element that is not the text: a name, an address, a date."""

ENTRIES = frozenset({"item", "entry"})
"""The names of elements that are entries."""


class SlowError(FeedError):
    """A document that takes too long."""


class ParseBudget:
    """What may still be read of one document."""

    def __init__(self) -> None:
        self._until = time.monotonic() + READ_S
        self._met = self._around = self._letters = 0

    def allows(self, feed: Any) -> bool:
        """Return whether an element that begins is read; ``feed`` is feedparser's handler. Raises SlowError."""
        self._met += 1
        self._letters = 0
        if self._met % CHECKED_EVERY == 0 and time.monotonic() > self._until:
            raise SlowError(
                tr("This feed cannot be read: it takes longer than {seconds:.0f} s", seconds=READ_S)
            )
        self._around += not feed.incontent
        return bool(feed.incontent) or self._around <= AROUND_LIMIT

    def takes(self, feed: Any, text: str) -> bool:
        """Return whether a text is read, which belongs to the element that began last."""
        self._letters += len(text)
        return bool(feed.incontent) or self._letters <= LABEL_LIMIT

    def begin_entry(self) -> None:
        """Begin to count for another entry."""
        self._around = 0
