"""Terminals of every size, and one that is resized all the time: the program goes on, and is idle when left alone."""

import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.counts import FULL, sample
from tests.tui.terminal import Terminal

pytestmark = [pytest.mark.pty, pytest.mark.row(15)]

SIZES = [
    (1, 1), (1, 40), (2, 2), (3, 3), (3, 60), (5, 24), (10, 1), (19, 5), (20, 4), (20, 5), (21, 6), (24, 5), (40, 2), (40, 10),
    (59, 20), (60, 20), (80, 24), (100, 30), (139, 40), (140, 40), (200, 3), (300, 100), (500, 5), (500, 200),
]  # fmt: skip

KEYS = [
    ("j",), ("G",), ("\r",), (" ",), ("]",), ("t",), ("t", "t"), ("?",), ("g", "b"), ("g", "t"), ("u",), ("f",), ("\x0b", "a"), ("&", "t"),
    ("z",), ("b",), ("+", "+"), ("/", "a", "\r"), ("v", "w"), ("\x10",), ("g", "i"), ("a",), ("Z",), ("\t",), ("x",), ("\x1b[M !!",),
]  # fmt: skip

RESIZES = 1_000 if FULL else 60

IDLE_TICKS = 12
"""Hundredths of a second of the processor in two seconds in which nothing happens."""


def ticks(process: int) -> int:
    """Return how much of the processor a process has had, in the system's ticks."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def settles(terminal: Terminal) -> bool:
    """Return whether it comes to rest by itself: two seconds with hardly any work."""
    per_tick = 100 / os.sysconf("SC_CLK_TCK")
    end = time.monotonic() + 60
    while time.monotonic() < end and terminal.process.poll() is None:
        before = ticks(terminal.process.pid)
        terminal.read(2)
        if (ticks(terminal.process.pid) - before) * per_tick <= IDLE_TICKS:
            return True
    return False


@pytest.mark.slow
@pytest.mark.parametrize("size", sample(SIZES, 8), ids=lambda size: "{}x{}".format(*size))
def test_every_size_takes_every_key_and_comes_to_rest(
    feed: Path, size: tuple[int, int], record_property: Callable[[str, object], None]
) -> None:
    with Terminal([feed], size) as terminal:
        assert terminal.wait_until(lambda: b"\x1b[?1049h" in terminal.written)
        terminal.read(0.5)
        for keys in sample(KEYS, 12):
            for key in keys:
                terminal.type(key)
            terminal.read(0.1)
            assert terminal.process.poll() is None, (size, keys, terminal.text())
            terminal.type("\x1b")
            terminal.read(0.1)
        assert settles(terminal)
        terminal.resize(100, 30)
        terminal.type("\x1b")
        terminal.read(0.3)
        terminal.type("\x1b")
        terminal.read(0.3)
        terminal.type("q")
        assert terminal.wait_end() == 0
    record_property("figure", "all sizes end idle")


@pytest.mark.slow
@pytest.mark.timeout(1800 if FULL else 120)
def test_a_terminal_that_is_resized_all_the_time_is_drawn_right_in_the_end(
    feed: Path, record_property: Callable[[str, object], None]
) -> None:
    chance = random.Random(15)
    with Terminal([feed]) as terminal:
        terminal.wait("A paragraph.")
        for number in range(RESIZES):
            columns, rows = (
                chance.choice(SIZES)
                if chance.random() < 0.5
                else (chance.randint(1, 300), chance.randint(1, 100))
            )
            terminal.resize(columns, rows)
            if chance.random() < 0.3:
                terminal.type(*chance.choice(KEYS), "\x1b")
            if chance.random() < 0.3:
                terminal.read(chance.uniform(0, 0.05))
            assert terminal.process.poll() is None, (number, columns, rows, terminal.text())
        terminal.resize(100, 30)
        terminal.type("\x1b")
        terminal.read(0.5)
        terminal.type("\x1b")
        terminal.wait("unread")
        assert settles(terminal)
        record_property("figure", f"0 crashes in {RESIZES} resizes")
        terminal.type("q")
        assert terminal.wait_end() == 0
