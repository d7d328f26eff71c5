"""A real pseudo-terminal with a program in it, and a clock: what a user would see, and when.

The terminal answers the questions that a program asks at its start (device attributes, background colour,
synchronized output), as the terminals of today do; else a program waits for answers and we would measure that.
"""

import compileall
import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import sysconfig
import termios
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Self

import pyte

ROOT = Path(__file__).parent.parent
SIZE = (100, 30)
"""Columns and rows."""
HELLO = [sys.executable, str(ROOT / "benchmarks" / "hello.py")]
"""The least that Textual can show: the measure of what its start costs."""
TITLE = re.compile(rb"A\d{6} ")
"""How the titles of generated articles begin: one is on the screen when this was written."""
FRAME = re.compile(rb"\x1b\[\?2026l")
"""The end of a frame: what was drawn is to be shown now."""
LONGEST_QUESTION = 16
"""Bytes."""

_ANSWERS = {
    rb"\x1b\[0?c": b"\x1b[?62;22c",
    rb"\x1b\]11;\?(?:\x07|\x1b\\)": b"\x1b]11;rgb:1c1c/1c1c/1c1c\x1b\\",
    rb"\x1b\[\?2026\$p": b"\x1b[?2026;2$y",
    rb"\x1b7\x1b\[6n": b"\x1b[1;1R",
    rb"\x1b\[6n": b"\x1b[1;2R",  # after one character, which is narrow
}
_QUESTION = re.compile(b"|".join(b"(%s)" % question for question in _ANSWERS))
_UNKNOWN_TO_PYTE = re.compile(
    rb"\x1b\[[<>=][0-9;:]*[a-zA-Z]|\x1b\[\?[0-9;]*\$[a-zA-Z]|\x1b[P_][^\x1b]*\x1b\\"
)


class Terminal:
    """A program in a pseudo-terminal of its own; a context manager that ends it."""

    def __init__(self, command: list[str], environ: Mapping[str, str]) -> None:
        self.output = bytearray()
        """Every byte that the program wrote."""
        self._looked = self._answered = 0
        self.since = perf_counter()
        """When the program was started, or when the last key was typed."""
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            try:
                os.chdir(ROOT)
                size = struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0)
                fcntl.ioctl(0, termios.TIOCSWINSZ, size)
                os.execve(command[0], command, dict(environ))
            finally:
                os._exit(127)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self.pid, signal.SIGTERM)
        deadline = perf_counter() + 3
        while perf_counter() < deadline and self._read(0.05):
            pass
        if os.waitpid(self.pid, os.WNOHANG) == (0, 0):
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._fd)

    def wait(self, pattern: re.Pattern[bytes], timeout_s: float = 60) -> float:
        """Return the seconds from the start, or the last key, until the program wrote the pattern."""
        deadline = perf_counter() + timeout_s
        while True:
            now = perf_counter()
            if found := pattern.search(self.output, self._looked):
                self._looked = found.end()
                return now - self.since
            if now > deadline or not self._read(deadline - now):
                raise TimeoutError(f"never seen: {pattern.pattern!r}\n{self.text()}")

    def type(self, keys: str) -> None:
        """Type, and start the clock again; what was written before is not looked at any more."""
        self._looked = len(self.output)
        self.since = perf_counter()
        os.write(self._fd, keys.encode())

    def settle(self, quiet_s: float = 0.3, timeout_s: float = 60) -> None:
        """Wait until the program has written nothing for a while."""
        deadline = perf_counter() + timeout_s
        before = -1
        while before != len(self.output) and perf_counter() < deadline:
            before = len(self.output)
            self._read(quiet_s)

    def text(self) -> str:
        """Return the screen as text."""
        screen = pyte.Screen(*SIZE)
        pyte.ByteStream(screen).feed(_UNKNOWN_TO_PYTE.sub(b"", bytes(self.output)))
        return "\n".join(line.rstrip() for line in screen.display)

    def resident_bytes(self) -> int:
        """Return the memory that the program has in use."""
        told = subprocess.run(["ps", "-o", "rss=", "-p", str(self.pid)], capture_output=True, check=True)
        return int(told.stdout) * 1024

    def _read(self, seconds: float) -> bool:
        """Read what comes within that time; return False once the program has closed the terminal."""
        if not select.select([self._fd], [], [], max(0.0, seconds))[0]:
            return True
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:  # Linux says EIO where others say end of file
            return False
        # Only what is new, and what a question cut in two may have begun with: else each read costs more.
        begin = max(self._answered, len(self.output) - LONGEST_QUESTION)
        self.output += data
        for question in _QUESTION.finditer(self.output, begin):
            self._answered = question.end()
            if question.lastindex:
                os.write(self._fd, list(_ANSWERS.values())[question.lastindex - 1])
        return bool(data)


def own_home(folder: Path) -> dict[str, str]:
    """Return an environment whose settings, journal and index lie in that folder."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        **{f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")},
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
    }


def newsreader(folder: Path) -> list[str]:
    """Return the command that opens a folder."""
    return [sys.executable, "-m", "reader", str(folder)]


def indexed_home(folder: Path, home: Path) -> dict[str, str]:
    """Return the environment of a fresh home in which the index of that folder is built already."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    environ = own_home(home)
    subprocess.run(newsreader(folder), cwd=ROOT, env=environ, stdout=subprocess.DEVNULL, check=True)
    return environ


def compile_all() -> None:
    """Compile the program and what it needs: an uncompiled module takes four times as long to import."""
    for folder in (ROOT / "reader", ROOT / "benchmarks", Path(sysconfig.get_paths()["purelib"])):
        compileall.compile_dir(str(folder), quiet=2)
