"""Accounts at servers on the screen: added by a command, marks sent after an act, what waits in the status line."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace, open_workspace
from reader.paths import standard_paths
from tests.sync.greader_server import PASSWORD, USER, GreaderServer, greader_server
from tests.tui.driving import Driven, driven


@pytest.fixture
def server() -> Iterator[GreaderServer]:
    """A server without bad habits."""
    with greader_server() as made:
        yield made


@pytest.fixture
def desk(feed: Path) -> Iterator[Workspace]:
    """The feed, with the folders of the program where the process that refreshes looks for them."""
    flags = {"mark_read_after_s": 0, "index_words": False, "top_groups": (), "refresh_every_min": 0}
    with open_workspace([feed], flags, standard_paths(), {"TZ": "UTC"}) as made:
        yield made


async def add_account(it: Driven, server: GreaderServer) -> None:
    await it.press(":", *"add_account", "enter")
    await it.until(lambda: it.shows("FreshRSS, Miniflux"))
    await it.press(*server.address, "enter")
    await it.until(lambda: it.shows("Who signs in"))
    await it.press(*USER, "enter")
    await it.until(lambda: it.shows("The password of"))
    await it.press(*"wrong", "enter")
    await it.until(lambda: it.shows("does not accept this user and password"))
    assert not it.shows("wrong")
    await it.press(*["backspace"] * 5, *PASSWORD, "enter")


@pytest.mark.slow
async def test_an_account_is_added_its_entries_come_and_what_is_marked_goes_there(
    desk: Workspace, server: GreaderServer
) -> None:
    entry, _ = server.add(2, title="From the server")
    async with driven(desk) as it:
        await it.until(lambda: it.screen.background.is_watching)
        await add_account(it, server)
        await it.until(lambda: it.shows("Feed 1"), 20)
        await it.press(":", *"filter title:server", "enter")
        await it.until(lambda: it.shows("2/2 unread"))
        await it.press(":", *"read title:server", "enter")
        await it.until(lambda: all(is_read for is_read, _ in server.state().values()), 20)
        await it.until(lambda: not it.screen.background.refreshing.is_under_way, 20)
        server.stop()
        await it.press(":", *"unread title:server", "enter")
        await it.until(lambda: it.shows("⇅ 2"), 20)
        await it.until(lambda: not it.screen.background.refreshing.is_under_way, 20)
        server.start()
        await it.press("g", "r")
        await it.until(lambda: not it.shows("⇅"), 20)
    assert not entry.is_read
    assert standard_paths().accounts.exists()
