"""Saves pages to read later: as article files in a folder, like the entries of a feed. Network and disk."""

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from reader.article import Key
from reader.errors import NewsreaderError, UsageError
from reader.feeds.files.entry_files import content_of
from reader.feeds.files.entry_writer import Destination, WriteResult, write_entries
from reader.feeds.following.feed_states import FeedStates
from reader.feeds.following.subscriptions import Subscription
from reader.feeds.formats.entry import Entry, Feed
from reader.feeds.pages.web_page import Page, fetch_page
from reader.feeds.web.fetch import Fetcher
from reader.files.inside import pinned, real_inside
from reader.i18n import tr
from reader.text import safe_address
from reader.text.address import canonical
from reader.text.typed_address import hide_logins, pasted_address, typed_address

FOLDER = "Saved"
"""The folder of saved pages inside that of the feeds; its name is not translated, as the folder may be shared."""

_SAVED = Subscription("saved:", FOLDER)
"""Stands for all saved pages among feeds: their ledger is found by it."""


class Kept(StrEnum):
    """What became of a page."""

    NEW = "new"
    """Its file was made."""
    UPDATED = "updated"
    """Its file was replaced."""
    SAME = "same"
    """Its file is there already and says the same."""
    PARKED = "parked"
    """The user has changed its file, so the update is in ``.newsreader/updates``."""


class Saved(NamedTuple):
    """A page that was saved."""

    file: Path
    """Its article file."""
    title: str
    """The page's, else the name of the file."""
    kept: Kept
    """What became of it."""


def checked_address(typed: str) -> str:
    """Return the address of a page that was typed, perhaps without its scheme; raises UsageError."""
    address = safe_address(typed_address(pasted_address(typed)))
    if address is None or address.scheme not in {"http", "https"}:
        raise UsageError(tr("{address} is not the address of a page", address=hide_logins(typed)))
    return address.href


def save_page(root: Path, typed: str, tags: Sequence[str], fetcher: Fetcher) -> Saved:
    """Fetch a page and write it as an article in the folder ``root``; raises NewsreaderError and OSError."""
    address = checked_address(typed)
    page = fetch_page(address, fetcher, typed=urlsplit(address).hostname or "")
    return save_entry(root, _SAVED, _entry(page, address), tags, site=page.site, language=page.language)


def save_entry(
    root: Path, source: Subscription, entry: Entry, tags: Sequence[str], *, site: str, language: str = ""
) -> Saved:
    """Write an entry that is no feed's as an article in the folder that ``source`` is called after; raises as ``save_page``."""
    feed = Feed(site, "", language, (entry,), 0)
    store = FeedStates(root)
    inside = real_inside(root, root / source.title)
    aside = store.aside(source.title)
    with store.ledgers_lock(), pinned(inside) as folder:
        ledger = store.ledger(source)
        known = ledger.entries.get(entry.key)
        # The tags of the first time would be lost with the file that is replaced.
        had = _tags_of(inside / known.file) if known else ()
        all_tags = tuple(dict.fromkeys((*had, *tags)))
        done = write_entries(
            feed,
            ledger,
            Destination(folder, aside, site, "", all_tags, makes_missing=True, is_part=True),
        )
        if done.failed:
            raise NewsreaderError(done.failed)
        file = inside / ledger.entries[entry.key].file
    return Saved(file, entry.title or file.stem, _kept(done))


def _tags_of(file: Path) -> tuple[str, ...]:
    """Return the tags of the article in a file; none where it cannot be read."""
    from reader.article.document import read_document  # 20 ms: only for a page that is saved again

    try:
        data = content_of(file)
    except OSError:
        return ()
    if data is None:
        return ()
    return read_document(data, Key("", file.name), datetime.now(UTC), zone=UTC).article.tags


def _entry(page: Page, address: str) -> Entry:
    # By the address that was requested: on some sites all pages name the same address as their own.
    return Entry(
        canonical(address), page.link or address, page.title, "", "", page.summary, page.published, page.updated,
        page.authors, (), page.image, (), page.markdown,
    )  # fmt: skip


def _kept(done: WriteResult) -> Kept:
    lists = ((done.added, Kept.NEW), (done.updated, Kept.UPDATED), (done.parked, Kept.PARKED))
    return next((kept for names, kept in lists if names), Kept.SAME)
