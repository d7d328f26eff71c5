"""Links to other articles, and the way back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from tests.tui.driving import Driven, article_writer, driven

MANY = "\n\n".join(f"Line {n}." for n in range(60))


@pytest.fixture
def workspace(feed: Path, open_desks: Callable[..., Workspace]) -> Workspace:
    """A workspace whose first article leads to others."""
    write = article_writer(feed)
    body = f"To [three](three.md), [[苹果和香蕉]], [[Orchard#Far away]], [gone](gone.md), [down](#last).\n\n{MANY}\n\n## Last\n\nThe end."
    write("start.md", "Start", "2026-01-02", ["news"], body)
    write(
        "orchard.md",
        "Orchard",
        "2019-01-01",
        ["garden"],
        f"{MANY}\n\n## Far away\n\nIn the orchard.\n\n{MANY}",
    )
    return open_desks(feed)


async def begin(it: Driven) -> None:
    await it.press("enter")
    await it.until(lambda: it.shows("To three"))


def title(it: Driven) -> str:
    """The title of the article that is shown."""
    shown = it.screen.page.shown
    row = it.screen.sidebar.row(shown.article) if shown else None
    return row.title if row else ""


async def test_a_link_to_another_article_opens_it_here_and_marks_it_read(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await begin(it)
        await it.press("f", "a")
        await it.until(lambda: it.shows("Paragraph 0 of many."))
        assert it.screen.in_page
        assert workspace.library.articles.counts().unread == 4
        assert "Third article" in it.text()
        await it.press("ctrl+o")
        await it.until(lambda: title(it) == "Start")
        assert it.screen.in_page
        await it.press("ctrl+n")
        await it.until(lambda: title(it) == "Third article")
        await it.press("backspace")
        await it.until(lambda: title(it) == "Start")


async def test_the_name_of_an_article_and_a_heading_lead_to_its_place(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await begin(it)
        await it.press("f", "d")
        await it.until(lambda: it.shows("In the orchard."))
        assert title(it) == "Orchard"
        assert it.screen.page.top > 100
        await it.press("ctrl+o")
        await it.until(lambda: title(it) == "Start")
        await it.press("f", "s")
        await it.until(lambda: title(it) == "苹果和香蕉")


async def test_a_link_by_click_leads_there_too(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await begin(it)
        x, y = it.on_page("three")
        await it.pilot.click(offset=(x + 1, y))
        await it.until(lambda: title(it) == "Third article")


async def test_an_article_that_is_not_there_is_named(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await begin(it)
        await it.press("f", "f")
        await it.until(lambda: it.shows("No article here is called gone.md"))
        assert title(it) == "Start"


async def test_back_returns_to_where_a_link_inside_the_article_was(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await begin(it)
        await it.press("5", "j", "f", "g")
        assert it.shows("The end.")
        await it.press("ctrl+o")
        assert it.screen.page.top == 5
        await it.press("ctrl+n")
        assert it.shows("The end.")
        await it.press("ctrl+n")
        assert it.shows("Nothing to go forward to")


async def test_back_returns_to_the_place_in_the_other_article(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await begin(it)
        await it.press("5", "j", "f", "a")
        await it.until(lambda: title(it) == "Third article")
        await it.press("G", "ctrl+o")
        await it.until(lambda: title(it) == "Start")
        assert it.screen.page.top == 5
        await it.press("ctrl+n")
        await it.until(lambda: title(it) == "Third article")
        assert it.screen.page.at_end


async def test_with_nothing_read_before_back_says_so(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await begin(it)
        await it.press("ctrl+o")
        assert it.shows("Nothing to go back to")


async def test_back_in_the_list_leads_to_what_was_read_last(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await begin(it)
        await it.press("escape", "j", "j")
        await it.until(lambda: title(it) == "苹果和香蕉")
        await it.press("ctrl+o")
        await it.until(lambda: title(it) == "Start")
        assert "Start" in it.line_of_cursor()
        assert not it.screen.in_page


async def test_back_steps_over_an_article_whose_file_is_gone(workspace: Workspace, feed: Path) -> None:
    async with driven(workspace) as it:
        await begin(it)
        await it.press("f", "a")
        await it.until(lambda: title(it) == "Third article")
        await it.press("J")
        await it.until(lambda: title(it) != "Third article")
        (feed / "three.md").unlink()
        await it.until(lambda: workspace.library.articles.counts().total == 5)
        await it.settle()
        await it.press("ctrl+o")
        await it.until(lambda: title(it) == "Start")


async def test_going_to_an_article_that_is_shown_already_leaves_it_where_it_is(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await begin(it)
        await it.press("G")
        top = it.screen.page.top
        assert it.screen.navigation.go_to_article(it.screen.sidebar.model.cursor.article)
        await it.settle()
        assert it.screen.page.top == top
