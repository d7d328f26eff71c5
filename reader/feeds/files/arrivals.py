"""When entries of feeds were first fetched, by the ledgers of all devices: what a new index cannot know. Disk."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from reader.feeds.files.ledger import LedgerError, load_ledger
from reader.files.digest import digest
from reader.files.whole import read_whole
from reader.text.address import canonical

_LEDGERS = Path(".newsreader", "feeds")


def entry_arrivals(folder: Path, feed: str) -> Mapping[str, int]:
    """Return when the entries of a feed were first fetched, in seconds since 1970; ``folder`` has the ledgers.

    By the names of their files, and by ``id_key`` of their ids, since the user may rename a file. Empty: nothing is known.
    """
    found: dict[str, int] = {}
    for file in _ledgers(folder / _LEDGERS, feed):
        with suppress(LedgerError, OSError):
            for key, known in load_ledger(file.parent.parent, file.parent.name, file.stem).own.items():
                if known.arrived.isdecimal() and known.arrived.isascii() and len(known.arrived) < 16:
                    for name in (known.file, id_key(key)):
                        found[name] = min(found.get(name, int(known.arrived)), int(known.arrived))
    return found


def id_key(guid: str) -> str:
    """Return what the id of an entry is found by: no name of a file has that character."""
    return f"{guid}\0"


def _ledgers(folder: Path, feed: str) -> list[Path]:
    """Return the ledgers of a feed, one for each device; one that has moved is known by its former address."""
    if not folder.is_dir():
        return []
    if found := sorted(folder.glob(f"*/{digest(canonical(feed))}.json")):
        return found
    ids: set[str] = set()
    for states in folder.glob("*/feed_states.json"):
        with suppress(OSError, ValueError, RecursionError):
            ids |= {
                id_ for id_, state in _feeds(json.loads(read_whole(states))) if state.get("address") == feed
            }
    return sorted(file for file in folder.glob("*/*.json") if file.stem in ids)


def _feeds(states: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    feeds = states.get("feeds") if isinstance(states, dict) else None
    if isinstance(feeds, dict):
        yield from ((str(id_), state) for id_, state in feeds.items() if isinstance(state, dict))
