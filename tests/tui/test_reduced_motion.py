"""With ``reduced_motion = true`` nothing moves by itself: what goes on is said once, in words."""

import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from reader.actions.workspace.workspace import Workspace
from reader.cli import progress
from reader.paths import Paths
from reader.settings import Settings
from tests.feeds.agreeing import agree_to
from tests.feeds.server import Asked, Reply, Web, item, rss
from tests.tui.driving import driven


async def test_a_refresh_counts_nothing_on_the_screen(
    feed: Path, web: Web, paths: Paths, open_desks: Callable[..., Workspace]
) -> None:
    seen: list[str] = []
    waited = Event()

    def slow(_: Asked) -> Reply:
        waited.wait(20)
        return Reply(rss(item(2, "Slow"), title="Slow").encode())

    web.put("/quick", rss(item(1, "Quick"), title="Quick"))
    web.replies["/slow"] = slow
    (feed / "feeds.toml").write_text(
        "".join(f'[[feed]]\naddress = "{web.address}{path}"\n' for path in ("/quick", "/slow"))
    )
    agree_to(feed, paths)
    async with driven(open_desks(feed, reduced_motion=True, refresh_every_min=0)) as it:
        await it.pilot.press("g", "r")
        await it.until(lambda: "Fetching feeds" in it.lines()[-1])
        for _ in range(10):
            await it.pilot.pause(0.05)
            seen.append(it.lines()[-1])
        waited.set()
        await it.until(lambda: "2 new articles" in it.lines()[-1])
    assert all("Fetching feeds …" in line and "↻" not in line for line in seen)


def test_progress_overwrites_no_line_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "PATIENCE_S", -1)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    for is_still in (True, False):
        progress.keep_still(on=is_still)
        report = progress.ProgressReport("{done} of {total}")
        report(1, 3)
        report(3, 3)
        assert ("\r" in capsys.readouterr().err) is not is_still


def test_a_screen_reader_wants_it_too() -> None:
    assert Settings(screen_reader=True).is_still
    assert Settings(reduced_motion=True).is_still
    assert not Settings().is_still
