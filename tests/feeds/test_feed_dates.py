"""Dates of entries: one reader for every format, and no guess where a date may be two days."""

import json
from datetime import UTC, datetime
from pathlib import Path

import frontmatter
import pytest

from reader.feeds.formats.entry import Entry
from reader.feeds.formats.parse import parse_feed
from tests.feeds.conftest import Ask
from tests.feeds.server import Web, item, rss

BASE = "https://example.org/feed"
NOON = datetime(2024, 5, 1, 12, 30, tzinfo=UTC)

WRITTEN = [
    "Wed, 01 May 2024 08:30:00 EDT",
    "Wed, May 01 2024 12:30:00 PM",
    "Mi, 01 Mai 2024 14:30:00 +0200",
    "wo, 01 mei 2024 14:30:00 CEST",
    "2024年5月1日 下午12:30",
    "令和6年5月1日 12時30分",
    "1714566600",
    "1714566600000",
    "2024-05-01T12:30:00Z",
    "May 1, 2024 12:30 PM",
    "01.05.2024 12:30",
    "1 мая 2024 г., 12:30",
]


def _rss(date: str, language: str = "", *, is_late: bool = False) -> bytes:
    said = f"<language>{language}</language>" if language else ""
    more, after = ("", said) if is_late else (said, "")
    return rss(item(1, date=date), after, more=more).encode()


def _atom(date: str, language: str = "") -> bytes:
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}"><title>T</title><entry><id>1</id><title>A</title>'
        f"<published>{date}</published></entry></feed>"
    ).encode()


def _json(date: object, language: str = "") -> bytes:
    entry = {"id": "1", "content_text": "x", "date_published": date}
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [entry], "language": language}
    ).encode()


def _only(document: bytes) -> Entry:
    [entry] = parse_feed(document, BASE).entries
    return entry


@pytest.mark.parametrize("date", WRITTEN)
@pytest.mark.parametrize("document", [_rss, _atom, _json])
def test_every_format_reads_the_same_dates(document: object, date: str) -> None:
    assert callable(document)
    entry = _only(document(date))
    assert (entry.published, entry.date_text) == (NOON, "")


@pytest.mark.parametrize("number", [1714566600, 1714566600.5, 1714566600000])
def test_a_number_of_json_is_a_unix_time(number: float) -> None:
    assert _only(_json(number)).published == NOON


@pytest.mark.parametrize("value", [True, None, [], {}, "", "soon", 5])
def test_what_json_has_instead_of_a_date_is_none(value: object) -> None:
    assert _only(_json(value)).published is None


@pytest.mark.parametrize("document", [_rss, _atom, _json])
@pytest.mark.parametrize(
    ("date", "language", "day"),
    [
        ("03/04/2024", "fr", "2024-04-03"),
        ("03/04/2024", "en-us", "2024-03-04"),
        ("03/04/2024", "en-gb", "2024-04-03"),
        ("21/04/2024", "en-us", "2024-04-21"),
        ("04/21/2024", "", "2024-04-21"),
        ("03/04/2024", "", ""),
        ("03/04/2024", "ja", ""),
    ],
)
def test_slashes_are_read_by_the_language_of_the_feed_or_by_their_value(
    document: object, date: str, language: str, day: str
) -> None:
    assert callable(document)
    entry = _only(document(date, language))
    assert f"{entry.published or '':%F}" if entry.published else not day
    assert entry.date_text == ("" if day else date)


def test_a_language_that_stands_behind_the_entries_counts_too() -> None:
    entry = _only(_rss("03/04/2024", "nl", is_late=True))
    assert (entry.published, entry.date_text) == (datetime(2024, 4, 3, tzinfo=UTC), "")


def test_a_large_document_is_read_by_its_language_too() -> None:
    items = [item(number, date="03/04/2024", text="x" * 3_000) for number in range(600)]
    feed = parse_feed(rss(*items, more="<language>de</language>").encode(), BASE)
    assert {entry.published for entry in feed.entries} == {datetime(2024, 4, 3, tzinfo=UTC)}


def test_a_date_of_another_element_counts_where_the_first_cannot_be_read() -> None:
    entry = "<item><title>A</title><guid>1</guid><pubDate>soon</pubDate><dc:date>2024-05-01T12:30:00Z</dc:date></item>"
    document = rss(entry).replace("<rss ", '<rss xmlns:dc="http://purl.org/dc/elements/1.1/" ')
    found = _only(document.encode())
    assert (found.published, found.date_text) == (NOON, "soon")


def test_what_names_no_day_is_kept_in_the_front_matter_and_named_by_no_date(
    web: Web, ask: Ask, tmp_path: Path
) -> None:
    dates = ["03/04/2024", "Sat, 31 Feb 2024 10:00:00 GMT", "Mon, 01 Jan 0001 00:00:00 GMT"]
    address = web.put("/feed", rss(*(item(number, date=date) for number, date in enumerate(dates))))
    [outcome] = ask(address)
    assert sorted(file.name for file in outcome.added) == ["item-0.md", "item-1.md", "item-2.md"]
    posts = [frontmatter.loads(file.read_text()) for file in sorted(outcome.added)]
    assert [post.metadata["date_text"] for post in posts] == dates
    assert not any("date" in post.metadata for post in posts)


def test_a_date_of_the_far_future_is_kept(web: Web, ask: Ask) -> None:
    [outcome] = ask(web.put("/feed", rss(item(1, date="Mon, 31 Dec 2136 12:30:00 GMT"))))
    [file] = outcome.added
    assert file.name == "2136-12-31-item-1.md"
