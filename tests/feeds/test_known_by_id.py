"""Entries that have a known id: when it decides, and when all else says that it is another entry's file."""

import json
from pathlib import Path

import pytest

from tests.feeds.follower import Follower, entry, numbered, rows

ONE = {"title": "One", "text": "Text.", "link": "https://w.example/1", "date": "1"}
TWO = {"title": "Two", "text": "Other.", "link": "https://w.example/2", "date": "2"}


@pytest.fixture
def feed(tmp_path: Path) -> Follower:
    return Follower(tmp_path)


@pytest.mark.parametrize(
    "shared",
    [
        *({name: ""} for name in ("title", "link", "date")),
        *({name: TWO[name]} for name in TWO),
    ],
)
def test_an_id_decides_where_anything_else_fits_or_is_missing(feed: Follower, shared: dict[str, str]) -> None:
    feed.show(entry(**ONE | shared, guid="urn:x:a"), entry(**TWO, guid="b"))
    [file] = feed.files_of("urn:x:a")
    feed.show(entry(**TWO, guid="urn:x:a"))
    assert feed.texts()[file] == "Other."
    assert list(feed.texts().values()) == ["Other.", "Other."]


def test_an_entry_that_has_all_of_a_file_but_the_id_is_that_file(feed: Follower) -> None:
    feed.show(entry(**ONE, guid="a"), entry(**TWO, guid="b"))
    before = feed.texts()
    result = feed.show(entry(**TWO, guid="a"))
    assert (result.added, result.updated) == ((), ())
    assert feed.texts() == before


@pytest.mark.parametrize("name", ["title", "link", "date", "text"])
def test_an_entry_that_has_nothing_of_its_file_and_not_all_of_another_keeps_its_id(
    feed: Follower, name: str
) -> None:
    feed.show(entry(**ONE, guid="a"), entry(**TWO, guid="b"))
    [file] = feed.files_of("a")
    other = TWO | {name: {"text": "New.", "date": "9"}.get(name, "https://w.example/9")}
    feed.show(entry(**other, guid="a"))
    assert feed.files_of("a") == [file]
    assert feed.texts()[file] == other["text"]


@pytest.mark.parametrize("is_there", [True, False])
def test_a_file_whose_id_is_still_there_is_given_to_no_other(feed: Follower, *, is_there: bool) -> None:
    feed.show(entry(**ONE, guid="a"), entry(**TWO, guid="b"))
    [file] = feed.files_of("a")
    still = [entry(**TWO, guid="b")] if is_there else []
    feed.show(entry(**TWO, guid="a"), *still)
    assert (feed.texts()[file] == "Other.") is is_there


def test_an_entry_that_has_all_of_several_files_keeps_its_id(feed: Follower) -> None:
    feed.show(entry(**ONE, guid="a"), entry(**TWO, guid="b"), entry(**TWO, guid="c"))
    [file] = feed.files_of("a")
    feed.show(entry(**TWO, guid="a"))
    assert feed.texts()[file] == "Other."


@pytest.mark.parametrize("is_older", [True, False])
def test_an_id_decides_where_an_older_line_cannot_say_that_all_else_is_of_another_entry(
    feed: Follower, *, is_older: bool
) -> None:
    feed.show(numbered(1, guid="urn:x:1"), numbered(2))
    one, two = feed.files_of("urn:x:1", "id-2")
    path = feed.ledgers / "desk" / "feed.json"
    lines = rows(feed)
    if is_older:
        lines["urn:x:1"] = [*lines["urn:x:1"][:5], lines["urn:x:1"][5][:10]]
    path.write_text(json.dumps({"version": 2, "entries": lines}))
    feed.show(numbered(2, guid="urn:x:1"))
    assert feed.texts() == {one: "Text 2." if is_older else "Text 1.", two: "Text 2."}
