"""How the list looks: groups are quiet, what is unread is bold, and the cursor is a bar that is seen from far."""

from collections.abc import Callable
from pathlib import Path

import pytest
from rich.style import Style

from reader.actions.workspace.workspace import Workspace, open_workspace
from reader.paths import Paths
from tests.tui.driving import Driven, driven


def looks(it: Driven, text: str) -> list[Style]:
    """The styles of the list's row with a text, character by character."""
    row = next(y for y, line in enumerate(it.lines()) if text in line)
    return looks_of_row(it, row)


def looks_of_row(it: Driven, row: int) -> list[Style]:
    """The styles of the list's cells in a row of the screen, one for each character."""
    strip = it.app.screen._compositor.render_strips()[row]
    row_of_list = strip.crop(0, it.screen.sidebar.outer_size.width)
    return [segment.style or Style() for segment in row_of_list for _ in segment.text]


def grounds(it: Driven, row: int) -> set[str]:
    """The grounds of the list's cells in a row."""
    return {str(style.bgcolor) for style in looks_of_row(it, row)}


async def test_only_unread_titles_are_bold_groups_are_quiet_and_grounds_part_the_panes(
    feed: Path, open_desks: Callable[..., Workspace]
) -> None:
    async with driven(open_desks(feed, top_groups=("all", "unread"))) as it:
        assert it.screen.sidebar.scroll_offset.y == 0
        assert it.lines()[0].split()[:2] == ["▸", "All"], "the list opens at its top"
        await it.press("a", "r", "G")
        unread, read, group = (looks(it, text) for text in ("苹果和香蕉", "First article", "▾ news"))
        assert any(style.bold for style in unread)
        assert not any(style.bold for style in (*group, *read))
        assert group[-2].color != group[3].color, "the count is in the accent"
        strip = it.app.screen._compositor.render_strips()[20]
        edge = it.screen.sidebar.outer_size.width
        sides = [next(iter(strip.crop(x, x + 1))) for x in (edge - 1, edge)]
        assert len({str(side.style and side.style.bgcolor) for side in sides}) == 2
        assert [side.text for side in sides] == [" ", " "], "no line is needed"


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 45)])
async def test_the_cursor_is_one_bar_from_edge_to_edge_on_all_its_rows(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    async with driven(workspace, size) as it:
        y = it.screen.sidebar.model.top(it.screen.sidebar.model.slot)
        bar, around = grounds(it, y) | grounds(it, y + 1), grounds(it, y - 1) | grounds(it, y + 2)
        assert len(bar) == len(around) == 1
        assert bar != around
        await it.press("enter")
        assert grounds(it, y) not in (bar, around), "it is another one where the page has the keys"
        assert it.line_of_cursor().startswith("▌")


@pytest.mark.parametrize(
    ("columns", "cells"), [(50, 50), (80, 26), (100, 34), (120, 40), (140, 46), (200, 66), (300, 72)]
)
async def test_the_list_grows_with_the_window(workspace: Workspace, columns: int, cells: int) -> None:
    async with driven(workspace, (columns, 30)) as it:
        assert it.screen.sidebar.outer_size.width == cells


async def test_without_colours_the_bar_is_reversed_and_a_line_parts_the_panes(
    feed: Path, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    flags = {"index_words": False, "top_groups": ()}
    with open_workspace([feed], flags, paths, {"TZ": "UTC", "NO_COLOR": "1"}) as workspace:
        async with driven(workspace) as it:
            assert all(style.reverse for style in looks(it, "First article")[:-1])
            assert not any(style.bold for style in looks(it, "▾ news"))
            assert all("│" in line for line in it.lines()[:-1])


async def test_a_name_that_is_cut_does_not_touch_its_number(
    tmp_path: Path, open_desks: Callable[..., Workspace]
) -> None:
    folder, name = tmp_path / "feed", "a rather long tag that fits into no list, " * 3
    folder.mkdir()
    for number in range(12):
        (folder / f"{number}.md").write_text(f'---\ntitle: Title {number}\ntags: ["{name}"]\n---\nText.\n')
    async with driven(open_desks(folder, top_groups=())) as it:
        heading = it.lines()[0][: it.screen.sidebar.outer_size.width].rstrip()
        assert heading.endswith("… 12")
