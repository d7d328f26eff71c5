"""What happens in the folders is noticed by itself, while it is only asked of the system."""

import os
import queue
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from reader.journal import Field
from reader.library import EVERYTHING, Library, Scope
from tests.library.person import Person, names

pytestmark = pytest.mark.row(19)

PATIENCE_S = 20
"""Less than ``RESCAN_S``: what only the next look at everything finds comes too late."""


@contextmanager
def _watched(library: Library) -> Iterator["queue.Queue[set[Path]]"]:
    """What a screen does: a thread that scans what is reported; reports come out of the queue too."""
    stop = threading.Event()
    reports: queue.Queue[set[Path]] = queue.Queue()

    def follow() -> None:
        for paths in library.watch(stop):
            library.scan_paths(paths)
            reports.put(paths)

    thread = threading.Thread(target=follow)
    thread.start()
    try:
        yield reports
    finally:
        stop.set()
        thread.join(PATIENCE_S)
        assert not thread.is_alive(), "the watcher ends when it is told to"


def _until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, "it was never noticed"
        time.sleep(0.01)


def _ready(person: Person, library: Library) -> None:
    """Wait until the watcher sees: one must not write before, and nothing tells."""

    def probe() -> bool:
        person.write("probe.md", str(time.monotonic_ns()))
        time.sleep(0.05)
        return "probe.md" in names(library)

    _until(probe)
    (person.root / "probe.md").unlink()
    _until(lambda: "probe.md" not in names(library))


def _drain(reports: "queue.Queue[set[Path]]") -> set[Path]:
    """Return all that is reported until it is quiet."""
    paths: set[Path] = set()
    while True:
        try:
            paths |= reports.get(timeout=0.5)
        except queue.Empty:
            return paths


def _has_title(library: Library, article: int, title: str) -> bool:
    return [row.title for row in library.articles.rows([article]).values()] == [title]


def test_new_changed_renamed_and_deleted_files_are_noticed(person: Person) -> None:
    person.write("a.md", tags=("t",))
    library = person.open()
    with _watched(library):
        _ready(person, library)
        path = person.write("b.md", "New here.")
        _until(lambda: sorted(names(library)) == ["a.md", "b.md"])
        person.mark(library, "b.md", Field.READ)
        path.rename(person.root / "c.md")
        _until(lambda: sorted(names(library)) == ["a.md", "c.md"])
        assert person.row(library, "c.md").read
        person.put("c.md", b"---\ntitle: Changed\n---\n")
        _until(lambda: person.row(library, "c.md").title == "Changed")
        (person.root / "c.md").unlink()
        _until(lambda: names(library) == ["a.md"])


def test_editors_that_write_beside_and_rename_change_the_article_and_add_none(person: Person) -> None:
    person.write("a.md")
    library = person.open()
    article = person.row(library, "a.md").id
    with _watched(library):
        _ready(person, library)
        for title in ("One", "Two"):
            temporary = person.put(".a.md.swp~", f"---\ntitle: {title}\n---\n".encode())
            (person.root / "a.md").rename(person.root / "a.md~")
            temporary.rename(person.root / "a.md")
            (person.root / "a.md~").unlink()
            _until(partial(_has_title, library, article, title))
    assert names(library) == ["a.md"]


def test_new_folders_moved_folders_and_deleted_folders_are_noticed(person: Person) -> None:
    person.write("a.md")
    person.write("old/deep/b.md")
    library = person.open()
    person.mark(library, "old/deep/b.md", Field.STARRED)
    with _watched(library):
        _ready(person, library)
        (person.root / "old").rename(person.root / "new")
        _until(lambda: sorted(names(library)) == ["a.md", "new/deep/b.md"])
        assert person.row(library, "new/deep/b.md").starred
        outside = person.root.parent / "outside"
        (outside / "x/y").mkdir(parents=True)
        (outside / "x/y/c.md").write_text("text")
        outside.rename(person.root / "moved-in")
        _until(lambda: "moved-in/x/y/c.md" in names(library))
        person.write("moved-in/x/later.md")
        _until(lambda: "moved-in/x/later.md" in names(library))
        shutil.rmtree(person.root / "moved-in")
        _until(lambda: sorted(names(library)) == ["a.md", "new/deep/b.md"])


def test_many_changes_come_in_few_batches(person: Person) -> None:
    library = person.open()
    with _watched(library) as reports:
        _ready(person, library)
        _drain(reports)
        for number in range(500):
            person.write(f"{number}.md")
        _until(lambda: library.articles.counts().total == 500)
        assert reports.qsize() < 50


