"""What changed in an article since it was read."""

from collections.abc import Callable
from pathlib import Path

from reader.actions.workspace.workspace import Workspace
from tests.tui.driving import Driven, article_writer, driven

BODY = "The first paragraph.\n\n第二段，有一些字。\n\nGone tomorrow."
EDITED = "The first and best paragraph.\n\n第二段，有一些字。\n\nA new end."


def write(feed: Path, body: str) -> None:
    article_writer(feed)("prose.md", "Prose", "2026-01-01", ["news"], body)


async def read_once(it: Driven, workspace: Workspace, text: str = "Gone tomorrow.") -> None:
    """Open the article, so that a copy of it is kept."""
    await it.until(lambda: it.shows(text))
    await it.press("enter")
    article = it.screen.sidebar.model.cursor.article
    row = it.screen.sidebar.row(article)
    assert row
    await it.until(lambda: workspace.read_versions.earlier(row.key, "") is not None)


async def test_d_shows_what_changed_while_one_reads_and_the_article_again(
    feed: Path, workspace: Workspace
) -> None:
    write(feed, BODY)
    async with driven(workspace) as it:
        await read_once(it, workspace)
        await it.press("D")
        await it.until(lambda: it.shows("Nothing has changed in this article since you read it"))
        write(feed, EDITED)
        await it.until(lambda: it.shows("A new end."))
        await it.press("D")
        await it.until(lambda: it.shows("Since you read it: 1 passage added · 1 removed · 1 changed"))
        assert it.shows("~ The first and best paragraph.")
        assert it.shows("- Gone tomorrow.")
        assert it.shows("+ A new end.")
        await it.press("D")
        assert not it.shows("Gone tomorrow.")
        assert not it.shows("Since you read it")
        assert it.shows("A new end.")


async def test_what_changed_between_two_visits_is_told_at_the_second(
    feed: Path, open_desks: Callable[..., Workspace]
) -> None:
    write(feed, BODY)
    first = open_desks(feed)
    async with driven(first) as it:
        await read_once(it, first)
    write(feed, EDITED)
    second = open_desks(feed, scope="all")
    async with driven(second) as it:
        await read_once(it, second, "A new end.")
        await it.press("D")
        await it.until(lambda: it.shows("- Gone tomorrow."))
        await it.press("escape")


async def test_the_place_that_is_remembered_is_one_of_the_article(feed: Path, workspace: Workspace) -> None:
    path = feed / "three.md"
    async with driven(workspace) as it:
        await it.press("n", "n", "enter")
        await it.until(lambda: it.shows("Paragraph 0 of many."))
        article = it.screen.sidebar.model.cursor.article
        row = it.screen.sidebar.row(article)
        assert row
        await it.until(lambda: workspace.read_versions.earlier(row.key, "") is not None)
        path.write_text(path.read_text().replace("Paragraph 0 of many.", "One.\n\nTwo.\n\nThree."))
        await it.until(lambda: it.shows("Three."))
        await it.press("ctrl+d", "ctrl+d", "ctrl+d")
        place = it.screen.page.place
        top = next(line[34:].strip() for line in it.lines() if "Paragraph" in line[34:])
        await it.press("D")
        await it.until(lambda: bool(it.screen.page.shown and it.screen.page.shown.back))
        assert next(line[34:].strip() for line in it.lines() if "Paragraph" in line[34:]) == top
        assert it.screen.page.place != place
        assert it.screen.page.own_place == place
        await it.press("D")
        assert it.screen.page.place == place


async def test_a_change_of_the_file_leads_back_to_the_article(feed: Path, workspace: Workspace) -> None:
    write(feed, BODY)
    async with driven(workspace) as it:
        await read_once(it, workspace)
        write(feed, EDITED)
        await it.until(lambda: it.shows("A new end."))
        await it.press("D")
        await it.until(lambda: it.shows("- Gone tomorrow."))
        write(feed, EDITED + "\n\nMore.")
        await it.until(lambda: it.shows("More."))
        assert not it.shows("Gone tomorrow.")


async def test_an_article_that_was_never_opened_has_nothing_to_compare(
    feed: Path, workspace: Workspace
) -> None:
    async with driven(workspace) as it:
        await it.until(lambda: it.shows("A paragraph."))
        await it.press("D")
        await it.until(lambda: it.shows("No earlier version of this article is kept yet"))


async def test_without_an_article_nothing_is_compared(
    tmp_path: Path, open_desks: Callable[..., Workspace]
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    async with driven(open_desks(empty)) as it:
        await it.press("D")
        assert it.shows("No article is selected")
