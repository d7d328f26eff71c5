"""Several articles of the list are selected by a key, and acts mean all of them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from reader.library import Row
from tests.tui.driving import Driven, article_writer, driven

Desks = Callable[..., Workspace]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "news"
    root.mkdir()
    write = article_writer(root)
    for number, tag in enumerate(["sea", "sea", "sea", "sea", "land", "land"]):
        body = f"Text.\n\n[site](https://example.com/{number})" if number < 2 else "Text."
        write(f"{number}.md", f"Title {number}", f"2025-01-{20 - number}", [tag], body)
    return root


def those(it: Driven, has: Callable[[Row], bool]) -> list[int]:
    """Return the numbers of the titles of articles."""
    rows = it.screen.workspace.library.articles.rows(range(1, 7)).values()
    return sorted(int(row.title.split()[1]) for row in rows if has(row))


async def test_acts_mean_all_that_is_selected_and_are_one_step_of_undo(
    folder: Path, open_desks: Desks
) -> None:
    async with driven(open_desks(folder, group_order="name", scope="all")) as it:
        await it.press("g", "t", *"sea", "enter", "j", "v")
        assert it.shows("Move to select articles")
        await it.press("j", "j", "s")
        assert it.shows("3 articles changed; U undoes it")
        assert those(it, lambda row: row.starred) == [0, 1, 2]
        await it.press("s")  # nothing is selected any more: the cursor's alone
        assert those(it, lambda row: row.starred) == [0, 1]
        await it.press("v", "k", "s", "v", "k", "L")  # of two where one has it, both get it
        assert those(it, lambda row: row.starred) == [0, 1, 2]
        assert those(it, lambda row: row.later) == [0, 1]
        await it.press("U", "U", "U")
        assert those(it, lambda row: row.starred) == [0, 1, 2]
        await it.press("U")
        assert those(it, lambda row: row.starred) == []
        await it.press("v", "j", "r", "v", "k", "r")
        assert those(it, lambda row: row.read) == []


async def test_the_line_below_says_how_many_are_selected(folder: Path, open_desks: Desks) -> None:
    async with driven(open_desks(folder, group_order="name", scope="all")) as it:
        await it.press("g", "t", *"sea", "enter", "j", "v", "j", "j")
        await it.until(lambda: "3 selected · all · 6/6 unread" in it.lines()[-1])
        await it.press("k", "k")
        await it.until(lambda: "1 selected" in it.lines()[-1])
        await it.press("escape")
        await it.until(lambda: it.lines()[-1].startswith(" all · 6/6 unread"))


async def test_done_with_several_goes_on_behind_them(folder: Path, open_desks: Desks) -> None:
    async with driven(open_desks(folder, group_order="name")) as it:
        await it.press("g", "t", *"sea", "enter", "j", "v", "2", "j", "d")
        assert those(it, lambda row: row.read) == [0, 1, 2]
        assert "Title 3" in it.line_of_cursor()
        assert it.screen.sidebar.model.anchor is None


async def test_tags_are_added_to_all_and_groups_are_selected_with_their_articles(
    folder: Path, open_desks: Desks
) -> None:
    async with driven(open_desks(folder, group_order="name")) as it:
        await it.press("Z", "Z", "g", "g", "v", "G", "#")
        assert it.shows("Add tags to 6 articles")
        await it.press(*"mine", "enter")
        await it.until(lambda: it.shows("Tags changed; U undoes it"))
        tagged = it.screen.workspace.library.questions
        await it.until(lambda: len(tagged.values("tag", "mine", 9)) == 1)
        assert tagged.values("tag", "mine", 9) == [("mine", 6)]


async def test_escape_the_key_itself_and_another_view_end_it(folder: Path, open_desks: Desks) -> None:
    async with driven(open_desks(folder, group_order="name")) as it:

        def is_selecting() -> bool:
            return it.screen.sidebar.model.anchor is not None

        for end in ("escape", "v", "a"):
            await it.press("v", "j")
            assert is_selecting()
            await it.press(end)
            assert not is_selecting()
            await it.press("g", "t", *"sea", "enter", "j")


async def test_what_is_selected_has_a_ground_of_its_own(folder: Path, open_desks: Desks) -> None:
    def grounds(it: Driven) -> dict[str, str]:
        found: dict[str, str] = {}
        for strip in it.app.screen._compositor.render_strips():
            for segment in strip:
                name = segment.text.strip()
                if name.startswith("Title") and segment.style and segment.style.bgcolor:
                    found.setdefault(name, segment.style.bgcolor.name)
        return found

    async with driven(open_desks(folder, group_order="name")) as it:
        await it.press("g", "t", *"sea", "enter", "j", "v", "j", "j")
        drawn = grounds(it)
        assert drawn["Title 0"] == drawn["Title 1"]
        assert len({drawn["Title 1"], drawn["Title 2"], drawn["Title 3"]}) == 3
        await it.press("escape")
        drawn = grounds(it)
        assert drawn["Title 0"] == drawn["Title 1"] == drawn["Title 3"]


async def test_sources_of_all_are_opened(folder: Path, open_desks: Desks, tmp_path: Path) -> None:
    log = tmp_path / "opened"
    script = tmp_path / "browser.sh"
    script.write_text(f'#!/bin/sh\necho "$1" >> {log}\n')
    script.chmod(0o755)
    async with driven(open_desks(folder, group_order="name", browser=str(script))) as it:
        await it.press("g", "t", *"sea", "enter", "j", "v", "j", "j", "o")
        await it.until(lambda: log.exists() and len(log.read_text().split()) == 2)
        assert sorted(log.read_text().split()) == ["https://example.com/0", "https://example.com/1"]
        assert those(it, lambda row: row.read) == [0, 1]
