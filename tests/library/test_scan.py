"""Scanning: the index becomes what the folders are, and reads only what changed."""

import os
import threading
from pathlib import Path

from reader.journal import Field
from reader.library import Progress, Scope
from tests.library.person import Person, age, names


def test_a_rescan_opens_only_what_changed(person: Person) -> None:
    for number in range(20):
        age(person.write(f"{number}.md"))
    library = person.open(scan=False)
    assert library.scan().files_read == 20
    assert library.scan().files_read == 0
    person.write("7.md", "Something else.")
    person.write("new.md")
    changes = library.scan()
    assert changes.files_read == 2
    assert list(changes.changed) == [person.row(library, "7.md").id]
    assert list(changes.added) == [person.row(library, "new.md").id]
    assert not library.scan()


def test_a_change_that_keeps_size_and_time_is_seen_by_its_inode(person: Person) -> None:
    path = person.write("a.md", "one way")
    library = person.open()
    found = path.stat()
    new = person.write("b.tmp", "two way")
    text = path.read_text().replace("one way", "two way")
    new.write_text(text)
    os.utime(new, ns=(found.st_atime_ns, found.st_mtime_ns))
    new.replace(path)
    assert library.scan().files_read == 1
    assert "two way" in library.files.document(person.row(library, "a.md").id).body


def test_a_deleted_file_goes_and_its_state_waits_for_it(person: Person) -> None:
    path = person.write("a.md")
    person.write("b.md")
    library = person.open()
    person.mark(library, "a.md", Field.READ)
    text = path.read_bytes()
    path.unlink()
    gone = library.scan()
    assert (len(gone.removed), names(library)) == (1, ["b.md"])
    path.write_bytes(text)
    assert len(library.scan().added) == 1
    assert person.row(library, "a.md").read


def test_ids_are_never_used_again(person: Person) -> None:
    person.write("a.md")
    path = person.write("b.md")
    library = person.open()
    former = person.row(library, "b.md").id
    path.unlink()
    library.scan()
    person.write("c.md", "Another text.")
    library.scan()
    assert person.row(library, "c.md").id > former


