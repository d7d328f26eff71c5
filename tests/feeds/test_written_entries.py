"""What becomes of entries on disk: names, updates, ledgers of several devices, and what cannot be written."""

import json
import random
import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from reader.feeds.files import entry_writer, ledger
from reader.feeds.files.entry_writer import FAILED_IN_A_ROW
from reader.feeds.files.ledger import ALIASES_LIMIT, LedgerError
from reader.feeds.files.naming import SLUG_BYTES, file_names, slug_of
from reader.files.digest import digest
from tests.feeds.follower import Follower, entry, known_file, numbered, rows
from tests.journal.disk import Disk


@pytest.fixture
def feed(tmp_path: Path) -> Follower:
    return Follower(tmp_path)


def block(feed: Follower, *numbers: int) -> None:
    """Put a folder in the place of an entry's file, so that it cannot be written."""
    for file in feed.files_of(*(f"id-{number}" for number in numbers)):
        (feed.articles / file).unlink()
        (feed.articles / file).mkdir()


# What cannot be written


def test_what_was_forced_onto_the_disk_together_stays_when_the_disk_then_takes_nothing_more(
    feed: Follower, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry_writer, "BATCH", 3)
    failing = range(FAILED_IN_A_ROW)
    feed.show(*map(numbered, failing))
    block(feed, *failing)
    new = range(100, 104)
    with pytest.raises(OSError, match="Is a directory"):
        feed.show(*map(numbered, new), *(numbered(number, "Other") for number in failing))
    assert len(feed.texts()) == 3
    assert {f"id-{number}" for number in new} - rows(feed).keys() == {"id-103"}
    assert not list(feed.articles.glob(".*"))
    assert len(feed.show(*map(numbered, new)).added) == 1


def test_failures_between_which_an_entry_is_written_do_not_stop_a_feed(feed: Follower) -> None:
    half = FAILED_IN_A_ROW - 1
    failing = [*range(half), *range(half + 1, 2 * half + 1)]
    feed.show(*map(numbered, range(2 * half + 1)))
    block(feed, *failing)
    result = feed.show(*(numbered(number, "Other") for number in range(2 * half + 1)))
    assert len(result.updated) == 1
    assert result.failed.startswith(f"{2 * half} entries could not be written")


def test_one_entry_that_cannot_be_written_is_named_and_comes_when_it_can(feed: Follower) -> None:
    feed.show(numbered(1), numbered(2))
    block(feed, 1)
    result = feed.show(numbered(1, "Other"), numbered(2, "Other"))
    assert len(result.updated) == 1
    assert result.failed == "1 entry could not be written and will be tried again: Title 1: Is a directory"
    [folder] = [path for path in feed.articles.iterdir() if path.is_dir()]
    folder.rmdir()
    assert feed.show(numbered(1, "Other"), numbered(2, "Other")).failed == ""


