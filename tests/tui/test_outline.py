"""The outline: the headings in a dialog, and beside the page where there is room."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from tests.tui.driving import Driven, article_writer, driven

BROAD = (160, 40)
CHAPTERS = ("Apples", "苹果", "Pears", "Plums")


def long_article(feed: Path) -> None:
    parts = [
        f"{'#' * (2 + number % 2)} {name}\n\n" + "\n\n".join(f"{name} text {n}." for n in range(30))
        for number, name in enumerate(CHAPTERS)
    ]
    article_writer(feed)("long.md", "Long one", "2026-01-01", ["news"], "Before.\n\n" + "\n\n".join(parts))


@pytest.fixture
def workspace(feed: Path, open_desks: Callable[..., Workspace]) -> Workspace:
    """A workspace on whose feed the first article is long."""
    long_article(feed)
    return open_desks(feed)


def top_line(it: Driven) -> str:
    """The first row of the page."""
    edge = it.screen.sidebar.outer_size.width
    return it.lines()[0][edge : edge + 78].strip(" │▌")


def focused(it: Driven) -> str | None:
    """What has the focus."""
    return it.screen.focused.id if it.screen.focused else None


def is_beside(it: Driven) -> bool:
    """Whether the outline stands beside the page."""
    return it.screen.outline.display


async def test_a_heading_is_chosen_from_a_dialog(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("enter", "t")
        assert it.shows("Outline")
        await it.press("down", "down", "enter")
        assert top_line(it).startswith("Pears")
        assert it.screen.in_page


async def test_typing_narrows_the_headings_and_the_current_one_is_highlighted(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("enter", "t", *"plu", "enter")
        assert it.shows("Plums text 3.")
        await it.press("t", "up", "enter")
        assert top_line(it).startswith("Pears")
        await it.press("t", *"zzz")
        assert it.shows("No heading matches")
        await it.press("enter", "escape")
        assert it.app.screen is it.screen
        assert top_line(it).startswith("Pears")


async def test_an_article_without_headings_says_so(feed: Path, open_desks: Callable[..., Workspace]) -> None:
    async with driven(open_desks(feed)) as it:
        await it.press("enter", "t")
        assert it.shows("This article has no headings")


async def test_in_a_broad_window_the_outline_stands_beside_the_text_and_follows_it(
    workspace: Workspace,
) -> None:
    async with driven(workspace, BROAD) as it:
        await it.press("enter")
        await it.until(lambda: is_beside(it))
        edge = BROAD[0] - it.screen.outline.size.width
        assert [line[edge:].strip() for line in it.lines()[:4]] == list(CHAPTERS)
        assert it.screen.page.measure == 72
        await it.press("pagedown")
        await it.until(lambda: it.lines()[0][edge:].startswith("▌"))
        await it.press("G")
        await it.until(lambda: it.lines()[3][edge:].startswith("▌"))


async def test_a_click_on_a_heading_goes_there(workspace: Workspace) -> None:
    async with driven(workspace, BROAD) as it:
        await it.press("enter")
        await it.until(lambda: is_beside(it))
        await it.pilot.click(it.screen.outline, offset=(8, 2))
        await it.settle()
        assert top_line(it).startswith("Pears")
        assert focused(it) == "page"


async def test_keys_move_in_the_outline_and_a_second_t_hides_it(workspace: Workspace) -> None:
    async with driven(workspace, BROAD) as it:
        await it.press("enter")
        await it.until(lambda: is_beside(it))
        await it.press("t", "j", "j", "enter")
        assert top_line(it).startswith("Pears")
        assert focused(it) == "page"
        await it.press("t", "t")
        assert not is_beside(it)
        assert focused(it) == "page"
        assert top_line(it).startswith("Pears")
        await it.press("t")
        assert focused(it) == "outline"
        await it.press("k", "escape")
        assert is_beside(it)
        assert focused(it) == "page"
        assert top_line(it).startswith("Pears")


async def test_no_outline_beside_few_headings_nor_where_the_text_would_lose_room(
    feed: Path, open_desks: Callable[..., Workspace]
) -> None:
    long_article(feed)
    async with driven(open_desks(feed), BROAD) as it:
        await it.press("enter")
        await it.until(lambda: is_beside(it))
        await it.press("J")
        await it.until(lambda: it.shows("A paragraph."))
        assert not is_beside(it)
        await it.press("K")
        await it.until(lambda: is_beside(it))
        await it.press(*["+"] * 10)
        await it.until(lambda: not is_beside(it))
        assert it.screen.page.measure == 72


async def test_at_140_columns_the_outline_leaves_the_text_60_cells(workspace: Workspace) -> None:
    async with driven(workspace, (140, 40)) as it:
        await it.press("enter")
        await it.until(lambda: is_beside(it))
        assert it.screen.sidebar.outer_size.width == 46
        assert 60 <= it.screen.page.measure < 72


async def test_a_window_that_becomes_narrow_loses_the_outline_and_keeps_the_keys(
    workspace: Workspace,
) -> None:
    async with driven(workspace, BROAD) as it:
        await it.press("enter")
        await it.until(lambda: is_beside(it))
        await it.press("t")
        await it.pilot.resize_terminal(100, 30)
        await it.settle()
        assert not is_beside(it)
        await it.press("G")
        assert it.screen.page.at_end


async def test_an_outline_that_was_hidden_is_hidden_in_the_next_session(
    feed: Path, open_desks: Callable[..., Workspace]
) -> None:
    long_article(feed)
    async with driven(open_desks(feed), BROAD) as it:
        await it.press("enter")
        await it.until(lambda: is_beside(it))
        await it.press("t", "t", "q")
    async with driven(open_desks(), BROAD) as it:
        await it.press("enter")
        await it.until(lambda: it.shows("Apples text 0."))
        assert not is_beside(it)
        await it.press("t")
        assert is_beside(it)


async def test_a_heading_chosen_from_the_list_enters_the_article(workspace: Workspace) -> None:
    async with driven(workspace, BROAD) as it:
        await it.until(lambda: is_beside(it))
        await it.press("t", "j", "enter")
        assert top_line(it).startswith("苹果")
        assert it.screen.in_page
        assert workspace.library.articles.counts().unread == 4


@pytest.mark.parametrize("size", [BROAD, (190, 40), (240, 40)])
async def test_the_text_stands_in_one_column_with_an_outline_and_without(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    async with driven(workspace, size) as it:
        await it.press("enter")
        await it.until(lambda: is_beside(it))
        page = it.screen.page
        column = page.region.x + page.left
        await it.press("]")
        await it.until(lambda: not is_beside(it))
        await it.settle()
        assert page.region.x + page.left == column
        right = page.left + page.measure
        assert right <= page.scrollable_content_region.width - 28, "there is room for an outline"
        await it.press("[")
        await it.until(lambda: is_beside(it))
        await it.settle()
        assert page.region.x + page.left == column
        await it.press("z")
        await it.settle()
        free = page.scrollable_content_region.width - page.measure
        assert page.left == free // 2, "alone it stands in the middle"
