"""What one session leaves for the next."""

from collections.abc import Callable
from pathlib import Path

from reader.actions.workspace.workspace import Workspace
from reader.library import GroupOrder, Scope
from reader.paths import Paths
from tests.tui.driving import driven
from tests.tui.terminal import Terminal


async def test_each_session_begins_in_the_scope_of_the_settings(
    feed: Path, open_desks: Callable[..., Workspace]
) -> None:
    async with driven(open_desks(feed, scope="all")) as it:
        await it.press("a", "g", "s", "q")
    async with driven(open_desks(feed)) as it:
        assert it.screen.sidebar.model.scope is Scope.UNREAD
        assert it.screen.sidebar.model.order is GroupOrder.UNREAD


async def test_a_session_that_makes_no_sense_is_as_good_as_none(
    feed: Path, open_desks: Callable[..., Workspace], paths: Paths
) -> None:
    paths.screen_state.parent.mkdir(parents=True)
    paths.screen_state.write_text(
        '{"open_groups": "x", "sidebar_hidden": "x", "sidebar_width": -5, "article": ["a", "b"]}'
    )
    async with driven(open_desks(feed)) as it:
        assert it.shows("A paragraph.")


async def test_a_session_begins_where_the_last_one_ended(
    feed: Path, open_desks: Callable[..., Workspace]
) -> None:
    async with driven(open_desks(feed)) as it:
        await it.press("n", "n", "+")
        width, cursor = it.screen.sidebar.outer_size.width, it.screen.sidebar.model.cursor
        await it.press("q")
    async with driven(open_desks()) as it:
        assert it.screen.sidebar.outer_size.width == width
        assert it.screen.sidebar.model.cursor == cursor
        assert it.shows("▾ 水果")


async def test_a_session_begins_with_the_article_that_was_last_though_its_group_is_read(
    feed: Path, open_desks: Callable[..., Workspace]
) -> None:
    async with driven(open_desks(feed)) as it:
        await it.press("j", "R", "q")
        cursor = it.screen.sidebar.model.cursor
    async with driven(open_desks()) as it:
        assert it.screen.sidebar.model.cursor == cursor
        assert "●" not in it.title_line("苹果和香蕉")
        assert it.shows("第一段。")


async def test_a_look_at_one_file_does_not_make_the_session_forget_where_one_was(
    feed: Path, open_desks: Callable[..., Workspace]
) -> None:
    async with driven(open_desks(feed)) as it:
        await it.press("n", "n", "q")
        cursor = it.screen.sidebar.model.cursor
    async with driven(open_desks(feed / "one.md")) as it:
        await it.press("+", "q")
    async with driven(open_desks()) as it:
        assert it.screen.sidebar.model.cursor == cursor
        assert it.shows("▾ 水果")


def test_the_folders_are_remembered_though_the_program_is_killed(feed: Path) -> None:
    with Terminal([feed]) as terminal:
        terminal.wait("A paragraph.")
        terminal.read(0.5)
        terminal.process.kill()
    with Terminal([]) as terminal:
        terminal.wait("A paragraph.")


async def test_what_was_read_is_read_in_the_next_session(
    feed: Path, open_desks: Callable[..., Workspace]
) -> None:
    async with driven(open_desks(feed)) as it:
        await it.press("enter", "s")
    again = open_desks(feed)
    again.library.catch_up()
    assert again.library.articles.counts().unread == 3
    assert again.library.articles.counts().starred == 1
