"""What of an entry is enough for it to be a known one, and what is not: a case for each rule of docs/identity.md."""

from pathlib import Path

import pytest

from reader.feeds.files import entry_writer
from reader.feeds.files.entry_writer import WriteResult
from reader.feeds.formats import entry as formats
from reader.feeds.refresh import trimming
from tests.feeds.follower import Follower, entry

LINK = "https://w.example/articles/1"


@pytest.fixture
def feed(tmp_path: Path) -> Follower:
    return Follower(tmp_path)


def counts(result: WriteResult) -> tuple[int, int]:
    """Return how many files are new, and how many were replaced."""
    assert (result.parked, result.failed) == ((), "")
    return len(result.added), len(result.updated)


KNOWN, NEW = 0, 1
"""Files that come for an entry."""


def first(title: str = "One", text: str = "Text.", guid: str = "a", link: str = LINK, date: str = "1") -> str:
    return entry(title, text, guid=guid, link=link, date=date)


def later(
    title: str = "Two", text: str = "Other.", guid: str = "b", link: str = LINK, date: str = "2"
) -> str:
    return entry(title, text, guid=guid, link=link, date=date)


@pytest.mark.parametrize(
    ("before", "after", "added"),
    [
        # With an id that is gone, or none, by the link:
        (first(), later("One", date="1"), KNOWN),
        (first(), later("One", "Text."), KNOWN),
        (first(), later(text="Text."), KNOWN),
        (first(), later(date="1"), KNOWN),
        (first(), later("One"), NEW),
        (first(), later(), NEW),
        (first(date=""), later(date=""), NEW),
        (first(date=""), later("One", date=""), NEW),
        (first("", ""), later("", "", date="1"), KNOWN),
        # Without any id:
        (first(guid="", date=""), later("One", guid="", date=""), KNOWN),
        (first(guid="", date=""), later("One", guid=""), KNOWN),
        (first(guid="", date=""), later("", guid="", date=""), KNOWN),
        (first("", guid="", date=""), later(guid="", date=""), KNOWN),
        (first(guid="", date=""), later(guid="", date=""), NEW),
        (first(guid=""), later("One", guid=""), NEW),
        (first(guid="", date=""), later("One", guid="b", date=""), NEW),
        (first(guid="a", date=""), later("One", guid="", date=""), NEW),
        # Without a link, or with one that is the id:
        (first(link=""), later("One", link="", date="1"), KNOWN),
        (first(guid="urn:x:a", link=""), later("One", date="1"), KNOWN),
        (first(), later("One", link="", date="1"), KNOWN),
        (first(link=""), later("One", "Text.", link=""), KNOWN),
        (first(link=""), later("Two", "Text.", link="", date="1"), KNOWN),
        (first(link=""), later("Two", "Text.", link=""), NEW),
        (first(link="", date=""), later("Two", "Text.", link="", date=""), NEW),
        (first(link="", date=""), later("One", link="", date=""), NEW),
        (first(link=""), later(link="", date="1"), NEW),
        (entry("", "Text.", guid="a"), entry("", "Text.", guid="b"), NEW),
        (entry("", "Text."), entry("", "Text.", date="1"), NEW),
        # With another link:
        (first(), later("One", "Text.", link="https://w.example/b", date="1"), KNOWN),
        (first(), later("One", "Text.", link="https://new.example/articles/1"), NEW),
        (first(), later("Two", "Text.", link="https://new.example/articles/1", date="1"), NEW),
        (first(), later("", "Text.", link="https://new.example/articles/1", date=""), KNOWN),
        (first(), later("One", "Text.", link="https://new.example/articles/1", date=""), KNOWN),
        (first(), later("One", "Other.", link="https://new.example/articles/1", date="1"), NEW),
        (first(), later("One", "Text.", link="https://new.example/b", date=""), NEW),
        (first(link="https://w.example/"), later("", "Text.", link="https://new.example/", date=""), NEW),
        # A title is the text where there is nothing else:
        (first("One", "", date=""), later("Two", "", date=""), NEW),
        (first("One", "", date=""), later("One", "", date=""), KNOWN),
    ],
)  # fmt: skip
def test_an_entry_with_another_id_is_known_by_what_is_enough(
    feed: Follower, before: str, after: str, added: int
) -> None:
    assert counts(feed.show(before)) == (1, 0)
    assert len(feed.show(after).added) == added
    assert counts(feed.show(after)) == (0, 0)
    assert len(feed.texts()) == 1 + added


