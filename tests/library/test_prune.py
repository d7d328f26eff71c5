"""What is gone goes, unless it looks as if its drive had gone."""

import shutil

import pytest

from tests.library.person import Person, names

pytestmark = pytest.mark.row(19)


@pytest.mark.parametrize(("there", "deleted"), [(3, 2), (10, 9), (17, 16), (100, 50)])
def test_a_few_or_less_than_half_go_at_once(person: Person, there: int, deleted: int) -> None:
    for number in range(there):
        person.write(f"{number}.md")
    library = person.open()
    for number in range(deleted):
        (person.root / f"{number}.md").unlink()
    changes = library.scan()
    assert (len(changes.removed), changes.notices) == (deleted, ())
    assert library.articles.counts().total == there - deleted


@pytest.mark.parametrize(("there", "deleted"), [(100, 60), (3, 3), (1, 1)])
def test_most_or_all_stay_until_a_later_scan_finds_the_same(
    person: Person, monkeypatch: pytest.MonkeyPatch, there: int, deleted: int
) -> None:
    for number in range(there):
        person.write(f"{number}.md")
    library = person.open()
    for number in range(deleted):
        (person.root / f"{number}.md").unlink()
    for _ in range(2):
        changes = library.scan()
        assert (len(changes.removed), len(changes.notices)) == (0, 1)
        assert str(deleted) in changes.notices[0]
    monkeypatch.setattr("reader.library.scan.removals.DOUBT_S", 0.0)
    changes = library.scan()
    assert (len(changes.removed), changes.notices) == (deleted, ())


def test_a_doubt_ends_when_the_files_are_back(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(20):
        person.write(f"{number}.md")
    library = person.open()
    away = person.root.with_name("away")
    person.root.rename(away)
    person.root.mkdir()
    assert library.scan().notices
    person.root.rmdir()
    away.rename(person.root)
    assert not library.scan()
    monkeypatch.setattr("reader.library.scan.removals.DOUBT_S", -1.0)
    shutil.rmtree(person.root)
    person.root.mkdir()
    monkeypatch.setattr("reader.library.scan.removals.DOUBT_S", 60.0)
    assert library.scan().notices, "the doubt of before has been forgotten: this is a new one"


def test_a_folder_that_vanished_loses_nothing_however_often_it_is_looked_for(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.scan.removals.DOUBT_S", 0.0)
    for number in range(5):
        person.write(f"{number}.md")
    library = person.open()
    person.root.rename(person.root.with_name("away"))
    for _ in range(3):
        changes = library.scan()
        assert (len(changes.removed), len(changes.notices)) == (0, 1)
        assert not library.scan_paths([person.root / "1.md", person.root]).removed
    assert library.articles.counts().total == 5
    assert [key.path for key, _ in library.articles.problems()] == [""]
    person.root.with_name("away").rename(person.root)
    assert not library.scan()
    assert library.articles.problems() == []


def test_what_the_watcher_reports_goes_at_once_even_if_it_is_all(person: Person) -> None:
    for number in range(40):
        person.write(f"{number}.md")
    library = person.open()
    paths = list(person.root.iterdir())
    for path in paths:
        path.unlink()
    assert len(library.scan_paths(paths).removed) == 40


def test_what_is_reported_of_a_folder_that_was_replaced_is_doubted(person: Person) -> None:
    for number in range(40):
        person.write(f"{number}.md")
    library = person.open()
    paths = list(person.root.iterdir())
    person.root.rename(person.root.with_name("away"))
    person.root.mkdir()
    changes = library.scan_paths(paths)
    assert (len(changes.removed), len(changes.notices)) == (0, 1)


def test_a_folder_without_permission_keeps_its_articles_and_is_a_problem(ordinary_person: Person) -> None:
    person = ordinary_person
    person.write("sub/deep/a.md")
    person.write("b.md")
    library = person.open()
    (person.root / "sub").chmod(0)
    try:
        assert not library.scan().removed
        assert [key.path for key, _ in library.articles.problems()] == ["sub"]
        assert sorted(names(library)) == ["b.md", "sub/deep/a.md"]
        assert not library.scan_paths([person.root / "sub"]).removed
    finally:
        (person.root / "sub").chmod(0o755)
    library.scan()
    assert library.articles.problems() == []
