"""Tags of one's own stand beside the author's: in groups, in queries, after a rescan and after undo."""

from datetime import UTC, datetime

from reader.journal import Field, tag_field
from reader.library import GroupOrder, Library, Scope
from tests.library.person import Person, age, model

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def tag(person: Person, library: Library, name: str, tag_name: str, given: bool) -> None:
    person.mark(library, name, tag_field(tag_name), given)
    library.flush()


def test_a_tag_is_given_and_one_of_the_author_taken(person: Person) -> None:
    person.write("a.md", tags=("sea", "sky"), date="2024-01-02")
    person.write("b.md", date="2024-01-01")
    library = person.open()
    tag(person, library, "a.md", "mine", True)
    tag(person, library, "b.md", "mine", True)
    tag(person, library, "a.md", "Sea", False)
    assert model(library) == {"mine": ["a", "b"], "sky": ["a"]}
    assert len(library.questions.query("tag:mine -tag:sea", NOW)) == 2
    tag(person, library, "b.md", "mine", False)
    assert model(library) == {"mine": ["a"], "sky": ["a"], "": ["b"]}


def test_own_tags_are_there_again_after_a_rescan_an_edit_and_a_new_index(person: Person) -> None:
    age(person.write("a.md", tags=("sea",)))
    library = person.open()
    tag(person, library, "a.md", "mine", True)
    person.write("a.md", "Other text.", tags=("land",))
    library.scan()
    assert model(library) == {"land": ["a"], "mine": ["a"]}
    library.close()
    for file in person.index_files():
        file.unlink()
    assert model(person.open()) == {"land": ["a"], "mine": ["a"]}


def test_what_is_counted_stays_right_when_tags_and_marks_come_together(person: Person) -> None:
    person.write("a.md", tags=("sea",))
    library = person.open()
    library.group_by("author")
    tag(person, library, "a.md", "mine", True)
    person.mark(library, "a.md", Field.READ)
    assert [
        (group.name, group.total, group.unread)
        for group in library.articles.groups(Scope.ALL, GroupOrder.NAME)
    ] == [
        ("mine", 1, 0),
        ("sea", 1, 0),
    ]
    library.flush()
    events = person.journal.undo()
    library.apply(events)
    events = person.journal.undo()
    library.apply(events)
    library.flush()
    assert model(library) == {"sea": ["a"]}
    assert library.articles.counts().unread == 1


def test_a_renamed_file_keeps_its_tags(person: Person) -> None:
    person.write("a.md", "A text of its own.")
    library = person.open()
    tag(person, library, "a.md", "mine", True)
    (person.root / "a.md").rename(person.root / "b.md")
    library.scan()
    assert model(library) == {"mine": ["a"]}


def test_what_another_program_wrote_into_the_journal_comes_out_clean(person: Person) -> None:
    person.write("a.md", tags=("sea",))
    library = person.open()
    person.mark(library, "a.md", Field.NOTE, "a \x1b]0;x\x07 note\nand \x9b31m more")
    tag(person, library, "a.md", "mine \x1b]0;x\x07", True)
    (article,) = library.questions.query("", NOW)
    assert library.state.fields(article)[Field.NOTE] == "a ␛]0;x␇ note\nand �31m more"
    assert model(library) == {"mine ␛]0;x␇": ["a"], "sea": ["a"]}
    assert "mine ␛]0;x␇" in library.files.document(article).article.tags
    about = library.questions.details([article], UTC)[article]
    assert about.note == "a ␛]0;x␇ note\nand �31m more"
    assert about.own_tags == ("mine ␛]0;x␇",)
