"""The folders of a library, and the permanent id of each. Disk.

An article's key begins with its folder's id, so the id has to last: a folder has its own in ``.newsreader/folder``, else one
is made once on this machine and kept in ``folders.json`` and in a second file beside it, with the folder's inode, by which
a folder that was moved is recognised.
"""

import json
import os
import stat
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, NamedTuple

from reader.errors import UsageError
from reader.files.digest import digest
from reader.files.inside import OutsideError, real_inside
from reader.files.lock import locked
from reader.files.whole import read_whole, write_whole
from reader.i18n import tr
from reader.library.index.rows import Folder
from reader.library.scan.read_file import read_file
from reader.refusal import reason_of, why_not_read
from reader.text import clean_line
from reader.text.pattern import late

ID_FILE = ".newsreader/folder"
"""Inside a folder: the id that it carries wherever it is carried."""

_ID = late(r"[0-9A-Za-z_-]{4,64}")


class _Given(NamedTuple):
    """A folder as it was named, once it is known to exist."""

    path: str
    """Real and absolute."""
    device: int
    inode: int
    only: tuple[str, ...] = ()
    """Files in it, relative to it, where only files were named."""


def open_folders(paths: Sequence[Path], remembered: Path) -> tuple[list[Folder], list[str]]:
    """Return the folders of these paths, each once, with their ids, and sentences about what did not work.

    A path may be one file: then the folder is the nearest one above it that has an id already, so that the file has
    the state it has there, else its own directory. ``remembered`` is ``Paths.folder_ids``.
    Raises UsageError for a path that is not there or cannot be read.
    """
    given = _each_once([_look_at(path) for path in paths])
    notices: list[str] = []
    registry = _Registry(remembered, notices)
    folders: list[Folder] = []
    with registry:
        for one in _together(registry.widen(one) if one.only else one for one in given):
            own = _own_id(one.path)
            if own and any(own == other.id for other in folders):
                notices.append(tr("{folder} is a copy of another folder: it gets a new id.",
                                  folder=clean_line(one.path)))  # fmt: skip
                own = ""
            folder_id, former = registry.known_as(one, own) if own else (registry.id_of(one), ())
            name = clean_line(os.path.basename(one.path) or one.path)
            folders.append(Folder(folder_id, Path(one.path), name, one.only, former))
    return folders, notices


def is_open(folders: Iterable[Folder], path: Path) -> bool:
    """Return whether a folder is one of these, whole."""
    real = os.path.realpath(path)
    return any(str(folder.path) == real and not folder.only for folder in folders)


def share_id(folder: Folder) -> str:
    """Write a folder's id into it, where it has none; return why that is impossible, as a sentence, or nothing."""
    file = folder.path / ID_FILE
    if folder.only or _own_id(str(folder.path)):
        return ""
    try:
        real_inside(folder.path, file)
        file.parent.mkdir(exist_ok=True)
        write_whole(file, f"{folder.id}\n".encode("ascii"), is_lasting=True)
    except OutsideError as problem:
        return str(problem)
    except OSError as problem:
        return tr(
            "The id of {folder} cannot be written ({problem}): other devices will not know what was read in it.",
            folder=folder.name,
            problem=reason_of(problem),
        )
    return ""


def _look_at(path: Path) -> _Given:
    try:
        real = os.path.realpath(path.expanduser(), strict=True)
        found = os.stat(real)
        if stat.S_ISDIR(found.st_mode):
            os.scandir(real).close()
            return _Given(real, found.st_dev, found.st_ino)
        if not stat.S_ISREG(found.st_mode):
            raise UsageError(tr("{path} is neither a folder nor a file.", path=clean_line(str(path))))
        parent = os.stat(os.path.dirname(real))
    except OSError as problem:
        raise UsageError(
            tr("{path} cannot be opened: {reason}.", path=clean_line(str(path)), reason=reason_of(problem))
        ) from problem
    return _Given(os.path.dirname(real), parent.st_dev, parent.st_ino, (os.path.basename(real),))


def _each_once(given: Sequence[_Given]) -> list[_Given]:
    """Return each folder once, without files that are inside one of them."""
    whole = {(one.device, one.inode): one for one in reversed(given) if not one.only}
    roots = [one.path for one in whole.values()]
    kept = [one for one in given if whole.get((one.device, one.inode)) is one]
    files = [one for one in given if one.only and not any(_lies_in(one.path, root) for root in roots)]
    return kept + list(dict.fromkeys(files))


def _together(given: Iterable[_Given]) -> list[_Given]:
    """Return the folders; those of which files were named once each, with all these files."""
    found: dict[tuple[str, bool], _Given] = {}
    for one in given:
        named_as = (one.path, bool(one.only))
        former = found.get(named_as)
        found[named_as] = one if former is None else former._replace(only=(*former.only, *one.only))
    return list(found.values())


def _lies_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip("/") + "/")


def _own_id(folder: str) -> str:
    try:
        text = read_file(os.fsencode(os.path.join(folder, ID_FILE))).data[:100].decode("ascii")
    except (OSError, ValueError):
        return ""
    first = text.split("\n", 1)[0].strip()
    return first if _ID.fullmatch(first) else ""


