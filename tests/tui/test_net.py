"""A fault in one act costs that act; what fails again and again, or while drawing, ends the program in good order."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.terminal import ROOT, Terminal
from tests.tui.test_terminal import MODES_LEFT

pytestmark = [pytest.mark.pty, pytest.mark.faults]

PROGRAM = (sys.executable, "-m", "tests.tui.planted")
SAID = "the log has it"


def log() -> str:
    """What the program has logged."""
    file = Path(os.environ["XDG_STATE_HOME"]) / "newsreader" / "log" / "newsreader.log"
    return file.read_text() if file.exists() else ""


@pytest.mark.parametrize("where", ["act", "worker", "result", "timer", "next", "refreshed"])
def test_a_fault_in_one_act_is_said_and_logged_and_the_program_goes_on(feed: Path, where: str) -> None:
    with Terminal([where, feed], command=PROGRAM) as terminal:
        terminal.wait("A paragraph.")
        terminal.type("z")
        terminal.wait(SAID)
        terminal.type("j")
        terminal.wait("第一段。")
        terminal.wait("3/4 unread") if terminal.shows("3/4") else terminal.type("r")
        terminal.wait("3/4 unread")
        terminal.type("q")
        assert terminal.wait_end() == 0
    assert log().count("ZeroDivisionError") == 1
    assert "planted.py" in log()


def test_a_fault_in_what_hears_of_an_act_leaves_the_list_alive(feed: Path) -> None:
    with Terminal(["message", feed], command=PROGRAM) as terminal:
        terminal.wait("A paragraph.")
        terminal.type("j")
        terminal.wait(SAID)
        terminal.type("\r")
        terminal.wait("第一段。")
        terminal.type("q")
        assert terminal.wait_end() == 0


def test_a_fault_in_a_field_leaves_the_dialog_and_the_program_alive(feed: Path) -> None:
    with Terminal(["field", feed], command=PROGRAM) as terminal:
        terminal.wait("A paragraph.")
        terminal.type("?", "x")
        terminal.wait(SAID)
        assert terminal.shows("enter runs it")
        assert terminal.process.poll() is None


@pytest.mark.parametrize(
    ("where", "keys"),
    [("act", "zzz"), ("drawing", "z"), ("composing", "?"), ("mounting", "?"), ("worker", "zzz"), ("timer", "zzz"), ("start", "")],
)  # fmt: skip
def test_what_fails_on_ends_it_in_good_order(feed: Path, where: str, keys: str) -> None:
    with Terminal([where, feed], command=PROGRAM) as terminal:
        if keys:
            terminal.wait("A paragraph.")
            terminal.type("r")
            terminal.wait("3/4 unread")
            for key in keys:
                terminal.type(key)
                terminal.read(0.4)
        assert terminal.wait_end() == 1
        assert all(mode in terminal.written for mode in MODES_LEFT)
        assert terminal.shows("newsreader crashed; everything you marked is saved.")
        assert terminal.shows("The log is")
        assert terminal.shows("ZeroDivisionError")
    if keys:
        done = subprocess.run(
            [sys.executable, "-m", "reader", "list", "-f", feed, "is:read", "--format", "{title}"],
            capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60, check=True, cwd=ROOT,
        )  # fmt: skip
        assert done.stdout.split() == ["First", "article"]


def test_a_fault_twice_in_a_while_ends_nothing(feed: Path) -> None:
    with Terminal(["act", feed], command=PROGRAM) as terminal:
        terminal.wait("A paragraph.")
        terminal.type("z", "s", "z", "s")  # two acts, each twice
        terminal.wait(SAID)
        terminal.read(0.5)
        terminal.type("q")
        assert terminal.wait_end() == 0
    assert log().count("a fault was caught") == 4


def test_a_fault_while_leaving_holds_up_nothing(feed: Path) -> None:
    with Terminal(["leaving", feed], command=PROGRAM) as terminal:
        terminal.wait("A paragraph.")
        terminal.type("q")
        assert terminal.wait_end() == 0
        assert all(mode in terminal.written for mode in MODES_LEFT)
    assert "ZeroDivisionError" in log()
