"""A key that means something elsewhere says where, in one line."""

import pytest

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
