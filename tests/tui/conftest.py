"""What the tests of the screen share: a folder of articles and a workspace with it."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace, open_workspace
from reader.paths import Paths
from reader.tui.terminal.fault_net import CAUGHT
from tests.feeds.server import Web
from tests.tui.driving import article_writer
from tests.tui.known_sheets import parse_once

parse_once()


@pytest.fixture(autouse=True)
def _no_fault_is_caught(request: pytest.FixtureRequest, _own_home: None) -> Iterator[None]:
    """No test passes in which the program caught a fault of its own, unless it asked for one."""
    yield
    if request.node.get_closest_marker("faults") is None:
        file = Path(os.environ["XDG_STATE_HOME"]) / "newsreader" / "log" / "newsreader.log"
        text = file.read_text(errors="replace") if file.exists() else ""
        assert CAUGHT not in text, text


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    """A folder with articles in two groups and one without a tag."""
    folder = tmp_path / "feed"
    folder.mkdir()
    write = article_writer(folder)
    write(
        "one.md",
        "First article",
        "2025-02-14 10:00",
        ["news"],
        "A paragraph.\n\n[site](https://example.com/one)",
    )
    write(
        "two.md",
        "苹果和香蕉",
        "2025-02-13 10:00",
        ["news", "水果"],
        "第一段。\n\n第二段。\n\n[site](https://example.com/two)",
    )
    write(
        "three.md",
        "Third article",
        "2025-02-12 10:00",
        ["水果"],
        "\n\n".join(f"Paragraph {n} of many." for n in range(60)),
    )
    write("four.md", "Without a tag", "2025-02-11 10:00", [], "Text without a source.")
    return folder


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """A folder with nine articles in one group."""
    folder = tmp_path / "listed"
    folder.mkdir()
    for number in range(9):
        article_writer(folder)(
            f"{number}.md",
            f"Title{number}",
            f"2025-02-{20 - number}",
            ["all"],
            f"Body {number}.\n\nMore to find. [site](https://example.com/)",
        )
    return folder


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """A web server that is the proxy to public ones too."""
    made = Web()
    monkeypatch.setenv("http_proxy", made.address)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    yield made
    made.close()


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """The program's own folders, in a place of the test's."""
    return Paths(*(tmp_path / "own" / name for name in ("config", "data", "state", "cache")))


@pytest.fixture
def open_desks(paths: Paths) -> Iterator[Callable[..., Workspace]]:
    """Open a workspace as the program does; flags are settings."""
    with ExitStack() as stack:

        def opened(*folders: Path, **flags: object) -> Workspace:
            environ = {"TZ": "UTC"}
            return stack.enter_context(
                open_workspace(
                    folders,
                    {"mark_read_after_s": 0, "index_words": False, "top_groups": (), **flags},
                    paths,
                    environ,
                )
            )

        yield opened


@pytest.fixture
def workspace(feed: Path, open_desks: Callable[..., Workspace]) -> Workspace:
    """The workspace with the feed on it."""
    return open_desks(feed)
