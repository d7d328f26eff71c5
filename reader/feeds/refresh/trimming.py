"""Trims the entries of a large document, of which only some can be written at a time. Pure but for the ledger.

A document is read from its first entry each time. So known entries that have not changed are trimmed to their keys; of the
others the first are written now, and the rest next time.
"""

from collections.abc import Callable

from reader.feeds.files.entry_writer import WRITTEN_LIMIT, content_digest
from reader.feeds.files.ledger import Ledger
from reader.feeds.formats.entry import Entry

UNTRIMMED = 500
"""The first entries of a document, which are not trimmed: smaller documents need no ledger for this."""


class Trimmer:
    """Trims the entries of one document; it is called with each, in their order."""

    def __init__(self, ledger: Callable[[], Ledger]) -> None:
        """``ledger`` returns that of the feed."""
        self._ledger = ledger
        self._known: dict[str, str] | None = None
        """The content digests of known entries, by their keys."""
        self._met = self._news = 0

    def __call__(self, entry: Entry) -> Entry:
        """Return the entry, or only its key."""
        self._met += 1
        if self._met <= UNTRIMMED:
            return entry
        if self._known is None:
            self._known = {key: known.content for key, known in self._ledger().entries.items()}
        if self._known.get(entry.key) == content_digest(entry):
            return _brief(entry, is_news=False)
        self._news += 1
        return entry if self._news <= WRITTEN_LIMIT else _brief(entry, is_news=True)


def _brief(entry: Entry, *, is_news: bool) -> Entry:
    # Its key must not change: without guid and link it is made of title and date.
    title = "" if entry.guid or entry.link else entry.title
    known = (entry.guid, entry.link, title, "", "", "", entry.published, None, (), (), "", ())
    return Entry(*known, is_brief=True, is_news=is_news)
