"""What is shown between characters and in the margin is for the eye: mouse and clipboard know the text only."""

from collections.abc import Callable
from pathlib import Path

from textual.geometry import Offset

from reader.actions.workspace.workspace import Workspace
from reader.text import cell_width
from tests.tui.driving import article_writer, driven

Desks = Callable[..., Workspace]


def folder_with(tmp_path: Path, body: str) -> Path:
    folder = tmp_path / "folder"
    folder.mkdir()
    article_writer(folder)("one.md", "Title", "2026-01-01", ["news"], body)
    return folder


async def test_copied_text_holds_no_space_between_scripts(tmp_path: Path, open_desks: Desks) -> None:
    folder = folder_with(tmp_path, "我们在2025年用DeepSeek的模型。")
    async with driven(open_desks(folder, autospace=True)) as it:
        await it.until(lambda: it.shows("我们在 2025 年用 DeepSeek 的模型。"))
        left, row = it.on_page("我们在 2025 年")
        right = left + cell_width("我们在 2025 年用 DeepSeek 的")
        await it.pilot.mouse_down(offset=Offset(left, row))
        await it.pilot.hover(offset=Offset(right, row))
        await it.pilot.mouse_up(offset=Offset(right, row))
        await it.press("ctrl+c")
        assert it.app.clipboard.startswith("我们在2025年用DeepSeek的")
        assert " " not in it.app.clipboard


async def test_a_drag_that_begins_on_such_a_space_begins_at_what_follows(
    tmp_path: Path, open_desks: Desks
) -> None:
    folder = folder_with(tmp_path, "我们在2025年用DeepSeek的模型，很好。")
    async with driven(open_desks(folder, autospace=True)) as it:
        await it.until(lambda: it.shows("我们在 2025 年用"))
        left, row = it.on_page("我们在 2025 年")
        gap = left + cell_width("我们在")
        await it.pilot.mouse_down(offset=Offset(gap, row))
        await it.pilot.hover(offset=Offset(gap + 6, row))
        await it.pilot.mouse_up(offset=Offset(gap + 6, row))
        await it.press("ctrl+c")
        assert it.app.clipboard.startswith("2025")


async def test_a_selection_has_no_holes_where_lines_are_spread(tmp_path: Path, open_desks: Desks) -> None:
    folder = folder_with(tmp_path, "one two three four five six seven")
    async with driven(open_desks(folder, justify=True, measure=30)) as it:
        await it.until(lambda: it.shows("one two"))
        left, row = it.on_page("one")
        assert it.lines()[row].endswith("five  six")
        page = it.screen.page
        await it.pilot.mouse_down(offset=Offset(left, row))
        await it.pilot.hover(offset=Offset(left + 29, row))
        await it.pilot.mouse_up(offset=Offset(left + 29, row))
        await it.settle()
        strip = page.render_line(row - page.region.y)
        grounds = {
            segment.style.bgcolor
            for segment in strip.crop(left - page.region.x, left - page.region.x + 28)
            if segment.style
        }
        assert len(grounds) == 1


async def test_signs_hang_only_where_the_margin_has_room(tmp_path: Path, open_desks: Desks) -> None:
    folder = folder_with(tmp_path, "一二三四五六七八九十，" * 9)
    workspace = open_desks(folder, hanging_punctuation=True, measure=20)
    async with driven(workspace, size=(100, 30)) as it:
        await it.until(lambda: it.shows("一二三四五六七八九十，"))
        assert sum(line.endswith("一二三四五六七八九十，") for line in it.lines()) == 9
        await it.press("enter")
        await it.pilot.resize_terminal(23, 20)
        await it.until(lambda: not it.screen.page.typography.hanging)
        await it.settle()
        assert it.screen.page.measure == 20
        assert any("一二三四五六七八九" in line for line in it.lines())
        assert not any("一二三四五六七八九十，" in line for line in it.lines())
