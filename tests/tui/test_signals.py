"""Whatever signal comes, and whenever: the terminal is given back as it was, and the program ends or goes on."""

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

from reader.paths import standard_paths
from tests.counts import FULL, sample
from tests.tui.terminal import Terminal

pytestmark = [pytest.mark.pty, pytest.mark.row(14)]

FAULTS = {signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE, signal.SIGILL, signal.SIGKILL}
"""After these nothing of a program may run."""

ENDING = sorted(
    number
    for number in signal.valid_signals() - FAULTS
    if number not in {signal.SIGSTOP, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU, signal.SIGCONT}
    and number not in {signal.SIGCHLD, signal.SIGURG, signal.SIGWINCH, signal.SIGPIPE, signal.SIGXFSZ}
)
"""All that end a program by default, real-time signals too, but those that Python ignores."""

USUAL = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)

PLACES: dict[str, tuple[str, ...]] = {
    "list": (),
    "page": ("\r",),
    "a dialog": ("g", "b"),
    "the help": ("?",),
    "the palette": ("\x10",),
    "a search": ("\x0b", "p", "a", "r"),
    "finding": ("\r", "/", "p"),
    "a filter": ("&", "t", "a", "g"),
    "a note": ("g", "n", "x"),
    "a key that waits": ("g",),
}
"""Where someone may be when the signal comes, by the keys that lead there."""

END_S = 1.0

BURST_S = 4.0
"""How long a window is drawn larger."""

MODES_LEFT = (b"\x1b[?1049l", b"\x1b[?1000l", b"\x1b[?25h", b"\x1b[?2004l")
"""What gives a terminal back as it was: the normal screen, no mouse, a cursor, plain pasting."""


class Ends(Protocol):
    """Causes the end of the program, sees that it comes in good order and returns the exit code."""

    def __call__(self, terminal: Terminal, cause: Callable[[], object]) -> int: ...


@pytest.fixture
def ends(record_property: Callable[[str, object], None]) -> Ends:
    def ended(terminal: Terminal, cause: Callable[[], object]) -> int:
        began = time.monotonic()
        cause()
        terminal.wait_end()
        took = time.monotonic() - began
        record_property("figure", f"ended in {took:.2f} s")
        # A machine that does something else meanwhile says nothing about the program: only the full count has the bound.
        assert not FULL or took <= END_S
        if terminal.is_open and b"\x1b[?1049h" in terminal.written:
            for mode in MODES_LEFT:
                assert terminal.written.rfind(mode) > terminal.written.rfind(mode[:-1] + opposite(mode))
        if terminal.is_open:
            assert terminal.is_as_before()
        return terminal.process.wait()

    return ended


def opposite(mode: bytes) -> bytes:
    return b"h" if mode.endswith(b"l") else b"l"


def opened(terminal: Terminal, place: str) -> None:
    terminal.wait("A paragraph.")
    before = terminal.text()
    terminal.type(*PLACES[place])
    if PLACES[place]:
        assert terminal.wait_until(lambda: terminal.text() != before)


@pytest.mark.parametrize(
    "number",
    sample(ENDING, 8),
    ids=lambda number: signal.Signals(number).name if number < 32 else f"SIGRT{number}",
)
def test_any_signal_that_ends_it_gives_the_terminal_back(feed: Path, ends: Ends, number: int) -> None:
    with Terminal([feed]) as terminal:
        terminal.wait("A paragraph.")
        assert ends(terminal, lambda: terminal.process.send_signal(number)) == 128 + number


@pytest.mark.parametrize(
    ("place", "number"), sample([(place, number) for place in PLACES for number in USUAL], 6)
)
def test_wherever_one_is_a_signal_ends_it_in_good_order(
    feed: Path, ends: Ends, place: str, number: int
) -> None:
    with Terminal([feed]) as terminal:
        opened(terminal, place)
        assert ends(terminal, lambda: terminal.process.send_signal(number)) == 128 + number


@pytest.mark.parametrize("place", sample(list(PLACES), 2))
def test_wherever_one_is_a_terminal_that_is_closed_ends_it(feed: Path, ends: Ends, place: str) -> None:
    with Terminal([feed]) as terminal:
        opened(terminal, place)
        ends(terminal, terminal.hang_up)


@pytest.mark.parametrize("place", sample(list(PLACES), 2))
def test_several_signals_at_once_end_it_as_one_does(feed: Path, ends: Ends, place: str) -> None:
    def three() -> None:
        for number in (signal.SIGTERM, signal.SIGTERM, signal.SIGHUP):
            terminal.process.send_signal(number)

    with Terminal([feed]) as terminal:
        opened(terminal, place)
        assert ends(terminal, three) in {128 + signal.SIGTERM, 128 + signal.SIGHUP}


@pytest.mark.parametrize("seed", range(100 if FULL else 6))
def test_a_signal_while_it_starts_leaves_no_mode_behind(feed: Path, ends: Ends, seed: int) -> None:
    chance = random.Random(seed)
    number = USUAL[seed % len(USUAL)]
    with Terminal([feed]) as terminal:
        # From the moment at which it takes the terminal over: before that there is nothing to give back.
        assert terminal.wait_until(lambda: b"\x1b[?1049h" in terminal.written)
        terminal.read(chance.uniform(0, 0.25))
        code = ends(terminal, lambda: terminal.process.send_signal(number))
        assert code == 128 + number


