"""The ledger of a feed: which entry is which file. Disk.

It is not a cache: without it a deleted article would come back, and one that the user has changed could be overwritten. A
folder may be synchronised with other machines and refreshed there too. So each device writes its own ledger and reads all of
them: no sync tool ever finds two versions of one.
"""

import json
import re
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from reader.errors import NewsreaderError
from reader.feeds.formats.entry import key_of
from reader.files.digest import digest
from reader.files.whole import READ_LIMIT_BYTES, read_whole, write_whole
from reader.i18n import tr
from reader.refusal import why_not_read
from reader.text import clean_line

VERSION = 2
"""Raised when older programs would misread a ledger, or lose something in it."""

ENTRIES_LIMIT = 60_000
"""Entries of a feed that are kept, the newest: some 12 MB, and never more than can be read."""

OTHER_BYTES = 100
"""Of a ledger around its entries."""

_IS_NAME = re.compile(r"[^./\0\ud800-\udfff][^/\0\ud800-\udfff]*")


class LedgerError(NewsreaderError):
    """A ledger that cannot be read: its feed is not refreshed, because what was deleted would come back."""


class NewerLedgerError(LedgerError):
    """A ledger that a newer version of the program wrote: it is not changed."""


class KnownEntry(NamedTuple):
    """An entry that was written. It stays known when its file is deleted, so that the file does not come back."""

    file: str
    """The name of its file in the feed's folder; it never changes."""
    written: str
    """The digest of the bytes that were written last; empty: unknown."""
    content: str
    """The digest of what the feed last said of it (``entry_writer.content_digest``)."""
    link: str
    """The digest of its canonical link, by which it is recognised under another id; empty: it has none."""
    title: str
    """The digest of its title."""
    date: str
    """The day when it was published, in ISO 8601, or empty."""
    arrived: str = ""
    """When it was first fetched, in whole seconds since 1970, UTC; empty: unknown, a former version wrote it."""


class Ledger:
    """The entries of one feed that this device or another has written."""

    def __init__(self, file: Path, own: dict[str, KnownEntry], others: Mapping[str, KnownEntry]) -> None:
        self._file = file
        self._own = own
        self._entries = {**others, **own}
        self._changed = False
        self._written = {known.written for known in (*others.values(), *own.values())} - {""}

    @property
    def own(self) -> Mapping[str, KnownEntry]:
        """What this device has written, by the keys of entries."""
        return self._own

    @property
    def entries(self) -> Mapping[str, KnownEntry]:
        """The known entries by their keys."""
        return self._entries

    def learn(self, key: str, known: KnownEntry) -> None:
        """Add or replace an entry; ``save`` writes it."""
        self._own.pop(key, None)  # the newest come last
        self._own[key] = self._entries[key] = known
        self._written.add(known.written)
        self._changed = True

    def has_written(self, data: bytes) -> bool:
        """Return whether a device has written these bytes, so that the user has not changed them."""
        return digest(data) in self._written

    def forget(self) -> None:
        """Forget what this device has written, so that it comes again when the feed is followed again; raises OSError."""
        self._own.clear()
        self._changed = False
        self._file.unlink(missing_ok=True)

    def save(self) -> None:
        """Write the ledger if it has changed; raises OSError."""
        if not self._changed:
            return
        # A line each: indented JSON is slow to write, and takes five times the memory of the file.
        lines, left = [], READ_LIMIT_BYTES - OTHER_BYTES
        for key, known in islice(reversed(self._own.items()), ENTRIES_LIMIT):
            line = b"%b: %b" % (_json(key), _json(known))
            left -= len(line) + len(b",\n")
            if left < 0:
                break
            lines.append(line)
        lines.reverse()
        write_whole(
            self._file,
            b'{"version": %d, "entries": {\n' % VERSION + b",\n".join(lines) + b"\n}}\n",
            is_lasting=True,
            is_shared=True,
        )
        self._changed = False


def load_ledger(folder: Path, device: str, feed: str) -> Ledger:
    """Return the ledger of a feed, by its id; ``folder`` has a folder for each device. Raises LedgerError."""
    others: dict[str, KnownEntry] = {}
    for file in sorted(folder.glob(f"*/{feed}.json")):
        if file.parent.name != device:
            try:
                others.update(_read(file))
            except NewerLedgerError:
                raise
            except LedgerError:
                continue  # it is being synchronised, or its own device reports it
    own = folder / device / f"{feed}.json"
    return Ledger(own, _read(own), others)


def _read(file: Path) -> dict[str, KnownEntry]:
    try:
        ledger = json.loads(read_whole(file))
        if ledger.get("version", VERSION) > VERSION:
            raise NewerLedgerError(
                tr(
                    "{file} was written by a newer newsreader: its feed is left alone. Update newsreader",
                    file=clean_line(str(file)),
                )
            )
        entries = {key_of(str(key)): KnownEntry(*map(str, known)) for key, known in ledger["entries"].items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as problem:
        raise LedgerError(
            tr(
                "{file} cannot be read ({problem}): its feed is left alone. Move it away to start over; deleted articles then come back",
                file=clean_line(str(file)),
                problem=why_not_read(problem),
            )
        ) from problem
    # A name that is not that of a file in the feed's folder is not used.
    return {key: known for key, known in entries.items() if _IS_NAME.fullmatch(known.file)}


def _json(value: object) -> bytes:
    """Return a value as JSON; lone surrogates, which others may have written there, are escaped."""
    try:
        return json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(value).encode("ascii")
