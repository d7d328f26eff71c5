"""The file of an index and the files beside it: their names, what is not a file of ours, what is no longer needed. Disk.

The name stands for the folders and the version of the program, and counts how often the index was rebuilt (``…+2.db``).
A name is never used again: when the last process closes a file that was deleted, SQLite deletes its log by name, and
would delete that of a new file with the same name.
"""

import os
import stat
from contextlib import suppress
from pathlib import Path

from reader.text.pattern import late

SUFFIXES = ("", "-wal", "-shm", "-journal")
"""What SQLite appends to a name."""

UNUSED_S = 90 * 24 * 3600.0
"""Age from which an index is deleted that was not opened since."""

UNUSED_VERSION_S = 30 * 24 * 3600.0
"""Age from which one of another version of the program is deleted."""

SUPERSEDED_S = 24 * 3600.0
"""Age from which one is deleted that was rebuilt since."""

_NAME = late(
    r"(?P<digest>[0-9a-f]+)-v(?P<schema>\d{1,9})-(?P<version>.+?)(?:\+(?P<number>\d{1,9}))?(?:\.text)?\.db"
)


def latest(base: Path) -> Path:
    """Return the latest of the files that ``base`` and its rebuilds were; ``base`` itself where there is none."""
    return _numbered(base, max(_numbers(base), default=0))


def successor(file: Path) -> Path:
    """Return the name of the file that replaces this one."""
    base = base_of(file)
    return _numbered(base, max(_numbers(base), default=0) + 1)


def base_of(file: Path) -> Path:
    """Return what a file was called before it was ever rebuilt."""
    return file.with_name(file.stem.partition("+")[0] + file.suffix)


def _numbered(base: Path, number: int) -> Path:
    return base.with_name(f"{base.stem}+{number}{base.suffix}") if number else base


def _numbers(base: Path) -> list[int]:
    begins, names = f"{base.stem}+", list[str]()
    with suppress(FileNotFoundError):
        names = os.listdir(base.parent)
    found = (_NAME.fullmatch(name) for name in names if name.startswith(begins))
    return [int(match["number"]) for match in found if match and ".text" not in match[0]]


def for_its_owner(file: Path) -> None:
    """Let only its owner read a file that SQLite is about to open, made empty where it is not there; raises OSError.

    What SQLite makes itself obeys the umask, and the articles whose words it holds may be private. What is there is not
    opened: closing it would take the locks that SQLite holds on it in this process.
    """
    try:
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600))
    except FileExistsError:
        if file.stat().st_mode & 0o077:
            file.chmod(0o600)


def is_odd(file: Path) -> bool:
    """Return whether something else than a regular file lies where SQLite would write: it would fail at each start."""
    for suffix in SUFFIXES:
        each = file.with_name(file.name + suffix)
        with suppress(FileNotFoundError):
            if not stat.S_ISREG(each.lstat().st_mode) or not os.access(each, os.R_OK | os.W_OK):
                return True
    return False


def has_newer_beside(file: Path) -> bool:
    """Return whether a newer version of the program has an index of the same folders."""
    own = _NAME.fullmatch(file.name)
    found = (_NAME.fullmatch(name) for name in os.listdir(file.parent)) if own else ()
    return any(
        other and own and other["digest"] == own["digest"] and int(other["schema"]) > int(own["schema"])
        for other in found
    )


def of_other_versions(file: Path) -> list[Path]:
    """Return the indexes of the same folders by other versions of the program, the last used first."""
    own = _NAME.fullmatch(file.name)
    found: list[tuple[float, Path]] = []
    for other in file.parent.glob(f"{own['digest']}-*.db") if own else ():
        match = _NAME.fullmatch(other.name)
        with suppress(OSError):
            if match and other != file and ".text" not in other.name:
                found.append((other.stat().st_mtime, other))
    return [other for _, other in sorted(found, reverse=True)]


def forget_unused(file: Path, now_s: float) -> None:
    """Delete indexes beside this one that are not needed: of other libraries, of other versions, and replaced ones."""
    for other in (*file.parent.glob("*.db"), *file.parent.glob("*.new")):
        with suppress(OSError):
            if other != file and now_s - other.stat().st_mtime > _lasts_s(file, other):
                remove_files(other)
                for suffix in (".sums", ".lock"):  # of the words of articles
                    other.with_name(other.name + suffix).unlink(missing_ok=True)


def _lasts_s(file: Path, other: Path) -> float:
    own, match = _NAME.fullmatch(file.name), _NAME.fullmatch(other.name)
    if not own or not match or (own["schema"], own["version"]) != (match["schema"], match["version"]):
        return UNUSED_VERSION_S
    is_words = ".text" in other.name
    return SUPERSEDED_S if own["digest"] == match["digest"] and not is_words else UNUSED_S


def remove_files(file: Path) -> None:
    """Delete an index; processes that have it open can use it until they close it. Raises OSError."""
    for suffix in SUFFIXES[::-1]:
        each = file.with_name(file.name + suffix)
        try:
            each.unlink(missing_ok=True)
        except OSError:
            if not each.is_dir():
                raise
            each.rmdir()
