"""What belongs to an article and lies in the web: fetched by a key, told while it lasts, stopped by the same key."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from reader.feeds.following.subscriptions import Subscription
from reader.feeds.refresh.run import refresh
from reader.feeds.web.fetch import Fetcher
from tests.feeds.pages import BEES
from tests.feeds.server import Held, Reply, Web, item, rss
from tests.tui.driving import driven

Desks = Callable[..., Workspace]
PAGE = "http://example.org/bees"


@pytest.fixture
def followed(tmp_path: Path, web: Web) -> Path:
    """A folder with the one entry of a feed."""
    folder = tmp_path / "followed"
    address = web.put("/feed", rss(item(1, "Bees", "In short &hellip;", link=PAGE)))
    [outcome] = refresh(folder, [Subscription(address, "Feed")], Fetcher())
    assert outcome.added
    return folder


def the_file(folder: Path) -> Path:
    [file] = folder.glob("*/*.md")
    return file


async def test_the_whole_article_comes_by_a_key(followed: Path, open_desks: Desks, web: Web) -> None:
    pytest.importorskip("readability")
    web.put(PAGE, BEES, Content_Type="text/html")
    async with driven(open_desks(followed)) as it:
        await it.until(lambda: it.shows("In short"))
        await it.press("F")
        await it.until(lambda: it.shows("The full article is here"), 20)
        await it.until(lambda: it.shows("By the sun"))
        assert it.shows("In short")
        assert not it.shows("newsreader: full text")
        await it.press("F")
        await it.until(lambda: it.shows("The full article is already here"), 20)
    assert "full_text:" in the_file(followed).read_text()


async def test_it_is_told_while_it_lasts_and_stopped_by_the_same_key(
    followed: Path, open_desks: Desks, web: Web
) -> None:
    pytest.importorskip("readability")
    slow = Held(Reply(BEES.encode(), headers={"Content-Type": "text/html"}))

    web.replies[PAGE] = slow
    before = the_file(followed).read_bytes()
    async with driven(open_desks(followed)) as it:
        await it.until(lambda: it.shows("In short"))
        await it.pilot.press("F")  # it lasts until the server may answer
        await it.until(lambda: it.shows("fetching the full article … F stops it"))
        await it.until(lambda: len(web.asked) == 2)
        await it.pilot.press("F")
        await it.until(lambda: it.shows("It was stopped"))
        slow.let_go()
        await it.settle()
        assert not it.shows("stops it")
    assert the_file(followed).read_bytes() == before


async def test_what_goes_wrong_is_told(followed: Path, open_desks: Desks, web: Web) -> None:
    pytest.importorskip("readability")
    async with driven(open_desks(followed), size=(120, 30)) as it:
        await it.until(lambda: it.shows("In short"))
        await it.press("F")
        await it.until(lambda: it.tells("The server answers 404"))
        with the_file(followed).open("a") as opened:
            opened.write("My own words.\n")
        await it.press("F")
        await it.until(lambda: it.tells("You changed this article's file"))


async def test_an_article_of_no_feed_is_left_alone(feed: Path, open_desks: Desks, web: Web) -> None:
    async with driven(open_desks(feed), size=(120, 30)) as it:
        await it.press("F")
        await it.until(lambda: it.tells("No feed here has this article"))
    assert web.asked == []


async def test_leaving_does_not_wait_for_what_is_fetched(followed: Path, open_desks: Desks, web: Web) -> None:
    slow = Held(Reply())

    web.replies[PAGE] = slow
    async with driven(open_desks(followed)) as it:
        await it.until(lambda: it.shows("In short"))
        await it.pilot.press("F")  # it lasts until the server may answer
        await it.until(lambda: len(web.asked) == 2)
        await it.press("q")
    assert not slow.is_answered.is_set()
    slow.let_go()
