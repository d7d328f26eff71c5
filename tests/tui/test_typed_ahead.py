"""What is typed without looking: it goes where it would go if one had waited, to the article under the cursor."""

import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.counts import FULL, sample
from tests.feeds.server import Web, item, rss
from tests.tui.terminal import ROOT, Terminal


@pytest.fixture
def web() -> Iterator[Web]:
    """A web server with a feed, and pages that name it."""
    made = Web()
    made.put("/feed.xml", rss(item(1, "From the web"), title="Far away"))
    made.put("/page", '<link rel=alternate type="application/rss+xml" href="/feed.xml"><p>x')
    made.put(
        "/two",
        "".join(f'<link rel=alternate type="application/rss+xml" href="/{n}.xml">' for n in ("feed", "b")),
    )
    yield made
    made.close()


TYPED_AHEAD = [
    ("&title:Title4\rr", ["Body 4.", "title:Title4"], ["Title4r", "completes"]),
    ("&title:Title4\r&\x15\rjj", ["Body 6."], ["completes"]),
    ("\x0btitle:Title5\r", ["Body 5."], ["Search all"]),
    ("\x0btitle:Title5\rhj", ["Body 6."], ["Search all"]),
    ("jj#mytag\rj", ["Body 3.", "mytag"], []),
    ("jj\x10next unread\rj", ["Body 4."], []),
    ("jgtnone\x1bj", ["Body 2."], ["enter opens"]),
    ("j\r/more\r\x1bhj", ["Body 2."], ["1/1 found"]),
    ("jgbnone\x1bj", ["Body 2."], ["enter groups"]),
    ("j\x0b\x1bj?\x1bj", ["Body 3."], ["enter runs it"]),
    ("A\x1bj", ["Body 1."], ["Follow a feed"]),
    ("jAexample\x1bj", ["Body 2."], ["Follow a feed"]),
    ("Ano address\r", ["no address is not the address of a feed or a page"], []),
    ("AWEB/feed.xml\r", ["Far away · 1 article", "enter follows it"], []),
    ("AWEB/feed.xml\r\r", ["Following Far away"], ["enter follows it"]),
    ("AWEB/feed.xml\rnews tech/\r", ["Following Far away"], ["enter follows it"]),
    ("AWEB/feed.xml\r\rj", ["Body 1."], ["enter follows it", "Follow a feed"]),
    ("AWEB/two\rfeed\r\r", ["Following Far away"], ["enter follows it", "Which of"]),
    ("AWEB/feed.xml\r\x1bj", ["Body 1."], ["Follow a feed", "Far away"]),
    ("AWEB/none\r", ["The server answers 404"], []),
    ("Azzz\x15WEB/page\r", ["Far away · 1 article", "enter follows it"], []),
    ("AWEB/two\r", ["Which of its feeds?"], []),
    ("AA\x1bjA\x1bj", ["Body 2."], ["Follow a feed"]),
]
"""What is typed without looking; what is then on the screen, and what is not."""


@pytest.mark.pty
@pytest.mark.parametrize("gap_s", [0, 0.001, 0.02][:: 1 if FULL else 2], ids="{:g} s".format)
def test_what_is_typed_before_a_dialog_is_drawn_goes_into_it_and_what_follows_does_not(
    listed: Path, web: Web, gap_s: float
) -> None:
    for number, (row, is_shown, is_not) in enumerate(sample(TYPED_AHEAD, 6)):
        typed = row.replace("WEB", web.address)
        folder = shutil.copytree(
            listed, listed.with_name(f"listed{number}")
        )  # one in which nothing is read yet
        own = {"XDG_DATA_HOME": str(folder.with_name(f"data{number}"))}  # where no feed is followed yet
        with Terminal([folder], (110, 30), own) as terminal:
            terminal.wait("Body 0.")
            type_ahead(terminal, typed, gap_s)
            seen = terminal.wait_until(lambda: all(map(terminal.shows, is_shown)))  # noqa: B023 - called at once
            if is_not:  # what is not there by then does not come
                terminal.settle()
            assert seen, f"{typed!r}\n{terminal.text()}"
            assert not any(map(terminal.shows, is_not)), f"{typed!r}\n{terminal.text()}"


