"""Episodes and films by keys: played, downloaded, stopped."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from reader.feeds.following.subscriptions import Subscription
from reader.feeds.refresh.run import refresh
from reader.feeds.web.fetch import Fetcher
from tests.feeds import shapes
from tests.feeds.server import Asked, Reply, Web
from tests.tui.driving import Driven, article_writer, driven

Desks = Callable[..., Workspace]
EPISODE = "http://cdn.example.org/ep12.mp3"


@pytest.fixture
def podcast(tmp_path: Path, web: Web) -> Path:
    """A folder with two episodes."""
    folder = tmp_path / "podcast"
    address = web.put("/feed", shapes.podcast("http://cdn.example.org"))
    [outcome] = refresh(folder, [Subscription(address, "Bees on air")], Fetcher())
    assert len(outcome.added) == 2
    return folder


@pytest.fixture
def player(tmp_path: Path) -> Path:
    """A player that writes down what it is asked to play."""
    script = tmp_path / "player"
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> "{tmp_path}/played"\n')
    script.chmod(0o755)
    return script


def with_player(workspace: Workspace, player: Path) -> Workspace:
    workspace.environ = {"PATH": os.environ["PATH"]}
    workspace.settings = workspace.settings._replace(player=(str(player), "--quiet"))
    return workspace


def played(player: Path) -> list[str]:
    record = player.with_name("played")
    return record.read_text().splitlines() if record.exists() else []


def named(folder: Path, pattern: str) -> list[Path]:
    return list(folder.rglob(pattern))


async def ready(it: Driven) -> None:
    await it.press("enter")
    await it.until(lambda: it.shows("▶ 42 min · 38 MB"))


async def test_a_key_plays_the_episode_and_marks_it_read(
    podcast: Path, open_desks: Desks, player: Path
) -> None:
    workspace = with_player(open_desks(podcast), player)
    async with driven(workspace) as it:
        await it.until(lambda: it.shows("Talking to bees"))
        await it.press("P")
        await it.until(lambda: played(player) == ["--quiet", EPISODE])
        await it.until(lambda: workspace.library.articles.counts().unread == 1)


async def test_enter_on_its_line_among_the_links_plays_it(
    podcast: Path, open_desks: Desks, player: Path
) -> None:
    async with driven(with_player(open_desks(podcast), player)) as it:
        await ready(it)
        await it.press("u")
        await it.until(lambda: it.shows("cdn.example.org"))
        await it.press("down", "enter")
        await it.until(lambda: played(player) == ["--quiet", EPISODE])


async def test_an_article_without_sound_says_so(feed: Path, open_desks: Desks, player: Path) -> None:
    article_writer(feed)("plain.md", "Plain", "2026-01-01", ["news"], "Text.")
    async with driven(with_player(open_desks(feed), player)) as it:
        await it.press("P")
        await it.until(lambda: it.shows("This article has nothing to play"))
        await it.press("g", "d")
        await it.until(lambda: it.shows("This article has nothing to download"))
    assert played(player) == []


async def test_of_several_one_is_chosen(feed: Path, open_desks: Desks, player: Path) -> None:
    (feed / "two.md").write_text(
        '---\ntitle: Two\ndate: 2026-11-01\ntags: [news]\nenclosures: [{"url": "https://e.org/a.mp3", "title": "Part 1"}, '
        '{"url": "https://e.org/b.mp3", "title": "第二部分"}]\n---\nText.\n'
    )
    async with driven(with_player(open_desks(feed), player)) as it:
        await it.until(lambda: it.shows("▶ 第二部分"))
        await it.press("P")
        await it.until(lambda: it.shows("1 to 9 or enter plays it"))
        await it.press("2")
        await it.until(lambda: played(player) == ["--quiet", "https://e.org/b.mp3"])


async def test_without_a_player_the_address_is_copied_and_shown(podcast: Path, open_desks: Desks) -> None:
    workspace = open_desks(podcast)
    workspace.environ = {"PATH": "/nowhere"}
    async with driven(workspace) as it:
        await ready(it)
        await it.press("P")
        await it.until(lambda: it.shows("No player was found"))


async def test_a_key_downloads_the_episode_beside_its_article_and_then_it_is_played_from_there(
    podcast: Path, open_desks: Desks, web: Web, player: Path
) -> None:
    web.put(EPISODE, b"sound" * 1_000, Content_Type="audio/mpeg")
    async with driven(with_player(open_desks(podcast), player)) as it:
        await ready(it)
        await it.press("g", "d")
        await it.until(lambda: it.shows("Downloaded:"), 20)
        await it.press("g", "d")
        await it.until(lambda: it.shows("It is already downloaded"), 20)
        [file] = named(podcast, "*.mp3")
        await it.press("P")
        await it.until(lambda: played(player) == ["--quiet", str(file)])
        await it.press("u")
        await it.until(lambda: it.shows("cdn.example.org"))
        await it.press("down", "enter")
        await it.until(lambda: played(player) == ["--quiet", str(file)] * 2)
    assert (file.read_bytes(), file.parent.name) == (b"sound" * 1_000, "media")


async def test_a_download_shows_how_far_it_is_and_stops(podcast: Path, open_desks: Desks, web: Web) -> None:
    go_on = threading.Event()

    def drip(write: Callable[[bytes], None]) -> None:
        write(b"x" * (2 << 20))
        go_on.wait(30)

    def slowly(_: Asked) -> Reply:
        return Reply(
            headers={"Content-Type": "audio/mpeg", "Content-Length": str(8 << 20), "ETag": '"1"'}, drip=drip
        )

    web.replies[EPISODE] = slowly
    async with driven(open_desks(podcast)) as it:
        await ready(it)
        await it.pilot.press("g", "d")
        await it.until(lambda: it.shows("2 MB of 8 MB"), 20)
        await it.pilot.press("g", "d")
        await it.until(lambda: it.shows("It was stopped"))
        go_on.set()
        await it.until(lambda: len(named(podcast, "*.part")) == 1)
    assert named(podcast, "*.mp3") == []


async def test_a_failure_is_said(podcast: Path, open_desks: Desks, web: Web) -> None:
    web.put(EPISODE, b"<html>", Content_Type="text/html")
    async with driven(open_desks(podcast)) as it:
        await ready(it)
        await it.press("g", "d")
        await it.until(lambda: it.tells("sends a web page"), 20)
