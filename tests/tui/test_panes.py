"""Windows of every size, and what of the screen shows in them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from tests.tui.driving import driven


async def test_resizing_keeps_the_place_and_the_cursor(workspace: Workspace) -> None:
    async with driven(workspace, size=(120, 30)) as it:
        await it.press("n", "n", "enter")
        await it.until(lambda: it.shows("Paragraph 0 of many."))
        await it.press("ctrl+d", "ctrl+d")
        place, cursor = it.screen.page.place, it.screen.sidebar.model.cursor
        for size in ((50, 20), (100, 15), (30, 10), (200, 50), (120, 30)):
            await it.pilot.resize_terminal(*size)
            await it.settle()
            assert it.screen.page.place == place
            assert it.screen.sidebar.model.cursor == cursor


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (19, 4), (20, 5), (30, 6), (59, 17), (60, 18), (300, 100)])
async def test_no_size_is_too_odd(workspace: Workspace, size: tuple[int, int]) -> None:
    async with driven(workspace, size=size) as it:
        await it.press("j", "enter", "space", "h", "z", "z", "b", "b", "+", "-")
        assert it.app.is_running
        assert it.screen.has_class("-too-small") == (size[0] < 20 or size[1] < 5)


async def test_a_narrow_window_shows_one_pane_at_a_time(workspace: Workspace) -> None:
    async with driven(workspace, size=(50, 20)) as it:
        assert it.shows("▾ news")
        assert not it.shows("A paragraph.")
        await it.press("enter")
        assert it.lines()[0].strip() == "‹ news"
        assert it.shows("A paragraph.")
        assert not it.shows("▾ news")
        await it.press("escape")
        assert it.shows("▾ news")


async def test_the_title_is_named_above_a_narrow_page_once_it_has_left_it(
    feed: Path, workspace: Workspace
) -> None:
    body = "\n\n".join(f"Paragraph {number}." for number in range(40))
    (feed / "long.md").write_text(f"---\ntitle: A long one\ndate: 2026-01-01\ntags: [news]\n---\n\n{body}\n")
    async with driven(workspace, size=(50, 20)) as it:
        await it.press("enter")
        await it.until(lambda: it.shows("Paragraph 0."))
        assert it.text().count("A long one") == 1, "it stands below"
        await it.press("ctrl+f")
        await it.until(lambda: it.lines()[0].strip() == "‹ news › A long one")
        await it.press("g", "g")
        await it.until(lambda: it.lines()[0].strip() == "‹ news")


async def test_back_and_forth_between_views_keeps_the_very_line(feed: Path, workspace: Workspace) -> None:
    words = " ".join(f"word{number}" for number in range(900))
    (feed / "three.md").write_text(
        f"---\ntitle: Third article\ndate: 2025-02-12\ntags: [news]\n---\n\n{words}\n"
    )
    async with driven(workspace, size=(110, 20)) as it:
        await it.press("n", "n", "enter")
        await it.until(lambda: it.shows("word0"))
        await it.press("ctrl+f", "j", "j", "j")
        before, place = it.lines()[1][40:], it.screen.page.place
        await it.press("z", "z", "b", "b")
        for size in ((70, 20), (110, 20), (160, 30), (110, 20)):
            await it.pilot.resize_terminal(*size)
            await it.settle()
        assert it.screen.page.place == place
        assert it.lines()[1][40:] == before


async def test_a_chosen_width_is_for_wide_windows_only(workspace: Workspace) -> None:
    async with driven(workspace, size=(100, 20)) as it:
        await it.press("+", "+", "+")
        chosen = it.screen.sidebar.outer_size.width
        await it.pilot.resize_terminal(50, 20)
        await it.settle()
        assert it.screen.sidebar.outer_size.width == 50
        await it.pilot.resize_terminal(100, 20)
        await it.settle()
        assert it.screen.sidebar.outer_size.width == chosen


async def test_a_short_window_has_one_row_per_article(workspace: Workspace) -> None:
    async with driven(workspace, size=(100, 12)) as it:
        lines = [line[:30] for line in it.lines()]
        first = next(y for y, line in enumerate(lines) if "First article" in line)
        assert "苹果和香蕉" in lines[first + 1]
        await it.press("s", "L")
        line = next(line for line in it.lines() if "First article" in line)
        assert re.search(r"First article +◷★ 2025-02-14 ", line), line


async def test_zen_shows_the_text_alone(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("z")
        assert not it.shows("▾ news")
        assert it.shows("A paragraph.")
        await it.press("z")
        assert it.shows("▾ news")


async def test_the_sidebar_hides_and_changes_its_width(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        width = it.screen.sidebar.outer_size.width
        await it.press("+", "+")
        assert it.screen.sidebar.outer_size.width == width + 4
        await it.press(*["-"] * 20)
        assert it.screen.sidebar.outer_size.width == 16
        await it.press("b")
        assert not it.shows("▾ news")
        await it.press("b")
        assert it.shows("▾ news")


async def test_a_window_that_was_too_small_for_a_while_gives_the_page_its_focus_back(
    workspace: Workspace,
) -> None:
    async with driven(workspace) as it:
        await it.press("enter")
        for back_to in ((50, 20), (100, 30)):
            await it.pilot.resize_terminal(15, 4)
            await it.settle()
            assert it.shows("too small")
            await it.pilot.resize_terminal(*back_to)
            await it.settle()
            assert it.screen.in_page
            assert it.shows("A paragraph.")
            assert it.screen.in_page


async def test_space_goes_into_the_article_where_the_list_has_the_window(workspace: Workspace) -> None:
    async with driven(workspace, size=(50, 20)) as it:
        await it.press("space")
        assert it.screen.in_page
        assert it.shows("A paragraph.")
        assert workspace.library.articles.counts().unread == 3


@pytest.mark.parametrize("key", ["a", "Z", "b"])
async def test_what_changes_the_list_shows_it(workspace: Workspace, key: str) -> None:
    async with driven(workspace) as it:
        await it.press("z", key)
        assert it.shows("news")
        assert it.shows("unread ·")


async def test_a_list_with_nothing_in_it_is_not_hidden(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("b", "a", "a")
        assert it.shows("Nothing is starred.")
        assert not it.screen.in_page


async def test_without_articles_the_list_that_says_so_stays(
    tmp_path: Path, open_desks: Callable[..., Workspace]
) -> None:
    (tmp_path / "empty").mkdir()
    async with driven(open_desks(tmp_path / "empty")) as it:
        for key in ("z", "b"):
            await it.press(key)
            assert it.shows("No articles here")
