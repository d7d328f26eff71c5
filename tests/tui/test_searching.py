"""Search of all articles, as one types."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.events import Key

from reader.actions.workspace.workspace import Workspace
from tests.tui.driving import Driven, driven
from tests.tui.terminal import Terminal

Desks = Callable[..., Workspace]


@pytest.fixture
def built(feed: Path, open_desks: Desks) -> Workspace:
    """The workspace with the words of all articles read."""
    (feed / "four.md").write_text(
        "---\ntitle: Fourth\ntags: [水果]\ndate: 2020-01-01\n---\n渡口的灯亮了又灭。\n\nPIE again.\n"
    )
    workspace = open_desks(feed)
    workspace.library.scan()
    workspace.library.build_text()
    return workspace


async def search(it: Driven, typed: str) -> None:
    await it.press("ctrl+k", *typed)
    await it.until(lambda: it.shows("enter goes there"))


async def test_articles_are_listed_as_one_types_with_the_words_in_their_text(built: Workspace) -> None:
    async with driven(built) as it:
        await search(it, "渡口")
        await it.until(lambda: it.shows("渡口的灯亮了又灭。"))
        assert it.shows("1 article · enter goes there")
        await it.press("backspace", "backspace", *"paragraph")
        await it.until(lambda: it.shows("2 articles"))
        assert it.shows("A paragraph.")


async def test_enter_goes_to_the_article_where_the_words_are_marked(built: Workspace) -> None:
    async with driven(built) as it:
        await search(it, "pie")
        await it.until(lambda: it.shows("PIE again."))
        await it.press("enter")
        await it.until(lambda: it.shows("1/1 found"))
        assert it.screen.in_page
        assert "Fourth" in it.line_of_cursor()
        await it.press("ctrl+k")
        await it.until(lambda: it.shows("Search all articles"))
        assert it.shows("pie")
        await it.press("escape")
        assert it.screen.in_page


async def test_enter_before_anything_is_found_goes_to_the_first_article_found(built: Workspace) -> None:
    async with driven(built) as it:
        for before in ((), ("ctrl+k", *"paragraph", "escape")):
            await it.press(*before)
            for key in ("ctrl+k", *"fourth", "enter"):
                it.app.post_message(Key(key, key if len(key) == 1 else None))
            await it.until(lambda: it.shows("1/1 found") and it.screen.in_page)
            assert "Fourth" in it.line_of_cursor()
            it.screen.pane_focus.leave_page()


async def test_enter_goes_to_what_is_typed_and_not_to_what_was_found_by_less_of_it(built: Workspace) -> None:
    async with driven(built) as it:
        await search(it, "p")
        await it.until(lambda: it.shows("articles · enter"))
        for key in (*"ie", "enter"):
            it.app.post_message(Key(key, key if len(key) == 1 else None))
        await it.until(lambda: it.shows("1/1 found"))
        assert "Fourth" in it.line_of_cursor()


async def test_enter_where_nothing_is_found_or_no_query_stands_says_so_and_takes_more_keys(
    built: Workspace,
) -> None:
    async with driven(built) as it:
        await it.press("ctrl+k")
        for key in (*"zzzz", "enter"):
            it.app.post_message(Key(key, key if len(key) == 1 else None))
        await it.until(lambda: it.shows("No articles found"))
        await it.until(lambda: it.shows("enter goes there"))
        await it.press("ctrl+u")
        for key in (*"is:unred", "enter"):
            it.app.post_message(Key(key, key if len(key) == 1 else None))
        await it.until(lambda: it.shows("did you mean is:unread?"))
        await it.press("ctrl+u", *"fourth", "enter")
        await it.until(lambda: it.shows("1/1 found"))


async def test_an_article_outside_the_scope_is_shown_too(built: Workspace) -> None:
    async with driven(built) as it:
        await it.press("R", "a", "a", "a")  # read all of the group; then starred, of which there are none
        await search(it, "fourth")
        await it.until(lambda: it.shows("1 article"))
        await it.press("enter")
        await it.until(lambda: it.shows("渡口的灯"))


async def test_what_cannot_be_read_is_told_and_nothing_found_too(built: Workspace) -> None:
    async with driven(built) as it:
        await it.press("ctrl+k", *"is:unred")
        await it.until(lambda: it.shows("did you mean is:unread?"))
        await it.press("ctrl+u", *"zzzz")
        await it.until(lambda: it.shows("No articles found"))
        await it.press("enter", "escape")
        assert not it.shows("Search all articles")


async def test_what_articles_hold_is_only_text_there(feed: Path, open_desks: Desks) -> None:
    (feed / "bad.md").write_text(
        "---\ntitle: '[red]bad[/] \\x1b[31m'\n---\nneedle [@click=app.quit]x[/] \x1b]0;y\x07"
    )
    workspace = open_desks(feed)
    workspace.library.scan()
    workspace.library.build_text()
    async with driven(workspace) as it:
        await search(it, "needle")
        await it.until(lambda: it.shows("[red]bad[/]"))
        await it.until(lambda: it.shows("needle [@click=app.quit]x[/]"))


@pytest.mark.pty
def test_words_are_read_in_the_background(feed: Path) -> None:
    cache = Path(os.environ["XDG_CACHE_HOME"])
    with Terminal([feed]) as terminal:
        terminal.wait("First article")
        assert terminal.wait_until(lambda: any(cache.rglob("*.text.db")))
        terminal.read(1)
        terminal.type("\x0b", *"第二段")
        terminal.wait("1 article ·")
        terminal.type("\x1b")
        terminal.read(0.3)
        terminal.type("q")
        assert terminal.wait_end() == 0
