"""Toasts: they stay clear of the last row, and what they said can be read later."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from reader.paths import Paths
from tests.tui.driving import Driven, driven

WARNING = "notes.md cannot be read: " + "a reason of some length " * 4


def covered(it: Driven) -> set[int]:
    """The rows of the window that a toast lies on."""
    height = it.app.size.height
    return {
        y
        for toast in it.app.screen.query("Toast")
        for y in range(toast.region.y, min(toast.region.bottom, height))
    }


@pytest.mark.parametrize("size", [(140, 40), (80, 24), (50, 20), (40, 10)])
async def test_toasts_leave_the_line_below_free(
    listed: Path, open_desks: Callable[..., Workspace], size: tuple[int, int]
) -> None:
    async with driven(open_desks(listed), size=size) as it:
        for number in range(3):
            it.screen.say(f"{number}: {WARNING}", warn=True)
        await it.settle()
        last = size[1] - 1
        assert covered(it), "they are there"
        assert last not in covered(it)
        assert "unread" in it.lines()[last], "the status line"
        await it.press("enter", "/", "m")
        assert last not in covered(it)
        assert it.lines()[last].strip().startswith("/"), "the line to find"
        await it.press("escape", "escape", ":", *"tag x")
        shown = it.lines()
        line = next(y for y, row in enumerate(shown) if row.strip().startswith(":"))
        assert shown[line].split() == [":", "tag", "x"]
        assert "esc closes" in it.text(), "what the keys do"
        assert not any("▌" in row for row in shown[line:])


async def test_what_a_toast_said_can_be_read_later(workspace: Workspace) -> None:
    async with driven(workspace, size=(110, 30)) as it:
        it.screen.say("notes.md cannot be read: [bold]no[/bold] right to", warn=True)
        await it.settle()
        assert it.shows("notes.md cannot be read: [bold]no[/bold] right to")
        it.app.clear_notifications()
        await it.settle()
        assert not it.shows("notes.md cannot be read")
        await it.press(":", *"messages", "enter")
        assert it.shows("notes.md cannot be read: [bold]no[/bold] right to")


async def test_mistakes_are_listed_in_the_order_of_the_file_and_nothing_lies_over_them(
    feed: Path, paths: Paths, open_desks: Callable[..., Workspace]
) -> None:
    paths.settings_file.parent.mkdir(parents=True, exist_ok=True)
    paths.settings_file.write_text("".join(f"nonsense_{number} = 1\n" for number in range(1, 7)), "utf-8")
    async with driven(open_desks(feed), size=(80, 24)) as it:
        await it.until(lambda: it.shows("4 more; :messages lists them"))
        await it.press(":", *"messages", "enter")
        rows = [row for row in it.lines() if "nonsense_" in row]
        assert [row.split("nonsense_")[1][0] for row in rows] == list("123456")
        assert not it.shows("4 more"), "of which these are some"
        assert it.shows("esc closes")
