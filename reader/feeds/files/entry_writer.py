"""Writes entries as files: once, replaced while unchanged, never over what the user has changed. Disk.

The ``Ledger`` knows a feed's entries. A file whose bytes no device has written is the user's: an update of it is parked in
``.newsreader/updates``. A file that is gone was deleted, and stays deleted.
"""

import errno
import os
import re
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from reader.errors import NewsreaderError
from reader.feeds.files.article_file import article_file, is_file_of
from reader.feeds.files.entry_files import content_of, draft, names_in, replace
from reader.feeds.files.entry_parts import keep_full_article
from reader.feeds.files.ledger import KnownEntry, Ledger
from reader.feeds.files.naming import file_names
from reader.feeds.formats.entry import Entry, Feed
from reader.feeds.html.convert import as_plain
from reader.files.digest import digest
from reader.files.whole import Draft, sync_folder
from reader.i18n import tr, trn
from reader.log import logger
from reader.text import fit
from reader.text.address import canonical

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

_SOURCES = re.compile(r"""(\bsrc(?:set)?=["'][^"'?]*)\?[^"']*""", re.IGNORECASE)
"""Addresses of images with the query that many servers change at each request."""


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
    now_s: float = 0.0
    """When the entries were fetched, in seconds since 1970, UTC; 0: now."""


def write_entries(feed: Feed, ledger: Ledger, destination: Destination) -> WriteResult:
    """Write the entries of a document as files and enter them in the ledger.

    An entry that cannot be written fails by itself. Raises OSError for a disk that takes nothing more; what was written by
    then is in the ledger.
    """
    writer = _EntryWriter(feed, ledger, destination)
    try:
        for entry in feed.entries:
            writer.put(entry)
        writer.settle()
    finally:
        writer.give_up()
        ledger.save()
    return WriteResult(
        tuple(writer.added), tuple(writer.updated), tuple(writer.parked), writer.familiar * 2 > writer.unknown > 1,
        writer.left, writer.failed_sentence(),
    )  # fmt: skip


class _NewFile(NamedTuple):
    """A new file that is written and does not have its name yet."""

    entry: Entry
    draft: Draft
    known: KnownEntry


