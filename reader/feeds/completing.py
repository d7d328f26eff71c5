"""Files that have only what a feed says get the whole text of their page, beside the summary. Network and disk.

Only a file that is as it was written is written anew. Once it has the whole text, an update of the feed's summary does
not take that away again (``shelving``).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from reader.errors import NewsreaderError
from reader.feeds.article_file import completed, header_text
from reader.feeds.entry import Feed
from reader.feeds.fetch import Answer, Fetcher
from reader.feeds.ledger import Ledger, digest
from reader.feeds.placing import content_of, replace
from reader.feeds.shelving import UPDATES, Place, shelve
from reader.feeds.store import OWN, Store
from reader.feeds.subscriptions import Subscription
from reader.feeds.whole import read_page, require_reader
from reader.i18n import tr
from reader.text import clean_line

SAVED = Subscription("saved:", "Saved")
"""Pages that were saved to be read later are kept as the entries of a feed that nobody asks."""


class Saved(NamedTuple):
    """A page that became an article."""

    file: Path
    title: str
    is_new: bool


def complete(file: Path, ledger: Ledger, fetcher: Fetcher) -> None:
    """Give a file the whole text of its page; raises NewsreaderError and OSError, and the file stays as it was then."""
    require_reader()
    before = content_of(file)
    key = next((key for key, known in ledger.entries.items() if known.file == file.name), "")
    if before is None or not key:
        raise NewsreaderError(tr("{file} is no article of a feed", file=clean_line(str(file))))
    if not ledger.has_written(before):
        raise NewsreaderError(tr("{file} was changed by hand: it stays as it is", file=clean_line(file.name)))
    link = header_text(before, "link")
    if not link:
        raise NewsreaderError(tr("{file} has no link to its page", file=clean_line(file.name)))
    answer = _fetched(link, fetcher)
    page = read_page(answer.data, answer.address, answer.headers.get("content-type", ""))
    data = completed(before, page.entry.html, answer.address)
    replace(file, data, keeps_time=True)
    # Second: who is interrupted between has a whole file, which no update touches either way.
    ledger.learn(key, ledger.entries[key]._replace(written=digest(data)))
    ledger.save()


def save_page(root: Path, address: str, tags: Sequence[str], fetcher: Fetcher, typed: str = "") -> Saved:
    """Make an article of a page in a folder of feeds; saved again, it is brought up to date as entries of feeds are.

    ``typed`` is the host that the user has named. Raises NewsreaderError and OSError.
    """
    require_reader()
    answer = _fetched(address, fetcher, typed)
    page = read_page(answer.data, answer.address, answer.headers.get("content-type", ""))
    inside = root / SAVED.inside
    ledger = Store(root).ledger(SAVED)
    feed = Feed(page.site, page.entry.link, page.language, (page.entry,), 0)
    done = shelve(feed, ledger, Place(inside, root / OWN / UPDATES / inside.name, page.site, "", tags))
    if done.parked:
        raise NewsreaderError(
            tr("You have changed {file}: its new version lies in .newsreader/updates", file=done.parked[0])
        )
    return Saved(inside / ledger.entries[page.entry.key].file, page.entry.title, bool(done.added))


def _fetched(address: str, fetcher: Fetcher, typed: str = "") -> Answer:
    answer = fetcher.fetch(address, typed=typed)
    if answer.status != 200:
        raise NewsreaderError(tr("The server answers {status}", status=answer.status))
    return answer
