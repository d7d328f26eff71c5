"""A home on a disk that takes nothing: full, read-only, with a limit for files, or with a lock that another process holds."""

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.cli.conftest import ROOT

HOLDER = """
import fcntl, os, sys
handle = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT, 0o600)
fcntl.flock(handle, fcntl.LOCK_EX)
os.write(1, b"locked")
sys.stdin.read()
"""

SIZE = 8 << 20
"""Bytes of the disk that can be full."""


class Home:
    """The folders of a user, all on one disk, and the command in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.articles = root / "articles"
        self.journal = root / "data" / "newsreader" / "journal"
        self.environ = {
            **os.environ,  # whose cache, with the index, lies elsewhere
            **{f"XDG_{kind}_HOME": str(root / kind.lower()) for kind in ("CONFIG", "DATA", "STATE")},
            "HOME": str(root),
        }
        self.limit: int | None = None
        """Bytes that a file may have, for the commands that are run."""
        self.is_apart = False
        """It is a disk of its own."""

    def run(self, *words: object, text: str = "") -> "subprocess.CompletedProcess[str]":
        """Run the command, with a text on its stdin."""
        return subprocess.run(
            [sys.executable, "-m", "reader", *map(str, words)], capture_output=True, text=True, input=text, timeout=90,
            check=False, cwd=ROOT, env=self.environ, preexec_fn=self.impose,
        )  # fmt: skip

    def impose(self) -> None:
        """In the child: let no file grow beyond the limit."""
        if self.limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (self.limit, self.limit))

    def log(self) -> Path:
        """The folder of this device's log; it is made where it is missing."""
        found = [each for each in self.journal.iterdir() if each.is_dir()] if self.journal.is_dir() else []
        assert len(found) == 1, "the device has to have written something"
        return found[0]

    def files(self) -> dict[str, bytes]:
        """What lies in the folders that are the user's: articles and data, but locks."""
        found = {}
        for top in (self.articles, self.root / "data"):
            for file in sorted(top.rglob("*")):
                if file.is_file() and not file.name.endswith((".lock", ".locked")) and file.name != "filler":
                    found[str(file.relative_to(self.root))] = file.read_bytes()
        return found


@contextmanager
def small_disk(root: Path) -> Iterator[bool]:
    """Mount a small disk there for the block; False: that is for root alone, and there is none."""
    root.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(root)]
    try:
        is_mounted = (
            os.geteuid() == 0 and not subprocess.run(command, capture_output=True, check=False).returncode
        )
    except OSError:
        is_mounted = False
    try:
        yield is_mounted
    finally:
        if is_mounted:
            subprocess.run(["umount", "-l", str(root)], capture_output=True, check=True)


@contextmanager
def full(home: Home) -> Iterator[None]:
    """Leave no room on the disk."""
    filler = home.root / "filler"
    with filler.open("wb", buffering=0) as opened:
        for size in (1 << 16, 1 << 12):
            try:
                while opened.write(bytes(size)) == size:
                    pass
            except OSError:
                continue
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def read_only(home: Home) -> Iterator[None]:
    """Let nothing be written to the disk."""
    _remount(home, "ro")
    try:
        yield
    finally:
        _remount(home, "rw")


def _remount(home: Home, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(home.root)], capture_output=True, check=True)


@contextmanager
def closed_to_us(home: Home) -> Iterator[None]:
    """Take the right to write from all folders and files; for those whom that stops."""
    found = [home.root, *home.root.rglob("*")]
    modes = [(each, each.stat().st_mode) for each in found]
    for each, mode in reversed(modes):
        each.chmod(mode & 0o555)
    try:
        yield
    finally:
        for each, mode in modes:
            each.chmod(mode)


@contextmanager
def limited(home: Home) -> Iterator[None]:
    """Let the log of this device, which is larger than all else, not grow."""
    segment = home.log() / "000000.jsonl"
    with segment.open("ab") as opened:
        opened.write(b"\n" * 950_000)  # lines with nothing in them are no events
    home.limit = segment.stat().st_size + 100
    try:
        yield
    finally:
        home.limit = None


@contextmanager
def without_files(home: Home) -> Iterator[None]:
    """Let no file have a single byte."""
    home.limit = 0
    try:
        yield
    finally:
        home.limit = None


@contextmanager
def locked_by_another(file: Path) -> Iterator[None]:
    """Let another process hold the lock, for as long as the block takes."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdin
    assert holder.stdout
    assert holder.stdout.read(6) == b"locked"
    try:
        yield
    finally:
        holder.stdin.close()
        holder.wait()
        holder.stdout.close()
