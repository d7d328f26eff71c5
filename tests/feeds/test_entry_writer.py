"""Entries become files that their owner keeps: once, whole, and never over what somebody has changed."""

import os
import subprocess
import sys
import time
from pathlib import Path

import frontmatter
import pytest

from reader.feeds.files.naming import SLUG_BYTES, file_names, slug_of
from reader.feeds.refresh.one_feed import Outcome
from tests.feeds.conftest import Ask, Clock
from tests.feeds.server import Web, item, rss

ROOT = Path(__file__).parent.parent.parent


def files(tmp_path: Path) -> dict[str, bytes]:
    folder = tmp_path / "articles"
    return {f"{path.relative_to(folder)}": path.read_bytes() for path in sorted(folder.rglob("*.md"))}


def again(ask: Ask, clock: Clock, address: str) -> Outcome:
    clock.now += 100_000
    [outcome] = ask(address)
    assert not outcome.error
    return outcome


def test_an_entry_is_a_file_with_its_front_matter(web: Web, ask: Ask, tmp_path: Path) -> None:
    text = "&lt;b&gt;粗体&lt;/b&gt;和&lt;a href=&quot;/x&quot;&gt;链接&lt;/a&gt;"
    more = "<language>zh-cn</language>"
    ask(web.put("/feed", rss(item(3, "苹果：“一”/二?", text), title="新闻", more=more)))
    [(name, data)] = files(tmp_path).items()
    assert name == "feed/2026-06-04-苹果-一-二.md"
    post = frontmatter.loads(data.decode())
    assert post.metadata == {
        "title": "苹果：“一”/二?", "date": post["date"], "link": "https://example.org/3", "lang": "zh-CN", "guid": "id-3",
        "source": "Feed", "feed_url": web.address + "/feed",
    }  # fmt: skip
    assert str(post["date"]) == "2026-06-04T10:00:00+00:00"
    assert post.content == "**粗体**和[链接](https://example.org/x)"


def test_a_feeds_word_for_a_language_stays_where_the_text_is_in_it(
    web: Web, ask: Ask, tmp_path: Path
) -> None:
    said = {
        "nb": "Det er ikke noe som jeg kan gjøre med det nå.",
        "en": "Jde o text, který není v angličtině.",
    }
    for language, text in said.items():
        more = f"<language>{language}</language>"
        ask(web.put(f"/{language}", rss(item(3, "Title", text), title=language, more=more)))
    written = [frontmatter.loads(data.decode()).metadata["lang"] for data in files(tmp_path).values()]
    assert written == ["cs", "nb"]


def test_a_second_refresh_writes_nothing(web: Web, ask: Ask, clock: Clock, tmp_path: Path) -> None:
    address = web.put("/feed", rss(*map(item, range(5))))
    ask(address)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "articles").rglob("*.md")}
    outcome = again(ask, clock, address)
    assert (outcome.added, outcome.updated) == ((), ())
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_two_machines_write_the_same_bytes(web: Web, ask: Ask, tmp_path: Path) -> None:
    from reader.feeds.following.subscriptions import Subscription
    from reader.feeds.refresh.run import RefreshOptions, refresh
    from reader.feeds.web.fetch import Fetcher

    address = web.put(
        "/feed", rss(item(1), item(2, "Item 1", date="Tue, 02 Jun 2026 11:00:00 GMT", guid="b"), item(3))
    )
    ask(address)
    list(refresh(tmp_path / "other", [Subscription(address, "Feed")], Fetcher(), RefreshOptions()))
    other = {
        f"{path.relative_to(tmp_path / 'other')}": path.read_bytes()
        for path in (tmp_path / "other").rglob("*.md")
    }
    assert other == files(tmp_path)
    assert len(other) == 3


def test_an_update_replaces_a_file_that_is_ours_and_parks_beside_one_that_is_not(
    web: Web, ask: Ask, clock: Clock, tmp_path: Path
) -> None:
    address = web.put("/feed", rss(item(1), item(2)))
    [outcome] = ask(address)
    mine = outcome.added[1]
    mine.write_text(mine.read_text() + "My own words.\n")
    web.put("/feed", rss(item(1, text="New words."), item(2, text="New words.")))
    outcome = again(ask, clock, address)
    assert [path.name for path in outcome.updated] == ["2026-06-02-item-1.md"]
    assert outcome.parked == 1
    assert "My own words." in mine.read_text()
    parked = tmp_path / "articles" / ".newsreader" / "updates" / "feed" / mine.name
    assert "New words." in parked.read_text()
    assert again(ask, clock, address).parked == 0  # told once


def test_a_deleted_file_stays_deleted(web: Web, ask: Ask, clock: Clock, tmp_path: Path) -> None:
    address = web.put("/feed", rss(item(1)))
    [outcome] = ask(address)
    outcome.added[0].unlink()
    web.put("/feed", rss(item(1, text="Changed.")))
    again(ask, clock, address)
    assert files(tmp_path) == {}


def test_a_changed_date_or_title_keeps_the_files_name(
    web: Web, ask: Ask, clock: Clock, tmp_path: Path
) -> None:
    address = web.put("/feed", rss(item(1)))
    ask(address)
    names = list(files(tmp_path))
    web.put("/feed", rss(item(1, "Another title", date="Fri, 05 Jun 2026 10:00:00 GMT")))
    assert len(again(ask, clock, address).updated) == 1
    assert list(files(tmp_path)) == names


