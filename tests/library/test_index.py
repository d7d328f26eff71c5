"""The index is a cache: broken, foreign, read-only or shared, nothing is lost and the program goes on."""

import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.errors import IndexUnusableError
from reader.journal import Field
from reader.library import EVERYTHING, GroupOrder, Library, Progress, Scope
from reader.library.index.schema import SCHEMA
from tests.library.person import Person, names


def _filled(person: Person) -> Library:
    for number in range(60):
        person.write(f"{number}.md", tags=(f"t{number % 3}",))
    library = person.open()
    person.mark(library, "7.md", Field.READ)
    person.mark(library, "8.md", Field.STARRED)
    library.close()
    return library


@pytest.mark.parametrize("is_made_anew", [False, True])
def test_the_index_is_for_its_owners_eyes_alone(person: Person, is_made_anew: bool) -> None:
    _filled(person)
    if is_made_anew:
        _garbage(person.index_files()[0])
    library = person.open()
    person.mark(library, "7.md", Field.READ)
    library.flush()
    assert len(person.index_files()) == 3
    assert {file.stat().st_mode & 0o077 for file in person.index_files()} == {0}


def _is_as_before(person: Person, library: Library) -> bool:
    return (
        library.articles.counts().total == 60
        and person.row(library, "7.md").read
        and person.row(library, "8.md").starred
    )


def _garbage(file: Path) -> None:
    file.write_bytes(os.urandom(50_000))


