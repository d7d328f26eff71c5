"""One turn with one account: sends what waits, pulls what is there, takes what differs. Network and disk.

The server has no times of marks, so it is the truth but for articles whose marks wait to be sent. An entry that it no longer
has is left as it is. What it says becomes events of the journal, which undo leaves alone.
"""

import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from reader.article import Key
from reader.files.digest import digest
from reader.journal import Change, Field, Journal
from reader.library import Flag, Library
from reader.sync.arriving import write_files
from reader.sync.memory import Known, Memory, Settled
from reader.sync.server import Mark, Server, ServerEntry, States

AT_ONCE = 150
"""Entries that become files together, and are then on the screen."""

TRIES = 3
"""After so many turns in which the server has taken a mark and not kept it the user is told."""

GONE = -1
"""Stands for the tries of an entry that the server no longer has: its marks are kept, and neither sent nor counted."""

LONGEST_REST_S = 6 * 3600.0
"""After so long the lists of the server are compared whole, whatever it says of changes: clocks differ."""

_UNREAD, _STARRED = int(Flag.UNREAD), int(Flag.STARRED)  # a Flag is slow to test
_NO_ARTICLE = Key("", "")

Arrived = Callable[[int, int], None]
"""Takes how many new entries are here, and of how many."""


class Done(NamedTuple):
    """What came of a turn."""

    added: tuple[Path, ...] = ()
    """New files."""
    taken: int = 0
    """Articles whose marks were changed as the server says."""
    waiting: int = 0
    """Articles whose marks the server does not have yet."""
    refused: int = 0
    """Of these, those that it does not keep."""


class Local(NamedTuple):
    """An entry here and as the server had it last."""

    known: Known
    """As the server had it."""
    article: int
    """Which it is here."""
    read: bool
    """Whether it is read here."""
    starred: bool
    """Whether it has a star here."""

    @property
    def waits(self) -> bool:
        """Whether there is something to send."""
        return self.known.tries != GONE and self.differs

    @property
    def differs(self) -> bool:
        """Whether it is marked otherwise than the server has it for sure."""
        return self.read_differs or self.starred_differs

    @property
    def read_differs(self) -> bool:
        """Whether the server may have it otherwise: as it was last, or as was sent since."""
        return self.read != self.known.read or self.known.sent_read not in {None, self.read}

    @property
    def starred_differs(self) -> bool:
        """The same of its star."""
        return self.starred != self.known.starred or self.known.sent_starred not in {None, self.starred}


def local_entries(library: Library, memory: Memory) -> dict[str, Local]:
    """Return the entries that have an article here, by their ids."""
    known = [each for each in memory.entries() if each.key.path]
    articles = library.articles.find_each(each.key for each in known)
    with library.articles.frame() as frame:
        flags = frame.moment().flags
    found: dict[str, Local] = {}
    for each in known:
        article = articles.get(each.key)
        if article is not None:
            flag = flags[article] if article < len(flags) else 0
            found[each.id] = Local(each, article, not flag & _UNREAD, bool(flag & _STARRED))
    return found


def waiting(library: Library, memory: Memory) -> int:
    """Return how many articles have marks that the server does not have yet."""
    return sum(each.waits for each in local_entries(library, memory).values())


def run_turn(
    library: Library, journal: Journal, memory: Memory, *, server: Server, root: Path, arrived: Arrived
) -> Done:
    """Bring the library and the account together; ``root`` is the open folder for files. Raises NewsreaderError and OSError.

    Where neither side has changed since a turn that left nothing to do, the lists of the server are all that is looked at;
    and not even those where it can say that nothing has changed there.
    """
    here, settled, now_s = _marks_of(library), memory.settled, time.time()
    is_same = settled is not None and settled.here == here and now_s - settled.at_s < LONGEST_REST_S
    if settled and is_same and not server.is_changed(settled.at_s):
        return Done()
    sent: dict[str, Local] = {}
    if not is_same:
        sent = {each.known.id: each for each in local_entries(library, memory).values() if each.waits}
        _send(server, memory, list(sent.values()))
    states = server.states()
    there = _digest_of(states)
    if settled and is_same and settled.there == there:
        memory.settle(settled._replace(at_s=now_s))
        return Done()
    taken, refused = _take(library, journal, memory, states, sent)
    added = _fetch_missing(library, journal, memory, server=server, root=root, states=states, arrived=arrived)
    left = waiting(library, memory)
    memory.settle(None if left or not states.is_whole else Settled(_marks_of(library), there, now_s))
    return Done(tuple(added), taken, left, refused)


def _marks_of(library: Library) -> str:
    """Return what changes with each mark here, and with each index."""
    with library.articles.frame() as frame:
        moment = frame.moment()
    return digest(moment.edition.index_id.encode() + moment.flags)


def _digest_of(states: States) -> str:
    """Return what changes with each change at the server."""
    lists = (states.ids, states.unread, states.starred)
    return digest("\0".join([str(states.is_whole), *("\n".join(sorted(each)) for each in lists)]))


