"""Polite and safe: what a server may expect of us, and what we take from it, against real sockets."""

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest

from reader.feeds.following.feed_states import FeedState, FeedStates
from reader.feeds.following.schedule import DAY_S, HOUR_S, WEEK_S
from reader.feeds.following.subscriptions import Subscription
from reader.feeds.web.connection import FetchError
from reader.feeds.web.fetch import Fetcher
from reader.feeds.web.rate_limit import HOSTS_AT_ONCE, RateLimit
from tests.feeds.conftest import Ask, Clock
from tests.feeds.server import Asked, Reply, Web, item, rss


def state_of(tmp_path: Path, address: str) -> FeedState:
    return FeedStates(tmp_path / "articles").state(Subscription(address))


def test_validators_are_kept_byte_for_byte_sent_back_and_replaced(web: Web, ask: Ask, clock: Clock) -> None:
    address = web.put("/feed", rss(item(1)), ETag='W/"odd, one"', Last_Modified="yesterday, perhaps")
    ask(address)
    assert "if-none-match" not in web.asked[0].headers
    clock.now += DAY_S
    web.put("/feed", rss(item(1)), ETag='"two"')
    ask(address)
    assert web.asked[1].headers["if-none-match"] == 'W/"odd, one"'
    assert web.asked[1].headers["if-modified-since"] == "yesterday, perhaps"
    clock.now += DAY_S
    web.put("/feed", b"", 304)
    ask(address)
    assert web.asked[2].headers["if-none-match"] == '"two"'
    assert "if-modified-since" not in web.asked[2].headers  # the last answer had none
    clock.now += DAY_S
    ask(address)
    assert web.asked[3].headers["if-none-match"] == '"two"'  # a 304 without one clears nothing


def test_a_feed_is_asked_once_an_hour_at_most_and_after_a_restart_too(
    web: Web, ask: Ask, clock: Clock
) -> None:
    address = web.put("/feed", rss(item(1)))
    ask(address)
    clock.now += HOUR_S - 1
    [outcome] = ask(address)
    assert outcome.waits_s == pytest.approx(1)
    clock.now += 2
    ask(address)
    assert len(web.asked) == 2


@pytest.mark.parametrize(
    ("headers", "more", "wait"),
    [
        ({"Cache_Control": "public, max-age=7200"}, "", 7200),
        ({"Cache_Control": "max-age=500000000"}, "", DAY_S),
        ({"Cache_Control": "max-age=10"}, "", HOUR_S),
        ({"Expires": "Sat, 01 Jan 2101 00:00:00 GMT"}, "", DAY_S),
        ({"Expires": "0"}, "", HOUR_S),
        ({}, "<ttl>180</ttl>", 180 * 60),
        ({}, "<ttl>99999999</ttl>", DAY_S),
    ],
)
def test_a_servers_and_a_feeds_own_word_make_it_rarer_within_bounds(
    web: Web, ask: Ask, clock: Clock, tmp_path: Path, headers: dict[str, str], more: str, wait: float
) -> None:
    address = web.put("/feed", rss(item(1), more=more), 200, **headers)
    ask(address)
    assert state_of(tmp_path, address).next_s - clock.now == pytest.approx(wait)


def test_the_users_own_interval_counts_most(web: Web, ask: Ask, clock: Clock, tmp_path: Path) -> None:
    address = web.put("/feed", rss(item(1)))
    ask(Subscription(address, "Feed", interval_s=600))
    assert state_of(tmp_path, address).next_s - clock.now == pytest.approx(600)


@pytest.mark.parametrize(("status", "after", "wait"), [(429, "120", 120), (503, "99999999", WEEK_S)])
def test_retry_after_holds_for_the_whole_host_and_for_who_asks_by_hand(
    web: Web, ask: Ask, clock: Clock, tmp_path: Path, status: int, after: str, wait: float
) -> None:
    one = web.put("/one", b"", status, Retry_After=after)
    other = web.put("/other", rss(item(1)))
    outcomes = ask(one, other)
    assert len(web.asked) == 1
    assert outcomes[0].error
    assert outcomes[1].waits_s > 0
    assert state_of(tmp_path, one).next_s - clock.now == pytest.approx(wait)
    clock.now += 100  # and after a restart, for a feed of that host that is new, and for who asks by hand
    [third] = ask(web.address + "/third", manual=True)
    assert "asked us to wait" in third.held
    assert len(web.asked) == 1
    clock.now += wait
    ask(other, manual=True)
    assert len(web.asked) == 2


def test_who_asks_by_hand_waits_a_minute_and_no_more(web: Web, ask: Ask, clock: Clock) -> None:
    address = web.put("/feed", rss(item(1)))
    ask(address)
    clock.now += 30
    [outcome] = ask(address, manual=True)
    assert outcome.waits_s == pytest.approx(30)
    clock.now += 31
    ask(address, manual=True)
    assert len(web.asked) == 2


