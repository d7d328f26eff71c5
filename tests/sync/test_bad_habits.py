"""What servers of Google Reader's API do wrong, one by one: no mark is lost, and nothing wrong is believed."""

import time
from collections.abc import Iterator

import pytest

from reader.feeds.web.fetch import Fetcher, StoppedError
from reader.sync import greader
from reader.sync.answers import ID_LIMIT
from reader.sync.faults import (
    BusyError,
    LoginError,
    OtherServerError,
    ServerFaultError,
    SyncError,
    UnreachableError,
)
from reader.sync.greader import GoogleReader
from reader.sync.server import Mark
from tests.sync.greader_server import PASSWORD, USER, GreaderServer, greader_server
from tests.sync.greader_wire import OFFSET


@pytest.fixture
def server() -> Iterator[GreaderServer]:
    """A server without bad habits."""
    with greader_server() as made:
        yield made


def client_of(server: GreaderServer, password: str = PASSWORD, total_s: float = 20) -> GoogleReader:
    return GoogleReader(Fetcher(total_s), server.address, USER, password)


@pytest.fixture
def client(server: GreaderServer) -> GoogleReader:
    """A client of it."""
    return client_of(server)


def ids_of(server: GreaderServer) -> list[str]:
    return [str(number) for number in server.items]


def test_fields_behind_the_thousandth_are_not_read_and_nothing_is_lost(
    server: GreaderServer, client: GoogleReader
) -> None:
    server.habits.variables = 1000
    server.add(2_600)
    batches: list[int] = []
    client.mark(Mark.READ, ids_of(server), lambda ids: batches.append(len(ids)))
    assert sum(batches) == 2_600
    assert all(is_read for is_read, _ in server.state().values())


def test_a_body_is_read_up_to_a_mebibyte_and_nothing_is_lost(
    server: GreaderServer, client: GoogleReader
) -> None:
    server.habits.body_limit = 1 << 20
    server.add(3_000)
    client.mark(Mark.STAR, ids_of(server))
    assert all(is_starred for _, is_starred in server.state().values())
    longest = greader.MARKS_AT_ONCE * (ID_LIMIT + 60)  # ids as long as they may be, each with its prefix
    assert longest < server.habits.body_limit


def test_each_mark_is_one_tag_and_the_token_and_the_tag_come_first(
    server: GreaderServer, client: GoogleReader
) -> None:
    server.add(3)
    for mark in Mark:
        client.mark(mark, ids_of(server))
    edits = [request for request in server.requests if request.path.endswith("/edit-tag")]
    assert len(edits) == len(Mark)
    for edit in edits:
        assert [name for name, _ in edit.form] == ["T", edit.form[1][0], "i", "i", "i"]
        assert edit.form[1][0] in {"a", "r"}
    assert server.state() == dict.fromkeys(server.items, (False, False))


@pytest.mark.parametrize("form", ["decimal", "hex", "long", "objectid"])
@pytest.mark.parametrize("number", [1_729_000_000_000_001, 17, -3_000_000_000_000_000_001])
def test_an_id_is_one_whatever_form_it_comes_in(
    server: GreaderServer, client: GoogleReader, form: str, number: int
) -> None:
    if form == "objectid" and number < 0:
        return
    server.habits.id_form = form
    server.add(1, id=number)
    [known] = client.states().ids
    [entry] = client.entries([known])
    assert entry.id == known
    assert known == (f"{number:024x}" if form == "objectid" else str(number))
    client.mark(Mark.READ, [known])
    assert server.items[number].is_read


def test_numbers_that_should_be_texts_and_lacking_fields_do_no_harm(
    server: GreaderServer, client: GoogleReader
) -> None:
    server.habits.bare_numbers = True
    server.add(1, published=1_729_000_000)
    [known] = client.states().ids
    [entry] = client.entries([known])
    assert entry.published is not None
    assert entry.published.timestamp() == 1_729_000_000
    assert (entry.link, entry.author) == ("https://example.org/1", "")


def test_titles_get_the_letters_back_that_the_server_widens(
    server: GreaderServer, client: GoogleReader
) -> None:
    server.habits.full_width = True
    server.add(1, title="中文：A & B <c> ，“引”")
    server.feeds["feed/1"].title = "Q&A"
    assert [entry.title for entry in client.entries(ids_of(server))] == ["中文：A & B <c> ，“引”"]
    assert [feed.title for feed in client.feeds()] == ["Q&A"]


