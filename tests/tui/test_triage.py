"""Going through many articles: done and on, from group to group, to what is listed, in other colours."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from reader.library import Scope
from reader.tui.keys.command import Where
from tests.tui.driving import Driven, article_writer, driven

Desks = Callable[..., Workspace]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "news"
    root.mkdir()
    write = article_writer(root)
    for number, tag in enumerate(["sea", "sea", "sea", "land", "land"]):
        write(f"{number}.md", f"Title {number}", f"2025-01-{20 - number}", [tag], f"Words of {number}.")
    return root


def unread(it: Driven) -> list[str]:
    rows = it.screen.workspace.library.articles.rows(range(1, 6))
    return sorted(row.title for row in rows.values() if not row.read)


def chosen(it: Driven) -> str:
    article = it.screen.sidebar.model.cursor.article
    row = it.screen.sidebar.row(article) if article else None
    return row.title if row else ""


async def test_done_marks_read_and_goes_on_in_list_and_page(folder: Path, open_desks: Desks) -> None:
    async with driven(open_desks(folder)) as it:
        assert chosen(it) == "Title 0"
        await it.press("d")
        assert chosen(it) == "Title 1"
        await it.press("enter", "d")
        assert chosen(it) == "Title 2"
        assert it.screen.in_page
        await it.until(lambda: it.shows("Words of 2."))
        assert unread(it) == ["Title 2", "Title 3", "Title 4"]
        await it.press("U")
        assert unread(it) == ["Title 1", "Title 2", "Title 3", "Title 4"]


async def test_done_with_the_last_says_that_there_is_no_more(folder: Path, open_desks: Desks) -> None:
    async with driven(open_desks(folder)) as it:
        for _ in range(5):
            await it.press("d")
        assert unread(it) == []
        assert it.shows("Nothing more is unread here")
        await it.press("d")  # it is read already
        assert unread(it) == []


async def test_keys_lead_from_group_to_group(folder: Path, open_desks: Desks) -> None:
    async with driven(open_desks(folder)) as it:
        await it.press(")")
        assert "land" in it.line_of_cursor()
        assert chosen(it) == ""
        await it.press(")")
        assert "land" in it.line_of_cursor()
        assert it.shows("No more groups here")
        await it.press("(")
        assert "sea" in it.line_of_cursor()


async def test_what_is_listed_is_one_sequence_away(folder: Path, open_desks: Desks) -> None:
    async with driven(open_desks(folder)) as it:
        await it.press("d", "s")
        for key, scope in (("S", Scope.STARRED), ("a", Scope.ALL), ("u", Scope.UNREAD)):
            await it.press("g", key)
            assert it.screen.sidebar.model.scope == scope
            assert it.shows("Title 1")


async def test_a_theme_is_shown_while_it_is_highlighted_and_kept_by_enter(
    folder: Path, open_desks: Desks
) -> None:
    async with driven(open_desks(folder, theme="paper-dark")) as it:
        await it.press("T", *"light")
        await it.until(lambda: it.app.theme == "paper-light")
        await it.press("escape")
        await it.until(lambda: it.app.theme == "paper-dark")
        await it.press("T", *"light", "enter")
        await it.until(lambda: it.app.theme == "paper-light")
        assert it.app.screen is it.screen
        assert it.shows("Title 0")


async def test_every_theme_that_can_be_chosen_is_one(folder: Path, open_desks: Desks) -> None:
    async with driven(open_desks(folder)) as it:
        await it.press("T", *["up"] * 30)
        await it.until(lambda: it.app.theme == "paper-dark")
        for _ in range(30):
            await it.press("down")
        await it.until(lambda: it.app.theme == "tokyo-night")
        await it.press("escape")


async def test_what_is_read_already_is_not_counted_among_what_a_key_marks(
    tmp_path: Path, open_desks: Desks
) -> None:
    root = tmp_path / "many"
    root.mkdir()
    write = article_writer(root)
    for number in range(1_010):
        write(f"{number}.md", f"Title {number}", "2025-01-20", ["sea"], "Words.")
    async with driven(open_desks(root, scope="all")) as it:
        await it.press("r", "j", "r", "R")
        assert it.shows("Mark 1,008 articles read?"), "two of them are"
        await it.press("y")
        await it.until(lambda: it.shows("1,008 articles marked read"))
        await it.press("U")
        await it.until(lambda: it.shows("1,008 articles are unread again"))
        await it.press("G", "m", "b", "m", "a")
        assert it.shows("Mark 1,0"), "those above the last"


async def test_few_unread_among_many_need_no_question(folder: Path, open_desks: Desks) -> None:
    write = article_writer(folder)
    for number in range(10, 40):
        write(f"{number}.md", f"Title {number}", "2024-01-20", ["sea"], "Words.")
    async with driven(open_desks(folder, scope="all")) as it:
        await it.press("R", "y")
        await it.until(lambda: it.shows("33 articles marked read"))
        await it.press("r", "R")
        await it.until(lambda: it.shows("1 article marked read"))
        assert not it.screen.is_asking
        await it.press("R")
        await it.until(lambda: it.shows("All of these are already read"))


async def test_the_text_alone_from_the_list_leads_back_to_the_list(folder: Path, open_desks: Desks) -> None:
    async with driven(open_desks(folder)) as it:
        await it.press("z")
        assert it.screen.in_page
        await it.press("z")
        assert it.screen.panes.where == Where.SIDEBAR
        await it.press("enter", "z", "z")
        assert it.screen.in_page, "from the page to the page"
