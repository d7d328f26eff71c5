"""A file that is renamed, moved or edited keeps its state; where it is unclear which, nothing moves."""

import shutil
from collections.abc import Callable

import pytest

from reader.journal import Field
from reader.library import Changes, Library, Scope
from tests.library.person import Person, names


def _rewrite(person: Person, old: str, new: str) -> None:
    """Move a file as tools do that write a new one: another inode, another time."""
    data = (person.root / old).read_bytes()
    (person.root / old).unlink()
    person.put("between.tmp", b"takes the inode")
    person.put(new, data)
    (person.root / "between.tmp").unlink()


def _forget_index(person: Person, library: Library) -> Library:
    library.close()
    for file in person.index_files():
        file.unlink()
    return person.open()


@pytest.mark.parametrize("how", ["scan", "paths"])
def test_a_renamed_file_keeps_id_and_state(person: Person, how: str) -> None:
    path = person.write("old.md", tags=("t",))
    person.write("other.md", tags=("t",))
    library = person.open()
    former = person.row(library, "old.md").id
    person.mark(library, "old.md", Field.READ)
    person.mark(library, "old.md", Field.POSITION, "2:7")
    new = path.rename(person.root / "new.md")
    changes: Changes = library.scan() if how == "scan" else library.scan_paths([path, new])
    assert (list(changes.renamed), list(changes.added), list(changes.removed)) == ([former], [], [])
    row = person.row(library, "new.md")
    assert (row.id, row.read) == (former, True)
    assert library.state.of(former).position == "2:7"
    assert library.articles.find(person.key(library, "old.md")) is None
    assert names(library, Scope.UNREAD) == ["other.md"]


def test_the_state_of_a_renamed_file_survives_the_loss_of_the_index(person: Person) -> None:
    path = person.write("old.md")
    library = person.open()
    person.mark(library, "old.md", Field.STARRED)
    path.rename(person.root / "new.md")
    library.scan()
    library = _forget_index(person, library)
    assert person.row(library, "new.md").starred


def test_undo_does_not_see_that_a_file_was_renamed(person: Person) -> None:
    path = person.write("old.md")
    person.write("other.md")
    library = person.open()
    person.mark(library, "old.md", Field.STARRED)
    person.mark(library, "other.md", Field.READ)
    path.rename(person.root / "new.md")
    library.scan()
    library.apply(person.journal.undo())
    assert not person.row(library, "other.md").read
    assert person.row(library, "new.md").starred


def test_a_folder_that_is_renamed_keeps_the_state_of_all_in_it(person: Person) -> None:
    for number in range(40):
        person.write(f"2024/{number}.md")
    library = person.open()
    for number in range(0, 40, 2):
        person.mark(library, f"2024/{number}.md", Field.READ)
    (person.root / "2024").rename(person.root / "archive")
    changes = library.scan()
    assert (len(changes.renamed), len(changes.added), len(changes.removed)) == (40, 0, 0)
    assert library.articles.counts().unread == 20
    assert all(person.row(library, f"archive/{number}.md").read == (number % 2 == 0) for number in range(40))


def test_a_file_moved_from_one_folder_to_another_keeps_its_state(person: Person) -> None:
    other = person.root.parent / "other"
    other.mkdir()
    path = person.write("a.md")
    library = person.open(person.root, other)
    person.mark(library, "a.md", Field.LATER)
    shutil.move(path, other / "b.md")
    assert len(library.scan().renamed) == 1
    assert names(library, Scope.LATER) == ["b.md"]


def _article(header: dict[str, str], body: str) -> bytes:
    return "\n".join(["---", *(f"{key}: {value}" for key, value in header.items()), "---", "", body]).encode()


