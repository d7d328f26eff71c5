"""A large folder is opened for the first time: lists, searches and a filter are shown while it is still being read."""

import os
from pathlib import Path

import pytest

from tests.tui.driving import beside
from tests.tui.terminal import Terminal

STARTS = 100 if os.environ.get("NEWSREADER_TORTURE") else 3
ARTICLES = 12_000

SETTINGS = """
top_groups = ["all", "unread", "new", "today", "starred", "later"]
collapse = ["duplicates"]
index_words = false

[searches]
"Of today and read" = "date:today is:read"
"Notes" = "note"
"""

pytestmark = [pytest.mark.pty, pytest.mark.slow]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of feeds that have just been fetched: all of it is of today."""
    root = tmp_path_factory.mktemp("large")
    for number in range(ARTICLES):
        folder = root / f"{number % 40}"
        folder.mkdir(exist_ok=True)
        text = f"---\ntitle: Note {number}\nfeed_url: https://a.example/feed\ntags: [t{number % 97}]\n---\nText {number}\n"
        (folder / f"{number}.md").write_text(text, encoding="ascii")
    return root


def first(terminal: Terminal) -> str:
    """The first row of the list, without white space."""
    return "".join(beside(terminal.lines()[0])[0].split())


def is_whole(terminal: Terminal) -> bool:
    """Whether all articles are listed, and the scan is over."""
    return terminal.shows(f"{ARTICLES:,}/{ARTICLES:,} unread") and "↻" not in terminal.text()


def narrow(terminal: Terminal, *keys: str) -> None:
    """Filter the list."""
    terminal.type("&")
    terminal.wait("Filter the list")
    terminal.type(*"".join(keys))
    terminal.read(0.3)
    terminal.type("\r")
    # Once only: one that comes when the dialog has gone enters an article, and marks it read.
    assert terminal.wait_until(lambda: not terminal.shows("Filter the list")), terminal.text()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("start", range(STARTS))
def test_the_first_opening_of_a_large_folder_of_today_holds(
    large: Path, tmp_path: Path, start: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "config" / "newsreader" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(SETTINGS)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with Terminal([large, "--scope", "all"]) as terminal:
        terminal.wait("Note ")
        narrow(terminal, "date:today")
        terminal.read(0.1 * (start % 7))
        terminal.type("j", "n", "G", "g", "g")
        if start % 2:
            narrow(terminal, "\x7f" * 12)
        assert terminal.wait_until(lambda: is_whole(terminal), 200), terminal.text()
        terminal.type("g", "g")
        assert terminal.wait_until(lambda: f"All{ARTICLES}" in first(terminal)), terminal.text()
        terminal.type("q", "q")  # out of the page, where one is in it
        assert terminal.wait_until(lambda: terminal.process.poll() is not None), terminal.text()
        assert terminal.wait_end() == 0, terminal.text()
