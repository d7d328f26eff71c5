"""Walks a folder and finds the files that are articles, directory by directory. Disk.

A stack of directories, each opened as a descriptor and listed separately, so that an error costs one directory. Links are
followed last, and only to files inside the folder that were not met under their own names, so loops end and a file keeps
its real path.
"""

import errno
import os
import stat
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from reader.i18n import tr
from reader.library.scan.left_out import LeftOut
from reader.library.scan.read_file import UNREADABLE, Stamp, stamp_of
from reader.refusal import reason_of

IGNORED_FOLDERS = frozenset({b"node_modules", b"__pycache__"})
"""Folders of other programs; hidden ones are ignored too."""

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC

ABSENT = frozenset({errno.ENOENT, errno.ENOTDIR})
"""Error numbers for a file that does not exist; after any other it may exist."""

IsArticle = Callable[[str], bool]
"""Returns whether a file with this name is an article."""


class NewFile(NamedTuple):
    """A name in a directory that the index does not know as it is now."""

    folder: int
    """The row of the folder."""
    path: bytes
    """The directory, relative to the folder."""
    name: bytes
    """As the file system has it."""
    stamp: Stamp
    """When it was looked at."""
    odd: str = ""
    """Why it is not an article, as a sentence: then it is not opened."""
    target: bytes = b""
    """Where it leads, if it is a link."""
    is_left_out: bool = False
    """It is a template, which is not a problem."""


class Odd(NamedTuple):
    """A name of an article on something that cannot be one."""

    stamp: Stamp
    message: str
    """Why it is not read."""


class FolderContents:
    """One directory of a folder, listed."""

    __slots__ = ("descriptor", "failure", "files", "left_out", "links", "odd", "path")

    def __init__(self, path: bytes) -> None:
        self.path = path
        """Relative to the folder, without slashes at its ends; empty: the folder itself."""
        self.files: list[bytes] = []
        """Names of articles, sorted."""
        self.links: dict[bytes, bytes] = {}
        """Where those of them lead that are links."""
        self.odd: dict[bytes, Odd] = {}
        self.left_out: dict[bytes, str] = {}
        """Why those of the files are left out that are; their stamps have the time 0, so that another setting shows."""
        self.failure = ""
        """Why it could not be listed, as a sentence; then nothing is known of its files."""
        self.descriptor = -1
        """Open while the directory is being compared."""

    def has(self, name: bytes, mtime_ns: int, size: int, inode: int) -> bool:
        """Return whether a regular file of this name still has this stamp; quick, as a rescan does it for every file."""
        if name in self.odd or name in self.links:
            return False
        try:
            found = os.stat(name, dir_fd=self.descriptor, follow_symlinks=False)
        except OSError:
            return False
        time_ns = 0 if name in self.left_out else found.st_mtime_ns
        return time_ns == mtime_ns and found.st_size == size and found.st_ino == inode

    def may_be_read(self, name: bytes) -> bool:
        """Return whether permissions allow a file to be read: they change without another trace."""
        try:
            return name in self.odd or os.access(name, os.R_OK, dir_fd=self.descriptor, effective_ids=True)
        except (OSError, NotImplementedError):
            return True

    def stamp(self, name: bytes) -> Stamp | None:
        """Return the stamp of a file now; None if it is gone, or not a file any more.

        ``UNREADABLE`` where the system does not say, as in a folder that may be listed but not entered.
        """
        try:
            target = self.links.get(name)
            if target is None:
                found = os.stat(name, dir_fd=self.descriptor, follow_symlinks=False)
            else:
                found = os.stat(target, follow_symlinks=False)
        except OSError as problem:
            return None if problem.errno in ABSENT else UNREADABLE
        if not stat.S_ISREG(found.st_mode):
            return None
        return stamp_of(found)._replace(mtime_ns=0) if name in self.left_out else stamp_of(found)


