"""What is asked of the terminal before the first frame: whether its background is light, and how wide it draws some characters.

Loads nothing of Textual: the questions are on their way while that is loaded, so that an answer is waited for hardly ever.
OSC 11 asks for the background (xterm's control sequences), ``measuring`` for the widths. DA1 after them is what every
terminal answers: which has answered that one and not the others will not answer them. What was typed meanwhile is kept,
what comes later is read by the keyboard.
"""

import os
import re
import select
import signal
import sys
import termios
from collections.abc import Mapping
from contextlib import suppress
from time import monotonic
from types import FrameType, TracebackType
from typing import Any, Self

from reader.text.cells import NARROW, WIDTHS_SET, Widths
from reader.text.pattern import late
from reader.tui.terminal.measuring import ANSWERS, MEASURE, POSITION, UNKNOWN, measured

_LAST = b"\x1b[c"
QUESTION = b"\x1b]11;?\x1b\\" + _LAST
"""OSC 11, then DA1."""

DEADLINE_S = 0.1
"""How long after the question its answer is worth a wait."""

GRACE_S = 1.0
"""How long after the question a program that ends waits for what is not answered yet, so that the shell does not get it."""

PATIENCE_S = 0.005
"""How long it is waited for at most: the first frame comes first."""

OTHER_SCREEN = b"\x1b[?1049h\x1b[?25l\x1b[?7l"
"""Begins a frame: the terminal's other screen, its cursor hidden, no line wrapped (DEC private modes)."""

FORMER_SCREEN = b"\x1b[?7h\x1b[?25h\x1b[?1049l"
"""Ends it."""

BLOCK = 4096
"""Bytes that are read at once."""

_COLOUR = late(
    r"\x1b\]11;(?:rgba?:(?P<parts>[0-9a-f]{1,4}(?:/[0-9a-f]{1,4}){2,3})|\#(?P<hex>(?:[0-9a-f]{3}){1,4}))(?:\x07|\x1b\\|\x9c)",
    re.IGNORECASE,
)
_ATTRIBUTES = late(rb"\x1b\[\?[0-9;]*c")
_HALF = 0.5
_DUMB = frozenset({"dumb", "unknown", ""})
"""Terminals (TERM) of which nothing is known."""

_SILENT = _DUMB | {"linux"}
"""Terminals that have no colour to tell; some print the question."""

_WIDE_LOCALES = frozenset({"zh", "ja", "ko"})
"""Languages of locales in which terminals are set to draw ambiguous characters wide."""

DISORDER_S = 1.0
"""How long answers that should have come before the last one are still awaited after it."""

_DEPENDENT = frozenset({"auto", "terminal"})
"""The values of the setting ``theme`` for which it matters."""

_ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2, signal.SIGALRM)
"""Signals that end a process on the spot where it does not handle them."""


def is_light(answer: str) -> bool | None:
    """Return whether an answer to OSC 11 names a light colour; None if it is no such answer."""
    found = _COLOUR.search(answer)
    if not found:
        return None
    if found["parts"]:
        shares = [int(part, 16) / (16 ** len(part) - 1) for part in found["parts"].split("/")[:3]]
    else:
        size = len(found["hex"]) // 3
        shares = [
            int(found["hex"][at : at + size], 16) / (16**size - 1) for at in range(0, len(found["hex"]), size)
        ]
    red, green, blue = shares
    brightness: float = 0.299 * red + 0.587 * green + 0.114 * blue
    return brightness > _HALF