def test_what_is_hidden_or_no_article_is_not_reported(person: Person) -> None:
    library = person.open()
    with _watched(library) as reports:
        _ready(person, library)
        _drain(reports)
        person.put(".git/index.md", b"x")
        person.put("node_modules/x/readme.md", b"x")
        person.put("picture.png", b"x")
        person.put("last.md", b"x")
        _until(lambda: names(library) == ["last.md"])
        reported = _drain(reports)
    assert {path.name for path in reported} <= {"last.md", "node_modules"}


def test_one_file_is_watched_through_its_replacement(person: Person) -> None:
    path = person.write("a.md")
    library = person.open(path)
    article = library.articles.find(person.key(library, "a.md"))
    assert article is not None
    with _watched(library):
        deadline = time.monotonic() + PATIENCE_S
        while library.articles.rows([article])[article].title != "Two":
            temporary = person.put("new.tmp", b"---\ntitle: Two\n---\n" + os.urandom(4).hex().encode())
            temporary.replace(path)
            assert time.monotonic() < deadline
            time.sleep(0.1)
    assert names(library) == ["a.md"]


def test_what_changed_before_the_watch_began_is_found_when_it_is_quiet(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.scan.watch.LOOK_UP_MS", 200)
    library = person.open()
    person.write("between.md")
    with _watched(library) as reports:
        _until(lambda: names(library) == ["between.md"])
        assert reports.get(timeout=PATIENCE_S) == {person.root}
        assert reports.get(timeout=PATIENCE_S) == set(), "then there is time for other things"


def test_a_file_beside_a_folder_is_noticed_too(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.library.scan.watch.LOOK_UP_MS", 100)
    outside = person.root.parent / "outside.md"
    outside.write_text("---\ntitle: One\n---\n")
    library = person.open(person.root, outside)
    with _watched(library):
        _ready(person, library)
        outside.write_text("---\ntitle: Two\n---\n")
        _until(
            lambda: (
                [
                    row.title
                    for row in library.articles.rows(library.articles.ids(EVERYTHING, Scope.ALL)).values()
                ]
                == ["Two"]
            )
        )


def test_a_folder_that_goes_and_comes_back_is_watched_again(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.scan.watch.LOOK_UP_MS", 100)
    person.write("a.md")
    library = person.open()
    with _watched(library) as reports:
        _ready(person, library)
        away = person.root.with_name("away")
        while not reports.empty():
            reports.get_nowait()
        person.root.rename(away)
        while reports.get(timeout=PATIENCE_S) != {person.root}:  # it has noticed, and looked at all of it
            pass
        assert names(library) == ["a.md"], "nothing is pruned because the folder is not there"
        away.rename(person.root)
        person.write("b.md")
        _until(lambda: sorted(names(library)) == ["a.md", "b.md"])
        person.write("c.md")
        _until(lambda: "c.md" in names(library))


def test_where_nothing_can_be_watched_the_folders_are_looked_through_and_it_is_said(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> Iterator[object]:
        raise OSError("OS file watch limit reached")

    monkeypatch.setattr("watchfiles.watch", refuse)
    monkeypatch.setattr("reader.library.scan.watch.PAUSE_S", 0.05)
    library = person.open()
    with _watched(library):
        _until(lambda: "limit" in library.notice)
        person.write("a.md")
        _until(lambda: names(library) == ["a.md"])


def test_a_folder_whose_name_is_no_utf_8_is_looked_through_and_it_is_said(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.scan.watch.PAUSE_S", 0.05)
    root = Path(os.fsdecode(os.fsencode(person.root.parent) + b"/\xff"))
    root.mkdir()
    library = person.open(root)
    with _watched(library):
        _until(lambda: "not valid UTF-8" in library.notice)
        (root / "a.md").write_text("text")
        _until(lambda: names(library) == ["a.md"])


def test_a_file_whose_name_is_no_utf_8_ends_the_watch_only_for_a_moment(person: Person) -> None:
    library = person.open()
    with _watched(library):
        _ready(person, library)
        odd = os.fsdecode(b"\xff.md")
        (person.root / odd).write_text("text")
        _until(lambda: names(library) == [odd])
        _until(lambda: "cannot be watched (a name is not valid UTF-8)" in library.notice)
        person.write("new.md")
        _until(lambda: "new.md" in names(library))
        (person.root / odd).unlink()
        _until(lambda: names(library) == ["new.md"])
    assert library.notice.count("cannot be watched") == 1


def test_a_watcher_that_is_stopped_before_it_begins_ends(person: Person) -> None:
    stop = threading.Event()
    stop.set()
    assert list(person.open().watch(stop)) == []
