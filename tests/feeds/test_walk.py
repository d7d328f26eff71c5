"""A document with more entries than are read at a time comes part by part, and all of it."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.feeds.files import entry_writer
from reader.feeds.following.subscriptions import Subscription
from reader.feeds.formats import entry, streaming
from tests.counts import FULL
from tests.feeds.conftest import Ask, Clock
from tests.feeds.following import due, follow, titles
from tests.feeds.server import Reply, Web, item, rss

ROOM = 40
"""Entries that are read at a time, while these tests run."""


@pytest.fixture(autouse=True)
def few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let documents be large that are small."""
    monkeypatch.setattr(entry, "ENTRIES_LIMIT", ROOM)
    monkeypatch.setattr(streaming, "BROKEN_ENTRIES", ROOM)


def atom(numbers: range) -> str:
    rows = (
        f"<entry><id>urn:{n}</id><title>Item {n}</title><link href='https://example.org/{n}'/>"
        f"<content type='html'>text {n}</content></entry>"
        for n in numbers
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>A</title>{''.join(rows)}</feed>"


def items(numbers: range) -> str:
    return rss(*(item(number, f"Item {number}") for number in numbers))


def broken(numbers: range) -> str:
    return items(numbers).replace("<channel>", "<channel><description>this & that</description>", 1)


def json_feed(numbers: range) -> str:
    rows = [{"id": f"{n}", "title": f"Item {n}", "content_text": f"text {n}"} for n in numbers]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": rows})


Make = Callable[[range], str]
FORMS: list[Make] = [items, atom, json_feed, broken]
Serve = Callable[[str, str], str]


@pytest.fixture
def serve(web: Web) -> Serve:
    """Serve a document, with an answer of 304 for who has it."""

    def put(document: str, etag: str) -> str:
        whole = Reply(document.encode(), headers={"ETag": etag} if etag else {})
        same = Reply(status=304, headers=whole.headers)
        web.replies["/feed"] = lambda asked: same if asked.headers.get("if-none-match") == etag else whole
        return web.address + "/feed"

    return put


def found(tmp_path: Path) -> list[int]:
    """Return the numbers of the articles that came, each as often as it did."""
    return sorted(int(re.findall(r"item-(\d+)", title)[0]) for title in titles(tmp_path / "articles"))


def until_told(web: Web, ask: Ask, clock: Clock, address: str, most: int = 30) -> list[int]:
    """Refresh until the server answers that nothing is new; return how many came each time."""
    counts: list[int] = []
    for _ in range(most):
        asked = len(web.asked)
        [outcome] = ask(Subscription(address, "Feed"))
        assert not outcome.error
        assert len(web.asked) == asked + 1
        if not outcome.is_new:
            return counts
        counts.append(len(outcome.added))
        clock.now += 100_000
    raise AssertionError(counts)


@pytest.mark.parametrize("make", FORMS)
def test_every_entry_comes_once_and_then_the_server_is_asked_whether_all_is_as_it_was(
    web: Web, ask: Ask, clock: Clock, serve: Serve, tmp_path: Path, make: Make
) -> None:
    address = serve(make(range(130)), '"one"')
    counts = until_told(web, ask, clock, address)
    assert counts == [40, 30, 30, 30]
    assert found(tmp_path) == list(range(130))
    assert [asked.headers.get("if-none-match") for asked in web.asked] == [None] * 4 + ['"one"']


@pytest.mark.parametrize("make", FORMS)
def test_what_is_put_on_top_meanwhile_comes_at_once_and_nothing_comes_twice(
    web: Web, ask: Ask, clock: Clock, serve: Serve, tmp_path: Path, make: Make
) -> None:
    ask(Subscription(serve(make(range(100, 230)), '"one"'), "Feed"))
    clock.now += 100_000
    address = serve(make(range(97, 230)), '"two"')
    [outcome] = ask(Subscription(address, "Feed"))
    assert {re.findall(r"item-(\d+)", file.name)[0] for file in outcome.added} >= {"97", "98", "99"}
    clock.now += 100_000
    until_told(web, ask, clock, address)
    assert found(tmp_path) == list(range(97, 230))


@pytest.mark.parametrize("make", FORMS)
def test_what_moves_forward_as_others_go_is_not_passed_by(
    web: Web, ask: Ask, clock: Clock, serve: Serve, tmp_path: Path, make: Make
) -> None:
    ask(Subscription(serve(make(range(130)), '"one"'), "Feed"))
    clock.now += 100_000
    until_told(web, ask, clock, serve(make(range(25, 130)), '"two"'))
    assert found(tmp_path) == list(range(130))


@pytest.mark.parametrize("make", FORMS)
@pytest.mark.parametrize("left", [0, 1, 39])
def test_a_document_that_shrinks_below_where_one_was_is_read_from_its_beginning(
    web: Web, ask: Ask, clock: Clock, serve: Serve, tmp_path: Path, make: Make, left: int
) -> None:
    ask(Subscription(serve(make(range(130)), '"one"'), "Feed"))
    clock.now += 100_000
    until_told(web, ask, clock, serve(make(range(500, 500 + left)), '"two"'))
    assert found(tmp_path) == [*range(40), *range(500, 500 + left)]


def test_of_a_server_that_names_no_version_all_parts_come_too(
    ask: Ask, clock: Clock, serve: Serve, tmp_path: Path
) -> None:
    address = serve(items(range(130)), "")
    for _ in range(4):
        ask(Subscription(address, "Feed"))
        clock.now += 100_000
    assert found(tmp_path) == list(range(130))


def test_a_part_of_which_too_many_are_new_is_read_again_before_the_next(
    web: Web, ask: Ask, clock: Clock, serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry_writer, "WRITTEN_LIMIT", 15)
    counts = until_told(web, ask, clock, serve(items(range(100)), '"one"'))
    assert max(counts) == 15
    assert found(tmp_path) == list(range(100))


def test_entries_that_share_a_link_and_a_title_are_not_taken_for_one_across_parts(
    web: Web, ask: Ask, clock: Clock, serve: Serve, tmp_path: Path
) -> None:
    rows = (
        f"<item><guid>g{n}</guid><link>https://example.org/</link><title>News</title>"
        f"<description>text {n}</description></item>"
        for n in range(100)
    )
    until_told(web, ask, clock, serve(rss(*rows), '"one"'))
    texts = {file.read_text().rpartition("---")[2].strip() for file in tmp_path.glob("articles/*/*.md")}
    assert texts == {f"text {n}" for n in range(100)}


def test_a_deleted_article_of_a_part_that_was_read_stays_deleted(
    web: Web, ask: Ask, clock: Clock, serve: Serve, tmp_path: Path
) -> None:
    until_told(web, ask, clock, serve(items(range(100)), '"one"'))
    for file in tmp_path.glob("articles/*/*item-[1357]*.md"):
        file.unlink()
    left = found(tmp_path)
    clock.now += 100_000
    until_told(web, ask, clock, serve(items(range(100)), '"two"'))
    assert found(tmp_path) == left


def test_the_word_says_that_the_rest_comes_with_the_next_refreshes(
    ask: Ask, clock: Clock, serve: Serve
) -> None:
    address = serve(items(range(70)), '"one"')
    [outcome] = ask(Subscription(address, "Feed"))
    assert "the rest comes with the next refreshes" in " ".join(outcome.incomplete)
    clock.now += 100_000
    [outcome] = ask(Subscription(address, "Feed"))
    assert outcome.incomplete == ()


@pytest.mark.parametrize("walked", [-1, 10**9, 59_999, 1.5, True, "40", None, [], {}, 1e300])
@pytest.mark.parametrize("walked_in", ["", 7, None, "x"])
def test_a_note_of_nonsense_about_where_one_was_loses_nothing(
    web: Web, ask: Ask, clock: Clock, serve: Serve, tmp_path: Path, walked: Any, walked_in: Any
) -> None:
    address = serve(items(range(60)), '"one"')
    ask(Subscription(address, "Feed"))
    [file] = tmp_path.glob("articles/.newsreader/feeds/*/feed_states.json")
    notes = json.loads(file.read_text())
    for state in notes["feeds"].values():
        state.update({"walked": walked, "walked_in": walked_in, "etag": "", "modified": ""})
    file.write_text(json.dumps(notes))
    clock.now += 100_000
    until_told(web, ask, clock, address)
    assert found(tmp_path) == list(range(60))


def test_the_notes_of_an_older_version_are_read_on_from_the_beginning(
    web: Web, ask: Ask, clock: Clock, serve: Serve, tmp_path: Path
) -> None:
    address = serve(items(range(100)), '"one"')
    ask(Subscription(address, "Feed"))
    [file] = tmp_path.glob("articles/.newsreader/feeds/*/feed_states.json")
    notes = json.loads(file.read_text())
    for state in notes["feeds"].values():
        del state["walked"], state["walked_in"]
    file.write_text(json.dumps(notes))
    clock.now += 100_000
    until_told(web, ask, clock, address)
    assert found(tmp_path) == list(range(100))


@pytest.mark.skipif(not FULL, reason="takes a minute: make torture")
@pytest.mark.slow
@pytest.mark.timeout(400)
def test_the_command_brings_more_than_twenty_thousand_entries(
    web: Web, folder: Path, newsreader: Callable[..., Any]
) -> None:
    rows = (f"<item><title>T {n}</title><guid>g{n}</guid></item>" for n in range(20_600))
    follow(folder, web.put("/feed", rss(*rows), ETag='"x"'))
    for _ in range(12):
        done = newsreader("refresh", "-f", folder)
        assert done.returncode == 0, done.stderr
        due(folder)
    assert len(titles(folder)) == 20_600
