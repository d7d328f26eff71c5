"""Writes entries as files: once, replaced while unchanged, never over what the user has changed. Disk.

The ``Ledger`` knows a feed's entries. A file whose bytes no device has written is the user's: an update of it is parked in
``.newsreader/updates``. A file that is gone was deleted, and stays deleted.
"""

import errno
import os
import time
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from reader.feeds.files.article_file import article_file
from reader.feeds.files.entry_files import content_of, draft, names_in, replace
from reader.feeds.files.entry_parts import keep_full_article
from reader.feeds.files.header import is_file_of, title_in
from reader.feeds.files.known_entry import KnownEntry
from reader.feeds.files.ledger import Ledger, Record
from reader.feeds.files.marks import Marks
from reader.feeds.files.mass_change import is_mass_change
from reader.feeds.files.matching import match
from reader.feeds.files.naming import TRIES, file_names
from reader.feeds.formats.entry import Entry, Feed, key_of
from reader.feeds.html.convert import as_plain
from reader.files.digest import digest
from reader.files.whole import Draft, sync_folder
from reader.i18n import tr, trn
from reader.log import logger
from reader.refusal import reason_of
from reader.text import fit
from reader.text.address import canonical_with_fragment

WRITTEN_LIMIT = 2_000
"""Files that are written for one document at a time; the rest of its entries comes next time."""

BATCH = 64
"""Files that are forced onto the disk together."""

TITLE_CELLS = 60
"""The width of a title in a sentence."""

FAILED_IN_A_ROW = 20
"""After this many failures in a row it is the disk that is at fault, not the entries."""

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})
"""Errors of a disk that takes nothing more."""


class WriteResult(NamedTuple):
    """What was written of a document."""

    added: tuple[str, ...]
    """Names of new files."""
    updated: tuple[str, ...]
    """Names of files that were replaced."""
    parked: tuple[str, ...]
    """Names of files whose updates were parked."""
    is_mass_change: bool
    """Most that seems new is known by its link or title: the feed has given new ids to old entries."""
    left: int = 0
    """Entries beyond ``WRITTEN_LIMIT``; they come next time."""
    failed: str = ""
    """Which entries could not be written and why, as a sentence; empty: all were. They are tried again."""


class Destination(NamedTuple):
    """Where the entries of a subscription go."""

    folder: Path
    """For their files."""
    aside: Path
    """For updates that must not overwrite a file."""
    title: str
    """The subscription's."""
    address: str
    """The feed's; empty: they are saved pages."""
    tags: Sequence[str]
    """The subscription's."""
    makes_missing: bool = False
    """The user wants them now: a file that is gone is made again."""
    is_part: bool = False
    """It has other entries, which are not in the document."""
    now_s: float = 0.0
    """When the entries were fetched, in seconds since 1970, UTC; 0: now."""


def write_entries(feed: Feed, ledger: Ledger, destination: Destination) -> WriteResult:
    """Write the entries of a document as files and enter them in the ledger.

    An entry that cannot be written fails by itself. Raises OSError for a disk that takes nothing more; what was written by
    then is in the ledger.
    """
    writer = _EntryWriter(feed, ledger, destination)
    try:
        for at in range(len(feed.entries)):
            writer.put(at)
        writer.settle()
    finally:
        writer.give_up()
        ledger.save()
    return WriteResult(
        tuple(writer.added), tuple(writer.updated), tuple(writer.parked), writer.is_mass_change,
        writer.left, writer.failed_sentence(),
    )  # fmt: skip


class _NewFile(NamedTuple):
    """A new file that is written and does not have its name yet."""

    entry: Entry
    draft: Draft
    key: str
    known: KnownEntry


