"""Which folders a library has, and the ids that they keep."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.article import Key
from reader.errors import UsageError
from reader.journal import Change, Field
from reader.library import EVERYTHING, Scope
from tests.library.person import Person, names


def test_a_folder_keeps_the_id_that_was_made_up_for_it(person: Person) -> None:
    first = person.open().folders[0].id
    assert person.open().folders[0].id == first
    other = person.root.parent / "other"
    other.mkdir()
    assert person.open(other).folders[0].id != first


def test_a_folder_carries_its_own_id_where_it_has_one(person: Person) -> None:
    person.put(".newsreader/folder", b"my-very-own-id\n# a comment\n")
    assert person.open().folders[0].id == "my-very-own-id"
    assert names(person.open()) == []


@pytest.mark.parametrize("text", [b"", b"x", b"../../etc\n", b"\xff\xfe\x00", b"a b c d", b"x" * 5000])
def test_an_id_that_cannot_be_one_is_not_taken(person: Person, text: bytes) -> None:
    person.put(".newsreader/folder", text)
    assert len(person.open().folders[0].id) == 16


@pytest.mark.timeout(20)
def test_a_pipe_in_place_of_the_id_does_not_hang(person: Person) -> None:
    (person.root / ".newsreader").mkdir()
    os.mkfifo(person.root / ".newsreader/folder")
    assert len(person.open().folders[0].id) == 16


def test_two_folders_that_carry_the_same_id_do_not_hide_each_others_articles(person: Person) -> None:
    copy = person.root.parent / "copy"
    for root in (person.root, copy):
        (root / ".newsreader").mkdir(parents=True)
        (root / ".newsreader/folder").write_text("the-same-id")
        (root / "a.md").write_text("text")
    library = person.open(person.root, copy)
    assert [folder.id == "the-same-id" for folder in library.folders] == [True, False]
    assert library.articles.counts().total == 2
    assert "copy" in library.notice
    person.mark(library, "a.md", Field.READ)
    assert library.articles.counts().unread == 1


def test_a_folder_that_was_moved_is_known_by_its_inode(person: Person) -> None:
    person.write("a.md")
    library = person.open()
    person.mark(library, "a.md", Field.READ)
    library.close()
    moved = person.root.rename(person.root.with_name("moved"))
    library = person.open(moved)
    assert person.row(library, "a.md").read


@pytest.mark.parametrize("how", ["twice", "link", "nested", "nested first", "with a file of it"])
def test_each_file_is_listed_once_however_folders_overlap(person: Person, how: str) -> None:
    person.write("a.md")
    person.write("sub/b.md")
    link = person.root.parent / "link"
    link.symlink_to(person.root)
    given = {
        "twice": (person.root, person.root),
        "link": (link, person.root / "." / "sub" / ".."),
        "nested": (person.root, person.root / "sub"),
        "nested first": (person.root / "sub", link),
        "with a file of it": (person.root, person.root / "sub/b.md"),
    }[how]
    library = person.open(*given)
    assert library.articles.counts().total == 2
    assert (
        len({library.files.document(article).body for article in library.articles.ids(EVERYTHING, Scope.ALL)})
        == 2
    )
    assert not library.scan()
    person.write("sub/c.md")
    assert len(library.scan_paths([person.root / "sub/c.md"]).added) == 1
    assert not library.scan()


def test_one_file_is_a_library_of_one_article_with_the_state_it_has_in_its_folder(person: Person) -> None:
    path = person.write("sub/a.md")
    person.write("sub/b.md")
    person.write("c.md")
    library = person.open()
    person.mark(library, "sub/a.md", Field.STARRED)
    alone = person.open(path)
    assert names(alone) == ["sub/a.md"]
    assert person.row(alone, "sub/a.md").starred
    person.mark(alone, "sub/a.md", Field.READ)
    library.catch_up()
    assert person.row(library, "sub/a.md").read
    path.write_text("Edited by hand.")
    assert len(alone.scan_paths([path]).changed) == 1


def test_several_files_are_a_library_of_these_alone(person: Person) -> None:
    paths = [person.write(name) for name in ("a.md", "sub/b.md", "sub/c.md", "d.md")]
    library = person.open(*paths[:3])
    assert sorted(names(library)) == ["a.md", "b.md", "c.md"]
    assert not library.scan()
    person.open().close()
    library = person.open(*paths[1:], paths[1])
    assert sorted(names(library)) == ["d.md", "sub/b.md", "sub/c.md"], "now the folder above them is known"
    assert len(library.folders) == 1


def test_one_file_may_have_any_name_when_it_is_asked_for(person: Person) -> None:
    path = person.put("notes", b"# Notes\n\nText.")
    library = person.open(path)
    assert names(library) == ["notes"]
    assert not library.scan()


@pytest.mark.parametrize("name", ["not-there", "pipe"])
def test_what_cannot_be_opened_is_said_in_a_sentence(person: Person, name: str) -> None:
    os.mkfifo(person.root / "pipe")
    with pytest.raises(UsageError, match=name):
        person.open(person.root / name)


def test_a_folder_that_may_not_be_listed_is_said_in_a_sentence(ordinary_person: Person) -> None:
    ordinary_person.root.chmod(0o300)
    with pytest.raises(UsageError, match="ermission"):
        ordinary_person.open()


def test_a_broken_register_of_folders_is_kept_aside(person: Person) -> None:
    person.open()
    register = person.paths.folder_ids
    register.with_name("folders.json.copy").unlink()
    register.write_text('{"version": 1, "folders": {"/x": ')
    library = person.open()
    assert "broken" in library.notice
    [aside] = register.parent.glob("folders.json.broken-*")
    assert aside.read_text().endswith('"/x": ')
    assert json.loads(register.read_text())["folders"][str(person.root)]["id"] == library.folders[0].id


@pytest.mark.timeout(20)
@pytest.mark.parametrize("harm", ["broken", "empty", "null", "deep", "list", "gone", "pipe", "folder"])
def test_a_register_that_is_lost_loses_no_state(person: Person, harm: str) -> None:
    person.write("a.md")
    person.mark(person.open(), "a.md", Field.STARRED)
    register = person.paths.folder_ids
    text = {"broken": "{", "empty": "", "null": "null", "deep": "[" * 100_000, "list": '{"folders": [1]}'}
    register.unlink()
    if harm in text:
        register.write_text(text[harm])
    elif harm == "pipe":
        os.mkfifo(register)
    elif harm == "folder":
        register.mkdir()
    for _ in range(2):
        assert person.row(person.open(), "a.md").starred
    if harm in text:
        assert json.loads(register.read_text())["folders"], "and it is whole again"
        register.with_name("folders.json.copy").unlink()
        person.open()
        register.write_text("{")
        assert person.row(person.open(), "a.md").starred, "and the copy too"


def test_a_register_that_may_not_be_read_is_left_as_it_is(ordinary_person: Person) -> None:
    person = ordinary_person
    person.write("a.md")
    person.mark(person.open(), "a.md", Field.STARRED)
    register = person.paths.folder_ids
    before = register.read_bytes()
    for file in (register, register.with_name("folders.json.copy")):
        file.chmod(0)
    first = person.open().folders[0].id
    assert person.open().folders[0].id == first
    for file in (register, register.with_name("folders.json.copy")):
        file.chmod(0o600)
    assert register.read_bytes() == before
    assert person.row(person.open(), "a.md").starred


def test_folders_with_undecodable_names_have_ids_too(person: Person) -> None:
    root = Path(os.fsdecode(os.fsencode(person.root.parent) + b"/\xff\n\x1b[31m"))
    root.mkdir()
    (root / "a.md").write_text("text")
    library = person.open(root)
    assert names(library) == ["a.md"]
    assert person.open(root).folders[0].id == library.folders[0].id
    assert not set(library.folders[0].name) & set("\n\x1b")


OPENER = """
import sys
from pathlib import Path
from reader.library.scan.folders import open_folders
print(open_folders([Path(path) for path in sys.argv[2:]], Path(sys.argv[1]))[0][0].id)
"""


def test_processes_that_open_new_folders_at_once_lose_none_of_their_ids(person: Person) -> None:
    folders = [person.root / str(number) for number in range(6)]
    for folder in folders:
        folder.mkdir()
    running = []
    for turn in range(2):
        for folder in folders:
            command = [sys.executable, "-c", OPENER, str(person.paths.folder_ids), str(folder)]
            running.append((turn, subprocess.Popen(command, stdout=subprocess.PIPE, text=True)))
    said = [process.communicate(timeout=60)[0].strip() for _, process in running]
    assert said[:6] == said[6:]
    assert len(set(said)) == 6
    assert len(json.loads(person.paths.folder_ids.read_text())["folders"]) == 6
    assert not list(person.paths.data.glob(".folders.json.*"))


def test_events_of_other_folders_do_not_touch_this_one(person: Person) -> None:
    person.write("a.md")
    library = person.open()
    library.apply(person.journal.record([Change(Key("another-folder", "a.md"), Field.READ, value=True)]))
    assert library.articles.counts().unread == 1
