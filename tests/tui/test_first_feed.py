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


def follow(terminal: Terminal, address: str, title: str) -> None:
    """Follow a feed by keys."""
    terminal.type("A")
    terminal.wait("Follow a feed")
    terminal.type(*address, "\r")
    terminal.wait(f"{title} · ")
    terminal.wait("enter follows it")
    terminal.type("\r")
    terminal.wait(f"Following {title} · ")
    terminal.wait("new article")


def leave(terminal: Terminal) -> None:
    terminal.type("q")
    assert terminal.wait_end() == 0


def test_a_first_feed_shows_beside_the_sample_and_takes_its_place_the_next_time(web: Web) -> None:
    with Terminal([], size=(100, 40)) as terminal:
        terminal.wait("22/22 unread")
        terminal.type("A")
        terminal.wait("Follow a feed")
        terminal.type(*(web.address + "/feed.xml"), "\r")
        terminal.wait("From the next start, your feeds replace the sample.")
        terminal.type("\r")
        terminal.wait("Following Far away · 2 new articles")
        terminal.wait("24/24 unread")
        assert terminal.shows("Welcome to newsreader")
        terminal.type("gf")
        terminal.wait("Feeds: articles")
        terminal.wait("Far away")
        terminal.type("\x1b")
        terminal.read(0.5)
        terminal.type("\x0b", *"First from")  # ctrl+k
        terminal.wait("First from the web")
        terminal.type("\r")
        terminal.wait("Text of 1.")
        terminal.type("s")
        terminal.read(0.5)
        leave(terminal)
    with Terminal([], size=(100, 40)) as terminal:
        terminal.wait("1/2 unread")  # one was read, and is where one left
        terminal.wait("First from the web")
        assert not terminal.shows("Welcome to newsreader")
        leave(terminal)
    assert newsreader("list", "is:starred").stdout.count("First from the web") == 1


def test_a_folder_that_was_named_has_its_feeds_beside_it_the_next_time_and_another_has_not(
    web: Web, tmp_path: Path
) -> None:
    notes, other = tmp_path / "notes", tmp_path / "other"
    for folder in (notes, other):
        folder.mkdir()
        (folder / "own.md").write_text(f"---\ntitle: Of {folder.name}\n---\nText.\n")
    with Terminal([notes]) as terminal:
        terminal.wait("1/1 unread")
        follow(terminal, web.address + "/feed.xml", "Far away")
        terminal.wait("3/3 unread")
        leave(terminal)
    with Terminal([notes]) as terminal:
        terminal.wait("3/3 unread")
        leave(terminal)
    assert newsreader("list", "-f", notes).stdout.count("\n") == 1  # a command means what is named alone
    with Terminal([other]) as terminal:
        terminal.wait("1/1 unread")
        leave(terminal)
    with Terminal([notes]) as terminal:
        terminal.wait("1/1 unread")
        terminal.type("\x1b[15~")  # f5: whoever wants feeds has them
        terminal.wait("3/3 unread")
        leave(terminal)
    with Terminal([]) as terminal:
        terminal.wait("3/3 unread")


def test_folders_of_the_settings_get_the_feeds_beside_them_and_keep_them(web: Web, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "own.md").write_text("---\ntitle: My own\n---\nText.\n")
    config = Path(os.environ["XDG_CONFIG_HOME"]) / "newsreader"
    config.mkdir(parents=True)
    (config / "config.toml").write_text(f'folders = ["{notes}"]\n')
    for is_first in (True, False):
        with Terminal([]) as terminal:
            if is_first:
                terminal.wait("1/1 unread")
                follow(terminal, web.address + "/feed.xml", "Far away")
            terminal.wait("3/3 unread")
            leave(terminal)


def test_what_another_terminal_follows_shows_by_itself_beside_the_sample(web: Web) -> None:
    with Terminal([], size=(100, 40)) as terminal:
        terminal.wait("22/22 unread")
        terminal.read(1)
        assert newsreader("add", web.address + "/feed.xml").returncode == 0
        terminal.wait("24/24 unread")
        web.put("/feed.xml", rss(item(5, "Third from the web"), title="Far away"))
        for file in Path(os.environ["XDG_DATA_HOME"]).rglob("feed_states.json"):
            file.write_text(file.read_text().replace('"asked_s"', '"asked_s": 0, "was"'))
        assert newsreader("refresh", "--now").returncode == 0
        terminal.wait("25/25 unread")
        leave(terminal)


def test_a_list_of_feeds_that_another_terminal_imports_is_known_on_the_screen(
    web: Web, tmp_path: Path
) -> None:
    opml = tmp_path / "feeds.opml"
    opml.write_text(
        f'<opml version="2.0"><body><outline text="Far away" xmlUrl="{web.address}/feed.xml"/></body></opml>'
    )
    with Terminal([], size=(100, 40)) as terminal:
        terminal.wait("22/22 unread")
        assert newsreader("import", "opml", opml).returncode == 0
        terminal.type("gf")
        terminal.wait("Far away")
        terminal.type("\x1b")


def test_a_folder_of_feeds_in_which_nothing_is_hides_the_sample_from_nobody() -> None:
    folder = Path(os.environ["XDG_DATA_HOME"]) / "newsreader" / "feeds"
    (folder / ".newsreader").mkdir(parents=True)
    (folder / "feeds.toml").write_text("# The feeds of this folder.\n")
    with Terminal([]) as terminal:
        terminal.wait("22/22 unread")
        leave(terminal)
