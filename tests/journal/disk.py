"""A disk whose power goes: what was forced onto it is there, of all the rest something, a part or nothing."""

import os
import random
from pathlib import Path

import pytest

from reader.files import whole


class Disk:
    """Knows, of all files below a folder, what an fsync has brought to the disk itself; by inode, as a file system does.

    A file's bytes are there once the file was synced, its name once the folder was.
    """

    def __init__(self, patch: pytest.MonkeyPatch, root: Path) -> None:
        self._root = root
        self._bytes: dict[int, bytes] = {}
        self._names: dict[Path, dict[str, int]] = {}
        for folder, _, files in os.walk(root):
            self._keep_names(Path(folder))
            for name in files:
                self._keep_bytes(Path(folder, name))
        self._sync = os.fsync
        patch.setattr(os, "fsync", self._synced)
        patch.setattr(whole, "_force", lambda handle: os.fsync(handle))  # noqa: PLW0108 - a test may put another in its place

    def _synced(self, handle: int) -> None:
        self._sync(handle)
        inode = os.fstat(handle).st_ino
        for folder in [self._root, *(each for each in self._root.rglob("*") if each.is_dir())]:
            if folder.stat().st_ino == inode:
                self._keep_names(folder)
            for file in folder.iterdir():
                if file.is_file() and file.stat().st_ino == inode:
                    self._keep_bytes(file)

    def _keep_names(self, folder: Path) -> None:
        self._names[folder] = {each.name: each.stat().st_ino for each in folder.iterdir()}

    def _keep_bytes(self, file: Path) -> None:
        self._bytes[file.stat().st_ino] = file.read_bytes()

    def cut(self, chance: random.Random, after: Path) -> None:
        """Put into the empty folder ``after`` what one finds when the power is back."""
        self._found(self._root, after, chance)

    def _found(self, folder: Path, after: Path, chance: random.Random) -> None:
        now = {each.name: each.stat().st_ino for each in folder.iterdir()} if folder.is_dir() else {}
        synced = self._names.get(folder, {})
        after.mkdir(exist_ok=True)
        for name in sorted({*now, *synced}):
            inode = chance.choice([synced.get(name), now.get(name)])
            if name in synced and synced[name] == now.get(name):
                inode = synced[name]
            if inode is None:
                continue
            if (folder / name).is_dir():
                self._found(folder / name, after / name, chance)
            else:
                (after / name).write_bytes(self._content(folder / name, inode, chance))

    def _content(self, file: Path, inode: int, chance: random.Random) -> bytes:
        """The bytes that were synced, and of those behind them none, all, some, or nothing but their number."""
        synced = self._bytes.get(inode, b"")
        if not file.exists() or file.stat().st_ino != inode:
            return synced
        whole = file.read_bytes()
        if not whole.startswith(synced):
            return chance.choice([synced, whole])
        behind = whole[len(synced) :]
        torn = behind[: chance.randrange(len(behind) + 1)]
        return synced + chance.choice([b"", behind, torn, bytes(len(torn))])
