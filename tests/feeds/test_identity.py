"""Which entry is which file: what stays the same article under new ids, dates and addresses, and what does not."""

import os
from itertools import islice
from pathlib import Path

import pytest

from reader.feeds.files import entry_writer
from reader.feeds.files.entry_writer import FAILED_IN_A_ROW
from reader.feeds.files.naming import file_names
from reader.feeds.following.subscriptions import Subscription
from reader.feeds.refresh.one_feed import Outcome
from tests.feeds.conftest import Ask, Clock
from tests.feeds.server import Web, item, rss


def again(ask: Ask, clock: Clock, feed: str | Subscription) -> Outcome:
    clock.now += 100_000
    [outcome] = ask(feed)
    return outcome


def undated(number: int, title: str, text: str = "Text.", guid: str = "") -> str:
    link = f"https://example.org/{number}"
    return (
        f"<item><title>{title}</title><link>{link}</link><guid>{guid or number}</guid>"
        f"<description>{text}</description></item>"
    )


def files(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "articles" / "feed").glob("*.md"))


def test_a_new_id_with_the_old_link_and_title_is_the_same_article(
    web: Web, ask: Ask, clock: Clock, tmp_path: Path
) -> None:
    address = web.put("/feed", rss(undated(1, "One", guid="old")))
    ask(address)
    web.put("/feed", rss(undated(1, "One", guid="new")))
    assert again(ask, clock, address).added == ()
    assert files(tmp_path) == ["one.md"]


def test_a_new_id_with_the_old_link_and_date_is_the_same_article(
    web: Web, ask: Ask, clock: Clock, tmp_path: Path
) -> None:
    address = web.put("/feed", rss(item(1, "One", guid="old")))
    ask(address)
    web.put("/feed", rss(item(1, "Another title", guid="new")))
    assert again(ask, clock, address).added == ()
    assert files(tmp_path) == ["2026-06-02-one.md"]


def test_a_new_id_with_the_old_link_alone_is_another_article(
    web: Web, ask: Ask, clock: Clock, tmp_path: Path
) -> None:
    address = web.put("/feed", rss(undated(1, "One", guid="old")))
    ask(address)
    web.put("/feed", rss(undated(1, "Two", "Other.", guid="new")))
    assert len(again(ask, clock, address).added) == 1
    assert files(tmp_path) == ["one.md", "two.md"]


def test_a_new_id_beside_the_old_one_is_another_article(
    web: Web, ask: Ask, clock: Clock, tmp_path: Path
) -> None:
    address = web.put("/feed", rss(item(1, "One", guid="old")))
    ask(address)
    web.put("/feed", rss(item(1, "One", guid="old"), item(1, "One", guid="new")))
    assert len(again(ask, clock, address).added) == 1


def test_an_image_whose_address_has_another_query_is_no_update(web: Web, ask: Ask, clock: Clock) -> None:
    text = "&lt;img src=&quot;https://example.org/a.png?token={}&quot;&gt; words"
    address = web.put("/feed", rss(undated(1, "One", text.format(1))))
    ask(address)
    web.put("/feed", rss(undated(1, "One", text.format(2))))
    assert again(ask, clock, address).updated == ()
    web.put("/feed", rss(undated(1, "One", text.format(2) + " more")))
    assert len(again(ask, clock, address).updated) == 1


def test_a_new_entry_goes_into_the_folder_that_is_there_and_into_one_that_is_nested(
    web: Web, ask: Ask, clock: Clock, tmp_path: Path
) -> None:
    feed = Subscription(web.put("/feed", rss(item(1))), "Feed", folder="news/deep/below")
    ask(feed)
    web.put("/feed", rss(item(1), item(2)))
    outcome = again(ask, clock, feed)
    assert (outcome.error, len(outcome.added)) == ("", 1)
    folder = tmp_path / "articles" / "news" / "deep" / "below"
    assert sorted(path.name for path in folder.iterdir()) == ["2026-06-02-item-1.md", "2026-06-03-item-2.md"]


