"""What is got for files of feeds besides: the whole text of their page, their pictures. Network and disk.

Only a file that is as it was written is written anew. Once it has the whole text, an update of the feed's summary does
not take that away again (``shelving``).
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from reader.errors import NewsreaderError
from reader.feeds.article_file import completed, header_text
from reader.feeds.entry import Feed
from reader.feeds.fetch import Answer, Fetcher, StoppedError
from reader.feeds.ledger import Ledger, digest
from reader.feeds.picture import fetch_picture
from reader.feeds.placing import content_of, replace
from reader.feeds.shelving import UPDATES, Place, shelve
from reader.feeds.store import OWN, Store
from reader.feeds.subscriptions import Subscription
from reader.feeds.whole import read_page, require_reader
from reader.i18n import tr
from reader.text import clean_line
from reader.whole_file import write_whole

SAVED = Subscription("saved:", "Saved")
"""Pages that were saved to be read later are kept as the entries of a feed that nobody asks."""


PICTURES = "pictures"
"""The folder for pictures, in that of a feed."""

PICTURES_LIMIT = 60
"""Pictures of one article."""

_PICTURE = re.compile(r"!\[(?P<words>[^\]]*)\]\((?P<address>https?://[^()\s]+)")


class Saved(NamedTuple):
    """A page that became an article."""

    file: Path
    title: str
    is_new: bool


def complete(file: Path, ledger: Ledger, fetcher: Fetcher) -> Sequence[str]:
    """Give a file the whole text of its page; return sentences of what is missing still: none.

    Raises NewsreaderError and OSError, and the file stays as it was then.
    """
    require_reader()
    key, before = _ours(file, ledger)
    link = header_text(before, "link")
    if not link:
        raise NewsreaderError(tr("{file} has no link to its page", file=clean_line(file.name)))
    answer = _fetched(link, fetcher)
    page = read_page(answer.data, answer.address, answer.headers.get("content-type", ""))
    _write(file, completed(before, page.entry.html, answer.address), key, ledger)
    return ()


def keep_pictures(file: Path, ledger: Ledger, fetcher: Fetcher) -> Sequence[str]:
    """Keep a file's pictures beside it, and let it name those; return a sentence for each that did not come.

    The names come from the addresses, so two machines write the same. Raises NewsreaderError and OSError.
    """
    key, before = _ours(file, ledger)
    text = before.decode("utf-8", "replace")
    kept, problems = {}, []
    for address in list(dict.fromkeys(match["address"] for match in _PICTURE.finditer(text)))[
        :PICTURES_LIMIT
    ]:
        try:
            picture = fetch_picture(address, fetcher)
        except StoppedError:
            raise
        except NewsreaderError as problem:
            problems.append(str(problem))
            continue
        name = f"{PICTURES}/{digest(address)}.{picture.ending}"
        write_whole(file.parent / name, picture.data)
        kept[address] = name
    if kept:
        text = _PICTURE.sub(
            lambda match: f"![{match['words']}]({kept.get(match['address'], match['address'])}", text
        )
        _write(file, text.encode("utf-8", "replace"), key, ledger)
    return problems


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


def _ours(file: Path, ledger: Ledger) -> tuple[str, bytes]:
    """Return the key of a file's entry, and what is in it; raises NewsreaderError for a file that is not ours alone."""
    data = content_of(file)
    key = next((key for key, known in ledger.entries.items() if known.file == file.name), "")
    if data is None or not key:
        raise NewsreaderError(tr("{file} is no article of a feed", file=clean_line(str(file))))
    if not ledger.has_written(data):
        raise NewsreaderError(tr("{file} was changed by hand: it stays as it is", file=clean_line(file.name)))
    return key, data


def _write(file: Path, data: bytes, key: str, ledger: Ledger) -> None:
    """Write a file anew, and into the ledger that it is ours: who is interrupted between is taken for its user."""
    replace(file, data, keeps_time=True)
    ledger.learn(key, ledger.entries[key]._replace(written=digest(data)))
    ledger.save()


def _fetched(address: str, fetcher: Fetcher, typed: str = "") -> Answer:
    answer = fetcher.fetch(address, typed=typed)
    if answer.status != 200:
        raise NewsreaderError(tr("The server answers {status}", status=answer.status))
    return answer
