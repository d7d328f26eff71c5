"""What the client does at real servers: each test runs at Miniflux and at the server that NEWSREADER_TEST_GREADER names."""

import time
from datetime import UTC, datetime

import pytest

from reader.feeds.web.fetch import Fetcher
from reader.sync.faults import LoginError, SyncError, UnreachableError
from reader.sync.miniflux import OVERLAP_S
from reader.sync.miniflux import Miniflux as MinifluxClient
from reader.sync.server import Mark, Server
from tests.feeds.server import Web, item, rss
from tests.sync.conftest import Place
from tests.sync.real_miniflux import PASSWORD, Miniflux

ODD = 'A & B <b>c</b> „q“ "d" 中文，文章'


def published(web: Web, path: str, text: str) -> str:
    """Publish a feed with its type, without which FreshRSS takes none; return its address."""
    return web.put(path, text, Content_Type="application/rss+xml; charset=utf-8")


def feed_of(web: Web, count: int, path: str = "/feed.xml", begin: int = 1) -> str:
    """Publish a feed, whose links are those of the server of the feed; return its address."""
    numbers = range(begin, begin + count)
    rows = [item(n, link=f"{web.address}{path}/{n}", date="Mon, 01 Jun 2026 10:00:00 GMT") for n in numbers]
    return published(web, path, rss(*rows, title="The feed &amp; 源"))


def by_link(client: Server, ids: frozenset[str]) -> dict[str, str]:
    """Return the ids of entries by the numbers at the ends of their links."""
    return {entry.link.rpartition("/")[2]: entry.id for entry in client.entries(sorted(ids))}


def test_a_feed_that_is_followed_here_is_there_with_its_entries(place: Place, web: Web) -> None:
    text = "&lt;p&gt;Long &lt;em&gt;text&lt;/em&gt;.&lt;/p&gt;"
    sound = f'<enclosure url="{web.address}/a.mp3" type="audio/mpeg" length="1234"/>'
    odd = ODD.replace("&", "&amp;").replace("<", "&lt;")
    row = (
        f"<item><title>{odd}</title><link>{web.address}/one</link><guid>1</guid>{sound}"
        f"<pubDate>Mon, 01 Jun 2026 10:00:00 GMT</pubDate><description>{text}</description></item>"
    )
    address = published(web, "/feed.xml", rss(row, title="The feed"))
    client = place.client()
    assert client.check().user
    client.follow(address, "My title & 源", "Folder 新")
    [feed] = client.feeds()
    assert (feed.title, feed.address, feed.folder) == ("My title & 源", address, "Folder 新")
    states = client.states()
    [entry] = client.entries(sorted(states.ids))
    assert states.unread == {entry.id}
    assert (states.starred, states.is_whole) == (frozenset(), True)
    assert (entry.feed, entry.link) == (feed.id, f"{web.address}/one")
    assert entry.published == datetime(2026, 6, 1, 10, tzinfo=UTC)
    assert entry.title.startswith("A & B ")
    assert entry.title.endswith("中文，文章")
    assert "<em>text</em>" in entry.html
    assert [file.address for file in entry.enclosures] == [f"{web.address}/a.mp3"]
    assert (entry.is_read, entry.is_starred) == (False, False)


def test_marks_of_here_are_there_and_back(place: Place, web: Web) -> None:
    client = place.client()
    client.follow(feed_of(web, 300))
    ids = client.states().ids
    assert len(ids) == 300
    batches: list[int] = []
    client.mark(Mark.READ, ids, lambda batch: batches.append(len(batch)))
    assert sum(batches) == 300
    some = sorted(ids)[:3]
    client.mark(Mark.STAR, some)
    assert sorted(place.phone.state().values()) == [(True, False)] * 297 + [(True, True)] * 3
    states = client.states()
    assert (states.unread, states.starred) == (frozenset(), frozenset(some))
    client.mark(Mark.UNREAD, some)
    client.mark(Mark.UNSTAR, some[:2])
    states = client.states()
    assert (states.unread, states.starred) == (frozenset(some), frozenset(some[2:]))
    assert (
        sorted(place.phone.state().values()) == [(False, False)] * 2 + [(False, True)] + [(True, False)] * 297
    )
    again = {entry.id: (entry.is_read, entry.is_starred) for entry in client.entries(some)}
    assert again == dict(zip(some, [(False, False), (False, False), (False, True)], strict=True))


