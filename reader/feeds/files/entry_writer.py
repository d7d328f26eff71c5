"""Entries become files: written once, replaced while they are ours, never written over what somebody changed. Disk.

What is known of a feed's entries stands in its ``Ledger``. A file whose bytes are others by now than any device has written
is the user's: an update of it is parked in ``.newsreader/updates``. A file that is gone was deleted, and stays so.
"""

import errno
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from reader.errors import NewsreaderError
from reader.feeds.files.article_file import article_file, is_file_of
from reader.feeds.files.entry_files import (
    Draft,
    content_of,
    draft,
    give_up,
    make_lasting,
    names_in,
    put_in_place,
    replace,
)
from reader.feeds.files.ledger import Known, Ledger, digest
from reader.feeds.files.naming import file_names
from reader.feeds.files.parts import again_whole
from reader.feeds.formats.entry import Entry, Feed
from reader.feeds.html.convert import as_plain
from reader.i18n import tr, trn
from reader.log import logger
from reader.text import fit
from reader.text.address import canonical

WRITTEN_LIMIT = 2_000
"""Files that are written of one document at a time; the rest of its entries comes with the next."""

BATCH = 64
"""Files that are forced onto the disk together."""

TITLE_CELLS = 60
"""Of a title in a sentence."""

FAILED_IN_A_ROW = 20
"""After so many entries that could not be written, none between them, it is not they that are at fault."""

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})
"""What a disk answers that takes no more, whatever it is given."""

_SOURCES = re.compile(r"""(\bsrc(?:set)?=["'][^"'?]*)\?[^"']*""", re.IGNORECASE)
"""Addresses of pictures with what many servers change at each request."""


class WriteResult(NamedTuple):
    """What a document brought."""

    added: tuple[str, ...]
    """Names of files."""
    updated: tuple[str, ...]
    parked: tuple[str, ...]
    """Updates that were put aside."""
    is_mass_change: bool
    """Most that seems new is known by its link or title: the feed has given new ids to old entries."""
    left: int = 0
    """Entries beyond ``WRITTEN_LIMIT``: they come the next time."""
    failed: str = ""
    """Which entries could not be written and why, as a sentence; empty: all were. They are tried again."""


class Destination(NamedTuple):
    """Where the entries of a subscription go."""

    folder: Path
    aside: Path
    """The folder for updates that must not be written over anything."""
    title: str
    address: str
    """The feed's own; empty: they are of no feed."""
    tags: Sequence[str]
    is_asked_for: bool = False
    """Somebody wants them now: a file that is gone is made again."""


def shelve(feed: Feed, ledger: Ledger, place: Destination) -> WriteResult:
    """Write the entries of a document as files, and into the ledger which are whose.

    An entry that cannot be written fails alone. Raises OSError for a disk that takes no more; then what was written till
    then is in the ledger.
    """
    model = _EntryWriter(feed, ledger, place)
    try:
        for entry in feed.entries:
            model.put_alone(entry)
        model.settle()
    finally:
        model.give_up()
        ledger.save()
    return WriteResult(
        tuple(model.added), tuple(model.updated), tuple(model.parked), model.familiar * 2 > model.unknown > 1,
        model.left, model.told_failed(),
    )  # fmt: skip


class _Coming(NamedTuple):
    """A new file that is written and has not its name yet."""

    entry: Entry
    made: Draft
    known: Known


