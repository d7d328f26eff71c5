"""Another folder is opened beside those of a library that is in use: nothing that is listed moves, and nothing is read again."""

import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.article import Key
from reader.errors import UsageError
from reader.journal import Change, Field
from reader.library import EVERYTHING, GroupOrder, Library, Scope
from tests.library.person import Person, model, names

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def beside(person: Person, *files: str) -> Path:
    """Return another folder of the person's, with articles."""
    folder = person.home.parent / "beside"
    folder.mkdir(exist_ok=True)
    for name in files:
        (folder / name).write_text(
            f"---\ntitle: {Path(name).stem}\ntags: [beside, b]\n---\nOf another folder.\n"
        )
    return folder


def numbers(library: Library) -> dict[str, int]:
    """Return the numbers of all groups by name, and of all articles by path."""
    groups = {group.name: group.id for group in library.articles.groups(Scope.ALL, GroupOrder.NAME)}
    rows = library.articles.rows(library.articles.ids(EVERYTHING, Scope.ALL))
    return {**groups, **{f"/{row.key.path}": row.id for row in rows.values()}}


def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)


def test_articles_and_groups_keep_their_numbers_and_new_ones_come_beside(person: Person) -> None:
    for number in range(30):
        person.write(f"{number}.md", tags=("a", "b") if number % 2 else ())
    library = person.open()
    had = numbers(library)
    assert library.open_beside(beside(person, "new.md"))
    assert numbers(library) == had
    library.scan()
    now = numbers(library)
    assert had.items() <= now.items()
    assert now.keys() - had.keys() == {"beside", "/new.md"}
    assert model(library)["beside"] == ["new"]
    assert len(model(library)["b"]) == 16


def test_nothing_that_was_read_is_read_again(person: Person) -> None:
    for number in range(20):
        person.write(f"{number}.md")
    library = person.open()
    library.open_beside(beside(person, "x.md", "y.md"))
    assert library.scan().files_read == 2
    library.close()
    again = person.open(person.root, beside(person), scan=False)
    assert len(names(again)) == 22
    assert again.scan().files_read == 0


def test_words_that_were_read_are_found_and_not_read_again(person: Person) -> None:
    person.write("apple.md", "A body about quinces and 苹果.")
    library = person.open()
    library.build_text()
    library.open_beside(beside(person, "x.md"))
    library.scan()
    assert [
        library.articles.rows([each])[each].title for each in library.questions.query("quinces", NOW)
    ] == ["apple"]
    assert library.questions.unread() == [library.articles.find(Key(library.folders[1].id, "x.md"))]
    assert {file.stat().st_mode & 0o077 for file in person.index_files()} == {0}


def test_what_is_marked_before_meanwhile_and_after_is_kept(person: Person) -> None:
    person.write("one.md")
    person.write("two.md")
    folder = beside(person, "new.md")
    with person.open(folder) as alone:  # marked in an earlier session, when it was open by itself
        alone.apply(person.journal.record([Change(Key(alone.folders[0].id, "new.md"), Field.STARRED, True)]))
    library = person.open()
    person.mark(library, "one.md", Field.READ)
    library.open_beside(folder)
    person.mark(library, "two.md", Field.LATER)
    library.scan()
    assert names(library, Scope.STARRED) == ["new.md"]
    assert names(library, Scope.LATER) == ["two.md"]
    assert sorted(names(library, Scope.UNREAD)) == ["new.md", "two.md"]
    library.close()
    again = person.open(person.root, folder)
    assert names(again, Scope.STARRED) == ["new.md"]
    assert sorted(names(again, Scope.UNREAD)) == ["new.md", "two.md"]


def test_who_opens_the_former_folders_alone_finds_their_index_as_it_was(person: Person) -> None:
    person.write("one.md")
    library = person.open()
    library.open_beside(beside(person, "new.md"))
    library.scan()
    alone = person.open(person.root, scan=False)
    assert names(alone) == ["one.md"]
    assert sorted(names(library)) == ["new.md", "one.md"]


def test_an_index_of_the_same_folders_that_another_has_open_is_left_alone(person: Person) -> None:
    person.write("one.md")
    folder = beside(person, "new.md")
    other = person.open(person.root, folder)
    library = person.open()
    library.open_beside(folder)
    library.scan()
    person.write("two.md")
    assert len(names(library)) == 2
    other.scan()
    assert sorted(names(other)) == ["new.md", "one.md", "two.md"]


