"""What becomes of entries whose files are there already: lost ledgers, changed files, files of other devices."""

import json
from pathlib import Path

import pytest

from reader.feeds.files.entry_parts import with_full_article
from reader.files.digest import digest
from tests.feeds.follower import Follower, entry, known_file, numbered, rows


@pytest.fixture
def feed(tmp_path: Path) -> Follower:
    return Follower(tmp_path)


def test_files_whose_ledger_is_lost_are_found_again(feed: Follower) -> None:
    entries = [numbered(1), numbered(2), entry("One", "Text.", guid="a"), entry("One", "Other.", guid="b")]
    feed.show(*entries)
    texts = feed.texts()
    (feed.ledgers / "desk" / "feed.json").unlink()
    result = feed.show(*entries)
    assert (result.added, result.updated, result.parked, result.failed) == ((), (), (), "")
    assert feed.texts() == texts
    assert len(feed.show(*entries[1:], numbered(1, "Other")).updated) == 1


def test_a_file_without_a_ledger_that_was_changed_since_is_not_overwritten(feed: Follower) -> None:
    feed.show(numbered(1))
    (feed.ledgers / "desk" / "feed.json").unlink()
    for text in ("Other", "Third"):
        assert len(feed.show(numbered(1, text)).parked) == 1
        assert list(feed.texts().values()) == ["Text 1."]
    assert feed.show(numbered(1, "Third")).parked == ()


def test_a_file_that_another_device_wrote_is_replaced_where_the_feed_says_something_newer(
    feed: Follower,
) -> None:
    feed.show(numbered(1))
    feed.show(numbered(1, "Other"), device="phone")
    assert feed.show(numbered(1, "Other")).updated == ()
    former = (feed.articles / known_file(feed)).read_bytes()
    feed.show(numbered(1, "Third"))
    (feed.articles / known_file(feed)).write_bytes(former)  # as a sync tool brings it late
    before = rows(feed)
    assert len(feed.show(numbered(1, "Third")).updated) == 1
    assert list(feed.texts().values()) == ["Third 1."]
    assert rows(feed) == before
    assert feed.show(numbered(1, "Third"), device="phone").updated == ()


def test_a_late_file_that_the_user_has_changed_stays(feed: Follower) -> None:
    feed.show(numbered(1))
    feed.show(numbered(1, "Other"), device="phone")
    path = feed.articles / known_file(feed)
    path.write_text(path.read_text() + "Mine.\n")
    assert feed.show(numbered(1, "Other")).parked == ()
    assert list(feed.texts().values()) == ["Mine."]


def test_files_that_share_a_name_under_a_shared_id_are_not_mixed_without_a_ledger(feed: Follower) -> None:
    same = [entry("One", f"Text {n}.", guid="5", link=f"https://w.example/{n}") for n in (1, 2)]
    feed.show(*same)
    (feed.ledgers / "desk" / "feed.json").unlink()
    feed.show(*(each.replace("Text", "Other") for each in same))
    assert {"Text 1.", "Text 2.", "Other 1.", "Other 2."} == set(feed.texts().values())


def test_what_is_wanted_now_is_made_again_where_it_is_gone(feed: Follower) -> None:
    feed.show(numbered(1), numbered(2))
    for path in feed.articles.iterdir():
        path.unlink()
    assert feed.show(numbered(1, "Other"), makes_missing=False).added == ()
    assert feed.show(numbered(1), makes_missing=True).added == ("2026-06-02-title-1.md",)
    assert list(feed.texts().values()) == ["Text 1."]
    result = feed.show(numbered(1, "Third"), makes_missing=True)
    assert (result.added, len(result.updated)) == ((), 1)
    assert list(rows(feed)) == ["id-2", "id-1"]


def test_the_time_of_arrival_stays_and_a_later_id_does_not_change_it(feed: Follower) -> None:
    feed.show(numbered(1))
    feed.now_s = 1_790_000_000
    feed.show(numbered(1, "Other", guid="another"))
    assert {row[10] for row in rows(feed).values()} == {"1780000000"}
    assert list(feed.texts()) == ["2026-06-02-title-1.md"]


