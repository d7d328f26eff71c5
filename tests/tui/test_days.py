"""Lists by date, whatever the groups of their articles, say above its first article which day it is."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from tests.tui.driving import Driven, beside, driven

NOW = datetime.now(UTC).replace(hour=0, minute=0, second=10)
"""So early that no test passes midnight in it."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "feed"
    made.mkdir()
    for number, (ago, tag) in enumerate([(0, "a"), (0, "b"), (1, "a"), (1, "b"), (9, "a"), (400, "b")]):
        day = NOW - timedelta(days=ago, seconds=number)
        (made / f"{number}.md").write_text(
            f"---\ntitle: Title {number}\ndate: {day:%Y-%m-%d %H:%M:%S}\ntags: [{tag}]\nsource: S{number % 2}\n---\nText {number}.\n"
        )
    return made


def listed(it: Driven) -> list[str]:
    cells = it.screen.sidebar.outer_size.width
    return [" ".join(beside(line, cells)[0].strip("▌● ").split()[:2]) for line in it.lines()[:-1]]


def days() -> list[str]:
    return ["Today", "Yesterday", *(f"{NOW - timedelta(days=ago):%Y-%m-%d}" for ago in (9, 400))]


@pytest.mark.parametrize("density", [1, 2, 3])
async def test_a_flat_list_names_its_days_and_groups_do_not(
    folder: Path, open_desks: Callable[..., Workspace], density: int
) -> None:
    today, yesterday, earlier, first = days()
    async with driven(open_desks(folder, top_groups=("all",), density=density), (100, 45)) as it:
        await it.press("Z", "Z", "Z", "g", "g", "enter")
        await it.until(lambda: today in listed(it))
        rows = [row for row in listed(it) if row in days() or row.startswith("Title")]
        assert rows == [
            today, "Title 0", "Title 1", yesterday, "Title 2", "Title 3", earlier, "Title 4", first, "Title 5",
        ]  # fmt: skip
        for number in range(6):
            await it.press("j")
            assert f"Title {number}" in it.line_of_cursor(), "a day is not a stop of the cursor"
        at = listed(it).index(yesterday)
        await it.pilot.click(offset=(5, at))
        await it.settle()
        assert "Title 2" in it.line_of_cursor(), "a click on a day chooses its first article"
        await it.press("Z", "Z", "g", "g", "G", "G")
        assert not set(days()) & set(listed(it)), "groups of a tag are short"


async def test_days_stand_in_three_columns_and_go_with_another_order(
    folder: Path, open_desks: Callable[..., Workspace]
) -> None:
    async with driven(open_desks(folder, top_groups=("all",), layout="three"), (140, 40)) as it:
        await it.press("g", "g", "h", "g", "g")
        groups = it.screen.sidebar.groups_width

        def articles() -> list[str]:
            return [beside(line, groups)[1].strip().split("  ")[0] for line in it.lines()[:-1]]

        await it.until(lambda: any("Yesterday" in line for line in it.lines()))
        await it.press("l", "G")
        assert "Title 5" in it.screen.sidebar.row(it.screen.sidebar.model.cursor.article).title  # type: ignore[union-attr]
        await it.press("&", *"sort:-title", "enter")
        await it.until(lambda: [row for row in articles() if row in days()] == days()[::-1])
        await it.press("&", "ctrl+u", *"sort:source", "enter")
        await it.until(lambda: not any("Yesterday" in line for line in it.lines()))


async def test_an_article_that_comes_gets_its_day(folder: Path, open_desks: Callable[..., Workspace]) -> None:
    async with driven(open_desks(folder, top_groups=("all",)), (100, 45)) as it:
        await it.press("Z", "Z", "Z", "g", "g", "enter")
        await it.until(lambda: "Today" in listed(it))
        day = NOW - timedelta(days=30)
        (folder / "late.md").write_text(f"---\ntitle: Late one\ndate: {day:%Y-%m-%d}\ntags: [a]\n---\nT.\n")
        await it.until(lambda: f"{day:%Y-%m-%d}" in listed(it) and "Late one" in listed(it))


async def test_under_its_day_an_article_shows_the_time_and_not_the_day_again(
    folder: Path, open_desks: Callable[..., Workspace]
) -> None:
    day = NOW - timedelta(days=30)
    (folder / "timed.md").write_text(f"---\ntitle: Timed\ndate: {day:%Y-%m-%d} 17:42:00\n---\nText.\n")
    day -= timedelta(days=1)
    (folder / "day.md").write_text(f"---\ntitle: Whole day\ndate: {day:%Y-%m-%d}\n---\nText.\n")
    async with driven(open_desks(folder, top_groups=("all",)), (100, 45)) as it:
        await it.press("Z", "Z", "Z", "g", "g", "enter")
        await it.until(lambda: "Whole day" in listed(it))
        rows = [beside(line, it.screen.sidebar.outer_size.width)[0].strip("▌● ") for line in it.lines()]
        below = dict(pairwise(rows))
        assert below["Timed"].startswith("17:42 · 1 min")
        assert below["Whole day"].startswith("1 min"), "a day alone is the heading"
        assert below["Title 2"].startswith("1d · "), "of this week the age says more"