def test_failures_make_it_rarer_up_to_a_day_and_success_ends_that(
    web: Web, ask: Ask, clock: Clock, tmp_path: Path
) -> None:
    address = web.put("/feed", b"", 500)
    waits = []
    for _ in range(8):
        ask(address)
        waits.append(state_of(tmp_path, address).next_s - clock.now)
        clock.now = state_of(tmp_path, address).next_s + 1
    assert HOUR_S * 0.8 <= waits[0] <= HOUR_S
    assert 4 * HOUR_S * 0.8 <= waits[2] <= 4 * HOUR_S
    assert waits[-1] <= DAY_S
    web.put("/feed", rss(item(1)))
    [outcome] = ask(address)
    assert not outcome.error
    assert state_of(tmp_path, address).errors == 0


def test_what_is_gone_is_not_asked_again_and_its_articles_stay(
    web: Web, ask: Ask, clock: Clock, tmp_path: Path
) -> None:
    address = web.put("/feed", rss(item(1)))
    [outcome] = ask(address)
    clock.now += DAY_S
    web.put("/feed", b"", 410)
    [told] = ask(address)
    assert "gone for good" in told.error
    clock.now += WEEK_S
    ask(address, manual=True)
    assert len(web.asked) == 2
    assert outcome.added[0].exists()


def test_what_is_not_found_is_asked_daily(web: Web, ask: Ask, clock: Clock, tmp_path: Path) -> None:
    address = web.address + "/nowhere"
    ask(address)
    assert state_of(tmp_path, address).next_s - clock.now == pytest.approx(DAY_S)


def test_one_request_at_a_time_to_a_host_with_a_gap_between(web: Web, ask: Ask) -> None:
    addresses, moments, running, most = [], [], [0], [0]

    def slow(asked: Asked) -> Reply:
        moments.append(time.monotonic())
        running[0] += 1
        most[0] = max(most[0], running[0])
        time.sleep(0.05)
        running[0] -= 1
        return Reply(rss(item(1)).encode())

    for number in range(3):
        web.replies[f"/{number}"] = slow
        addresses.append(f"{web.address}/{number}")
    ask(*addresses, gap_s=0.2)
    assert most == [1]
    assert all(later - earlier >= 0.2 for earlier, later in pairwise(moments))


def test_what_is_sent_says_who_asks_and_nothing_else(web: Web, ask: Ask) -> None:
    address = web.put("/feed", rss(item(1)), Set_Cookie="a=b")
    ask(address)
    headers = web.asked[0].headers
    assert headers["user-agent"].startswith("newsreader/")
    assert headers["accept-encoding"] == "gzip"
    assert not headers.keys() & {"cookie", "referer"}
    assert web.asked[0].path == "/feed"


def test_gzip_is_unpacked_and_a_bomb_is_not(web: Web) -> None:
    web.put("/small", gzip.compress(b"text"), Content_Encoding="gzip")
    assert Fetcher().fetch(web.address + "/small", typed="127.0.0.1").data == b"text"
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(b"0" * (1 << 20)) for _ in range(300)) + packer.flush()
    web.put("/bomb", bomb, Content_Encoding="gzip")
    with pytest.raises(FetchError, match="32 MB when unpacked"):
        Fetcher().fetch(web.address + "/bomb", typed="127.0.0.1")


def test_a_document_is_bounded_in_bytes_and_in_time(web: Web) -> None:
    web.put("/large", b"x" * (11 << 20))
    with pytest.raises(FetchError, match="larger than 10 MB"):
        Fetcher().fetch(web.address + "/large", typed="127.0.0.1")

    def drip(write: Callable[[bytes], None]) -> None:
        for _ in range(100):
            write(b"x")
            time.sleep(0.05)

    web.replies["/drip"] = Reply(drip=drip)
    begin = time.monotonic()
    with pytest.raises(FetchError, match="took too long"):
        Fetcher(total_s=0.5).fetch(web.address + "/drip", typed="127.0.0.1")
    assert time.monotonic() - begin < 3


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://127.0.0.1/x", "javascript:1", "http://u:p@127.0.0.1/"]
)
def test_no_redirect_leads_to_another_scheme(web: Web, location: str) -> None:
    web.put("/away", b"", 302, Location=location)
    with pytest.raises(FetchError, match="not an address that may be fetched"):
        Fetcher().fetch(web.address + "/away", typed="127.0.0.1")


def test_redirects_end(web: Web) -> None:
    web.put("/loop", b"", 302, Location="/loop")
    with pytest.raises(FetchError, match="redirects endlessly"):
        Fetcher().fetch(web.address + "/loop", typed="127.0.0.1")
    assert len(web.asked) == 6


def test_credentials_do_not_cross_origins(web: Web) -> None:
    other = Web("127.0.0.2")
    other.put("/there", b"x")
    web.put("/away", b"", 302, Location=f"{other.address}/there")
    with pytest.raises(FetchError, match="private network"):
        Fetcher().fetch(web.address + "/away", {"Authorization": "secret"}, typed="127.0.0.1")
    assert "authorization" in web.asked[0].headers
    assert other.asked == []  # it was not even spoken to
    other.close()


