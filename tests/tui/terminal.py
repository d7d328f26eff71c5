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
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

from tests.tui.processes import runs

ROOT = Path(__file__).parent.parent.parent
_NOT_PYTES = re.compile(
    rb"\x1b\[[<>=][0-9;:]*[a-zA-Z]|\x1b\[\?[0-9;]*\$[a-zA-Z]|\x1b_G[^\x1b]*\x1b\\|\x1bP[^\x1b]*\x1b\\"
)
"""Sequences that a terminal knows and the emulator does not."""


_UNFINISHED = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|[P_\]][^\x07\x1b]*)?$")
"""A sequence of which the rest is still to come."""


_ON_ITS_WAY = getattr(termios, "PENDIN", 0)
"""A flag that the system itself sets while there is something to read; it is no mode."""

_QUESTION = re.compile(rb"(?:\x1b[78])?([^\x1b]*)\x1b\[(6n|c)")
"""Where the cursor is, after what was written from the left edge; what the terminal is."""

LONGEST_QUESTION = 32
"""Bytes."""

AT_REST_S = 0.6
"""A program that has done nothing for so long has nothing to do: longer than its timers that follow a key."""

ANSWERED_S = 0.08
"""A program that has drawn something, and nothing more for so long, has answered a key."""

LONG_ENOUGH_S = 15.0
"""Fifty times what a key takes."""

LOOKS = 20
"""How often it is looked at in that time: where the machine has much to do, who wakes but to blink waits long for a core."""

A_BLINK = 1_000
"""Bytes that the blinking cursor of a line to type in takes meanwhile."""

