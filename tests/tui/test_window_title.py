"""The window's title says where one is, and is what it was before when the program has ended."""

import itertools
import re
from pathlib import Path

import pytest

from tests.tui.driving import article_writer
from tests.tui.terminal import Terminal

pytestmark = pytest.mark.pty

TITLE = re.compile(rb"\x1b\]2;([^\x07\x1b]*)\x07")
KEEP, GIVE_BACK = b"\x1b[22;2t", b"\x1b[23;2t"


def titles(terminal: Terminal) -> list[str]:
    return [found.decode() for found in TITLE.findall(terminal.written)]


def test_the_title_names_the_group_then_the_article_and_is_given_back(feed: Path) -> None:
    with Terminal([feed]) as terminal:
        terminal.wait("A paragraph.")
        terminal.settle()
        assert titles(terminal)[-1] == "news · newsreader"
        assert terminal.written.count(KEEP) == 1
        terminal.type("\r")
        terminal.wait_until(lambda: titles(terminal)[-1] == "First article · newsreader")
        terminal.type("J")
        terminal.wait_until(lambda: titles(terminal)[-1] == "苹果和香蕉 · newsreader")
        terminal.type("q")
        assert terminal.wait_end() == 0
        assert terminal.written.count(GIVE_BACK) == 1
        assert terminal.written.rindex(GIVE_BACK) > terminal.written.rindex(b"\x1b]2;")
        found = titles(terminal)
        assert all(one != other for one, other in itertools.pairwise(found)), "only what changes"


def test_no_title_steers_the_terminal_or_is_endless(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    evil = r"A\u001b]2;owned\u0007\u009b31m\u202eB" + "long " * 100
    article_writer(folder)("a.md", evil, "2025-01-01", ["all"], "Body.")
    with Terminal([folder]) as terminal:
        terminal.wait("Body.")
        terminal.type("\r")
        assert terminal.wait_until(lambda: titles(terminal)[-1].startswith("A"))
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e]", titles(terminal)[-1])
        assert len(titles(terminal)[-1]) < 90
        terminal.type("q")
        terminal.wait_end()


@pytest.mark.parametrize("environ", [{"NEWSREADER_WINDOW_TITLE": "false"}, {"TERM": "linux"}], ids=str)
def test_the_title_is_left_alone_where_that_is_wished(feed: Path, environ: dict[str, str]) -> None:
    with Terminal([feed], environ=environ) as terminal:
        terminal.wait("A paragraph.")
        terminal.type("\r", "J", "q")
        terminal.wait_end()
        assert titles(terminal) == []
        assert KEEP not in terminal.written
        assert GIVE_BACK not in terminal.written