class _Registry:
    """The ids that were made up on this machine; a context in which no other process changes them."""

    def __init__(self, file: Path, notices: list[str]) -> None:
        self._file = file
        self._notices = notices
        self._held = ExitStack()
        self._entries: dict[str, dict[str, Any]] = {}
        self._is_changed = False
        self._copy = file.with_name(file.name + ".copy")
        """A second copy: without the ids all that was ever read would be new."""
        self._is_kept = False
        """The file exists and cannot be read: it must not be overwritten."""

    def __enter__(self) -> "_Registry":
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._held.enter_context(locked(self._file.with_name(self._file.name + ".lock")))
        except OSError:
            pass  # read-only: ids that are known already are still read
        self._load()
        return self

    def __exit__(self, *_: object) -> None:
        with self._held:
            if self._is_changed and not self._is_kept:
                try:
                    self._save()
                except OSError as problem:
                    sentence = tr(
                        "{file} cannot be written ({problem}): what is read in a new folder is not remembered.",
                        file=self._file,
                        problem=reason_of(problem),
                    )
                    self._notices.append(sentence)

    def id_of(self, folder: _Given) -> str:
        """Return the id that this folder has on this machine, made up now if it has none."""
        entry = self._entries.get(folder.path) or self._moved(folder)
        if entry is None:
            # As good as random, and equal next time where it cannot be kept.
            is_kept = self._is_kept or not os.access(self._file.parent, os.W_OK)
            seed = os.fsencode(folder.path) if is_kept else os.urandom(16)
            entry = {"id": digest(seed, 8)}
        is_whole = not folder.only or entry.get("whole", False)
        seen = {**entry, "device": folder.device, "inode": folder.inode, "whole": is_whole}
        if self._entries.get(folder.path) != seen:
            self._entries[folder.path] = seen
            self._is_changed = True
        return str(seen["id"])

    def known_as(self, folder: _Given, own: str) -> tuple[str, tuple[str, ...]]:
        """Return the id that a folder carries, and those by which it was known on this machine before it carried one."""
        entry = self._entries.get(folder.path)
        former = entry and [*entry.get("former", ()), entry["id"]]
        if entry is not None and entry["id"] != own:
            self._entries[folder.path] = {**entry, "id": own, "former": former}
            self._is_changed = True
        return own, tuple(each for each in former or () if isinstance(each, str) and each != own)

    def widen(self, file: _Given) -> _Given:
        """Return the file as one of the nearest folder above it that was opened as such or carries an id."""
        path, [inside] = file.path, file.only
        while True:
            if self._entries.get(path, {}).get("whole") or _own_id(path):
                found = os.stat(path)
                return _Given(path, found.st_dev, found.st_ino, (inside,))
            path, name = os.path.split(path)
            inside = f"{name}/{inside}"
            if not name:
                return file

    def _moved(self, folder: _Given) -> dict[str, Any] | None:
        """Return the entry of the folder that was this one before it was moved; None where it is unclear."""
        same = [
            path
            for path, entry in self._entries.items()
            if (entry.get("device"), entry.get("inode")) == (folder.device, folder.inode)
            and not os.path.lexists(path)
        ]
        return self._entries.pop(same[0]) if len(same) == 1 else None

    def _load(self) -> None:
        try:
            self._entries = _entries_in(self._file)
        except OSError as problem:
            if not isinstance(problem, FileNotFoundError):  # it may be whole, for another user: it stays
                self._is_kept = True
                self._notices.append(
                    tr("{file} cannot be read: {problem}.", file=self._file, problem=why_not_read(problem))
                )
            self._entries = self._copied()
        except ValueError:
            self._entries = self._copied()
            self._is_changed = True
            self._put_aside()
        else:
            self._is_changed = not self._copy.exists()

    def _copied(self) -> dict[str, dict[str, Any]]:
        try:
            return _entries_in(self._copy)
        except (OSError, ValueError):
            return {}

    def _put_aside(self) -> None:
        aside = self._file.with_name(f"{self._file.name}.broken-{os.urandom(4).hex()}")
        sentence = (
            tr("{file} was damaged: it is kept as {aside}, and its backup is used.", file=self._file, aside=aside.name)
            if self._entries
            else tr("{file} is damaged: it is kept as {aside}, and folders get new ids.", file=self._file, aside=aside.name)
        )  # fmt: skip
        self._notices.append(sentence)
        with suppress(OSError):
            os.replace(self._file, aside)

    def _save(self) -> None:
        data = json.dumps({"version": 1, "folders": self._entries}, indent=1).encode("ascii")
        write_whole(self._file, data, is_lasting=True)
        write_whole(self._copy, data, is_lasting=True)


def _entries_in(file: Path) -> dict[str, dict[str, Any]]:
    """Return the folders in a file of ids; raises OSError, and ValueError where it is damaged."""
    try:
        found = json.loads(read_whole(file))["folders"]
        return {path: dict(entry) for path, entry in found.items() if _ID.fullmatch(entry["id"])}
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as problem:
        raise ValueError(str(problem)) from problem


class Root(NamedTuple):
    """A folder, as a scan needs it."""

    row: int
    """In the index."""
    path: bytes
    """Real and absolute."""
    identity: tuple[int, int]
    """(device, inode) when the library was opened: another one means that something was mounted or not."""
    only: tuple[bytes, ...] = ()
    """The files that count, relative to it; none: all."""


def root_of(row: int, folder: Folder) -> Root:
    """Return the folder with this row of the index as it is now."""
    path, only = os.fsencode(folder.path), tuple(map(os.fsencode, folder.only))
    try:
        found = os.stat(path)
    except OSError:
        return Root(row, path, (0, 0), only)
    return Root(row, path, (found.st_dev, found.st_ino), only)
