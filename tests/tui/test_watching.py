"""The folders change while one reads: what comes, goes and changes shows, and moves nothing."""

import os
from collections.abc import Callable
from pathlib import Path

from reader.actions.workspace.workspace import Workspace
from reader.article import Key
from reader.article.name import SUFFIXES
from reader.page.position import Position
from tests.tui.driving import Driven, article_writer, driven


def text_of_page(it: Driven) -> str:
    """All that the page holds, on the screen or not."""
    shown = it.screen.page.shown
    return shown.layout.text_between(Position(0), Position(len(shown.layout.blocks))) if shown else ""


async def test_an_empty_folder_says_so(tmp_path: Path, open_desks: Callable[..., Workspace]) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    async with driven(open_desks(empty)) as it:
        assert it.shows("No articles here")
        assert all(it.shows(f"*{ending}") for ending in SUFFIXES)
        await it.press(
            "j", "k", "enter", "space", "n", "p", "R", "m", "a", "U", "o", "y", "r", "h", "Z", "g", "g", "G"
        )
        assert it.app.is_running


async def test_the_age_of_a_file_is_shown_as_such(feed: Path, workspace: Workspace) -> None:
    (feed / "note.md").write_text("A note without a date.")
    async with driven(workspace) as it:
        await it.press("G", "enter")
        assert it.shows("~now · 1 min")
        assert not it.shows("~2025")


async def test_a_file_becomes_an_article_while_one_watches(feed: Path, workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("j")
        cursor = it.screen.sidebar.model.cursor
        article_writer(feed)("new.md", "Brand new", "2025-03-01 09:00", ["news"], "Fresh.")
        await it.until(lambda: it.shows("Brand new"))
        assert it.screen.sidebar.model.cursor == cursor


async def test_articles_that_come_in_above_do_not_move_the_cursors_row(
    feed: Path, workspace: Workspace
) -> None:
    for number in range(40):
        article_writer(feed)(
            f"old{number}.md", f"Old {number}", f"2024-01-{number % 28 + 1:02}", ["news"], "Text."
        )
    async with driven(workspace) as it:
        await it.press("j", "j", "j")
        row = it.lines().index(it.line_of_cursor())
        for number in range(5):
            article_writer(feed)(f"new{number}.md", f"New {number}", "2026-01-01", ["news"], "Text.")
        await it.until(lambda: workspace.library.articles.counts().total == 49)
        await it.settle()
        assert it.lines().index(it.line_of_cursor()) == row


async def test_a_folder_seen_for_the_first_time_ends_in_order_at_its_newest_article(
    tmp_path: Path, open_desks: Callable[..., Workspace]
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(700):  # more than one batch of the scan
        tag = "big" if number % 3 else "small"
        article_writer(folder)(
            f"{number:03}.md",
            f"Article {number}",
            f"2025-01-01 00:{number // 60:02}:{number % 60:02}",
            [tag],
            "Text.",
        )
    async with driven(open_desks(folder)) as it:
        lines = [line[:30] for line in it.lines()]
        assert "▾ big" in lines[0]
        assert "Article 698" in lines[1]
        assert it.shows("▸ small") or it.screen.sidebar.model.sections[1].group.name == "small"
        assert it.screen.sidebar.scroll_offset.y == 0


async def test_a_changed_renamed_or_deleted_file_shows_at_once(feed: Path, workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("enter")
        write = article_writer(feed)
        write("one.md", "First, revised", "2025-02-14 10:00", ["news"], "Another paragraph.")
        await it.until(lambda: it.shows("First, revised") and it.shows("Another paragraph."))
        (feed / "one.md").rename(feed / "uno.md")
        await it.until(
            lambda: (
                workspace.library.articles.find(Key(workspace.library.folders[0].id, "uno.md")) is not None
            )
        )
        await it.settle()
        assert it.shows("First, revised")
        assert workspace.library.articles.counts().unread == 3
        (feed / "uno.md").unlink()
        await it.until(lambda: workspace.library.articles.counts().total == 3)
        await it.settle()
        assert it.shows("Another paragraph."), "who reads goes on reading"
        assert it.shows("This article's file is gone")
        assert not any("First, revised" in line[:30] for line in it.lines())
        await it.press("r", "s")
        assert workspace.library.articles.counts().unread == 3, "nothing befalls the neighbour"
        assert workspace.library.articles.counts().starred == 0
        await it.press("escape")
        await it.until(lambda: it.shows("第一段。"))


async def test_an_article_that_leaves_its_group_while_one_reads_it_stays_on_the_page(
    feed: Path, workspace: Workspace
) -> None:
    async with driven(workspace) as it:
        await it.press("enter")
        article_writer(feed)("one.md", "First article", "2025-02-14 10:00", ["elsewhere"], "A paragraph.")
        await it.until(lambda: it.shows("#elsewhere"))
        assert it.shows("A paragraph.")
        assert workspace.library.articles.counts().unread == 3
        row = it.screen.preview.chosen_row()
        assert row
        assert row.title == "First article"


async def test_an_edit_above_does_not_move_the_reader(feed: Path, workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("n", "n", "enter")
        await it.until(lambda: it.shows("Paragraph 0 of many."))
        await it.press("ctrl+d", "ctrl+d")
        await it.settle()
        top = next(line[34:] for line in it.lines() if "Paragraph" in line[34:])
        path = feed / "three.md"
        path.write_text(
            path.read_text().replace("Paragraph 0 of many.", "Brand new.\n\nParagraph 0 of many.\n\nAnother.")
        )
        await it.until(lambda: "Brand new." in text_of_page(it))
        await it.settle()
        assert next(line[34:] for line in it.lines() if "Paragraph" in line[34:]) == top
        await it.press("g", "g")
        assert it.shows("Brand new.")


async def test_an_edit_at_the_place_and_around_it_keeps_the_words_in_sight(
    feed: Path, workspace: Workspace
) -> None:
    async with driven(workspace) as it:
        await it.press("n", "n", "enter")
        await it.until(lambda: it.shows("Paragraph 0 of many."))
        await it.press("ctrl+d", "ctrl+d", "v", "w", "w")
        row = it.screen.page.top
        top = next(line[34:].strip() for line in it.lines() if "Paragraph" in line[34:])
        path = feed / "three.md"
        text = path.read_text().replace(top, f"Brand new.\n\nEdited: {top}")
        path.write_text(
            text.replace("Paragraph 0 ", "Above.\n\nParagraph 0 ").replace("Paragraph 59", "The last")
        )
        await it.until(lambda: it.screen.page.top > row)
        first = next(line[34:].strip() for line in it.lines() if line[34:].strip())
        assert first == f"Edited: {top}"
        assert it.screen.get_selected_text() == first.removesuffix("f many.")
        await it.press("w")
        assert it.screen.get_selected_text() == first.removesuffix("any.")


async def test_a_list_whose_folder_is_away_stays_and_is_dimmed(
    feed: Path, open_desks: Callable[..., Workspace]
) -> None:
    async with driven(open_desks(feed)) as it:
        await it.until(lambda: it.screen.background.is_watching)
        os.rename(feed, feed.with_name("away"))  # noqa: PTH104 - in an async test a path may not move itself
        await it.until(lambda: it.screen.has_class("-away"), 30)
        assert it.shows("First article")
        os.rename(feed.with_name("away"), feed)  # noqa: PTH104 - as above
        await it.until(lambda: not it.screen.has_class("-away"), 30)
