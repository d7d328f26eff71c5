"""Light or dark: the terminal is asked, and nothing that was typed meanwhile is lost."""

import os
import signal
import sys
from pathlib import Path

import pytest

from reader.tui.terminal.ground import QUESTION, is_light
from tests.tui.terminal import Terminal

WHITE, BLACK = b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\", b"\x1b]11;rgb:0000/0000/0000\x07"
ATTRIBUTES = b"\x1b[?62;22c"
LIGHT_GROUND, DARK_GROUND = b"48;2;250;247;241", b"48;2;22;23;26"
"""Those of paper-light and paper-dark."""


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("\x1b]11;rgb:ffff/ffff/ffff\x1b\\", True),
        ("\x1b]11;rgb:1e1e/1e1e/2e2e\x07", False),
        ("\x1b]11;rgb:f/f/e\x07", True),
        ("\x1b]11;rgb:fd/f6/e3\x1b\\", True),
        ("\x1b]11;rgba:0000/2b2b/3636/ffff\x1b\\", False),
        ("\x1b]11;#fdf6e3\x1b\\", True),
        ("\x1b]11;#002b36\x07", False),
        ("keys\x1b]11;rgb:ffff/ffff/ffff\x1b\\and more\x1b[?6c", True),
        ("\x1b]10;rgb:ffff/ffff/ffff\x1b\\", None),
        ("\x1b]11;rgb:ffff/ffff\x1b\\", None),
        ("\x1b]11;?\x1b\\", None),
        ("\x1b]11;rgb:ffff/ffff/ff", None),
        ("", None),
    ],
)
def test_answers_are_read_as_terminals_write_them(answer: str, *, expected: bool | None) -> None:
    assert is_light(answer) is expected


class Answering(Terminal):
    """A terminal that says what its background is when it is asked, and has keys typed around that."""

    def __init__(self, folder: Path, answer: bytes, environ: dict[str, str] | None = None) -> None:
        self.answer, self.has_answered = answer, False
        super().__init__([folder], environ=environ)

    def _take(self, seconds: float) -> bool:
        taken = super()._take(seconds)
        if self.answer and not self.has_answered and QUESTION in self.written:
            self.has_answered = True
            os.write(self._fd, self.answer)
        return taken


@pytest.mark.pty
@pytest.mark.parametrize(
    ("answer", "environ", "ground"),
    [
        (WHITE, {}, LIGHT_GROUND),
        (BLACK, {"COLORFGBG": "0;15"}, DARK_GROUND),
        (b"", {"COLORFGBG": "0;15"}, LIGHT_GROUND),
        (b"", {}, DARK_GROUND),
    ],
    ids=["light", "the answer counts", "COLORFGBG", "neither"],
)
def test_the_theme_follows_what_the_terminal_says(
    listed: Path, answer: bytes, environ: dict[str, str], ground: bytes
) -> None:
    with Answering(listed, b"j" + answer + ATTRIBUTES + b"j" if answer else b"", environ) as terminal:
        terminal.wait("Body 2." if answer else "Body 0.")
        terminal.settle()
        assert ground in terminal.written
        assert "rgb:" not in terminal.text()
        terminal.type("q")
        assert terminal.wait_end() == 0
        assert terminal.is_as_before()


@pytest.mark.pty
def test_an_answer_that_comes_late_changes_the_theme_and_no_keys_are_lost(listed: Path) -> None:
    with Answering(listed, b"") as terminal:
        terminal.wait("Body 0.")
        assert LIGHT_GROUND not in terminal.written
        terminal.press("j" + WHITE.decode() + "j")
        terminal.wait("Body 2.")
        terminal.settle()
        assert LIGHT_GROUND in terminal.written


@pytest.mark.pty
def test_an_answer_in_two_parts_is_one(listed: Path) -> None:
    with Answering(listed, b"jj" + WHITE[:12]) as terminal:
        terminal.wait_until(lambda: b"\x1b[?1049h" in terminal.written)
        terminal.press(WHITE[12:].decode() + "j")
        terminal.wait("Body 3.")
        terminal.settle()
        assert LIGHT_GROUND in terminal.written
        assert "rgb:" not in terminal.text()


@pytest.mark.pty
@pytest.mark.parametrize(
    "environ", [{"NO_COLOR": "1"}, {"TERM": "linux"}, {"NEWSREADER_THEME": "nord"}], ids=str
)
def test_a_terminal_is_not_asked_where_it_does_not_matter(listed: Path, environ: dict[str, str]) -> None:
    with Answering(listed, b"", environ) as terminal:
        terminal.wait("Body 0.")
        assert b"]11;" not in terminal.written


@pytest.mark.pty
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_while_the_answer_is_on_its_way_leaves_the_terminal_as_it_was(
    listed: Path, number: signal.Signals
) -> None:
    with Answering(listed, b"") as terminal:
        assert terminal.wait_until(lambda: QUESTION in terminal.written)
        terminal.process.send_signal(number)
        terminal.wait_end()
        assert terminal.is_as_before()


class Mute(Terminal):
    """A terminal that has not answered yet."""

    def _answers(self) -> bytes:
        return b""


@pytest.mark.pty
@pytest.mark.parametrize("ends", ["before it is begun", "by a key"])
def test_who_leaves_before_the_answer_takes_it_along(listed: Path, ends: str) -> None:
    what = (
        f"main([{str(listed)!r}])"
        if ends == "by a key"
        else "ground.asked_by('auto', {'TERM': 'xterm'}).give_back()"
    )
    code = (
        "from reader.tui.terminal import ground; from reader.cli.main import main;"
        f"ground.GRACE_S = 600; {what}"  # of a second the machine may need more to get here
    )
    with Mute([], command=[sys.executable, "-c", code]) as terminal:
        assert terminal.wait_until(lambda: QUESTION in terminal.written)
        if ends == "by a key":
            terminal.wait("Body 0.")
            terminal.settle()
            terminal.type("q")
        terminal.settle()
        assert terminal.process.poll() is None, "its answer would go to the shell"
        os.write(terminal._fd, WHITE + ATTRIBUTES)
        assert terminal.wait_end() == 0
        assert terminal.is_as_before()
        assert b"62;22c" not in terminal.written, "nor is it echoed"


@pytest.mark.pty
def test_a_process_in_the_background_asks_nothing(listed: Path) -> None:
    code = (
        "import os, sys; from reader.tui.terminal.ground import asked_by;"
        "print(asked_by('auto', {'TERM': 'xterm'}).answer(), flush=True)"
    )
    command = ["sh", "-c", f'set -m; {sys.executable} -c "{code}" & wait']
    with Terminal([], command=command) as terminal:
        assert terminal.wait_end() == 0
        assert b"None" in terminal.written
        assert QUESTION not in terminal.written
        assert terminal.is_as_before()
