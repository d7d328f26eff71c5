"""What is remembered of a subscription: validators, when it is due, which entry is which file. Disk.

One file per feed in ``.newsreader/feeds`` of the folder, for this is no cache: without it a deleted article would come back.
"""

import json
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from reader.whole_file import read_whole, write_whole


class Known(NamedTuple):
    """An entry that was written."""

    file: str
    hash: str
    """Of the bytes that were written last."""
    link: str
    """As it is compared."""
    title: str
    date: str


@dataclass(slots=True)
class Ledger:
    """All about one feed; ``save`` writes it."""

    file: Path
    address: str = ""
    """Where it is fetched from now: another than the subscription's where it has moved for good."""
    moves: list[str] = field(default_factory=list)
    """Where a permanent redirect has led the last times."""
    etag: str = ""
    modified: str = ""
    next_s: float = 0.0
    """When it is due, seconds since 1970, UTC."""
    fetched_s: float = 0.0
    succeeded_s: float = 0.0
    errors: int = 0
    """Failures since the last success."""
    error: str = ""
    """The last failure, as a sentence."""
    is_gone: bool = False
    """Its server says that it is gone for good (410)."""
    title: str = ""
    entries: dict[str, Known] = field(default_factory=dict)

    def save(self) -> None:
        """Write it whole; raises OSError."""
        values = {name: value for name, value in asdict(self).items() if name != "file"}
        values["entries"] = {key: list(known) for key, known in self.entries.items()}
        write_whole(self.file, json.dumps(values, ensure_ascii=False, indent=0).encode(), is_lasting=True)


def load_ledger(folder: Path, address: str) -> Ledger:
    """Return what is remembered of the feed of this address; an empty one where that cannot be read."""
    digest = blake2b(address.encode(), digest_size=8).hexdigest()
    ledger = Ledger(folder / f"{digest}.json", address)
    try:
        found: dict[str, Any] = json.loads(read_whole(ledger.file))
        entries = {str(key): Known(*map(str, known)) for key, known in found.pop("entries", {}).items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return ledger
    for name, value in found.items():
        if name != "file" and type(value) is type(getattr(ledger, name, None)):
            setattr(ledger, name, value)
    ledger.entries = entries
    return ledger
