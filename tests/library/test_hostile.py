"""Folders that want to hang, multiply, fill the memory or steer a terminal: every good file is listed all the same."""

import os
import socket
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from reader.article import Key, is_article_name
from reader.errors import ArticleGoneError
from reader.library import Library
from reader.library.scan.intake import Intake, document_of
from reader.library.scan.read_file import UNREADABLE, Content, read_file
from reader.library.scan.walk import FolderContents, NewFile, Walker
from tests.library.person import Person, names

pytestmark = pytest.mark.row(8)


def _problems(library: Library) -> dict[str, str]:
    return {key.path: problem.message for key, problem in library.articles.problems()}


@pytest.mark.timeout(20)
def test_pipes_sockets_devices_and_links_to_them_are_named_and_left_out(person: Person) -> None:
    person.write("good.md")
    os.mkfifo(person.root / "pipe.md")
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(person.root)  # an address of a socket is short
        try:
            listener.bind("socket.md")
        finally:
            os.chdir(here)
        (person.root / "zero.md").symlink_to("/dev/zero")
        (person.root / "to-pipe.md").symlink_to("pipe.md")
        (person.root / "nowhere.md").symlink_to("not/there.md")
        (person.root / "out.md").symlink_to("/etc/passwd")
        library = person.open()
        assert names(library) == ["good.md"]
        problems = _problems(library)
        assert set(problems) == {"pipe.md", "socket.md", "zero.md", "to-pipe.md", "nowhere.md", "out.md"}
        assert "FIFO" in problems["pipe.md"]
        assert "socket" in problems["socket.md"]
        assert "broken link" in problems["nowhere.md"]
        assert library.scan().files_read == 0
    (person.root / "pipe.md").unlink()
    person.write("pipe.md")
    library.scan()
    assert "pipe.md" not in _problems(library)
    assert sorted(names(library)) == ["good.md", "pipe.md"]


@pytest.mark.timeout(20)
def test_a_scan_that_outlives_its_library_ends_and_says_why(person: Person) -> None:
    library = person.open()
    person.write("late.md")
    library.close()
    assert "closed" in library.scan().notices[0]


def test_a_link_that_vanishes_while_it_is_looked_at_is_passed_over(person: Person) -> None:
    contents = FolderContents(b"")
    walker = Walker(os.fsencode(person.root), is_article_name)
    walker._sort_in_link("gone.md", contents)  # as if it had gone after it was named
    assert not contents.files
    assert not contents.odd


@pytest.mark.timeout(20)
def test_a_file_that_becomes_a_pipe_does_not_hang_its_reader(person: Person) -> None:
    path = person.write("a.md")
    library = person.open()
    article = person.row(library, "a.md").id
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(ArticleGoneError, match=r"a\.md"):
        library.files.document(article)
    library.scan()
    assert names(library) == []


def test_loops_of_links_end_and_files_keep_their_real_place(person: Person) -> None:
    person.write("real/deep/a.md")
    (person.root / "aaa").symlink_to("real")
    (person.root / "real/up").symlink_to("..")
    (person.root / "real/deep/self").symlink_to(".")
    (person.root / "real/deep/b.md").symlink_to("a.md")
    assert names(person.open()) == ["real/deep/a.md"]


def test_a_link_to_what_is_hidden_inside_the_folder_is_followed(person: Person) -> None:
    person.write(".annex/objects/x1", "Kept elsewhere.")
    person.write(".annex/folder/b.md", "In a folder.")
    (person.root / "a.md").symlink_to(".annex/objects/x1")
    (person.root / "sub").symlink_to(".annex/folder")
    library = person.open()
    assert sorted(names(library)) == ["a.md", "sub/b.md"]
    assert "Kept elsewhere." in library.files.document(person.row(library, "a.md").id).body
    assert library.scan().files_read == 0