class Walker:
    """Lists the directories of one folder."""

    def __init__(
        self,
        root: bytes,
        is_article: IsArticle,
        apart: frozenset[tuple[int, int]] = frozenset(),
        left_out: LeftOut | None = None,
    ) -> None:
        """``apart`` are (device, inode) of folders inside this one that are walked on their own."""
        self._root, self._left_out = root, left_out
        self._is_article = is_article
        self._seen = set(apart)
        self._links: deque[bytes] = deque()
        self._targets: set[bytes] = set()

    def walk(self, start: bytes = b"") -> Iterator[FolderContents]:
        """Yield every directory from ``start`` down, parents first, in the order of their names."""
        stack = [start]
        while stack or self._links:
            path = stack.pop() if stack else self._links.popleft()
            contents, below = self._list(path)
            if contents is None:
                continue
            try:
                yield contents
            finally:
                if contents.descriptor >= 0:
                    os.close(contents.descriptor)
            stack += reversed(below)

    def look_at(self, path: bytes, names: Iterable[bytes]) -> FolderContents | None:
        """Return a directory with only these names listed, where they are there; None if it is not itself.

        The caller closes the descriptor.
        """
        contents = FolderContents(path)
        try:
            contents.descriptor = os.open(join(self._root, path), _FOLDER)
        except OSError as problem:
            return None if problem.errno in ABSENT else self._failed(path, problem)
        for name in names:
            try:
                found = os.stat(name, dir_fd=contents.descriptor, follow_symlinks=False)
            except OSError as problem:
                if problem.errno not in ABSENT:
                    contents.files.append(name)
                continue
            if stat.S_ISLNK(found.st_mode):
                self._sort_in_link(os.fsdecode(name), contents)
            elif stat.S_ISREG(found.st_mode):
                contents.files.append(name)
            elif not stat.S_ISDIR(found.st_mode):
                contents.odd[name] = Odd(stamp_of(found), _kind(found.st_mode))
        self._leave_out(contents)
        return contents

    def _leave_out(self, contents: FolderContents) -> None:
        if self._left_out and contents.files:
            contents.left_out = self._left_out.among(contents.path, contents.files)

    @staticmethod
    def _failed(path: bytes, problem: OSError) -> FolderContents:
        reason = reason_of(problem)
        contents = FolderContents(path)
        contents.failure = tr(
            "This folder cannot be read ({reason}): its known articles stay.", reason=reason
        )
        return contents

    def _list(self, path: bytes) -> tuple[FolderContents | None, list[bytes]]:
        contents = FolderContents(path)
        below: list[bytes] = []
        try:
            contents.descriptor = os.open(join(self._root, path), _FOLDER)
            found = os.fstat(contents.descriptor)
            if (found.st_dev, found.st_ino) in self._seen:
                os.close(contents.descriptor)
                return None, []
            self._seen.add((found.st_dev, found.st_ino))
            with os.scandir(contents.descriptor) as entries:
                for entry in entries:
                    self._sort_in(entry, contents, below)
        except OSError as problem:
            if contents.descriptor >= 0:
                os.close(contents.descriptor)
            if path and problem.errno in ABSENT:
                return None, []  # it vanished between being named and being opened
            return self._failed(path, problem), []
        contents.files.sort()
        below.sort()
        self._leave_out(contents)
        return contents, below

    def _sort_in(self, entry: "os.DirEntry[str]", contents: FolderContents, below: list[bytes]) -> None:
        if entry.name[0] == ".":
            return
        try:
            if entry.is_file(follow_symlinks=False):
                if self._is_article(entry.name):
                    contents.files.append(os.fsencode(entry.name))
            elif entry.is_symlink():
                self._sort_in_link(entry.name, contents)
            elif entry.is_dir(follow_symlinks=False):
                name = os.fsencode(entry.name)
                if name not in IGNORED_FOLDERS:
                    below.append(join(contents.path, name))
            elif self._is_article(entry.name):
                found = entry.stat(follow_symlinks=False)
                contents.odd[os.fsencode(entry.name)] = Odd(stamp_of(found), _kind(found.st_mode))
        except OSError as problem:
            self._sort_in_unknown(entry.name, contents, problem)

    def _sort_in_unknown(self, name: str, contents: FolderContents, problem: OSError) -> None:
        """Take in a file that cannot be examined; it exists, unless it vanished after it was listed."""
        if problem.errno not in ABSENT and self._is_article(name):
            contents.files.append(os.fsencode(name))

    def _sort_in_link(self, name: str, contents: FolderContents) -> None:
        """Take in a link; one to a file that is listed by its own name adds nothing, one that leads out is a problem."""
        encoded = os.fsencode(name)
        path = join(self._root, contents.path, encoded)
        try:
            found = os.lstat(path)
        except OSError as problem:
            self._sort_in_unknown(name, contents, problem)
            return
        try:
            target = os.path.realpath(path, strict=True)
            mode = os.stat(target).st_mode
        except OSError:
            if self._is_article(name):
                contents.odd[encoded] = Odd(stamp_of(found), tr("This is a broken link: it is left out."))
            return
        if not (is_folder := stat.S_ISDIR(mode)) and not self._is_article(name):
            return
        inside = relative(self._root, target)
        if inside is None:
            message = tr("This is a link that leads out of the folder: it is not followed.")
            contents.odd[encoded] = Odd(stamp_of(found), message)
        elif is_folder:
            if not is_walked(inside):
                self._links.append(join(contents.path, encoded))
        elif not stat.S_ISREG(mode):
            contents.odd[encoded] = Odd(stamp_of(found), _kind(mode))
        elif not self._is_listed(inside) and target not in self._targets:
            self._targets.add(target)
            contents.links[encoded] = target
            contents.files.append(encoded)

    def _is_listed(self, path: bytes) -> bool:
        """Whether a file (relative to the folder) is listed by that name."""
        folder, _, name = path.rpartition(b"/")
        return is_walked(path) and is_walked(folder) and self._is_article(os.fsdecode(name))


def join(*parts: bytes) -> bytes:
    """Return the parts that are not empty, with slashes between them."""
    return b"/".join(part.rstrip(b"/") if part != b"/" else b"" for part in parts if part)


def relative(root: bytes, path: bytes) -> bytes | None:
    """Return a path inside the root relative to it; None for one outside."""
    if path == root:
        return b""
    prefix = root.rstrip(b"/") + b"/"
    return path[len(prefix) :] if path.startswith(prefix) else None


def is_walked(path: bytes) -> bool:
    """Whether a directory (relative to its folder) is walked by that path: no part is hidden or ignored."""
    return not path or not any(part.startswith(b".") or part in IGNORED_FOLDERS for part in path.split(b"/"))


def _kind(mode: int) -> str:
    if stat.S_ISFIFO(mode):
        return tr("This is a pipe (FIFO), not a file: it is left out.")
    if stat.S_ISSOCK(mode):
        return tr("This is a socket, not a file: it is left out.")
    return tr("This is a device, not a file: it is left out.")


def outermost(folders: set[bytes]) -> list[bytes]:
    """Return the folders that are not inside another one."""
    kept: list[bytes] = []
    for folder in sorted(folders, key=lambda path: path + b"/"):
        if not kept or not folder.startswith(kept[-1] + b"/"):
            kept.append(folder)
    return kept
