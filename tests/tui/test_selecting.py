"""Text selected by keys: as the mouse selects it, with a caret that one sees."""

from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from tests.tui.driving import Driven, article_writer, driven

LONG = "A paragraph of many words that is certainly wider than one line of the page, so that it is wrapped."


@pytest.fixture
def prose(feed: Path) -> Path:
    """An article of two paragraphs, a listing and a table, the first one in the list."""
    body = f"{LONG}\n\n果物を食べる。\n\n```\nif x:\n    y()\n```\n\n| a | b |\n|---|---|\n| c | d |"
    article_writer(feed)("prose.md", "Prose", "2026-01-01", ["news"], body)
    return feed


async def entered(it: Driven, text: str = "A paragraph of many") -> None:
    await it.until(lambda: it.shows(text))
    await it.press("enter")


def caret_cell(it: Driven) -> str:
    """Return what the cells hold that have the look of the caret."""
    look = it.screen.page.get_component_rich_style("page--caret", partial=True)
    return "".join(
        segment.text
        for y in range(it.screen.page.size.height)
        for segment in it.screen.page.render_line(y)
        if segment.style and segment.style.bgcolor == look.bgcolor and segment.text.strip()
    )


async def test_v_begins_at_the_top_line_and_shows_a_caret(prose: Path, workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await entered(it)
        await it.press("v")
        assert it.screen.get_selected_text() == "P"
        assert caret_cell(it) == "P"
        assert it.shows("y Copy and finish")
        assert it.shows("v Cancel selection")
        assert not it.shows("o Open in browser")


async def test_motions_extend_the_selection_and_y_copies_it_unwrapped(
    prose: Path, workspace: Workspace
) -> None:
    async with driven(workspace) as it:
        await entered(it)
        await it.press("v", "j", "j", "0", "w", "w")
        assert caret_cell(it) == "o"
        await it.press("v", "v", "5", "}")
        selected = it.screen.get_selected_text()
        assert selected
        assert LONG in selected
        await it.press("y")
        assert LONG in it.app.clipboard
        assert it.shows("characters")
        assert not it.screen.selections
        assert it.screen.in_page


async def test_code_copies_as_it_is_and_cells_with_tabs(prose: Path, workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await entered(it)
        await it.press("v", "G", "enter")
        assert it.app.clipboard.endswith("果物を食べる。\n\nif x:\n    y()\n\na\tb\nc\td")


async def test_esc_ends_it_and_only_then_leaves(prose: Path, workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await entered(it)
        await it.press("v", "l", "escape")
        assert not it.screen.selections
        assert it.screen.in_page
        assert caret_cell(it) == ""
        await it.press("h")
        assert not it.screen.in_page


async def test_the_caret_scrolls_the_page_as_little_as_it_must(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("n", "n", "enter")
        await it.until(lambda: it.shows("Paragraph 0 of many."))
        await it.press("v", "5", "j")
        assert it.screen.page.top == 0
        await it.press("ctrl+d", "ctrl+d", "ctrl+d")
        top = it.screen.page.top
        assert top > 0
        await it.press("j", "j")
        assert top < it.screen.page.top <= top + 4
        await it.press("G")
        assert it.shows("Paragraph 59 of many.")
        selected = it.screen.get_selected_text()
        assert selected
        assert selected.endswith("Paragraph 59 of many.")
        await it.press("g", "g")
        assert it.screen.page.top == 0


async def test_where_something_was_found_it_begins_there_and_n_goes_on(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("n", "n", "enter")
        await it.until(lambda: it.shows("Paragraph 0 of many."))
        await it.press("slash", *"aph 4", "enter")
        await it.until(lambda: it.shows("1/11 found"))
        await it.press("v", "w")
        assert it.screen.get_selected_text() == "aph 4"
        await it.press("n", "w")
        assert it.screen.get_selected_text() == "aph 4 of many.\n\n" + "\n\n".join(
            [*(f"Paragraph {number} of many." for number in range(5, 40)), "Paragraph 4"]
        )


async def test_the_mouse_takes_over(prose: Path, workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await entered(it)
        await it.press("v", "j")
        x, y = it.on_page("many words")
        await it.pilot.click(offset=(x + 1, y), times=2)
        await it.settle()
        assert it.screen.get_selected_text() == "many"
        assert not it.screen.page.caret.is_on
        await it.press("y")
        assert it.app.clipboard == "many"


async def test_another_article_ends_it(prose: Path, workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await entered(it)
        await it.press("v", "l", "J")
        await it.until(lambda: it.shows("A paragraph."))
        assert not it.screen.selections
        assert not it.screen.page.caret.is_on


async def test_a_motion_without_a_selection_says_how_one_begins(prose: Path, workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await entered(it)
        it.screen.dispatch.run("next_word")
        await it.settle()
        assert it.shows("v starts selecting text")


async def test_a_long_selection_is_copied_whole_after_selecting_has_ended(
    feed: Path, workspace: Workspace
) -> None:
    body = "\n\n".join(f"Number {number}." for number in range(500))
    article_writer(feed)("long.md", "Long", "2026-01-01", ["news"], body)
    async with driven(workspace) as it:
        await entered(it, "Number 0.")
        await it.press("v", "G", "y")
        assert not it.screen.page.caret.is_on
        await it.until(lambda: it.shows("Copied "))
        assert it.app.clipboard.endswith(body)
