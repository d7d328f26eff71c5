"""Trims the entries of a large document, of which only some can be written at a time. Pure but for the ledger.

A document is read from its first entry each time. So known entries that have not changed are trimmed to their keys; of the
others the first are written now, and the rest next time.
"""

from collections.abc import Callable, Iterator

from reader.feeds.files.entry_writer import WRITTEN_LIMIT
from reader.feeds.files.ledger import Ledger
from reader.feeds.files.marks import Marks
from reader.feeds.formats.entry import Entry

UNTRIMMED = 500
"""The first entries of a document, which are not trimmed: smaller documents need no ledger for this."""


class Trimmer:
    """Trims the entries of one document; it is called with each, in their order."""

    def __init__(self, ledger: Callable[[], Ledger]) -> None:
        """``ledger`` returns that of the feed."""
        self._ledger = ledger
        self._known: set[tuple[str, str]] | None = None
        """Ids, or links where there are none, of known entries, each with the digest of what the feed says."""
        self._met = self._news = 0

    def __call__(self, entry: Entry) -> Entry:
        """Return the entry, or only its key."""
        self._met += 1
        if self._met <= UNTRIMMED:
            return entry
        if self._known is None:
            self._known = set(self._known_contents())
        if self._known:
            marks = Marks(entry)
            names = marks.ids if entry.guid else (marks.link, marks.plain_link)
            if any((name, marks.content) in self._known for name in names):
                return _brief(entry, marks, is_news=False)
        self._news += 1
        return entry if self._news <= WRITTEN_LIMIT else _brief(entry, Marks(entry), is_news=True)

    def _known_contents(self) -> Iterator[tuple[str, str]]:
        for record in self._ledger().records().values():
            known = record.latest
            yield from ((each, known.content) for each in record.ids)
            if not known.guid:
                yield known.link, known.content


def _brief(entry: Entry, marks: Marks, *, is_news: bool) -> Entry:
    known = (entry.guid, entry.link, "", "", "", "", entry.published, None, (), (), "", ())
    return Entry(
        *known, is_brief=True, is_news=is_news, resolved_guid=entry.resolved_guid, written_link=entry.written_link,
        digests=(marks.title, marks.text), date_text=entry.date_text,
    )  # fmt: skip