def test_a_folder_that_became_a_link_out_of_the_library_is_not_read_through(person: Person) -> None:
    secret = person.root.parent / "secret"
    secret.mkdir()
    (secret / "a.md").write_text("private")
    person.write("sub/a.md")
    library = person.open()
    article = person.row(library, "sub/a.md").id
    (person.root / "sub").rename(person.root / ".sub")
    (person.root / "sub").symlink_to(secret)
    with pytest.raises(ArticleGoneError):
        library.files.document(article)


@pytest.mark.timeout(30)
def test_of_a_sparse_file_of_two_gigabytes_only_the_beginning_is_read(person: Person) -> None:
    path = person.put("huge.md", b"# Title\n\ntext\n")
    os.truncate(path, 2 << 30)
    content = read_file(os.fsencode(path))
    assert (len(content.data), content.is_truncated) == (8 << 20, True)
    library = person.open()
    assert names(library) == ["huge.md"]
    assert "huge.md" in _problems(library)


NAMES = [
    b"new\nline.md",
    b"\xff\xfe.md",
    b"tab\there.md",
    b"esc\x1b[31m.md",
    "\u202eevil.md".encode(),
    "📰🇯🇵.md".encode(),
    b"a" * 240 + b".md",
    b"-rf.md",
    b"[red]x[@click=app.quit].md",
    b"trailing .md",
    b"'; DROP TABLE article; --.md",
    b"%s{0}\\.md",
]


def test_names_of_any_bytes_are_articles_that_can_be_read_and_found_again(person: Person) -> None:
    for number, name in enumerate(NAMES):
        (Path(os.fsdecode(os.fsencode(person.root) + b"/" + name))).write_text(f"text {number}")
    library = person.open()
    assert {os.fsencode(name) for name in names(library)} == set(NAMES)
    for row in library.articles.rows(range(1, len(NAMES) + 1)).values():
        number = NAMES.index(os.fsencode(row.key.path))
        assert f"text {number}" in library.files.document(row.id).body
        assert library.articles.find(row.key) == row.id
        assert not set(row.title) & set("\x1b\n\t\u202e")
        assert not any("\ud800" <= char <= "\udfff" for char in row.title)
    assert not library.scan()


def test_a_path_longer_than_the_system_takes_does_not_end_the_scan(person: Person) -> None:
    person.write("a.md")
    here = Path.cwd()
    try:
        os.chdir(person.root)
        for _ in range(25):
            Path("d" * 200).mkdir()
            os.chdir("d" * 200)
        Path("deep.md").write_text("deep")
    finally:
        os.chdir(here)
    person.write("z.md")
    library = person.open()
    assert {"a.md", "z.md"} <= set(names(library))
    assert any("cannot be read" in problem for problem in _problems(library).values())


def test_a_file_without_permission_is_a_problem_until_it_can_be_read(ordinary_person: Person) -> None:
    person = ordinary_person
    path = person.write("a.md")
    person.write("b.md")
    path.chmod(0)
    library = person.open()
    assert names(library) == ["b.md"]
    assert "ermission" in _problems(library)["a.md"]
    path.chmod(0o644)
    library.scan()
    assert sorted(names(library)) == ["a.md", "b.md"]
    assert _problems(library) == {}


def test_an_article_that_cannot_be_read_any_more_keeps_its_last_good_row(ordinary_person: Person) -> None:
    person = ordinary_person
    path = person.write("a.md", tags=("t",))
    library = person.open()
    path.write_text("changed")
    path.chmod(0)
    assert not library.scan().removed
    row = person.row(library, "a.md")
    assert (row.title, row.has_problem) == ("a", True)
    with pytest.raises(ArticleGoneError, match="ermission"):
        library.files.document(row.id)


