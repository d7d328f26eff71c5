"""The first feed of a new user, in a real terminal, with nothing there before."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.feeds.server import Web, item, rss
from tests.tui.terminal import ROOT, Terminal

pytestmark = pytest.mark.pty


@pytest.fixture
def web() -> Iterator[Web]:
    """A web server with a feed of two articles."""
    made = Web()
    made.put(
        "/feed.xml", rss(item(1, "First from the web"), item(2, "Second from the web"), title="Far away")
    )
    yield made
    made.close()


def newsreader(*arguments: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "reader", *map(str, arguments)],
        capture_output=True, text=True, check=False, timeout=60, cwd=ROOT, env=os.environ,
    )  # fmt: skip


def test_articles_that_another_process_has_brought_are_listed(tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    with Terminal([folder]) as terminal:
        terminal.wait("No articles here")
        (folder / "new.md").write_text("---\ntitle: Brought by another\n---\nText.\n")
        assert (
            newsreader("list", "-f", folder).returncode == 0
        )  # which reads it into the index that both share
        terminal.wait("Brought by another")
        terminal.wait("1/1 unread")


def test_a_program_with_nothing_but_feeds_shows_their_first_articles(web: Web, tmp_path: Path) -> None:
    assert newsreader("add", web.address + "/feed.xml").returncode == 0
    [file] = (Path(os.environ["XDG_DATA_HOME"]) / "newsreader").rglob("feeds.toml")
    for article in file.parent.rglob("*.md"):
        article.unlink()
    for ledger in file.parent.rglob(".newsreader/feeds/*/*"):
        ledger.unlink()  # as if it had only been followed
    with Terminal([]) as terminal:
        terminal.type("\x1b[15~")
        terminal.wait("First from the web")
        terminal.wait("2/2 unread")
        assert not terminal.shows("Nothing is unread here")
