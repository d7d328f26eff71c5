"""Groups, articles and counts, as a sidebar asks for them."""

from array import array
from datetime import UTC, datetime

from reader.article import DateSource
from reader.journal import Field, tag_field
from reader.library import EVERYTHING, Counts, GroupOrder, Scope
from tests.library.person import Person, age, model, names


def test_an_article_with_three_tags_stands_in_three_groups(person: Person) -> None:
    person.write("a.md", tags=("sea", "sky", "海"))
    library = person.open()
    assert model(library) == {"sea": ["a"], "sky": ["a"], "海": ["a"]}
    article = library.articles.ids(EVERYTHING, Scope.ALL)[0]
    assert set(library.articles.groups_of(article)) == {
        group.id for group in library.articles.groups(Scope.ALL, GroupOrder.NAME)
    }


def test_articles_stand_newest_first_and_equal_dates_by_path(person: Person) -> None:
    person.write("b.md", date="2024-05-01")
    person.write("a.md", date="2024-05-01")
    person.write("c.md", date="2025-01-01")
    person.write("d.md", date="1969-07-20")
    assert names(person.open()) == ["c.md", "a.md", "b.md", "d.md"]


def test_equal_dates_stand_by_path_whichever_was_read_first_and_wherever_a_file_went(person: Person) -> None:
    library = person.open()
    for name in ("m.md", "c.md", "x/z.md", "b.md"):
        person.write(name, date="2024-05-01", tags=("t",))
        library.scan()
    assert names(library) == ["b.md", "c.md", "m.md", "x/z.md"]
    assert model(library)["t"] == ["b", "c", "m", "z"]
    (person.root / "m.md").rename(person.root / "a.md")
    library.scan()
    assert names(library) == ["a.md", "b.md", "c.md", "x/z.md"]
    for name in ("x/z.md", "a.md"):
        person.mark(library, name, tag_field("own"))
        library.flush()
    assert model(library) == {"own": ["m", "z"], "t": ["m", "b", "c", "z"]}


def test_groups_stand_by_most_unread_or_by_name_and_untagged_articles_last(person: Person) -> None:
    for number in range(3):
        person.write(f"plain{number}.md")
    person.write("x.md", tags=("Beta", "alpha"))
    person.write("y.md", tags=("Beta",))
    person.write("z.md", tags=("gamma",))
    library = person.open()
    by_unread = [group.name for group in library.articles.groups(Scope.ALL, GroupOrder.UNREAD)]
    by_name = [group.name for group in library.articles.groups(Scope.ALL, GroupOrder.NAME)]
    assert by_unread == ["Beta", "alpha", "gamma", ""]
    assert by_name == ["alpha", "Beta", "gamma", ""]


def test_a_group_without_articles_in_the_scope_is_left_out(person: Person) -> None:
    person.write("a.md", tags=("one",))
    person.write("b.md", tags=("two",))
    library = person.open()
    person.mark(library, "a.md", Field.READ)
    person.mark(library, "b.md", Field.STARRED)
    assert model(library, Scope.UNREAD) == {"two": ["b"]}
    assert model(library, Scope.STARRED) == {"two": ["b"]}
    assert model(library, Scope.LATER) == {}


def test_a_read_article_stays_where_it_was_while_it_is_kept(person: Person) -> None:
    for day in (1, 2, 3):
        person.write(f"{day}.md", tags=("t",), date=f"2024-01-0{day}")
    library = person.open()
    group = library.articles.groups(Scope.UNREAD, GroupOrder.NAME)[0].id
    before = library.articles.ids(group, Scope.UNREAD)
    person.mark(library, "2.md", Field.READ)
    kept = frozenset({person.row(library, "2.md").id})
    assert library.articles.ids(group, Scope.UNREAD, kept) == before
    assert list(library.articles.ids(group, Scope.UNREAD)) == [before[0], before[2]]
    assert library.articles.ids(group, Scope.UNREAD, frozenset({-5, 10**9})) == library.articles.ids(
        group, Scope.UNREAD
    )