@pytest.mark.parametrize("seed", range(60 if FULL else 4))
def test_a_signal_before_it_takes_the_terminal_ends_it_too(feed: Path, ends: Ends, seed: int) -> None:
    chance = random.Random(seed)
    number = USUAL[seed % len(USUAL)]
    with Terminal([feed]) as terminal:
        terminal.read(chance.uniform(0, 0.4))
        code = ends(terminal, lambda: terminal.process.send_signal(number))
        assert code in {128 + number, -number, 1} - ({1} if number != signal.SIGINT else set())


@pytest.mark.parametrize("place", sample(list(PLACES), 2))
def test_stopping_gives_the_terminal_back_and_going_on_takes_it_again(
    feed: Path, ends: Ends, place: str
) -> None:
    with Terminal([feed]) as terminal:
        opened(terminal, place)
        before = len(terminal.written)
        terminal.process.send_signal(signal.SIGTSTP)
        assert terminal.wait_until(lambda: is_stopped(terminal.process.pid))
        terminal.read(0.1)
        assert all(mode in terminal.written[before:] for mode in MODES_LEFT)
        assert terminal.is_as_before()
        before = len(terminal.written)
        terminal.process.send_signal(signal.SIGCONT)
        assert terminal.wait_until(lambda: b"\x1b[?1049h" in terminal.written[before:])
        terminal.wait("esc cancels" if place == "a key that waits" else "unread")
        terminal.type("\x1b")
        assert ends(terminal, lambda: terminal.process.send_signal(signal.SIGTERM)) == 128 + signal.SIGTERM


def is_stopped(process: int) -> bool:
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "T"


def test_a_signal_that_comes_while_it_is_stopped_ends_it_when_it_goes_on(feed: Path, ends: Ends) -> None:
    with Terminal([feed]) as terminal:
        terminal.wait("A paragraph.")
        terminal.process.send_signal(signal.SIGTSTP)
        assert terminal.wait_until(lambda: is_stopped(terminal.process.pid))
        os.kill(terminal.process.pid, signal.SIGTERM)
        assert ends(terminal, lambda: terminal.process.send_signal(signal.SIGCONT)) == 128 + signal.SIGTERM


def threads(process: int) -> int:
    return len(list(Path(f"/proc/{process}/task").iterdir()))


@pytest.mark.parametrize("place", sample(list(PLACES), 2))
def test_a_signal_to_go_on_that_comes_while_it_runs_changes_nothing(
    feed: Path, ends: Ends, place: str
) -> None:
    with Terminal([feed]) as terminal:
        opened(terminal, place)
        terminal.settle()
        before = threads(terminal.process.pid)
        for _ in range(5):
            terminal.process.send_signal(signal.SIGCONT)
            terminal.settle()
        assert threads(terminal.process.pid) <= before  # each had begun to read the keyboard once more
        assert ends(terminal, lambda: terminal.type("\x1b", "\x1b", "\x1b", "q")) == 0


def test_after_a_stop_that_no_program_can_handle_it_draws_all_and_takes_keys_again(
    feed: Path, ends: Ends
) -> None:
    with Terminal([feed]) as terminal:
        terminal.wait("A paragraph.")
        terminal.read_for(0.5)
        os.kill(terminal.process.pid, signal.SIGSTOP)
        assert terminal.wait_until(lambda: is_stopped(terminal.process.pid))
        terminal.use_as_a_shell_does()
        before = len(terminal.written)
        terminal.process.send_signal(signal.SIGCONT)
        everything = (b"First article", b"A paragraph.", b"4/4 unread")
        assert terminal.wait_until(lambda: all(text in terminal.written[before:] for text in everything))
        assert ends(terminal, lambda: terminal.type("q")) == 0


@pytest.mark.slow
@pytest.mark.timeout(600 if FULL else 120)
def test_stopping_again_and_again_while_it_draws_never_hangs(
    feed: Path, record_property: Callable[[str, object], None]
) -> None:
    chance, rounds = random.Random(14), 300 if FULL else 25
    with Terminal([feed], (150, 50)) as terminal:
        terminal.wait("A paragraph.")
        for number in range(rounds):
            terminal.type(*chance.choices("jkJKGz", k=4))
            terminal.read(chance.uniform(0, 0.03))
            terminal.process.send_signal(signal.SIGTSTP)
            assert terminal.wait_until(lambda: is_stopped(terminal.process.pid), 20), number
            before = len(terminal.written)
            terminal.process.send_signal(signal.SIGCONT)
            assert terminal.wait_until(lambda: b"\x1b[?1049h" in terminal.written[before:], 20), number  # noqa: B023 - called at once
        terminal.type("q")
        assert terminal.wait_end() == 0
    record_property("figure", f"stopped and went on {rounds} times")


def test_a_burst_of_sizes_leaves_no_word_in_the_log(feed: Path) -> None:
    with Terminal([feed]) as terminal:
        terminal.wait("A paragraph.")
        until = time.monotonic() + BURST_S
        while time.monotonic() < until:
            for _ in range(2_000):
                terminal.process.send_signal(signal.SIGWINCH)
            terminal.read(0.001)
        terminal.press("q")
        assert terminal.wait_end() == 0
    log = standard_paths().log
    assert not log.exists() or "could not be raised" not in log.read_text()
