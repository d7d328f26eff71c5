"""From an article to the same one in another language."""

from collections.abc import Callable
from pathlib import Path

from reader.actions.workspace.workspace import Workspace
from tests.tui.driving import article_writer, driven

Desks = Callable[..., Workspace]


async def test_a_key_goes_round_the_languages_of_an_article(feed: Path, open_desks: Desks) -> None:
    write = article_writer(feed)
    write("tea.md", "Tea", "2025-03-02", ["drinks"], "The text is about the tea that we drink.")
    write("tea.zh-cn.md", "茶", "2025-03-01", ["饮料"], "关于茶的文章。")
    async with driven(open_desks(feed)) as it:
        await it.press("n", "n")
        while not it.shows("The text is about the tea"):
            await it.press("n")
        assert it.shows("also in 中文")
        await it.press("enter", "g", "x")
        await it.until(lambda: it.shows("关于茶的文章。"))
        assert it.shows("also in English")
        assert it.screen.in_page
        assert "unread ·" in it.text()
        await it.press("g", "x")
        await it.until(lambda: it.shows("The text is about the tea"))


async def test_a_translation_that_was_read_is_listed_while_one_is_there(
    feed: Path, open_desks: Desks
) -> None:
    write = article_writer(feed)
    write("tea.md", "Tea", "2025-03-02", ["drinks"], "The text is about the tea that we drink.")
    write("tea.zh-cn.md", "茶", "2025-03-01", ["drinks"], "关于茶的文章。")
    write("milk.md", "Milk", "2025-02-01", ["drinks"], "White.")
    async with driven(open_desks(feed)) as it:
        while not it.shows("关于茶的文章。"):
            await it.press("n")
        await it.press("r", "k", "a", "a", "a", "a")
        await it.until(lambda: it.shows("The text is about the tea"))
        assert "茶" not in "".join(line[:34] for line in it.lines())
        await it.press("g", "x")
        await it.until(lambda: it.shows("关于茶的文章。"))
        assert "茶" in it.line_of_cursor()
        assert it.screen.sidebar.model.scope.value == "unread"


async def test_an_article_in_one_language_says_so(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("g", "x")
        assert it.shows("This article has no translations here")
        assert not it.shows("also in")
