"""With mark_read_when = "passed", what the cursor goes past in the list is read; the run is one step of undo."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from tests.tui.driving import article_writer, driven

Desks = Callable[..., Workspace]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "news"
    root.mkdir()
    for number in range(40):
        tag = "sea" if number < 30 else "land"
        article_writer(root)(
            f"{number:02}.md",
            f"Title {number}",
            f"2025-{12 - number // 28:02}-{28 - number % 28:02}",
            [tag],
            "Text.",
        )
    return root


def read(workspace: Workspace) -> list[int]:
    rows = workspace.library.articles.rows(range(1, 41)).values()
    return sorted(int(row.title.split()[1]) for row in rows if row.read)


async def test_what_the_cursor_passes_is_read_in_one_step_of_undo(folder: Path, open_desks: Desks) -> None:
    workspace = open_desks(folder, mark_read_when="passed")
    async with driven(workspace) as it:
        await it.press("j", "j", "j")
        assert read(workspace) == [0, 1, 2]
        assert it.shows("Title 0")
        await it.press("k", "k")
        assert read(workspace) == [0, 1, 2]
        await it.press("ctrl+d")
        await it.settle()
        count = len(read(workspace))
        assert count > 5
        assert read(workspace) == [*range(count)]
        await it.press("U")
        assert read(workspace) == []
        await it.press("ctrl+r")
        assert len(read(workspace)) == count


async def test_an_act_between_ends_the_run(folder: Path, open_desks: Desks) -> None:
    workspace = open_desks(folder, mark_read_when="passed")
    async with driven(workspace) as it:
        await it.press("j", "j", "s", "j")
        assert read(workspace) == [0, 1, 2]
        await it.press("U")
        assert read(workspace) == [0, 1]
        await it.press("U", "U")
        assert read(workspace) == []


async def test_what_was_made_unread_stays_so_and_a_jump_passes_nothing(
    folder: Path, open_desks: Desks
) -> None:
    workspace = open_desks(folder, mark_read_when="passed", scope="all")
    async with driven(workspace) as it:
        await it.press("j", "k", "r", "j", "j")
        assert read(workspace) == [1]  # the first was made unread again
        await it.press("G")
        assert read(workspace) == [1]
        await it.press("g", "g", "g", "t", *"land", "enter")
        assert read(workspace) == [1]


async def test_a_later_session_takes_the_whole_run_back(folder: Path, open_desks: Desks) -> None:
    workspace = open_desks(folder, mark_read_when="passed")
    async with driven(workspace) as it:
        await it.press("j", "j", "j", "q")
    workspace = open_desks(folder)
    async with driven(workspace) as it:
        assert read(workspace) == [0, 1, 2]
        await it.press("U")
        assert read(workspace) == []


@pytest.mark.parametrize("when", ["open", "scroll-end", "manual"])
async def test_with_other_settings_passing_marks_nothing(folder: Path, open_desks: Desks, when: str) -> None:
    workspace = open_desks(folder, mark_read_when=when)
    async with driven(workspace) as it:
        await it.press("j", "j", "ctrl+d")
        assert read(workspace) == []


async def test_opening_marks_read_too(folder: Path, open_desks: Desks) -> None:
    workspace = open_desks(folder, mark_read_when="passed")
    async with driven(workspace) as it:
        await it.press("enter")
        assert read(workspace) == [0]