class _EntryWriter:
    """Writes the entries of one document."""

    def __init__(self, feed: Feed, ledger: Ledger, destination: Destination) -> None:
        self._feed, self._ledger, self._destination = feed, ledger, destination
        self._present = {entry.key for entry in feed.entries}
        known = ledger.entries.items()
        self._by_link = {each.link: key for key, each in known if each.link}
        self._titles = {each.title for _, each in known}
        self._taken = {each.file.casefold() for _, each in known}
        self._names: set[str] | None = None
        """The names in the folder; read once there is a new entry."""
        self.added: list[str] = []
        self.updated: list[str] = []
        self.parked: list[str] = []
        self.unknown = self.familiar = self.left = 0
        self._new_files: list[_NewFile] = []
        self._written = 0
        """Files that were begun."""
        self._failed: list[tuple[str, str]] = []
        """Titles of entries that could not be written, and why."""
        self._failed_in_a_row = 0

    def put(self, entry: Entry) -> None:
        """Write an entry if there is something to write; a fault with it does not affect others.

        Raises OSError for a disk that takes nothing more.
        """
        failed = len(self._failed)
        try:
            self._write(entry)
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
                    self._ledger.learn(each.entry.key, each.known)
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

    def _write(self, entry: Entry) -> None:
        if entry.is_brief:
            self.left += entry.is_news
            return
        known = self._ledger.entries.get(entry.key)
        if known is None:
            self.unknown += 1
            known = self._under_another_id(entry)
        if known is None:
            self._add(entry)
            return
        content = content_digest(entry)
        if known.content != content and self._is_enough():
            return
        if self._destination.makes_missing and content_of(self._destination.folder / known.file) is None:
            self._taken.discard(known.file.casefold())
            self._add(entry)
            return
        if known.content == content:
            return
        self._written += 1
        data = self._file_of(entry)
        outcome, written = self._update(entry, known, data)
        if outcome is not None:
            outcome.append(known.file)
        self._ledger.learn(
            entry.key, known._replace(written=written, content=content, title=digest(entry.title))
        )

    def _under_another_id(self, entry: Entry) -> KnownEntry | None:
        """Return the known entry whose id has changed to this one's: its link and its title or date are known, its old id is gone."""
        former = self._by_link.get(_link(entry), "") if entry.link else ""
        if former or digest(entry.title) in self._titles:
            self.familiar += 1
        # The part of a document that was not read may still have the old id: then they are two.
        is_here = former in self._present or self._feed.is_part
        known = None if is_here else self._ledger.entries.get(former)
        if known and (known.title == digest(entry.title) or known.date == _date(entry) != ""):
            self._ledger.learn(entry.key, known)
            return known
        return None

    def _add(self, entry: Entry) -> None:
        if self._is_enough():
            return
        self._written += 1
        name, data, made = self._file_for(entry)
        self._taken.add(name.casefold())
        is_ours = made is not None or self._ledger.has_written(data) or data == self._file_of(entry)
        known = KnownEntry(
            name,
            digest(data) if is_ours else "",
            content_digest(entry),
            _link(entry),
            digest(entry.title),
            _date(entry),
            str(int(self._destination.now_s or time.time())),
        )
        if made:
            self._new_files.append(_NewFile(entry, made, known))
        else:
            self._ledger.learn(entry.key, known)

    def _file_for(self, entry: Entry) -> tuple[str, bytes, Draft | None]:
        """Return the name of an entry's file, its content, and its draft if it is new.

        The file is there already if this device was interrupted or another one has written it.
        """
        folder = self._destination.folder
        if self._names is None:
            folder.mkdir(parents=True, exist_ok=True)
            self._names = names_in(folder)
        day = entry.published.date() if entry.published else None
        for name in file_names(entry.title, day, entry.key):
            if name.casefold() in self._taken:
                continue
            if name.casefold() in self._names:
                there = _content_or_none(folder / name)
                if there is not None and is_file_of(there, entry, self._destination.address):
                    return name, there, None
                continue
            data = self._file_of(entry)
            return name, data, draft(folder / name, data)
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder))

    def _update(self, entry: Entry, known: KnownEntry, data: bytes) -> tuple[list[str] | None, str]:
        """Replace an unchanged file, park the update of a changed one, do nothing where it is gone.

        Return the list that its name belongs to, and the digest of what was written last.
        """
        file = self._destination.folder / known.file
        there = content_of(file)
        if there is None:
            return None, known.written
        is_ours = self._ledger.has_written(there)
        if is_ours:
            data = keep_full_article(data, there)
        if there == data:
            return None, digest(data)
        if is_ours:
            replace(file, data, keeps_time=entry.published is None)
            return self.updated, digest(data)
        self._destination.aside.mkdir(parents=True, exist_ok=True)
        replace(self._destination.aside / known.file, data)
        return self.parked, known.written

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
        return problem.strerror
    if isinstance(problem, NewsreaderError):
        return str(problem)
    return tr("an error in newsreader ({kind})", kind=type(problem).__name__)


def content_digest(entry: Entry) -> str:
    """Return the digest of what a feed says of an entry, without dates and the queries of images' addresses.

    An update is recognised by it and not by the file, which also changes when the user gives the feed another tag.
    """
    text = entry.html or entry.markdown
    if "?" in text:
        text = _SOURCES.sub(r"\1", text)
    texts: Iterable[str] = (
        entry.title, entry.link, text, entry.summary,
        *entry.authors, "", *entry.tags, "", entry.image.partition("?")[0],
        *(each.address.partition("?")[0] for each in entry.enclosures),
    )  # fmt: skip
    return digest("\0".join(texts))


def _link(entry: Entry) -> str:
    return digest(canonical(entry.link)) if entry.link else ""


def _date(entry: Entry) -> str:
    return entry.published.date().isoformat() if entry.published else ""
