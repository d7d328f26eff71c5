"""A folder that version 1 of the ledger was written in: nothing in it comes again as new."""

import json
from pathlib import Path
from typing import Any

import pytest

from reader.feeds.following.subscriptions import Subscription
from reader.journal import device_id
from tests.feeds.conftest import Ask, Clock
from tests.feeds.server import Web

FEED = Subscription("http://feeds.example.com/feed", is_public=True)
OLDER: dict[str, Any] = json.loads(Path(__file__).with_name("older_ledger.json").read_text())
"""What the program wrote before its ledgers had the second version: a document, its files and the ledger."""

LOST = "2026-06-13-second-change.md"
"""Differs from another entry by the fragment of its link only, so it was not written then."""


@pytest.fixture(params=["own", "another"])
def root(request: pytest.FixtureRequest, web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder, with the ledger of this device or of another."""
    monkeypatch.setenv("http_proxy", web.address)
    web.put(FEED.address, OLDER["document"])
    root = tmp_path / "articles"
    root.mkdir()
    device = device_id(root) if request.param == "own" else "0123456789abcdef"
    states = root / ".newsreader" / "feeds" / device
    states.mkdir(parents=True)
    (states / OLDER["ledger_name"]).write_text(OLDER["ledger"])
    if request.param == "own":
        (states / "feed_states.json").write_text(OLDER["states"])
    for name, text in OLDER["files"].items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text)
    return root


def names(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.glob("*/*.md")}


def test_nothing_comes_again_but_what_was_lost_comes(root: Path, ask: Ask, clock: Clock) -> None:
    clock.now += 1_000_000
    [outcome] = ask(FEED)
    assert (outcome.error, outcome.parked, outcome.as_read) == ("", 0, False)
    assert [path.name for path in outcome.added] == [LOST]
    assert names(root) == {*OLDER["files"], f"an-older-feed/{LOST}"}
    clock.now += 1_000_000
    [outcome] = ask(FEED)
    assert (outcome.added, outcome.updated) == ((), ())


def changed(document: str) -> str:
    """Return the document with other texts, but for entries that have nothing else, or a title only."""
    changed = document.replace("Text of", "Changed text of")
    return changed.replace("Changed text of eight", "Text of eight").replace(
        "Changed text of nine", "Text of nine"
    )


def test_each_is_still_known_when_it_changes(root: Path, web: Web, ask: Ask, clock: Clock) -> None:
    clock.now += 1_000_000
    ask(FEED)
    web.put(FEED.address, changed(OLDER["document"]))
    clock.now += 1_000_000
    [outcome] = ask(FEED)
    assert (outcome.added, len(outcome.updated)) == ((), len(names(root)) - 2)


def test_each_is_known_although_it_has_changed_meanwhile(
    root: Path, web: Web, ask: Ask, clock: Clock
) -> None:
    web.put(FEED.address, changed(OLDER["document"]))
    clock.now += 1_000_000
    [outcome] = ask(FEED)
    assert [path.name for path in outcome.added] == [LOST]
    assert len(outcome.updated) == len(OLDER["files"]) - 2


def test_what_was_deleted_stays_deleted(root: Path, ask: Ask, clock: Clock) -> None:
    for path in root.glob("*/*.md"):
        path.unlink()
    clock.now += 1_000_000
    [outcome] = ask(FEED)
    assert [path.name for path in outcome.added] == [LOST]


def test_ids_that_are_as_they_are_written_are_known_from_another_address_too(
    root: Path, web: Web, ask: Ask, clock: Clock
) -> None:
    clock.now += 1_000_000
    ask(FEED)
    before = names(root)
    web.put("http://other.example.com/moved/feed", OLDER["document"].replace("Text of", "Changed text of"))
    web.put(FEED.address, b"", 302, Location="http://other.example.com/moved/feed")
    clock.now += 1_000_000
    [outcome] = ask(FEED)
    assert outcome.error == ""
    assert {path.name for path in outcome.updated} >= {
        "2026-06-02-resolved-id.md",
        "2026-06-04-an-id-alone.md",
        "no-id-or-date.md",
    }
    assert not {"resolved-id", "an-id-alone", "no-id-or-date"} & {path.stem for path in outcome.added}
    assert before <= names(root)