def test_marks_of_a_phone_are_here_at_the_next_look(place: Place, web: Web) -> None:
    client = place.client()
    address = feed_of(web, 5)
    client.follow(address)
    ids = by_link(client, client.states().ids)
    place.phone.mark(f"{address}/2", is_read=True)
    place.phone.mark(f"{address}/3", is_starred=True)
    states = client.states()
    assert states.unread == {ids[n] for n in "1345"}
    assert states.starred == {ids["3"]}
    place.phone.mark(f"{address}/2", is_read=False)
    place.phone.mark(f"{address}/3", is_starred=False)
    states = client.states()
    assert (len(states.unread), states.starred) == (5, frozenset())


def test_two_clients_see_each_other(place: Place, web: Web) -> None:
    one, other = place.client(), place.client()
    one.follow(feed_of(web, 4))
    first, second, *_ = sorted(one.states().ids)
    one.mark(Mark.READ, [first])
    other.mark(Mark.STAR, [second])
    assert one.states() == other.states()
    assert first not in other.states().unread
    assert one.states().starred == {second}


def test_feeds_are_renamed_moved_and_left(place: Place, web: Web) -> None:
    client = place.client()
    client.follow(feed_of(web, 1, "/one.xml"), folder="First")
    client.follow(feed_of(web, 1, "/two.xml"), folder="Second")
    one, two = sorted(client.feeds(), key=lambda feed: feed.address)
    client.rename(one.id, "Renamed & <新>")
    client.move(one.id, "第三 & more", "First")
    found = {feed.id: feed for feed in client.feeds()}
    assert (found[one.id].title, found[one.id].folder) == ("Renamed & <新>", "第三 & more")
    assert found[two.id] == two
    client.unfollow(one.id)
    assert client.feeds() == [two]
    assert len(client.states().ids) == 1


def test_what_cannot_be_followed_is_said(place: Place, web: Web) -> None:
    client = place.client()
    with pytest.raises(SyncError):
        client.follow(web.put("/page.html", "<html><title>A page</title></html>"))
    assert client.feeds() == []


def test_an_entry_that_the_server_does_not_have_does_no_harm(place: Place, web: Web) -> None:
    client = place.client()
    client.follow(feed_of(web, 2))
    one, other = sorted(client.states().ids)
    client.mark(Mark.READ, ["123456789", one])
    assert client.states().unread == {other}
    assert {entry.id for entry in client.entries([one, "123456789", other])} == {one, other}


def test_entries_get_labels_where_the_server_has_them(place: Place, web: Web) -> None:
    client = place.client()
    if not client.check().has_labels:
        assert client.labels() == []
        return
    client.follow(feed_of(web, 2))
    one, other = sorted(client.states().ids)
    client.label("标签 & x", [one], is_added=True)
    assert client.labels() == ["标签 & x"]
    found = {entry.id: "标签 & x" in entry.labels for entry in client.entries([one, other])}
    assert found == {one: True, other: False}
    client.label("标签 & x", [one], is_added=False)
    assert all("标签 & x" not in entry.labels for entry in client.entries([one, other]))


def test_a_wrong_password_is_said(place: Place) -> None:
    with pytest.raises(LoginError, match="does not accept this user and password"):
        place.stranger.check()


def test_a_server_that_was_down_goes_on_where_it_was(place: Place, web: Web, miniflux: Miniflux) -> None:
    if place.kind == "named":
        pytest.skip("only a server of ours may be stopped")
    client = place.client()
    client.follow(feed_of(web, 3))
    ids = client.states().ids
    miniflux.stop()
    with pytest.raises(UnreachableError, match=r"127\.0\.0\.1 refused the connection"):
        client.mark(Mark.READ, ids)
    miniflux.start()
    client.mark(Mark.READ, ids)
    assert client.states().unread == frozenset()


def test_miniflux_says_its_version_and_whether_anything_changed(miniflux: Miniflux, web: Web) -> None:
    account = miniflux.account()
    client = MinifluxClient(Fetcher(), miniflux.address, account.name, PASSWORD)
    info = client.check()
    assert (info.name, info.user, info.has_labels) == ("Miniflux", account.name, False)
    assert info.version
    client.follow(feed_of(web, 2))
    now_s = time.time()
    assert client.is_changed(now_s)
    assert not client.is_changed(now_s + 2 * OVERLAP_S)


def test_entries_far_apart_come_too(miniflux: Miniflux, web: Web) -> None:
    """The server has no list of ids to fetch: ranges are fetched, in which other entries are."""
    client = MinifluxClient(Fetcher(), miniflux.address, "", miniflux.account().key)
    client.follow(feed_of(web, 700))
    ids = sorted(client.states().ids, key=int)
    assert len(ids) == 700
    some = [*ids[:3], *ids[300:560], ids[-1]]
    assert [entry.id for entry in client.entries([*reversed(some), "1", "99999999", "x"])] == some