def _send(server: Server, memory: Memory, entries: Sequence[Local]) -> None:
    """Send what differs; what that is is written down first, since the answer may never come."""
    memory.learn(
        each.known._replace(
            sent_read=each.read if each.read_differs else each.known.sent_read,
            sent_starred=each.starred if each.starred_differs else each.known.sent_starred,
        )
        for each in entries
    )
    for mark, ids in (
        (Mark.READ, [e.known.id for e in entries if e.read and e.read_differs]),
        (Mark.UNREAD, [e.known.id for e in entries if not e.read and e.read_differs]),
        (Mark.STAR, [e.known.id for e in entries if e.starred and e.starred_differs]),
        (Mark.UNSTAR, [e.known.id for e in entries if not e.starred and e.starred_differs]),
    ):
        if ids:
            server.mark(mark, ids)


def _as_there(states: States, known: Known) -> Known | None:
    """Return an entry as the server has it now; None: it does not have it, or its lists say nothing sure of it."""
    if known.id not in states.ids:
        return None
    if states.is_whole:
        return known._replace(
            read=known.id not in states.unread, starred=known.id in states.starred, sent_read=None, sent_starred=None
        )  # fmt: skip
    return known._replace(
        read=known.read and known.id not in states.unread, starred=known.starred or known.id in states.starred
    )


def _take(
    library: Library, journal: Journal, memory: Memory, states: States, sent: dict[str, Local]
) -> tuple[int, int]:
    """Take what the server says of known entries; return how many articles changed, and how many marks it does not keep."""
    learned: list[Known] = []
    changes: list[Change] = []
    refused = changed = 0
    # Read again: the user goes on while the server answers.
    for entry_id, local in local_entries(library, memory).items():
        known = local.known
        there = _as_there(states, known)
        if there is None:
            if states.is_whole and local.waits:
                learned.append(known._replace(tries=GONE))
            continue
        mine = _changes(local, there)
        changed += bool(mine)
        changes += mine
        if local.differs and _still_waits(local, there):
            before = sent.get(entry_id)
            was_sent = before is not None and (before.read, before.starred) == (local.read, local.starred)
            there = there._replace(tries=max(known.tries, 0) + was_sent)
            refused += there.tries >= TRIES
        else:
            there = there._replace(tries=0)
        if there != known:
            learned.append(there)
    if changes:
        library.apply(journal.record(changes, is_act=False))
        journal.sync()
    memory.learn(learned)
    return changed, refused


def _still_waits(local: Local, there: Known) -> bool:
    return (local.read_differs and local.read != there.read) or (
        local.starred_differs and local.starred != there.starred
    )


def _changes(local: Local, there: Known) -> list[Change]:
    """Return what the server changes here: fields that do not wait to be sent."""
    found = []
    if not local.read_differs and local.read != there.read:
        found.append(Change(there.key, Field.READ, there.read, local.read))
    if not local.starred_differs and local.starred != there.starred:
        found.append(Change(there.key, Field.STARRED, there.starred, local.starred))
    return found


def _fetch_missing(
    library: Library, journal: Journal, memory: Memory, *, server: Server, root: Path, states: States, arrived: Arrived
) -> list[Path]:  # fmt: skip
    """Fetch what is not known yet, and write and list it batch by batch; return the new files."""
    known = {each.id for each in memory.entries()}
    missing = sorted(states.ids - known, key=_newest_first, reverse=True)
    if not missing:
        return []
    feeds = {feed.id: feed for feed in server.feeds()}
    memory.learn_feeds(feeds.values())
    added: list[Path] = []
    coming = server.entries(missing)
    done = 0
    while batch := list(islice(coming, AT_ONCE)):
        files = write_files(root, batch, feeds)
        added += _list_batch(library, journal, memory, states=states, batch=batch, files=files)
        done += len(batch)
        arrived(done, len(missing))
    return added


def _list_batch(
    library: Library, journal: Journal, memory: Memory, *, states: States, batch: list[ServerEntry], files: dict[str, Path]
) -> list[Path]:  # fmt: skip
    """List the files of a batch with their marks; return those that were not listed before.

    Where an article was here already, what was read or starred on either side is so on both.
    """
    had = set(library.files.articles_at(files.values()))
    library.scan_paths(set(files.values()))
    at = library.files.articles_at(files.values())
    rows = {path: row for row in library.articles.each_row(list(at)) if (path := at.get(row.id))}
    learned: list[Known] = []
    changes: list[Change] = []
    for entry in batch:
        row = rows.get(files[entry.id]) if entry.id in files else None
        read = entry.id not in states.unread if states.is_whole else entry.is_read
        starred = entry.id in states.starred if states.is_whole else entry.is_starred
        there = Known(entry.id, row.key if row else _NO_ARTICLE, read, starred)
        learned.append(there)
        if row:
            either = there._replace(read=read or row.read, starred=starred or row.starred)
            as_here = Local(there._replace(read=row.read, starred=row.starred), row.id, row.read, row.starred)
            changes += _changes(as_here, either)
    if changes:
        library.apply(journal.record(changes, is_act=False))
        journal.sync()
    memory.learn(learned)
    return [path for article, path in at.items() if article not in had]


def _newest_first(entry: str) -> tuple[int, str]:
    """Return what ids are ordered by: servers count up."""
    return len(entry), entry
