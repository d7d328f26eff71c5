"""What the feeds of a folder want is asked in one line with a key; nothing is fetched or run before the answer."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from reader.paths import Paths
from tests.feeds.agreeing import agree_to
from tests.feeds.server import Web, item, rss
from tests.tui.driving import driven

Desks = Callable[..., Workspace]

QUESTION = "g A: feeds of feed wait for your consent"


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """A web server in a private network, which is the proxy to a public one too."""
    made = Web()
    made.put("http://a.example.org/feed", rss(item(1, "From the web"), title="The feed"))
    made.put("/feed.xml", rss(item(2, "From nearby"), title="Nearby"))
    monkeypatch.setenv("http_proxy", made.address)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    yield made
    made.close()


@pytest.fixture
def ran(tmp_path: Path) -> Path:
    """What a program leaves."""
    return tmp_path / "ran"


@pytest.fixture
def strange(feed: Path, web: Web, ran: Path) -> Path:
    """The folder with feeds that its reader did not write: a public one, a private one, a program."""
    command = json.dumps([sys.executable, "-c", f"open({str(ran)!r}, 'w')"])
    (feed / "feeds.toml").write_text(
        '[[feed]]\naddress = "http://a.example.org/feed"\n'
        f'[[feed]]\naddress = "{web.address}/feed.xml"\ntitle = "Nearby"\n'
        f'[[feed]]\ncommand = {command}\ntitle = "Program"\n'
    )
    return feed


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


async def test_the_question_is_a_line_with_a_key_and_covers_no_article(
    strange: Path, open_desks: Desks, web: Web, ran: Path
) -> None:
    async with driven(open_desks(strange, refresh_every_min=60), size=(80, 24)) as it:
        assert it.shows("First article")
        await it.until(lambda: it.shows(QUESTION))
        assert it.shows("A paragraph.")
        assert len(it.app.screen_stack) == 1
        await it.press("j", "enter", "f5")
        await it.until(lambda: it.shows("3 feeds wait for your consent"), 20)
        await it.press("escape")
        await it.until(lambda: it.shows(QUESTION))
    assert web.asked == []
    assert names_in(ran.parent) == {"feed", "own"}
    assert names_in(strange) == {"feeds.toml", "four.md", "one.md", "three.md", "two.md"}


@pytest.mark.parametrize("size", [(80, 24), (50, 20)])
async def test_all_of_it_is_shown_and_a_yes_lets_it_be_had(
    strange: Path, open_desks: Desks, web: Web, ran: Path, size: tuple[int, int]
) -> None:
    async with driven(open_desks(strange, refresh_every_min=0), size=size) as it:
        await it.until(lambda: it.shows(QUESTION))
        await it.press("g", "A")
        await it.until(lambda: it.shows("y: yes to all"))
        assert it.shows("runs a program that prints the feed:")
        assert it.shows("Nearby needs more than fetching:")
        await it.press("enter", *"jjjjjjjjjjjjjjjj")
        await it.until(lambda: it.shows("http://a.example.org/feed"))
        await it.press("y")
        await it.until(lambda: it.shows("6/6 unread"), 30)
        await it.until(lambda: not it.shows(QUESTION))
    assert "ran" in names_in(ran.parent)


async def test_only_the_feeds_of_the_web_may_be_agreed_to(
    strange: Path, open_desks: Desks, web: Web, ran: Path
) -> None:
    async with driven(open_desks(strange, refresh_every_min=0)) as it:
        await it.until(lambda: it.shows(QUESTION))
        await it.press("g", "A")
        await it.until(lambda: it.shows("y: yes to all"))
        await it.press("p")
        await it.until(lambda: it.shows("5/5 unread"), 20)
        assert not it.shows(QUESTION)
    assert [each.path for each in web.asked] == ["http://a.example.org/feed"]
    assert "ran" not in names_in(ran.parent)


async def test_a_no_is_remembered_and_another_time_is_not_a_no(
    strange: Path, open_desks: Desks, web: Web, ran: Path, paths: Paths
) -> None:
    async with driven(open_desks(strange, refresh_every_min=0)) as it:
        await it.until(lambda: it.shows(QUESTION))
        await it.press("g", "A")
        await it.until(lambda: it.shows("y: yes to all"))
        await it.press("escape")
        assert not it.shows(QUESTION)
    assert "trust.json" not in names_in(paths.data)
    async with driven(open_desks(strange, refresh_every_min=0)) as it:
        await it.until(lambda: it.shows(QUESTION))
        await it.press("g", "A")
        await it.until(lambda: it.shows("y: yes to all"))
        await it.press("n")
        await it.until(lambda: it.shows("newsreader trust FOLDER asks again"))
    async with driven(open_desks(strange, refresh_every_min=0)) as it:
        await it.until(lambda: it.screen.background.is_watching)
        await it.settle()
        assert not it.shows(QUESTION)
        await it.press("f5")
        await it.until(lambda: it.shows("3 feeds wait for your consent"), 20)
        await it.press("g", "A")  # what was refused can still be agreed to
        await it.until(lambda: it.shows("y: yes to all"))
    assert web.asked == []
    assert "ran" not in names_in(ran.parent)


async def test_what_is_new_in_a_folder_that_was_agreed_to_is_asked_about(
    strange: Path, open_desks: Desks, paths: Paths
) -> None:
    agree_to(strange, paths)
    async with driven(open_desks(strange, refresh_every_min=0)) as it:
        await it.settle()
        assert not it.shows(QUESTION)
        with (strange / "feeds.toml").open("a") as opened:
            opened.write('[[feed]]\naddress = "https://192.168.7.7/x"\n')
        await it.press("f5")
        await it.until(lambda: it.shows(QUESTION), 20)


async def test_what_is_too_long_to_be_shown_cannot_be_agreed_to_here(
    feed: Path, open_desks: Desks, paths: Paths
) -> None:
    (feed / "feeds.toml").write_text(f'[[feed]]\ncommand = ["x", "{"y" * 30_000}"]\n')
    async with driven(open_desks(feed, refresh_every_min=0)) as it:
        await it.until(lambda: it.shows(QUESTION))
        await it.press("g", "A")
        await it.until(lambda: it.shows("There is more"))
        await it.press("y")
        assert it.shows("There is more")
        await it.press("escape")
    assert "trust.json" not in names_in(paths.data)


async def test_several_folders_are_asked_about_one_after_another(
    strange: Path, open_desks: Desks, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "feeds.toml").write_text('[[feed]]\naddress = "http://b.example.org/feed"\n')
    async with driven(open_desks(strange, other, refresh_every_min=0)) as it:
        await it.until(lambda: it.shows("wait for your consent"))
        await it.press("g", "A")
        await it.until(lambda: it.shows("http://a.example.org/feed"))
        await it.press("n")
        await it.until(lambda: it.shows("http://b.example.org/feed"))
        await it.press("n")
        await it.until(lambda: not it.shows("wait for your consent"))


async def test_where_nothing_waits_the_command_says_so(feed: Path, open_desks: Desks) -> None:
    async with driven(open_desks(feed)) as it:
        await it.press("g", "A")
        await it.until(lambda: it.shows("No feed waits for your consent"))


async def test_a_feed_that_is_followed_by_a_key_goes_nowhere_where_feeds_were_refused(
    strange: Path, open_desks: Desks, web: Web, paths: Paths
) -> None:
    async with driven(open_desks(strange, refresh_every_min=0)) as it:
        await it.until(lambda: it.shows(QUESTION))
        await it.press("g", "A")
        await it.until(lambda: it.shows("y: yes to all"))
        await it.press("n")
        await it.until(lambda: not it.shows(QUESTION))
        before = (strange / "feeds.toml").read_text()
        await it.press("A", *(web.address + "/feed.xml"), "enter")
        await it.until(lambda: it.shows("Nearby · 1 article"))
        await it.press("enter")
        await it.until(lambda: it.shows("Following Nearby · 1 new article"), 30)
    assert (strange / "feeds.toml").read_text() == before
    assert web.address in (paths.subscriptions / "feeds.toml").read_text()


async def test_a_question_that_was_answered_elsewhere_goes_with_the_next_refresh(
    strange: Path, open_desks: Desks, paths: Paths
) -> None:
    async with driven(open_desks(strange, refresh_every_min=0)) as it:
        await it.until(lambda: it.shows(QUESTION))
        agree_to(strange, paths)
        await it.press("f5")
        await it.until(lambda: it.shows("2 new articles"), 30)
        await it.until(lambda: not it.shows(QUESTION))


async def test_the_list_of_feeds_marks_those_that_wait_and_names_the_key(
    strange: Path, open_desks: Desks
) -> None:
    async with driven(open_desks(strange)) as it:
        await it.press("g", "f")
        await it.until(lambda: it.text().count("It waits for your consent: g A shows what it wants") == 3)