def test_what_is_returned_may_be_changed_by_who_asked(person: Person) -> None:
    person.write("a.md", tags=("t",))
    library = person.open()
    group = library.articles.groups(Scope.ALL, GroupOrder.NAME)[0].id
    ids = library.articles.ids(group, Scope.ALL)
    before = array("I", ids)
    ids.pop()
    assert library.articles.ids(group, Scope.ALL) == before


def test_a_row_has_what_a_list_paints(person: Person) -> None:
    person.write("a.md", "你好" * 600, date="2024-05-01 10:00:00 +0800", source="https://www.example.org/x")
    row = person.row(person.open(), "a.md")
    assert (row.title, row.date) == ("a", datetime(2024, 5, 1, 2, tzinfo=UTC))
    assert row.date_source is DateSource.HEADER
    assert row.link == "https://www.example.org/x"
    assert "example.org" in row.source
    assert row.minutes > 1
    assert not row.read
    assert not row.has_problem


def test_rows_come_in_the_order_that_was_asked_for_and_unknown_ones_are_missing(person: Person) -> None:
    for number in range(1200):  # more than one statement takes
        person.write(f"{number:04}.md")
    library = person.open()
    ids = list(library.articles.ids(EVERYTHING, Scope.ALL))[::-1]
    assert list(library.articles.rows([*ids, 999_999])) == ids


def test_counts_count_each_article_once(person: Person) -> None:
    person.write("a.md", tags=("one", "two", "three"))
    person.write("b.md", tags=("one",))
    library = person.open()
    person.mark(library, "a.md", Field.READ)
    person.mark(library, "a.md", Field.LATER)
    assert library.articles.counts() == Counts(total=2, unread=1, starred=0, later=1)


def test_an_empty_folder_is_a_library_without_groups(person: Person) -> None:
    library = person.open()
    assert library.articles.groups(Scope.ALL, GroupOrder.UNREAD) == []
    assert library.articles.counts() == Counts(0, 0, 0, 0)
    assert list(library.articles.ids(EVERYTHING, Scope.ALL)) == []


def test_drafts_can_be_left_out_and_come_back(person: Person) -> None:
    person.write("done.md", tags=("t",))
    person.write("draft.md", tags=("t",), draft="true")
    assert names(person.open(list_drafts=False)) == ["done.md"]
    library = person.open()
    assert sorted(names(library)) == ["done.md", "draft.md"]
    assert person.row(library, "draft.md").draft
    assert library.articles.counts().total == 2


def test_text_files_are_articles_only_on_wish(person: Person) -> None:
    person.put("a.txt", b"text")
    person.put("b.md", b"text")
    assert names(person.open()) == ["b.md"]
    assert sorted(names(person.open(list_text_files=True))) == ["a.txt", "b.md"]


def test_dates_without_a_zone_are_read_again_when_the_zone_changes(person: Person) -> None:
    person.write("a.md", date="2024-05-01 10:00:00")
    assert person.row(person.open(timezone="Asia/Shanghai"), "a.md").date.hour == 2
    assert person.row(person.open(timezone="UTC"), "a.md").date.hour == 10


def test_retagging_moves_an_article_and_drops_a_tag_that_nothing_has(person: Person) -> None:
    age(person.write("a.md", tags=("old", "both")))
    library = person.open()
    person.mark(library, "a.md", Field.STARRED)
    person.write("a.md", tags=("new", "both"))
    changes = library.scan()
    assert list(changes.changed) == [person.row(library, "a.md").id]
    assert model(library, Scope.STARRED) == {"both": ["a"], "new": ["a"]}


def test_a_thousand_tags_of_one_article_are_groups_like_others(person: Person) -> None:
    person.write("a.md", tags=tuple(f"t{number}" for number in range(10_000)))
    library = person.open()
    groups = library.articles.groups(Scope.ALL, GroupOrder.NAME)
    assert len(groups) == len(library.articles.groups_of(library.articles.ids(EVERYTHING, Scope.ALL)[0])) > 10
    assert all(group.in_scope == 1 for group in groups)
