"""Entries become files: written once, replaced while they are ours, never written over what somebody changed. Disk.

What is known of a feed's entries stands in its ``Ledger``: which file is whose, and the hash of what was written there last.
A file whose bytes are others by now is the user's: an update of it is parked beside the ledger. A file that is gone was
deleted, and stays so. A name never changes.
"""

import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from reader.feeds.article_file import article_file
from reader.feeds.entry import Entry, Feed
from reader.feeds.ledger import Known, Ledger
from reader.feeds.naming import file_name
from reader.text.address import canonical

UPDATES = "updates"
"""The folder in ``.newsreader`` for updates of files that somebody has changed."""


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
    tags: Sequence[str]


def shelve(feed: Feed, ledger: Ledger, place: Place) -> Shelved:
    """Write the entries of a document as files; the ledger learns of them. Raises OSError for a disk that takes no more."""
    added: list[str] = []
    updated: list[str] = []
    parked: list[str] = []
    renamed = 0
    present = {entry.key for entry in feed.entries}
    by_link = {known.link: key for key, known in ledger.entries.items() if known.link}
    taken = {known.file.casefold() for known in ledger.entries.values()}
    new = [entry for entry in feed.entries if entry.key not in ledger.entries]
    for entry in feed.entries:
        known = ledger.entries.get(entry.key)
        if known is None:
            former = by_link.get(canonical(entry.link)) if entry.link else None
            known = ledger.entries.get(former) if former and former not in present else None
            if known and (known.title == entry.title or known.date == _date(entry)):
                renamed += 1
                ledger.entries[entry.key] = known._replace(link=canonical(entry.link))
            else:
                known = None
        data = article_file(entry, feed, place.title, place.address, place.tags)
        digest = blake2b(data, digest_size=16).hexdigest()
        if known is None:
            name = _write_new(place.folder, entry, data, taken)
            taken.add(name.casefold())
            ledger.entries[entry.key] = Known(
                name, digest, canonical(entry.link) if entry.link else "", entry.title, _date(entry)
            )
            added.append(name)
        elif digest != known.hash and (outcome := _update(place, known, data)):
            (updated if outcome == "updated" else parked).append(known.file)
            ledger.entries[entry.key] = known._replace(hash=digest, title=entry.title)
    return Shelved(tuple(added), tuple(updated), tuple(parked), renamed * 2 > len(new) > 1)


def _date(entry: Entry) -> str:
    return entry.published.date().isoformat() if entry.published else ""


def _write_new(folder: Path, entry: Entry, data: bytes, taken: set[str]) -> str:
    """Write the file of an entry under a name that nobody has, and return that."""
    day = entry.published.date() if entry.published else None
    plain = file_name(entry.title, day, entry.key)
    clashing = file_name(entry.title, day, entry.key, is_taken=True)
    folder.mkdir(parents=True, exist_ok=True)
    numbered = (f"{clashing.removesuffix('.md')}-{number}.md" for number in range(2, 100))
    for name in (plain, clashing, *numbered):
        if name.casefold() in taken:
            continue
        with suppress(FileExistsError):
            _create(folder / name, data)
            return name
        with suppress(OSError):
            if (folder / name).read_bytes() == data:
                return name  # another machine wrote it, or this one before it was interrupted
    raise FileExistsError(str(folder / clashing))


def _update(place: Place, known: Known, data: bytes) -> str:
    """Replace a file that is as it was written, park the update of one that is not; nothing for one that is gone."""
    file = place.folder / known.file
    try:
        there = file.read_bytes()
    except FileNotFoundError:
        return ""
    if there == data:
        return ""
    if blake2b(there, digest_size=16).hexdigest() == known.hash:
        _replace(file, data)
        return "updated"
    place.aside.mkdir(parents=True, exist_ok=True)
    _replace(place.aside / known.file, data)
    return "parked"


def _create(file: Path, data: bytes) -> None:
    """Make a whole file where there is none; raises FileExistsError."""
    temporary = _temporary(file.parent, data)
    try:
        os.link(temporary, file)
    finally:
        temporary.unlink()


def _replace(file: Path, data: bytes) -> None:
    _temporary(file.parent, data).replace(file)


def _temporary(folder: Path, data: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=".newsreader-", dir=folder)
    with os.fdopen(handle, "wb") as opened:
        opened.write(data)
        opened.flush()
        os.fsync(handle)
        os.fchmod(handle, 0o644)
    return Path(name)