def test_the_second_update_of_a_file_that_the_user_has_changed_is_parked_too(
    web: Web, ask: Ask, clock: Clock
) -> None:
    address = web.put("/feed", rss(item(1)))
    [outcome] = ask(address)
    outcome.added[0].write_text("mine")
    for words in ("Second.", "Third."):
        web.put("/feed", rss(item(1, text=words)))
        outcome = again(ask, clock, address)
        assert (outcome.error, outcome.parked, outcome.updated) == ("", 1, ())


def test_an_update_keeps_the_time_of_a_file_only_where_it_is_the_articles_date(
    web: Web, ask: Ask, clock: Clock
) -> None:
    address = web.put("/feed", rss(undated(1, "Undated"), item(2, "Dated")))
    [outcome] = ask(address)
    for path in outcome.added:
        os.utime(path, (1_000_000_000, 1_000_000_000))
    web.put("/feed", rss(undated(1, "Undated", "Other."), item(2, "Dated", "Other.")))
    times = {path.name: path.stat().st_mtime for path in again(ask, clock, address).updated}
    assert times.pop("undated.md") == 1_000_000_000
    [dated] = times.values()
    assert dated > 1_000_000_000


def test_of_many_updates_each_counts_once_against_what_one_refresh_writes(
    web: Web, ask: Ask, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry_writer, "WRITTEN_LIMIT", 10)
    address = web.put("/feed", rss(*map(item, range(10))))
    [outcome] = ask(address)
    assert (len(outcome.added), outcome.left) == (10, 0)
    web.put("/feed", rss(*(item(number, text="Other.") for number in range(10))))
    outcome = again(ask, clock, address)
    assert (len(outcome.updated), outcome.left) == (10, 0)


def test_what_one_refresh_does_not_write_is_counted_and_comes_with_the_next(
    web: Web, ask: Ask, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry_writer, "WRITTEN_LIMIT", 4)
    address = web.put("/feed", rss(*map(item, range(6))))
    [outcome] = ask(address)
    assert (len(outcome.added), outcome.left) == (4, 2)
    outcome = again(ask, clock, address)
    assert (len(outcome.added), outcome.left) == (2, 0)


def blocked(web: Web, ask: Ask, clock: Clock, count: int, total: int) -> Outcome:
    """Return what comes of an update of which ``count`` of ``total`` files cannot be written."""
    address = web.put("/feed", rss(*(undated(number, "") for number in range(total))))
    [outcome] = ask(address)
    for path in outcome.added[:count]:
        path.unlink()
        path.mkdir()
    web.put("/feed", rss(*(undated(number, "", "Other.") for number in range(total))))
    return again(ask, clock, address)


def test_entries_that_fail_one_after_another_stop_a_feed_only_at_the_limit(
    web: Web, ask: Ask, clock: Clock
) -> None:
    outcome = blocked(web, ask, clock, FAILED_IN_A_ROW - 1, FAILED_IN_A_ROW + 5)
    assert len(outcome.updated) == 6
    assert outcome.error.startswith(f"{FAILED_IN_A_ROW - 1} entries could not be written")


def test_an_entry_that_fails_is_named_by_its_link_where_it_has_no_title_and_says_why(
    web: Web, ask: Ask, clock: Clock
) -> None:
    error = blocked(web, ask, clock, 1, 2).error
    assert "https://example.org/0" in error
    assert error.endswith(": Is a directory")


def test_names_for_one_title_are_numbered_from_two() -> None:
    plain, with_key, *numbered = islice(file_names("One", None, "key"), 4)
    assert plain == "one.md"
    stem = with_key.removesuffix(".md")
    assert numbered == [f"{stem}-2.md", f"{stem}-3.md"]


def test_a_ledger_keeps_letters_of_any_script_readable(web: Web, ask: Ask, tmp_path: Path) -> None:
    ask(web.put("/feed", rss(item(1, "苹果"))))
    ledgers = list((tmp_path / "articles" / ".newsreader" / "feeds").rglob("*.json"))
    texts = [path.read_text("utf-8") for path in ledgers]
    assert any("苹果" in text for text in texts)
