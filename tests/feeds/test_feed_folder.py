"""The folder of a feed stays the one of its first articles, whatever the feed and its table in feeds.toml call it later."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.feeds.following.subscriptions import load_subscriptions
from reader.feeds.refresh.run import RefreshOptions
from reader.feeds.refresh.run import refresh as feed_refresh
from reader.feeds.web.fetch import Fetcher
from tests.cli.conftest import Newsreader
from tests.feeds.agreeing import agree_to
from tests.feeds.conftest import Clock
from tests.feeds.following import due
from tests.feeds.server import Web, item, rss

FIRST = rss(item(1, "One"), title="First Name")
SECOND = rss(item(1, "One", "Changed."), item(2, "Two"), title="Second Name")
FILES = ["2026-06-02-one.md", "2026-06-03-two.md"]

Refresh = Callable[..., None]


def table(folder: Path, address: str, more: str = "") -> None:
    """Write feeds.toml with one feed, as by hand."""
    (folder / "feeds.toml").write_text(f'[[feed]]\naddress = "{address}"\n{more}')


@pytest.fixture
def refresh(folder: Path, clock: Clock) -> Refresh:
    """Refresh all feeds of a folder."""

    def run(root: Path = folder) -> None:
        clock.now += 100_000
        feeds = load_subscriptions(root).feeds
        fetcher = Fetcher(total_s=5, gap_s=0)
        for outcome in feed_refresh(root, feeds, fetcher, RefreshOptions(now=clock)):
            assert (outcome.error, outcome.held) == ("", "")

    return run


def articles(folder: Path) -> dict[str, list[str]]:
    """Return the names of the articles by their folders."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*.md")):
        if ".newsreader" not in path.parts:
            found.setdefault(path.parent.relative_to(folder).as_posix(), []).append(path.name)
    return found


@pytest.fixture
def folder(folder: Path) -> Path:
    """An empty folder."""
    shutil.rmtree(folder)
    folder.mkdir()
    return folder


def test_a_feed_that_calls_itself_otherwise_keeps_its_folder(
    web: Web, folder: Path, newsreader: Newsreader
) -> None:
    table(folder, web.put("/feed", FIRST))
    agree_to(folder)
    assert newsreader("refresh", "-f", folder).returncode == 0
    web.put("/feed", SECOND)
    due(folder)
    done = newsreader("refresh", "-f", folder)
    assert done.returncode == 0, done.stderr
    assert articles(folder) == {"first-name": FILES}
    assert "Changed." in (folder / "first-name" / FILES[0]).read_text()
    assert f'feed_url: "{web.address}/feed"' in (folder / "first-name" / FILES[1]).read_text()
    done = newsreader("remove", "--articles", "-f", folder, f"{web.address}/feed")
    assert done.returncode == 0, done.stderr
    assert articles(folder) == {}


@pytest.mark.parametrize("document", [rss(item(1, "One"), title=""), rss(title=""), rss(title="Early")])
def test_one_without_a_title_or_entries_at_first_too(
    web: Web, folder: Path, refresh: Refresh, document: str
) -> None:
    table(folder, web.put("/feed", document))
    refresh()
    before = set(articles(folder))
    web.put("/feed", SECOND)
    refresh()
    assert len(articles(folder)) == 1
    assert before <= set(articles(folder))
    web.put("/feed", SECOND.replace("Second", "Third").replace("Changed", "Again changed"))
    refresh()
    [(_, names)] = articles(folder).items()
    assert names == FILES


def test_one_that_the_user_calls_otherwise_keeps_it(web: Web, folder: Path, refresh: Refresh) -> None:
    address = web.put("/feed", FIRST)
    table(folder, address, 'title = "My name"\n')
    refresh()
    web.put("/feed", SECOND)
    table(folder, address, 'title = "Another name"\n')
    refresh()
    assert articles(folder) == {"my-name": FILES}


def test_the_folder_that_the_user_names_is_used_and_stays(web: Web, folder: Path, refresh: Refresh) -> None:
    address = web.put("/feed", FIRST)
    table(folder, address, 'folder = "news/mine"\n')
    refresh()
    web.put("/feed", SECOND)
    table(folder, address)
    refresh()
    assert articles(folder) == {"news/mine": FILES}
    web.put("/feed", rss(item(3, "Three")))
    table(folder, address, 'folder = "other"\n')
    refresh()
    assert articles(folder)["other"] == ["2026-06-04-three.md"]


def test_another_device_uses_the_same_folder(
    web: Web, folder: Path, refresh: Refresh, tmp_path: Path
) -> None:
    table(folder, web.put("/feed", FIRST))
    refresh()
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    web.put("/feed", SECOND)
    refresh(other)
    assert articles(other) == {"first-name": FILES}
    assert "Changed." in (other / "first-name" / FILES[0]).read_text()


@pytest.mark.parametrize("states", ["", "{", '{"feeds": {}}', '{"feeds": 7}'])
def test_lost_states_do_not_move_it(web: Web, folder: Path, refresh: Refresh, states: str) -> None:
    table(folder, web.put("/feed", FIRST))
    refresh()
    for file in folder.glob(".newsreader/feeds/*/feed_states.json"):
        file.write_text(states)
    web.put("/feed", SECOND)
    refresh()
    assert articles(folder) == {"first-name": FILES}


@pytest.mark.parametrize(
    "noted", ["../outside", "/tmp/outside", ".newsreader/x", "a/../../b", "~/x", 7, None]
)
def test_a_noted_folder_that_is_not_inside_is_not_used(
    web: Web, folder: Path, refresh: Refresh, noted: object
) -> None:
    table(folder, web.put("/feed", FIRST))
    refresh()
    for file in folder.glob(".newsreader/feeds/*/feed_states.json"):
        found = json.loads(file.read_text())
        for state in found["feeds"].values():
            state["folder"] = noted
        file.write_text(json.dumps(found))
    web.put("/feed", SECOND)
    refresh()
    assert articles(folder) == {"first-name": FILES}
    assert not [path for path in folder.parent.rglob("2026-06-03-two.md") if "first-name" not in path.parts]


def test_a_noted_folder_that_is_a_link_out_needs_consent(
    web: Web, folder: Path, newsreader: Newsreader, tmp_path: Path
) -> None:
    table(folder, web.put("/feed", FIRST))
    agree_to(folder)
    assert newsreader("refresh", "-f", folder).returncode == 0
    outside = tmp_path / "outside"
    (folder / "first-name").rename(outside)
    (folder / "first-name").symlink_to(outside)
    web.put("/feed", SECOND)  # by whose title the folder would be another, inside
    due(folder)
    for file in folder.glob(".newsreader/feeds/*/feed_states.json"):
        found = json.loads(file.read_text())
        for state in found["feeds"].values():
            state["title"] = "Second Name"
        file.write_text(json.dumps(found))
    done = newsreader("refresh", "-f", folder)
    assert "newsreader trust" in done.stderr
    assert sorted(path.name for path in outside.iterdir()) == FILES[:1]
    assert "outside" in newsreader("trust", folder).stdout
