"""The program in a real terminal: what it writes, how it ends, what it refuses."""

import base64
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from reader.text import cell_width
from tests.tui.driving import article_writer
from tests.tui.stream import TITLE
from tests.tui.terminal import ROOT, Terminal

pytestmark = pytest.mark.pty

MODES_LEFT = (b"\x1b[?1049l", b"\x1b[?1000l", b"\x1b[?25h", b"\x1b[?2004l")
"""What gives a terminal back as it was: the normal screen, no mouse, a cursor, plain pasting."""

ESC_PAYLOADS = (
    "\x1b]0;PWNED\x07", "\x1b]52;c;UFdORUQ=\x07", "\x9b31m", "\x9d0;PWNED\x9c", "\x1bP0;PWNED\x1b\\", "\x00\x07\x08\x0e\x0f\x7f",
    "\u202eevil\u202c", "\u2066x\u2069", "\u2028\u2029", "[@click=app.quit]x[/]", "[/]", "[red]red", "[bold]数组[0]与[/]",
)  # fmt: skip

FORBIDDEN = (
    b"PWNED\x07", b"\x1b]0;", b"\x1b]2;", b"\x1b]52;", b"\xc2\x9b", b"\xc2\x9d", b"\xe2\x80\xae", b"\xe2\x81\xa6",
    b"\xe2\x80\xa8", b"\x0e", b"\x7f", b"\x00",
)  # fmt: skip
"""What no payload may bring into the terminal's stream."""


def run(
    *arguments: str | Path, environ: Mapping[str, str] | None = None, stdin: int = subprocess.DEVNULL
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "reader", *map(str, arguments)],
        capture_output=True, text=True, stdin=stdin, timeout=60, check=False, cwd=ROOT, env={**os.environ, **(environ or {})},
    )  # fmt: skip


def test_the_program_reads_a_folder_and_leaves_the_terminal_as_it_was(feed: Path) -> None:
    with Terminal([feed]) as terminal:
        terminal.wait("A paragraph.")
        terminal.type("q")
        assert terminal.wait_end() == 0
        assert all(mode in terminal.written for mode in MODES_LEFT)


def hostile_feed(folder: Path) -> Path:
    """An article per payload, the payload in every place that a screen shows."""
    folder.mkdir()
    for number, payload in enumerate(ESC_PAYLOADS):
        name = f"{number}-{payload.replace('/', '').replace(chr(0), '')}.md"
        for quoted in (json.dumps(payload, ensure_ascii=True), f'"{payload}"'):
            header = f"---\ntitle: {quoted}\ndate: 2025-01-{number + 1:02}\ntags: [{quoted}, t]\nauthor: {quoted}\nsummary: {quoted}\nlink: {quoted}\n---\n"
            body = f"# {payload}\n\n{payload} `{payload}` [{payload}](http://example.com/{payload}) <b>{payload}</b>\n\n```{payload}\n{payload}\n```\n\n![{payload}](http://example.com/{payload})\n\n&#27;]0;PWNED&#7; &#x9b;31m &#x202e;\n"
            path = (
                os.fsencode(folder)
                + b"/"
                + (("q" if quoted.startswith('"\\') else "r") + name).encode("utf-8", "surrogateescape")
            )
            Path(os.fsdecode(path)).write_bytes((header + body).encode("utf-8", "surrogatepass"))
    return folder


@pytest.mark.row(1)
def test_nothing_that_articles_hold_steers_the_terminal(tmp_path: Path) -> None:
    with Terminal([hostile_feed(tmp_path / "hostile")], size=(120, 40)) as terminal:
        terminal.wait("unread")
        terminal.type("Z", "Z", *"jjjjjjjjjjjjjjjjjjjjjjjjjjjjj")
        terminal.type("\r", *"]]]]]]]]]]]]]]]]]]]", "\x1b")
        for dialog, keys in (("goes to the article", "gp"), ("runs it", "?")):
            terminal.type(*keys)
            terminal.wait(dialog)
            terminal.type("\x1b")  # and wait: with what follows it at once it would be another key
            assert terminal.wait_until(lambda: not terminal.shows(dialog))  # noqa: B023 - called at once
        terminal.type("s", "U")
        terminal.settle()
        written = TITLE.sub(rb"\g<title>", terminal.written)  # the program's own title of the window
        for bad in FORBIDDEN:
            assert bad not in written, bad
        terminal.type("q")
        assert terminal.wait_end() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
