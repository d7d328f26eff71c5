"""The order of the articles in a group: chosen by a key, remembered, and steady under the reader."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from reader.paths import Paths
from tests.tui.driving import Driven, article_writer, driven

Desks = Callable[..., Workspace]

TITLES = {
    "中国的海": ("2025-01-05", 30, "b"),
    "Zebra": ("2025-01-04", 10, "c"),
    "阿里的云": ("2025-01-03", 50, "a"),
    "apple": ("2025-01-02", 20, "d"),
    "“北京”": ("2025-01-01", 40, "e"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "news"
    root.mkdir()
    for number, (title, (date, words, source)) in enumerate(TITLES.items()):
        (root / f"{number}.md").write_text(
            f"---\ntitle: {title}\ndate: {date}\nsource: {source}\ntags: [sea]\n---\n"
            + "word " * words * 100,
            encoding="utf-8",
        )
    article_writer(root)("land.md", "Land", "2024-01-01", ["land"], "Text.")
    return root


def titles(it: Driven, group: str = "sea") -> list[str]:
    model = it.screen.sidebar.model
    section = next(each for each in model.sections if each.group.name == group)
    rows = model.rows(section.ids)
    return [rows[article].title for article in section.ids]


async def sort(it: Driven, order: str) -> None:
    await it.press("g", "o", *order, "enter")
    await it.until(lambda: it.app.screen is it.screen)
    await it.settle()


ORDERS = {
    "by title": ["apple", "Zebra", "阿里的云", "“北京”", "中国的海"],
    "oldest": ["“北京”", "apple", "阿里的云", "Zebra", "中国的海"],
    "shortest": ["Zebra", "apple", "中国的海", "“北京”", "阿里的云"],
    "longest": ["阿里的云", "“北京”", "中国的海", "apple", "Zebra"],
    "by source": ["阿里的云", "中国的海", "Zebra", "apple", "“北京”"],
    "newest": list(TITLES),
}


async def test_each_order_of_the_menu_sorts_the_group_of_the_cursor_and_no_other(
    folder: Path, open_desks: Desks
) -> None:
    async with driven(open_desks(folder)) as it:
        await it.press("j")  # on the second: the cursor stays on its article
        for order, wanted in ORDERS.items():
            await sort(it, order)
            assert titles(it) == wanted, order
            row = it.screen.sidebar.row(it.screen.sidebar.model.cursor.article)
            assert row
            assert row.title == "Zebra"
        assert it.shows("sea: Newest first")


async def test_unread_ones_come_first_and_what_is_read_stays_until_the_view_is_left(
    folder: Path, open_desks: Desks
) -> None:
    async with driven(open_desks(folder, scope="all")) as it:
        await it.press("r")
        await sort(it, "unread")
        wanted = [*list(TITLES)[1:], "中国的海"]
        assert titles(it) == wanted
        await it.press("g", "g", "j", "r")
        article_writer(folder)("new.md", "New one", "2025-01-03", ["sea"], "Text.")
        await it.until(lambda: "New one" in titles(it))
        assert titles(it) == ["Zebra", "New one", *wanted[1:]] or titles(it) == [
            "Zebra",
            "阿里的云",
            "New one",
            *wanted[2:],
        ]
        await it.press("a", "a", "a", "a")  # the view is left, and comes back
        assert titles(it)[-2:] == ["中国的海", "Zebra"]


async def test_an_order_is_remembered_for_its_group(folder: Path, open_desks: Desks, paths: Paths) -> None:
    async with driven(open_desks(folder)) as it:
        await sort(it, "by title")
    assert json.loads(paths.group_orders.read_text()) == {"tag\tsea": "title"}
    async with driven(open_desks(folder)) as it:
        assert titles(it) == ORDERS["by title"]
        await sort(it, "newest")
    assert json.loads(paths.group_orders.read_text()) == {}


@pytest.mark.parametrize("text", ["", "[]", "{", '{"tag\\tsea": 3, "x": "size", "": null}'])
async def test_a_broken_file_of_orders_means_none(
    folder: Path, open_desks: Desks, paths: Paths, text: str
) -> None:
    paths.state.mkdir(parents=True)
    paths.group_orders.write_text(text)
    async with driven(open_desks(folder)) as it:
        assert titles(it) == list(TITLES)


async def test_the_setting_is_for_all_groups_and_a_saved_search_keeps_its_own(
    folder: Path, open_desks: Desks
) -> None:
    searches = {"Long": "tag:sea sort:-words", "Sea": "tag:sea"}
    async with driven(open_desks(folder, article_order="title", searches=searches)) as it:
        assert titles(it) == ORDERS["by title"]
        await it.press("g", "t", *"Long", "enter")
        await it.settle()
        assert titles(it, "Long") == ORDERS["longest"]
        await sort(it, "oldest")
        assert titles(it, "Long") == ORDERS["oldest"]
        await it.press("g", "t", *"Sea", "enter")
        await it.settle()
        assert titles(it, "Sea") == ORDERS["by title"]


async def test_what_arrives_in_a_sorted_group_finds_its_place(folder: Path, open_desks: Desks) -> None:
    async with driven(open_desks(folder)) as it:
        await sort(it, "by title")
        article_writer(folder)("new.md", "大海", "2025-03-01", ["sea"], "Text.")
        await it.until(lambda: "大海" in titles(it))
        wanted = [*ORDERS["by title"][:4], "大海", "中国的海"]
        await it.until(lambda: titles(it) == wanted)
