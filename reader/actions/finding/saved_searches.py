"""Searches with a name, which are shown above the groups: the program's own, those of the settings, those saved by a key.

Reads and writes one small file in the data folder.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from reader.actions.finding.named_file import parsed, write_named
from reader.errors import NewsreaderError, UsageError
from reader.i18n import tr
from reader.settings import Settings
from reader.text import clean_line
from reader.toml.mistakes import shown

NEW = "is:new"
"""What has come since the last session: the group of it counts what is unread."""

STANDARD: Mapping[str, tuple[str, str]] = {
    "all": ("All", ""),
    "unread": ("Unread", "is:unread"),
    "new": ("New", NEW),
    "today": ("Today", "date:today"),
    "starred": ("Starred", "is:starred"),
    "later": ("Later", "is:later"),
}
"""The program's own, by their names in the setting ``top_groups``: title and query."""

NAME_LIMIT = 100
"""Characters of a name."""


class SavedSearch(NamedTuple):
    """A query with a name."""

    name: str
    """What it is called in the list."""
    query: str
    """As it was typed."""
    is_kept: bool = False
    """The user saved it by a key, and can delete it by one."""
    colour: str = ""
    """The colour of the watch words that it finds; empty: it finds something else."""


def saved_searches(settings: Settings, file: Path) -> tuple[SavedSearch, ...]:
    """Return all saved searches in the order of the list; of two with one name the first."""
    found: dict[str, SavedSearch] = {}
    for search in (*_standard(settings), *_written(settings), *_kept(file)):
        found.setdefault(search.name, search)
    return tuple(found.values())


def keep_search(file: Path, name: str, query: str) -> None:
    """Save a search under a name, instead of a saved one that had it; raises NewsreaderError.

    A damaged file is not overwritten: it can be mended by hand.
    """
    check_name(name)
    write_named(file, {**parsed(file), clean_line(name, NAME_LIMIT).strip(): query})


def check_name(name: str) -> None:
    """Raise UsageError if a search cannot have this name."""
    if not clean_line(name, NAME_LIMIT).strip():
        raise UsageError(tr("A saved search needs a name"))


def forget_search(file: Path, name: str) -> None:
    """Delete a search that was saved by a key; raises NewsreaderError."""
    kept = parsed(file)
    if kept.pop(name, None) is not None:
        write_named(file, kept)


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


def searches_mistakes(file: Path) -> list[str]:
    """Return a sentence for each thing in the file of saved searches that cannot be used, with its line."""
    if not os.path.lexists(file):
        return []
    try:
        found = parsed(file)
    except NewsreaderError as problem:
        return [str(problem)]
    from reader.library.query.faults import fault_in  # only where there are saved searches

    sentences = []
    for name, query in found.items():
        fault = fault_in(query) if isinstance(query, str) else tr("not a query: {found}", found=shown(query))
        if fault:
            called = clean_line(name, NAME_LIMIT)
            sentences.append(tr("{file}: saved search {name}: {fault}", file=file, name=called, fault=fault))
    return sentences


def _read(file: Path) -> dict[str, str]:
    """Return the searches in a file without those that cannot be used."""
    try:
        found = parsed(file)
    except NewsreaderError:
        return {}
    return {name: query for name, query in found.items() if isinstance(query, str)}
