"""Takes over what newsboat has: feeds, query feeds, articles with their texts, what was read and flagged, settings."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from reader.actions.changes.journal_export import Imported, finder, take_entries
from reader.actions.feeds.interchange import Complain, ImportedFeeds, follow_listed
from reader.actions.feeds.trusting import outside_of, trust_of
from reader.actions.finding.saved_searches import keep_search
from reader.actions.workspace.workspace import Workspace
from reader.errors import NewsreaderError, UsageError
from reader.feeds.files.entry_writer import Destination, write_entries
from reader.feeds.following.feed_states import FeedStates, feeds_lock
from reader.feeds.following.subscriptions import Subscription, load_subscriptions
from reader.feeds.formats.entry import Feed
from reader.feeds.interchange.listed import FeedList, listed_address
from reader.feeds.interchange.newsboat import Files, files_in, read_urls, standard_files
from reader.feeds.interchange.newsboat_cache import Cache, Cached, opened_cache
from reader.feeds.interchange.newsboat_config import Config, read_config
from reader.feeds.interchange.newsboat_query import translated
from reader.files.inside import pinned
from reader.i18n import listed, tr
from reader.refusal import refusal_there

__all__ = [
    "Config", "Files", "ImportedCache", "ImportedUrls", "files_in", "import_cache", "import_urls", "is_cache", "read_config",
    "standard_files",
]  # fmt: skip

AT_ONCE = 1_000
"""Articles that are written together."""

_SQLITE = b"SQLite format 3"
"""What a database file begins with."""


class ImportedUrls(NamedTuple):
    """What became of a list of feeds."""

    feeds: ImportedFeeds
    """Its feeds."""
    quiet: int
    """Those of them that newsboat hides, which are quiet here."""
    searches: tuple[str, ...]
    """Names of query feeds that are saved searches now."""
    left_out: tuple[str, ...]
    """Names of query feeds that are not."""


class ImportedCache(NamedTuple):
    """What became of a cache."""

    files: tuple[Path, ...]
    """Those of the articles that are files now."""
    known: int
    """Articles that the library had already."""
    unfollowed: int
    """Articles of feeds that are not followed, which are left out."""
    marks: Imported
    """What was read and flagged."""
    flags: tuple[str, ...]
    """Flags that have no meaning here."""
    failed: tuple[str, ...] = ()
    """A sentence for each feed whose articles could not be written."""

    @property
    def written(self) -> int:
        """How many articles are files now."""
        return len(self.files)


def is_cache(data: bytes) -> bool:
    """Return whether a file of newsboat is its ``cache.db``."""
    return data.startswith(_SQLITE)


def import_urls(workspace: Workspace, root: Path, data: bytes, complain: Complain) -> ImportedUrls:
    """Follow the feeds of newsboat's ``urls`` in the ``feeds.toml`` of ``root``, and save its query feeds as searches.

    ``complain`` is given what is left out, as sentences. Raises NewsreaderError where the feeds cannot be written.
    """
    urls = read_urls(data.decode("utf-8", "replace"))
    saved, left_out, is_whole = _keep_queries(workspace, urls.queries, complain)
    listed = FeedList(urls.feeds, urls.passwords, urls.left_out)
    added = follow_listed(workspace, root, listed, complain)
    return ImportedUrls(
        ImportedFeeds(len(urls.feeds), added, is_whole, urls.left_out),
        sum(feed.is_quiet for feed in urls.feeds), saved, left_out,
    )  # fmt: skip


def import_cache(workspace: Workspace, root: Path, file: Path) -> ImportedCache:
    """Take over newsboat's ``cache.db``: articles of the feeds of ``root`` that are no files yet, then what was read.

    ``root`` has to be open. Raises NewsreaderError.
    """
    with opened_cache(file) as cache:
        taken = _Taken(workspace, root, cache) if cache.has_texts else None
        if taken:
            taken.write_all()
        exact = taken.marks if taken else []
        written = {(mark["id"], mark["link"]) for mark in exact}
        marks = [*exact, *(mark for mark in cache.marks() if (mark["id"], mark["link"]) not in written)]
        done = take_entries(marks, workspace.journal, workspace.library)
        workspace.journal.sync()
        if taken is None:
            return ImportedCache((), 0, 0, done, tuple(cache.other_flags()))
        return ImportedCache(
            tuple(taken.files),
            taken.known,
            taken.unfollowed,
            done,
            tuple(cache.other_flags()),
            tuple(taken.failed),
        )


class _Taken:
    """What is taken from a cache."""

    def __init__(self, workspace: Workspace, root: Path, cache: Cache) -> None:
        self._workspace, self._root, self._cache = workspace, root, cache
        self._find: Callable[[Mapping[str, object]], int | None] = finder(workspace.library)
        self.files: list[Path] = []
        """New files."""
        self.marks: list[dict[str, object]] = []
        """What was read and flagged of them, by their paths."""
        self.failed: list[str] = []
        self.known = self.unfollowed = 0

    def write_all(self) -> None:
        """Write the articles that are no files yet, feed by feed; raises NewsreaderError."""
        feeds = load_subscriptions(self._root).feeds
        followed = {feed.address: feed for feed in feeds}
        if not followed:  # then there is nothing to write, nor a folder to lock
            self.unfollowed = sum(self._cache.counts().values())
            return
        review = trust_of(self._workspace).review(self._root, [(feed, "") for feed in feeds])
        with feeds_lock(self._root) as is_locked:
            if not is_locked:
                raise NewsreaderError(tr("The feeds of this folder are being refreshed: try again later"))
            store = FeedStates(self._root, outside_of(review))
            for address, count in self._cache.counts().items():
                login = listed_address(address)
                feed = followed.get(login.address) if login else None
                if feed is None:
                    self.unfollowed += count
                    continue
                try:
                    self._write(store, feed, address)
                except (NewsreaderError, OSError) as problem:  # of this feed: the others are written
                    why = refusal_there(problem) if isinstance(problem, OSError) else str(problem)
                    self.failed.append(tr("{name}: {why}", name=feed.short_title, why=why))
            store.save(time.time())
        self._workspace.library.scan_paths(self.files)

    def _write(self, store: FeedStates, feed: Subscription, address: str) -> None:
        document, state = self._cache.feed(address), store.state(feed)
        state.website = state.website or document.link
        store.fix_folder(feed, store.ledger(feed), state.title or document.title)
        inside = store.folder_of(feed)
        real_folder, aside = store.real_path(feed), store.aside(inside.name)
        unknown = self._unknown(document, address, frozenset(store.ledger(feed).entries))
        while some := list(islice(unknown, AT_ONCE)):
            with store.ledgers_lock():
                ledger = store.ledger(feed)
                with pinned(real_folder) as folder:
                    about = (feed.title or state.title, feed.address, feed.tags)
                    destination = Destination(folder, aside, *about, is_part=True)
                    entries = tuple(each.entry for each in some)
                    done = write_entries(document._replace(entries=entries), ledger, destination)
                state.articles = ledger.count
            self.files += (inside / name for name in done.added)
            if done.failed:
                self.failed.append(tr("{name}: {why}", name=feed.short_title, why=done.failed))
            for each in some:
                known = ledger.entries.get(each.entry.key)
                if known and (each.is_read or each.has_star):
                    self.marks.append(_mark(each, str(inside / known.file)))

    def _unknown(self, document: Feed, address: str, written: frozenset[str]) -> Iterator[Cached]:
        """Yield the articles of a feed that the library does not have; ``written`` are the keys of entries that came before."""
        for each in self._cache.articles(address, document.link):
            entry = each.entry
            if entry.key in written or self._find({"link": entry.link, "id": entry.guid}) is not None:
                self.known += 1
            else:
                yield each


def _mark(each: Cached, path: str) -> dict[str, object]:
    return {
        "path": path, "link": each.entry.link, "id": each.entry.guid, "read": each.is_read, "starred": each.has_star,
    }  # fmt: skip


def _keep_queries(
    workspace: Workspace, queries: Sequence[tuple[str, str]], complain: Complain
) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """Save query feeds as searches above the groups; return the saved ones, the others, and whether all could be written."""
    are_kept, saved, left_out = True, [], []
    for name, query in queries:
        try:
            keep_search(workspace.paths.searches, name, translated(query))
            saved.append(name)
        except UsageError as problem:
            left_out.append(name)
            complain(tr("skipped the query feed {name}: {problem}", name=name, problem=problem))
        except NewsreaderError as problem:
            left_out.append(name)
            complain(tr("the query feed {name} is not saved: {problem}", name=name, problem=problem))
            are_kept = False
    if saved:
        complain(tr("saved as searches: {names}", names=listed(saved)))
    return tuple(saved), tuple(left_out), are_kept
