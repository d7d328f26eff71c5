"""The first fetch of an entry is kept in the ledger, and no loss of the index loses it."""

import json
import shutil
from pathlib import Path

from reader.feeds.files.arrivals import entry_arrivals, id_key
from tests.cli.conftest import Newsreader
from tests.feeds.conftest import Ask, Clock
from tests.feeds.server import Web, item, rss


def test_the_first_fetch_of_an_entry_is_kept_and_never_changed(
    web: Web, ask: Ask, clock: Clock, tmp_path: Path
) -> None:
    first = int(clock.now)
    address = web.put("/feed", rss(item(1)))
    ask(address)
    clock.now += 100_000
    web.put("/feed", rss(item(1, text="Another text."), item(2)))
    ask(address)
    found = entry_arrivals(tmp_path / "articles", address)
    assert (found[id_key("id-1")], found[id_key("id-2")]) == (first, first + 100_000)
    assert found["2026-06-02-item-1.md"] == first


def test_the_earliest_device_says_when_an_entry_was_fetched(
    web: Web, ask: Ask, clock: Clock, tmp_path: Path
) -> None:
    first = int(clock.now)
    address = web.put("/feed", rss(item(1)))
    ask(address)
    [ledger] = (
        file
        for file in (tmp_path / "articles/.newsreader/feeds").glob("*/*.json")
        if "state" not in file.name
    )
    other = ledger.parent.parent / "another" / ledger.name
    other.parent.mkdir()
    shutil.copy(ledger, other)
    ledger.write_text(ledger.read_text().replace(str(first), str(first + 5_000)))
    assert entry_arrivals(tmp_path / "articles", address)[id_key("id-1")] == first


def test_a_file_that_is_no_ledger_says_nothing(tmp_path: Path) -> None:
    assert entry_arrivals(tmp_path, "https://example.org/feed") == {}
    (tmp_path / ".newsreader/feeds/x").mkdir(parents=True)
    (tmp_path / ".newsreader/feeds/x/feed_states.json").write_text("[1]")
    assert entry_arrivals(tmp_path, "https://example.org/feed") == {}


def test_a_deleted_index_shows_the_same_arrival(newsreader: Newsreader, web: Web, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    address = web.put("/feed", rss(item(1, date="Mon, 31 Dec 2136 12:30:00 GMT"), item(2)))
    newsreader("add", address, "--folder", str(folder))
    listed = ["list", "-f", str(folder), "--json"]
    newsreader("refresh", "-f", str(folder))
    found = json.loads(newsreader(*listed).stdout)["articles"]
    assert len(found) == 2
    before = {article["title"]: article["arrived"] for article in found}
    assert all(before.values())
    for file in (*folder.rglob("*.md"),):
        file.touch()
    for index in tmp_path.rglob("index"):
        shutil.rmtree(index)
    found = json.loads(newsreader(*listed).stdout)["articles"]
    assert {article["title"]: article["arrived"] for article in found} == before
