"""Of the entries of a large document only so many are kept whole as can be written at a time. Pure but for the ledger.

A document is read from its first entry on each time. So those that are known, and as they were, are passed by; of the others
the first come now, and the rest the next times.
"""

from collections.abc import Callable

from reader.feeds.files.entry_writer import WRITTEN_LIMIT, said_of
from reader.feeds.files.ledger import Ledger
from reader.feeds.formats.entry import Entry

WHOLE = 500
"""Entries of any document that are kept whole: smaller ones need no ledger for this."""


class Thinner:
    """Is given the entries of one document, the first first."""

    def __init__(self, ledger: Callable[[], Ledger]) -> None:
        """``ledger`` gives what is known of the feed's entries."""
        self._ledger = ledger
        self._known: dict[str, str] | None = None
        """What the feed said of its entries, by their keys."""
        self._met = self._news = 0

    def __call__(self, entry: Entry) -> Entry:
        """Return the entry, or only what it is known by."""
        self._met += 1
        if self._met <= WHOLE:
            return entry
        if self._known is None:
            self._known = {key: known.said for key, known in self._ledger().entries.items()}
        if self._known.get(entry.key) == said_of(entry):
            return _brief(entry, is_news=False)
        self._news += 1
        return entry if self._news <= WRITTEN_LIMIT else _brief(entry, is_news=True)


def _brief(entry: Entry, *, is_news: bool) -> Entry:
    # Its key must stay what it is: without guid and link that is made of title and date.
    title = "" if entry.guid or entry.link else entry.title
    known = (entry.guid, entry.link, title, "", "", "", entry.published, None, (), (), "", ())
    return Entry(*known, is_brief=True, is_news=is_news)
