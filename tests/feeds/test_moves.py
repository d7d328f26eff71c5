"""Where a feed has moved to: its server's word is believed, the note of it is no word of the user's."""

import socket
from pathlib import Path
from typing import Any

import pytest

from reader.feeds.following.feed_states import FeedStates
from reader.feeds.following.schedule import DAY_S
from reader.feeds.following.subscriptions import Subscription
from tests.feeds.conftest import Ask, Clock
from tests.feeds.server import Web, item, rss


@pytest.mark.parametrize(("status", "stored"), [(301, True), (308, True), (302, False), (307, False)])
@pytest.mark.parametrize("host", ["a.example.org", "b.example.org"])
def test_a_permanent_redirect_is_believed_the_third_time(
    web: Web, ask: Ask, clock: Clock, monkeypatch: pytest.MonkeyPatch, host: str, status: int, stored: bool
) -> None:
    monkeypatch.setenv("http_proxy", web.address)
    old, new = "http://a.example.org/old", f"http://{host}/new"
    web.put(new, rss(item(1)), ETag='"n"')
    web.put(old, b"", status, Location=new)
    for _ in range(4):
        ask(Subscription(old, "Feed", is_public=True))
        clock.now += DAY_S
    asked_old = [each for each in web.asked if each.path == old]
    assert len(asked_old) == (3 if stored else 4)
    # Validators belong to the address that gave them, whatever leads there.
    assert [each.headers.get("if-none-match") for each in asked_old] == [None] * len(asked_old)
    sent = [each.headers.get("if-none-match") for each in web.asked if each.path == new]
    assert sent == [None, '"n"', '"n"', '"n"']


@pytest.mark.parametrize("headers", [(), (("X-Key", "1"),)])
def test_where_a_feed_has_moved_to_is_no_yes_to_another_path_of_a_private_host(
    web: Web, ask: Ask, clock: Clock, tmp_path: Path, headers: tuple[tuple[str, str], ...]
) -> None:
    feed = Subscription(web.put("/feed", rss(item(1))), "Feed", headers=headers)
    ask(feed)
    store = FeedStates(tmp_path / "articles")
    store.state(feed).address = web.put("/secret", rss(item(2)))
    store.save(clock.now)
    clock.now += DAY_S
    ask(feed)
    assert [each.path for each in web.asked] == ["/feed", "/feed"]


@pytest.fixture
def named_privately(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let names that look public lead to this machine, as those of some private networks do."""
    ask_system = socket.getaddrinfo

    def lead_here(host: str, *arguments: Any, **options: Any) -> Any:
        return ask_system("127.0.0.1" if str(host).endswith(".example.com") else host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", lead_here)


@pytest.mark.usefixtures("named_privately")
def test_where_a_feed_has_moved_to_is_no_yes_to_a_private_host_with_a_public_name(
    web: Web, ask: Ask, clock: Clock, tmp_path: Path
) -> None:
    web.put("/feed", rss(item(1)))
    web.put("/secret", rss(item(2)))
    feed = Subscription(f"http://feeds.example.com:{web.port}/feed", "Feed")
    ask(feed)
    store = FeedStates(tmp_path / "articles")
    for noted in (f"http://feeds.example.com:{web.port}/secret", f"http://x.example.com:{web.port}/secret",
                  f"{web.address}/secret"):  # fmt: skip
        store.state(feed).address = noted
        store.save(clock.now)
        clock.now += DAY_S
        [outcome] = ask(feed)
        assert outcome.error == ""
    assert {each.path for each in web.asked} == {"/feed"}


@pytest.mark.usefixtures("named_privately")
@pytest.mark.parametrize("status", [301, 302, 307, 308])
@pytest.mark.parametrize("host", ["x.example.com", "127.0.0.1"])
def test_a_feed_is_never_moved_to_a_private_host_without_a_yes(
    web: Web, ask: Ask, clock: Clock, status: int, host: str
) -> None:
    web.put("/secret", rss(item(2)))
    web.put("/feed", b"", status, Location=f"http://{host}:{web.port}/secret")
    for _ in range(4):
        [outcome] = ask(Subscription(f"http://feeds.example.com:{web.port}/feed", "Feed"))
        assert "private network" in outcome.error
        clock.now += 2 * DAY_S
    assert {each.path for each in web.asked} == {"/feed"}


@pytest.mark.parametrize("status", [301, 308])
def test_an_agreed_private_feed_that_moves_within_its_host_comes_from_there_by_way_of_its_address(
    web: Web, ask: Ask, clock: Clock, status: int
) -> None:
    web.put("/new", rss(item(1)), ETag='"n"')
    address = web.put("/feed", b"", status, Location="/new")
    for _ in range(5):
        [outcome] = ask(Subscription(address, "Feed"))
        assert outcome.error == ""
        clock.now += DAY_S
    assert [each.path for each in web.asked] == ["/feed", "/new"] * 5
    assert [each.headers.get("if-none-match") for each in web.asked if each.path == "/new"] == [None] + [
        '"n"'
    ] * 4
