"""Entries become files: written once, replaced while they are ours, never written over what somebody changed. Disk.

What is known of a feed's entries stands in its ``Ledger``. A file whose bytes are others by now than any device has written
is the user's: an update of it is parked in ``.newsreader/updates``. A file that is gone was deleted, and stays so.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from reader.feeds.article_file import article_file, is_file_of
from reader.feeds.entry import Entry, Feed
from reader.feeds.ledger import Known, Ledger, digest
from reader.feeds.naming import file_names
from reader.feeds.parts import again_whole
from reader.feeds.placing import content_of, create, make_lasting, names_in, replace
from reader.text.address import canonical

_SOURCES = re.compile(r"""(\bsrc(?:set)?=["'][^"'?]*)\?[^"']*""", re.IGNORECASE)
"""Addresses of pictures with what many servers change at each request."""


class Shelved(NamedTuple):
    """What a document brought."""

    added: tuple[str, ...]
    """Names of files."""
    updated: tuple[str, ...]
    parked: tuple[str, ...]
    """Updates that were put aside."""
    is_mass_change: bool
    """Most that seems new is known by its link or title: the feed has given new ids to old entries."""


class Place(NamedTuple):
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


def shelve(feed: Feed, ledger: Ledger, place: Place) -> Shelved:
    """Write the entries of a document as files, and into the ledger which are whose.

    Raises OSError for a disk that takes no more; then what was written till then is in the ledger.
    """
    shelf = _Shelf(feed, ledger, place)
    try:
        for entry in feed.entries:
            shelf.put(entry)
    finally:
        if shelf.added:
            make_lasting(place.folder)
        ledger.save()
    return Shelved(
        tuple(shelf.added), tuple(shelf.updated), tuple(shelf.parked), shelf.familiar * 2 > shelf.unknown > 1
    )


class _Shelf:
    """The work on one document."""

    def __init__(self, feed: Feed, ledger: Ledger, place: Place) -> None:
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
        self.unknown = self.familiar = 0

    def put(self, entry: Entry) -> None:
        """Write an entry, if there is something to write."""
        known = self._ledger.entries.get(entry.key)
        if known is None:
            self.unknown += 1
            known = self._under_another_id(entry)
        if known is None:
            self._add(entry)
            return
        said = _said(entry)
        if self._place.is_asked_for and content_of(self._place.folder / known.file) is None:
            self._taken.discard(known.file.casefold())
            self._add(entry)
            return
        if known.said == said:
            return
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
        known = None if former in self._present else self._ledger.entries.get(former)
        if known and (known.title == digest(entry.title) or known.date == _date(entry) != ""):
            self._ledger.learn(entry.key, known)
            return known
        return None

    def _add(self, entry: Entry) -> None:
        name, data, is_new = self._place_of(entry)
        self._taken.add(name.casefold())
        is_ours = is_new or self._ledger.has_written(data) or data == self._file_of(entry)
        self._ledger.learn(
            entry.key,
            Known(
                name,
                digest(data) if is_ours else "",
                _said(entry),
                _link(entry),
                digest(entry.title),
                _date(entry),
            ),
        )
        if is_new:
            self.added.append(name)

    def _place_of(self, entry: Entry) -> tuple[str, bytes, bool]:
        """Return the name of an entry's file, what is in it, and whether it was made now.

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
                there = content_of(folder / name)
                if there is not None and is_file_of(there, entry, self._place.address):
                    return name, there, False
                continue
            data = self._file_of(entry)
            create(folder / name, data)
            self._names.add(name.casefold())
            return name, data, True
        raise FileExistsError(str(folder))

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
        return article_file(entry, self._feed, self._place.title, self._place.address, self._place.tags)


def _said(entry: Entry) -> str:
    """Return a digest of what a feed says of an entry: dates are left out, and what pictures' addresses end in.

    By this an update is known, not by the file: that is another when the user gives the feed another tag, too.
    """
    text = entry.html or entry.markdown
    if "?" in text:
        text = _SOURCES.sub(r"\1", text)
    told: Iterable[str] = (
        entry.title, entry.link, text, entry.summary,
        *entry.authors, "", *entry.tags, "", entry.image.partition("?")[0],
        *(each.address.partition("?")[0] for each in entry.enclosures),
    )  # fmt: skip
    return digest("\0".join(told))


def _link(entry: Entry) -> str:
    return digest(canonical(entry.link)) if entry.link else ""


def _date(entry: Entry) -> str:
    return entry.published.date().isoformat() if entry.published else ""
