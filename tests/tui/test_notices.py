"""Notices of new articles: one for a refresh, with counts, and nothing of a title that means something to what shows it."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.actions.browser.desktop_notice import command
from reader.tui.terminal.notice import notice_sequence
from tests.cli.inside import Done, run_inside
from tests.feeds.following import due, follow
from tests.feeds.server import Web, item, rss
from tests.tui.terminal import Terminal

EVIL = "Bees\x1b]0;PWNED\x07 &lt;b&gt;-x; \\n 苹果"


@pytest.fixture
def web() -> Iterator[Web]:
    made = Web()
    made.put("/feed", rss(item(1, "Old"), title="F"))
    yield made
    made.close()


@pytest.fixture
def feeds(web: Web, tmp_path: Path) -> Path:
    """A folder whose feed has new entries, which are due."""
    made = tmp_path / "feeds"
    follow(made, web.address + "/feed")
    assert newsreader("refresh", "-f", made).returncode == 0
    web.put(
        "/feed",
        rss(
            item(1, "Old"), item(2, EVIL.replace("\x1b", "").replace("\x07", "")), item(3, "Other"), title="F"
        ),
    )
    due(made)
    return made


@pytest.fixture
def sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file in which a program keeps what it is to show on the desktop."""
    folder = tmp_path / "bin"
    folder.mkdir()
    file = folder / "sent"
    program = folder / "notify-send"
    program.write_text(f'#!/bin/sh\nprintf "%s\\0" "$@" >> {file}\nprintf "\\1" >> {file}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    return file


def newsreader(*arguments: object) -> Done:
    return run_inside(*arguments, environ=dict(os.environ))


def settings(*lines: str) -> None:
    file = Path(os.environ["XDG_CONFIG_HOME"]) / "newsreader" / "config.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(lines) + "\n")


def notices(file: Path) -> list[list[str]]:
    """Return the arguments of each notice."""
    text = file.read_text() if file.exists() else ""
    return [each.split("\0")[:-1] for each in text.split("\1")[:-1]]


def test_the_command_line_gives_one_notice_when_it_is_wanted(feeds: Path, sent: Path) -> None:
    assert newsreader("refresh", "-f", feeds, "--notice").stderr == ""
    [[name, dashes, title, text]] = notices(sent)
    assert (name, dashes, title) == ("--app-name=newsreader", "--", "newsreader: 2 new articles")
    assert sorted(text.splitlines()) == ["Bees]0;PWNED &lt;b&gt;-x; \\\\n 苹果", "Other"]
    due(feeds)
    newsreader("refresh", "-f", feeds, "--notice")  # nothing is new
    assert len(notices(sent)) == 1


def test_without_the_option_there_is_none(feeds: Path, sent: Path) -> None:
    settings('notices = "desktop"')
    newsreader("refresh", "-f", feeds)
    assert notices(sent) == []


@pytest.mark.parametrize(
    ("lines", "title", "begins"),
    [
        (['notice_for = "title:other"'], "newsreader: 1 new article", "Other"),
        (
            ['[[watch]]\nwords = ["苹果", "pear"]\nnotice = true'],
            "newsreader: 1 new article",
            "苹果, pear: 1\nBees",
        ),
        (
            ['[[watch]]\nwords = "苹果"\nnotice = true', '[[watch]]\nwords = "other"'],
            "newsreader: 1 new article",
            "苹果: 1",
        ),
        (
            ['notice_for = "title:other"', '[[watch]]\nwords = "苹果"\nnotice = true'],
            "newsreader: 2 new articles",
            "苹果: 1",
        ),
        (['[[rules]]\nquery = "title:other"\nact = "mute"'], "newsreader: 1 new article", "Bees"),
    ],
)
def test_it_is_about_what_the_settings_say(
    feeds: Path, sent: Path, lines: list[str], title: str, begins: str
) -> None:
    settings(*lines)
    newsreader("refresh", "-f", feeds, "--notice")
    [[_, _, said, text]] = notices(sent)
    assert (said, text[: len(begins)]) == (title, begins)


@pytest.mark.parametrize("line", ['notice_for = "title:nothing"', 'notice_for = "date:x"'])
def test_nothing_that_is_wanted_gives_no_notice(feeds: Path, sent: Path, line: str) -> None:
    settings(line)
    done = newsreader("refresh", "-f", feeds, "--notice")
    assert ("notice_for" in done.stderr) == ("date:x" in line)
    assert notices(sent) == []


def test_a_program_that_is_not_there_or_fails_is_said(
    feeds: Path, web: Web, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (sent.parent / "notify-send").write_text("#!/bin/sh\nexit 3\n")
    assert "ended with exit code 3" in newsreader("refresh", "-f", feeds, "--notice").stderr
    due(feeds)
    web.put("/feed", rss(item(4, "Newest"), title="F"))
    monkeypatch.setenv("PATH", str(feeds))
    assert "No program shows notices here" in newsreader("refresh", "-f", feeds, "--notice").stderr


def test_the_terminals_notice_needs_a_terminal(feeds: Path, sent: Path) -> None:
    settings('notices = "osc9"')
    assert "osc9 needs a terminal" in newsreader("refresh", "-f", feeds, "--notice").stderr
    assert notices(sent) == []


@pytest.mark.pty
def test_the_command_line_gives_one_by_its_terminal(feeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMUX", "/tmp/tmux")
    settings('notices = "osc9"')
    with Terminal(["refresh", "-f", feeds, "--notice"]) as terminal:
        assert terminal.wait_end() == 0
        assert b"\x1bPtmux;\x1b\x1b]9;newsreader: 2 new articles: " in terminal.written


def test_the_commands_of_both_systems_take_texts_as_arguments() -> None:
    evil = '-e do shell script "touch x"'
    assert command("/usr/bin/osascript", evil, evil)[-3:] == ["--", evil, evil]
    assert command("/usr/bin/notify-send", evil, evil)[-3:] == ["--", evil, evil]


@pytest.mark.parametrize("kind", ["osc9", "osc777"])
@pytest.mark.parametrize("tmux", ["", "/tmp/tmux"])
def test_no_text_ends_the_sequence_of_a_terminal(kind: str, tmux: str) -> None:
    evil = "a;b\x1b\\\x07\x9c\x9dc\n\x1b]52;c;x\x07\u202e"
    made = notice_sequence(kind, evil, evil, {"TMUX": tmux})
    inner = made
    if tmux:
        assert made.startswith("\x1bPtmux;\x1b\x1b]")
        assert made.endswith("\x1b\x1b\\\x1b\\")
        inner = made.removeprefix("\x1bPtmux;").removesuffix("\x1b\\").replace("\x1b\x1b", "\x1b")
    assert inner.startswith("\x1b]9;" if kind == "osc9" else "\x1b]777;notify;")
    assert inner.endswith("\x1b\\")
    middle = inner[2:-2]
    assert all(char.isprintable() for char in middle)
    assert middle.count(";") == (1 if kind == "osc9" else 3)
    assert "\x07" not in made


@pytest.mark.pty
def test_the_screen_gives_one_by_the_terminal_and_no_bell(feeds: Path) -> None:
    settings('notices = "osc777"', "refresh_every_min = 0", "window_title = false")
    with Terminal([feeds]) as terminal:
        terminal.wait("Old")
        terminal.type("g", "r")
        terminal.wait("2 new articles")
        terminal.wait_until(lambda: b"\x1b]777;" in terminal.written)
        terminal.settle()
        found = re.findall(rb"\x1b\]777;notify;([^\x1b]*)\x1b\\", terminal.written)
        assert [text.decode().partition(";")[0] for text in found] == ["newsreader: 2 new articles"]
        assert b"\x07" not in re.sub(rb"\x1b\][^\x07\x1b]*\x07", b"", terminal.written)  # others end with it
        terminal.type("q")
        assert terminal.wait_end() == 0


@pytest.mark.pty
def test_the_screen_gives_one_on_the_desktop(feeds: Path, sent: Path) -> None:
    settings('notices = "desktop"', "refresh_every_min = 0")
    with Terminal([feeds]) as terminal:
        terminal.wait("Old")
        terminal.type("g", "r")
        assert terminal.wait_until(lambda: len(notices(sent)) == 1)
        assert notices(sent)[0][2] == "newsreader: 2 new articles"
        assert b"\x1b]777;" not in terminal.written


@pytest.mark.pty
def test_a_session_can_ask_for_others(feeds: Path, sent: Path) -> None:
    settings("refresh_every_min = 0")
    with Terminal([feeds]) as terminal:
        terminal.wait("Old")
        for line in ("set notices desktop", "set notice_for title:other"):
            terminal.type(":", *line, "\r")
            terminal.wait(line.split()[1])
        terminal.type("g", "r")
        assert terminal.wait_until(lambda: len(notices(sent)) == 1)
        assert notices(sent)[0][2:] == ["newsreader: 1 new article", "Other"]


@pytest.mark.pty
def test_by_default_there_is_none(feeds: Path, sent: Path) -> None:
    settings("refresh_every_min = 0")
    with Terminal([feeds]) as terminal:
        terminal.wait("Old")
        terminal.type("g", "r")
        terminal.wait("2 new articles")
        terminal.settle()
        assert b"\x1b]777;" not in terminal.written
        assert b"\x1b]9;" not in terminal.written
    assert notices(sent) == []
