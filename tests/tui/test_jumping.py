"""Jumping by letters of titles, and the panel of what may follow a key."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from tests.tui.driving import article_writer, driven

Desks = Callable[..., Workspace]


@pytest.fixture
def titled(tmp_path: Path) -> Path:
    folder = tmp_path / "titled"
    folder.mkdir()
    titles = ("苹果AI入华", "Apples and pears", "重庆的桥", "A second apple", "平安夜", "Zebra", "未来")
    for number, title in enumerate(titles):
        article_writer(folder)(
            f"{number}.md", title, f"2025-02-{20 - number}", ["水果" if number % 2 else "news"], "Text."
        )
    return folder


async def test_the_cursor_follows_the_letters_and_stays_or_goes_back(titled: Path, open_desks: Desks) -> None:
    async with driven(open_desks(titled, scope="all"), size=(110, 40)) as it:
        await it.press("Z", "Z", "home")
        before = it.line_of_cursor()
        await it.press("g", "j", *"zq")
        assert "重庆的桥" in it.line_of_cursor()
        await it.press("escape")
        assert it.line_of_cursor() == before
        await it.press("g", "j", *"p", "enter")
        assert "苹果" in it.line_of_cursor()
        await it.press("g", "j", "p")
        assert "平安夜" in it.line_of_cursor()
        await it.press("down")
        assert "苹果" in it.line_of_cursor()
        await it.press("up", "enter")
        assert "平安夜" in it.line_of_cursor()
        await it.press("g", "j", *"sg")
        assert "水果" in it.line_of_cursor()
        await it.press(*["backspace"] * 2, *"secon")
        assert "A second apple" in it.line_of_cursor()
        await it.press(*"xyz")
        assert it.shows("No title here has these letters")
        await it.press("enter")
        assert "平安夜" in it.line_of_cursor()


async def test_letters_typed_ahead_with_enter_lead_there(titled: Path, open_desks: Desks) -> None:
    async with driven(open_desks(titled, scope="all"), size=(110, 40)) as it:
        await it.press("Z", "Z", "home")
        await it.pilot.press("g", "j", *"zebra", "enter")
        await it.settle()
        assert "Zebra" in it.line_of_cursor()
        assert not it.screen.is_asking


async def test_the_panel_of_what_may_follow_does_not_flash_for_who_types_on(workspace: Workspace) -> None:
    async with driven(workspace, size=(110, 40)) as it:
        panel = it.screen.hints.panel
        await it.pilot.press("g")
        assert not panel.display
        await it.until(lambda: bool(panel.display))
        assert it.shows("Jump by letters")
        await it.press("escape")
        assert not panel.display
        await it.press("g", "g")
        assert not panel.display
