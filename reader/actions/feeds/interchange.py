"""Feeds and what was read, from other readers and for them: OPML, newsboat."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from reader.actions.changes.journal_export import Imported, take_entries
from reader.actions.feeds.passwords import keep_passwords, where_it_is_kept
from reader.actions.feeds.subscribing import Followed, follow
from reader.actions.feeds.trusting import trust_of
from reader.actions.finding.saved_searches import keep_search
from reader.actions.workspace.workspace import Workspace
from reader.errors import NewsreaderError, UsageError
from reader.feeds.following.subscriptions import load_subscriptions
from reader.feeds.interchange.listed import FeedList
from reader.feeds.interchange.newsboat import read_marks, read_urls
from reader.feeds.interchange.newsboat_query import translated
from reader.feeds.interchange.opml import FEEDS_LIMIT, is_cut_off, read_opml, write_opml
from reader.i18n import tr

_SQLITE = b"SQLite format 3"
"""What a database file begins with, newsboat's ``cache.db`` among them."""


Complain: TypeAlias = Callable[[str], None]
"""Takes a sentence about what was left out."""


class ImportedFeeds(NamedTuple):
    """What came of a list of feeds."""

    total: int
    """Feeds in the list."""
    added: int
    """Feeds that were not followed yet."""
    is_whole: bool = True
    """The list was complete, and all that is understood of it could be written."""
    left_out: tuple[str, ...] = ()
    """A sentence for each row of the list that is not taken."""


def as_opml(feeds: Iterable[Followed]) -> str:
    """Return followed feeds as an OPML document, with the titles that the user sees."""
    return write_opml(
        each.feed._replace(
            title=each.feed.title or each.state.title, website=each.feed.website or each.state.website
        )
        for each in feeds
    )


def import_opml(
    workspace: Workspace, root: Path, data: bytes, name: str, complain: Complain
) -> ImportedFeeds:
    """Follow the feeds of an OPML document in the ``feeds.toml`` of ``root``; raises NewsreaderError.

    ``name`` is that of the file, for error messages; ``complain`` is given what is left out, as sentences.
    """
    listed = read_opml(data, name)
    if len(listed.feeds) >= FEEDS_LIMIT:
        complain(tr("only the first {count:,} feeds are imported", count=FEEDS_LIMIT))
    added, is_whole = _follow_listed(workspace, root, listed, complain), not is_cut_off(data)
    if not is_whole:
        complain(tr("{file} is damaged or cut off: only its first feeds are imported", file=name))
    return ImportedFeeds(len(listed.feeds), added, is_whole, listed.left_out)


def _follow_listed(workspace: Workspace, root: Path, listed: FeedList, complain: Complain) -> int:
    """Follow the feeds of a list, say what is left out and where passwords went; return how many are new."""
    for sentence in listed.left_out:
        complain(tr("skipped: {sentence}", sentence=sentence))
    known = {feed.address for feed in load_subscriptions(root).feeds}
    passwords = {address: password for address, password in listed.passwords.items() if address not in known}
    feeds = keep_passwords(workspace, listed.feeds, passwords)
    added = follow(root, feeds, trust_of(workspace))
    for feed in feeds:
        if feed.address in passwords:
            complain(where_it_is_kept(feed))
    return added


def is_newsboat_cache(data: bytes) -> bool:
    """Return whether a file of newsboat is its ``cache.db``, not its ``urls``."""
    return data.startswith(_SQLITE)


def import_newsboat_cache(workspace: Workspace, file: Path) -> Imported:
    """Take over what was read and flagged in newsboat, from its ``cache.db``; raises NewsreaderError."""
    done = take_entries(read_marks(file), workspace.journal, workspace.library)
    workspace.journal.sync()
    return done


def import_newsboat_urls(workspace: Workspace, root: Path, data: bytes, complain: Complain) -> ImportedFeeds:
    """Follow the feeds of newsboat's ``urls`` in the ``feeds.toml`` of ``root``, and save its query feeds as searches.

    ``complain`` is given what is left out, as sentences. Raises NewsreaderError where the feeds cannot be written.
    """
    urls = read_urls(data.decode("utf-8", "replace"))
    for line in urls.left_out:
        complain(tr("skipped, not a web feed: {line}", line=line))
    is_whole = _keep_queries(workspace, urls.queries, complain)
    return ImportedFeeds(len(urls.feeds), follow(root, urls.feeds, trust_of(workspace)), is_whole)


def _keep_queries(workspace: Workspace, queries: Sequence[tuple[str, str]], complain: Complain) -> bool:
    """Save query feeds as searches above the groups; return whether all that are understood could be written."""
    are_kept, saved = True, []
    for name, query in queries:
        try:
            keep_search(workspace.paths.searches, name, translated(query))
            saved.append(name)
        except UsageError as problem:
            complain(tr("skipped the query feed {name}: {problem}", name=name, problem=problem))
        except NewsreaderError as problem:
            complain(tr("the query feed {name} is not saved: {problem}", name=name, problem=problem))
            are_kept = False
    if saved:
        complain(tr("saved as searches: {names}", names=", ".join(saved)))
    return are_kept
