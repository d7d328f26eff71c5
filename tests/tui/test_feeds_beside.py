"""A feed is followed where the folder of feeds is not open: it is opened beside what is, and nothing moves under the reader."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual import events

from reader.actions.workspace.workspace import Workspace
from reader.library import EVERYTHING, Scope
from reader.paths import Paths
from tests.feeds.server import Held, Reply, Web, item, rss
from tests.tui.driving import Driven, driven

Desks = Callable[..., Workspace]


@pytest.fixture
def web() -> Iterator[Web]:
    """A web server with feeds."""
    made = Web()
    made.put("/feed.xml", rss(item(1, "From the web"), item(2, "网上的文章"), title="Far away"))
    made.put("/other.xml", rss(item(7, "Another one"), title="Elsewhere"))
    made.put("/text", "only text")
    yield made
    made.close()


async def look_at(it: Driven, address: str) -> None:
    """Open the dialog that follows feeds, paste an address, and look at it."""
    await it.pilot.press("A")
    await it.until(lambda: it.shows("Follow a feed"))
    it.app.post_message(events.Paste(address))
    await it.until(lambda: it.shows(address))
    await it.pilot.press("enter")  # and go on: the answer may be long in coming


async def follow(it: Driven, address: str, title: str) -> None:
    """Follow a feed by keys, and wait until its articles are there."""
    await look_at(it, address)
    await it.until(lambda: it.shows(f"{title} · "))
    await it.press("enter")
    await it.until(lambda: it.shows(f"Following {title} · ") and it.shows("new article"), 30)


def titles(it: Driven, scope: Scope = Scope.ALL) -> list[str]:
    library = it.screen.workspace.library
    return [row.title for row in library.articles.rows(library.articles.ids(EVERYTHING, scope)).values()]


async def test_an_empty_folder_shows_the_first_feed_at_once(
    tmp_path: Path, open_desks: Desks, web: Web
) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    async with driven(open_desks(folder, refresh_every_min=0)) as it:
        assert it.shows("No articles here")
        await follow(it, web.address + "/feed.xml", "Far away")
        await it.until(lambda: it.shows("From the web") and it.shows("网上的文章"))
        await it.until(lambda: not it.shows("Following"), 20)
        assert it.shows("2/2 unread")
        await it.press("n", "enter")
        await it.until(lambda: it.shows("1/2 unread"))


async def test_nothing_moves_under_who_reads(feed: Path, open_desks: Desks, web: Web) -> None:
    async with driven(open_desks(feed, refresh_every_min=0)) as it:
        await it.press("g", "s")  # another order of groups
        await it.press("a", "&", *"tag:水果", "enter")
        await it.until(lambda: it.shows("articles found"))
        await it.press("j", "j")
        for _ in range(9):
            if "Third article" in it.line_of_cursor():
                break
            await it.press("j")
            if "▸" in it.line_of_cursor():
                await it.press("l")
        await it.press("enter", "space", "space", "j")
        await it.until(lambda: it.screen.in_page)
        await it.until(lambda: not it.shows("are found"), 20)
        screen = it.screen
        model = screen.sidebar.model

        def place() -> tuple[object, ...]:
            shown = screen.page.shown
            assert shown
            return (
                shown.article, screen.page.scroll_offset.y, screen.page.place, model.cursor, model.scope, model.order,
                screen.list_filter.query, screen.list_filter.key, screen.in_page, screen.focused, tuple(model.open_names),
                model.top(model.slot) - screen.sidebar.scroll_offset.y,
            )  # fmt: skip

        before, page = place(), [line[40:] for line in it.lines()[:20]]
        assert screen.page.scroll_offset.y > 5
        await follow(it, web.address + "/feed.xml", "Far away")
        await it.until(lambda: "From the web" in titles(it))
        await it.settle()
        assert place() == before
        assert [line[40:] for line in it.lines()[:20]] == page
        await it.press("escape", "&", "backspace", "enter")  # the filter ends, and the new ones are there
        await it.until(lambda: it.shows("From the web") or it.shows("(untagged)") or it.shows("Far away"))
        assert len(titles(it)) == 6


async def test_what_is_done_with_feeds_knows_the_folder_at_once(
    feed: Path, paths: Paths, open_desks: Desks, web: Web
) -> None:
    async with driven(open_desks(feed, refresh_every_min=0)) as it:
        await follow(it, web.address + "/feed.xml", "Far away")
        await it.press("g", "f")
        await it.until(lambda: it.shows("Feeds: articles") and it.shows("Far away"))
        await it.press("escape", "f5")
        await it.until(lambda: it.shows("Nothing new · 1 feed is not due yet"), 30)
        await follow(it, web.address + "/other.xml", "Elsewhere")
        await it.press("ctrl+k", *"Another")
        await it.until(lambda: it.shows("Another one"))
        await it.press("escape", "&", *"source:Elsewhere", "enter")
        await it.until(lambda: it.shows("1 article found"))
        await it.press("g", "F")
        await it.until(lambda: it.shows("Unfollow which feed?"))
        await it.press(*"Else", "enter")
        await it.until(lambda: it.shows("Its articles stay."))
        await it.press("y")
        await it.until(lambda: it.shows("is no longer followed"))
    text = (paths.subscriptions / "feeds.toml").read_text()
    assert "/feed.xml" in text
    assert "/other.xml" not in text


async def test_marks_in_the_new_folder_are_there_the_next_time_and_it_is_open(
    feed: Path, paths: Paths, open_desks: Desks, web: Web
) -> None:
    workspace = open_desks(feed, refresh_every_min=0)
    async with driven(workspace) as it:
        await follow(it, web.address + "/feed.xml", "Far away")
        await it.until(lambda: "From the web" in titles(it))
        await it.press("ctrl+k", *"From the", "enter")
        await it.until(lambda: it.shows("Text of 1."))
        await it.press("s")
        await it.until(lambda: titles(it, Scope.STARRED) == ["From the web"])
        await it.press("q")
    workspace.library.close()
    workspace.journal.close()
    again = open_desks(refresh_every_min=0)
    assert [folder.path for folder in again.library.folders] == [feed, paths.subscriptions]
    async with driven(again) as it:
        assert titles(it, Scope.STARRED) == ["From the web"]
        assert len(titles(it)) == 6
        assert it.screen.page.shown
        assert again.session.article
        assert again.session.article[0] == again.library.folders[1].id


@pytest.mark.parametrize("way", ["folder", "file", "trust"])
async def test_what_cannot_be_written_changes_nothing_and_says_why(
    feed: Path, paths: Paths, open_desks: Desks, web: Web, way: str
) -> None:
    paths.data.mkdir(parents=True, exist_ok=True)
    if way == "folder":
        paths.subscriptions.write_text("a file is in the way")
    elif way == "file":
        (paths.subscriptions / "feeds.toml").mkdir(parents=True)
    else:
        paths.trust.mkdir()
    async with driven(open_desks(feed, refresh_every_min=0)) as it:
        before = [line.rstrip() for line in it.lines()[:-1]]
        address = web.address + "/feed.xml"
        await look_at(it, address)
        await it.until(lambda: it.shows("Far away · 2 articles"))
        await it.press(*"news", "enter")
        await it.until(lambda: it.shows("cannot be"))
        assert it.shows("news")
        await it.press("escape")
        await it.settle()
        assert [line.rstrip() for line in it.lines()[:-1]] == before
        assert len(it.screen.workspace.library.folders) == 1
        await it.press("A")
        await it.until(lambda: it.shows(address))  # it need not be typed again
        await it.press("escape")
        if way == "folder":
            paths.subscriptions.unlink()
        elif way == "file":
            (paths.subscriptions / "feeds.toml").rmdir()
        else:
            assert address not in (paths.subscriptions / "feeds.toml").read_text()
            paths.trust.rmdir()
        await it.press("A", "enter")
        await it.until(lambda: it.shows("Far away · 2 articles"))
        await it.press("enter")
        await it.until(lambda: it.shows("Following Far away · 2 new articles"), 30)
        await it.press("A")
        await it.settle()
        assert not it.shows(address)  # it is followed


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/nothing", "there is nothing at this address; check it"),
        ("/text", "type the address of a feed, or of a page that links to one"),
        ("http://127.0.0.1:1/feed", "refused the connection"),
        ("", "Type an address first"),
    ],
)
async def test_an_address_that_leads_nowhere_says_what_to_do_and_stays(
    feed: Path, paths: Paths, open_desks: Desks, web: Web, path: str, told: str
) -> None:
    async with driven(open_desks(feed, refresh_every_min=0)) as it:
        address = web.address + path if path.startswith("/") else path
        await it.press("A", *address, "enter")
        await it.until(lambda: it.shows(told))
        await it.press("escape", "A")
        await it.until(lambda: it.shows("Follow a feed"))
        assert it.shows(address)
        await it.press(*(web.address + "/feed.xml"), "enter")  # what is typed takes its place
        await it.until(lambda: it.shows("Far away · 2 articles"))
        await it.press("escape")
    assert not paths.subscriptions.exists()


async def test_a_slow_answer_is_waited_for_in_sight_and_one_to_another_address_is_dropped(
    feed: Path, open_desks: Desks, web: Web
) -> None:
    slow = Held(rss(item(1), title="Too late"))

    web.replies["/slow.xml"] = slow
    async with driven(open_desks(feed, refresh_every_min=0)) as it:
        await look_at(it, web.address + "/slow.xml")
        await it.pilot.press("enter", "enter")
        await it.until(lambda: it.shows("Looking it up"))
        await it.until(slow.is_asked.is_set)
        await it.pilot.press("x")
        await it.until(lambda: not it.shows("Looking it up"))
        slow.let_go()
        await it.settle()
        assert it.shows("Follow a feed")
        assert sum(each.path == "/slow.xml" for each in web.asked) == 1
        await it.pilot.press("escape", "A")
        await it.pilot.press(*(web.address + "/feed.xml"), "enter")
        await it.until(lambda: it.shows("Far away · 2 articles"))


async def test_the_second_of_two_refreshes_says_that_one_runs(
    feed: Path, paths: Paths, open_desks: Desks, web: Web
) -> None:
    slow = Held(rss(item(3, "At last"), title="Slow"))

    async with driven(open_desks(feed, refresh_every_min=0)) as it:
        await follow(it, web.address + "/feed.xml", "Far away")
        web.replies["/other.xml"] = Reply(rss(item(3, "At last"), title="Slow").encode())
        await look_at(it, web.address + "/other.xml")
        await it.until(lambda: it.shows("Slow · 1 article"))
        web.replies["/other.xml"] = slow
        count = len(web.asked)
        await it.pilot.press("enter")
        await it.until(lambda: it.screen.background.refreshing.is_under_way)
        await it.pilot.press("f5", "f5")
        await it.until(lambda: it.shows("Feeds are already being refreshed; g R stops that"))
        await it.until(lambda: len(web.asked) > count, 30)
        await it.pilot.press("f5")
        await it.until(lambda: it.shows("Feeds are already being refreshed; g R stops that"))
        assert it.shows("feeds 0/2") or it.shows("feeds 1/2")
        slow.let_go()
        await it.until(lambda: "At last" in titles(it), 30)
        await it.until(lambda: not it.screen.background.refreshing.is_under_way)
        assert len(web.asked) == count + 1


async def test_a_feed_that_is_followed_while_others_are_refreshed_is_fetched_right_after_them(
    feed: Path, open_desks: Desks, web: Web
) -> None:
    slow = Held(rss(item(3, "At last"), title="Slow"))

    web.put("/slow.xml", rss(item(3, "At last"), title="Slow"))
    async with driven(open_desks(feed, refresh_every_min=0)) as it:
        await look_at(it, web.address + "/slow.xml")
        await it.until(lambda: it.shows("Slow · 1 article"))
        web.replies["/slow.xml"] = slow
        await it.pilot.press("enter")
        await it.until(slow.is_asked.is_set, 30)
        await look_at(it, web.address + "/feed.xml")
        await it.until(lambda: it.shows("Far away · 2 articles"))
        await it.pilot.press("enter")
        await it.until(lambda: it.shows("Following Far away"))
        slow.let_go()
        await it.until(lambda: it.shows("Following Far away · 2 new articles"), 30)
        await it.until(lambda: len(titles(it)) == 7, 30)


async def test_a_refresh_can_be_stopped_before_it_has_begun_and_begins_again(
    feed: Path, open_desks: Desks, web: Web
) -> None:
    async with driven(open_desks(feed, refresh_every_min=0)) as it:
        await follow(it, web.address + "/feed.xml", "Far away")
        await it.until(lambda: not it.screen.background.refreshing.is_under_way)
        await it.press("f5", "g", "R")
        await it.until(lambda: not it.screen.background.refreshing.is_under_way, 30)
        await it.press("g", "R")
        await it.until(lambda: it.shows("No feed is being refreshed"))
        await it.press("f5")
        await it.until(lambda: it.shows("Nothing new"), 30)


@pytest.mark.parametrize("keys", [("f5",), ("g", "f"), ("g", "F")])
async def test_feeds_that_came_into_being_since_the_start_are_noticed_by_the_keys_about_feeds(
    feed: Path, paths: Paths, open_desks: Desks, web: Web, keys: tuple[str, ...]
) -> None:
    async with driven(open_desks(feed, refresh_every_min=0)) as it:
        await it.press("f5")
        assert it.shows("No feed is followed here; A follows one")
        paths.subscriptions.mkdir(parents=True)
        (paths.subscriptions / "feeds.toml").write_text(
            f'[[feed]]\naddress = "{web.address}/feed.xml"\ntitle = "Far away"\n'
        )
        (paths.subscriptions / "here.md").write_text("---\ntitle: Brought by another\n---\nText.\n")
        await it.press(*keys)
        if keys[0] == "g":
            await it.until(lambda: it.shows("Far away"))
            await it.press("escape")
        await it.until(lambda: "Brought by another" in titles(it), 30)
        assert len(titles(it)) == 5


async def test_folders_that_were_named_stay_alone_until_the_user_wants_feeds(
    feed: Path, paths: Paths, open_desks: Desks
) -> None:
    paths.subscriptions.mkdir(parents=True)
    (paths.subscriptions / "feeds.toml").write_text('[[feed]]\naddress = "http://127.0.0.1:9/x"\n')
    (paths.subscriptions / "here.md").write_text("Text.")
    async with driven(open_desks(feed, refresh_every_min=0)) as it:
        (feed / "one.md").write_text("---\ntitle: Changed\n---\n")
        await it.until(lambda: "Changed" in titles(it))
        assert len(it.screen.workspace.library.folders) == 1


async def test_a_feed_of_a_folder_that_has_feeds_of_its_own_opens_no_other(
    feed: Path, paths: Paths, open_desks: Desks, web: Web
) -> None:
    (feed / "feeds.toml").write_text("# mine\n")
    paths.subscriptions.mkdir(parents=True)
    (paths.subscriptions / "feeds.toml").write_text('[[feed]]\naddress = "http://127.0.0.1:9/x"\n')
    async with driven(open_desks(feed, refresh_every_min=0)) as it:
        await follow(it, web.address + "/feed.xml", "Far away")
        await it.until(lambda: len(titles(it)) == 6, 30)
        assert len(it.screen.workspace.library.folders) == 1
    assert web.address in (feed / "feeds.toml").read_text()


async def test_an_own_feeds_folder_that_is_a_link_is_opened_once(
    feed: Path, paths: Paths, open_desks: Desks, web: Web, tmp_path: Path
) -> None:
    real = tmp_path / "elsewhere"
    real.mkdir()
    paths.data.mkdir(parents=True)
    paths.subscriptions.symlink_to(real)
    async with driven(open_desks(feed, refresh_every_min=0)) as it:
        await follow(it, web.address + "/feed.xml", "Far away")
        await follow(it, web.address + "/other.xml", "Elsewhere")
        await it.until(lambda: len(titles(it)) == 7, 30)
        assert len(it.screen.workspace.library.folders) == 2
