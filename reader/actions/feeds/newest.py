"""Keeps only the newest articles of a feed unread, where ``feeds.toml`` says so."""

from collections.abc import Sequence

from reader.actions.changes.flags import mark
from reader.actions.workspace.workspace import Workspace
from reader.feeds.following.subscriptions import Subscription
from reader.journal import Field
from reader.library.index.rows import Flag


def keep_newest_unread(workspace: Workspace, feeds: Sequence[Subscription]) -> int:
    """Mark read what is older than the newest unread articles that a feed keeps; return how many. Raises JournalError.

    Articles with a star and those kept for later are left as they are, and are not counted.
    """
    library = workspace.library
    old: list[int] = []
    for feed in feeds:
        if not feed.newest:
            continue
        with library.articles.frame() as frame:
            flags = frame.flags
            found = frame.own(library.questions.of_feeds([feed.address]))
            unread = [
                each
                for each in found
                if flags[each] & Flag.UNREAD and not flags[each] & (Flag.STARRED | Flag.LATER)
            ]
        if len(unread) <= feed.newest:
            continue
        rows = library.articles.rows(unread)
        newest_first = sorted(rows.values(), key=lambda row: (row.date, row.id), reverse=True)
        old += (row.id for row in newest_first[feed.newest :])
    if old:
        mark(library, workspace.journal, old, Field.READ, value=True)
    return len(old)
