"""The mouse: click, wheel, drag."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.geometry import Offset

from reader.actions.workspace.workspace import Workspace
from reader.text import cell_width
from tests.tui.driving import Driven, driven

Desks = Callable[..., Workspace]


async def test_a_click_puts_the_cursor_and_a_second_one_goes_in(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.pilot.click(offset=(5, 3))
        await it.until(lambda: it.shows("第一段。"))
        assert workspace.library.articles.counts().unread == 4
        await it.pilot.pause(0.6)
        await it.pilot.click(offset=(5, 3))
        await it.settle()
        assert it.screen.in_page
        assert workspace.library.articles.counts().unread == 3


async def test_a_click_on_a_group_opens_it_and_closes_it(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        y = next(y for y, line in enumerate(it.lines()) if "▸ 水果" in line)
        await it.pilot.click(offset=(5, y))
        await it.settle()
        assert it.shows("▾ 水果")
        await it.pilot.pause(0.6)
        await it.pilot.click(offset=(5, y))
        await it.settle()
        assert it.shows("▸ 水果")


async def test_the_wheel_scrolls_the_page_and_moves_no_cursor(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("n", "n")
        await it.until(lambda: it.shows("Paragraph 0 of many."))
        cursor = it.screen.sidebar.model.cursor
        for _ in range(5):
            await it.pilot._post_mouse_events([_wheel()], widget=it.screen.page, offset=(10, 10))
        await it.settle()
        assert not it.shows("Paragraph 0 of many.")
        assert it.screen.sidebar.model.cursor == cursor


def _wheel() -> type:
    from textual.events import MouseScrollDown

    return MouseScrollDown


async def test_dragging_selects_text_and_ctrl_c_copies_it_unwrapped(workspace: Workspace, feed: Path) -> None:
    long = (
        "A paragraph of many words that is certainly wider than one line of the page, so that it is wrapped."
    )
    (feed / "long.md").write_text(
        f"---\ntitle: Long\ndate: 2026-01-01\ntags: [news]\n---\n\n{long}\n\nAnother one.\n"
    )
    async with driven(workspace) as it:
        await it.until(lambda: it.shows("Another one."))
        left, first = it.on_page("A paragraph of many")
        _, last = it.on_page("Another one.")
        await it.pilot.mouse_down(offset=Offset(left, first))
        await it.pilot.hover(offset=Offset(left + 12, last))
        await it.pilot.mouse_up(offset=Offset(left + 12, last))
        await it.press("ctrl+c")
        assert it.app.clipboard.startswith(f"{long}\n\nAnother one")


async def test_clicks_lead_to_a_footnote_and_back(workspace: Workspace, feed: Path) -> None:
    text = "First[^1].\n\n" + "Text.\n\n" * 60 + "[^1]: The note."
    (feed / "long.md").write_text(f"---\ntitle: Long\ndate: 2026-01-01\ntags: [news]\n---\n\n{text}\n")
    async with driven(workspace) as it:
        await it.until(lambda: it.shows("First¹"))
        left, row = it.on_page("¹")
        await it.pilot.click(offset=(left, row))
        await it.until(lambda: it.shows("The note."))
        left, row = it.on_page("↩")
        await it.pilot.click(offset=(left, row))
        await it.until(lambda: it.shows("First¹"))


async def test_a_click_on_a_hint_does_what_it_says(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("g", "S")
        row = it.lines()[-1]
        await it.pilot.click(offset=(cell_width(row[: row.index("? Show help")]), 29))
        await it.until(lambda: it.shows("type to search"))


async def test_a_click_on_what_the_status_tells_leads_there(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        row = it.lines()[-1]
        await it.pilot.click(offset=(row.index("news 1/2"), 29))
        await it.until(lambda: it.shows("Go to a group"))


async def test_a_click_on_the_breadcrumb_leads_back_to_the_list(workspace: Workspace) -> None:
    async with driven(workspace, size=(50, 20)) as it:
        await it.press("enter")
        await it.pilot.click(offset=(3, 0))
        await it.settle()
        assert not it.screen.in_page
        assert it.shows("▾ news")


@pytest.fixture
def prose(feed: Path) -> Path:
    """An article whose words one can point at."""
    text = "The quick_fox jumps over [the manual](https://example.org/a), and then it goes on for longer than a line."
    (feed / "prose.md").write_text(
        f"---\ntitle: Prose\ndate: 2026-01-01\ntags: [news]\n---\n\n{text}\n\n果物を食べる。\n",
        encoding="utf-8",
    )
    return feed


async def click_on(it: Driven, text: str, times: int) -> None:
    await it.until(lambda: it.shows(text))
    x, y = it.on_page(text)
    await it.pilot.click(offset=(x + 1, y), times=times)
    await it.settle()


async def test_a_double_click_selects_the_word(prose: Path, workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await click_on(it, "quick_fox", times=2)
        assert it.screen.get_selected_text() == "quick_fox"
        await it.press("ctrl+c")
        assert it.app.clipboard == "quick_fox"
        assert it.shows("Copied 9 characters")


async def test_in_japanese_a_word_is_a_run_of_one_script(prose: Path, workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await click_on(it, "果物", times=2)  # the right half of the first sign
        assert it.screen.get_selected_text() == "果物"


async def test_a_triple_click_selects_the_paragraph_unwrapped(prose: Path, workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await click_on(it, "quick_fox", times=3)
        text = it.screen.get_selected_text()
        assert text is not None
        assert text.startswith("The quick_fox jumps over the manual, and then")
        assert text.endswith("longer than a line.")


async def test_a_double_click_beside_the_text_selects_nothing(prose: Path, workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.until(lambda: it.shows("果物"))
        x, y = it.on_page("果物")
        for offset in ((x - 1, y), (x + 30, y), (x, y - 1)):
            await it.pilot.click(offset=offset, times=2)
            await it.settle()
            assert not it.screen.get_selected_text()


async def test_a_double_click_on_a_link_opens_it_once(
    prose: Path, workspace: Workspace, tmp_path: Path
) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >> "{tmp_path}/opened"\n')
    browser.chmod(0o755)
    workspace.environ = {"PATH": os.environ["PATH"], "BROWSER": str(browser)}
    opened = tmp_path / "opened"
    async with driven(workspace) as it:
        await click_on(it, "the manual", times=2)
        assert it.screen.get_selected_text() == "the"
        await it.until(opened.exists)
        await it.settle()
        assert opened.read_text() == "https://example.org/a\n"


async def test_y_copies_the_selected_text_and_esc_lets_go_of_it_first(
    prose: Path, workspace: Workspace
) -> None:
    async with driven(workspace) as it:
        await it.press("enter")
        await click_on(it, "jumps", times=2)
        await it.press("y")
        assert it.app.clipboard == "jumps"
        await it.press("escape")
        assert not it.screen.selections
        assert it.screen.in_page
        await it.press("escape")
        assert not it.screen.in_page


async def test_ctrl_c_without_a_selection_names_the_key_that_leaves(feed: Path, open_desks: Desks) -> None:
    async with driven(open_desks(feed, keys={"quit": ["Q"]})) as it:
        await it.press("ctrl+c")
        assert it.shows("Nothing is selected. Q quits newsreader")
        assert not list(it.app.screen.query("Toast"))


async def test_ctrl_c_copies_and_says_it_in_our_words_whatever_key_copying_has(
    prose: Path, open_desks: Desks
) -> None:
    async with driven(open_desks(prose, keys={"copy_selection": [], "quit": ["Q"]})) as it:
        await it.press("ctrl+c")
        assert it.shows("Nothing is selected")
        assert not list(it.app.screen.query("Toast"))


@pytest.mark.parametrize("keys", [("?",), ("ctrl+p",), ("T",), ("&",), ("g", "t")])
async def test_a_click_beside_a_dialog_closes_it_and_one_in_it_does_not(
    workspace: Workspace, keys: tuple[str, ...]
) -> None:
    async with driven(workspace) as it:
        await it.press(*keys)
        assert it.screen.is_asking
        panel = it.app.screen.children[-1].region
        await it.pilot.click(offset=(panel.x + 3, panel.y + 1))
        await it.settle()
        assert it.screen.is_asking
        slot = it.screen.sidebar.model.slot
        await it.pilot.click(offset=(0, 29))
        await it.until(lambda: not it.screen.is_asking)
        assert it.screen.sidebar.model.slot == slot, "what is below it is not chosen by that"