PATIENCE_S = 45
"""How long something may take where other tests keep the machine busy; it is waited no longer than it takes."""


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
        self._drawn = 0
        """So many of these bytes are on the screen."""
        self._lines: list[str] | None = None
        """The rows of the screen as text, since the last that was drawn."""
        self._looked = 0
        """So many were looked through for questions."""
        self.screen = self.make_screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self._fd, child = pty.openpty()
        self.resize(*size)
        self._former, self._former_modes = termios.tcgetattr(self._fd), self._modes()
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

    def make_screen(self, columns: int, rows: int) -> pyte.Screen:
        """Return what draws."""
        return pyte.Screen(columns, rows)

    def cells_of(self, text: str) -> int:
        """Return how many cells a text takes that is asked about."""
        return len(text)

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

    def is_as_before(self) -> bool:
        """Return whether the modes of the line (echo, signals by keys, …) are those that the program found."""
        return self._modes() == self._former_modes

    def use_as_a_shell_does(self) -> None:
        """Give the line the modes that the program found, as a shell does while the program is stopped."""
        found = termios.tcgetattr(self._fd)
        found[:4] = self._former[:4]
        termios.tcsetattr(self._fd, termios.TCSANOW, found)

    def _modes(self) -> list[object]:
        return [
            mode & ~_ON_ITS_WAY if isinstance(mode, int) else mode for mode in termios.tcgetattr(self._fd)
        ]

    @property
    def is_open(self) -> bool:
        """Whether the terminal is there."""
        return self._fd >= 0

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self._draw()  # what was written so far was written for the former size
        self.screen.resize(rows, columns)
        self._lines = None
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        if hasattr(self, "process"):
            self.process.send_signal(signal.SIGWINCH)

    def read(self, seconds: float) -> None:
        """Take in what the program writes for that long, or until it ends."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and self._take(left):
            pass

    def read_answer(self, seconds: float) -> None:
        """Take in what the program writes until nothing has come for ``ANSWERED_S``; for that long if nothing comes."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and self._take(left):
            end = min(end, time.monotonic() + ANSWERED_S)

    def read_for(self, seconds: float) -> None:
        """Take in what the program writes for exactly that long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not self._take(left) and self.process.poll() is not None:
                return

    def settle(self) -> None:
        """Wait until the program has nothing to do: it draws nothing, and hardly ever runs or waits for a core.

        What it does by a timer later than ``AT_REST_S`` is not waited for, nor what processes of low priority do for it;
        and nothing for longer than ``LONG_ENOUGH_S``, where the machine is too busy to see.
        """
        end, is_at_rest = time.monotonic() + LONG_ENOUGH_S, False
        while not is_at_rest and self.process.poll() is None and time.monotonic() < end:
            written, running = len(self.written), 0
            for _ in range(LOOKS):
                self.read(AT_REST_S / LOOKS)
                running += runs(self.process.pid)
            is_at_rest = running < LOOKS // 2 and len(self.written) <= written + A_BLINK

    def forget(self) -> None:
        """Drop what was written so far, undrawn: the screen is empty until the program draws all of it again."""
        self.written, self._drawn, self._looked = b"", 0, 0

    def press(self, key: str) -> None:
        """Press a key and wait for nothing."""
        os.write(self._fd, key.encode())

    def _take(self, seconds: float) -> bool:
        """Take in what there is once there is something; return False where nothing comes in that time or ever."""
        if not select.select([self._fd], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._fd, 65536)
        except OSError:
            return False
        self.written += data
        if answers := self._answers():
            os.write(self._fd, answers)
        return bool(data)

    def _answers(self) -> bytes:
        """Return what the terminal says to what it was asked: it is an xterm."""
        answers = b""
        for found in _QUESTION.finditer(self.written, self._looked):
            self._looked = found.end()
            answers += (
                self.position(found[1].decode("utf-8", "replace")) if found[2] == b"6n" else b"\x1b[?62;22c"
            )
        self._looked = max(self._looked, len(self.written) - LONGEST_QUESTION)
        return answers

    def position(self, text: str) -> bytes:
        """Return the answer to where the cursor is after a text in the first row."""
        return f"\x1b[1;{1 + self.cells_of(text)}R".encode()

    def type(self, *keys: str) -> None:
        """Type keys, one after another, as a person who waits for none of them."""
        for key in keys:
            os.write(self._fd, key.encode())
            self.read(0.02)

    def wait(self, text: str, seconds: float = PATIENCE_S) -> None:
        """Wait until the text is on the screen (white space apart); fail with the screen if it does not come."""
        if not self.wait_until(lambda: self.shows(text), seconds):
            raise AssertionError(f"{text!r} is not on the screen:\n{self.text()}")

    def wait_until(self, is_so: Callable[[], bool], seconds: float = PATIENCE_S) -> bool:
        """Wait until it is so; return whether it came about before the time was up or the program ended."""
        end = time.monotonic() + seconds
        while not is_so():
            if time.monotonic() > end or self.process.poll() is not None:
                self.read(0.1)
                return is_so()
            self.read(0.02)
        return True

    def shows(self, text: str) -> bool:
        """Return whether the text is on the screen, white space apart."""
        return "".join(text.split()) in "".join(self.text().split())

    def wait_end(self, seconds: float = PATIENCE_S) -> int:
        """Wait until the program ends and return its exit code."""
        end = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < end:
            if self._fd >= 0:
                self.read(0.02)
            else:
                time.sleep(0.02)
        code = self.process.poll()
        assert code is not None, "the program did not end"
        while self._fd >= 0 and self._take(1):  # to the end of what is on its way, which the system tells
            pass
        return code

    def lines(self) -> list[str]:
        """Return the rows of the screen as text; the second cell of a wide character is left out."""
        self._draw()
        if self._lines is None:
            self._lines = [
                "".join(self.screen.buffer[y][x].data for x in range(self.screen.columns)).rstrip()
                for y in range(self.screen.lines)
            ]
        return list(self._lines)

    def _draw(self) -> None:
        """Bring the screen up to date.

        Not while reading, since it takes long: what is not read when the program ends is lost with its terminal.
        """
        waiting = self.written[self._drawn :]
        unfinished = _UNFINISHED.search(waiting)
        whole = waiting[: unfinished.start()] if unfinished else waiting
        if not whole:
            return
        self._lines = None
        self._stream.feed(_NOT_PYTES.sub(b"", whole))
        self._drawn += len(whole)

    def text(self) -> str:
        """Return the screen as text."""
        return "\n".join(self.lines())


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