def test_a_list_of_many_pages_comes_whole(server: GreaderServer, client: GoogleReader) -> None:
    server.habits.page_limit = 100
    server.add(950)
    for item in list(server.items.values())[::3]:
        item.is_read = True
    states = client.states()
    assert states.is_whole
    assert states.ids == set(ids_of(server))
    assert states.unread == {str(item.id) for item in server.items.values() if not item.is_read}


def test_a_walk_that_another_client_shifts_is_repeated(server: GreaderServer, client: GoogleReader) -> None:
    """The phone marks entries read between two pages, and those behind them move to where we have been."""
    server.habits.page_limit, server.habits.continuation = 100, OFFSET
    server.add(400)
    newest = sorted(server.items, reverse=True)

    def mark_on_the_phone() -> None:
        if newest:
            for number in newest[:50]:
                server.items[number].is_read = True
            del newest[:50]
            if len(newest) < 300:
                newest.clear()

    server.habits.between_pages = mark_on_the_phone
    states = client.states()
    assert states.is_whole
    assert states.unread == {str(item.id) for item in server.items.values() if not item.is_read}


def test_a_walk_that_never_stands_still_proves_nothing_about_what_it_lacks(
    server: GreaderServer, client: GoogleReader
) -> None:
    server.habits.page_limit, server.habits.continuation = 10, OFFSET
    server.add(400)
    left = sorted(server.items, reverse=True)

    def mark_on_the_phone() -> None:
        if left:
            server.items[left.pop(0)].is_read = True

    server.habits.between_pages = mark_on_the_phone
    assert not client.states().is_whole


def test_a_continuation_that_leads_nowhere_ends(server: GreaderServer, client: GoogleReader) -> None:
    server.habits.page_limit = 10
    server.add(25)
    kept = server.items[next(iter(server.items))]

    def turn_back() -> None:
        kept.published += 1_000_000  # the last one becomes the first: pages would go round

    server.habits.between_pages = turn_back
    client.states()
    assert len([request for request in server.requests if request.path.endswith("/ids")]) < 40


def test_an_empty_list_where_an_object_should_be_is_an_error_and_not_an_empty_account(
    server: GreaderServer, client: GoogleReader
) -> None:
    server.add(3)
    client.mark(Mark.UNREAD, ids_of(server))
    server.habits.empty_lists = True
    for act in (client.feeds, client.states, client.labels, lambda: list(client.entries(["1"]))):
        with pytest.raises(ServerFaultError, match=r"127\.0\.0\.1 gave a wrong answer, which was ignored"):
            act()
    with pytest.raises(SyncError):
        client.mark(Mark.READ, ids_of(server))
    assert not any(is_read for is_read, _ in server.state().values())


def test_what_the_server_has_purged_is_left_out(server: GreaderServer, client: GoogleReader) -> None:
    server.add(3)
    assert [entry.title for entry in client.entries([*ids_of(server), "99"])] == [
        "Entry 1",
        "Entry 2",
        "Entry 3",
    ]
    client.mark(Mark.READ, ["99"])


