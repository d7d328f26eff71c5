"""The ledger of a feed: which entry is which file. Disk.

It is not a cache: without it a deleted article would come back, and one that the user has changed could be overwritten. A
folder may be synchronised with other machines and refreshed there too. So each device writes its own ledger and reads all of
them: no sync tool ever finds two versions of one.
"""

import json
import re
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path

from reader.errors import NewsreaderError
from reader.feeds.files.known_entry import KnownEntry
from reader.feeds.files.marks import older_id, own_id
from reader.feeds.formats.entry import key_of
from reader.files.digest import digest
from reader.files.whole import READ_LIMIT_BYTES, read_whole, write_whole
from reader.i18n import tr
from reader.refusal import why_not_read
from reader.text import clean_line

VERSION = 2
"""Raised when older programs would misread a ledger, or lose something in it."""

ENTRIES_LIMIT = 60_000
"""Entries of a feed that are kept, the newest, and never more than can be read."""

ALIASES_LIMIT = 8
"""Keys under which this device keeps one file: some feeds give an entry another id each time."""

OTHER_BYTES = 100
"""Of a ledger around its entries."""

_OLDER_UNTITLED = digest("")
"""What version 1 has for a title that is missing."""

_IS_NAME = re.compile(r"[^./\0\ud800-\udfff][^/\0\ud800-\udfff]*")


class LedgerError(NewsreaderError):
    """A ledger that cannot be read: its feed is not refreshed, because what was deleted would come back."""


class NewerLedgerError(LedgerError):
    """A ledger that a newer version of the program wrote: it is not changed."""


class Record:
    """All that the devices know of one file."""

    __slots__ = ("_by_device", "_rank", "file", "ids", "key", "keys", "latest")

    def __init__(self, file: str) -> None:
        self.file = file
        """Its name."""
        self.keys: set[str] = set()
        """Under which it is known."""
        self.ids: set[str] = set()
        """The ids that its entry has had, as ``marks.own_id`` and ``marks.older_id`` name them."""
        self.key = ""
        """The newest."""
        self.latest = KnownEntry(file, "", "", "", "", "", "")
        """What was learned last."""
        self._rank = (0, "")
        self._by_device: dict[str, KnownEntry] = {}

    def add(self, device: str, key: str, known: KnownEntry) -> None:
        """Add what a device knows."""
        self.keys.add(key)
        # An entry without an id looks for none, so that of a line without one may be there.
        self.ids.add(older_id(key) if known.is_older else own_id(known.guid))
        rank = (known.order, device)
        own = self._by_device.get(device)
        if own is None or rank[0] >= own.order:
            self._by_device[device] = known
        # Of equal numbers the same one is taken on every device.
        if rank >= self._rank:
            self._rank, self.key, self.latest = rank, key, known

    def may_lag(self) -> bool:
        """Return whether devices have written different bytes: then the file may have those of any of them."""
        return len({known.written for known in self._by_device.values()}) > 1

    def says(self, data: bytes, content: str) -> bool:
        """Return whether a device has written these bytes for this content."""
        mark = digest(data)
        return any(known.written == mark and known.content == content for known in self._by_device.values())


class Ledger:
    """The entries of one feed that this device or another has written."""

    def __init__(
        self, file: Path, own: dict[str, KnownEntry], others: Mapping[str, Mapping[str, KnownEntry]]
    ) -> None:
        """``others`` has what each other device has learned, by its name."""
        self._file = file
        self._own = own
        self._others = others
        self._changed = False
        self._keys: dict[str, list[str]] | None = None
        """Of this device, by the names of files; found once there is an alias."""
        self._entries: dict[str, KnownEntry] = {}
        self._written: set[str] = set()
        last = 0
        for _, rows in sorted([*others.items(), (file.parent.name, own)], key=lambda each: each[0]):
            for key, known in rows.items():
                there = self._entries.get(key)
                if there is None or known.order >= there.order:
                    self._entries[key] = known
                self._written.add(known.written)
                last = max(last, known.order)
        self._written.discard("")
        self.number = str(last + 1)
        """For what is learned now."""

    @property
    def own(self) -> Mapping[str, KnownEntry]:
        """What this device has written, by the keys of entries."""
        return self._own

    @property
    def entries(self) -> Mapping[str, KnownEntry]:
        """The known entries by their keys."""
        return self._entries

    @property
    def count(self) -> int:
        """How many entries are known, each once whatever ids it has had."""
        return len({known.file for known in self._entries.values()})

    def records(self) -> dict[str, Record]:
        """Return what is known, by the names of files."""
        found: dict[str, Record] = {}
        for device, rows in (*self._others.items(), (self._file.parent.name, self._own)):
            for key, known in rows.items():
                if (record := found.get(known.file)) is None:
                    record = found[known.file] = Record(known.file)
                record.add(device, key, known)
        return found

    def row_of(self, file: str) -> tuple[str, KnownEntry] | None:
        """Return the newest key of a file and what is known of it; None: no entry has this file."""
        rows = [(known.order, key, known) for key, known in self._entries.items() if known.file == file]
        if not rows:
            return None
        _, key, known = max(rows)
        return key, known

    def learn(self, key: str, known: KnownEntry) -> None:
        """Add or replace an entry; ``save`` writes it."""
        self._own.pop(key, None)  # the newest come last
        self._own[key] = self._entries[key] = known
        self._written.add(known.written)
        self._changed = True

    def learn_alias(self, key: str, known: KnownEntry) -> None:
        """Add a file under another key; of very many keys only the last are kept."""
        if self._keys is None:
            self._keys = {}
            for each, there in self._own.items():
                self._keys.setdefault(there.file, []).append(each)
        self.learn(key, known)
        keys = self._keys.setdefault(known.file, [])
        keys[:] = [*(each for each in keys if each != key), key]
        while len(keys) > ALIASES_LIMIT:
            self._own.pop(keys.pop(0), None)

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
    others: dict[str, Mapping[str, KnownEntry]] = {}
    for file in sorted(folder.glob(f"*/{feed}.json")):
        if file.parent.name != device:
            try:
                others[file.parent.name] = _read(file)
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
        entries = {key_of(str(key)): _known(known) for key, known in ledger["entries"].items()}
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


def _known(values: Iterable[object]) -> KnownEntry:
    known = KnownEntry(*map(str, values))
    return known._replace(title="") if known.title == _OLDER_UNTITLED else known


def _json(value: object) -> bytes:
    """Return a value as JSON; lone surrogates, which others may have written there, are escaped."""
    try:
        return json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(value).encode("ascii")