class _EntryWriter:
    """The work on one document."""

    def __init__(self, feed: Feed, ledger: Ledger, place: Destination) -> None:
        self._feed, self._ledger, self._place = feed, ledger, place
        self._present = {entry.key for entry in feed.entries}
        known = ledger.entries.items()
        self._by_link = {each.link: key for key, each in known if each.link}
        self._titles = {each.title for _, each in known}
        self._taken = {each.file.casefold() for _, each in known}
        self._names: set[str] | None = None
        """What lies in the folder; looked at once there is something new."""
        self.added: list[str] = []
        self.updated: list[str] = []
        self.parked: list[str] = []
        self.unknown = self.familiar = self.left = 0
        self._coming: list[_Coming] = []
        self._written = 0
        """Files that were begun."""
        self._failed: list[tuple[str, str]] = []
        """Titles of entries that could not be written, and why."""
        self._failed_in_a_row = 0

    def put_alone(self, entry: Entry) -> None:
        """Write an entry, if there is something to write; whatever goes wrong with it stays with it.

        Raises OSError for a disk that takes no more.
        """
        failed = len(self._failed)
        try:
            self._put(entry)
            if len(self._coming) >= BATCH:
                self.settle()
        except OSError as problem:
            self._fail(entry, problem)
        except Exception as fault:  # noqa: BLE001 - what strangers wrote may meet any: the others are written all the same
            logger(__name__).exception("an entry could not be written")
            self._fail(entry, fault)
        if len(self._failed) == failed:
            self._failed_in_a_row = 0

    def settle(self) -> None:
        """Give the new files their names, all on the disk, and know them; raises OSError for a disk that takes no more."""
        coming, self._coming = self._coming, []
        try:
            while coming:
                each = coming.pop(0)
                try:
                    put_in_place(each.made)
                except OSError as problem:
                    self._fail(each.entry, problem)
                else:
                    self._ledger.learn(each.entry.key, each.known)
                    self.added.append(each.known.file)
        finally:
            self._coming = coming
        if self.added:
            make_lasting(self._place.folder)

    def give_up(self) -> None:
        """Leave nothing of the files that did not get their names."""
        for each in self._coming:
            give_up(each.made)
        self._coming = []

    def told_failed(self) -> str:
        """Return which entries could not be written, as a sentence."""
        if not self._failed:
            return ""
        title, why = self._failed[0]
        return trn(
            "1 entry could not be written and is tried again: {title}: {why}",
            "{count:,} entries could not be written and are tried again; the first is {title}: {why}",
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
        """Whether no more is written of this document; counts what is left."""
        if self._written < WRITTEN_LIMIT:
            return False
        self.left += 1
        return True

    def _put(self, entry: Entry) -> None:
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
        said = said_of(entry)
        if known.said != said and self._is_enough():
            return
        if self._place.is_asked_for and content_of(self._place.folder / known.file) is None:
            self._taken.discard(known.file.casefold())
            self._add(entry)
            return
        if known.said == said:
            return
        self._written += 1
        data = self._file_of(entry)
        outcome, written = self._update(entry, known, data)
        if outcome is not None:
            outcome.append(known.file)
        self._ledger.learn(entry.key, known._replace(written=written, said=said, title=digest(entry.title)))

    def _under_another_id(self, entry: Entry) -> Known | None:
        """Return what an entry is known as whose id is new: its link is known, its title or date too, the old id gone."""
        former = self._by_link.get(_link(entry), "") if entry.link else ""
        if former or digest(entry.title) in self._titles:
            self.familiar += 1
        # What was not read of a document may have the old id still: then they are two.
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
        name, data, made = self._place_of(entry)
        self._taken.add(name.casefold())
        is_ours = made is not None or self._ledger.has_written(data) or data == self._file_of(entry)
        known = Known(
            name,
            digest(data) if is_ours else "",
            said_of(entry),
            _link(entry),
            digest(entry.title),
            _date(entry),
        )
        if made:
            self._coming.append(_Coming(entry, made, known))
        else:
            self._ledger.learn(entry.key, known)

    def _place_of(self, entry: Entry) -> tuple[str, bytes, Draft | None]:
        """Return the name of an entry's file, what is in it, and its draft, if it is a new one.

        It is there already where this device was interrupted, or another has written it.
        """
        folder = self._place.folder
        if self._names is None:
            folder.mkdir(parents=True, exist_ok=True)
            self._names = names_in(folder)
        day = entry.published.date() if entry.published else None
        for name in file_names(entry.title, day, entry.key):
            if name.casefold() in self._taken:
                continue
            if name.casefold() in self._names:
                there = _content_or_none(folder / name)
                if there is not None and is_file_of(there, entry, self._place.address):
                    return name, there, None
                continue
            data = self._file_of(entry)
            return name, data, draft(folder / name, data)
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder))

    def _update(self, entry: Entry, known: Known, data: bytes) -> tuple[list[str] | None, str]:
        """Replace a file that is as it was written, park the update of one that is not, leave alone one that is gone.

        Return which list the name belongs to, and the digest of what was written last.
        """
        file = self._place.folder / known.file
        there = content_of(file)
        if there is None:
            return None, known.written
        is_ours = self._ledger.has_written(there)
        if is_ours:
            data = again_whole(data, there)
        if there == data:
            return None, digest(data)
        if is_ours:
            replace(file, data, keeps_time=entry.published is None)
            return self.updated, digest(data)
        self._place.aside.mkdir(parents=True, exist_ok=True)
        replace(self._place.aside / known.file, data)
        return self.parked, known.written

    def _file_of(self, entry: Entry) -> bytes:
        """Return the file of an entry; in the plainest form that there is, where its text cannot be converted."""
        about = (self._feed, self._place.title, self._place.address, self._place.tags)
        try:
            return article_file(entry, *about)
        except Exception:  # noqa: BLE001 - as in ``put_alone``; its words are there still
            logger(__name__).exception("an entry could not be converted")
            plain = entry.markdown or as_plain(entry.html)
            return article_file(entry._replace(html="", markdown=plain), *about)


def _content_or_none(file: Path) -> bytes | None:
    """Return the bytes of a file; None where there is none that can be read: then its name is another's."""
    try:
        return content_of(file)
    except OSError:
        return None


def _reason(problem: Exception) -> str:
    """Return why something failed, as words for a person."""
    if isinstance(problem, OSError) and problem.strerror:
        return problem.strerror
    if isinstance(problem, NewsreaderError):
        return str(problem)
    return tr("a fault of newsreader's own ({kind})", kind=type(problem).__name__)


def said_of(entry: Entry) -> str:
    """Return a digest of what a feed says of an entry: dates are left out, and what pictures' addresses end in.

    By this an update is known, not by the file: that is another when the user gives the feed another tag, too.
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