def test_a_folder_that_is_deleted_takes_its_articles_along(person: Person) -> None:
    for number in range(3):
        person.write(f"sub/deep/{number}.md")
        person.write(f"{number}.md")
    library = person.open()
    for path in sorted((person.root / "sub").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    (person.root / "sub").rmdir()
    assert len(library.scan().removed) == 3
    assert sorted(names(library)) == ["0.md", "1.md", "2.md"]


def test_hidden_folders_and_other_programs_folders_are_left_out(person: Person) -> None:
    for name in (
        ".git/a.md",
        ".obsidian/b.md",
        "node_modules/x/c.md",
        "sub/.trash/d.md",
        ".e.md",
        "._f.md",
        "g.md",
    ):
        person.write(name)
    assert names(person.open()) == ["g.md"]


def test_a_section_page_is_an_article_only_with_a_body(person: Person) -> None:
    person.put("posts/_index.md", b"---\ntitle: Posts\n---\n\n")
    person.put("about/_index.md", b"---\ntitle: About\n---\n\nWho we are.\n")
    library = person.open()
    assert names(library) == ["about/_index.md"]
    assert library.scan().files_read == 0


def test_conflict_copies_are_problems_and_no_articles(person: Person) -> None:
    person.write("a.md")
    person.write("a.sync-conflict-20240501-101112-ABCDEFG.md")
    library = person.open()
    assert names(library) == ["a.md"]
    [(key, problem)] = library.articles.problems()
    assert key.path == "a.sync-conflict-20240501-101112-ABCDEFG.md"
    assert "conflict" in problem.message
    (person.root / key.path).unlink()
    library.scan()
    assert library.articles.problems() == []


def test_problems_of_an_article_go_when_it_is_mended(person: Person) -> None:
    age(person.put("a.md", b"---\ntitle: [unfinished\n---\ntext\n"))
    library = person.open()
    assert person.row(library, "a.md").has_problem
    assert [key.path for key, _ in library.articles.problems()] == ["a.md"]
    person.write("a.md")
    changes = library.scan()
    assert (changes.problems, library.articles.problems()) == (0, [])
    assert not person.row(library, "a.md").has_problem


def test_progress_grows_to_what_was_found(person: Person) -> None:
    for number in range(600):
        person.write(f"{number}.md")
    seen: list[Progress] = []
    person.open(scan=False).scan(seen.append)
    assert seen[-1] == Progress(600, 600)
    assert [one.read for one in seen] == sorted(one.read for one in seen)
    assert {one.found for one in seen} == {600}, "where nothing is known, all is counted first"


def test_a_list_grows_while_the_first_scan_goes_on(person: Person) -> None:
    for number in range(1500):
        person.write(f"{number}.md")
    library = person.open(scan=False)
    seen: list[int] = []
    library.scan(lambda _: seen.append(library.articles.counts().total))
    assert any(0 < count < 1500 for count in seen)
    assert library.articles.counts().total == 1500


def test_a_cancelled_scan_removes_nothing_and_the_next_goes_on_where_it_was(person: Person) -> None:
    for number in range(1000):
        person.write(f"{number:04}.md")
    library = person.open(scan=False)
    done: list[Progress] = []
    first = library.scan(done.append, lambda: bool(done))
    assert first.cancelled
    assert 0 < first.files_read < 1000
    (person.root / "0000.md").unlink()
    done.append(Progress(0, 0))
    assert not library.scan(cancelled=lambda: bool(done)).removed
    last = library.scan()
    assert first.files_read + last.files_read <= 1000 + 256
    assert library.articles.counts().total == 999


def test_two_scans_at_once_take_turns(person: Person) -> None:
    for number in range(300):
        person.write(f"{number}.md")
    library = person.open(scan=False)
    read: list[int] = []
    threads = [threading.Thread(target=lambda: read.append(library.scan().files_read)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(read) == [0, 0, 300]
    assert library.articles.counts().total == 300


def test_paths_that_were_reported_are_all_that_is_looked_at(person: Person) -> None:
    for name in ("a.md", "b.md", "sub/c.md"):
        age(person.write(name))
    library = person.open()
    for name in ("a.md", "b.md", "sub/c.md"):
        person.write(name, "Something else.")
    assert library.scan_paths([person.root / "a.md"]).files_read == 1
    assert library.scan_paths([person.root / "sub"]).files_read == 1
    assert library.scan_paths([person.root]).files_read == 1


def test_reported_paths_may_be_new_gone_or_of_no_interest(person: Person) -> None:
    person.write("gone.md")
    person.write("sub/gone.md")
    library = person.open()
    (person.root / "gone.md").unlink()
    (person.root / "sub/gone.md").unlink()
    (person.root / "sub").rmdir()
    person.write("new/deep/a.md")
    person.write(".hidden/b.md")
    person.put("picture.png", b"\x89PNG")
    reported = ["gone.md", "sub", "new", ".hidden/b.md", "picture.png", "never.md", "../outside.md"]
    changes = library.scan_paths([person.root / name for name in reported])
    assert (len(changes.added), len(changes.removed)) == (1, 2)
    assert names(library) == ["new/deep/a.md"]


def test_a_file_that_becomes_a_folder_and_back(person: Person) -> None:
    path = person.write("a.md")
    library = person.open()
    path.unlink()
    person.write("a.md/inside.md")
    library.scan_paths([path])
    assert names(library) == ["a.md/inside.md"]
    (path / "inside.md").unlink()
    path.rmdir()
    person.write("a.md")
    library.scan_paths([path, path / "inside.md"])
    assert names(library) == ["a.md"]


def test_every_markdown_file_of_the_corpus_is_listed(person: Person, test_data: Path) -> None:
    library = person.open(test_data / "corpus")
    expected = set()
    for folder, folders, files in os.walk(test_data / "corpus"):
        folders[:] = [name for name in folders if not name.startswith(".") and name != "node_modules"]
        for name in files:
            if name.lower().endswith((".md", ".markdown", ".mdx", ".mdown")):
                expected.add(str(Path(folder, name).relative_to(test_data / "corpus")))
    listed = set(names(library))
    left_out = expected - listed
    assert listed <= expected
    assert all(Path(name).name.startswith("_index.") for name in left_out)
    assert all(_body(test_data / "corpus" / name) == "" for name in left_out)
    assert len(listed) > 450
    assert not library.scan()
    assert library.articles.counts().total == len(names(library, Scope.UNREAD)) == len(listed)


def _body(path: Path) -> str:
    """What stands after a header fenced by --- or +++."""
    text = path.read_text(encoding="utf-8").strip()
    return text[3:].split(text[:3], 1)[1].strip()