@pytest.mark.parametrize("typed", ["", "example.org"])
def test_a_private_address_is_fetched_only_if_the_user_named_it(web: Web, typed: str) -> None:
    web.put("/feed", b"x")
    with pytest.raises(FetchError, match="private network"):
        Fetcher().fetch(web.address + "/feed", typed=typed)
    assert Fetcher().fetch(web.address + "/feed", typed="127.0.0.1").data == b"x"


@pytest.mark.parametrize(
    "proxy",
    ["socks5://me:secret@x:1", "http://[::1", "http://me:secret@host:99999", "me:secret@host:abc", "::::"],
)
def test_a_proxy_of_no_use_is_said_by_its_variable_and_never_with_its_password(
    monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    monkeypatch.setenv("http_proxy", proxy)
    monkeypatch.delenv("no_proxy", raising=False)
    with pytest.raises(FetchError) as refused:
        Fetcher().fetch("http://feeds.example.org/feed")
    assert str(refused.value) == "The proxy in http_proxy needs an address such as http://host:8080"


def test_the_proxy_of_the_environment_is_used(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", web.address)
    monkeypatch.delenv("no_proxy", raising=False)
    web.put("http://feeds.example.org/feed", b"by the proxy")
    assert Fetcher().fetch("http://feeds.example.org/feed").data == b"by the proxy"


def test_a_page_is_told_from_a_feed_and_its_feeds_are_named(web: Web, ask: Ask) -> None:
    page = '<html><head><link rel="alternate" type="application/rss+xml" href="/real.xml" title="Real"></head><p>x'
    [outcome] = ask(web.put("/page", page, Content_Type="text/html"))
    assert f"It links to {web.address}/real.xml" in outcome.error


def dated(day: int, number: int) -> str:
    return item(number, date=f"{day:02} Jun 2026 10:00:00 GMT")


def test_without_validators_it_is_asked_rarer_where_nothing_is_new_down_to_a_day(
    web: Web, ask: Ask, clock: Clock, tmp_path: Path
) -> None:
    address = web.put("/feed", rss(dated(1, 1), dated(30, 2)))
    waits = []
    for _ in range(7):
        ask(address)
        waits.append(state_of(tmp_path, address).next_s - clock.now)
        clock.now += waits[-1] + 1
    assert waits == [HOUR_S, 2 * HOUR_S, 4 * HOUR_S, 8 * HOUR_S, 16 * HOUR_S, DAY_S, DAY_S]


def test_without_validators_it_is_never_asked_so_rarely_that_entries_fall_out_unseen(
    web: Web, ask: Ask, clock: Clock, tmp_path: Path
) -> None:
    # All of its entries become others in a day.
    address = web.put("/feed", rss(dated(1, 1), dated(2, 2)))
    for _ in range(6):
        ask(address)
        wait = state_of(tmp_path, address).next_s - clock.now
        assert wait <= 6 * HOUR_S
        clock.now += wait + 1
    web.put(
        "/feed", rss(dated(3, 3), dated(4, 4))
    )  # none of those that were known: some may have been missed
    ask(address)
    assert state_of(tmp_path, address).next_s - clock.now == pytest.approx(HOUR_S)


def test_hosts_that_want_longer_gaps_have_them() -> None:
    turns = RateLimit()
    assert turns.gap_s("www.reddit.com") == 60
    assert turns.gap_s("example.org") == 1
    with turns.turn("www.reddit.com", 1):
        pass
    with (
        pytest.raises(TimeoutError),
        turns.turn("www.reddit.com", 30),
    ):  # at once: it would not be free by then
        pass


def test_sixteen_are_asked_at_once_and_no_more(ask: Ask) -> None:
    moment, running, most = threading.Lock(), [0], [0]

    def slow(asked: Asked) -> Reply:
        with moment:
            running[0] += 1
            most[0] = max(most[0], running[0])
        time.sleep(0.3)
        with moment:
            running[0] -= 1
        return Reply(rss(item(1)).encode())

    webs = [Web(f"127.0.7.{number}") for number in range(1, 25)]
    for web in webs:
        web.replies["/feed"] = slow
    outcomes = ask(*(f"{web.address}/feed" for web in webs))
    assert [outcome.error for outcome in outcomes] == [""] * 24
    assert most == [HOSTS_AT_ONCE]
    for web in webs:
        web.close()


def test_a_server_that_drips_its_headers_is_left_in_time() -> None:
    listening = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        with suppress(OSError):
            there, _ = listening.accept()
            for char in "HTTP/1.1 200 OK\r\n" + "X: y\r\n" * 100:
                there.sendall(char.encode())
                time.sleep(0.1)

    threading.Thread(target=drip, daemon=True).start()
    begin = time.monotonic()
    with pytest.raises(FetchError, match="took too long"):
        Fetcher(total_s=0.5).fetch(f"http://127.0.0.1:{listening.getsockname()[1]}/", typed="127.0.0.1")
    assert time.monotonic() - begin < 3
    listening.close()