def test_the_full_article_of_a_file_stays_unless_the_user_has_changed_the_file(feed: Follower) -> None:
    feed.show(numbered(1), numbered(2))
    ours, mine = (feed.articles / file for file in feed.files_of("id-1", "id-2"))
    for path in (ours, mine):
        path.write_bytes(with_full_article(path.read_bytes(), "https://w.example/1", "All of it."))
    known = feed.ledger()
    key, row = known.row_of(ours.name) or pytest.fail("it is not known")
    known.learn(key, row._replace(written=digest(ours.read_bytes())))
    known.save()
    result = feed.show(numbered(1, "Other"), numbered(2, "Other"))
    assert (result.updated, result.parked) == ((ours.name,), (mine.name,))
    assert "All of it." in ours.read_text()
    assert "All of it." not in (feed.aside / mine.name).read_text()


def test_an_entry_that_had_no_title_in_an_older_ledger_is_known_with_one(feed: Follower) -> None:
    page = "https://w.example/page"
    feed.show(entry("", "Text.", link=page))
    path = feed.ledgers / "desk" / "feed.json"
    [(key, row)] = rows(feed).items()
    older = [*row[:4], digest(""), row[5]]
    path.write_text(json.dumps({"version": 1, "entries": {key: older}}))
    result = feed.show(entry("A title", "Other.", link=page))
    assert (result.added, len(result.updated)) == ((), 1)


def test_an_older_ledger_knows_an_entry_without_a_link_by_its_id_alone(feed: Follower) -> None:
    feed.show(entry("One", "Text.", guid="urn:x:5#", date="1"))
    path = feed.ledgers / "desk" / "feed.json"
    [(key, row)] = rows(feed).items()
    path.write_text(json.dumps({"version": 1, "entries": {key: [*row[:5], row[5][:10]]}}))
    assert len(feed.show(entry("Two", "Other.", guid="urn:x:5", date="5")).added) == 1


def test_of_two_lines_that_an_older_ledger_has_of_a_file_the_later_one_counts(feed: Follower) -> None:
    feed.show(numbered(1))
    path = feed.ledgers / "desk" / "feed.json"
    [row] = rows(feed).values()
    older = [*row[:5], row[5][:10]]
    for keys in (("older", "id-1"), ("id-1", "older")):
        lines = {key: older if key == keys[1] else [older[0], "", "", *older[3:]] for key in keys}
        path.write_text(json.dumps({"version": 1, "entries": lines}))
        record = feed.ledger().records()[older[0]]
        assert (record.key, record.latest.content, record.may_lag()) == (keys[1], older[2], False)
        assert record.says((feed.articles / older[0]).read_bytes(), older[2])


def test_of_the_lines_that_a_device_has_of_a_file_the_one_with_the_greatest_number_counts(
    feed: Follower,
) -> None:
    feed.show(numbered(1))
    feed.show(numbered(1, "Other", guid="b"))
    path = feed.ledgers / "desk" / "feed.json"
    lines = rows(feed)
    assert {key: row[9] for key, row in lines.items()} == {"id-1": "1", "b": "2"}
    there = (feed.articles / known_file(feed)).read_bytes()
    for order in (lines, dict(reversed(lines.items()))):
        path.write_text(json.dumps({"version": 2, "entries": order}))
        [record] = feed.ledger().records().values()
        assert (record.key, record.latest.content) == ("b", lines["b"][2])
        assert not record.may_lag()
        assert [record.says(there, lines[key][2]) for key in ("b", "id-1")] == [True, False]


def test_an_entry_of_an_older_ledger_is_not_one_of_another_day_at_a_link_that_others_have(
    feed: Follower,
) -> None:
    at_link = {"link": "https://w.example/all"}
    feed.show(numbered(1, **at_link), numbered(2, **at_link))
    path = feed.ledgers / "desk" / "feed.json"
    older = {key: [*row[:5], row[5][:10]] for key, row in rows(feed).items()}
    path.write_text(json.dumps({"version": 1, "entries": older}))
    assert len(feed.show(numbered(1, **at_link, guid="new", date="9")).added) == 1
