"""Files of a folder that a command names: their content is part of what the user agrees to. Disk.

A program is agreed to as it is then. One that lies in the folder could be replaced the next day by anything that writes
there. So its bytes count as much as its name, and what is run is a copy of the bytes that were examined. Digests are
SHA-256: a yes must not be forged.
"""

import errno
import os
import re
import shlex
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from reader.files.inside import lies_in
from reader.files.whole import read_whole

SIZE_LIMIT_BYTES = 64 << 20
"""Of a file that is agreed to, or of all files of a folder together."""

FILES_LIMIT = 2_000
"""Files of a folder that is named."""

WORDS_LIMIT = 65_536
"""Characters of a command; a longer one is not searched for paths, and cannot be agreed to."""

PATHS_LIMIT, PARTS_LIMIT = 200, 100
"""Paths in a command, and folders in a path; beyond these it is unknown what would be run."""

SHOWN_LIMIT = 200
"""Characters of a program that a sentence names."""

UNREADABLE = "unreadable"
"""Stands for the digest of what cannot be read or is too large: it cannot be agreed to."""

ABSENT = "absent"
"""Stands for the digest of a file that is not there."""

_CANDIDATE = re.compile(r"~?/[^\s\"'`;|&<>(){}=:,]+")
"""What may be a path inside a word, as in ``--script=/a/b`` or in a script for a shell."""

_QUOTED = re.compile(r"[\"']([^\"']+)[\"']")


class NamedFile(NamedTuple):
    """A file of the folder that a command names."""

    written: str
    """As it stands in the command."""
    path: str
    """Its real path."""
    digest: str
    """Of its content; or ``ABSENT`` or ``UNREADABLE``."""
    data: bytes | None
    """None for a folder, whose files are read again when they are copied, and for what is not there."""
    is_executable: bool = False
    """Whether its copy has to be."""


def program_of(word: str, environ: Mapping[str, str] = os.environ) -> str:
    """Return the path of a program; one without a slash is searched for in the absolute folders of ``PATH``."""
    if "/" in word or not word:
        return word
    folders = filter(os.path.isabs, environ.get("PATH", os.defpath).split(os.pathsep))
    return shutil.which(word, path=os.pathsep.join(folders)) or word


def files_named(root: Path, words: Sequence[str]) -> list[NamedFile]:
    """Return the files of the folder that a command names; its first word is the program."""
    if not words:
        return []
    top = os.path.realpath(root)
    found: dict[str, NamedFile] = {}
    if sum(map(len, words)) > WORDS_LIMIT:
        return [NamedFile("", words[0][:SHOWN_LIMIT], UNREADABLE, None)]
    paths = (
        each
        for number, word in enumerate(words)
        for each in _candidates(word if number else program_of(word))
    )
    for count, written in enumerate(dict.fromkeys(paths)):
        if count >= PATHS_LIMIT or written.count("/") > PARTS_LIMIT:
            found[""] = NamedFile("", words[0][:SHOWN_LIMIT], UNREADABLE, None)
            break
        path = os.path.expandvars(os.path.expanduser(written))  # noqa: PTH111 - a word, not only a path
        if "\0" not in path and _leads_through(path, top):
            found[written] = _named(written, os.path.realpath(path))
    return list(found.values())


def with_copies(words: Sequence[str], files: Sequence[NamedFile], folder: Path) -> tuple[str, ...]:
    """Return the command with copies of the files, which are written into ``folder``; raises OSError."""
    if not files or not words:
        return tuple(words)
    copied = [program_of(words[0]), *words[1:]]
    for number, each in enumerate(sorted(files, key=lambda each: -len(each.written))):
        # With its name, which a program may look at; in a folder of its own, as two files may have one name.
        copy = folder / str(number) / os.path.basename(each.path)  # noqa: PTH119 - a path as text
        copy.parent.mkdir(parents=True, exist_ok=True)
        if each.data is not None:
            copy.write_bytes(each.data)
            copy.chmod(0o700 if each.is_executable else 0o600)
        elif each.digest != ABSENT:
            _copy_folder(each, copy)
        # A file that is missing is named there too: it could exist by the time the program looks.
        copied = [word.replace(each.written, str(copy)) for word in copied]
    return tuple(copied)


def _leads_through(path: str, top: str) -> bool:
    """Return whether a path passes through the folder ``top``, whose content then decides where it ends."""
    return any(lies_in(os.path.realpath(each), top) for each in (path, *map(str, Path(path).parents)))


def _candidates(word: str) -> Iterator[str]:
    if word.startswith(("/", "~", "$")):
        yield word
    yield from (match[1] for match in _QUOTED.finditer(word) if "/" in match[1])
    if "\\" in word:  # escaped spaces of a shell
        with suppress(ValueError):
            yield from (part for part in shlex.split(word) if "/" in part)
    for match in _CANDIDATE.finditer(word):
        yield match[0].rstrip(".")
        # A variable before it, which only a shell expands.
        before = re.search(r"\$\{?\w+\}?$", word[: match.start()])
        if before:
            yield before[0] + match[0]


def _named(written: str, real: str) -> NamedFile:
    try:
        found = Path(real).stat()
        if stat.S_ISDIR(found.st_mode):
            return NamedFile(written, real, _digest_of_folder(_inside(real)), None)
        data = _read(real)
    except (FileNotFoundError, NotADirectoryError):
        return NamedFile(written, real, ABSENT, None)
    except (OSError, ValueError):
        return NamedFile(written, real, UNREADABLE, None)
    return NamedFile(written, real, sha256(data).hexdigest(), data, bool(found.st_mode & 0o111))


def _read(real: str) -> bytes:
    return read_whole(real, SIZE_LIMIT_BYTES, follows_link=False)


class _Inside(NamedTuple):
    """A file or a link in a folder."""

    path: Path
    is_link: bool
    data: bytes
    """The target of a link, or the content of a file."""


def _inside(real: str) -> Iterator[_Inside]:
    """Yield all files and links in a folder; raises OSError where they are too many or too large, or cannot be read."""
    size, count, folders = 0, 0, [Path(real)]
    while folders:
        for path in sorted(folders.pop().iterdir()):
            is_link = path.is_symlink()
            count += 1
            if not is_link and path.is_dir():
                folders.append(path)
                continue
            data = os.fsencode(path.readlink()) if is_link else _read(str(path))
            size += len(data)
            if count > FILES_LIMIT or size > SIZE_LIMIT_BYTES:
                raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), real)
            yield _Inside(path, is_link, data)


def _digest_of_folder(found: Iterable[_Inside]) -> str:
    total = sha256()
    for path, is_link, data in found:
        total.update(os.fsencode(path) + (b"\0link" if is_link else b"\0") + sha256(data).digest())
    return total.hexdigest()


def _copy_folder(each: NamedFile, copy: Path) -> None:
    """Copy a folder as it was agreed to; one that has changed since is missing for the program. Raises OSError."""
    with suppress(OSError):
        found = list(_inside(each.path))
        if _digest_of_folder(found) == each.digest:
            copy.mkdir()
            for path, is_link, data in found:
                to = copy / path.relative_to(each.path)
                to.parent.mkdir(parents=True, exist_ok=True)
                if is_link:
                    to.symlink_to(os.fsdecode(data))
                else:
                    to.write_bytes(data)
                    to.chmod(path.stat().st_mode & 0o700 | 0o600)
