"""Articles without tags stand in the group of their category, else of their feed, else of their folder."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.actions.changes.statistics import statistics
from reader.actions.changes.tagging import tag
from reader.actions.finding.group_names import label_of
from reader.actions.finding.list_lines import list_lines
from reader.actions.finding.lists import Lists
from reader.journal import Field
from reader.library import GroupOrder, Library, Scope
from reader.library.index.grouping import TAG
from tests.library.person import Person, age

FEED = "https://daily.example/feed"


def listed(library: Library, scope: Scope = Scope.ALL) -> dict[str, list[str]]:
    """The groups of the list as they are called, by name, and the titles in them."""
    key = library.articles.listed_key(TAG)
    library.group_by(key)
    return {
        label_of(TAG, group): [
            row.title for row in library.articles.rows(library.articles.ids(group.id, scope)).values()
        ]
        for group in library.articles.groups(scope, GroupOrder.NAME, key)
    }


def counted(library: Library) -> dict[str, tuple[int, int]]:
    """All and unread articles by group."""
    groups = library.articles.groups(Scope.ALL, GroupOrder.NAME, library.articles.listed_key(TAG))
    return {label_of(TAG, group): (group.total, group.unread) for group in groups}


def some_of_each(person: Person) -> None:
    person.write("a.md", date="2025-01-01", tags=("news",), category="Science")
    person.write("b.md", date="2025-01-02", category="Science")
    person.write("daily/c.md", date="2025-01-03", source="The Daily", feed_url=FEED)
    person.write("daily/d.md", date="2025-01-04", category="Science", source="The Daily", feed_url=FEED)
    person.write("notes/2025/e.md", date="2025-01-05")
    person.write("f.md", date="2025-01-06", source="A page", link="https://page.example/x")


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("auto", {"articles/": ["f"], "news": ["a"], "notes/2025/": ["e"], "Science": ["d", "b"], "The Daily": ["c"]}),
        ("category", {"news": ["a"], "Science": ["d", "b"], "(untagged)": ["f", "e", "c"]}),
        ("feed", {"A page": ["f"], "news": ["a"], "The Daily": ["d", "c"], "(untagged)": ["e", "b"]}),
        ("folder", {"articles/": ["f", "b"], "daily/": ["d", "c"], "news": ["a"], "notes/2025/": ["e"]}),
        ("one", {"news": ["a"], "(untagged)": ["f", "e", "d", "c", "b"]}),
    ],
)  # fmt: skip
def test_articles_without_tags_stand_where_the_setting_says(
    person: Person, setting: str, expected: dict[str, list[str]]
) -> None:
    some_of_each(person)
    assert listed(person.open(group_untagged_by=setting)) == expected


def test_another_setting_needs_no_rebuild_and_both_are_kept_up_to_date(person: Person) -> None:
    some_of_each(person)
    by_folder = person.open(group_untagged_by="folder")
    first = listed(by_folder)
    automatic = person.open(scan=False)
    assert listed(automatic)["Science"] == ["d", "b"]
    assert listed(by_folder) == first
    age(person.write("b.md", date="2025-01-02", category="Art"))
    person.write("new/g.md", date="2025-01-07")
    automatic.scan()
    assert listed(automatic)["Art"] == ["b"]
    assert listed(automatic)["new/"] == ["g"]
    assert listed(by_folder)["articles/"] == ["f", "b"]
    assert listed(by_folder)["new/"] == ["g"]
    assert automatic.healing.is_sound(lambda: False, is_patient=False)


def test_tags_queries_and_statistics_know_real_tags_alone(person: Person) -> None:
    some_of_each(person)
    library = person.open()
    listed(library)
    assert [group.name for group in library.articles.groups(Scope.ALL, GroupOrder.NAME)] == ["news", ""]
    assert [group.total for group in library.articles.groups(Scope.ALL, GroupOrder.NAME)] == [1, 5]
    listed(library)
    for name in ("Science", "The Daily", "notes", "daily", "folder:daily", "articles"):
        assert not library.questions.values("tag", name, 9)


def test_an_article_of_several_categories_stands_in_each(person: Person) -> None:
    person.put("a.md", b"---\ncategories: [One, Two, One]\n---\ntext\n")
    assert listed(person.open()) == {"One": ["A"], "Two": ["A"]}


def test_a_category_stands_with_the_tag_of_its_name_and_both_are_counted(person: Person) -> None:
    person.write("a.md", date="2025-01-01", tags=("News",))
    person.write("b.md", date="2025-01-02", category="news")
    person.write("c.md", date="2025-01-03", tags=("News",))
    person.write("d.md", date="2025-01-03", category="News")
    library = person.open()
    assert listed(library) == {"News": ["c", "d", "b", "a"]}
    person.mark(library, "b.md", Field.READ)
    person.mark(library, "c.md", Field.READ)
    for _ in range(2):
        assert counted(library) == {"News": (4, 2)}
        assert listed(library, Scope.UNREAD) == {"News": ["d", "a"]}
        library.flush()
    article = library.articles.find(person.key(library, "b.md"))
    [group] = library.articles.groups(Scope.ALL, GroupOrder.NAME, library.articles.listed_key(TAG))
    assert article is not None
    assert library.articles.groups_of(article) == (group.id,)
    inside = bytearray(10)
    inside[article] = 1
    [group] = library.articles.groups(
        Scope.ALL, GroupOrder.NAME, library.articles.listed_key(TAG), bytes(inside)
    )
    assert (group.name, group.total, group.unread) == ("News", 1, 0)


def test_folders_and_feeds_that_are_called_as_a_tag_stand_apart_from_it(person: Person) -> None:
    person.write("x.md", tags=("rust",))
    person.write("rust/a.md")
    person.write("b.md", source="Rust", feed_url="https://rust.example/feed")
    person.write("c.md", source="Go", feed_url="https://go.example/feed")
    person.write("d.md", category="go")
    assert listed(person.open()) == {"Go (feed)": ["c"], "go": ["d"], "rust": ["x"], "Rust (feed)": ["b"], "rust/": ["a"]}  # fmt: skip


def test_a_tag_of_the_readers_own_moves_an_article_out_of_its_folder_and_back(person: Person) -> None:
    person.write("notes/a.md")
    person.write("notes/b.md", category="Art")
    library = person.open()
    assert listed(library) == {"Art": ["b"], "notes/": ["a"]}
    articles = [library.articles.find(person.key(library, f"notes/{name}.md")) for name in "ab"]
    both = [article for article in articles if article]
    tag(library, person.journal, both, ["mine"])
    library.flush()
    assert set(listed(library)["mine"]) == {"a", "b"}
    assert len(listed(library)) == 1
    tag(library, person.journal, both, (), ["mine"])
    library.flush()
    assert listed(library) == {"Art": ["b"], "notes/": ["a"]}
    assert library.healing.is_sound(lambda: False, is_patient=False)


def test_groups_stand_by_unread_articles_and_tags_before_folders_of_as_many(person: Person) -> None:
    for name in ("a/1.md", "a/2.md", "b/3.md"):
        person.write(name)
    person.write("4.md", tags=("z",))
    library = person.open()
    groups = library.articles.groups(Scope.ALL, GroupOrder.UNREAD, library.articles.listed_key(TAG))
    assert [label_of(TAG, group) for group in groups] == ["a/", "z", "b/"]


def test_a_page_that_is_a_folder_stands_in_the_folder_above(person: Person) -> None:
    for name in (
        "posts/one/index.md",
        "posts/two/index.zh-cn.md",
        "about/index.md",
        "index.md",
        "posts/_index.md",
    ):
        person.put(name, f"# {name}\n\ntext\n".encode())
    assert {name: len(titles) for name, titles in listed(person.open()).items()} == {"articles/": 2, "posts/": 3}  # fmt: skip


def test_what_all_folders_have_in_common_is_left_out_of_their_names(person: Person) -> None:
    for name in ("content/en/docs/a.md", "content/en/docs/deep/b.md", "content/en/docset/c.md"):
        person.write(name)
    assert list(listed(person.open())) == ["docs/", "docs/deep/", "docset/"]
    person.write("d.md")
    assert list(listed(person.open())) == ["articles/", "content/en/docs/", "content/en/docs/deep/", "content/en/docset/"]  # fmt: skip


def test_the_folder_itself_is_told_from_one_below_that_is_called_as_it_is(person: Person) -> None:
    person.write("a.md")
    person.write("articles/b.md")
    assert listed(person.open()) == {"articles/": ["b"], "articles/ (top)": ["a"]}


def test_folders_of_several_open_ones_are_told_apart(person: Person, tmp_path: Path) -> None:
    for root in ("one", "two"):
        (tmp_path / root / "posts" / "page").mkdir(parents=True)
        (tmp_path / root / "posts" / f"{root}.md").write_text("text")
        (tmp_path / root / "posts" / "page" / "index.md").write_text("# Page\n\ntext")
        (tmp_path / root / "index.md").write_text("# Top\n\ntext")
    library = person.open(tmp_path / "one", tmp_path / "two")
    found = {name: len(titles) for name, titles in listed(library).items()}
    assert found == {"one/": 1, "one/posts/": 2, "two/": 1, "two/posts/": 2}


def test_an_article_that_moves_or_gets_a_tag_stands_in_its_new_group(person: Person) -> None:
    person.write("old/a.md")
    person.write("old/b.md")
    library = person.open()
    (person.root / "new").mkdir()
    (person.root / "old/a.md").rename(person.root / "new/a.md")
    age(person.write("old/b.md", tags=("mine",)))
    library.scan()
    assert listed(library) == {"mine": ["b"], "new/": ["a"]}
    assert library.healing.is_sound(lambda: False, is_patient=False)


def test_an_index_without_articles_without_tags_is_sound(person: Person) -> None:
    person.write("a.md", tags=("mine",))
    library = person.open()
    assert listed(library) == {"mine": ["a"]}
    assert library.healing.is_sound(lambda: False, is_patient=False)


def test_a_list_in_a_pipe_follows_the_setting(person: Person) -> None:
    some_of_each(person)
    for setting, expected in (
        ("auto", ["articles/ (1)", "news (1)", "notes/2025/ (1)", "Science (2)", "The Daily (1)"]),
        ("one", ["news (1)", "(untagged) (5)"]),
        ("folder", ["articles/ (2)", "daily/ (2)", "news (1)", "notes/2025/ (1)"]),
    ):
        library = person.open(group_untagged_by=setting)
        lines = list_lines(library, Scope.ALL, UTC)
        assert [line for line in lines if not line.startswith(" ")] == expected


def test_a_saved_list_of_tags_goes_over_to_the_new_groups_when_they_are_filled_in(person: Person) -> None:
    person.write("notes/a.md")
    person.open(group_untagged_by="one")
    library = person.open(scan=False)
    lists = Lists(library, TAG, (), lambda: datetime.now(UTC))
    assert [lists.label(group) for group in lists.groups(Scope.ALL, GroupOrder.NAME)] == ["(untagged)"]
    assert not lists.is_grouped_by(TAG)
    lists.group_by(TAG)
    assert lists.is_grouped_by(TAG)
    assert [lists.label(group) for group in lists.groups(Scope.ALL, GroupOrder.NAME)] == ["notes/"]


def test_who_counts_what_was_read_changes_no_list(person: Person) -> None:
    person.write("a.md", date="2025-01-01", tags=("news",))
    person.write("b.md", date="2025-01-02", category="news")
    library = person.open()
    key = library.articles.listed_key(TAG)
    [group] = library.articles.groups(Scope.ALL, GroupOrder.NAME, key)
    article = library.articles.find(person.key(library, "b.md"))
    assert article is not None
    person.mark(library, "a.md", Field.READ)
    found = statistics(library, person.journal, datetime.now(UTC), UTC)
    assert found.tags == (("news", 1),)
    assert len(library.articles.ids(group.id, Scope.ALL)) == 2
    assert library.articles.groups_of(article) == (group.id,)
