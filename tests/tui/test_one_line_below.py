"""One line below the panes: place and counts at its left, how far one is at its right, and hints after a pause."""

from reader.actions.workspace.workspace import Workspace
from tests.tui.driving import driven


async def test_the_line_has_place_and_counts_and_after_a_pause_hints_till_the_next_key(
    workspace: Workspace,
) -> None:
    async with driven(workspace) as it:
        assert it.screen.page.region.bottom == it.screen.sidebar.region.bottom == 29, "one line stands below"
        await it.press("n", "n", "enter", "ctrl+d")
        line = it.lines()[-1]
        assert line.startswith(" unread · 3/5 unread · 水果 1/1") or "unread · " in line
        assert "% · " in line
        assert "Show help" not in line
        await it.until(lambda: "? Show help" in it.lines()[-1])
        assert it.lines()[-1].startswith(line.split("   ")[0]), "place and counts stay"
        assert it.lines()[-1].endswith(line.split("  ")[-1].strip()), "so does what stands at the right"
        await it.press("escape")
        assert "Show help" not in it.lines()[-1]


async def test_the_keys_typed_so_far_stand_in_the_line(workspace: Workspace) -> None:
    async with driven(workspace, (50, 20)) as it:
        await it.press("g")
        await it.until(lambda: it.shows("g … esc cancels"))
        await it.press("escape")
        assert it.lines()[-1].strip().startswith("unread · ")


async def test_in_a_narrow_window_counts_give_way_last(workspace: Workspace) -> None:
    async with driven(workspace, (26, 12)) as it:
        assert it.lines()[-1].strip().startswith("unread · ")