def test_a_folder_that_is_open_is_not_opened_twice_by_whatever_way_it_is_named(person: Person) -> None:
    folder = beside(person, "new.md")
    link = folder.with_name("link")
    link.symlink_to(folder)
    library = person.open()
    assert library.open_beside(link)
    assert not library.open_beside(folder)
    assert not library.open_beside(person.root / ".." / person.root.name)
    assert len(library.folders) == 2


def test_a_folder_that_is_not_there_is_refused_and_all_stays(person: Person) -> None:
    person.write("one.md")
    library = person.open()
    had = person.index_files()
    with pytest.raises(UsageError):
        library.open_beside(person.home / "nowhere")
    assert names(library) == ["one.md"]
    assert person.index_files() == had


def test_a_single_file_stays_the_only_one_of_its_folder(person: Person) -> None:
    person.write("one.md")
    person.write("two.md")
    library = person.open(person.root / "one.md")
    library.open_beside(beside(person, "new.md"))
    library.scan()
    assert sorted(names(library)) == ["new.md", "one.md"]


def test_the_folder_in_which_an_open_file_lies_is_opened_whole(person: Person) -> None:
    person.write("one.md")
    person.write("two.md")
    library = person.open(person.root / "one.md")
    person.mark(library, "one.md", Field.READ)
    number = library.articles.find(person.key(library, "one.md"))
    library.open_beside(person.root)
    library.scan()
    assert sorted(names(library)) == ["one.md", "two.md"]
    assert library.articles.find(person.key(library, "one.md")) == number
    assert names(library, Scope.UNREAD) == ["two.md"]


def test_an_index_that_is_only_for_this_time_takes_the_folder_too(person: Person) -> None:
    person.write("one.md")
    (person.home / "cache").parent.mkdir(parents=True, exist_ok=True)
    (person.home / "cache").write_text("no folder")
    library = person.open()
    assert not library.is_index_kept
    library.open_beside(beside(person, "new.md"))
    library.scan()
    assert sorted(names(library)) == ["new.md", "one.md"]


def test_an_empty_library_gets_its_first_articles(person: Person) -> None:
    library = person.open()
    library.open_beside(beside(person, "new.md"))
    library.scan()
    assert names(library) == ["new.md"]


def test_what_the_new_folder_holds_and_gets_is_seen_by_who_watches(person: Person) -> None:
    person.write("one.md")
    library = person.open()
    stop, seen = threading.Event(), list[set[Path]]()

    def follow() -> None:
        for paths in library.watch(stop):
            library.scan_paths(paths)
            seen.append(paths)

    thread = threading.Thread(target=follow)
    thread.start()
    try:
        until(lambda: bool(seen))
        folder = beside(person, "new.md")
        library.open_beside(folder)
        until(lambda: "new.md" in names(library))
        beside(person, "later.md")
        until(lambda: "later.md" in names(library))
        person.write("here.md")
        until(lambda: "here.md" in names(library))
    finally:
        stop.set()
        thread.join(20)
    assert not thread.is_alive()


def test_marks_made_from_other_threads_while_it_is_opened_are_all_there(person: Person) -> None:
    for number in range(60):
        person.write(f"{number}.md", tags=("a",))
    library, over = person.open(), threading.Event()
    folder = beside(person, "new.md")

    def mark() -> None:
        for number in range(60):
            person.mark(library, f"{number}.md", Field.READ)
            assert library.articles.counts().total >= 60
        over.set()

    thread = threading.Thread(target=mark)
    thread.start()
    library.open_beside(folder)
    library.scan()
    thread.join(20)
    assert over.is_set()
    library.flush()
    assert names(library, Scope.UNREAD) == ["new.md"]
    library.close()
    assert names(person.open(person.root, folder), Scope.UNREAD) == ["new.md"]


def test_a_library_that_got_a_folder_heals_with_it(person: Person) -> None:
    person.write("one.md", tags=("a",))
    library = person.open()
    library.open_beside(beside(person, "new.md"))
    library.scan()
    had = numbers(library)
    library.flush()
    for file in person.index_files():
        if file.suffix == ".db":
            with closing(sqlite3.connect(file)) as index:
                index.execute("UPDATE article SET title = 'flipped' WHERE title = 'new'")
                index.commit()
    healed = library.healing.heal(lambda: False, is_patient=True)
    assert healed
    assert healed.are_numbers_kept
    assert numbers(library) == had
    assert sorted(names(library)) == ["new.md", "one.md"]
    assert "new" in {
        row.title for row in library.articles.rows(library.articles.ids(EVERYTHING, Scope.ALL)).values()
    }
