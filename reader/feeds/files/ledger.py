"""Which entry of a feed is which file. Disk.

This is no cache: without it a deleted article would come back, and one that its owner has changed could be written over.
A folder may be carried to other machines by a sync tool, and be refreshed there too. So each device writes a ledger of its
own, which no other writes, and reads them all: no sync tool ever has two versions to choose from.
"""

import json
import re
from collections.abc import Mapping
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from reader.errors import NewsreaderError
from reader.feeds.formats.entry import key_of
from reader.i18n import tr
from reader.refusal import why_not_read
from reader.text import clean_line
from reader.whole_file import READ_LIMIT_BYTES, read_whole, write_whole

VERSION = 1
"""Raised when older programs could not read a ledger as it is meant, or would lose what stands in it."""

ENTRIES_LIMIT = 60_000
"""Entries that are remembered of a feed, the newest: some 12 MB, and never more than can be read."""

OTHER_BYTES = 100
"""Of a ledger around its entries."""

_IS_NAME = re.compile(r"[^./\0\ud800-\udfff][^/\0\ud800-\udfff]*")


class LedgerError(NewsreaderError):
    """A ledger that cannot be read: its feed is left alone, for what was deleted would come back."""


class NewerLedgerError(LedgerError):
    """A ledger that a newer version of the program wrote: nothing is changed that it knows more of."""


class Known(NamedTuple):
    """An entry that was written. A deleted file stays known: so it stays deleted."""

    file: str
    """Its name in the folder of the feed; never changes."""
    written: str
    """A digest of the bytes that were written last; empty: nobody knows."""
    said: str
    """A digest of what the feed said of it last."""
    link: str
    """A digest of its canonical link, by which it is known under another id; empty: it has none."""
    title: str
    """A digest of its title."""
    date: str


class Ledger:
    """The entries of one feed: those that this device has written, and those that others have."""

    def __init__(self, file: Path, own: dict[str, Known], others: Mapping[str, Known]) -> None:
        self._file = file
        self._own = own
        self._entries = {**others, **own}
        self._changed = False
        self._written = {known.written for known in (*others.values(), *own.values())} - {""}

    @property
    def entries(self) -> Mapping[str, Known]:
        """What is known, by the keys of entries."""
        return self._entries

    def learn(self, key: str, known: Known) -> None:
        """Remember an entry, or what is new about one; ``save`` makes it last."""
        self._own.pop(key, None)  # the newest stand last
        self._own[key] = self._entries[key] = known
        self._written.add(known.written)
        self._changed = True

    def has_written(self, data: bytes) -> bool:
        """Whether one of the devices has written these bytes: then nobody has changed them."""
        return digest(data) in self._written

    def forget(self) -> None:
        """Forget what this device has written, so that it comes anew when the feed is followed again; raises OSError."""
        self._own.clear()
        self._changed = False
        self._file.unlink(missing_ok=True)

    def save(self) -> None:
        """Write what is new, whole; raises OSError."""
        if not self._changed:
            return
        # A line each: what writes them indented is slow, and takes five times the memory of the file.
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
    """Return what is known of a feed, by its id; ``folder`` has a folder for each device. Raises LedgerError."""
    others: dict[str, Known] = {}
    for file in sorted(folder.glob(f"*/{feed}.json")):
        if file.parent.name != device:
            try:
                others.update(_read(file))
            except NewerLedgerError:
                raise
            except LedgerError:
                continue  # it is on its way here, or its owner will tell
    own = folder / device / f"{feed}.json"
    return Ledger(own, _read(own), others)


def _read(file: Path) -> dict[str, Known]:
    try:
        ledger = json.loads(read_whole(file))
        if ledger.get("version", VERSION) > VERSION:
            raise NewerLedgerError(
                tr(
                    "{file} was written by a newer newsreader: its feed is left alone. Update newsreader",
                    file=clean_line(str(file)),
                )
            )
        entries = {key_of(str(key)): Known(*map(str, known)) for key, known in ledger["entries"].items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as problem:
        raise LedgerError(
            tr(
                "{file} cannot be read ({problem}): its feed is left alone. Move it away to begin again; then articles that were deleted come back",
                file=clean_line(str(file)),
                problem=why_not_read(problem),
            )
        ) from problem
    # Whatever a name says, it is that of a file in the folder of the feed.
    return {key: known for key, known in entries.items() if _IS_NAME.fullmatch(known.file)}


def _json(value: object) -> bytes:
    """Return a value as JSON; halves of surrogates, which others may have written there, as they stood: escaped."""
    try:
        return json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(value).encode("ascii")


def digest(data: bytes | str) -> str:
    """Return 24 hexadecimal digits for bytes or a text."""
    encoded = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return blake2b(encoded, digest_size=12).hexdigest()