RIGHT_AFTER_A_MOVE = [
    ("ju", ["site1", "1 to 9 or enter opens it"], ["site0"]),
    ("jju", ["site2", "1 to 9 or enter opens it"], ["site1", "site0"]),
    ("jjjkusite", ["site2"], ["site3"]),
    ("jt", ["Heading1", "esc"], ["Heading0"]),
    ("jtHead\x1bj", ["Body 2."], []),
    ("jYm", ["Copied the article as Markdown", "Body 1."], []),
    ("jc", ["Copied 2 lines"], ["Copied 1 line"]),
    ("jj\rjc", ["Copied 3 lines"], []),
    ("jy", ["Copied: https://source1.example/"], []),
    ("jjy", ["Copied: https://source2.example/"], []),
    ("\rJy", ["Copied: https://source1.example/"], []),
    ("j#mine\rj#", ["Body 2.", "mine"], []),
    ("jgnnoted\r", ["noted", "Body 1."], []),
    ("\rJ/word1\r", ["1/1", "Body 1."], []),
    ("\rJJ/word2\r", ["1/1", "Body 2."], []),
    ("\rJ.", ["Body 1."], []),
    ("\rJv", ["Body 1.", "Copy and finish"], []),
    ("\rJG", ["100%", "Next: Title2"], []),
    ("jfd", ["HeadingB1"], ["HeadingB0"]),
    ("jjfd", ["HeadingB2"], ["HeadingB1"]),
    ("\rJfd", ["HeadingB1"], ["HeadingB0"]),
    ("jD", ["No earlier version", "Body 1."], []),
    ("jl/word1\r", ["1/1", "Body 1."], []),
]
"""What is typed right after a move, when the page still shows the article before; ``c`` copies number + 1 lines of code."""


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    """Articles each with links, a heading and code of its own."""
    folder = tmp_path / "linked"
    folder.mkdir()
    for number in range(6):
        code = "".join(f"line {line}\n" for line in range(number + 1))
        (folder / f"{number}.md").write_text(
            f"---\ntitle: Title{number}\ndate: 2025-02-{20 - number}\ntags: [all]\nlink: https://source{number}.example/\n---\n"
            f"Body {number}.\n\n[site{number}](https://site{number}.example/) [part{number}](#headingb{number}) word{number}\n\n"
            f"## Heading{number}\n\n```\n{code}```\n\n"
            + "line\n\n" * 30
            + f"## HeadingB{number}\n\n"
            + "line\n\n" * 30
        )
    return folder


@pytest.mark.pty
@pytest.mark.parametrize("gap_s", [0, 0.001, 0.02, 0.05][:: 1 if FULL else 2], ids="{:g} s".format)
def test_what_is_typed_right_after_a_move_is_about_the_article_under_the_cursor(
    linked: Path, gap_s: float
) -> None:
    for number, (typed, is_shown, is_not) in enumerate(sample(RIGHT_AFTER_A_MOVE, 5)):
        folder = shutil.copytree(linked, linked.with_name(f"linked{number}"))
        with Terminal([folder], (120, 34)) as terminal:
            terminal.wait("Body 0.")
            terminal.settle()
            type_ahead(terminal, typed, gap_s)
            seen = terminal.wait_until(lambda: all(map(terminal.shows, is_shown)))  # noqa: B023 - called at once
            if is_not:  # what is not there by then does not come
                terminal.settle()
            assert seen, f"{typed!r}\n{terminal.text()}"
            assert not any(map(terminal.shows, is_not)), f"{typed!r}\n{terminal.text()}"


def type_ahead(terminal: Terminal, typed: str, gap_s: float) -> None:
    """Type without reading; no gap: in one packet."""
    for piece in typed if gap_s else [typed]:
        os.write(terminal._fd, piece.encode())
        time.sleep(gap_s)


@pytest.mark.pty
@pytest.mark.skipif(not shutil.which("tmux"), reason="needs tmux")
def test_what_is_typed_ahead_through_tmux_is_that_too(linked: Path, web: Web, tmp_path: Path) -> None:
    conf = tmp_path / "tmux.conf"
    conf.write_text("set -sg escape-time 0\nset -g status off\nset -g default-terminal screen-256color\n")
    program = f"PYTHONPATH={ROOT} exec {sys.executable} -m reader {linked}"
    command = ("tmux", "-S", str(tmp_path / "socket"), "-f", str(conf), "new-session", program)
    size, environ = (120, 34), {"TMUX": "", "TMUX_TMPDIR": str(tmp_path)}
    with Terminal([], size, command=command, environ=environ) as terminal:
        terminal.wait("Body 0.")
        terminal.read(0.5)
        for typed, is_shown in (
            ("ju", "site1.example"), ("\x1bjjt", "Heading3"), ("\x1bkjjfd", "HeadingB4"), ("kkkJYm", "Copied the article as Markdown"),
            (f"A{web.address}/none\r", "The server answers 404"), ("\x1bA\x1bK", "Body 1."), (f"A{web.address}/feed.xml\r", "Far away · 1 article"),
        ):  # fmt: skip
            os.write(terminal._fd, typed.encode())
            terminal.wait(is_shown)
            terminal.read(0.3)
        terminal.type("\x1b")
        terminal.read(0.3)
        terminal.type("q")
        assert terminal.wait_end() == 0