def test_after_a_power_cut_nothing_that_was_written_comes_twice(
    feed: Follower, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        for folder in (feed.articles, feed.ledgers / "desk"):
            folder.mkdir(parents=True)
        disk = Disk(patch, tmp_path)
        feed.show(numbered(1), numbered(2))
    after = Follower(tmp_path / "after")
    disk.cut(random.Random(1), after.articles.parent)
    assert after.texts() == feed.texts()
    assert rows(after) == rows(feed)


def test_what_is_beyond_the_limit_of_one_document_is_counted_and_comes_next(
    feed: Follower, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry_writer, "WRITTEN_LIMIT", 3)
    entries = [numbered(number) for number in range(5)]
    for added, left in ((3, 2), (2, 0), (0, 0)):
        result = feed.show(*entries)
        assert (len(result.added), result.left) == (added, left)
    changed = [numbered(number, "Other") for number in range(5)]
    for updated, left in ((3, 2), (2, 0), (0, 0)):
        result = feed.show(*changed)
        assert (len(result.updated), result.left) == (updated, left)


@pytest.mark.parametrize("fault", [RuntimeError, OSError])
def test_an_entry_at_which_the_program_fails_is_named_and_costs_no_other(
    feed: Follower, monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
) -> None:
    dumps = json.dumps

    def fail(value: object, **options: Any) -> str:
        if value == "Title 1":
            raise fault
        return dumps(value, **options)

    with monkeypatch.context() as patch:
        patch.setattr(json, "dumps", fail)
        result = feed.show(numbered(1), numbered(2))
    assert len(result.added) == 1
    assert result.failed.endswith(f": Title 1: an error in newsreader ({fault.__name__})")
    assert len(feed.show(numbered(1), numbered(2)).added) == 1


# Names


def test_the_name_of_a_file_has_the_date_the_title_and_where_that_is_another_entrys_a_digest(
    feed: Follower,
) -> None:
    entries = [entry("One", f"Text {guid}.", guid=guid, date="2") for guid in "abc"]
    feed.show(*entries)
    assert feed.files_of(*"abc") == [
        "2026-06-02-one.md",
        "2026-06-02-one-cb5332.md",
        "2026-06-02-one-3be797.md",
    ]


def test_without_a_title_the_name_has_the_first_words_and_without_words_the_digest(feed: Follower) -> None:
    feed.show(
        entry("", "Some words of the text.", guid="a"),
        entry("", "…", guid="b"),
        entry("", "…", guid="c", date="3"),
    )
    assert feed.files_of(*"abc") == ["some-words-of-the-text.md", "cb5332.md", "2026-06-03-3be797.md"]


def test_a_name_that_something_else_has_is_left_to_it(feed: Follower) -> None:
    feed.articles.mkdir()
    (feed.articles / "ONE.md").write_text("mine")
    (feed.articles / "two.md").mkdir()
    result = feed.show(entry("One", "Text.", guid="a"), entry("Two", "Text.", guid="b"))
    assert result.added == ("one-c93f52.md", "two-cb5332.md")
    assert (feed.articles / "ONE.md").read_text() == "mine"


def test_where_each_name_is_taken_an_entry_fails_and_says_so(feed: Follower) -> None:
    feed.articles.mkdir()
    for name in file_names("One", None, "a"):
        (feed.articles / name).write_text("mine")
    result = feed.show(entry("One", "Text.", guid="a"), entry("Two", "Text.", guid="b"))
    assert result.added == ("two.md",)
    assert result.failed.endswith("One: File exists")


LONG = "a" * 100


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        (f"{LONG} {'b' * 19} c", f"{LONG}-{'b' * 19}"),
        (f"{LONG} {'b' * 20} c", LONG),
        (f"{'a' * 99} {'b' * 22}", f"{'a' * 99}-{'b' * 20}"),
        (f"{LONG} {'b' * 21}", LONG),
        (f"{'a' * 119} b c", "a" * 119),
        ("a" * SLUG_BYTES, "a" * SLUG_BYTES),
        ("a" * (SLUG_BYTES + 1), "a" * SLUG_BYTES),
        (f"a b{chr(0x301) * 200}", "a"),
        (f"ab{chr(0x301) * 200}", "a"),
        ("1\u20e3st", "1st"),
        ("A\u20e3b \u0301c", "ab-c"),
        ("😀 ①", "😀-①"),
        ("हिन्दी", "हिन्दी"),
        ("com1", "com1-"),
        ("lpt²", "lpt²-"),
        ("console", "console"),
        ("com", "com"),
        ("a--b__c", "a-b-c"),
        ("$€+", ""),
    ],
)
def test_the_title_in_a_name_is_of_whole_words_of_letters_and_fits(title: str, slug: str) -> None:
    assert slug_of(title) == slug


# Ledgers


def test_a_file_is_entered_under_its_id_and_its_number_is_one_more_than_all(feed: Follower) -> None:
    feed.show(numbered(1))
    feed.show(numbered(1), numbered(2))
    feed.show(numbered(2), numbered(3), device="phone")
    assert {key: row[9] for key, row in rows(feed).items()} == {"id-1": "1", "id-2": "2"}
    assert {key: row[9] for key, row in rows(feed, "phone").items()} == {"id-3": "3"}


def test_entries_that_share_an_id_have_lines_of_their_own(feed: Follower) -> None:
    same = [entry(f"Title {n}", f"Text {n}.", guid="5", link=f"https://w.example/{n}") for n in (1, 2)]
    feed.show(*same)
    assert list(rows(feed)) == ["5#w.example/1", "5#w.example/2"]
    no_links = [entry(f"Title {n}", f"Text {n}.", guid="urn:x:6") for n in (3, 4)]
    feed.show(*same, *no_links)
    digests = [digest(f"Title {n}\0") for n in (3, 4)]
    assert list(rows(feed))[2:] == [f"urn:x:6#{each}" for each in digests]
    before = rows(feed).keys()
    assert len(feed.show(same[0].replace("Text", "Other")).updated) == 1
    assert rows(feed).keys() == before
    assert feed.ledger().count == 4


def test_a_file_whose_id_changes_each_time_is_kept_under_the_latest(feed: Follower) -> None:
    for number in range(ALIASES_LIMIT + 3):
        result = feed.show(numbered(1, guid=f"id-{number}"))
        assert len(result.added) == (number == 0)
    assert list(rows(feed)) == [f"id-{number}" for number in range(3, ALIASES_LIMIT + 3)]
    feed.show(numbered(1, guid="id-5"))
    assert list(rows(feed)) == [*(f"id-{number}" for number in (3, 4, 6, 7, 8, 9, 10)), "id-5"]
    key, known = feed.ledger().row_of(known_file(feed)) or ("", None)
    assert (key, known) == ("id-5", feed.ledger().entries["id-5"])
    assert feed.ledger().row_of("no.md") is None
    assert feed.ledger().count == 1


