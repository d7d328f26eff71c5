"""When an article was first seen: the first fetch of a feed's entry, the first sight of a file. Reads folders through ``known``.

It stands in the index only, never in the article's file. What a feed's ledger has survives the loss of the index; of other
files, a rebuild takes it over from the damaged index. Where nothing is known of a folder yet, because the index is new, the time of a
file is the best guess of when it came.
"""

import os
import time
from collections.abc import Callable, Collection, Mapping
from datetime import timedelta
from pathlib import Path

from reader.library.index.grouping import FEED_ADDRESS
from reader.library.index.seeds import NO_SEEDS, Seeds
from reader.library.scan.intake import IndexedArticle, ScannedFile
from reader.library.scan.walk import NewFile

KnownArrivals = Callable[[Path, str], Mapping[str, int]]
"""Takes a folder and the address of a feed; returns when its entries were first fetched, by the names of their files, and by their
ids with ``\\0`` behind them."""

FEEDS_KEPT = 16
"""Feeds of which that is kept in memory, beside those with files in the present directory: files come directory by directory."""

NAMES_KEPT = 1_000_000
"""Names that are kept of all of them."""

AHEAD_S = int(timedelta(days=1).total_seconds())
"""A date that is later than this from now is of the future: zones make up less."""


def nothing_known(_folder: Path, _feed: str) -> Mapping[str, int]:
    """Return nothing: no entry is known."""
    return {}


def feed_of(parsed: IndexedArticle) -> str:
    """Return the address of the feed whose entry an article is; empty: it is of none."""
    return next((shown for key, _, shown in parsed.fields if key == FEED_ADDRESS), "")


class Arrivals:
    """Says when files were first seen. One for each scan."""

    def __init__(
        self,
        folders: Mapping[int, Path],
        known: KnownArrivals = nothing_known,
        new: Collection[int] = (),
        seeds: Seeds = NO_SEEDS,
    ) -> None:
        """``folders`` are those of the library by their rows, ``new`` the rows of those of which the index has nothing yet."""
        self._folders, self._known, self._new, self._seeds = folders, known, new, seeds
        self._of_feeds: dict[tuple[int, str], tuple[bytes, Mapping[str, int]]] = {}
        """What is known of a feed, by folder and address, with the directory in which it was wanted last."""
        self.now_s = int(time.time())
        """Seconds since 1970, UTC."""

    def of(self, entry: ScannedFile) -> int:
        """Return when an article was first seen that the index does not have, in seconds since 1970, UTC."""
        fresh = entry.fresh
        known = self._fetched(entry) or self._seeds.arrivals.get((fresh.folder, fresh.path, fresh.name), 0)
        if 0 < known <= self.now_s + AHEAD_S:
            return known
        written_s = entry.stamp[0] // 1_000_000_000
        return min(written_s, self.now_s) if fresh.folder in self._new and written_s > 0 else self.now_s

    def _fetched(self, entry: ScannedFile) -> int:
        assert entry.parsed is not None
        feed = feed_of(entry.parsed)
        if not feed or (folder := self._folders.get(entry.fresh.folder)) is None:
            return 0
        of_feed = self._of_feed(folder, entry.fresh, feed)
        name = os.fsdecode(entry.fresh.name)
        return of_feed.get(name, 0) or of_feed.get(f"{entry.parsed.columns['guid']}\0", 0)

    def _of_feed(self, folder: Path, fresh: NewFile, feed: str) -> Mapping[str, int]:
        _, found = self._of_feeds.get((fresh.folder, feed), (b"", None))
        if found is None:
            found = self._known(folder, feed)
            if len(self._of_feeds) >= FEEDS_KEPT:
                self._forget_those_of_other_directories(fresh)
        self._of_feeds[fresh.folder, feed] = fresh.path, found
        return found

    def _forget_those_of_other_directories(self, fresh: NewFile) -> None:
        self._of_feeds = {
            (row, feed): (path, found)
            for (row, feed), (path, found) in self._of_feeds.items()
            if (row, path) == (fresh.folder, fresh.path)
        }
        if sum(len(found) for _, found in self._of_feeds.values()) > NAMES_KEPT:
            self._of_feeds.clear()

    def sorted_at(self, date_s: int, arrived_s: int) -> int:
        """Return by what a list sorts an article: its date, unless that is in the future."""
        return date_s if date_s <= self.now_s + AHEAD_S else arrived_s
