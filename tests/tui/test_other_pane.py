"""A key that means something elsewhere says where, in one line."""

import pytest
from textual.events import Click, MouseDown, MouseUp

from reader.actions.workspace.workspace import Workspace
from tests.tui.driving import driven

IN_LIST = {
    ("H",): "H works in the article: press enter first",
    (">",): "> works in the article: press enter first",
    ("3", ">"): "3> works in the article: press enter first",
    ("N",): "N goes to what was found: / finds words first",
    ("w",): "w moves the caret: v selects text first",
    ("$",): "$ moves the caret: v selects text first",
    ("%",): "% is not a command",
    ("g", "%"): "g % is not a command",
}

IN_PAGE = {
    ("enter",): "enter works in the list: press h first",
    ("right",): "→ works in the list: press h first",
    ("l",): "l works in the list: press h first",
    ("N",): "N goes to what was found: / finds words first",
    ("w",): "w moves the caret: v selects text first",
}


@pytest.mark.parametrize("width", [110, 50])
async def test_a_key_of_the_other_pane_says_so(workspace: Workspace, width: int) -> None:
    async with driven(workspace, size=(width, 30)) as it:
        for keys, sentence in IN_LIST.items():
            await it.press(*keys)
            assert it.shows(sentence), keys
        await it.press("enter")
        for keys, sentence in IN_PAGE.items():
            await it.press(*keys)
            assert it.shows(sentence), keys


SHOWN = {
    ("y",): "Copied: https://example.com/one",
    ("Y", "t"): "Copied the article as text",
    ("g", "x"): "This article has no translations here",
    ("#",): "Tags of First article",
}


async def test_with_the_cursor_on_a_group_keys_act_on_the_article_that_one_sees(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("enter")
        await it.until(lambda: it.shows("A paragraph."))
        await it.press("h", "up")
        assert it.screen.sidebar.model.cursor.article == 0, "a group"
        await it.press("s")
        assert workspace.library.articles.counts().starred == 1
        for keys, effect in SHOWN.items():
            await it.press(*keys)
            assert it.shows(effect), keys


async def test_other_buttons_of_the_mouse_are_the_terminals(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        before = it.lines()
        y = next(y for y, line in enumerate(before) if "▸ 水果" in line)
        for button in (2, 3):
            await it.pilot._post_mouse_events([MouseDown, MouseUp], offset=(5, y), button=button)
            await it.settle()
            assert it.lines() == before, button
        await it.pilot._post_mouse_events([MouseDown, MouseUp, Click], offset=(5, y), button=1)
        await it.settle()
        assert it.lines() != before