@pytest.mark.parametrize(
    "change", [{"date": "2"}, {"title": "Two", "date": "2"}, {"title": "Two", "date": ""}]
)
@pytest.mark.parametrize("is_shared_now", [True, False])
def test_a_text_at_a_link_that_others_have_is_not_enough_with_another_title_or_date(
    feed: Follower, change: dict[str, str], is_shared_now: bool
) -> None:
    other = first("Another", "Something else.", "c", date="3")
    feed.show(first(), *(() if is_shared_now else (other,)))
    shown = first(**{"guid": "b", **change})
    assert len(feed.show(shown, *((other,) if is_shared_now else ())).added) == 1 + is_shared_now
    assert len(feed.texts()) == 3


def test_a_text_at_a_link_that_others_have_is_enough_where_title_and_date_are_missing(feed: Follower) -> None:
    feed.show(first(), first("Another", "Something else.", "c", date="3"))
    assert counts(feed.show(first("", guid="b", date=""))) == (0, 1)


def test_links_that_differ_in_the_fragment_are_of_different_entries(feed: Follower) -> None:
    parts = [first(f"Part {n}", f"Text {n}.", "", f"{LINK}#part{n}", "") for n in (1, 2)]
    assert counts(feed.show(*parts)) == (2, 0)
    assert counts(feed.show(parts[1].replace("Text", "Other"))) == (0, 1)
    assert counts(feed.show(first("Part 3", "Text 3.", "", f"{LINK}#part3", ""))) == (1, 0)
    alike = [first("Part", f"Like {n}.", "", f"{LINK}#like{n}", "") for n in (1, 2, 3)]
    assert counts(feed.show(*alike[:2])) == (2, 0)
    assert counts(feed.show(alike[1].replace("Like", "Other"), alike[2])) == (1, 1)


@pytest.mark.parametrize(("link", "added"), [("articles/1", 0), ("articles/2", 1)])
def test_a_relative_link_is_compared_as_it_is_written_where_the_feed_has_moved(
    feed: Follower, link: str, added: int
) -> None:
    feed.show(first(link="articles/1"))
    moved = "https://new.example/other/feed"
    assert len(feed.show(first("One", "Other.", "b", link), address=moved).added) == added


def test_a_date_that_cannot_be_read_is_compared_as_it_is_written(feed: Follower) -> None:
    dated = first(guid="urn:x:a", link="").replace("1 Jun 2026 10:00:00 GMT", "the ides of June")
    feed.show(dated)
    other = dated.replace("Text.", "Other.").replace("x:a", "x:b")
    assert counts(feed.show(other.replace("ides", "nones"))) == (1, 0)
    assert counts(feed.show(other.replace("x:b", "x:c"))) == (0, 1)


