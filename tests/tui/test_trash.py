"""Articles of feeds are deleted to the trash, and come back; the user's own files stay where they are."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from reader.paths import Paths
from tests.cli.conditions import locked_by_another
from tests.feeds.agreeing import agree_to
from tests.feeds.server import Web, item, rss
from tests.tui.driving import Driven, article_writer, driven

Desks = Callable[..., Workspace]


@pytest.fixture
def web() -> Iterator[Web]:
    """A web server with a feed of three."""
    made = Web()
    made.put(
        "/feed.xml", rss(*(item(number, f"From the web {number}") for number in (1, 2, 3)), title="The feed")
    )
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path, paths: Paths, web: Web) -> Path:
    root = tmp_path / "news"
    root.mkdir()
    article_writer(root)("own.md", "My own", "2020-01-01", ["mine"], "Text.")
    (root / "feeds.toml").write_text(
        f'[[feed]]\naddress = "{web.address}/feed.xml"\nfolder = "web"\ntags = ["sea"]\n'
    )
    agree_to(root, paths)
    return root


def files(folder: Path) -> list[Path]:
    return sorted((folder / "web").glob("*.md"))


async def fetched(it: Driven, folder: Path) -> None:
    await it.press("f5")
    await it.until(lambda: it.shows("4/4 unread"), 20)
    assert len(files(folder)) == 3
    await it.press("g", "t", *"sea", "enter", "j")
    await it.settle()


async def test_deleted_articles_are_in_the_trash_and_come_back_with_what_was_done_with_them(
    folder: Path, paths: Paths, open_desks: Desks
) -> None:
    async with driven(open_desks(folder, refresh_every_min=0, scope="all")) as it:
        await fetched(it, folder)
        texts = {file.name: file.read_bytes() for file in files(folder)}
        await it.press("s", "X")
        await it.until(lambda: it.shows("1 article deleted; U brings it back"))
        await it.until(lambda: it.shows("3/3 unread"))
        assert len(files(folder)) == 2
        [kept] = paths.trash.rglob("*.md")
        assert kept.read_bytes() == texts[kept.name]
        await it.press("v", "j", "X")
        assert it.shows("Delete 2 articles?")
        await it.press("y")
        await it.until(lambda: it.shows("1/1 unread"))
        assert files(folder) == []
        await it.press("f5")
        await it.settle()
        assert files(folder) == []  # what was deleted does not come again
        await it.press("U")
        await it.until(lambda: it.shows("2 articles are back"))
        await it.press("U")
        await it.until(lambda: it.shows("4/4 unread"))
        assert {file.name: file.read_bytes() for file in files(folder)} == texts
        assert list(paths.trash.rglob("*.md")) == []
        assert it.screen.workspace.library.articles.counts().starred == 1
        await it.press("ctrl+r")
        await it.until(lambda: it.shows("3/3 unread"))
        await it.press("q")
    async with driven(open_desks(folder, refresh_every_min=0)) as it:  # another session brings it back
        await it.press("U")
        await it.until(lambda: it.shows("4/4 unread"))


async def test_files_that_came_from_no_feed_are_not_touched(
    folder: Path, paths: Paths, open_desks: Desks
) -> None:
    async with driven(open_desks(folder, refresh_every_min=0)) as it:
        await it.press("g", "t", *"mine", "enter", "j", "X")
        await it.until(lambda: it.tells("Only articles that came from feeds are deleted"))
        assert (folder / "own.md").exists()
        await fetched(it, folder)
        await it.press("g", "g", "v", "G", "X", "y")
        await it.until(lambda: it.shows("3 articles deleted"))
        assert (folder / "own.md").exists()


async def test_what_stands_there_by_now_is_not_written_over(folder: Path, open_desks: Desks) -> None:
    async with driven(open_desks(folder, refresh_every_min=0)) as it:
        await fetched(it, folder)
        gone = {file.name for file in files(folder)}
        await it.press("X")
        await it.until(lambda: it.shows("3/3 unread"))
        [name] = gone - {file.name for file in files(folder)}
        (folder / "web" / name).write_text("Something else.")
        await it.press("U")
        await it.until(lambda: it.tells("another file stands in its place"))
        assert (folder / "web" / name).read_text() == "Something else."


async def test_nothing_is_deleted_while_the_journal_cannot_be_written(
    folder: Path, paths: Paths, open_desks: Desks
) -> None:
    async with driven(open_desks(folder, refresh_every_min=0, scope="all")) as it:
        await fetched(it, folder)
        await it.press("s")
        journal = it.screen.workspace.journal
        with locked_by_another(journal.folder / journal.device / ".lock"):
            for _ in range(2):
                await it.press("X")
                await it.until(lambda: it.tells("Nothing is deleted while changes cannot be saved"), 20)
                assert len(files(folder)) == 3
                assert list(paths.trash.rglob("*.md")) == []
        await it.press("X")
        await it.until(lambda: it.shows("1 article deleted"), 20)
        await it.press("U")
        await it.until(lambda: len(files(folder)) == 3, 20)
