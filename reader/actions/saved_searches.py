"""Searches with a name, which stand above the groups: the program's own, those of the settings, those saved by a key.

Reads and writes one small file in the data folder.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from reader.errors import NewsreaderError, UsageError
from reader.i18n import tr
from reader.refusal import refusal
from reader.settings import Settings
from reader.text import clean_line
from reader.whole_file import read_whole, write_whole

STANDARD: Mapping[str, tuple[str, str]] = {
    "all": ("All", ""),
    "unread": ("Unread", "is:unread"),
    "today": ("Today", "date:today"),
    "starred": ("Starred", "is:starred"),
    "later": ("Later", "is:later"),
}
"""The program's own, by what the setting ``top_groups`` calls them: name and query."""

NAME_LIMIT = 100
"""Characters of a name."""


class SavedSearch(NamedTuple):
    """A query with a name."""

    name: str
    query: str
    is_kept: bool = False
    """It was saved by a key, and can be forgotten by one."""


def saved_searches(settings: Settings, file: Path) -> tuple[SavedSearch, ...]:
    """Return all of them in the order in which they stand; of two with one name the first."""
    found: dict[str, SavedSearch] = {}
    for name, query, is_kept in (*_standard(settings), *_written(settings), *_kept(file)):
        found.setdefault(name, SavedSearch(name, query, is_kept))
    return tuple(found.values())


def keep_search(file: Path, name: str, query: str) -> None:
    """Save a search under a name, in the place of a saved one that had it; raises NewsreaderError."""
    check_name(name)
    _write(file, {**_read(file), clean_line(name, NAME_LIMIT).strip(): query})


def check_name(name: str) -> None:
    """Raise UsageError for what is no name of a search."""
    if not clean_line(name, NAME_LIMIT).strip():
        raise UsageError(tr("A saved search needs a name"))


def forget_search(file: Path, name: str) -> None:
    """Forget a search that was saved by a key; raises NewsreaderError."""
    kept = _read(file)
    if kept.pop(name, None) is not None:
        _write(file, kept)


def _standard(settings: Settings) -> Iterator[SavedSearch]:
    for each in settings.top_groups:
        name, query = STANDARD[each]
        yield SavedSearch(tr(name), query)


def _written(settings: Settings) -> Iterator[SavedSearch]:
    return (SavedSearch(clean_line(name, NAME_LIMIT), query) for name, query in settings.searches.items())


def _kept(file: Path) -> Iterator[SavedSearch]:
    return (
        SavedSearch(clean_line(name, NAME_LIMIT), query, is_kept=True) for name, query in _read(file).items()
    )


def _read(file: Path) -> dict[str, str]:
    try:
        found = json.loads(read_whole(file))
    except (OSError, ValueError, RecursionError):
        return {}
    pairs = found.items() if isinstance(found, dict) else ()
    return {name: query for name, query in pairs if isinstance(query, str)}


def _write(file: Path, searches: Mapping[str, str]) -> None:
    try:
        write_whole(file, json.dumps(searches, ensure_ascii=False, indent=1).encode(), is_lasting=True)
    except OSError as problem:
        raise NewsreaderError(
            tr("{file} cannot be written: {problem}", file=file, problem=refusal(problem))
        ) from problem
