"""Entries that other entries resemble, in one document and over time (docs/identity.md): none is lost, none comes twice."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.feeds.following.subscriptions import Subscription
from reader.feeds.refresh.one_feed import Outcome
from tests.cli.conftest import Newsreader
from tests.feeds.conftest import Ask, Clock
from tests.feeds.follower import entry
from tests.feeds.following import due, follow
from tests.feeds.server import Web, rss

SHOP = "https://shop.example"

Show = Callable[..., Outcome]


@pytest.fixture
def show(web: Web, ask: Ask, clock: Clock) -> Show:
    """Refresh from a document that has these entries."""

    def run(*entries: str, path: str = "") -> Outcome:
        if path:
            web.put(path, rss(*entries))
            address = web.put("/feed", b"", 302, Location=path)
        else:
            address = web.put("/feed", rss(*entries))
        clock.now += 100_000
        [outcome] = ask(Subscription(address, "Feed"))
        assert outcome.error == ""
        return outcome

    return run


@pytest.fixture
def texts(tmp_path: Path) -> Callable[[], dict[str, str]]:
    """Return the last line of each article, by the names of the files."""
    return lambda: {
        path.name: path.read_text().rstrip().rpartition("\n")[2]
        for path in sorted((tmp_path / "articles" / "feed").glob("*.md"))
    }


Texts = Callable[[], dict[str, str]]


def stays(show: Show, texts: Texts, *entries: str) -> dict[str, str]:
    """Show entries until all are known; return their articles."""
    assert len(show(*entries).added) == len(entries)
    before = texts()
    for order in (entries, entries[::-1]):
        outcome = show(*order)
        assert (outcome.added, outcome.updated) == ((), ())
    assert texts() == before
    return before


SHIRTS = [entry(f"{name} shirt", f"A {name} one.", link=SHOP) for name in ("Blue", "Red", "Green")]
CHANGES = [entry(f"Version {n}", f"What {n} has.", link=f"https://w.example/log#v{n}") for n in (3, 2, 1)]
ROUTES = [entry(f"Page {n}", f"Text of {n}.", link=f"https://w.example/#!/{n}") for n in "ab"]
NO_IDS = [entry(f"Job {n}", f"Work of {n}.", guid="N/A", link="N/A") for n in (1, 2, 3)]
FIVES = [entry(f"Of {n}", f"Text of {n}.", guid="5") for n in (1, 2)]
NOTES = [entry("", "note"), entry("", "second note")]
ALIKE = [entry("Photo", f"Text {n}.", guid="x", link=SHOP, date="1") for n in (1, 2)]
HOURLY = [entry("Status", f"All is well, {n}.", date=f"1 {n}") for n in (10, 11, 12)]
UNTITLED = [entry("", f"Text {n}.", link=SHOP) for n in (1, 2)]
UNTITLED_WITH_ID = [entry("", f"Text {n}.", guid="N/A", link=SHOP) for n in (1, 2)]
UNTITLED_WITH_ID_ALONE = [entry("", f"Text {n}.", guid="urn:x") for n in (1, 2)]
TITLES = [entry("Only a title"), entry("Another title")]


@pytest.mark.parametrize(
    "entries",
    [
        SHIRTS,
        CHANGES,
        ROUTES,
        NO_IDS,
        FIVES,
        NOTES,
        ALIKE,
        HOURLY,
        UNTITLED,
        UNTITLED_WITH_ID,
        UNTITLED_WITH_ID_ALONE,
        TITLES,
    ],
)
def test_entries_that_share_what_others_are_known_by_are_all_there_and_stay(
    show: Show, texts: Texts, entries: list[str]
) -> None:
    assert len(stays(show, texts, *entries)) == len(entries)


@pytest.mark.parametrize("entries", [SHIRTS, CHANGES, NO_IDS, FIVES])
def test_of_entries_that_share_an_id_or_a_link_a_changed_one_is_updated(
    show: Show, texts: Texts, entries: list[str]
) -> None:
    before = stays(show, texts, *entries)
    outcome = show(entries[0].replace("</description>", " Changed.</description>"), *entries[1:])
    assert (outcome.added, len(outcome.updated)) == ((), 1)
    assert texts().keys() == before.keys()
    assert sum(text.endswith("Changed.") for text in texts().values()) == 1


@pytest.mark.parametrize("entries", [SHIRTS, CHANGES, NO_IDS, FIVES])
def test_what_shared_an_id_or_a_link_in_an_earlier_document_takes_the_place_of_none(
    show: Show, texts: Texts, entries: list[str]
) -> None:
    before = stays(show, texts, *entries)
    for alone in entries:
        outcome = show(alone)
        assert (outcome.added, outcome.updated) == ((), ())
    new = entries[0].replace("<title>", "<title>New: ").replace("<description>", "<description>New. ")
    new = new.replace("#v3", "#v4")
    assert len(show(new).added) == 1
    assert texts().items() > before.items()


def test_the_same_entry_twice_in_a_document_is_one(show: Show, texts: Texts) -> None:
    one = entry("One", "Text.", guid="x", link=SHOP, date="1")
    assert len(show(one, one).added) == 1
    assert len(texts()) == 1


def test_an_id_that_is_repeated_in_one_document_only_mixes_no_texts(show: Show, texts: Texts) -> None:
    one = entry("One", "The first text.", guid="x", link="https://w.example/1")
    two = entry("Two", "The second text.", guid="x", link="https://w.example/2")
    show(one)
    show(two, one)
    assert (show(two).updated, show(one).updated) == ((), ())
    assert texts() == {"one.md": "The first text.", "two.md": "The second text."}


@pytest.mark.parametrize("days", [("1", "2"), ("1 10", "1 11"), ("", "")])
@pytest.mark.parametrize("guids", [("2026-06-01", "2026-06-02"), ("a", ""), ("", "b")])
def test_a_known_link_and_title_under_another_id_with_another_date_and_text_is_a_new_entry(
    show: Show, texts: Texts, guids: tuple[str, str], days: tuple[str, str]
) -> None:
    for guid, day, text in zip(guids, days, ("Rain.", "Sun."), strict=True):
        show(entry("Forecast", text, guid=guid, link="https://w.example/today", date=day))
    assert sorted(texts().values()) == ["Rain.", "Sun."]


def test_without_ids_a_known_link_with_another_date_and_text_is_a_new_entry(show: Show, texts: Texts) -> None:
    for day, text in (("1", "Rain."), ("2", "Sun.")):
        show(entry("Forecast", text, link="https://w.example/today", date=day))
    assert sorted(texts().values()) == ["Rain.", "Sun."]


@pytest.mark.parametrize("guids", [("a", "b"), ("a", ""), ("", "b"), ("", "")])
@pytest.mark.parametrize(
    ("date", "text"),
    [("1", "Other text."), ("2", "Text."), ("", "Text.")],
    ids=["date", "text", "text alone"],
)
def test_an_entry_whose_id_changes_is_known_by_its_link_with_the_date_or_the_text(
    show: Show, texts: Texts, guids: tuple[str, str], date: str, text: str
) -> None:
    link = "https://w.example/a"
    show(entry("One", "Text.", guid=guids[0], link=link, date="1" if date else ""))
    outcome = show(entry("Another title", text, guid=guids[1], link=link, date=date))
    assert (outcome.added, len(outcome.updated)) == ((), 1)
    [(_, there)] = texts().items()
    assert there == text


def test_an_entry_whose_old_id_is_still_there_is_another(show: Show, texts: Texts) -> None:
    show(entry("One", "Text.", guid="a", link="https://w.example/a", date="1"))
    both = [entry("One", "Text.", guid=guid, link="https://w.example/a", date="1") for guid in "ab"]
    assert len(show(*both).added) == 1
    assert show(*both[::-1]).added == ()
    assert len(texts()) == 2


def test_ids_that_were_one_entrys_after_another_and_are_there_together_are_two_entries(
    show: Show, texts: Texts
) -> None:
    old, new = (
        entry(guid, f"Text of {guid}.", guid=guid, link="https://w.example/a", date="1") for guid in "ab"
    )
    show(old)
    assert len(show(new).updated) == 1
    assert len(show(old, new).added) == 1
    assert sorted(texts().values()) == ["Text of a.", "Text of b."]
    assert texts()["2026-06-01-a.md"] == "Text of b."  # it was the file of both, of the later one last
    outcome = show(new, old)
    assert (outcome.added, outcome.updated) == ((), ())


@pytest.mark.parametrize("guids", [("", ""), ("a", ""), ("", "b"), ("a", "b")])
def test_without_a_link_title_and_date_are_enough_together_and_neither_alone(
    show: Show, texts: Texts, guids: tuple[str, str]
) -> None:
    show(entry("One", "First.", guid=guids[0], date="1"))
    assert len(show(entry("One", "Second.", guid=guids[1], date="1")).updated) == 1
    if guids == ("", ""):
        assert len(show(entry("One", "Third.", date="2")).added) == 1
        assert len(show(entry("Two", "Fourth.", date="2")).added) == 1
        assert sorted(texts().values()) == ["Fourth.", "Second.", "Third."]


IDS = ("abc123", "post-1", "?p=1", "/posts/1", "1", "urn:x:1", "not an address", "HTTP://W.example/%7e")


@pytest.mark.parametrize("guid", IDS)
def test_an_id_is_compared_as_it_is_written_wherever_the_feed_comes_from(
    show: Show, texts: Texts, tmp_path: Path, guid: str
) -> None:
    show(entry("One", "First.", guid=guid))
    outcome = show(entry("Another", "Second.", guid=guid, date="1"), path="/sub/folder/feed")
    assert (outcome.added, len(outcome.updated)) == ((), 1)
    [file] = (tmp_path / "articles" / "feed").glob("*.md")
    assert f"guid: {json.dumps(guid)}\n" in file.read_text()


@pytest.mark.parametrize("document", [
    ('<feed xmlns="http://www.w3.org/2005/Atom" xml:base="{base}"><title>A</title><entry><id>post-1</id><title>{n}</title>'
    '<link href="p/1"/><content>Text {n}.</content></entry></feed>'),
    '{{"version": "https://jsonfeed.org/version/1.1", "items": [{{"id": 7, "url": "p/1", "title": "{n}", "content_text": "{base}"}}]}}',
    ('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xml:base="{base}">'
    '<item rdf:about="p/1"><title>{n}</title><link>p/1</link><description>Text {n}.</description></item></rdf:RDF>'),
])  # fmt: skip
def test_so_it_is_in_every_format(web: Web, ask: Ask, clock: Clock, texts: Texts, document: str) -> None:
    feed = Subscription(f"{web.address}/feed", "Feed")
    for n, base in enumerate(("https://one.example/a/", "https://two.example/b/")):
        web.put("/feed", document.format(n=n, base=base))
        [outcome] = ask(feed)
        assert (outcome.error, len(outcome.added)) == ("", 1 - n)
        clock.now += 100_000
    assert len(texts()) == 1


@pytest.mark.parametrize("link", ["/posts/1", "posts/1", "?p=1", "../1#part"])
@pytest.mark.parametrize("date", ["1", ""])
def test_a_relative_link_is_the_same_wherever_the_feed_comes_from(
    show: Show, texts: Texts, link: str, date: str
) -> None:
    show(entry("One", "First.", link=link, date=date))
    outcome = show(entry("One", "Second.", link=link, date=date), path="/sub/folder/feed")
    assert (outcome.added, len(outcome.updated)) == ((), 1)
    assert len(texts()) == 1


@pytest.mark.parametrize("guid", ["https://{host}/?p=1", "https://{host}/a/1", ""])
@pytest.mark.parametrize("date", ["1", ""])
def test_a_site_that_moves_with_all_its_ids_and_links_brings_nothing_again(
    show: Show, texts: Texts, guid: str, date: str
) -> None:
    def entries(host: str) -> list[str]:
        return [
            entry(f"Title {n}", f"Text {n} &lt;img src='https://{host}/{n}.png'&gt;", date=date and f"{n}",
                  guid=guid.format(host=host).replace("1", f"{n}"), link=f"https://{host}/a/{n}")
            for n in range(1, 6)
        ]  # fmt: skip

    show(*entries("old.example"))
    assert show(*entries("new.example.org")).added == ()
    assert len(texts()) == 5


def test_a_date_that_cannot_be_read_is_compared_as_it_is_written(show: Show, texts: Texts) -> None:
    def dated(date: str, text: str) -> str:
        return entry("One", text).replace("<description>", f"<pubDate>{date}</pubDate><description>")

    show(dated("the ides of June", "First."))
    assert len(show(dated("the ides of June", "Second.")).updated) == 1
    assert len(show(dated("the nones of July", "Third.")).added) == 1
    assert sorted(texts().values()) == ["Second.", "Third."]


@pytest.mark.parametrize(
    "link",
    [
        "http://w.example/a",
        "https://www.w.example/a",
        "https://w.example/a/",
        "https://w.example/a?utm_source=x",
    ],
)
def test_a_link_that_is_written_otherwise_is_the_same(show: Show, texts: Texts, link: str) -> None:
    show(entry("One", "First.", link="https://w.example/a", date="1"))
    assert show(entry("One", "Second.", link=link, date="1")).added == ()
    assert len(texts()) == 1


def test_new_entries_with_the_link_of_all_are_news(show: Show) -> None:
    show(*SHIRTS)
    outcome = show(*(entry(f"{n} hat", f"Hat {n}.", link=SHOP) for n in range(4)))
    assert (len(outcome.added), outcome.as_read) == (4, False)


def test_an_entry_that_is_emptied_is_the_same(show: Show, texts: Texts) -> None:
    show(entry("One", "Text.", guid="a", link=SHOP, date="1"))
    outcome = show(entry(guid="a"))
    assert (outcome.added, len(outcome.updated)) == ((), 1)
    assert len(texts()) == 1


def test_what_was_read_stays_read_under_another_id_and_title(
    web: Web, folder: Path, newsreader: Newsreader
) -> None:
    link = "https://w.example/a"
    follow(folder, web.put("/feed", rss(entry("One", "Text.", guid="a", link=link, date="1"))))
    assert newsreader("refresh", "-f", folder).returncode == 0
    newsreader("mark", "read", "-f", folder, "title:One")
    assert "One" not in newsreader("list", "-f", folder, "is:unread").stdout
    web.put("/feed", rss(entry("Another title", "Other text.", guid="b", link=link, date="1"),
                         entry("News", "New.", guid="c", link="https://w.example/c", date="2")))  # fmt: skip
    due(folder)
    newsreader("refresh", "-f", folder)
    unread = newsreader("list", "-f", folder, "is:unread").stdout
    assert "Another title" not in unread
    assert "News" in unread
    assert "Another title" in newsreader("list", "-f", folder, "is:read").stdout
