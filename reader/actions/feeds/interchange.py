"""Feeds from other readers and for them: OPML."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple, TypeAlias

from reader.actions.feeds.passwords import keep_passwords, where_it_is_kept
from reader.actions.feeds.subscribing import Followed, follow
from reader.actions.feeds.trusting import trust_of
from reader.actions.workspace.workspace import Workspace
from reader.feeds.following.subscriptions import load_subscriptions
from reader.feeds.interchange.listed import FeedList
from reader.feeds.interchange.opml import FEEDS_LIMIT, is_cut_off, read_opml, write_opml
from reader.i18n import tr

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
    added, is_whole = follow_listed(workspace, root, listed, complain), not is_cut_off(data)
    if not is_whole:
        complain(tr("{file} is damaged or cut off: only its first feeds are imported", file=name))
    return ImportedFeeds(len(listed.feeds), added, is_whole, listed.left_out)


def follow_listed(workspace: Workspace, root: Path, listed: FeedList, complain: Complain) -> int:
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
