"""Documents that end in the middle: what stands before the break is kept, and that there is one is said."""

import socket
import threading
from pathlib import Path

import pytest

from reader.feeds.following.subscriptions import Subscription
from reader.feeds.formats import streaming
from reader.feeds.formats.entry import FeedError
from reader.feeds.formats.parse import parse_feed
from reader.feeds.web.connection import FetchError
from reader.feeds.web.fetch import Fetcher
from tests.feeds.conftest import Ask, Clock
from tests.feeds.server import Web, item, rss

BASE = "https://example.org/feed"

ATOM = (
    '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>f</id>'
    + "".join(
        f"<entry><id>id-{number}</id><title>Entry {number}</title><content>Text {number}</content></entry>"
        for number in (1, 2, 3)
    )
    + "</feed>"
)
RSS = rss(item(1), item(2), item(3))
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>T</title>'
    "</channel>"
    + "".join(
        f'<item rdf:about="https://example.org/{number}"><title>{number}</title></item>'
        for number in (1, 2, 3)
    )
    + "</rdf:RDF>"
)
JSON = (
    '{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": ['
    '{"id": "1", "content_text": "one"}, {"id": "2", "content_text": "two"}, {"id": "3", "content_text": "three"}]}'
)


@pytest.mark.parametrize("document", [ATOM, RSS, RDF, JSON], ids=["atom", "rss", "rdf", "json"])
def test_wherever_a_document_breaks_off_its_entries_are_kept_and_no_other(document: str) -> None:
    whole = parse_feed(document.encode(), BASE)
    assert not whole.is_damaged
    assert len(whole.entries) == 3
    counts: set[int] = set()
    last = max(map(document.rfind, ("</channel>", "</feed>", "</rdf:RDF>", "]}")))
    for end in range(document.index("T") + 2, last + 1):
        try:
            feed = parse_feed(document[:end].encode(), BASE)
        except FeedError as problem:
            counts.add(0 if "damaged or cut off, and no entry" in str(problem) else -1)
            continue
        assert feed.is_damaged
        known = len(feed.entries)
        assert [each.key for each in feed.entries] == [each.key for each in whole.entries[:known]]
        assert feed.entries[:-1] == whole.entries[: known - 1]
        counts.add(len(feed.entries))
    assert counts == {0, 1, 2, 3}


def test_a_large_document_that_breaks_off_is_kept_up_to_there() -> None:
    many = rss(*(item(number, text="x" * 900) for number in range(3000))).encode()
    assert len(many) > 2 * streaming.SMALL
    feed = parse_feed(many[: streaming.SMALL + 300_000], BASE)
    assert feed.is_damaged
    assert len(feed.entries) > 500
    assert feed.entries[-1].html.endswith("x</p>")
    assert not parse_feed(many, BASE).is_damaged


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_a_whole_document_in_another_encoding_is_whole(encoding: str) -> None:
    document = RSS.replace('version="1.0"', f'version="1.0" encoding="{encoding}"', 1)
    feed = parse_feed(document.encode(encoding), BASE)
    assert (len(feed.entries), feed.is_damaged) == (3, False)


@pytest.mark.parametrize(
    "document",
    [
        rss(),
        rss(more="<!-- <item><title>how one looks</title></item> -->"),
        rss(more="<description>Ham & eggs</description>"),
        rss(more="<title>&nbsp;</title><!-- <item> -->"),
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>new</title></feed>',
        '<feed xmlns="http://www.w3.org/2005/Atom"/>',
        rss() + "\n<!-- made in 3 ms -->\n",
    ],
)
def test_a_feed_that_has_no_entries_yet_is_not_damaged(document: str) -> None:
    feed = parse_feed(document.encode(), BASE)
    assert (feed.entries, feed.is_damaged) == ((), False)


def test_a_mistake_in_the_middle_of_a_document_that_ends_is_no_damage() -> None:
    feed = parse_feed(rss(item(1, "A & B"), item(2, "&nbsp;C")).encode(), BASE)
    assert (len(feed.entries), feed.is_damaged) == (2, False)


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: 5000\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n1388\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n64\r\n" + b"x" * 100 + b"\r\n",
    ],
    ids=["a length", "a chunk", "between chunks"],
)
def test_an_answer_that_breaks_off_is_told_in_words(head: bytes) -> None:
    listening = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        there, _ = listening.accept()
        there.recv(4096)
        there.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n" + head + RSS[:80].encode())
        there.close()

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    with pytest.raises(FetchError) as raised:
        Fetcher().fetch(f"http://127.0.0.1:{listening.getsockname()[1]}/", typed="127.0.0.1")
    assert str(raised.value) == "The answer of 127.0.0.1 was cut off; try again later"
    listening.close()


def test_half_an_entry_whose_id_comes_last_does_not_come_again_with_it(
    web: Web, ask: Ask, clock: Clock, tmp_path: Path
) -> None:
    def entry(number: int) -> str:
        guid = f"<guid>id-{number}</guid></item>"
        return item(number, guid="").replace("</item>", guid)

    whole = rss(entry(1), entry(2), entry(3))
    last = whole.index("<title>Item 3")
    for end in range(last, whole.rindex("</item>"), 9):
        feed = Subscription(web.put(f"/{end}", whole[:end]), f"Feed {end}")
        [outcome] = ask(feed)
        assert 2 <= len(outcome.added) <= 3
        web.put(f"/{end}", whole)
        clock.now += 100_000
        ask(feed)
        assert len([*(tmp_path / "articles" / f"feed-{end}").glob("*.md")]) == 3
