"""Folders and files that are typed: what a path means, and how it can go on. Disk, reading only."""

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from reader.actions.workspace.named_files import refuse_what_is_no_text
from reader.errors import UsageError
from reader.i18n import tr
from reader.refusal import unreadable
from reader.text import clean_line

NAMES_LIMIT = 2_000
"""Names of a folder that are looked at."""

OFFERED_LIMIT = 100
"""Ways to go on that are offered."""


class PathCompletion(NamedTuple):
    """One way how a path goes on."""

    path: str
    """The whole path as it would be typed; a folder's ends with a slash."""
    label: str
    """Its last name, as it is listed."""


def typed_path(typed: str) -> Path:
    """Return the absolute path that a text means, with a leading ``~`` expanded; raises UsageError if there is nothing."""
    typed = typed.strip()
    if not typed:
        raise UsageError(tr("Type a path first"))
    try:
        path = Path(typed).expanduser().absolute()
        path.stat()
    except (FileNotFoundError, NotADirectoryError, RuntimeError, ValueError):
        raise UsageError(tr("There is no folder or file {path}", path=clean_line(typed))) from None
    except OSError as problem:
        raise UsageError(str(unreadable(clean_line(typed), problem))) from problem
    return path


def path_to_open(typed: str) -> Path:
    """Return the folder or the text file that a text means; raises UsageError for what cannot be opened."""
    path = typed_path(typed)
    refuse_what_is_no_text([path])
    try:
        if path.is_dir():
            next(path.iterdir(), None)
    except OSError as problem:
        raise UsageError(str(unreadable(clean_line(typed), problem))) from problem
    return path


def path_completions(typed: str, suffixes: Collection[str] = ()) -> list[PathCompletion]:
    """Return how a path can go on: folders, and files with one of these endings; hidden ones after a dot.

    Of nothing typed: what is in the home folder.
    """
    head, name = os.path.split(typed or "~/")
    wanted = name.casefold()
    try:
        with os.scandir(Path(head or ".").expanduser()) as entries:
            found = sorted(_names(entries, suffixes), key=lambda each: each.casefold())
    except (OSError, RuntimeError, ValueError):
        return []
    fitting = [
        each
        for each in found
        if each.casefold().startswith(wanted) and (not each.startswith(".") or name.startswith("."))
    ]
    return [PathCompletion(os.path.join(head, each), each) for each in fitting[:OFFERED_LIMIT]]  # noqa: PTH118 - as it is typed


def _names(entries: "Iterator[os.DirEntry[str]]", suffixes: Collection[str]) -> Iterator[str]:
    for _, entry in zip(range(NAMES_LIMIT), entries, strict=False):
        try:
            is_folder = entry.is_dir()
            entry.name.encode()
        except (OSError, UnicodeEncodeError):  # cannot be looked at; cannot be typed
            continue
        if is_folder:
            yield f"{entry.name}/"
        elif entry.name.casefold().endswith(tuple(suffixes)):
            yield entry.name