@pytest.mark.parametrize("was_known", [True, False])
@pytest.mark.parametrize("is_reported", [True, False])
def test_a_folder_that_may_be_listed_but_not_entered_loses_nothing_and_is_a_problem(
    ordinary_person: Person, was_known: bool, is_reported: bool
) -> None:
    person = ordinary_person
    folder = person.write("sub/a.md").parent
    person.write("sub/b.md")
    (folder / "link.md").symlink_to(person.write(".hidden/c.md"))
    person.write("d.md")
    if was_known:
        person.open().close()
    folder.chmod(0o444)
    library = person.open()
    if is_reported:
        library.scan_paths([folder / name for name in ("a.md", "b.md", "link.md")])
    known = ["d.md", "sub/a.md", "sub/b.md", "sub/link.md"]
    assert sorted(names(library)) == (known if was_known else ["d.md"])
    told = [(key.path, problem.message) for key, problem in library.articles.problems()]
    assert told == [(name, "It cannot be read: Permission denied.") for name in known[1:]]
    folder.chmod(0o755)
    library.scan()
    assert sorted(names(library)) == known
    assert library.articles.count_problems() == 0


def test_a_known_file_that_may_not_be_read_any_more_says_so_as_soon_as_that_is_reported(
    ordinary_person: Person,
) -> None:
    person = ordinary_person
    path = person.write("a.md")
    library = person.open()
    path.chmod(0)
    changes = library.scan_paths([path])
    assert changes.problems == 1
    assert list(changes.changed) == [person.row(library, "a.md").id]
    assert person.row(library, "a.md").has_problem
    path.chmod(0o600)
    assert library.scan_paths([path]).problems == 0
    assert not person.row(library, "a.md").has_problem


def test_a_file_that_vanishes_between_listing_and_reading_is_nobodys_problem(person: Person) -> None:
    for number in range(300):
        person.write(f"{number:03}.md")
    library = person.open(scan=False)
    library.scan(lambda _: (person.root / "299.md").unlink(missing_ok=True))
    assert library.articles.problems() == []
    assert library.articles.counts().total == 299


def test_binary_empty_and_broken_files_are_listed(person: Person) -> None:
    person.put("binary.md", bytes(range(256)) * 40)
    person.put("empty.md", b"")
    person.put("open.md", b"---\ntitle: never closed\n\ntext")
    person.put("bomb.md", b"---\n" + b"[" * 40_000 + b"\n---\ntext")
    library = person.open()
    assert sorted(names(library)) == ["binary.md", "bomb.md", "empty.md", "open.md"]
    assert {"binary.md", "empty.md"} <= set(_problems(library))
    for row in library.articles.rows(range(1, 5)).values():
        assert row.title
        library.files.document(row.id)


class FaultyZone(tzinfo):
    """A zone that breaks down: a fault of the kind that no file is known to cause."""

    def utcoffset(self, _: datetime | None) -> timedelta:
        raise ZeroDivisionError

    def dst(self, _: datetime | None) -> timedelta:
        raise ZeroDivisionError

    def tzname(self, _: datetime | None) -> str:
        return "faulty"


def test_a_fault_while_one_file_is_parsed_is_a_problem_of_that_file(tmp_path: Path) -> None:
    (tmp_path / "some-note.md").write_text("---\ntitle: T\ndate: 2025-01-01\n---\nText \x1b[31m.\n")
    intake = Intake({1: ("folder", os.fsencode(tmp_path))}, FaultyZone(), drafts=False)
    entry = intake.take(NewFile(1, b"", b"some-note.md", UNREADABLE))
    assert entry
    assert entry.parsed
    assert entry.parsed.columns["title"] == "Some note"
    (problem,) = entry.problems
    assert problem.message == "newsreader failed on this file (ZeroDivisionError); it is shown as plain text."
    content = read_file(os.fsencode(tmp_path / "some-note.md"))
    document = document_of(content, Key("folder", "some-note.md"), FaultyZone())
    assert document.body.endswith("Text ␛[31m.\n")
    assert document.article.problems == entry.problems


@pytest.mark.parametrize(("seconds", "year"), [(-(10**11), 1970), (3 * 10**11, 9999), (2**62 // 10**9, 2116)])
def test_a_time_of_a_file_that_no_calendar_has_is_brought_into_one(seconds: int, year: int) -> None:
    """Some file systems keep the year 11476; ``datetime`` ends with 9999."""
    content = Content(b"Text.", UNREADABLE, seconds * 10**9, is_truncated=False)
    found = document_of(content, Key("folder", "a.md"), UTC).article
    assert (found.date.year, found.problems) == (year, ())