def test_what_has_not_changed_writes_no_ledger(feed: Follower) -> None:
    feed.show(numbered(1))
    before = (feed.ledgers / "desk" / "feed.json").stat()
    feed.show(numbered(1))
    after = (feed.ledgers / "desk" / "feed.json").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_ledger_that_was_saved_is_not_written_again(feed: Follower) -> None:
    feed.show(numbered(1))
    known = feed.ledger()
    known.learn("id-1", known.entries["id-1"]._replace(arrived="5"))
    for expected in ("5", "no"):
        known.save()
        path = feed.ledgers / "desk" / "feed.json"
        assert path.read_text() == "no" if expected == "no" else rows(feed)["id-1"][10] == expected
        path.write_text("no")


def test_a_ledger_has_the_newest_entries_that_can_be_read(
    feed: Follower, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = 12_000
    monkeypatch.setattr(ledger, "READ_LIMIT_BYTES", limit)
    feed.show(*(numbered(number) for number in range(60)))
    size = (feed.ledgers / "desk" / "feed.json").stat().st_size
    kept = list(rows(feed))
    assert kept == [f"id-{number}" for number in range(60 - len(kept), 60)]
    assert 0 < len(kept) < 60
    assert limit - ledger.OTHER_BYTES - size // len(kept) < size <= limit


def test_a_ledger_may_be_as_large_as_the_limit(feed: Follower, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [numbered(number) for number in range(3)]
    feed.show(*entries)
    text = (feed.ledgers / "desk" / "feed.json").read_bytes()
    lines = b"".join(text.splitlines(keepends=True)[1:-1]) + b","
    for spare, count in ((0, 3), (-1, 2)):
        monkeypatch.setattr(ledger, "READ_LIMIT_BYTES", len(lines) + ledger.OTHER_BYTES + spare)
        feed.ledger().forget()
        feed.show(*entries)
        assert list(rows(feed)) == [f"id-{number}" for number in range(3 - count, 3)]


def test_a_forgotten_ledger_is_gone_and_its_entries_come_again(feed: Follower) -> None:
    feed.show(numbered(1))
    known = feed.ledger()
    for _ in range(2):
        known.forget()
        known.save()
        assert not list(feed.ledgers.rglob("*.json"))
    for path in feed.articles.iterdir():
        path.unlink()
    assert len(feed.show(numbered(1)).added) == 1


def test_of_lines_with_one_number_every_device_takes_the_same(feed: Follower, tmp_path: Path) -> None:
    feed.show(numbered(1), device="desk")
    apart = Follower(tmp_path / "apart")
    apart.show(numbered(1, date="9"), device="phone")
    shutil.copytree(apart.ledgers / "phone", feed.ledgers / "phone")
    for device in ("desk", "phone", "third"):
        found = feed.ledger(device)
        records = found.records()
        assert records[found.entries["id-1"].file].latest == found.entries["id-1"]
        assert found.entries["id-1"].date == "2026-06-09T10:00:00+00:00"
    feed.show(numbered(1, date="11"), device="desk")  # knows both, so its line is the later one
    for device in ("desk", "phone", "third"):
        assert feed.ledger(device).entries["id-1"].date == "2026-06-11T10:00:00+00:00"


def test_a_ledger_that_is_none_of_ours_stops_its_feed(feed: Follower) -> None:
    feed.show(numbered(1))
    for text in (
        "[]",
        "{",
        '{"version": 2}',
        '{"version": 2, "entries": {"k": 1}}',
        '{"version": "2", "entries": {}}',
    ):
        (feed.ledgers / "desk" / "feed.json").write_text(text)
        with pytest.raises(LedgerError, match="Move it away to start over"):
            feed.show(numbered(1))
    assert len(feed.texts()) == 1


@pytest.mark.parametrize("name", ["../one.md", "/etc/one.md", ".one.md", ""])
def test_a_line_whose_file_is_elsewhere_is_not_used(feed: Follower, name: str) -> None:
    feed.show(numbered(1))
    path = feed.ledgers / "desk" / "feed.json"
    path.write_text(path.read_text().replace(known_file(feed), name))
    assert feed.ledger().entries == {}


def test_an_entry_whose_html_no_library_reads_has_its_words(
    feed: Follower, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(text: str, *_: object) -> None:
        raise RuntimeError(text)

    monkeypatch.setattr(etree, "fromstring", fail)
    html = "&lt;p&gt;Words &amp;lt; of &lt;b&gt;it&lt;/b&gt;.&lt;/p&gt;"
    feed.show(entry("One", html, guid="a"), numbered(2))
    text = (feed.articles / feed.files_of("a")[0]).read_text()
    assert text.partition("\n---\n")[2].split() == ["Words", r"\<", "of", "it", "."]


def test_an_entry_with_nothing_in_it_makes_no_file(feed: Follower) -> None:
    feed.show("<item/>", entry(date="5"), entry("Title"), "<item><description> </description></item>")
    assert list(feed.texts()) == ["title.md"]
    feed.show("<item/>", entry(date="5"), entry("Title"), entry(text="Text"))
    assert len(feed.texts()) == 2
