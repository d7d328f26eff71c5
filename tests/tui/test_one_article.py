"""Which article a key means: the one under the cursor, and on a group's heading the one that the page shows."""

from collections.abc import Callable

import pytest

from reader.actions.workspace.workspace import Workspace
from reader.library import Row
from tests.tui.driving import Driven, driven

Desks = Callable[..., Workspace]


async def on_heading(it: Driven) -> None:
    """Go from the first article to its group's heading; the page goes on showing the article."""
    await it.until(lambda: it.shows("A paragraph."))
    await it.press("h")
    assert "news" in it.line_of_cursor()
    assert it.shows("A paragraph.")


def row_of(workspace: Workspace, title: str) -> Row:
    articles = [article for article, _, name in workspace.library.articles.names() if name == title]
    [row] = workspace.library.articles.rows(articles).values()
    return row


async def test_marks_on_a_heading_are_those_of_the_article_on_the_page(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await on_heading(it)
        await it.press("r", "s", "L")
        row = row_of(workspace, "First article")
        assert (row.read, row.starred, row.later) == (True, True, True)
        assert "news" in it.line_of_cursor()
        await it.press("r")
        assert not row_of(workspace, "First article").read


async def test_all_keys_about_an_article_agree_on_a_heading(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await on_heading(it)
        for keys, told in (
            ("y", "Copied: https://example.com/one"),
            ("#", "Tags of First article"),
            ("gn", "Note about First article"),
            ("gx", "in no other language"),
            ("gc", "no copy of this article"),
            ("gm", "Nothing is highlighted in this article"),
            ("Ym", "Copied the article as Markdown"),
            ("u", "1  site"),
            ("D", "No copy of this article is kept yet"),
        ):
            await it.press(*keys)
            await it.until(lambda told=told: it.shows(told))  # type: ignore[misc]
            await it.press("escape")
            assert "news" in it.line_of_cursor()


async def test_a_page_entered_from_a_heading_is_read_and_read_on(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await on_heading(it)
        await it.press("tab")
        assert row_of(workspace, "First article").read
        await it.press("space")  # to the end of a page that is seen whole, and on
        await it.until(lambda: "苹果和香蕉" in it.line_of_cursor())


async def test_where_only_the_list_is_seen_a_heading_means_no_article(workspace: Workspace) -> None:
    async with driven(workspace, size=(50, 20)) as it:
        await it.press("h")
        for keys in ("r", "s", "y", "Ym", "D", "u", "t", "o", "L", "F", "gx", "c"):
            await it.press(*keys)
            assert it.shows("No article is chosen"), keys
        assert workspace.library.articles.counts() == (4, 4, 0, 0)


@pytest.mark.parametrize("keys", ["#", "gn", "gl"])
async def test_what_is_typed_for_a_dialog_that_does_not_open_does_nothing(
    workspace: Workspace, keys: str
) -> None:
    async with driven(workspace, size=(50, 20)) as it:
        await it.press("h", *keys, *"mine, ", *"RrnsL", "enter")
        assert workspace.library.articles.counts() == (4, 4, 0, 0)
        assert not it.screen.in_page
        await it.press("down")  # no text: that is for the list again
        assert "First article" in it.line_of_cursor()
        await it.press("s")
        assert workspace.library.articles.counts().starred == 1


async def test_what_is_copied_is_the_article_under_the_cursor_though_the_page_is_behind(
    workspace: Workspace,
) -> None:
    async with driven(workspace) as it:
        await it.until(lambda: it.shows("A paragraph."))
        await it.pilot.press("j", "Y", "m")  # in one go: the page shows the first article until that
        await it.until(lambda: "第一段。" in it.app.clipboard)
