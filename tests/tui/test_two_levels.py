"""Groups in groups: tags or folders, in them feeds, in these articles; every act on either."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from tests.tui.driving import Driven, beside, driven

Desks = Callable[..., Workspace]

ARTICLES = (
    ("Alpha 1", "tech", "Daily", 9), ("Alpha 2", "tech", "Weekly", 8), ("Alpha 3", "tech", "Daily", 7),
    ("Alpha 4", "tech", "Weekly", 6), ("Beta 1", "life", "Daily", 5), ("Beta 2", "life", "Daily", 4),
    ("Gamma", "tech", "", 3),
)  # fmt: skip
"""Title, tag, source and day."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "feeds"
    made.mkdir()
    for title, tag, source, day in ARTICLES:
        named = f"source: {source}\n" if source else ""
        header = f"title: {title}\ndate: 2025-01-0{day}\ntags: [{tag}]\n{named}"
        (made / f"{title}.md").write_text(f"---\n{header}---\nText of {title}.\n")
    return made


def listed(it: Driven) -> list[str]:
    """What the list shows, indents kept, dates left out."""
    cells = it.screen.sidebar.outer_size.width
    rows = [" ".join(beside(line, cells)[0][1:].rstrip().rsplit("  ", 1)) for line in it.lines()[:-1]]
    return [
        " ".join(row.split()) if row.lstrip()[:1] in "▸▾●" else row
        for row in rows
        if "2025" not in row and row.strip()
    ]


async def test_groups_stand_in_groups_with_counts_on_both(folder: Path, open_desks: Desks) -> None:
    async with driven(open_desks(folder, group_by=["tag", "source"], density=1), (80, 30)) as it:
        await it.until(lambda: it.screen.list_filter.keys == ("tag", "source"))
        await it.settle()
        await it.press("Z", "g", "g", "enter")
        assert listed(it) == ["▾ tech 5", "▸ Daily 2", "▸ Weekly 2", "▸ (no source) 1", "▸ life 2"]
        await it.press("j", "enter")
        rows = [row.split(" 2025")[0] for row in listed_with_dates(it)]
        assert rows == [
            "▾ tech 5",
            "▾ Daily 2",
            "● Alpha 1",
            "● Alpha 3",
            "▸ Weekly 2",
            "▸ (no source) 1",
            "▸ life 2",
        ]
        await it.press("j", "r")
        assert [row for row in listed(it) if row[0] in "▸▾"][:2] == ["▾ tech 4", "▾ Daily 1"]
        await it.press("h", "h")
        assert listed(it)[1] == "▸ Daily 1"
        await it.press("(", "h")
        assert listed(it) == ["▸ tech 4", "▸ life 2"]
        await it.press("j", "enter")
        assert [row.split(" 2025")[0] for row in listed_with_dates(it)][1:] == [
            "▾ life 2",
            "● Beta 1",
            "● Beta 2",
        ], "one feed alone is no group"


def listed_with_dates(it: Driven) -> list[str]:
    cells = it.screen.sidebar.outer_size.width
    return [
        " ".join(beside(line, cells)[0][1:].split())
        for line in it.lines()[:-1]
        if beside(line, cells)[0].strip()
    ]


async def test_every_act_works_on_either_level_and_reading_on_goes_through_both(
    folder: Path, open_desks: Desks
) -> None:
    async with driven(open_desks(folder, group_by="tag source", density=1), (80, 30)) as it:
        await it.until(lambda: it.screen.list_filter.keys == ("tag", "source"))
        await it.press("Z", "g", "g")
        seen = []
        for _ in range(7):
            await it.press("n")
            row = it.screen.sidebar.row(it.screen.sidebar.model.cursor.article)
            seen.append(row.title if row else "")
        assert seen == ["Alpha 1", "Alpha 3", "Alpha 2", "Alpha 4", "Gamma", "Beta 1", "Beta 2"]
        await it.press("p", "p", "p")
        row = it.screen.sidebar.row(it.screen.sidebar.model.cursor.article)
        assert row is not None
        assert row.title == "Alpha 4"
        await it.press("R")
        counts = it.screen.workspace.library.articles.counts
        assert counts().unread == 5, "of the feed"
        await it.press("h", "(", "(", "R")
        assert counts().unread == 2, "of the whole group"
        await it.press("U", "U")
        assert counts().unread == 7
        await it.press("J", "K", "]")
        assert it.screen.sidebar.model.cursor.article


