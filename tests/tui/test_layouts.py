"""Two panes, three columns, the list above the page: by keys and settings, sized by keys and by the mouse."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from tests.tui.driving import Driven, beside, driven


def column(it: Driven, left: int, cells: int) -> list[str]:
    """What the rows of the screen show in some columns."""
    return [beside(beside(line, left)[1], cells)[0].strip() for line in it.lines()[:-1]]


async def test_a_key_goes_round_the_layouts_and_cursor_and_page_stay(workspace: Workspace) -> None:
    async with driven(workspace, (140, 40)) as it:
        await it.press("j")
        cursor = it.screen.sidebar.model.cursor
        await it.press("g", "v")
        groups = it.screen.sidebar.groups_width
        assert [row.split() for row in column(it, 0, groups)[:3]] == [
            ["▌news", "2"],
            ["水果", "2"],
            ["feed/", "1"],
        ]
        assert [row for row in column(it, groups, 40) if row.startswith("●")] == [
            "● First article",
            "● 苹果和香蕉",
        ]
        await it.press("g", "v")
        assert it.screen.page.region.y == it.screen.sidebar.region.bottom
        assert it.screen.page.region.width == it.screen.sidebar.region.width == 140
        await it.press("g", "v")
        assert it.screen.page.region.x == it.screen.sidebar.region.right == 46
        assert it.screen.sidebar.model.cursor == cursor
        await it.until(lambda: it.shows("第一段。"))


async def test_in_three_columns_keys_go_between_groups_and_their_articles(
    feed: Path, open_desks: Callable[..., Workspace]
) -> None:
    async with driven(open_desks(feed, layout="three"), (140, 40)) as it:
        model = it.screen.sidebar.model
        groups = it.screen.sidebar.groups_width

        def articles() -> list[str]:
            return [row.strip("● ") for row in column(it, groups, 40) if "●" in row]

        assert articles() == ["First article", "苹果和香蕉"]
        await it.press("h", "j")
        assert articles() == ["苹果和香蕉", "Third article"], "of the group that the cursor is on"
        await it.press("enter", "j", "r")
        assert column(it, 0, groups)[1].split() == ["▌水果", "1"]
        await it.press("j", "j", "j")
        assert articles() == ["苹果和香蕉"], "the cursor stays in its group; what was read stays listed"
        await it.press("(")
        assert model.slot.section == 0
        await it.press(")", ")", "l", "enter")
        assert it.screen.in_page
        await it.press("escape", "g", "g", "n")
        assert model.slot.article >= 0
        assert not any("▾" in line or "▸" in line for line in it.lines())


async def test_a_click_in_three_columns_chooses_a_group_or_an_article(
    feed: Path, open_desks: Callable[..., Workspace]
) -> None:
    async with driven(open_desks(feed, layout="three"), (140, 40)) as it:
        groups = it.screen.sidebar.groups_width
        await it.pilot.click(offset=(3, 1))
        await it.settle()
        assert it.screen.sidebar.model.slot == (1, -1)
        await it.pilot.click(offset=(groups + 3, 2))
        await it.settle()
        assert it.screen.sidebar.model.slot == (1, 1)
        await it.until(lambda: it.shows("Paragraph 0 of many."))


@pytest.mark.parametrize(
    ("layout", "size"), [("three", (99, 30)), ("top", (120, 23)), ("top", (59, 40)), ("three", (50, 20))]
)
async def test_without_room_a_layout_is_two_panes(
    feed: Path, open_desks: Callable[..., Workspace], layout: str, size: tuple[int, int]
) -> None:
    async with driven(open_desks(feed, layout=layout), size) as it:
        assert it.shows("▾ news")
        assert it.screen.sidebar.region.height == size[1] - 1
        await it.pilot.resize_terminal(140, 40)
        await it.settle()
        assert it.screen.has_class(f"-{layout}")


async def test_sizes_are_remembered_for_each_layout_and_breadth(
    feed: Path, open_desks: Callable[..., Workspace]
) -> None:
    async with driven(open_desks(feed), (100, 30)) as it:
        await it.press("+", "+")
        assert it.screen.sidebar.outer_size.width == 38
        await it.pilot.resize_terminal(140, 40)
        await it.settle()
        assert it.screen.sidebar.outer_size.width == 46, "another breadth has another size"
        await it.press("-", "g", "v", "g", "v", "+")
        assert it.screen.sidebar.outer_size.height == 16
        await it.press("g", "z", "q")
    async with driven(open_desks(), (140, 40)) as it:
        assert it.screen.has_class("-top")
        assert it.screen.sidebar.outer_size.height == 16
        assert it.screen.sidebar.model.row_height == 3
        await it.press("g", "v")
        assert it.screen.sidebar.outer_size.width == 44
        await it.pilot.resize_terminal(110, 30)
        await it.settle()
        assert it.screen.sidebar.outer_size.width == 38
        await it.press("q")
    async with driven(open_desks(layout="three"), (140, 40)) as it:
        assert it.screen.has_class("-three"), "a setting that says something else goes before"


async def test_the_mouse_drags_the_edge_of_the_list(workspace: Workspace) -> None:
    async with driven(workspace, (140, 40)) as it:
        slot = it.screen.sidebar.model.slot
        await it.pilot.mouse_down(offset=(45, 3))
        await it.pilot.hover(offset=(59, 3))
        await it.pilot.mouse_up(offset=(59, 3))
        await it.settle()
        assert it.screen.sidebar.outer_size.width == 60
        assert it.screen.sidebar.model.slot == slot, "no click"
        await it.press("g", "v", "g", "v")
        height = it.screen.sidebar.outer_size.height
        await it.pilot.mouse_down(offset=(30, height - 1))
        await it.pilot.hover(offset=(30, height + 4))
        await it.pilot.mouse_up(offset=(30, height + 4))
        await it.settle()
        assert it.screen.sidebar.outer_size.height == height + 5


async def test_typed_commands_set_layout_density_and_groups_for_this_session(workspace: Workspace) -> None:
    async with driven(workspace, (140, 40)) as it:
        await it.press(":", *"set layout three", "enter", ":", *"set density 1", "enter")
        assert it.screen.has_class("-three")
        assert it.screen.sidebar.model.row_height == 1
        await it.press(":", *"set layout two", "enter", ":", *"set group_by tag,source", "enter")
        await it.until(lambda: it.screen.list_filter.keys == ("tag", "source"))
