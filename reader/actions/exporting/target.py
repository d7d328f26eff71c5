"""Where an export goes: a file or a folder of the user's. Written whole, and never over what is there unless the user wants it. Disk."""

import errno
import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from reader.errors import NewsreaderError, UsageError
from reader.files.whole import SHARED_MODE, Draft, read_whole
from reader.i18n import tr
from reader.refusal import refusal_there
from reader.text import clean_name

STDOUT = "-"
"""The name that means stdout."""


class ExistsError(NewsreaderError):
    """Something is there already; the message names it."""


class Target(NamedTuple):
    """A place."""

    path: Path
    """Absolute."""
    is_folder: bool
    """Files go into it."""


def target_of(typed: str) -> Target:
    """Return what a typed path means: with a slash at its end, or where there is one, a folder. Raises UsageError."""
    text = typed.strip()
    if not text:
        raise UsageError(tr("Type a path first"))
    try:
        path = Path(os.path.abspath(Path(text).expanduser()))  # noqa: PTH100 - `..` goes before links are followed
        is_folder = text.endswith(("/", os.sep)) or path.is_dir()
    except (RuntimeError, ValueError, OSError):
        raise UsageError(tr("{path} is not a path", path=clean_name(text))) from None
    return Target(path, is_folder)


def refuse_existing(target: Target, names: Iterable[str] = ()) -> None:
    """Raise ExistsError if a file is there already; ``names`` are those that go into a folder."""
    files = [target.path / name for name in names] if target.is_folder else [target.path]
    there = next((file for file in files if os.path.lexists(file)), None)
    if there is not None:
        raise ExistsError(tr("{path} is there already", path=clean_name(str(there))))


def make_folder(folder: Path) -> None:
    """Make a folder if it is missing; raises OSError, a file in its place too, which is not meant by FileExistsError here."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)) from None


def write_file(path: Path, data: bytes, *, is_forced: bool) -> None:
    """Write a file, whole; raises ExistsError, and NewsreaderError where it cannot be written: then what was there stands.

    By force it takes the place of a regular file, also of one to which a link leads; never that of a device or a folder.
    """
    if is_forced:
        path = Path(os.path.realpath(path))
        if path.exists() and not path.is_file():
            raise NewsreaderError(tr("{name} is not a regular file", name=clean_name(str(path))))
    try:
        make_folder(path.parent)
        with Draft(path, data, SHARED_MODE) as draft:
            if is_forced:
                draft.take_mode()
                draft.replace()
            else:
                draft.place()
    except FileExistsError:
        raise ExistsError(tr("{path} is there already", path=clean_name(str(path)))) from None
    except OSError as problem:
        sentence = tr(
            "{path} cannot be written: {reason}", path=clean_name(str(path)), reason=refusal_there(problem)
        )
        raise NewsreaderError(sentence) from problem


def write_notes(target: Target, files: Iterable[tuple[str, str]], *, is_forced: bool) -> int:
    """Write texts into a folder, or the only one to a file, and return how many were written: those that are not there already.

    Raises ExistsError with nothing written if another text has the place of one.
    """
    wanted = []
    for name, text in files:
        file, data = (target.path / name if name else target.path), text.encode()
        try:
            is_same = read_whole(file) == data
        except OSError:  # it is not there, or something else is, and that is said where it is written
            is_same = False
        if not is_same:
            wanted.append((file, data))
    if not is_forced:
        for file, _ in wanted:
            refuse_existing(Target(file, is_folder=False))
    for file, data in wanted:
        write_file(file, data, is_forced=is_forced)
    return len(wanted)