async def test_what_was_open_is_open_in_the_next_session_and_what_comes_is_listed(
    folder: Path, open_desks: Desks
) -> None:
    async with driven(open_desks(folder, group_by="tag source", density=1), (80, 30)) as it:
        await it.until(lambda: it.screen.list_filter.keys == ("tag", "source"))
        await it.press("Z", "g", "g", "enter", ")", ")", "enter", "j")
        assert "Alpha 2" in it.line_of_cursor()
        await it.press("enter", "q")
    async with driven(open_desks(group_by="tag source", density=1), (80, 30)) as it:
        await it.until(lambda: "▾ Weekly" in it.text())
        await it.until(lambda: "Alpha 2" in it.line_of_cursor())
        (folder / "new.md").write_text(
            "---\ntitle: Alpha new\ndate: 2025-02-01\ntags: [tech]\nsource: Weekly\n---\nN.\n"
        )
        (folder / "other.md").write_text(
            "---\ntitle: Other\ndate: 2025-02-02\ntags: [tech]\nsource: Monthly\n---\nN.\n"
        )
        await it.until(lambda: it.shows("Alpha new") and it.shows("Monthly"))
        assert "Alpha 2" in it.line_of_cursor(), "nothing moves under the reader"


async def test_two_levels_are_chosen_by_a_key_and_stand_beside_their_articles(
    folder: Path, open_desks: Desks
) -> None:
    async with driven(open_desks(folder, density=1), (140, 30)) as it:
        await it.press("g", "b", *"tags, then", "enter")
        await it.until(lambda: it.screen.list_filter.keys == ("tag", "source"))
        await it.until(lambda: it.shows("by tags, then feeds and sources"))
        await it.press("Z", "g", "g", "g", "v", "enter")
        groups = it.screen.sidebar.groups_width
        rows = [" ".join(beside(line, groups)[0][1:].split()) for line in it.lines()[:5]]
        assert rows == ["▾ tech 5", "Daily 2", "Weekly 2", "(no source) 1", "life 2"]
        await it.press("l")
        articles = [beside(beside(line, groups)[1], 40)[0] for line in it.lines()[:5]]
        assert [word for line in articles for word in ("Alpha 1", "Alpha 2", "Alpha 3") if word in line] == [
            "Alpha 1", "Alpha 2", "Alpha 3",
        ], "all of the group"  # fmt: skip
        await it.press("h", "j", "l", "j")
        assert it.screen.sidebar.row(it.screen.sidebar.model.cursor.article).title == "Alpha 3"  # type: ignore[union-attr]
        await it.press("g", "b", *"tags", "home", "enter")
        await it.until(lambda: it.screen.list_filter.keys == ("tag",))


@pytest.mark.parametrize("scope", ["unread", "all", "starred"])
async def test_a_filter_and_another_scope_hold_for_both_levels(
    folder: Path, open_desks: Desks, scope: str
) -> None:
    async with driven(open_desks(folder, group_by="tag source", density=1, scope=scope), (80, 30)) as it:
        await it.until(lambda: it.screen.list_filter.keys == ("tag", "source"))
        await it.press("g", "a", "&", *"title:Alpha", "enter")
        await it.until(lambda: not it.shows("Filter the list"))
        await it.settle()
        await it.press("Z", "Z", "Z", "Z") if scope == "starred" else await it.press("g", "g")
        text = it.text()
        assert "tech" in text
        assert "life" not in text
        assert "(no source)" not in text


async def test_feeds_in_folders_are_offered_so_once(folder: Path, open_desks: Desks) -> None:
    feeds = "".join(
        f'[[feeds]]\nurl = "https://127.0.0.1:9/{name}"\ntags = ["tech"]\n\n' for name in ("daily", "weekly")
    )
    (folder / "feeds.toml").write_text(feeds)
    sentence = "Feeds are in folders: g b can list feeds in tags"
    async with driven(open_desks(folder, refresh_every_min=0)) as it:
        await it.until(lambda: it.shows(sentence))
        await it.press("q")
    async with driven(open_desks(refresh_every_min=0)) as it:
        assert not it.shows(sentence)


async def test_articles_of_a_group_in_a_group_are_not_left_of_its_heading(
    folder: Path, open_desks: Desks
) -> None:
    async with driven(open_desks(folder, group_by=["tag", "source"], density=1), (150, 30)) as it:
        await it.until(lambda: it.screen.list_filter.keys == ("tag", "source"))
        await it.settle()
        await it.press("Z", "g", "g", "enter", "j", "enter")
        cells = it.screen.sidebar.outer_size.width
        rows = [line[:cells] for line in it.lines()]
        starts = {
            word: min(row.index(word) for row in rows if word in row) for word in ("tech", "Daily", "Alpha 1")
        }
        assert starts["tech"] < starts["Daily"] == starts["Alpha 1"]
        await it.press("(", "(", ")", ")", ")", ")", "enter")  # a feed alone is no group: as far left as ever
        rows = [line[:cells] for line in it.lines()]
        assert min(row.index("Beta 1") for row in rows if "Beta 1" in row) == starts["tech"], it.text()
