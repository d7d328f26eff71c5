"""Folders without articles, a single file, and what is said while the folders are still being read."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from reader.paths import Paths
from reader.tui.app import NewsreaderApp
from reader.tui.keys.commands import BY_ID, title_of
from tests.tui.driving import Driven, article_writer, beside, driven

Desks = Callable[..., Workspace]


def page(it: Driven) -> str:
    """What stands beside the list, in one line."""
    return " ".join(" ".join(beside(line)[1] for line in it.lines()).split())


def hints(it: Driven) -> str:
    return it.lines()[-1].strip().partition("   ")[2].partition("     ")[0]


LEFT = {
    "empty": ([], "is empty."),
    "images": (["a.jpg", "sub/b.PNG"], "has no articles, only 2 images."),
    "texts": (["a.txt", "b.txt", "c.pdf"], "has no articles, only 2 files *.txt, 1 other file."),
    "node_modules": (
        ["node_modules/x/readme.md", ".git/a.md"],
        "has no articles, only skipped folders (.git, node_modules).",
    ),
}


@pytest.mark.parametrize("kind", LEFT)
async def test_a_folder_without_articles_says_why_and_what_to_do(
    tmp_path: Path, open_desks: Desks, kind: str
) -> None:
    names, told = LEFT[kind]
    folder = tmp_path / "mine"
    folder.mkdir()
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("text")
    async with driven(open_desks(folder, top_groups=("all", "unread")), size=(140, 30)) as it:
        await it.until(lambda: "Nothing to read here yet" in page(it))
        assert told in page(it)
        assert "*.md" in page(it)
        assert ("list_text_files = true" in page(it)) == (kind == "texts")
        assert "A follows a feed" in page(it)
        assert "newsreader FOLDER opens another folder" in page(it)
        assert hints(it).split()[:4] == ["A", "Follow", "feed", "q"]
        for key in ("enter", "Read", "star", "Undo"):
            assert key not in hints(it)
        for key in ("r", "s", "n", "o", "y", "u", "enter", "tab", "space", "tab", "D", "Z", "J"):
            await it.press(key)
        assert "Nothing to read here yet" in page(it)


async def test_what_comes_into_an_empty_folder_takes_the_place_of_the_welcome(
    tmp_path: Path, open_desks: Desks
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    async with driven(open_desks(folder), size=(140, 30)) as it:
        await it.until(lambda: "Nothing to read here yet" in page(it))
        write = article_writer(folder)
        file = write("a.md", "The first", "2025-02-14 10:00", [], "Some text.")
        await it.until(lambda: "Some text." in page(it))
        assert title_of(BY_ID["add_feed"]) not in hints(it)
        assert "Nothing to read" not in it.text()
        file.unlink()
        await it.until(lambda: "Nothing to read here yet" in page(it))
        file.write_text("Again here.")
        await it.until(lambda: "Again here." in page(it))


async def test_an_empty_scope_offers_the_keys_that_lead_out_of_it(feed: Path, open_desks: Desks) -> None:
    async with driven(open_desks(feed, scope="starred")) as it:
        listed = " ".join(" ".join(beside(line)[0] for line in it.lines()[:-1]).split())
        assert "Nothing is starred. a shows the rest" in listed
        assert hints(it).split()[:3] == ["a", "Change", "scope"]
        assert "Read" not in hints(it)
        await it.press("a", "a")
        assert not hints(it)


@pytest.mark.parametrize("size", [(140, 40), (80, 24), (50, 20)])
async def test_a_single_file_opens_as_a_page(feed: Path, open_desks: Desks, size: tuple[int, int]) -> None:
    for _ in range(2):  # the second time it is read already
        workspace = open_desks(feed / "three.md")
        async with driven(workspace, size=size) as it:
            await it.until(lambda: it.shows("Paragraph 1 of many."))
            assert it.screen.in_page
            assert not it.screen.sidebar.display
    async with driven(workspace, size=size) as it:
        await it.until(lambda: it.shows("Paragraph 1 of many."))
        assert it.screen.in_page
        assert not it.screen.sidebar.display
        await it.press("j", "j")
        assert it.screen.page.top > 0
        await it.press("escape")
        assert "Third article" in it.line_of_cursor()
    assert not workspace.session.sidebar_hidden


async def test_two_files_open_as_a_list(feed: Path, open_desks: Desks) -> None:
    async with driven(open_desks(feed / "three.md", feed / "one.md")) as it:
        assert not it.screen.in_page
        assert it.shows("unread · 2/2 unread")


async def test_while_folders_are_read_nothing_is_said_to_be_missing(
    tmp_path: Path, open_desks: Desks, paths: Paths
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    write = article_writer(folder)
    for number in range(30):
        write(f"{number:02}.md", f"Number {number}", "2025-02-14 10:00", [], "Text.")
    app = NewsreaderApp(open_desks(folder))
    [index] = paths.cache.rglob("*.db")
    with closing(sqlite3.connect(index, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")  # as another newsreader holds it: the scan waits until it is let go
        async with app.run_test(size=(100, 30)) as pilot:
            it = Driven(app, pilot)
            await it.until(lambda: it.shows("Reading the folder"))
            for key, sentence in (
                ("n", "Nothing unread here"),
                ("J", "No more articles here"),
                ("R", "No articles are listed here"),
            ):
                await it.press(key)
                assert it.shows(f"{sentence} yet: the folders are still being read")
            assert "Nothing to read" not in it.text()
            other.execute("ROLLBACK")
            await it.until(lambda: it.shows("30/30 unread"))
            assert "so far" not in it.text()


async def test_a_narrow_window_says_in_the_list_what_to_do(tmp_path: Path, open_desks: Desks) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    async with driven(open_desks(folder), size=(50, 20)) as it:
        await it.until(lambda: "A follows a feed" in " ".join(it.text().split()))
        assert "opens another folder" in " ".join(it.text().split())


async def test_a_list_that_a_filter_leaves_empty_offers_the_way_out(feed: Path, open_desks: Desks) -> None:
    async with driven(open_desks(feed)) as it:
        await it.press("&", *"tag:nowhere", "enter")
        await it.until(lambda: hints(it).split()[:4] == ["a", "Change", "scope", "&"])
        await it.press("&", "backspace", "enter")
        await it.until(lambda: not hints(it))


async def test_what_is_said_is_not_cut_beside_what_always_stands_there(feed: Path, open_desks: Desks) -> None:
    async with driven(open_desks(feed), size=(60, 20)) as it:
        await it.until(lambda: it.lines()[-1].endswith("1 link"))
        sentence = "A sentence of just about as many cells as the line has"
        it.screen.say(sentence)
        await it.settle()
        assert it.lines()[-1].strip() == sentence
        it.screen.say("A short one")
        await it.settle()
        assert it.lines()[-1].endswith("1 link")


async def test_a_group_without_articles_says_why_and_the_key_that_fills_it(
    feed: Path, open_desks: Desks
) -> None:
    keys = {"toggle_star": ["ctrl+t"]}
    async with driven(open_desks(feed, top_groups=("new", "starred", "later"), keys=keys)) as it:
        await it.press("g", "g", "enter")
        assert it.shows("Nothing has come since the last session; g r fetches feeds")
        await it.press("j", "enter")
        assert it.shows("Nothing is starred yet; ctrl+t stars an article")
        await it.press("j", "enter")
        assert it.shows("Nothing is kept for later yet; L keeps an article")


async def test_a_page_without_an_article_says_which_keys_lead_to_one(feed: Path, open_desks: Desks) -> None:
    async with driven(open_desks(feed, scope="later", key_preset="newsboat")) as it:
        await it.until(lambda: "No article is chosen" in page(it))
        assert "a lists other articles" in page(it)
        assert "; / finds words in all articles" in page(it)
        await it.press("a", "down", "down")
        await it.until(lambda: "No article is chosen" not in page(it))


async def test_the_list_of_highlights_says_how_one_is_made(feed: Path, open_desks: Desks) -> None:
    async with driven(open_desks(feed, key_preset="newsboat")) as it:
        await it.press(";", "h")
        await it.until(lambda: it.shows("None yet: V, a motion and H make one"))