def asked_by(
    theme: str, environ: Mapping[str, str], ambiguous_width: str = "auto", icons: str = "unicode"
) -> "Asked":
    """Return what asks the terminal of this process, where the theme depends on its background, or the widths on it.

    With ``icons = "ascii"`` nothing beyond ASCII is written to measure it, but where the locale is of a language whose
    terminals may draw ambiguous characters wide.
    """
    term = environ.get("TERM", "")
    locale = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or ""
    width_is_asked = ambiguous_width == "auto" and (icons != "ascii" or locale[:2] in _WIDE_LOCALES)
    ground = theme in _DEPENDENT and term not in _SILENT and not environ.get("NO_COLOR")
    try:
        keyboard, screen = sys.__stdin__.fileno(), sys.__stdout__.fileno()  # type: ignore[union-attr]
    except (AttributeError, OSError, ValueError):  # a stream that is closed
        keyboard = screen = -1
    measure = MEASURE if width_is_asked and term not in _DUMB else b""
    question = measure + (QUESTION if ground else _LAST if measure else b"")
    return Asked(keyboard, screen, question, WIDTHS_SET.get(ambiguous_width, UNKNOWN))


class Asked:
    """A terminal that was asked; a context manager that leaves its modes as they were.

    Keys are not echoed while the answer is on its way, nor is the answer.
    """

    def __init__(self, keyboard: int, screen: int, question: bytes, widths: Widths = NARROW) -> None:
        """Ask; takes file descriptors. Nothing is asked where they are not a terminal that this process may use.

        ``widths`` are those that hold until the terminal says others.
        """
        self._keyboard = keyboard
        self._came = bytearray()
        self._asked_at: float | None = None
        self._has_all = False
        """Whether the last answer has come."""
        self._handlers: dict[int, Any] = {}
        self._widths = widths
        self._positions: list[tuple[int, int]] = []
        self._awaited = 0
        self._until: float | None = None
        self.modes: list[Any] | None = None
        """The modes that were found; None: nothing was asked."""
        self.is_drawn_on = False
        """Whether a frame is shown on the terminal's other screen."""
        self.screen = screen
        """The terminal's file descriptor for writing."""
        if not question or keyboard < 0:
            return
        with suppress(OSError, termios.error):
            if not self._is_ours():
                return
            try:
                self._take_modes()
                os.write(screen, question)
                self._asked_at = monotonic()
                self._awaited = ANSWERS if MEASURE in question else 0
            except KeyboardInterrupt:  # whoever asks has not entered the context yet
                self.give_back()
                raise

    @classmethod
    def nothing(cls) -> Self:
        """Return what knows nothing: no terminal was asked."""
        return cls(-1, -1, b"")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.give_back()

    def answer(self) -> bool | None:
        """Return whether the background is light; None: not known, or not yet."""
        if self._asked_at is None:
            return None
        end = min(self._asked_at + DEADLINE_S, monotonic() + PATIENCE_S)
        while True:
            left = 0.0 if _ATTRIBUTES.search(self._came) else max(0.0, end - monotonic())
            with suppress(OSError):
                if not select.select([self._keyboard], [], [], left)[0]:
                    break
                data = os.read(self._keyboard, BLOCK)
                self._came += data
                if data:
                    continue
            break
        return is_light(self._came.decode("utf-8", "ignore"))

    def widths(self) -> Widths:
        """Return how wide the terminal draws ambiguous characters, as far as that was found out; ``answer`` looks first."""
        if not self._awaited:
            return self._widths
        found = POSITION.findall(self._came.decode("utf-8", "ignore"))
        return measured([(int(row), int(column)) for row, column in found]) or self._widths

    def takes(self, sequence: str) -> bool:
        """Return whether what came from the terminal is one of the answers for the widths, and keep it: then it is not a key."""
        if _ATTRIBUTES.fullmatch(sequence.encode("utf-8", "ignore")):
            self._has_all = True
            self._until = monotonic() + DISORDER_S
        found = POSITION.fullmatch(sequence) if self._awaited else None
        if not found or (self._until is not None and monotonic() > self._until):
            return False
        self._awaited -= 1
        self._positions.append((int(found[1]), int(found[2])))
        return True

    def found_widths(self) -> Widths | None:
        """Return the widths once the last answer was taken; None: some are still to come, or none follow from them."""
        return None if self._awaited else measured(self._positions)

    def take_bytes(self) -> bytes:
        """Return what was read, answers and keys, once: what reads the keyboard knows them apart."""
        self._has_all = self._has_all or bool(_ATTRIBUTES.search(self._came))
        came, self._came = bytes(self._came), bytearray()
        return came

    def draw(self, frame: bytes) -> bool:
        """Show a frame on the terminal's other screen, if the terminal is this process's to use; return whether it was.

        ctrl+z types a character from then on, which the keyboard's reader knows: a stop would leave the frame there.
        """
        with suppress(OSError, termios.error):
            if self._keyboard < 0 or not self._is_ours():
                return False
            if self.modes is None:
                self._take_modes()
            modes = termios.tcgetattr(self._keyboard)
            modes[6][termios.VSUSP] = os.fpathconf(self._keyboard, "PC_VDISABLE").to_bytes(1, "big")
            termios.tcsetattr(self._keyboard, termios.TCSANOW, modes)
            self.is_drawn_on = True
            self.write(OTHER_SCREEN + frame)
            return True
        return False

    def write(self, data: bytes) -> None:
        """Write all of it to the terminal; raises OSError."""
        while data:
            data = data[os.write(self.screen, data) :]

    def read(self, wakes: int) -> bytes:
        """Wait for what is typed and return it; empty: there is something to read at ``wakes``, or the terminal is gone."""
        try:
            found = select.select([self._keyboard, wakes], [], [])[0]
            return os.read(self._keyboard, BLOCK) if self._keyboard in found and wakes not in found else b""
        except OSError:
            return b""

    def keep(self, data: bytes) -> None:
        """Keep what was read for the keyboard's reader."""
        self._came += data

    def _is_ours(self) -> bool:
        return os.isatty(self.screen) and os.tcgetpgrp(self._keyboard) == os.getpgrp()

    def hand_over(self) -> list[Any] | None:
        """Leave the modes to what has taken the terminal; return those to give back, if they were changed."""
        modes, self.modes = self.modes, None
        self.is_drawn_on = False
        self._leave_signals()
        return modes

    def drop_late(self) -> None:
        """Read what is answered late, for a second after the question at most: the next program would take it for keys.

        To be called while nothing else reads the terminal and it does not echo.
        """
        if self._asked_at is None or self._has_all:
            return
        self._has_all = True
        with suppress(OSError, ValueError):
            while not _ATTRIBUTES.search(self._came):
                left = self._asked_at + GRACE_S - monotonic()
                if left <= 0 or not select.select([self._keyboard], [], [], left)[0]:
                    return
                data = os.read(self._keyboard, BLOCK)
                if not data:
                    return
                self._came += data

    def give_back(self) -> None:
        """Set the modes that were found, and show the screen that was there, unless they were handed over."""
        if self.is_drawn_on:
            with suppress(OSError):
                self.write(FORMER_SCREEN)
        if self.modes is not None:
            self.drop_late()
            with suppress(OSError, termios.error):
                termios.tcsetattr(self._keyboard, termios.TCSANOW, self.modes)
        self.hand_over()

    def _take_modes(self) -> None:
        found = termios.tcgetattr(self._keyboard)
        quiet = termios.tcgetattr(self._keyboard)
        quiet[3] &= ~(termios.ICANON | termios.ECHO)  # as far as answers are concerned; ctrl+c still ends
        quiet[6][termios.VMIN], quiet[6][termios.VTIME] = 1, 0
        for number in _ENDING:
            if signal.getsignal(number) is signal.SIG_DFL:
                self._handlers[number] = signal.signal(number, self._end)
        self.modes = found
        termios.tcsetattr(self._keyboard, termios.TCSANOW, quiet)

    def _end(self, number: int, frame: FrameType | None) -> None:
        """End as the signal says, the terminal given back."""
        del frame
        self.give_back()
        os.kill(os.getpid(), number)

    def _leave_signals(self) -> None:
        for number, handler in self._handlers.items():
            if signal.getsignal(number) == self._end:  # nothing else has taken it meanwhile
                signal.signal(number, handler)
        self._handlers.clear()
