"""What a long command says meanwhile: on a terminal, in a pipe, and to those who want to hear nothing."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Newsreader
from tests.feeds.agreeing import agree_to
from tests.feeds.server import Asked, Reply, Web, item, rss
from tests.tui.terminal import Terminal

SLOW_S = 11


@pytest.fixture
def web() -> Iterator[Web]:
    """A web server with a feed that answers at once and one that takes its time."""
    made = Web()
    made.put("/quick", rss(item(1, "Quick"), title="Quick"))

    def slow(_: Asked) -> Reply:
        time.sleep(SLOW_S)
        return Reply(rss(item(2, "Slow"), title="Slow").encode())

    made.replies["/slow"] = slow
    yield made
    made.close()


def follow(folder: Path, *addresses: str) -> None:
    tables = (f'[[feed]]\naddress = "{address}"\n' for address in addresses)
    (folder / "feeds.toml").write_text("".join(tables))
    agree_to(folder)


@pytest.mark.slow
def test_a_pipe_gets_a_line_now_and_then_and_none_where_that_is_not_wanted(
    newsreader: Newsreader, web: Web, folder: Path
) -> None:
    follow(folder, web.address + "/quick", web.address + "/slow")
    done = newsreader("refresh", "-f", folder)
    assert done.stdout == "2 new articles\n"
    assert done.stderr == "newsreader: 1 of 2 feeds fetched\n"


def test_whoever_wants_to_hear_nothing_hears_what_went_wrong(
    newsreader: Newsreader, web: Web, folder: Path
) -> None:
    follow(folder, web.address + "/quick")
    done = newsreader("refresh", "-f", folder, "--quiet")
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)
    follow(folder, web.address + "/quick", web.address + "/gone")
    done = newsreader("refresh", "-f", folder, "--quiet")
    assert (done.stdout, done.returncode) == ("", 4)
    assert "404" in done.stderr


@pytest.mark.pty
def test_a_terminal_sees_how_far_a_scan_is_and_nothing_of_it_stays(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(3_000):
        (folder / f"{number}.md").write_text(f"---\ntitle: {number}\n---\ntext {number}")
    with Terminal(["index", "-f", folder], environ={"HOME": os.environ["HOME"]}) as terminal:
        assert terminal.wait_end() == 0
        assert terminal.text().strip() == ""
