"""What is of today says so itself: a clone or a copy of a folder makes nothing new."""

import os
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from reader.library import EVERYTHING, Library, Scope
from tests.library.person import Person

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 3, 10, 12, tzinfo=ZONE)


@pytest.fixture
def library(person: Person) -> Library:
    """Articles that say of what day they are, and some that do not; all files are of today but for those called old."""
    person.write("header.md", date="2026-03-10 09:00")
    person.write("2026-03-10-name.md")
    person.put("journal/2026/03/10.md", b"text")
    person.put("undated.md", b"# Undated\n\ntext")
    person.write("template.md", date="{{date}}")
    person.write("wrong.md", date="soon")
    person.write("feed/entry.md", source="Daily", feed_url="https://daily.example/feed")
    person.write("feed/2026-03-09-entry.md", source="Daily", feed_url="https://daily.example/feed")
    person.write("clipping.md", source="Daily", link="https://daily.example/x")
    person.put("old.md", b"text")
    person.write("changed.md", updated="2026-03-10")
    person.write("feed/old entry.md", source="Daily", feed_url="https://daily.example/feed")
    for path in person.root.rglob("*.md"):
        moment = NOW - timedelta(days=400 if path.name.startswith("old") else 0, hours=1)
        os.utime(path, (moment.timestamp(),) * 2)
    return person.open(timezone="Asia/Shanghai")


def found(library: Library, query: str) -> set[str]:
    return {row.key.path for row in library.articles.rows(library.questions.query(query, NOW)).values()}


OF_TODAY = {"header.md", "2026-03-10-name.md", "journal/2026/03/10.md", "feed/entry.md", "changed.md"}
UNDATED = {"undated.md", "template.md", "wrong.md", "clipping.md"}
YESTERDAY = {"feed/2026-03-09-entry.md"}
OLD = {"old.md", "feed/old entry.md"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("date:today", OF_TODAY),
        ("date:>=today", OF_TODAY),
        ("date:>yesterday", OF_TODAY),
        ("date:today..", OF_TODAY),
        ("date:yesterday..today", OF_TODAY | YESTERDAY),
        ("date:yesterday", YESTERDAY),
        ("date:7d", OF_TODAY | YESTERDAY),
        ("date:>1w", OF_TODAY | YESTERDAY),
        ("date:3h", OF_TODAY - {"2026-03-10-name.md", "journal/2026/03/10.md", "changed.md"}),
        ("-date:today", UNDATED | YESTERDAY | OLD),
        ("date:today OR is:starred", OF_TODAY),
        ("date:<7d", OLD),
        ("date:..1y", OLD | UNDATED | OF_TODAY | YESTERDAY),
        ("date:2026-03-10", OF_TODAY | UNDATED),
        ("date:2026", OF_TODAY | UNDATED | YESTERDAY),
        ("date:<2026", OLD),
        ("updated:today", {"changed.md"}),
    ],
)
def test_what_begins_lately_holds_what_says_its_date_or_came_from_a_feed(
    library: Library, query: str, expected: set[str]
) -> None:
    assert found(library, query) == expected


def test_an_undated_file_is_still_dated_by_its_time_in_lists(library: Library) -> None:
    newest = library.articles.rows(library.articles.ids(EVERYTHING, Scope.ALL)).values()
    assert [row.key.path for row in newest][-2:] == ["old.md", "feed/old entry.md"]
