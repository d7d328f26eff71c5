"""Dialogs with lines to read: as high as the lines are, and scrolled by the keys of the page."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from reader.actions.workspace.workspace import Workspace
from tests.tui.driving import Driven, article_writer, driven

Desks = Callable[..., Workspace]


def blank_rows(it: Driven) -> int:
    """Return how many rows of the panel are blank, its edges and gaps among them."""
    panel = it.app.screen.query_one("Vertical").region
    rows = [line[panel.x : panel.right] for line in it.lines()[panel.y : panel.bottom]]
    return sum(not row.strip() for row in rows)


async def test_a_panel_is_as_high_as_its_lines_and_days_without_reading_take_none(
    workspace: Workspace,
) -> None:
    async with driven(workspace) as it:
        await it.press("r", *":messages", "enter")
        assert it.shows("Nothing was said yet")
        assert blank_rows(it) == 4  # its edges, and one on either side of the lines
        await it.press("escape", "g", "i")
        assert it.shows("by day")
        assert sum("█" in line and str(datetime.now(UTC).year) in line for line in it.lines()) == 1
        assert not any(line.rstrip().endswith(" 0") for line in it.lines())


async def test_long_lines_scroll_by_the_keys_of_the_page_and_the_hint_stays(
    tmp_path: Path, open_desks: Desks
) -> None:
    root = tmp_path / "long"
    root.mkdir()
    body = "\n\n".join(f"Line {number} of the source." for number in range(60))
    article_writer(root)("one.md", "Long", "2025-02-14 10:00", ["news"], body)
    async with driven(open_desks(root), size=(80, 24)) as it:
        await it.press("enter", *":show_source", "enter")
        assert it.shows("esc closes")
        assert it.shows("Line 0 of the source")
        for key, seen in (("G", 59), ("g", 0), ("space", 9), ("ctrl+b", 0), ("j", 1), ("k", 0)):
            await it.press(key)
            assert it.shows(f"Line {seen} of the source"), key
            assert it.shows("esc closes")
        bar = it.app.screen.query_one("Lines").vertical_scrollbar
        assert bar.size.width == 1


async def test_what_a_search_found_is_set_again_for_another_width(workspace: Workspace) -> None:
    async with driven(workspace, size=(140, 40)) as it:
        await it.press("ctrl+k", *"article")
        await it.until(lambda: it.shows("2025-02-14"))
        await it.pilot.resize_terminal(50, 20)
        await it.settle()
        rows = [line for line in it.lines() if "First article" in line]
        assert any("2025-02-14" in row for row in rows), it.text()
