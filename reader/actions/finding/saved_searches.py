"""Searches with a name, which are shown above the groups: the program's own, those of the settings, those saved by a key.

Reads and writes one small file in the data folder.
"""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from reader.errors import NewsreaderError, UsageError
from reader.files.whole import read_whole, write_whole
from reader.i18n import tr
from reader.refusal import refusal, unreadable
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


def saved_searches(settings: Settings, file: Path) -> tuple[SavedSearch, ...]:
    """Return all saved searches in the order of the list; of two with one name the first."""
    found: dict[str, SavedSearch] = {}
    for name, query, is_kept in (*_standard(settings), *_written(settings), *_kept(file)):
        found.setdefault(name, SavedSearch(name, query, is_kept))
    return tuple(found.values())


def keep_search(file: Path, name: str, query: str) -> None:
    """Save a search under a name, instead of a saved one that had it; raises NewsreaderError.

    A damaged file is not overwritten: it can be mended by hand.
    """
    check_name(name)
    _write(file, {**_parsed(file), clean_line(name, NAME_LIMIT).strip(): query})


def check_name(name: str) -> None:
    """Raise UsageError if a search cannot have this name."""
    if not clean_line(name, NAME_LIMIT).strip():
        raise UsageError(tr("A saved search needs a name"))


def forget_search(file: Path, name: str) -> None:
    """Delete a search that was saved by a key; raises NewsreaderError."""
    kept = _parsed(file)
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


def searches_mistakes(file: Path) -> list[str]:
    """Return a sentence for each thing in the file of saved searches that cannot be used, with its line."""
    if not os.path.lexists(file):
        return []
    try:
        found = _parsed(file)
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
        found = _parsed(file)
    except NewsreaderError:
        return {}
    return {name: query for name, query in found.items() if isinstance(query, str)}


def _parsed(file: Path) -> dict[str, Any]:
    """Return a file of searches, parsed; empty if there is no file. Raises NewsreaderError if it is damaged."""
    line = 1
    try:
        found = json.loads(read_whole(file))
        if isinstance(found, dict):
            return found
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as problem:
        raise unreadable(file, problem) from problem
    except (ValueError, RecursionError) as problem:
        line = problem.lineno if isinstance(problem, json.JSONDecodeError) else 1
    raise NewsreaderError(
        tr("{file}, line {line}: not valid JSON; fix or delete the file", file=file, line=line)
    )


def _write(file: Path, searches: Mapping[str, Any]) -> None:
    try:
        write_whole(file, json.dumps(searches, ensure_ascii=False, indent=1).encode(), is_lasting=True)
    except OSError as problem:
        raise NewsreaderError(
            tr("{file} cannot be written: {problem}", file=file, problem=refusal(problem))
        ) from problem