@pytest.mark.parametrize(
    ("header", "body", "new_header", "new_body"),
    [
        pytest.param({}, "The same text.", {"author": "someone"}, "The same text.", id="text"),
        pytest.param({"guid": "tag:x,1"}, "Before.", {"guid": "tag:x,1"}, "After.", id="id"),
        pytest.param(
            {"link": "https://e.org/1"}, "Before.", {"link": "https://e.org/1"}, "After.", id="link"
        ),
    ],
)
def test_a_file_rewritten_under_another_name_is_known_by(
    person: Person, header: dict[str, str], body: str, new_header: dict[str, str], new_body: str
) -> None:
    path = person.put("old.md", _article(header, body))
    person.write("other.md")
    library = person.open()
    person.mark(library, "old.md", Field.READ)
    path.unlink()
    person.write("other-new.md", "This has nothing to do with it.")
    person.put("new.md", _article(new_header, new_body))
    assert len(library.scan().renamed) == 1
    assert person.row(library, "new.md").read
    assert not person.row(library, "other-new.md").read


def _copied_twice(person: Person) -> None:
    _rewrite(person, "old.md", "new1.md")
    shutil.copy(person.root / "new1.md", person.root / "new2.md")


def _like_another(person: Person) -> None:
    person.write("new.md", "Another text.", guid="intro")
    (person.root / "old.md").unlink()


@pytest.mark.parametrize("happen", [_copied_twice, _like_another])
def test_an_ambiguous_hint_moves_nothing(person: Person, happen: Callable[[Person], None]) -> None:
    person.write("old.md", "A text.", guid="intro")
    person.write("there.md", "A third text.", guid="intro")
    library = person.open()
    person.mark(library, "old.md", Field.READ)
    happen(person)
    changes = library.scan()
    assert (len(changes.renamed), len(changes.removed)) == (0, 1)
    assert library.articles.counts().unread == library.articles.counts().total


def test_empty_files_are_not_taken_for_one_another(person: Person) -> None:
    person.put("old.md", b"---\ntitle: x\n---\n")
    library = person.open()
    person.mark(library, "old.md", Field.READ)
    person.put("new.md", b"---\ntitle: y\n---\n\n\n")
    (person.root / "old.md").unlink()
    assert not library.scan().renamed
    assert not person.row(library, "new.md").read


def test_a_copy_does_not_take_the_state_of_what_is_still_there(person: Person) -> None:
    person.write("a.md")
    library = person.open()
    person.mark(library, "a.md", Field.READ)
    shutil.copy2(person.root / "a.md", person.root / "b.md")
    assert not library.scan().renamed
    assert person.row(library, "a.md").read
    assert not person.row(library, "b.md").read


def test_a_file_renamed_there_and_back_has_what_was_done_last(person: Person) -> None:
    path = person.write("a.md")
    library = person.open()
    person.mark(library, "a.md", Field.READ)
    person.mark(library, "a.md", Field.STARRED)
    path.rename(person.root / "b.md")
    library.scan()
    person.mark(library, "b.md", Field.READ, value=False)
    (person.root / "b.md").rename(path)
    library.scan()
    row = person.row(library, "a.md")
    assert (row.read, row.starred) == (False, True)
    row = person.row(_forget_index(person, library), "a.md")
    assert (row.read, row.starred) == (False, True)


def test_two_files_that_change_names_keep_their_keys(person: Person) -> None:
    person.write("a.md", "The text of a.")
    person.write("b.md", "The text of b.")
    library = person.open()
    person.mark(library, "a.md", Field.READ)
    (person.root / "a.md").rename(person.root / "c.tmp")
    (person.root / "b.md").rename(person.root / "a.md")
    (person.root / "c.tmp").rename(person.root / "b.md")
    assert len(library.scan().changed) == 2
    assert person.row(library, "a.md").read, "the same path is the same article, whatever changed"


def test_what_was_done_later_with_the_new_name_stays_as_it_is(person: Person) -> None:
    path = person.write("a.md")
    library = person.open()
    person.mark(library, "a.md", Field.READ)
    person.mark(library, "a.md", Field.STARRED)
    person.mark(library, "b.md", Field.READ, value=False)
    path.rename(person.root / "b.md")
    assert library.scan().renamed
    row = person.row(library, "b.md")
    assert (row.read, row.starred) == (False, True)
