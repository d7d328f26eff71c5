"""Where the articles of a feed go that has no ``folder`` in ``feeds.toml``: where its first ones went. Disk.

Otherwise a feed that changes its title would leave its articles behind, and updates of them would be lost. Each device
notes the folder in its own states, and reads those of the others.
"""

import json
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from reader.feeds.files.entry_files import content_of
from reader.feeds.files.header import names_feed
from reader.feeds.following.feed_keys import folder_inside
from reader.files.whole import read_whole

FILES_TRIED = 8
"""Files of a feed that are looked for, the newest."""

FOLDERS_LIMIT = 2_000
"""Folders that are searched for them."""


def checked_folder(raw: Any) -> str:
    """Return a folder as the states of a device have it; empty: there is none, or one that a feed must not have."""
    try:
        return folder_inside(raw) if isinstance(raw, str) else ""
    except ValueError:
        return ""


def folders_in(files: Iterable[Path]) -> dict[str, str]:
    """Return the folders that files of states name, by the ids of the feeds; the first file decides."""
    found: dict[str, str] = {}
    for file in files:
        try:
            feeds = json.loads(read_whole(file))["feeds"]
            named = {str(key): checked_folder(values.get("folder")) for key, values in feeds.items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            continue  # it is being synchronised, or its own device reports it
        found = {key: folder for key, folder in named.items() if folder} | found
    return found


def folder_with(root: Path, names: Iterable[str], address: str) -> str:
    """Return the folder directly in ``root`` that has a file of the feed, by the names of its newest; else an empty text.

    Links are not followed.
    """
    wanted = list(islice(names, FILES_TRIED))
    try:
        folders = sorted(each for each in islice(root.iterdir(), FOLDERS_LIMIT) if each.is_dir())
    except OSError:
        return ""
    for folder in folders:
        if folder.is_symlink() or not checked_folder(folder.name):
            continue
        if any(_is_of(folder / name, address) for name in wanted):
            return folder.name
    return ""


def _is_of(file: Path, address: str) -> bool:
    try:
        return names_feed(content_of(file) or b"", address)
    except OSError:
        return False