def test_entries_that_are_too_large_together_come_by_halves(
    server: GreaderServer, client: GoogleReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.feeds.web.fetch.WIRE_LIMIT", 100_000)
    server.add(7, html="x" * 30_000)
    server.add(1, html="x" * 200_000)
    assert [entry.title for entry in client.entries(ids_of(server))] == [f"Entry {n}" for n in range(1, 8)]


def test_a_lost_token_is_fetched_again_and_a_lost_log_in_made_again(
    server: GreaderServer, client: GoogleReader
) -> None:
    server.add(4)
    first, second, third, fourth = ids_of(server)
    client.mark(Mark.READ, [first])
    server.expire_token()
    client.mark(Mark.READ, [second])
    assert server.logins == 1
    server.expire()
    client.mark(Mark.READ, [third])
    assert server.logins == 2
    server.expire()
    assert client.states().unread == {fourth}
    assert server.logins == 3


def test_a_server_that_refuses_what_it_allowed_is_not_asked_forever(
    server: GreaderServer, client: GoogleReader
) -> None:
    server.add(1)
    client.feeds()
    server.habits.status = 401
    with pytest.raises(LoginError, match="does not accept this user and password"):
        client.mark(Mark.READ, ids_of(server))
    assert len(server.requests) < 10


def test_a_wrong_password_is_one_request_and_one_sentence(server: GreaderServer) -> None:
    with pytest.raises(LoginError, match=r"127\.0\.0\.1 does not accept this user and password"):
        client_of(server, "wrong").check()
    assert len(server.requests) == 1


def test_a_password_that_was_changed_is_said(server: GreaderServer, client: GoogleReader) -> None:
    client.feeds()
    server.password = "another"
    server.expire()
    with pytest.raises(LoginError):
        client.states()


@pytest.mark.parametrize(("value", "wait_s", "told"), [("120", 120, "2 min"), ("7200", 7200, "2 h"), ("0", 60, "60 s"), ("", 60, "60 s"), ("soon", 60, "60 s")])  # fmt: skip
def test_a_server_that_asks_us_to_wait_is_obeyed(
    server: GreaderServer, client: GoogleReader, value: str, wait_s: float, told: str
) -> None:
    server.habits.retry_after = [value]
    with pytest.raises(BusyError, match=rf"127\.0\.0\.1 asks us to wait {told}") as caught:
        client.feeds()
    assert caught.value.wait_s == pytest.approx(wait_s, abs=2)


def test_a_server_that_is_down_slow_or_cut_off_says_so(server: GreaderServer) -> None:
    client = client_of(server, total_s=0.4)
    client.feeds()
    server.habits.delay_s = 1.5
    with pytest.raises(UnreachableError, match=r"127\.0\.0\.1 took too long to answer"):
        client.feeds()
    server.habits.delay_s = 0
    server.habits.cut_before = server.posts
    server.add(1)
    with pytest.raises(UnreachableError, match=r"closed the connection"):
        client.mark(Mark.READ, ids_of(server))
    server.stop()
    with pytest.raises(UnreachableError, match=r"127\.0\.0\.1 refused the connection"):
        client_of(server).feeds()
    server.start()
    client.mark(Mark.READ, ids_of(server))
    assert all(is_read for is_read, _ in server.state().values())


@pytest.mark.parametrize(
    "page", [b"<html>Welcome to nginx!</html>", b"{}", b"[]", b"OK", b"", b"\xff\xfe", b"[" * 100_000]
)
def test_another_program_at_the_address_is_recognised(server: GreaderServer, page: bytes) -> None:
    client = client_of(server)
    server.habits.page = page.decode("latin-1").encode()
    with pytest.raises(
        OtherServerError, match="does not answer as a server for feeds does; check the address"
    ):
        client.check()
    server.habits.page = None
    server.add(1)
    client.check()
    server.habits.page = page.decode("latin-1").encode()
    with pytest.raises(SyncError):
        client.states()
    if page != b"OK":  # what says so is believed, until the states are pulled
        with pytest.raises(SyncError):
            client.mark(Mark.READ, ids_of(server))


@pytest.mark.parametrize(
    ("status", "kind", "told"),
    [
        (404, OtherServerError, "check the address"),
        (418, ServerFaultError, r"refuses this \(418\)"),
        (500, ServerFaultError, r"has an error of its own \(500\); try again later"),
        (502, UnreachableError, "is down; try again later"),
        (503, ServerFaultError, r"has an error of its own \(503\)"),
    ],
)
def test_a_status_is_one_sentence(
    server: GreaderServer, client: GoogleReader, status: int, kind: type[SyncError], told: str
) -> None:
    server.habits.status = status
    with pytest.raises(kind, match=told):
        client.feeds()


def test_an_address_that_leads_elsewhere_gets_no_password(
    server: GreaderServer, client: GoogleReader
) -> None:
    with greader_server() as other:
        server.habits.redirect = f"{other.address}/accounts/ClientLogin"
        with pytest.raises(OtherServerError, match=r"sends us to http://127\.0\.0\.1:\d+/api"):
            client.check()
        assert other.requests == []


def test_a_client_that_is_stopped_ends_at_once(server: GreaderServer) -> None:
    fetcher = Fetcher()
    client = GoogleReader(fetcher, server.address, USER, PASSWORD)
    client.feeds()
    fetcher.stop()
    with pytest.raises(StoppedError):
        client.feeds()


def test_nothing_new_costs_three_requests(server: GreaderServer, client: GoogleReader) -> None:
    server.add(3_000)
    client.states()
    before = len(server.requests)
    client.states(time.time())
    assert len(server.requests) - before == 3
