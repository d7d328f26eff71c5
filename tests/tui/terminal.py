"""A real pseudo-terminal with the program in it: types keys, knows the screen, keeps every byte written."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

ROOT = Path(__file__).parent.parent.parent
_NOT_PYTES = re.compile(
    rb"\x1b\[[<>=][0-9;:]*[a-zA-Z]|\x1b\[\?[0-9;]*\$[a-zA-Z]|\x1b_G[^\x1b]*\x1b\\|\x1bP[^\x1b]*\x1b\\"
)
"""Sequences that a terminal knows and the emulator does not."""


class Terminal:
    """``python -m reader`` (or another command) in a terminal of some size."""

    def __init__(
        self,
        arguments: Sequence[str | Path],
        size: tuple[int, int] = (100, 30),
        environ: Mapping[str, str] | None = None,
        command: Sequence[str] = (sys.executable, "-m", "reader"),
    ) -> None:
        self.written = b""
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self._fd, child = pty.openpty()
        self.resize(*size)
        # Where tests run side by side, these name another size, and they count for more than the terminal.
        inherited = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
        environment = {
            **inherited,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "PYTHONPATH": str(ROOT),
        }
        self.process = subprocess.Popen(
            [*command, *map(str, arguments)],
            stdin=child, stdout=child, stderr=child, start_new_session=True,
            env={**environment, **(environ or {})}, preexec_fn=_take_terminal,  # noqa: PLW1509 - no other way to a controlling terminal; tests start no threads first
        )  # fmt: skip
        os.close(child)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.hang_up()

    def hang_up(self) -> None:
        """Close the terminal, as a window does that is closed."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self.screen.resize(rows, columns)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        if hasattr(self, "process"):
            self.process.send_signal(signal.SIGWINCH)

    def read(self, seconds: float) -> None:
        """Take in what the program writes for that long, or until it ends."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not select.select([self._fd], [], [], left)[0]:
                return
            try:
                data = os.read(self._fd, 65536)
            except OSError:
                return
            if not data:
                return
            self.written += data
            if b"\x1b[c" in data:  # device attributes: answer as an xterm
                os.write(self._fd, b"\x1b[?62;22c")
            self._stream.feed(_NOT_PYTES.sub(b"", data))

    def type(self, *keys: str) -> None:
        """Type keys, one after another, as a person who waits for none of them."""
        for key in keys:
            os.write(self._fd, key.encode())
            self.read(0.02)

    def wait(self, text: str, seconds: float = 20) -> None:
        """Wait until the text is on the screen (white space apart); fail with the screen if it does not come."""
        wanted, end = "".join(text.split()), time.monotonic() + seconds
        while wanted not in "".join(self.text().split()):
            if time.monotonic() > end or self.process.poll() is not None:
                self.read(0.1)
                if wanted in "".join(self.text().split()):
                    return
                raise AssertionError(f"{text!r} is not on the screen:\n{self.text()}")
            self.read(0.02)

    def wait_end(self, seconds: float = 5) -> int:
        """Wait until the program ends and return its exit code."""
        end = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < end:
            if self._fd >= 0:
                self.read(0.02)
            else:
                time.sleep(0.02)
        code = self.process.poll()
        assert code is not None, "the program did not end"
        if self._fd >= 0:
            self.read(0.05)
        return code

    def lines(self) -> list[str]:
        """Return the rows of the screen as text; the second cell of a wide character is left out."""
        return [
            "".join(self.screen.buffer[y][x].data for x in range(self.screen.columns)).rstrip()
            for y in range(self.screen.lines)
        ]

    def text(self) -> str:
        """Return the screen as text."""
        return "\n".join(self.lines())


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
