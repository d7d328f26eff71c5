"""The entries of a server become files as those of feeds do: same names, same conversion, same ledger. Disk.

A server tells no id of the feed's own, so an entry that is also followed directly is known by its link, with its date or its
title: then nothing is written, and both are one article.
"""

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from reader.errors import NewsreaderError
from reader.feeds.files.entry_writer import Destination, write_entries
from reader.feeds.files.ledger import Ledger
from reader.feeds.files.marks import Marks
from reader.feeds.following.feed_states import FeedStates, feeds_lock
from reader.feeds.following.subscriptions import Subscription, load_subscriptions
from reader.feeds.formats.entry import TEXT_LIMIT, Entry, Feed
from reader.files.inside import pinned
from reader.i18n import tr
from reader.sync.server import ServerEntry, ServerFeed
from reader.text import clean_line, safe_address

TITLE_LIMIT = 500
"""Characters of a title."""


def write_files(
    root: Path, entries: Iterable[ServerEntry], feeds: Mapping[str, ServerFeed]
) -> dict[str, Path]:
    """Write the files of entries where there are none yet; return the file of each by its id.

    An entry that cannot have a file is left out. Raises OSError and NewsreaderError.
    """
    by_feed: defaultdict[str, list[ServerEntry]] = defaultdict(list)
    for entry in entries:
        by_feed[entry.feed].append(entry)
    found: dict[str, Path] = {}
    with feeds_lock(root) as is_locked:
        if not is_locked:
            raise NewsreaderError(
                tr("Another newsreader is refreshing the feeds; new articles appear by themselves")
            )
        store = FeedStates(root)
        own = {each.identity: each for each in load_subscriptions(root).feeds}
        for feed, group in by_feed.items():
            subscription = _subscription(feeds.get(feed) or ServerFeed(feed, "", feed, "", ""))
            followed = own.get(subscription.identity, subscription)
            found |= _of_one_feed(store, followed, group, feeds.get(feed))
        store.save(time.time())
    return found


def _of_one_feed(
    store: FeedStates, feed: Subscription, entries: list[ServerEntry], there: ServerFeed | None
) -> dict[str, Path]:
    with store.ledgers_lock():
        ledger = store.ledger(feed)
        store.fix_folder(feed, ledger, feed.title)
        inside = store.folder_of(feed)
        as_entries = {each.id: _entry(each) for each in entries}
        names = _files_of(ledger, as_entries)
        new = tuple(entry for entry_id, entry in as_entries.items() if entry_id not in names)
        if new:
            document = Feed(feed.title, there.site if there else "", "", new, 0)
            with pinned(store.real_path(feed)) as folder:
                about = (feed.title, feed.address, feed.tags)
                done = write_entries(
                    document, ledger, Destination(folder, store.aside(inside.name), *about, is_part=True)
                )
            if done.failed:
                raise NewsreaderError(done.failed)
            names = _files_of(ledger, as_entries)
        return {entry_id: inside / name for entry_id, name in names.items()}


def _files_of(ledger: Ledger, entries: Mapping[str, Entry]) -> dict[str, str]:
    """Return the files of entries that are known by link and date, or by link and title; without a link by both."""
    known: dict[tuple[str, str, str], str] = {}
    for file, record in ledger.records().items():
        latest = record.latest
        for mark in (
            (latest.link, latest.date, ""),
            (latest.link, "", latest.title),
            (latest.link, latest.date, latest.title),
        ):
            known.setdefault(mark, file)  # fmt: skip
    found = {}
    for entry_id, entry in entries.items():
        marks = Marks(entry)
        both = (marks.link, marks.date, marks.title)
        either = [(marks.link, marks.date, ""), (marks.link, "", marks.title)] if marks.link else []
        for mark in (both, *(each for each in either if any(each[1:]))):
            if mark in known:
                found[entry_id] = known[mark]
                break
    return found


def _subscription(feed: ServerFeed) -> Subscription:
    address = safe_address(feed.address)
    folder = clean_line(feed.folder, TITLE_LIMIT).strip()
    title = clean_line(feed.title, TITLE_LIMIT).strip()
    href = address.href if address else clean_line(feed.address, TITLE_LIMIT)
    return Subscription(href, title, tags=(folder,) if folder else ())


def _entry(entry: ServerEntry) -> Entry:
    address = safe_address(entry.link)
    author = clean_line(entry.author, TITLE_LIMIT).strip()
    return Entry(
        "", address.href if address else "", clean_line(entry.title, TITLE_LIMIT).strip(), entry.html[:TEXT_LIMIT], "", "",
        entry.published, None, (author,) if author else (), (), "", entry.enclosures,
    )  # fmt: skip
