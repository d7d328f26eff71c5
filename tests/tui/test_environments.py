"""Every kind of terminal, locale and absence of a terminal: it runs, prints, or refuses with one line."""

import itertools
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.counts import sample
from tests.tui.stream import NEVER
from tests.tui.terminal import ROOT, Terminal

pytestmark = [pytest.mark.pty, pytest.mark.row(17)]

TERMS = (
    "xterm-256color",
    "xterm",
    "screen-256color",
    "tmux-256color",
    "linux",
    "vt100",
    "ansi",
    "no-such-terminal",
    "xterm-kitty",
    "rxvt",
)

REFUSED = ("dumb", "unknown", "")

LOCALES: tuple[dict[str, str], ...] = (
    {"LC_ALL": "C.UTF-8"},
    {"LC_ALL": "C", "LANG": ""},
    {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "zh_CN.GBK", "PYTHONUTF8": "0", "PYTHONIOENCODING": "gbk"},
    {"LC_ALL": "no_SUCH.locale", "LANGUAGE": "xx"},
    {"LC_ALL": "", "LANG": "", "PYTHONIOENCODING": "ascii"},
)

COLOURS: tuple[dict[str, str], ...] = ({}, {"NO_COLOR": "1"}, {"COLORTERM": ""})

RUNNING = list(itertools.product(TERMS, LOCALES, COLOURS))
"""180 combinations."""


@pytest.mark.slow
@pytest.mark.parametrize(
    "combination",
    sample(RUNNING, 6),
    ids=lambda each: f"{each[0]}-{'-'.join(each[1].values())}-{''.join(each[2])}",
)
def test_it_runs_in_every_terminal_locale_and_colour(
    feed: Path, combination: tuple[str, dict[str, str], dict[str, str]]
) -> None:
    term, locale, colours = combination
    with Terminal([feed], environ={"TERM": term, **locale, **colours}) as terminal:
        terminal.wait("A paragraph.")
        terminal.type("j")
        terminal.wait("第一段。")
        terminal.type("g", "t")
        terminal.wait("水果")
        if "NO_COLOR" in colours:
            assert b"38;2;" not in terminal.written
            assert b"38;5;" not in terminal.written
        terminal.type("\x1b")
        terminal.read(0.3)
        terminal.type("q")
        assert terminal.wait_end() == 0
        assert terminal.is_as_before()


@pytest.mark.parametrize("term", REFUSED)
@pytest.mark.parametrize("locale", sample(LOCALES, 2), ids=str)
def test_a_terminal_that_cannot_show_it_is_refused_with_one_line(
    feed: Path, term: str, locale: dict[str, str]
) -> None:
    with Terminal([feed], (200, 24), {"TERM": term, **locale}) as terminal:
        assert terminal.wait_end() == 1
        lines = terminal.written.decode().strip().splitlines()
        assert len(lines) == 1
        assert "list" in lines[0] or "newsreader FOLDER" in lines[0]
        assert not NEVER.search(lines[0])
        assert terminal.is_as_before()


STREAMS = {
    "<": ("", "<&-", "</dev/null", "<file"),
    ">": ("", ">&-", ">/dev/null", "| cat"),
    "2>": ("", "2>&-", "2>/dev/null"),
}
"""What becomes of stdin, stdout and stderr: the terminal's, closed, nothing, a file or a pipe."""

NOT_ALL_THERE = [each for each in itertools.product(*STREAMS.values()) if any(each)]


@pytest.mark.slow
@pytest.mark.parametrize(
    "streams", sample(NOT_ALL_THERE, 9), ids=lambda each: " ".join(each).replace("/dev/", "")
)
def test_without_a_terminal_at_one_end_it_shows_prints_or_refuses(
    feed: Path, tmp_path: Path, streams: tuple[str, str, str]
) -> None:
    stdin, stdout, stderr = streams
    (tmp_path / "file").write_text("jjjq")
    script = f'cd "{tmp_path}"; {sys.executable} -m reader "$1" {stderr} {stdin} {stdout}; echo "code=$?"'
    with Terminal([feed], (200, 40), {}, ("sh", "-c", script, "sh")) as terminal:
        shows = not stdin and not stdout
        if shows:
            terminal.wait("A paragraph.")
            terminal.type("q")
        terminal.wait_end()
        text = terminal.written.decode("utf-8", "replace")
        assert "Traceback" not in text
        assert "fault of its own" not in text
        assert "code=" in text
        rest = text.rpartition("\x1b[?1006l")[2] if shows else text
        assert not NEVER.search(rest.replace("\r", "").replace("\n", "").replace("\t", ""))
        if stdin and not stdout:  # there is a screen, but no keyboard
            lines = [line for line in text.splitlines() if line and not line.startswith("code=")]
            assert len(lines) == (1 if not stderr else 0), lines
        if stdout == "| cat":
            assert "苹果和香蕉" in text
        assert terminal.is_as_before()


@pytest.mark.parametrize("closed", ["0", "1", "2", "01", "02", "12", "012"])
@pytest.mark.parametrize(
    "words",
    [("{feed}",), ("list", "-f", "{feed}"), ("search", "-f", "{feed}", "paragraph"), ("--help",)],
    ids=lambda words: words[0],
)
def test_streams_that_are_closed_are_no_crash(
    feed: Path, closed: str, words: tuple[str, ...], record_property: Callable[[str, object], None]
) -> None:
    endings = " ".join({"0": "<&-", "1": ">&-", "2": "2>&-"}[number] for number in closed)
    given = " ".join(f"'{word.format(feed=feed)}'" for word in words)
    done = subprocess.run(
        ["sh", "-c", f"exec {sys.executable} -m reader {given} {endings}"],
        capture_output=True, timeout=60, check=False, cwd=ROOT, stdin=subprocess.DEVNULL, env=dict(os.environ),
    )  # fmt: skip
    said = done.stderr.decode() + done.stdout.decode()
    assert "Traceback" not in said
    assert "fault of its own" not in said
    assert done.returncode in {0, 1, 3}
    record_property(
        "figure", f"{len(RUNNING)} combinations run, {len(NOT_ALL_THERE)} without a stream end well"
    )
