"""Feeds in the program: followed by a key, asked by a key, listed as they come."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from reader.paths import Paths
from tests.feeds.agreeing import agree_to
from tests.feeds.server import Held, Web, item, rss
from tests.tui.driving import driven

Desks = Callable[..., Workspace]


@pytest.fixture
def web() -> Iterator[Web]:
    """A web server with a feed, and pages that name some."""
    made = Web()
    made.put("/feed.xml", rss(item(1, "From the web"), title="The feed"))
    made.put("/page", '<link rel=alternate type="application/rss+xml" href="/feed.xml"><p>x')
    made.put(
        "/many",
        "".join(
            f'<link rel=alternate type="application/rss+xml" href="/{name}" title="{name}">'
            for name in ("no", "feed.xml")
        ),
    )
    yield made
    made.close()


def followed(feed: Path, paths: Paths, *lines: str) -> None:
    """Write a feed into the folder, and agree to it as the command does."""
    (feed / "feeds.toml").write_text("\n".join(["[[feed]]", *lines, ""]))
    agree_to(feed, paths)


@pytest.mark.parametrize("path", ["/feed.xml", "/page", "/many"])
async def test_a_feed_is_followed_by_the_address_of_it_or_of_a_page(
    feed: Path, open_desks: Desks, web: Web, path: str
) -> None:
    (feed / "feeds.toml").write_text("# mine\n")
    async with driven(open_desks(feed, refresh_every_min=0)) as it:
        await it.until(lambda: it.screen.background.is_watching)
        await it.press("A", *(web.address + path), "enter")
        if path == "/many":
            await it.until(lambda: it.shows("Which of its feeds?"))
            await it.press(*"xml", "enter")
        await it.until(lambda: it.shows("The feed · 1 article"))
        assert it.shows("From the web")
        await it.press(*"../x/", "enter")
        await it.until(lambda: it.shows("The folder should be inside"))
        await it.press(*["backspace"] * 5, *"news ai tech/", "enter")
        await it.until(lambda: it.shows("5/5 unread"), 20)
    text = (feed / "feeds.toml").read_text()
    assert text.startswith("# mine\n")
    assert f'address = "{web.address}/feed.xml"' in text
    assert 'tags = ["news", "ai"]' in text
    assert len(list((feed / "tech").iterdir())) == 1


async def test_what_is_no_feed_is_told_where_it_is_typed(feed: Path, open_desks: Desks, web: Web) -> None:
    web.put("/text", "only text")
    async with driven(open_desks(feed)) as it:
        await it.press("A", *(web.address + "/text"), "enter")
        await it.until(lambda: it.shows("This is not a feed"))
        await it.press("escape")
    assert not (feed / "feeds.toml").exists()


async def test_a_refresh_brings_articles_and_moves_nothing(
    feed: Path, paths: Paths, open_desks: Desks, web: Web
) -> None:
    followed(feed, paths, f'address = "{web.address}/feed.xml"', 'tags = ["news"]')
    async with driven(open_desks(feed, refresh_every_min=0)) as it:
        await it.until(lambda: it.screen.background.is_watching)
        where = it.screen.sidebar.model.cursor
        await it.press("f5")
        await it.until(lambda: it.shows("1 new article"), 20)
        await it.until(lambda: it.shows("From the web"))
        assert it.screen.sidebar.model.cursor == where
        assert it.shows("From the web")
        await it.press("g", "f")
        await it.until(lambda: it.shows("Feeds: articles, how many a week"))
        assert it.shows("The feed")
        await it.press("escape", "f5")
        await it.until(lambda: it.shows("Nothing new · 1 feed is not due yet"), 20)


async def test_feeds_that_are_due_are_asked_by_themselves(
    feed: Path, paths: Paths, open_desks: Desks, web: Web
) -> None:
    followed(feed, paths, f'address = "{web.address}/feed.xml"')
    async with driven(open_desks(feed, refresh_every_min=60)) as it:
        await it.until(lambda: it.shows("5/5 unread"), 30)
        assert web.asked


async def test_without_feeds_it_says_how_to_follow_one(feed: Path, open_desks: Desks) -> None:
    async with driven(open_desks(feed)) as it:
        await it.press("f5")
        assert it.shows("No feed is followed here; A follows one")


@pytest.mark.parametrize("key", ["source", "tag"])
async def test_a_feed_that_fails_is_marked_where_the_list_has_feeds(
    feed: Path, paths: Paths, open_desks: Desks, web: Web, key: str
) -> None:
    followed(feed, paths, f'address = "{web.address}/feed.xml"')
    if key == "tag":
        (feed / "tagged.md").write_text("---\ntags: [The feed]\n---\ntext\n")
    async with driven(open_desks(feed, refresh_every_min=0, group_by=key)) as it:
        await it.until(lambda: it.screen.background.is_watching)
        await it.press("f5")
        await it.until(lambda: it.shows("1 new article"), 20)
        await it.until(lambda: it.shows("▸ The feed"))
        assert not it.shows("⚠")
        web.put("/feed.xml", "", 500)
        for state in (feed / ".newsreader" / "feeds").glob("*/feed_states.json"):
            state.write_text(state.read_text().replace('"asked_s"', '"asked_s": 0, "was"'))
        await it.press("f5")
        await it.until(lambda: it.shows("⚠"), 20)
        [marked] = [line for line in it.lines() if "⚠" in line]
        assert ("▸ The feed (feed)" if key == "tag" else "▸ The feed") in marked
        await it.press("g", "f")
        await it.until(lambda: it.shows("The server answers 500"))


async def test_the_articles_of_a_feed_are_listed_and_it_is_followed_no_longer(
    feed: Path, paths: Paths, open_desks: Desks, web: Web
) -> None:
    followed(feed, paths, f'address = "{web.address}/feed.xml"')
    async with driven(open_desks(feed, refresh_every_min=0)) as it:
        await it.until(lambda: it.screen.background.is_watching)
        await it.press("f5")
        await it.until(lambda: it.shows("1 new article"), 20)
        await it.press("g", "f")
        await it.until(lambda: it.shows("Feeds: articles"))
        await it.press("enter")
        await it.until(lambda: it.shows("1 article found"))
        await it.press("g", "F")
        await it.until(lambda: it.shows("Unfollow which feed?"))
        await it.press("enter")
        await it.until(lambda: it.shows("Its articles stay."))
        await it.press("y")
        await it.until(lambda: it.shows("is no longer followed"))
    assert web.address not in (feed / "feeds.toml").read_text()
    assert len(list((feed / "the-feed").iterdir())) == 1


async def test_a_refresh_that_is_killed_is_said_and_the_next_one_does_the_rest(
    feed: Path, paths: Paths, open_desks: Desks, web: Web
) -> None:
    followed(feed, paths, f'address = "{web.address}/feed.xml"')
    slow = Held(rss(item(1, "From the web")))

    web.replies["/feed.xml"] = slow
    async with driven(open_desks(feed, refresh_every_min=0)) as it:
        await it.until(lambda: it.screen.background.is_watching)
        await it.pilot.press("f5")  # it lasts until the server may answer
        await it.until(slow.is_asked.is_set, 20)
        process = it.screen.background.refreshing.feeds._process  # no key kills it
        assert process is not None
        process.kill()
        await it.until(lambda: it.tells("it was stopped by SIGKILL"), 20)
        slow.let_go()
        await it.press("f5")
        await it.until(lambda: it.shows("1 new article"), 20)


async def test_a_refresh_that_cannot_write_about_its_feeds_says_so(
    feed: Path, paths: Paths, open_desks: Desks, web: Web
) -> None:
    followed(feed, paths, f'address = "{web.address}/feed.xml"')
    (feed / ".newsreader" / "refresh.lock").mkdir(parents=True)
    async with driven(open_desks(feed, refresh_every_min=0, group_by="source")) as it:
        await it.until(lambda: it.screen.background.is_watching)
        await it.press("f5")
        await it.until(lambda: it.shows("1 feed failed"), 20)


@pytest.mark.parametrize("path", ["/feed.xml", "/page", "/many"])
async def test_a_feed_that_is_followed_is_said_to_be_where_its_address_is_typed(
    feed: Path, paths: Paths, open_desks: Desks, web: Web, path: str
) -> None:
    followed(feed, paths, f'address = "{web.address}/feed.xml"', 'title = "Mine"')
    async with driven(open_desks(feed, refresh_every_min=0)) as it:
        await it.until(lambda: it.screen.background.is_watching)
        await it.press("A", *(web.address + path), "enter")
        if path == "/many":
            await it.until(lambda: it.shows("Which of its feeds?"))
            await it.press(*"xml", "enter")
        await it.until(lambda: it.shows("Mine is already followed"))
        assert not it.shows("enter follows it")


async def test_a_feed_that_is_cut_off_says_so_before_it_is_followed(
    feed: Path, open_desks: Desks, web: Web
) -> None:
    whole = rss(item(1, "First"), item(2, "Second"), title="The feed")
    web.put("/feed.xml", whole[: whole.index("<title>Second")])
    async with driven(open_desks(feed, refresh_every_min=0)) as it:
        await it.press("A", *(web.address + "/feed.xml"), "enter")
        await it.until(lambda: it.shows("only its first entry can be read"))
        assert it.shows("The feed · 1 article")
        await it.press("escape")
        web.put("/feed.xml", whole[: whole.index("<item>") + 9])
        await it.press("A", "enter")
        await it.until(lambda: it.shows("no entry of it can be read"))


async def test_http_is_asked_about_before_it_is_used(feed: Path, open_desks: Desks, web: Web) -> None:
    (feed / "feeds.toml").write_text("")
    plain = web.address.removeprefix("http://") + "/feed.xml"
    async with driven(open_desks(feed, refresh_every_min=0)) as it:
        await it.until(lambda: it.screen.background.is_watching)
        await it.press("A", *plain, "enter")
        await it.until(lambda: it.shows("127.0.0.1 does not answer by https"))
        assert web.asked == []
        await it.press("n")
        await it.press("A")
        await it.until(lambda: it.shows(plain))  # what was typed stands there again
        await it.press("enter")
        await it.until(lambda: it.shows("127.0.0.1 does not answer by https"))
        await it.press("y")
        await it.until(lambda: it.shows("The feed · 1 article"))
        await it.press("enter")
        await it.until(lambda: it.shows("5/5 unread"), 20)
    assert f'address = "http://{plain}"' in (feed / "feeds.toml").read_text()


async def test_a_password_that_was_typed_is_in_no_feeds_toml_and_not_on_the_screen(
    feed: Path, open_desks: Desks, web: Web
) -> None:
    (feed / "feeds.toml").write_text("")
    async with driven(open_desks(feed, refresh_every_min=0)) as it:
        await it.until(lambda: it.screen.background.is_watching)
        await it.press("A", *(web.address.replace("http://", "http://ann:secret@") + "/feed.xml"), "enter")
        await it.until(lambda: it.shows("The feed · 1 article"))
        assert it.shows("Its password goes into a file that only you can read")
        assert not it.shows("secret")
        await it.press("enter")
        await it.until(lambda: it.shows("5/5 unread"), 20)
    text = (feed / "feeds.toml").read_text()
    assert 'user = "ann"' in text
    assert "password_command" in text
    assert "secret" not in text


async def test_articles_of_a_quiet_feed_are_listed_but_not_counted(
    feed: Path, open_desks: Desks, web: Web, paths: Paths
) -> None:
    followed(feed, paths, f'address = "{web.address}/feed.xml"', "quiet = true")
    async with driven(open_desks(feed, refresh_every_min=0)) as it:
        await it.until(lambda: it.screen.background.is_watching)
        await it.press("f5")
        await it.until(lambda: it.shows("1 new article"), 20)
        await it.until(lambda: it.shows("4/4 unread"))
        assert it.shows("The feed")
        await it.press("g", "s")
        await it.until(lambda: it.shows("groups by name"))
        await it.press("g", "s")
        await it.until(lambda: it.shows("rarest first"))
