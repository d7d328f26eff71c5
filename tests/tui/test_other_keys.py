"""Keys that hardly anyone presses: to the other pane and back, and no more feeds for now."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from reader.paths import Paths
from tests.feeds.server import Held, Web, item, rss
from tests.tui.driving import driven
from tests.tui.test_feeds import followed

Desks = Callable[..., Workspace]


@pytest.fixture
def web() -> Iterator[Web]:
    made = Web()
    yield made
    made.close()


async def test_tab_and_shift_tab_go_round_the_panes_in_both_directions(workspace: Workspace) -> None:
    async with driven(workspace, size=(100, 30)) as it:
        assert it.screen.sidebar.has_focus
        await it.press("shift+tab")
        assert it.screen.page.has_focus
        await it.press("shift+tab")
        assert it.screen.sidebar.has_focus
        await it.press("tab")
        assert it.screen.page.has_focus
        await it.press("tab")
        assert it.screen.sidebar.has_focus


async def test_where_the_outline_stands_beside_shift_tab_undoes_tab(workspace: Workspace) -> None:
    async with driven(workspace, size=(160, 40)) as it:
        begun = it.app.focused
        seen = []
        for _ in range(3):
            await it.press("tab")
            seen.append(it.app.focused)
        for expected in [*seen[-2::-1], begun]:
            await it.press("shift+tab")
            assert it.app.focused is expected


async def test_g_r_asks_no_more_feeds_and_what_was_on_its_way_is_let_go(
    feed: Path, paths: Paths, open_desks: Desks, web: Web
) -> None:
    slow = Held(rss(item(1, "From the web")))

    web.replies["/feed.xml"] = slow
    followed(feed, paths, f'address = "{web.address}/feed.xml"')
    async with driven(open_desks(feed, refresh_every_min=0)) as it:
        await it.until(lambda: it.screen.background.is_watching)
        await it.pilot.press("f5")
        await it.until(slow.is_asked.is_set, 20)
        await it.pilot.press("g", "R")
        await it.until(lambda: it.shows("The refresh is stopped"))
        slow.let_go()
        await it.settle()
        assert not it.shows("From the web")
        assert it.app.is_running


async def test_g_r_without_a_refresh_says_that_none_is_under_way(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("g", "R")
        assert it.shows("No feed is being refreshed")