def test_new_ids_for_old_entries_make_no_new_articles(
    web: Web, ask: Ask, clock: Clock, tmp_path: Path
) -> None:
    address = web.put("/feed", rss(*map(item, range(1, 6))))
    ask(address)
    web.put("/feed", rss(*(item(number, guid=f"other-{number}") for number in range(1, 6)), item(7)))
    outcome = again(ask, clock, address)
    assert [path.name for path in outcome.added] == ["2026-06-08-item-7.md"]
    assert outcome.as_read
    assert len(files(tmp_path)) == 6


def test_one_new_entry_with_a_known_title_is_news(web: Web, ask: Ask, clock: Clock, tmp_path: Path) -> None:
    address = web.put("/feed", rss(item(1, "Weekly notes"), item(2)))
    ask(address)
    notes = item(8, "Weekly notes", text="Of this week.")
    web.put("/feed", rss(notes, item(1, "Weekly notes"), item(2)))
    outcome = again(ask, clock, address)
    assert len(outcome.added) == 1
    assert not outcome.as_read


@pytest.mark.parametrize(
    ("familiar", "fresh", "as_read"), [(2, 0, True), (2, 1, True), (2, 2, False), (1, 1, False)]
)
def test_a_mass_change_is_one_where_more_than_half_of_what_seems_new_is_known(
    web: Web, ask: Ask, clock: Clock, familiar: int, fresh: int, as_read: bool
) -> None:
    address = web.put("/feed", rss(*(item(number, f"Title {number}") for number in range(familiar))))
    ask(address)
    again_under = [
        item(number, f"Title {number}", link=f"https://example.org/moved/{number}", guid=f"new-{number}",
             date="Sun, 07 Jun 2026 10:00:00 GMT", text=f"Other text {number}.")
        for number in range(familiar)
    ]  # fmt: skip
    news = [item(number, f"News {number}") for number in range(50, 50 + fresh)]
    web.put("/feed", rss(*again_under, *news))
    outcome = again(ask, clock, address)
    assert len(outcome.added) == familiar + fresh
    assert outcome.as_read == as_read


def test_entries_without_an_id_or_with_the_same_are_told_apart(
    web: Web, ask: Ask, clock: Clock, tmp_path: Path
) -> None:
    entries = [
        item(1, guid=""),
        item(2, guid="same"),
        item(3, guid="same"),
        item(4, guid="same", link="https://example.org/3"),
    ]
    address = web.put("/feed", rss(*entries))
    assert len(ask(address)[0].added) == 4
    assert again(ask, clock, address).added == ()


def test_titles_that_would_make_one_name_make_two(web: Web, ask: Ask, tmp_path: Path) -> None:
    day = "Mon, 01 Jun 2026 10:00:00 GMT"
    address = web.put(
        "/feed", rss(item(1, "Same", date=day), item(2, "SAME", date=day), item(3, "same?", date=day))
    )
    ask(address)
    names = list(files(tmp_path))
    assert len({name.casefold() for name in names}) == 3
    assert "feed/2026-06-01-same.md" in names


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Hello, World!", "hello-world"),
        ('a/b\\c:d*e?f"g<h>i|j', "a-b-c-d-e-f-g-h-i-j"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con-"),
        ("\u202eevil\x1b[31m", "evil␛-31m"),
        ("   ", ""),
        ("。、！", ""),
        ("ends with dots...", "ends-with-dots"),
    ],
)
def test_names_are_safe_everywhere(title: str, slug: str) -> None:
    assert slug_of(title) == slug


def test_a_long_title_is_cut_at_a_whole_sign() -> None:
    name = next(file_names("字" * 200 + "👩‍👩‍👧", None, "key"))
    assert len(name.encode()) <= SLUG_BYTES + 3
    assert set(name) <= set("字.md")


def test_a_kill_in_the_middle_leaves_whole_files_and_doubles_nothing(
    web: Web, ask: Ask, tmp_path: Path
) -> None:
    address = web.put("/feed", rss(*(item(number, f"Item {number}", "word " * 300) for number in range(400))))
    script = (
        "import sys; from pathlib import Path\n"
        "from reader.feeds.web.fetch import Fetcher\nfrom reader.feeds.refresh.run import RefreshOptions, refresh\n"
        "from reader.feeds.following.subscriptions import Subscription\n"
        "list(refresh(Path(sys.argv[1]), [Subscription(sys.argv[2], 'Feed')], Fetcher(), RefreshOptions()))\n"
    )
    folder = tmp_path / "articles"
    for _ in range(3):
        process = subprocess.Popen(
            [sys.executable, "-c", script, folder, address], env={**os.environ, "PYTHONPATH": str(ROOT)}
        )
        had = len(list(folder.rglob("*.md")))
        for _ in range(400):
            if len(list(folder.rglob("*.md"))) > had + 20 or process.poll() is not None:
                break
            time.sleep(0.01)
        process.kill()
        process.wait()
        assert all(path.read_bytes().endswith(b"word\n") for path in folder.rglob("*.md"))
    ask(address)
    assert len(files(tmp_path)) == 400
