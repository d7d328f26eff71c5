"""The line below an article that says what comes next."""

from collections.abc import Callable
from pathlib import Path

from reader.actions.workspace.workspace import Workspace
from reader.text import cell_width
from tests.tui.driving import article_writer, driven

Desks = Callable[..., Workspace]


async def test_below_the_text_and_apart_from_it_stands_what_comes_next(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        _, row = it.on_page("A paragraph.")
        x, next_row = it.on_page("Next: 苹果和香蕉")
        assert x == it.on_page("A paragraph.")[0]
        _, tags_row = it.on_page("#news")
        assert (tags_row, next_row) == (row + 4, row + 7)
        assert [line[36:].strip(" │▕") for line in it.lines()[row + 1 : next_row]] == [
            "",
            "◆",
            "",
            "#news",
            "",
            "",
        ]


async def test_at_the_end_of_a_long_text_it_is_the_last_row_and_space_goes_there(
    workspace: Workspace,
) -> None:
    async with driven(workspace) as it:
        await it.press("n", "n", "enter", "G")
        assert it.on_page("Next: Without a tag")[1] == it.on_page("Paragraph 59 of many.")[1] + 7
        assert it.shows("100%")
        await it.press("space")
        await it.until(lambda: it.shows("Text without a source."))
        assert it.shows("Next: First article")


async def test_a_click_on_it_goes_there_and_marks_what_was_read(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        x, y = it.on_page("Next: 苹果和香蕉")
        await it.pilot.click(offset=(x + 8, y))
        await it.until(lambda: it.shows("第一段。"))
        assert workspace.library.articles.counts().unread == 3
        assert it.screen.in_page


async def test_it_follows_what_is_marked_and_undone(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("j", "r", "k")
        await it.until(lambda: it.shows("Next: Third article"))
        await it.press("U")
        await it.until(lambda: it.shows("Next: 苹果和香蕉"))


async def test_it_follows_the_folder(workspace: Workspace, feed: Path) -> None:
    async with driven(workspace) as it:
        article_writer(feed)("new.md", "Brand new", "2025-02-13 11:00", ["news"], "Text.")
        await it.until(lambda: it.shows("Next: Brand new"))


async def test_nothing_is_said_where_nothing_comes_next_and_nothing_moves(
    feed: Path, open_desks: Desks
) -> None:
    for name in ("one", "two", "four"):
        (feed / f"{name}.md").unlink()
    article_writer(feed)("zero.md", "Another", "2025-01-01", ["a"], "Text.")
    workspace = open_desks(feed)
    async with driven(workspace) as it:
        await it.until(lambda: it.shows("Next: Third article"))
        await it.press("n", "enter", "G")
        await it.until(lambda: it.shows("Next: Another"))
        row = it.on_page("Paragraph 59 of many.")[1]
        await it.press("escape", "k", "k", "R")
        await it.until(lambda: workspace.library.articles.counts().unread == 0)
        assert not it.shows("Next:")
        await it.press("n", "j", "j", "enter", "G")
        await it.until(lambda: it.shows("Paragraph 59 of many."))
        assert it.on_page("Paragraph 59 of many.")[1] >= row
        assert not it.shows("Next:")


async def test_it_is_no_part_of_the_text(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("tab", "slash", *"Next", "enter")
        await it.until(lambda: it.shows("not found"))
        await it.press("escape")
        x, y = it.on_page("A paragraph.")
        _, end = it.on_page("Next: 苹果和香蕉")
        await it.pilot.mouse_down(offset=(x, y))
        await it.pilot.hover(offset=(x + 20, end))
        await it.pilot.mouse_up(offset=(x + 20, end))
        await it.settle()
        assert "Next" not in (it.screen.get_selected_text() or "")


async def test_a_long_title_is_cut_to_the_measure(feed: Path, open_desks: Desks) -> None:
    article_writer(feed)("two.md", "很长的标题" * 40, "2025-02-13 10:00", ["news"], "Text.")
    async with driven(open_desks(feed)) as it:
        x, y = it.on_page("Next: 很长的标题")
        line = it.lines()[y].rstrip(" ▁▂▃▄▅▆▇█")
        assert line.endswith("…")
        assert cell_width(line) - x <= it.screen.page.measure