class _EntryWriter:
    """Writes the entries of one document."""

    def __init__(self, feed: Feed, ledger: Ledger, destination: Destination) -> None:
        self._feed, self._ledger, self._destination = feed, ledger, destination
        self._marks = [Marks(entry) for entry in feed.entries]
        records = ledger.records()
        self._matches = match(
            self._marks, records.values(), is_part=feed.is_part or feed.is_damaged or destination.is_part
        )
        self._keys = set(ledger.entries)
        """Those that are in use."""
        self._ids = Counter(entry.key for entry in feed.entries)
        self._taken = {file.casefold() for file in records}
        self._names: set[str] | None = None
        """The names in the folder; read once there is a new entry."""
        self.added: list[str] = []
        self.updated: list[str] = []
        self.parked: list[str] = []
        self.is_mass_change = is_mass_change(self._unknown(), self._marks, records.values())
        self.left = 0
        self._new_files: list[_NewFile] = []
        self._written = 0
        """Files that were begun."""
        self._failed: list[tuple[str, str]] = []
        """Titles of entries that could not be written, and why."""
        self._failed_in_a_row = 0

    def put(self, at: int) -> None:
        """Write an entry if there is something to write; a fault with it does not affect others.

        Raises OSError for a disk that takes nothing more.
        """
        entry, failed = self._feed.entries[at], len(self._failed)
        try:
            self._write(at, entry)
            if len(self._new_files) >= BATCH:
                self.settle()
        except OSError as problem:
            self._fail(entry, problem)
        except Exception as fault:  # noqa: BLE001 - strangers' values may cause any fault: the others are still written
            logger(__name__).exception("an entry could not be written")
            self._fail(entry, fault)
        if len(self._failed) == failed:
            self._failed_in_a_row = 0

    def settle(self) -> None:
        """Force the new files onto the disk, name them and enter them in the ledger; raises OSError for a disk that takes nothing more."""
        new_files, self._new_files = self._new_files, []
        try:
            while new_files:
                each = new_files.pop(0)
                try:
                    with each.draft as made:
                        made.sync()
                        made.place()
                except OSError as problem:
                    self._fail(each.entry, problem)
                else:
                    self._ledger.learn(each.key, each.known)
                    self.added.append(each.known.file)
        finally:
            self._new_files = new_files
        if self.added:
            sync_folder(self._destination.folder)

    def give_up(self) -> None:
        """Remove the files that did not get their names."""
        for each in self._new_files:
            each.draft.discard()
        self._new_files = []

    def failed_sentence(self) -> str:
        """Return which entries could not be written, as a sentence."""
        if not self._failed:
            return ""
        title, why = self._failed[0]
        return trn(
            "1 entry could not be written and will be tried again: {title}: {why}",
            "{count:,} entries could not be written and will be tried again; the first is {title}: {why}",
            len(self._failed), title=fit(title, TITLE_CELLS), why=why,
        )  # fmt: skip

    def _fail(self, entry: Entry, problem: Exception) -> None:
        self._failed.append((entry.title or entry.link or entry.key, _reason(problem)))
        self._failed_in_a_row += 1
        if isinstance(problem, OSError) and (
            problem.errno in _FULL or self._failed_in_a_row >= FAILED_IN_A_ROW
        ):
            raise problem

    def _is_enough(self) -> bool:
        """Return whether the limit of this document is reached; counts what is left."""
        if self._written < WRITTEN_LIMIT:
            return False
        self.left += 1
        return True

    def _unknown(self) -> list[Marks]:
        known = self._matches.by_id | self._matches.repeats
        return [
            marks
            for at, marks in enumerate(self._marks)
            if at not in known and not self._feed.entries[at].is_brief
        ]

    def _write(self, at: int, entry: Entry) -> None:
        if entry.is_brief:
            self.left += entry.is_news
            return
        record, marks = self._matches.records[at], self._marks[at]
        if record is None:
            if at not in self._matches.repeats and not entry.is_empty:
                self._add(entry, marks)
            return
        known = record.latest
        is_said = known.content == marks.content and not (record.may_lag() and self._lags(record, marks))
        if not is_said and self._is_enough():
            return
        if self._destination.makes_missing and content_of(self._destination.folder / known.file) is None:
            self._taken.discard(known.file.casefold())
            self._add(entry, marks, record.key)
            return
        written = known.written
        if is_said and marks.is_as_known(known):
            return
        if not is_said:
            self._written += 1
            outcome, written = self._update(entry, record, self._file_of(entry))
            if outcome is not None:
                outcome.append(known.file)
        self._learn(entry, marks, record, written)

    def _lags(self, record: Record, marks: Marks) -> bool:
        """Return whether a file has what another device wrote, and that is not what the feed says now."""
        there = content_of(self._destination.folder / record.file)
        return there is not None and self._ledger.has_written(there) and not record.says(there, marks.content)

    def _learn(self, entry: Entry, marks: Marks, record: Record, written: str) -> None:
        """Remember what the feed says now, if that is not known."""
        known = record.latest
        row = _row(record.file, written, marks, known.number, known.arrived)
        if row == known:
            return
        row = row._replace(number=self._ledger.number)
        if known.guid == marks.guid or known.is_older:
            self._ledger.learn(record.key, row)
        else:
            self._ledger.learn_alias(self._key_for(entry, marks, record.keys), row)

    def _key_for(self, entry: Entry, marks: Marks, own: Collection[str] = ()) -> str:
        """Return a key for an entry that no other file has; ``own`` are those of its file."""
        for key in _keys_for(entry, marks, is_shared=self._ids[entry.key] > 1):
            if key in own or key not in self._keys:
                self._keys.add(key)
                return key
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))

    def _add(self, entry: Entry, marks: Marks, key: str = "") -> None:
        """Write the file of a new entry; ``key``: of one whose file is gone."""
        if self._is_enough():
            return
        self._written += 1
        name, data, made = self._file_for(entry)
        self._taken.add(name.casefold())
        key = key or self._key_for(entry, marks)
        now = str(int(self._destination.now_s or time.time()))
        known = _row(name, digest(data), marks, self._ledger.number, now)
        if made:
            self._new_files.append(_NewFile(entry, made, key, known))
            return
        outcome, written = self._replace(entry, name, data, self._file_of(entry))
        if outcome is not None:
            outcome.append(name)
        self._ledger.learn(key, known._replace(written=written))

    def _file_for(self, entry: Entry) -> tuple[str, bytes, Draft | None]:
        """Return the name of an entry's file, its content, and its draft if it is new.

        The file is there already if this device was interrupted or another one has written it.
        """
        folder = self._destination.folder
        if self._names is None:
            folder.mkdir(parents=True, exist_ok=True)
            self._names = names_in(folder)
        day = entry.published.date() if entry.published else None
        data = self._file_of(entry)
        for name in file_names(entry.title or title_in(data), day, entry.key):
            if name.casefold() in self._taken:
                continue
            if name.casefold() in self._names:
                there = _content_or_none(folder / name)
                if there is not None and (there == data or self._is_file_of(there, entry)):
                    return name, there, None
                continue
            return name, data, draft(folder / name, data)
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder))

    def _is_file_of(self, there: bytes, entry: Entry) -> bool:
        """Return whether a file is that of an entry as it was; by its id, which others of the document must not have."""
        return self._ids[entry.key] == 1 and is_file_of(there, entry, self._destination.address)

    def _update(self, entry: Entry, record: Record, data: bytes) -> tuple[list[str] | None, str]:
        """Replace an unchanged file, park the update of a changed one, do nothing where it is gone.

        Return the list that its name belongs to, and the digest of what was written last.
        """
        there = content_of(self._destination.folder / record.file)
        if there is None:
            return None, record.latest.written
        outcome, written = self._replace(entry, record.file, there, data)
        return outcome, written or record.latest.written

    def _replace(self, entry: Entry, name: str, there: bytes, data: bytes) -> tuple[list[str] | None, str]:
        """Do so where a file is; the digest is empty where nothing was written into it."""
        is_ours = self._ledger.has_written(there)
        if is_ours:
            data = keep_full_article(data, there)
        if there == data:
            return None, digest(data)
        if is_ours:
            replace(self._destination.folder / name, data, keeps_time=entry.published is None)
            return self.updated, digest(data)
        self._destination.aside.mkdir(parents=True, exist_ok=True)
        replace(self._destination.aside / name, data)
        return self.parked, ""

    def _file_of(self, entry: Entry) -> bytes:
        """Return the content of an entry's file; as plain text where its HTML cannot be converted."""
        about = (self._feed, self._destination.title, self._destination.address, self._destination.tags)
        try:
            return article_file(entry, *about)
        except Exception:  # noqa: BLE001 - strangers' HTML may cause any fault: its words are still written
            logger(__name__).exception("an entry could not be converted")
            plain = entry.markdown or as_plain(entry.html)
            return article_file(entry._replace(html="", markdown=plain), *about)


