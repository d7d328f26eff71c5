"""One, two or three rows for an article, and the heading of the group that stays on top."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from tests.tui.driving import Driven, beside, driven


def put(folder: Path, count: int = 30) -> Path:
    folder.mkdir(exist_ok=True)
    for number in range(count):
        day, group = number % 28 + 1, number // 15
        header = f"title: Title {number:02}\ndate: 2025-0{2 - group}-{day:02}\ntags: [group{group}]\nsource: The Daily"
        (folder / f"{number:02}.md").write_text(
            f"---\n{header}\nsummary: |\n  What {number:02} is about.\n  More.\n---\nText {number:02}.\n"
        )
    return folder


def listed(it: Driven) -> list[str]:
    return [beside(line, it.screen.sidebar.outer_size.width)[0].rstrip() for line in it.lines()[:-1]]


async def test_a_key_gives_articles_two_rows_three_and_one(
    tmp_path: Path, open_desks: Callable[..., Workspace]
) -> None:
    async with driven(open_desks(put(tmp_path / "feed")), (140, 30)) as it:
        rows = listed(it)
        at = next(at for at, row in enumerate(rows) if "Title" in row)
        assert "2025-" in rows[at + 1]
        assert "Title" in rows[at + 2]
        await it.press("g", "z")
        rows = listed(it)
        assert rows[at + 2].strip().startswith(f"What {rows[at].split()[-1]} is about.")
        assert "Title" in rows[at + 3]
        await it.press("g", "z")
        rows = listed(it)
        title = rows[at].split("Title")[1]
        assert "The Daily" in title
        assert "2025-" in title
        assert "Title" in rows[at + 1]
        assert "Title" in it.line_of_cursor()


@pytest.mark.parametrize(("size", "density"), [((80, 24), 1), ((100, 30), 3), ((50, 20), 1), ((100, 12), 3)])
async def test_the_setting_says_how_many_rows(
    tmp_path: Path, open_desks: Callable[..., Workspace], size: tuple[int, int], density: int
) -> None:
    async with driven(open_desks(put(tmp_path / "feed"), density=density), size) as it:
        rows = [at for at, row in enumerate(listed(it)) if "Title" in row]
        assert rows[2] - rows[1] == (density if size[1] >= 18 else 1)
        await it.press("G")
        await it.press("k")
        assert "group" in listed(it)[0] or "Title" in it.line_of_cursor()


@pytest.mark.parametrize("density", [1, 2, 3])
async def test_the_heading_of_the_group_stays_on_top(
    tmp_path: Path, open_desks: Callable[..., Workspace], density: int
) -> None:
    async with driven(open_desks(put(tmp_path / "feed"), density=density), (100, 20)) as it:
        await it.press("Z")
        await it.press("Z")
        await it.press("g", "g")
        first = listed(it)[0]
        for _ in range(29):
            await it.press("j")
            model = it.screen.sidebar.model
            top = listed(it)[0]
            assert top.split()[:1] == ["▾"] or "group" in top, "a heading is always the top row"
            assert "Title" in it.line_of_cursor() or "group" in it.line_of_cursor(), (
                "it never covers the cursor"
            )
            if it.screen.sidebar.scroll_offset.y:
                assert "Title" in listed(it)[1] or "group" in listed(it)[1], "below it an article begins"
        assert model.label(model.slot.section) in "".join(listed(it))
        assert first != listed(it)[1]
        await it.pilot.click(offset=(5, 0))
        await it.settle()
        assert model.slot.article == -1, "a click on it goes to the group"


async def test_keys_go_to_the_next_and_the_previous_group(
    tmp_path: Path, open_desks: Callable[..., Workspace]
) -> None:
    async with driven(open_desks(put(tmp_path / "feed")), (100, 20)) as it:
        await it.press("Z", "Z", "g", "g", *"jjj", ")")
        assert "group" in it.line_of_cursor()
        here = it.line_of_cursor()
        await it.press(*"jjj", "(")
        assert it.line_of_cursor() != here
        assert "group" in it.line_of_cursor()


async def test_an_article_without_a_summary_of_its_own_shows_how_its_text_begins(
    tmp_path: Path, open_desks: Callable[..., Workspace]
) -> None:
    folder = tmp_path / "feed"
    folder.mkdir()
    (folder / "a.md").write_text("---\ntitle: None\ndate: 2025-02-03\n---\n# Part\n\nIt *begins* so.\n")
    (folder / "b.md").write_text(
        '---\ntitle: Repeats\ndate: 2025-02-02\nsummary: "The text itself, cut..."\n---\nThe text itself, cut off.\n'
    )
    async with driven(open_desks(folder, density=3), (140, 30)) as it:
        rows = [row.strip("▌● ") for row in listed(it)]
        assert rows[rows.index("None") + 2] == "It begins so."
        assert rows[rows.index("Repeats") + 2] == "The text itself, cut off."
