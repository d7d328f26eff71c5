"""When an article was first seen: kept in the index, taken over by a rebuild, and the order of what is dated in the future."""

import os
import sqlite3
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.journal import Journal
from reader.library import EVERYTHING, Library, Scope
from reader.paths import Paths
from reader.settings import Settings

LONG_AGO = 1_500_000_000
"""When the files of the first scan were changed last."""


class Seen:
    """A folder with its library, and what its ledgers say."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "articles"
        self.folder.mkdir()
        self.known: dict[str, int] = {}
        self.looked_up: list[str] = []
        """The feeds whose ledgers were read, in order."""
        self._paths = Paths(*(root / name for name in ("config", "data", "state", "cache")))

    def write(self, name: str, text: str = "text\n", *, at: int = LONG_AGO) -> Path:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        os.utime(file, (at, at))
        return file

    def _of_feed(self, _folder: Path, feed: str) -> Mapping[str, int]:
        self.looked_up.append(feed)
        return self.known if feed == "https://example.org/feed" else {}

    def library(self) -> Library:
        journal = Journal.open(self._paths.journal, machine="test")
        return Library.open([self.folder], self._paths, journal, Settings(), self._of_feed)

    def arrivals(self) -> dict[str, int]:
        """Scan, and return when each article was first seen."""
        with self.library() as library:
            library.scan()
        return self.in_index()

    def in_index(self) -> dict[str, int]:
        with sqlite3.connect(self.index) as connection:
            found = connection.execute("SELECT name, arrived FROM article").fetchall()
        connection.close()
        return {name.decode(): seen for name, seen in found}

    @property
    def index(self) -> Path:
        (found,) = (file for file in self._paths.cache.rglob("*.db") if ".text" not in file.name)
        return found

    def titles(self, query: str = "") -> list[str]:
        with self.library() as library:
            library.scan()
            ids = (
                library.questions.query(query, datetime.now(UTC))
                if query
                else library.articles.ids(EVERYTHING, Scope.ALL)
            )
            return [row.title for row in library.articles.rows(ids).values()]


@pytest.fixture
def seen(tmp_path: Path) -> Seen:
    return Seen(tmp_path)


def test_a_file_of_a_known_folder_arrives_when_it_is_first_seen(seen: Seen) -> None:
    seen.write("old.md")
    seen.arrivals()
    before = int(time.time())
    seen.write("new.md")
    found = seen.arrivals()
    assert found["old.md"] == LONG_AGO
    assert before <= found["new.md"] <= time.time()


def test_files_that_a_first_scan_did_not_reach_have_the_times_of_files_too(seen: Seen) -> None:
    for number in range(2_000):
        seen.write(f"{number:04}.md")
    read: list[int] = []
    with seen.library() as library:
        library.scan(lambda progress: read.append(progress.read), lambda: any(read))
    assert 0 < len(seen.in_index()) < 2_000
    assert set(seen.arrivals().values()) == {LONG_AGO}
    seen.write("new.md")
    assert seen.arrivals()["new.md"] > LONG_AGO


def test_a_change_of_a_file_does_not_change_when_it_arrived(seen: Seen) -> None:
    seen.write("a.md")
    first = seen.arrivals()
    seen.write("a.md", "---\ntitle: Other\ndate: 2020-01-01\n---\nother\n", at=LONG_AGO + 1_000)
    assert seen.arrivals() == first


def test_a_renamed_file_keeps_when_it_arrived(seen: Seen) -> None:
    file = seen.write("a.md", "a text that is known again\n")
    seen.arrivals()
    os.utime(file, (LONG_AGO + 99, LONG_AGO + 99))
    file.rename(seen.folder / "b.md")
    assert seen.arrivals() == {"b.md": LONG_AGO}


def test_an_entry_arrives_when_its_feed_was_first_fetched(seen: Seen) -> None:
    text = '---\ntitle: A\nfeed_url: "https://example.org/feed"\nguid: "x-1"\n---\ntext\n'
    seen.known = {"a.md": 1_600_000_000, "x-1\0": 1_650_000_000}
    seen.write("a.md", text)
    seen.write("renamed.md", text)
    seen.write("other.md", text.replace("/feed", "/other").replace("x-1", "x-2"))
    assert seen.arrivals() == {"a.md": 1_600_000_000, "renamed.md": 1_650_000_000, "other.md": LONG_AGO}


def test_the_ledgers_of_many_feeds_in_one_directory_are_read_once(seen: Seen) -> None:
    feeds = [f"https://example.org/{number}" for number in range(40)]
    for number in range(10):
        for at, feed in enumerate(feeds):
            seen.write(f"news/{number}-{at:02}.md", f'---\nfeed_url: "{feed}"\n---\ntext\n')
            seen.write(f"own/{at:02}/{number}.md", f'---\nfeed_url: "{feed}/own"\n---\ntext\n')
    seen.arrivals()
    assert sorted(seen.looked_up) == sorted([*feeds, *(f"{feed}/own" for feed in feeds)])


def test_a_time_that_a_ledger_cannot_know_is_not_taken(seen: Seen) -> None:
    seen.known = {"a.md": int(time.time()) + 10**7}
    seen.write("a.md", '---\nfeed_url: "https://example.org/feed"\n---\ntext\n')
    assert seen.arrivals() == {"a.md": LONG_AGO}


def test_an_index_that_is_rebuilt_takes_over_when_files_arrived(seen: Seen) -> None:
    seen.write("old.md")
    seen.arrivals()
    seen.write("new.md")
    first = seen.arrivals()
    with sqlite3.connect(seen.index) as connection:
        connection.execute("UPDATE article SET title = 'damaged' WHERE name = x'6f6c642e6d64'")
    connection.close()
    with seen.library() as library:
        assert library.healing.heal(lambda: False, is_patient=False) is not None
    assert seen.in_index() == first


def test_the_index_of_another_version_hands_on_when_files_arrived(seen: Seen) -> None:
    seen.write("old.md")
    seen.arrivals()
    seen.write("new.md")
    first = seen.arrivals()
    name = seen.index.name
    former = seen.index.rename(seen.index.with_name(name.replace("-v", "-v1", 1)))
    with seen.library() as library:
        library.scan()
    former.unlink()
    assert seen.in_index() == first


def test_what_is_dated_in_the_future_does_not_stay_on_top(seen: Seen) -> None:
    seen.write("future.md", "---\ntitle: Future\ndate: 2136-12-31\n---\n")
    seen.write("now.md", "---\ntitle: Recent\ndate: 2020-01-01\n---\n")
    seen.write("old.md", "---\ntitle: Old\ndate: 2010-01-01\n---\n")
    assert seen.titles() == ["Recent", "Future", "Old"]
    assert seen.titles("sort:-date") == ["Recent", "Future", "Old"]
    assert seen.titles("date:>2100") == ["Future"]
    with seen.library() as library:
        (row,) = library.articles.rows(library.questions.query("Future", datetime.now(UTC))).values()
    assert row.date.year == 2136


def test_articles_can_be_found_and_sorted_by_when_they_arrived(seen: Seen) -> None:
    seen.write("a.md", "---\ntitle: A\ndate: 2026-01-01\n---\n", at=LONG_AGO)
    seen.write("b.md", "---\ntitle: B\ndate: 2010-01-01\n---\n", at=LONG_AGO + 10**7)
    assert seen.titles("sort:-arrived") == ["B", "A"]
    assert seen.titles("sort:arrived") == ["A", "B"]
    assert seen.titles("arrived:2017-07") == ["A"]
    assert seen.titles("arrived:<2017-08") == ["A"]
    seen.write("c.md", "---\ntitle: C\ndate: 2001-01-01\n---\n")
    assert seen.titles("arrived:today") == ["C"]