def _content_or_none(file: Path) -> bytes | None:
    """Return the bytes of a file; None: it cannot be read, so its name is taken by something else."""
    try:
        return content_of(file)
    except OSError:
        return None


def _reason(problem: Exception) -> str:
    """Return why something failed, in words for the user."""
    if isinstance(problem, OSError) and problem.strerror:
        return reason_of(problem)
    return tr("an error in newsreader ({kind})", kind=type(problem).__name__)


def _row(file: str, written: str, marks: Marks, number: str, arrived: str) -> KnownEntry:
    """Return what is remembered of an entry."""
    return KnownEntry(
        file, written, marks.content, marks.link, marks.title,
        marks.date, marks.guid, marks.tail, marks.text, number, arrived,
    )  # fmt: skip


def _keys_for(entry: Entry, marks: Marks, *, is_shared: bool) -> Iterator[str]:
    """Yield keys for an entry, the plainest first; ``is_shared``: others of its document have that too."""
    if not is_shared:
        yield entry.key
    if entry.guid and entry.link:
        yield key_of(f"{entry.guid}#{canonical_with_fragment(entry.link)}")
    for more in (f"{entry.title}\0{marks.date}", marks.text, *map(str, range(TRIES))):
        yield key_of(f"{entry.key}#{digest(more)}")
