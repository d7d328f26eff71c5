"""Groups by anything that articles say of themselves."""

from pathlib import Path

import pytest

from reader.journal import Field
from reader.library import EVERYTHING, GroupOrder, Library, Scope
from reader.library.index import view as view_module
from tests.library.person import Person, age


def grouped(library: Library, key: str, scope: Scope = Scope.ALL) -> dict[str, list[str]]:
    """Groups of a key, in order, and the titles in them."""
    return {
        group.name: [
            row.title for row in library.articles.rows(library.articles.ids(group.id, scope)).values()
        ]
        for group in library.articles.groups(scope, GroupOrder.NAME, key)
    }


@pytest.fixture
def library(person: Person) -> Library:
    person.write("posts/2025/a.md", tags=("x",), date="2025-02-01", author="Lin Wei", mood="Calm", lang="zh")
    person.write(
        "posts/b.md", date="2024-12-31T23:30:00Z", author="Ada", source="Journal", category="Science"
    )
    person.put(
        "c.md", b"---\ntitle: c\ndate: 2024-03-05\nauthors: [Ada, Lin Wei]\nmood: calm\nlang: en\n---\ntext\n"
    )
    return person.open(timezone="Asia/Shanghai")


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("author", {"Ada": ["b", "c"], "Lin Wei": ["a", "c"]}),
        ("category", {"Science": ["b"], "": ["a", "c"]}),
        ("source", {"Journal": ["b"], "": ["a", "c"]}),
        ("language", {"en": ["b", "c"], "zh": ["a"]}),
        ("folder", {"posts": ["b"], "posts/2025": ["a"], "": ["c"]}),
        ("year", {"2025": ["a", "b"], "2024": ["c"]}),
        ("month", {"2025-02": ["a"], "2025-01": ["b"], "2024-03": ["c"]}),
        ("mood", {"calm": ["a", "c"], "": ["b"]}),
        ("nothing", {"": ["a", "b", "c"]}),
    ],
)
def test_articles_are_grouped_by_a_key_whether_it_was_there_first_or_they_were(
    library: Library, person: Person, key: str, expected: dict[str, list[str]]
) -> None:
    assert not library.articles.is_grouped_by(key)
    assert grouped(library, key) == {}
    library.group_by(key)
    assert library.articles.is_grouped_by(key)
    assert grouped(library, key) == expected
    library.close()
    for file in person.index_files():
        file.unlink()
    anew = person.open(scan=False, timezone="Asia/Shanghai")
    anew.group_by(key)
    anew.scan()
    assert grouped(anew, key) == expected
    assert grouped(anew, "tag") == {"x": ["a"], "": ["b", "c"]}


def test_groups_follow_what_is_edited_moved_added_and_removed(library: Library, person: Person) -> None:
    library.group_by("author")
    library.group_by("folder")
    age(person.write("c.md", date="2024-03-05", author="Eve"))
    (person.root / "posts/b.md").rename(person.root / "moved.md")
    (person.root / "posts/2025/a.md").unlink()
    person.write("new/d.md", author="Eve")
    library.scan()
    assert {name: set(titles) for name, titles in grouped(library, "author").items()} == {
        "Ada": {"b"},
        "Eve": {"c", "d"},
    }
    assert {name: set(titles) for name, titles in grouped(library, "folder").items()} == {
        "new": {"d"},
        "": {"b", "c"},
    }


def test_marks_are_counted_in_the_groups_of_every_key(library: Library, person: Person) -> None:
    library.group_by("author")
    person.mark(library, "c.md", Field.READ)
    person.mark(library, "c.md", Field.STARRED)
    for _ in range(2):
        counts = {
            group.name: (group.total, group.unread, group.in_scope)
            for group in library.articles.groups(Scope.STARRED, GroupOrder.NAME, "author")
        }
        assert counts == {"Ada": (2, 1, 1), "Lin Wei": (2, 1, 1)}
        library.flush()


def test_another_process_keeps_the_groups_of_a_key_up_to_date_too(library: Library, person: Person) -> None:
    other = person.open(timezone="Asia/Shanghai")
    library.group_by("author")
    person.write("e.md", author="Ada", date="2020-01-01")
    other.scan()
    assert grouped(library, "author")["Ada"] == ["b", "c", "e"]


def test_folders_of_several_roots_are_told_apart(person: Person, tmp_path: Path) -> None:
    for root in ("one", "two"):
        (tmp_path / root / "posts").mkdir(parents=True)
        (tmp_path / root / "posts" / f"{root}.md").write_text("text")
        (tmp_path / root / f"top of {root}.md").write_text("text")
    library = person.open(tmp_path / "one", tmp_path / "two")
    library.group_by("folder")
    assert set(grouped(library, "folder")) == {"one", "one/posts", "two", "two/posts"}


def test_what_stands_in_none_of_too_many_groups_stands_together_in_one(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view_module, "GROUPS_LIMIT", 2)
    person.write("a.md", tags=("big", "small"), date="2024-01-01")
    person.write("b.md", tags=("big", "middle"), date="2024-01-02")
    person.write("c.md", tags=("middle",), date="2024-01-03")
    person.write("d.md", tags=("tiny",), date="2024-01-04")
    person.write("e.md", tags=("small",), date="2024-01-05")
    library = person.open()
    assert grouped(library, "tag") == {"big": ["b", "a"], "middle": ["c", "b"], "": ["e", "d"]}
    person.mark(library, "d.md", Field.READ)
    person.mark(library, "a.md", Field.READ)
    assert [group.unread for group in library.articles.groups(Scope.ALL, GroupOrder.NAME)] == [1, 2, 1]
    others = library.articles.groups(Scope.ALL, GroupOrder.NAME)[-1].id
    article = library.articles.find(person.key(library, "d.md"))
    assert article is not None
    assert library.articles.groups_of(article) == (others,)


def test_groups_are_counted_within_some_articles(library: Library, person: Person) -> None:
    person.mark(library, "posts/b.md", Field.READ)
    inside = bytearray(10)
    for row in library.articles.rows(library.articles.ids(EVERYTHING, Scope.ALL)).values():
        inside[row.id] = row.title in {"b", "c"}
    counts = [
        (group.name, group.total, group.unread)
        for group in library.articles.groups(Scope.ALL, GroupOrder.NAME, "tag", bytes(inside))
    ]
    assert counts == [("", 2, 1)]
    assert library.articles.groups(Scope.ALL, GroupOrder.NAME, "tag", b"") == []
