"""What one sees first: the top of the list, and a group open that is worth it; articles without tags in groups of their own."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from tests.tui.driving import Driven, beside, driven

Desks = Callable[..., Workspace]

TOPS = ("all", "unread", "today", "starred", "later")


def put(root: Path, name: str, *, tags: Iterable[str] = (), date: str = "2025-01-01", **more: str) -> Path:
    """Write an article; its title is its path."""
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    header = [f'title: "{name}"', f"date: {date}", *(f'{key}: "{value}"' for key, value in more.items())]
    header += [f"tags: [{', '.join(tags)}]"] if tags else []
    file.write_text("\n".join(["---", *header, "---", f"This is {name}.", ""]), encoding="utf-8")
    return file


def headings(it: Driven) -> list[str]:
    """The groups as they stand, open ones with their sign, with their numbers."""
    cells = it.screen.sidebar.outer_size.width
    lines = [beside(line, cells)[0].strip("▌ ") for line in it.lines()]
    return [" ".join(line.split()) for line in lines if line[:1] in {"▸", "▾"}]


def few_tagged(root: Path) -> None:
    for number in range(60):
        put(root, f"f{number % 4}/note {number}.md")
    for number in range(3):
        put(root, f"odd {number}.md", tags=["odd"])


@pytest.mark.parametrize("size", [(140, 40), (80, 24), (50, 20)])
async def test_the_list_begins_at_its_top_with_a_large_group_open(
    tmp_path: Path, open_desks: Desks, size: tuple[int, int]
) -> None:
    few_tagged(tmp_path / "vault")
    async with driven(open_desks(tmp_path / "vault", top_groups=TOPS), size) as it:
        assert it.lines()[0].split()[:3] == ["▸", "All", "63"]
        assert headings(it)[5] == "▾ f0/ 15"
        assert "f0/note 0" in it.line_of_cursor()
        await it.press("enter")
        assert it.shows("This is f0/note 0.")
        await it.press("h", "n")
        assert "f0/note 12" in it.line_of_cursor()
        await it.press("j")
        assert "f0/note 16" in it.line_of_cursor()


async def test_the_list_begins_at_its_top_at_the_next_start_too(tmp_path: Path, open_desks: Desks) -> None:
    few_tagged(tmp_path / "vault")
    for _ in range(3):
        async with driven(open_desks(tmp_path / "vault", top_groups=TOPS), (80, 24)) as it:
            await it.until(lambda: it.screen.background.is_watching)
            assert it.lines()[0].split()[:3] == ["▸", "All", "63"]
            assert it.screen.sidebar.scroll_offset.y == 0


async def test_a_group_of_tags_that_is_large_enough_opens_first(tmp_path: Path, open_desks: Desks) -> None:
    few_tagged(tmp_path / "vault")
    for number in range(6):
        put(tmp_path / "vault", f"b{number}.md", tags=["big"])
    async with driven(open_desks(tmp_path / "vault", top_groups=TOPS)) as it:
        assert [each for each in headings(it) if each.startswith("▾")] == ["▾ big 6"]
        assert "b0" in it.line_of_cursor()
        assert it.lines()[0].split()[:2] == ["▸", "All"]


async def test_by_name_too_the_largest_group_in_sight_opens(tmp_path: Path, open_desks: Desks) -> None:
    for name, count in (("alpha", 1), ("beta", 9), ("gamma", 2)):
        for number in range(count):
            put(tmp_path / "vault", f"{name}{number}.md", tags=[name])
    async with driven(open_desks(tmp_path / "vault", top_groups=TOPS, group_order="name")) as it:
        assert headings(it)[5:7] == ["▸ alpha 1", "▾ beta 9"]
        assert "beta0" in it.line_of_cursor()


async def test_where_all_stands_in_one_group_that_opens_rather_than_a_tag_of_one_article(
    tmp_path: Path, open_desks: Desks
) -> None:
    few_tagged(tmp_path / "vault")
    async with driven(open_desks(tmp_path / "vault", top_groups=TOPS, group_untagged_by="one")) as it:
        assert headings(it)[5:] == ["▸ odd 3", "▾ (untagged) 60"]


async def test_with_everything_read_the_searches_are_there_and_one_key_leads_on(
    tmp_path: Path, open_desks: Desks
) -> None:
    put(tmp_path / "vault", "a/one.md", read="true")
    put(tmp_path / "vault", "b/two.md", read="true")
    async with driven(open_desks(tmp_path / "vault", top_groups=TOPS)) as it:
        assert it.shows("All read. Press a")
        assert headings(it) == ["▸ All 2", "▸ Unread", "▸ Today", "▸ Starred", "▸ Later"]
        await it.press("n", "j", "k", "enter")
        assert headings(it)[0] == "▾ All 2"
        await it.press("enter", "a")
        assert "▾ a/" in headings(it)
        assert "a/one" in it.line_of_cursor()


async def test_a_session_goes_on_in_the_folder_in_which_it_ended(tmp_path: Path, open_desks: Desks) -> None:
    few_tagged(tmp_path / "vault")
    async with driven(open_desks(tmp_path / "vault", top_groups=TOPS)) as it:
        await it.press("enter", "q", "l", "G", "enter")
        where = it.screen.sidebar.model.cursor, headings(it)
        await it.press("q", "q")
    async with driven(open_desks(top_groups=TOPS)) as it:
        assert it.screen.sidebar.model.cursor == where[0]


async def test_feeds_and_categories_and_chinese_folders_stand_by_their_names(
    tmp_path: Path, open_desks: Desks
) -> None:
    root = tmp_path / "读物"
    for number in range(5):
        put(root, f"daily/{number}.md", source="The Daily", feed_url="https://daily.example/feed")
    for number in range(3):
        put(root, f"归档/读书笔记/{number}.md")
    for number in range(2):
        put(root, f"x/{number}.md", category="生活")
    put(root, "杂记.md")
    async with driven(open_desks(root), (50, 20)) as it:
        assert [each for each in headings(it) if each.startswith("▾")] == ["▾ The Daily 5"]
        await it.press("g", "s")
        assert {"▸ 生活 2", "▸ 归档/读书笔记/ 3", "▸ 读物/ 1"} <= {*headings(it)}


async def test_the_article_that_is_read_stays_listed_when_groups_are_put_in_order(
    tmp_path: Path, open_desks: Desks
) -> None:
    for name, tags in {
        "a": ["many", "one"],
        "b": ["many"],
        "c": ["many"],
        "d": ["two"],
        "e": ["two"],
    }.items():
        put(tmp_path / "vault", f"{name}.md", tags=tags)
    async with driven(open_desks(tmp_path / "vault")) as it:
        await it.press(*"gtone", "enter", "l", "enter")
        for _ in range(4):
            await it.press("g", "s")
            assert it.line_of_cursor().strip("▌ ").startswith("a.md")
            assert "▾ one" in headings(it)


async def test_a_long_path_of_a_folder_loses_its_beginning(tmp_path: Path, open_desks: Desks) -> None:
    put(tmp_path / "vault", "a.md")
    for number in range(2):
        put(tmp_path / "vault", f"a folder that is long/and one below it/the last/{number}.md")
    async with driven(open_desks(tmp_path / "vault"), (80, 24)) as it:
        assert "▾ …/the last/ 2" in headings(it)


async def test_of_a_folder_with_a_very_long_name_the_beginning_is_shown(
    tmp_path: Path, open_desks: Desks
) -> None:
    put(tmp_path / "vault", "a.md")
    for number in range(2):
        put(tmp_path / "vault", f"above/读书笔记与摘录的归档还有更多的内容/{number}.md")
    async with driven(open_desks(tmp_path / "vault"), (80, 24)) as it:
        assert headings(it)[0].startswith("▾ 读书笔记与摘录的归… 2")


async def test_another_setting_shows_at_the_next_start(tmp_path: Path, open_desks: Desks) -> None:
    put(tmp_path / "vault", "notes/a.md", category="Art")
    async with driven(open_desks(tmp_path / "vault", group_untagged_by="one")) as it:
        assert headings(it) == ["▾ (untagged) 1"]
        await it.press("q")
    async with driven(open_desks(tmp_path / "vault", group_untagged_by="folder")) as it:
        await it.until(lambda: headings(it) == ["▾ notes/ 1"])
        assert "notes/a" in it.line_of_cursor()
        await it.press("q")
    async with driven(open_desks(tmp_path / "vault")) as it:
        await it.until(lambda: headings(it) == ["▾ Art 1"])


async def test_the_list_of_problems_names_what_is_left_out_and_how_to_have_it(
    tmp_path: Path, open_desks: Desks
) -> None:
    root = tmp_path / "vault"
    put(root, "a.md")
    for number in range(3):
        put(root, f"Templates/{number}.md")
    (root / ".obsidian").mkdir()
    (root / ".obsidian/templates.json").write_text('{"folder": "Templates"}')
    async with driven(open_desks(root)) as it:
        assert it.shows("1/1 unread")
        assert not it.shows("problem")
        await it.press("g", "p")
        await it.until(lambda: it.shows("No file has a problem"))
        assert it.shows("3 files: Obsidian's templates are left out; list_templates = true lists them.")
        await it.press("enter", "escape")
        assert it.shows("1/1 unread")
