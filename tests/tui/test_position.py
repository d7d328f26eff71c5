"""How far one is in an article, in the status line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from tests.tui.driving import Driven, article_writer, driven


@pytest.fixture
def workspace(feed: Path, open_desks: Callable[..., Workspace]) -> Workspace:
    """A workspace whose first article takes ten minutes, and has a link."""
    text = "\n\n".join("and so on " * 20 for _ in range(40))
    article_writer(feed)("long.md", "Long", "2026-01-02", ["news"], f"{text}\n\n[a](https://a.example) end")
    return open_desks(feed)


def status(it: Driven) -> str:
    """The right part of the status line."""
    return it.lines()[-1].split("  ")[-1].strip()


async def test_percentage_and_minutes_left_follow_the_scroll(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("enter")
        await it.until(lambda: status(it) == "14% · 9 min left · 1 link")
        await it.press("ctrl+f", "ctrl+f")
        before = it.screen.page.percent
        assert 13 < before < 100
        assert status(it).startswith(f"{before}% · ")
        await it.press("G")
        assert status(it) == "100% · 1 link"


async def test_an_article_that_is_seen_whole_has_no_percentage(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("enter", "J")
        await it.until(lambda: it.shows("A paragraph."))
        assert "%" not in status(it)
        assert "min left" not in it.text()


async def test_a_narrow_window_shows_the_position_and_leaves_out_the_links(workspace: Workspace) -> None:
    async with driven(workspace, (50, 20)) as it:
        await it.press("enter")
        await it.until(lambda: status(it).endswith("min left"))
        assert "link" not in status(it)