def _half(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _newer(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    connection.close()


def _foreign(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE somebody_elses(x)")
    connection.close()


def _gutted(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("DROP TABLE article")
    connection.close()


@pytest.mark.parametrize("harm", [_garbage, _half, _empty, _newer, _foreign, _gutted])
def test_an_index_that_cannot_be_used_is_made_anew(person: Person, harm: Callable[[Path], None]) -> None:
    _filled(person)
    [file] = person.index_files()
    harm(file)
    library = person.open()
    assert _is_as_before(person, library)
    assert library.notice == ""
    assert library.opening_notice == "The index was damaged and is rebuilt; nothing is lost."
    library.close()
    assert _is_as_before(person, person.open(scan=False)), "and stays"


def test_an_index_that_breaks_while_it_is_open_is_forgotten_at_the_next_start(person: Person) -> None:
    _filled(person)
    [file] = person.index_files()
    library = person.open()
    data = bytearray(file.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    file.write_bytes(data)
    library.close()
    assert _is_as_before(person, person.open())


def _look_at_everything(person: Person, library: Library) -> None:
    for group in library.articles.groups(Scope.ALL, GroupOrder.UNREAD):
        for row in library.articles.rows(library.articles.ids(group.id, Scope.ALL)).values():
            assert row.title.casefold()
            assert row.date.year
            library.articles.groups_of(row.id)
            library.state.of(row.id)
    library.articles.ids(EVERYTHING, Scope.UNREAD)
    assert all(problem.message for _, problem in library.articles.problems())
    assert library.articles.counts().total + 1
    person.mark(library, "9.md", Field.LATER)
    library.flush()


DAMAGE = (
    "UPDATE article SET title = CAST(x'ff00' AS TEXT)",
    "UPDATE article SET title = x'00ff'",
    "UPDATE article SET link = x'00ff'",
    "UPDATE article SET date = 'zzz'",
    "UPDATE article SET date = 1 << 62",
    "UPDATE article SET date_source = 'stars'",
    "UPDATE article SET terms = 'abc'",
    "UPDATE article SET terms = x'010203'",
    "UPDATE flags SET bits = 'x'",
    "UPDATE flags SET bits = x'00'",
    "UPDATE flags SET block = 1 << 60",
    "UPDATE article_ids SET ids = x'010203'",
    "UPDATE article_ids SET ids = x'ffffffffeeeeeeee'",
    "UPDATE term SET unread = x'ff'",
    "UPDATE term SET total = 'many'",
    "UPDATE term SET name = x'ff00' WHERE name",
    "UPDATE meta SET value = '[[['",
    "UPDATE state SET value = '{'",
    "UPDATE state SET clock = 'late'",
    "UPDATE problem SET message = x'ff00'",
    "UPDATE dir SET path = 'text'",
    "UPDATE file SET name = 'text' || name",
    "DELETE FROM meta",
    "DELETE FROM term",
)
"""What SQLite reads without a word, and what we never wrote."""


@pytest.mark.parametrize("harm", DAMAGE)
def test_rows_that_nobody_of_ours_has_written_keep_no_later_start_from_its_work(
    person: Person, harm: str
) -> None:
    person.write("odd.md", color="a: b")
    person.put("0.md", b"---\ntitle: a: b\n---\n")
    _filled(person)
    [file] = person.index_files()
    with sqlite3.connect(file) as connection:
        connection.execute(harm)
    connection.close()
    try:
        library = person.open()
        _look_at_everything(person, library)
        library.close()
    except IndexUnusableError as problem:
        assert "damaged" in str(problem)  # noqa: PT017 - it need not come; what was passed over was seen to be sound
    library = person.open()
    _look_at_everything(person, library)
    assert library.articles.counts().total == 61
    assert person.row(library, "7.md").read
    assert person.row(library, "8.md").starred


def test_a_flipped_bit_anywhere_in_the_index_is_told_or_harmless(person: Person) -> None:
    _filled(person)
    [file] = person.index_files()
    whole, dice = file.read_bytes(), random.Random(4)
    for _ in range(15):
        data = bytearray(whole)
        for _ in range(8):
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        file.write_bytes(data)
        try:
            library = person.open()
            _look_at_everything(person, library)
        except (IndexUnusableError, sqlite3.Error) as problem:
            said = str(problem)
            assert said
        finally:
            library.close()
    file.write_bytes(whole)


def test_an_index_that_turns_out_to_be_damaged_ends_neither_scan_nor_program(person: Person) -> None:
    _filled(person)
    [file] = person.index_files()
    library = person.open()
    library.flush()
    library._index.writer.run(lambda connection: connection.execute("DROP TABLE file"))
    changes = library.scan()
    assert "damaged" in changes.notices[0]
    assert not file.exists()
    library.close()
    assert _is_as_before(person, person.open())


def test_an_index_that_another_process_holds_for_ever_is_not_waited_for(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.index.schema.BUSY_S", 0.1)
    _filled(person)
    [file] = person.index_files()
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    library = person.open()
    assert "at each start" in library.notice
    assert _is_as_before(person, library)
    other.close()


def test_without_a_place_to_write_the_index_is_a_passing_one_and_says_so(ordinary_person: Person) -> None:
    person = ordinary_person
    for number in range(600):
        person.write(f"{number}.md", tags=("t",))
    person.home.mkdir()
    person.home.chmod(0o500)
    try:
        library = person.open()
        assert "at each start" in library.notice
        assert library.articles.counts().total == 600
        person.mark(library, "7.md", Field.READ)
        library.flush()
        assert library.articles.counts().unread == 599
        (person.root / "7.md").rename(person.root / "seven.md")
        assert len(library.scan().renamed) == 1
        assert len(names(library, Scope.UNREAD)) == 599
        assert "seven.md" not in names(library, Scope.UNREAD)
        other = person.open()
        assert other.folders[0].id == library.folders[0].id
    finally:
        person.home.chmod(0o700)


def _fill_disk(library: Library, more: int = 0) -> None:
    """SQLite is told that the disk is full by bounding the file's pages."""
    writer = library._index.writer  # the limit belongs to the one connection that writes
    pages = more + writer.run(lambda connection: connection.execute("PRAGMA page_count").fetchone()[0])
    writer.run(lambda connection: connection.execute(f"PRAGMA max_page_count = {pages}").fetchone())


@pytest.mark.parametrize("more", [0, 8, 30])
def test_a_disk_that_is_full_while_it_scans_costs_no_article_and_no_id(person: Person, more: int) -> None:
    for number in range(700):
        person.write(f"{number}.md", tags=(f"t{number % 9}",), source="x" * 100)
    library = person.open(scan=False)
    person.mark(library, "7.md", Field.READ)
    _fill_disk(library, more)
    seen: dict[int, str] = {}

    def look(_: Progress) -> None:
        ids = library.articles.ids(EVERYTHING, Scope.ALL)
        seen.update((row.id, row.title) for row in library.articles.rows(ids).values())

    changes = library.scan(look)
    assert not changes.failed
    assert changes.notices == ()
    assert "full" in library.notice
    assert "at each start" in library.notice
    assert not library.is_index_kept
    assert library.articles.counts().total == 700
    assert person.row(library, "7.md").read
    assert len(names(library)) == len(set(names(library))) == 700
    assert {row.id: row.title for row in library.articles.rows(list(seen)).values()} == seen
    person.mark(library, "8.md", Field.STARRED)
    (person.root / "8.md").rename(person.root / "eight.md")
    assert len(library.scan().renamed) == 1
    assert person.row(library, "eight.md").starred
    passing = Path(library._index.store.address).parent
    assert passing.is_dir()
    library.close()
    assert not passing.exists()
    library = person.open()
    assert library.articles.counts().total == 700
    assert library.is_index_kept


def test_a_disk_that_is_full_everywhere_leaves_what_is_shown_as_it_is(
    person: Person, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "not there"))
    person.write("a.md")
    library = person.open()
    writer = library._index.writer
    _fill_disk(library)
    for number in range(300):
        person.mark(library, f"{'x' * 200}{number}.md", Field.READ)
    person.mark(library, "a.md", Field.READ)
    with pytest.raises(sqlite3.OperationalError, match="full"):
        library.flush()
    assert person.row(library, "a.md").read
    assert "full" in library.notice
    for number in range(300):
        person.write(f"{'y' * 200}{number}.md")
    changes = library.scan()
    assert changes.failed
    assert "full" in changes.notices[0]
    was_whole = library.is_whole
    writer.run(lambda connection: connection.execute("PRAGMA max_page_count = 1000000").fetchone())
    person.mark(library, "a.md", Field.STARRED)
    library.flush()
    assert library.notice == ""
    library.scan()
    assert (was_whole, library.is_whole) == (False, True)
    library.close()
    row = person.row(person.open(), "a.md")
    assert (row.read, row.starred) == (True, True)


SCANNER = """
import sys
from collections.abc import Callable
from pathlib import Path
from reader.journal import Journal
from reader.library import Library
from reader.paths import Paths
from reader.settings import Settings
home, root = map(Path, sys.argv[1:3])
paths = Paths(home / "config", home / "data", home / "state", home / "cache")
with Journal.open(paths.journal, machine="0123456789abcdef") as journal:
    with Library.open([root], paths, journal, Settings()) as library:
        library.catch_up()
        for _ in range(3):
            library.scan()
        print(library.folders[0].id, *sorted(map(str, [library.articles.counts().total])))
"""


def test_four_processes_that_scan_at_once_list_each_file_once(person: Person) -> None:
    for number in range(700):
        person.write(f"{number}.md", tags=("t",))
    command = [sys.executable, "-c", SCANNER, str(person.home), str(person.root)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    said = [process.communicate(timeout=60)[0] for process in running]
    assert [process.returncode for process in running] == [0] * 4
    assert len(set(said)) == 1
    assert said[0].split()[1] == "700"
    assert len(person.index_files()) == 1
    library = person.open()
    assert len(names(library)) == len(set(names(library))) == 700


def test_a_process_that_is_killed_in_the_middle_of_a_scan_leaves_a_usable_index(person: Person) -> None:
    for number in range(1500):
        person.write(f"{number}.md", tags=(f"t{number % 9}",))
    killed = SCANNER.replace(
        "library.scan()",
        "library.scan(lambda progress: __import__('os')._exit(9) if progress.read > 500 else None)",
    )
    command = [sys.executable, "-c", killed, str(person.home), str(person.root)]
    assert subprocess.run(command, check=False, timeout=60).returncode == 9
    library = person.open(scan=False)
    before = library.articles.counts().total
    assert library.scan().files_read < 1500
    assert before <= library.articles.counts().total == 1500
    assert len(names(library)) == 1500
