"""What has come since the last session: a group with a count, a condition of queries, an order, a date beside the date."""

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from reader.paths import Paths
from tests.tui.driving import Driven, article_writer, driven

Desks = Callable[..., Workspace]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "news"
    root.mkdir()
    for number in range(3):
        file = article_writer(root)(
            f"{number}.md", f"Old {number}", f"2025-01-{20 - number}", ["sea"], "Text."
        )
        os.utime(file, (1_700_000_000, 1_700_000_000))
    return root


def found(workspace: Workspace, query: str) -> list[str]:
    ids = workspace.library.questions.query(query, datetime.now(UTC))
    return [row.title for row in workspace.library.articles.each_row(ids)]


def number_beside(it: Driven, name: str) -> str:
    return it.title_line(name).strip("▕│▌ ").split()[-1]


async def test_what_came_since_the_last_session_is_new(folder: Path, open_desks: Desks) -> None:
    write = article_writer(folder)
    async with driven(open_desks(folder, top_groups=("new",))) as it:
        assert found(it.screen.workspace, "is:new") == []
        await it.press("q")
    write("late.md", "Came later", "2020-01-01", ["sea"], "Text.")
    (folder / "1.md").write_text("---\ntitle: Old one\ndate: 2025-01-19\n---\nChanged.", encoding="utf-8")
    async with driven(open_desks(folder, top_groups=("new",))) as it:
        await it.until(lambda: number_beside(it, "New") == "1")
        write("now.md", "Came now", "2020-01-02", ["sea"], "Text.")
        await it.until(lambda: number_beside(it, "New") == "2")
        assert found(it.screen.workspace, "is:new") == ["Came now", "Came later"]
        assert found(it.screen.workspace, "-is:new") == ["Old 0", "Old one", "Old 2"]
        await it.press("g", "t", *"New", "enter")
        await it.until(lambda: it.shows("Came later"))
        await it.press("j", "r")
        await it.until(lambda: number_beside(it, "New") == "1")  # it counts what is unread of it
        assert it.shows("Came now")
        await it.press("q")
    async with driven(open_desks(folder)) as it:
        assert found(it.screen.workspace, "is:new") == []


async def test_in_another_index_than_that_of_the_last_session_the_time_says_what_is_new(
    folder: Path, open_desks: Desks, paths: Paths
) -> None:
    async with driven(open_desks(folder)) as it:
        await it.press("q")
    [(name, (_, article, _))] = json.loads(paths.last_sessions.read_text()).items()
    assert article == 3
    article_writer(folder)("late.md", "Came later", "2020-01-01", ["sea"], "Text.")
    for ended, new in ((1_700_000_100, ["Came later"]), (1_800_000_000 * 2, [])):
        paths.last_sessions.write_text(json.dumps({name: ["another", 99, ended]}))
        workspace = open_desks(folder)
        workspace.library.scan()
        assert found(workspace, "is:new") == new


@pytest.mark.parametrize("text", ["", "[]", "{", '{"x": 1}', "\x00"])
async def test_without_a_last_session_nothing_is_new(
    folder: Path, open_desks: Desks, paths: Paths, text: str
) -> None:
    paths.state.mkdir(parents=True)
    paths.last_sessions.write_text(text)
    workspace = open_desks(folder)
    workspace.library.scan()
    assert found(workspace, "is:new") == []


async def test_in_the_order_of_arrival_it_is_said_when_each_was_added(
    folder: Path, open_desks: Desks
) -> None:
    async with driven(open_desks(folder)) as it:
        article_writer(folder)("late.md", "Came later", "2020-01-01", ["sea"], "Text.")
        await it.until(lambda: it.shows("Came later"))
        assert it.shows("2025-01-18 · 1 min")
        await it.press("g", "o", *"arrival", "enter")
        await it.until(lambda: it.shows("added now · 1 min"))
        first = it.screen.sidebar.model.sections[0].ids[0]
        row = it.screen.sidebar.row(first)
        assert row
        assert row.title == "Came later"
    assert found(open_desks(folder), "added:today sort:-added")[0] == "Came later"


@pytest.mark.parametrize(
    ("icons", "line"), [("unicode", "── read up to here ─"), ("ascii", "-- read up to here -")]
)
async def test_a_line_shows_up_to_where_the_last_session_came_and_all_above_it_can_be_marked_read(
    folder: Path, open_desks: Desks, icons: str, line: str
) -> None:
    async with driven(open_desks(folder)) as it:
        assert not it.shows("read up to here")
        await it.press("q")
    for number in range(2):
        article_writer(folder)(f"new{number}.md", f"New {number}", f"2026-01-0{number + 1}", ["sea"], "Text.")
    workspace = open_desks(folder, icons=icons)
    async with driven(workspace, (160, 30)) as it:
        await it.until(lambda: line in it.text())
        rows = it.lines()
        at = next(row for row, text in enumerate(rows) if line in text)
        assert "New 0" in rows[at - 1]
        assert "Old 0" in rows[at + 1]
        await it.press("g", "t", *"sea", "enter", "j", "j", "j", "m", "a")
        assert it.shows("2 articles marked read")
        assert found(workspace, "is:read") == ["New 1", "New 0"]
        assert line in it.text()
        await it.press("q")
    async with driven(open_desks(folder, scope="all")) as it:  # all of them were seen
        await it.settle()
        assert not it.shows("read up to here")


async def test_the_line_is_no_row_and_takes_what_a_narrow_list_leaves(
    folder: Path, open_desks: Desks
) -> None:
    async with driven(open_desks(folder)) as it:
        await it.press("q")
    article_writer(folder)("new.md", "New", "2026-01-01", ["sea"], "Text.")

    def underlined(it: Driven) -> str:
        strips = it.app.screen._compositor.render_strips()
        return " ".join(
            part.text for strip in strips for part in strip if part.style and part.style.underline
        )

    async with driven(open_desks(folder), (100, 24)) as it:
        await it.until(lambda: it.shows("01-01 · 1 min ─────"))
        assert it.screen.sidebar.model.height == 1 + 4 * it.screen.sidebar.model.row_height
    async with driven(open_desks(folder), (62, 24)) as it:
        await it.until(lambda: "1 min" in underlined(it) or it.shows("1 min ────"))