@pytest.mark.row(14)
def test_a_signal_ends_it_in_good_order(feed: Path, number: signal.Signals) -> None:
    with Terminal([feed]) as terminal:
        terminal.wait("A paragraph.")
        terminal.read(0.3)
        terminal.process.send_signal(number)
        assert terminal.wait_end() == 128 + number
        assert all(mode in terminal.written for mode in MODES_LEFT)


@pytest.mark.parametrize("number", range(4))
@pytest.mark.row(14)
def test_a_terminal_that_is_closed_ends_it(feed: Path, number: int) -> None:
    """Each time: a hangup comes with a second signal, and which of them is seen first differs."""
    del number
    with Terminal([feed]) as terminal:
        terminal.wait("A paragraph.")
        terminal.hang_up()
        terminal.wait_end()


def test_marks_survive_a_kill(feed: Path) -> None:
    with Terminal([feed]) as terminal:
        terminal.wait("A paragraph.")
        terminal.type("\r", "s")
        terminal.wait("★")
        terminal.process.kill()
    with Terminal([feed]) as terminal:
        terminal.wait("3/4 unread")
        terminal.type("a", "a")
        terminal.wait("★")


@pytest.mark.row(12)
def test_two_instances_share_one_folder(feed: Path) -> None:
    with Terminal([feed]) as one, Terminal([feed]) as two:
        one.wait("A paragraph.")
        two.wait("A paragraph.")
        one.type("r")
        two.type("j", "r")
        one.settle()
        two.settle()
        one.type("q")
        two.type("q")
        assert one.wait_end() == 0
        assert two.wait_end() == 0
    with Terminal([feed]) as after:
        after.wait("2/4 unread")


@pytest.mark.parametrize(
    ("words", "environ"),
    [
        (["--theme", "terminal"], {}),
        (["--theme", "ansi-light"], {}),
        ([], {"COLORTERM": ""}),
        (["--theme", "nord"], {"COLORTERM": "", "TERM": "xterm"}),
    ],
)
def test_a_theme_of_the_terminals_colours_writes_no_others(
    feed: Path, words: list[str], environ: dict[str, str]
) -> None:
    with Terminal([*words, feed], environ=environ) as terminal:
        terminal.wait("A paragraph.")
        terminal.type("j", "j", "\r")
        terminal.settle()
        assert b"8;2;" not in terminal.written
        assert b"8;5;" not in terminal.written


@pytest.mark.row(17)
def test_no_colour_means_no_colour(feed: Path) -> None:
    with Terminal([feed], environ={"NO_COLOR": "1"}) as terminal:
        terminal.wait("A paragraph.")
        terminal.type("j", "j", "\r")
        terminal.settle()
        assert b"38;2;" not in terminal.written
        assert b"48;2;" not in terminal.written
        assert b"38;5;" not in terminal.written


@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
)
@pytest.mark.row(17)
def test_a_locale_without_utf_8_is_no_hindrance(feed: Path, locale: dict[str, str]) -> None:
    with Terminal([feed], environ=locale) as terminal:
        terminal.wait("苹果和香蕉")
        terminal.type("q")
        assert terminal.wait_end() == 0


