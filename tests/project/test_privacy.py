"""What docs/privacy.md says: opening and reading a folder sends nothing to anyone, and what fetches says only what it must."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader import __version__
from tests.feeds.server import Web, item, rss
from tests.project.command_lines import ROOT
from tests.project.documents_home import environment, make_home, run
from tests.tui.terminal import Terminal

COUNTING = """
import sys
def hook(event, args):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
        where = args[1] if event in ("socket.connect", "socket.sendto") else args[0]
        with open({file!r}, "a") as file:
            file.write(f"{{event}} {{where}}\\n")
sys.addaudithook(hook)
"""
"""Python imports this at its start, in every process of the program: it writes down each address that one connects to."""

XDG = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"), "")


@pytest.fixture
def web() -> Iterator[Web]:
    made = Web()
    yield made
    made.close()


def counting(home: Path) -> tuple[Path, dict[str, str]]:
    """Return the file in which connections are counted, and the environment in which they are."""
    (home / "counting").mkdir()
    file = home / "connections"
    (home / "counting" / "sitecustomize.py").write_text(COUNTING.format(file=str(file)))
    return file, {**environment(home), **XDG, "PYTHONPATH": f"{home / 'counting'}:{ROOT}"}


def test_opening_and_reading_a_folder_connects_to_nothing(tmp_path: Path, web: Web) -> None:
    make_home(tmp_path, web)
    file, environ = counting(tmp_path)
    folder = tmp_path / "articles"
    (folder / "apple.md").write_text(
        f"---\ntitle: Apple pie\ntags: [ai]\nlink: {web.address}/page\nimage: {web.address}/a.png\n---\n"
        f"![An image]({web.address}/b.png) <img src='{web.address}/pixel.gif'> [a link]({web.address}/page)\n"
    )
    (folder / "feeds.toml").write_text(f'[[feed]]\naddress = "{web.address}/feed.xml"\n')
    (folder / "one.md").write_text(
        f"# One\n\n<iframe src='{web.address}/frame'></iframe> <script src='{web.address}/x.js'></script>\n"
    )
    with Terminal([folder], environ=environ) as terminal:
        terminal.wait("Apple pie")
        for keys, shown in (
            (("\r",), "a link"),
            (("u",), "3  a link"),
            (("\x1b", "\x1b", "/", *"lighthouse"), "The plan"),
            (("\x1b", "g", "f"), "It waits for your consent"),
        ):
            terminal.type(*keys)
            terminal.wait(shown)
        terminal.type("\x1b", "q")
        assert terminal.wait_end() == 0
    assert web.asked == []
    assert not file.exists(), file.read_text()


def test_what_fetches_is_counted_and_says_only_what_the_document_says(tmp_path: Path, web: Web) -> None:
    make_home(tmp_path, web)
    file, _ = counting(tmp_path)
    web.put("/feed.xml", rss(item(1, "One"), title="An example"), Content_Type="text/xml", ETag='"v1"')
    counted = f"PYTHONPATH={tmp_path / 'counting'}:{ROOT}"
    assert run(tmp_path, f"{counted} newsreader add {web.address}/feed.xml").returncode == 0
    assert run(tmp_path, f"{counted} newsreader refresh --now").returncode == 0
    assert str(web.address.rpartition(":")[2]) in file.read_text()
    sent = {name for request in web.asked for name in request.headers}
    assert sent <= {
        "host",
        "user-agent",
        "accept",
        "accept-encoding",
        "connection",
        "if-none-match",
        "if-modified-since",
    }
    assert all(request.headers["user-agent"].startswith(f"newsreader/{__version__}") for request in web.asked)


def test_the_log_has_nothing_of_what_is_read(tmp_path: Path, web: Web) -> None:
    make_home(tmp_path, web)
    for line in (
        "newsreader --debug list tag:fruit",
        "newsreader --debug search lighthouse",
        "newsreader --debug tag secretly title:apple",
    ):
        assert run(tmp_path, line).returncode == 0
    log = (tmp_path / ".local" / "state" / "newsreader" / "log" / "newsreader.log").read_text()
    assert log
    for word in ("Apple", "apple", "fruit", "lighthouse", "secretly", "kubernetes"):
        assert word not in log