@pytest.mark.parametrize("part", ["of it", "cut off", "the first"])
def test_a_part_of_a_document_does_not_show_that_an_id_is_gone(
    feed: Follower, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    feed.show(first())
    shown = [later("One", "Text.", date="1"), later("New", "New.", "c", "https://w.example/new", "9")]
    with monkeypatch.context() as patch:
        if part == "the first":
            patch.setattr(formats, "ENTRIES_LIMIT", 1)
        end = "</channel>" if part == "cut off" else ""
        result = feed.show(*shown, is_part=part == "of it", end=end)
    assert (len(result.added), result.updated) == (1 if part == "the first" else 2, ())
    [known, *_] = feed.files_of("a")
    assert known not in feed.files_of("b")


def test_without_ids_a_part_of_a_document_has_what_is_known_by_link_and_date(feed: Follower) -> None:
    feed.show(first(guid=""))
    assert counts(feed.show(later("One", guid="", date="1"), is_part=True)) == (0, 1)
    assert counts(feed.show(later("One", guid="b", date="1"), is_part=True)) == (1, 0)


def with_file(each: str, address: str) -> str:
    return each.replace("</item>", f'<enclosure url="{address}" type="audio/mpeg" length="9"/></item>')


def test_a_file_that_goes_with_an_entry_is_of_its_text_without_the_query(feed: Follower) -> None:
    files = "https://w.example/{}.mp3?token={}"
    feed.show(with_file(first(), files.format("a", 1)))
    assert counts(feed.show(with_file(first(), files.format("a", 2)))) == (0, 0)
    assert counts(feed.show(with_file(later(text="Text."), files.format("a", 3)))) == (0, 1)
    assert counts(feed.show(with_file(later(text="Text."), files.format("b", 3)))) == (0, 1)
    assert counts(feed.show(with_file(first(guid="c", date="5"), files.format("a", 1)))) == (1, 0)


def with_image(each: str, address: str) -> str:
    image = f'<thumbnail xmlns="http://search.yahoo.com/mrss/" url="{address}"/>'
    return each.replace("</item>", f"{image}</item>")


def test_an_image_of_an_entry_is_an_update_but_for_its_query(feed: Follower) -> None:
    feed.show(with_image(first(), "https://w.example/a.png?1"))
    assert counts(feed.show(with_image(first(), "https://w.example/a.png?2"))) == (0, 0)
    assert counts(feed.show(with_image(first(), "https://w.example/b.png?2"))) == (0, 1)


def test_of_a_large_document_the_entries_that_are_known_are_looked_at_by_their_digests(
    feed: Follower, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trimming, "UNTRIMMED", 1)
    monkeypatch.setattr(entry_writer, "WRITTEN_LIMIT", 3)
    monkeypatch.setattr(trimming, "WRITTEN_LIMIT", 3)
    front = first("Front", "In front.", "0", "https://w.example/0")
    rest = [entry(f"Title {n}", f"Text {n}.", link=LINK, date=f"{n}") for n in range(1, 5)]
    for added, left in ((3, 2), (2, 0), (0, 0)):
        result = feed.show(front, *rest)
        assert (len(result.added), result.left, result.is_mass_change) == (added, left, False)
    before = feed.texts()
    assert len(before) == 5
    assert counts(feed.show(front.replace("In front", "Changed"), *rest[::-1])) == (0, 1)
    assert counts(feed.show(front, *rest[:-1], rest[-1].replace("Text", "Other"))) == (0, 2)
    assert feed.texts().keys() == before.keys()


def test_of_a_large_document_entries_that_have_a_text_only_are_known_by_its_digest(
    feed: Follower, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trimming, "UNTRIMMED", 1)
    front = first("Front", "In front.", "0", "https://w.example/0")
    rest = [entry("", f"Text {n}.", link=LINK) for n in range(3)]
    assert counts(feed.show(front, *rest)) == (4, 0)
    for shown in (rest, rest[::-1], [*rest, rest[0]]):
        assert counts(feed.show(front, *shown)) == (0, 0)


@pytest.mark.parametrize("is_first", [True, False])
def test_of_a_large_document_an_entry_that_is_known_keeps_its_file(
    feed: Follower, monkeypatch: pytest.MonkeyPatch, *, is_first: bool
) -> None:
    monkeypatch.setattr(trimming, "UNTRIMMED", 1)
    front = first("Front", "In front.", "0", "https://w.example/0")
    known, new = first(guid=""), first(guid="", text="Other.")
    feed.show(front, known)
    assert counts(feed.show(front, *((known, new) if is_first else (new, known)))) == (1, 0)
    assert sorted(feed.texts().values()) == ["In front.", "Other.", "Text."]


def test_an_image_from_another_place_of_the_server_does_not_make_another_text(feed: Follower) -> None:
    text = "Words &lt;img src='https://w.example/a.png?token={}'&gt;"
    feed.show(first(text=text.format(1)))
    assert counts(feed.show(later(text=text.format(2)))) == (0, 1)
    assert counts(feed.show(later("Three", text.format(2).replace("a.png", "b.png"), "c", date="3"))) == (
        1,
        0,
    )


def test_an_id_stays_with_its_file_where_another_entry_is_just_the_same(feed: Follower) -> None:
    feed.show(first(guid="a"), first(guid="b"))
    assert counts(feed.show(first(guid="a"))) == (0, 0)
    [ours, other] = feed.files_of("a", "b")
    [updated] = feed.show(first(text="Changed.", guid="a")).updated
    assert updated == ours != other


def test_an_id_that_is_given_to_another_known_entry_overwrites_none(feed: Follower) -> None:
    one, two = first(guid="a"), later(guid="b", link="https://w.example/b")
    feed.show(one, two)
    before = feed.texts()
    assert counts(feed.show(first(guid="b"))) == (0, 0)
    assert feed.texts() == before


def test_an_id_that_is_given_to_an_entry_that_is_like_two_is_trusted(feed: Follower) -> None:
    feed.show(first(guid="a"), first(guid="c"), later(guid="b", link="https://w.example/b"))
    [file] = feed.files_of("b")
    assert feed.show(first(guid="b")).updated == (file,)


def test_an_id_whose_entry_changes_altogether_is_trusted(feed: Follower) -> None:
    feed.show(first(guid="a"), later(guid="b", link="https://w.example/b"))
    assert counts(feed.show(first("Three", "New.", "a", "https://w.example/c", "3"))) == (0, 1)


def test_an_entry_is_not_one_whose_id_is_still_in_the_document(feed: Follower) -> None:
    feed.show(first(guid="x"))
    twice = [first(f"Other {n}", f"Other {n}.", "x", f"https://w.example/{n}", f"{n}") for n in (5, 6)]
    assert counts(feed.show(*twice, first(guid="y"))) == (3, 0)


def test_an_entry_is_not_known_by_another_id_while_not_all_of_the_document_was_read(feed: Follower) -> None:
    feed.show(first(guid="a"), first(guid="", link="https://w.example/b"))
    changed = [first(guid="b"), first(text="Changed.", guid="", link="https://w.example/b")]
    assert counts(feed.show(*changed, is_part=True)) == (1, 1)


def shared(title: str = "One", text: str = "Text.", link: str = "", date: str = "") -> str:
    return entry(title, text, guid="urn:x:5", link=link, date=date)


@pytest.mark.parametrize(
    ("before", "after", "added"),
    [
        # By the link that no other of them has:
        (shared(link=LINK, date="1"), shared("Uno", "Other.", LINK, "2"), KNOWN),
        # By title and date:
        (shared(link=LINK, date="1"), shared("One", "Other.", "https://w.example/b", "1"), KNOWN),
        (shared(date="1"), shared("One", "Other.", "", "1"), KNOWN),
        (shared(date="1"), shared("One", "Other.", "", "2"), NEW),
        (shared(date="1"), shared("Uno", "Other.", "", "1"), NEW),
        # By the text with something more:
        (shared(date="1"), shared("Uno", "Text.", "", "1"), KNOWN),
        (shared(date="1"), shared("One", "Text.", "", "2"), KNOWN),
        (shared(date="1"), shared("Uno", "Text.", "", "2"), NEW),
        (shared(), shared("Uno", "Text."), NEW),
        (shared(), shared("", "Text."), KNOWN),
        (shared(""), shared("Uno", "Text."), KNOWN),
        (shared("", link=LINK), shared("", "Text.", "https://w.example/b"), NEW),
        # Without dates by the title:
        (shared(), shared("One", "Other."), KNOWN),
        (shared(), shared("One", "Other.", date="1"), KNOWN),
        (shared(link=LINK), shared("One", "Other."), KNOWN),
        (shared(), shared("One", "Other.", LINK), KNOWN),
        (shared(link=LINK), shared("One", "Other.", "https://w.example/b"), NEW),
    ],
)  # fmt: skip
def test_an_entry_with_an_id_that_others_have_is_known_by_what_is_enough(
    feed: Follower, before: str, after: str, added: int
) -> None:
    other = entry("Another", "Something else.", guid="urn:x:5", link="https://w.example/other", date="9")
    feed.show(before, other)
    assert len(feed.show(after, other).added) == added
    assert counts(feed.show(after, other)) == (0, 0)


def test_entries_with_one_id_and_one_link_are_known_by_their_texts_under_other_titles_and_dates(
    feed: Follower,
) -> None:
    other = shared("Another", "Something else.", LINK, "9")
    feed.show(shared(link=LINK, date="1"), other)
    assert counts(feed.show(shared("Uno", link=LINK, date="3"), other)) == (0, 1)


def test_one_file_is_given_to_one_entry_of_a_document_only(feed: Follower) -> None:
    feed.show(first(guid="a"))
    assert counts(feed.show(first(guid="b"), first(guid="c"))) == (1, 0)
    assert len(set(feed.files_of("b", "c"))) == 2


def test_what_repeats_another_entry_but_for_the_text_is_an_entry(feed: Follower) -> None:
    assert counts(feed.show(first(), first(text="Other."), first())) == (2, 0)
    assert counts(feed.show(first(text="Other."), first(), first(text="Other."))) == (0, 0)


@pytest.mark.parametrize("count", [1, 2])
def test_links_and_titles_of_several_files_make_no_mass_change(feed: Follower, count: int) -> None:
    feed.show(*(first(text=f"Text {n}.", guid=f"a{n}", date=f"{n}") for n in range(1, 1 + count)))
    shown = [first(text=f"Other {n}.", guid=f"b{n}", date=f"{n}") for n in (11, 12, 13)]
    result = feed.show(*shown)
    assert (len(result.added), result.is_mass_change) == (3, count == 1)


def test_a_title_that_several_entries_have_now_makes_no_mass_change(feed: Follower) -> None:
    feed.show(first("Notes"))
    shown = [later("Notes", f"Text {n}.", f"b{n}", f"https://w.example/{n}", f"{n}") for n in (11, 12, 13)]
    assert not feed.show(*shown).is_mass_change


def test_new_entries_without_link_and_title_make_no_mass_change(feed: Follower) -> None:
    feed.show(entry("", "Text.", guid="a"))
    result = feed.show(*(entry("", f"Text {n}.", guid=f"b{n}") for n in range(3)))
    assert (len(result.added), result.is_mass_change) == (3, False)


@pytest.mark.parametrize(("guid", "is_mass"), [("", False), ("b", True)])
def test_entries_that_get_ids_are_a_mass_change_and_those_that_go_without_are_none(
    feed: Follower, guid: str, is_mass: bool
) -> None:
    feed.show(*(first(guid="", link=f"{LINK}{n}", date=f"{n}") for n in (1, 2)))
    shown = (first(text="Other.", guid=guid and f"{guid}{n}", link=f"{LINK}{n}", date=f"{n}") for n in (1, 2))
    result = feed.show(*shown, later(guid="c", date="9"))
    assert (len(result.added), len(result.updated), result.is_mass_change) == (1, 2, is_mass)


@pytest.mark.parametrize(
    ("familiar", "fresh", "is_mass"),
    [(1, 0, False), (1, 1, False), (2, 0, True), (2, 1, True), (2, 2, False)],
)
@pytest.mark.parametrize("known_by", ["link", "title"])
def test_a_mass_change_is_of_several_entries_and_of_most(
    feed: Follower, familiar: int, fresh: int, known_by: str, *, is_mass: bool
) -> None:
    def shown(number: int, title: str, link: str, version: str) -> str:
        return first(
            f"{title} {number}",
            f"{version} {number}.",
            f"{version}{number}",
            f"{LINK}{link}{number}",
            f"{number}",
        )

    feed.show(*(shown(number, "One", "/a", "old") for number in range(1, familiar + 1)))
    title, link = ("One", "/b") if known_by == "title" else ("Two", "/a")
    changed = [shown(number, title, link, "new").replace(" Jun", " Jul") for number in range(1, familiar + 1)]
    result = feed.show(*changed, *(shown(number, "New", "/new", "new") for number in range(11, 11 + fresh)))
    assert (len(result.added), result.is_mass_change) == (familiar + fresh, is_mass)


def test_a_title_and_a_date_that_several_have_are_not_enough(feed: Follower) -> None:
    each = [entry("One", f"Text {n}.", guid=f"urn:x:{n}", date="1") for n in (1, 2, 3)]
    feed.show(*each[:2])
    assert counts(feed.show(each[2])) == (1, 0)
    assert sorted(feed.texts().values()) == ["Text 1.", "Text 2.", "Text 3."]