@pytest.mark.row(12)
def test_data_folders_that_are_files_are_said_and_do_not_hinder_reading(feed: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("")
    names = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    with Terminal([feed], size=(160, 30), environ={name: str(taken) for name in names}) as terminal:
        terminal.wait("A paragraph.")
        terminal.type("r")
        terminal.wait("not saved")
        terminal.type("q")
        assert terminal.wait_end() == 1
        assert b"1 change could not be saved" in terminal.written


def test_it_is_silent_when_nothing_happens(feed: Path) -> None:
    with Terminal([feed]) as terminal:
        terminal.wait("A paragraph.")
        terminal.settle()
        before = len(terminal.written)
        terminal.read(2)  # silence is what is tested: some of it
        assert len(terminal.written) == before


@pytest.mark.parametrize("term", ["dumb", ""])
@pytest.mark.row(17)
def test_a_dumb_terminal_is_refused_with_a_line(feed: Path, term: str) -> None:
    with Terminal([feed], environ={"TERM": term}) as terminal:
        assert terminal.wait_end() == 1
        assert b"\x1b" not in terminal.written
        assert b"list" in terminal.written


@pytest.mark.parametrize("stderr", ["2>/dev/null", "2>&-"])
@pytest.mark.row(17)
def test_the_screen_shows_wherever_stderr_leads(feed: Path, stderr: str) -> None:
    command = ("sh", "-c", f'exec {sys.executable} -m reader "$@" {stderr}', "sh")
    with Terminal([feed], command=command) as terminal:
        terminal.wait("A paragraph.")
        terminal.type("q")
        assert terminal.wait_end() == 0


def test_a_pipe_gets_the_list_as_text(feed: Path) -> None:
    done = run(feed)
    assert done.returncode == 0
    assert "苹果和香蕉" in done.stdout
    assert "\x1b" not in done.stdout
    assert done.stdout.count("苹果和香蕉") == 2  # in both of its groups


def test_a_reader_of_the_pipe_that_leaves_early_is_no_error(feed: Path) -> None:
    for number in range(2000):
        article_writer(feed)(f"{number}.md", f"Article {number}", "2025-01-01", [f"tag{number}"], "Text.")
    done = subprocess.run(
        f"{sys.executable} -m reader {feed} | head -1",
        shell=True,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=ROOT,
    )
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1


def test_one_file_is_one_article(feed: Path) -> None:
    done = run(feed / "two.md")
    assert "苹果和香蕉" in done.stdout
    assert "First article" not in done.stdout


def test_a_folder_that_does_not_exist_is_a_usage_error(tmp_path: Path) -> None:
    done = run(tmp_path / "no \x1b[31msuch")
    assert done.returncode == 2
    assert "no " in done.stderr
    assert "newsreader --help" in done.stderr
    assert "\x1b" not in done.stderr


def test_an_empty_folder_lists_nothing_and_says_what_is_read(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (
        "newsreader: No articles here; these files are articles: *.md, *.markdown, *.mdx, *.mdown\n"
    )


def test_a_scope_without_articles_lists_nothing_and_says_so(feed: Path) -> None:
    done = run(feed, "--scope", "starred")
    assert (done.returncode, done.stdout, done.stderr) == (3, "", "newsreader: No starred articles\n")


def test_the_list_tells_days_that_are_still_true_in_a_file(feed: Path) -> None:
    (feed / "five.md").write_text("No date.")
    os.utime(feed / "five.md", (0, 0))
    listed = run(feed).stdout
    assert "  * 2025-02-14   First article\n" in listed
    assert "  * ~1970-01-01  Five\n" in listed


def test_a_list_for_which_there_is_no_room_is_told_in_a_sentence(feed: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "reader", str(feed)],
            stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False, cwd=ROOT,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == "newsreader: The output could not be written: No space left on device\n"


def test_help_begins_with_the_usage_and_the_examples_follow() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert done.stdout.startswith("usage: newsreader")
    assert done.stdout.index("examples:") < done.stdout.index("commands (") < done.stdout.index("options:")


def test_the_folders_of_the_settings_are_opened_when_none_is_named(feed: Path) -> None:
    config = Path(os.environ["XDG_CONFIG_HOME"]) / "newsreader"
    config.mkdir(parents=True)
    (config / "config.toml").write_text(f"folders = [{json.dumps(str(feed))}]\nscoope = 1\n")
    done = run()
    assert "First article" in done.stdout
    assert "scope?" in done.stderr


def test_without_anything_the_sample_feed_is_opened() -> None:
    with Terminal([]) as terminal:
        terminal.wait("newsreader FOLDER")


def test_a_browser_that_needs_the_terminal_gets_it_and_gives_it_back(feed: Path, tmp_path: Path) -> None:
    browser = tmp_path / "w3m"
    browser.write_text('#!/bin/sh\necho "in w3m: $1"\nread answer\necho "$answer" > "$0.answer"\n')
    browser.chmod(0o755)
    with Terminal([feed], environ={"BROWSER": str(browser)}) as terminal:
        terminal.wait("A paragraph.")
        terminal.type("o")
        terminal.wait("in w3m: https://example.com/one")
        terminal.type("yes", "\r")
        terminal.wait("A paragraph.")
        terminal.wait("3/4 unread")
        assert browser.with_name("w3m.answer").read_text().strip() == "yes"
        terminal.type("j")
        terminal.wait("第一段。")


def test_ctrl_c_in_such_a_browser_is_the_browsers(feed: Path, tmp_path: Path) -> None:
    browser = tmp_path / "w3m"
    browser.write_text('#!/bin/sh\ntrap "echo interrupted" INT\necho "in w3m"\nsleep 9\nsleep 0.2\n')
    browser.chmod(0o755)
    with Terminal([feed], environ={"BROWSER": str(browser)}) as terminal:
        terminal.wait("A paragraph.")
        terminal.type("o")
        terminal.wait("in w3m")
        terminal.type("\x03")
        terminal.wait("interrupted")
        terminal.wait("3/4 unread")
        terminal.type("j")
        terminal.wait("第一段。")


def test_links_reach_the_terminal_as_links(feed: Path) -> None:
    article_writer(feed)(
        "l.md", "L", "2026-01-01", ["news"], "A [link](<https://example.org/ü b>) and [none](file:///etc)."
    )
    with Terminal([feed]) as terminal:
        terminal.wait("A link and none")
        assert b";https://example.org/%C3%BC%20b\x1b\\" in terminal.written
        assert b"file:///" not in terminal.written


@pytest.mark.parametrize("environ", [{}, {"NO_COLOR": "1"}])
def test_a_double_click_selects_a_word_that_ctrl_c_hands_to_the_terminal(
    feed: Path, environ: dict[str, str]
) -> None:
    with Terminal([feed], environ=environ) as terminal:
        terminal.wait("A paragraph.")
        y, line = next((y, line) for y, line in enumerate(terminal.lines()) if "A paragraph." in line)
        x = cell_width(line[: line.index("paragraph")])
        press = f"\x1b[<0;{x + 1};{y + 1}"
        terminal.type(f"{press}M", f"{press}m", f"{press}M", f"{press}m")
        assert terminal.wait_until(lambda: _looks(terminal, x + 8, y) != _looks(terminal, x - 2, y))
        assert _looks(terminal, x + 9, y) == _looks(terminal, x - 2, y)  # the full stop
        terminal.type("\x03")
        terminal.wait("Copied 9 characters")
        assert b"\x1b]52;c;" + base64.b64encode(b"paragraph") in terminal.written


def _looks(terminal: Terminal, x: int, y: int) -> tuple[str, str, bool]:
    terminal.lines()  # brings the screen up to date
    cell = terminal.screen.buffer[y][x]
    return cell.fg, cell.bg, cell.reverse


@pytest.mark.row(14)
def test_suspending_leaves_the_terminal_and_comes_back(feed: Path) -> None:
    with Terminal([feed]) as terminal:
        terminal.wait("A paragraph.")
        terminal.read(0.3)
        before = len(terminal.written)
        terminal.type("\x1a")
        terminal.read(0.5)
        assert b"\x1b[?1049l" in terminal.written[before:]
        assert Path(f"/proc/{terminal.process.pid}/stat").read_text().split()[2] == "T"
        before = len(terminal.written)
        terminal.process.send_signal(signal.SIGCONT)
        everything = (b"First article", b"A paragraph.", b"4/4 unread")
        assert terminal.wait_until(lambda: all(text in terminal.written[before:] for text in everything))
        terminal.type("q")
        assert terminal.wait_end() == 0
