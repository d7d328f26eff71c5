"""Long articles: the beginning is on the page while the rest of it is read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from reader.page.layout.layout import Layout
from reader.page.lines.typography import PLAIN
from reader.page.position import Position
from reader.tui.page.shown import Shown
from reader.tui.page.typeset import Typesetter
from tests.tui.driving import article_writer, driven

LONG_BODY = "\n\n".join(
    f"第 {number} 段，paragraph number {number} of a long article。" for number in range(2_000)
)


@pytest.fixture
def long_workspace(tmp_path: Path, open_desks: Callable[..., Workspace]) -> Workspace:
    """A workspace with a long article and a short one."""
    folder = tmp_path / "long"
    folder.mkdir()
    write = article_writer(folder)
    write("long.md", "A long article", "2025-02-14", ["long"], LONG_BODY)
    write("short.md", "A short article", "2025-02-13", ["long"], "Text.")
    return open_desks(folder)


def pages(workspace: Workspace, article: int) -> list[Shown]:
    return list(Typesetter(workspace, 60, PLAIN, 30).pages(article))


def rows(layout: Layout, count: int) -> list[str]:
    lines = map(layout.line, range(count))
    return ["".join(span.text for span in line.spans) if line else "" for line in lines]


async def test_the_beginning_of_a_long_article_comes_first_and_the_whole_stands_in_its_place(
    long_workspace: Workspace,
) -> None:
    async with driven(long_workspace) as it:
        await it.until(lambda: bool(it.screen.page.shown and it.screen.page.shown.is_whole))
        page = it.screen.page
        assert page.shown is not None
        beginning, whole = pages(long_workspace, page.shown.article)
        assert (beginning.is_whole, whole.is_whole) == (False, True)
        assert 100 < len(beginning.layout.blocks) < len(whole.layout.blocks) // 10
        assert rows(beginning.layout, 30) == rows(whole.layout, 30)
        await it.press("enter", "G")
        assert it.shows("paragraph number 1999 of")


async def test_a_short_article_is_whole_at_once(long_workspace: Workspace) -> None:
    async with driven(long_workspace) as it:
        await it.press("j")
        await it.until(lambda: it.shows("Text."))
        assert it.screen.page.shown is not None
        assert [each.is_whole for each in pages(long_workspace, it.screen.page.shown.article)] == [True]


async def test_who_scrolled_in_the_beginning_stays_there_when_the_whole_comes(
    long_workspace: Workspace,
) -> None:
    async with driven(long_workspace) as it:
        page, preview = it.screen.page, it.screen.preview
        await it.until(lambda: bool(page.shown and page.shown.is_whole))
        assert page.shown is not None
        beginning, whole = pages(long_workspace, page.shown.article)
        page.show(beginning, Position(50))
        assert page.percent == 0
        page.move("bottom")
        assert not page.at_end  # or the article would count as read
        page.move("top")  # the end is not where one wants to be any more
        page.put(Position(50))
        preview._loader._loading += 1
        preview._loader._take(whole, preview._loader._newest, None)
        await it.settle()
        assert page.place == Position(50)
        assert page.shown.is_whole
        assert len(page.shown.layout.blocks) > 1_000


async def test_who_asked_for_the_end_when_only_the_beginning_was_there_gets_to_the_end(
    long_workspace: Workspace,
) -> None:
    async with driven(long_workspace) as it:
        page = it.screen.page
        await it.until(lambda: bool(page.shown and page.shown.is_whole))
        assert page.shown is not None
        beginning, whole = pages(long_workspace, page.shown.article)
        page.show(beginning)
        page.move("bottom")
        page.show(whole)
        await it.settle()
        assert page.at_end
        assert it.shows("paragraph number 1999 of")
