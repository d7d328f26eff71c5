"""A large first scan in two passes: first the headers, then the texts. In between all that is shown is true, or waits."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from reader.library import Library
from reader.library.index.article_columns import COLUMNS
from reader.library.scan import scanner, worker_pool
from reader.library.scan.headlines import COLUMNS as FROM_HEADERS
from tests.library.person import Person, age, model

MANY = 40


@pytest.fixture
def many(person: Person, monkeypatch: pytest.MonkeyPatch) -> Person:
    """A person with a folder that counts as large, most of it of the usual shape."""
    monkeypatch.setattr(scanner, "MANY", MANY)
    monkeypatch.setattr(worker_pool, "cores", lambda: 2)
    for number in range(60):
        tags = (f"tag {number % 5}", "苹果")[: number % 3]
        more = {"mood": "calm", "author": f"A {number % 4}", "category": f"c{number % 2}"}
        more |= {"read": "true"} if number % 7 == 0 else {}
        more |= {"feed_url": "https://e.org/f", "source": "E"} if number % 11 == 0 else {}
        person.write(
            f"{number % 4}/{number:03}.md", f"# H\n\nText {number}.\n" * number, tags=tags, date=f"2024-05-{1 + number % 28:02}", **more
        )  # fmt: skip
    person.put("odd.md", b"---\ntitle: a: b\n---\n\xff\xfe")
    person.put("plain.md", b"# Plain\n\ntext")
    person.put("empty.md", b"")
    return person


def headers_of(person: Person) -> Library:
    """Open the folder after the first pass."""
    library = person.open(scan=False)
    changes = library.scan(headers_first=True)
    assert not changes.failed
    assert library.articles.count_waiting() > 40
    return library


def told(person: Person) -> dict[str, object]:
    """All that the index says, by file: numbers of rows, and when files were first seen, are left out."""
    [file] = [file for file in person.index_files() if file.suffix == ".db" and "text" not in file.name]
    with closing(sqlite3.connect(file)) as index:
        names = [
            column.name for column in COLUMNS if column.name not in {"dir", "terms", "arrived", "fetched"}
        ]
        found: dict[str, object] = {}
        for article, path, *row in index.execute(
            f"SELECT article.id, dir.path, {', '.join(f'article.{name}' for name in names)} FROM article JOIN dir ON dir.id = dir"
        ):
            groups = index.execute(
                "SELECT key, name FROM article_term JOIN term ON term.id = term WHERE article = ? AND article_term.term > 0",
                (article,),
            )
            values = index.execute(
                "SELECT key, folded FROM field JOIN value ON value.id = value WHERE article = ?", (article,)
            )
            problems = index.execute(
                "SELECT line, message FROM problem WHERE (dir, name) = (SELECT dir, name FROM article WHERE id = ?)",
                (article,),
            )
            found[os.fsdecode(path + b"/" + row[0])] = (
                *row,
                sorted(groups),
                sorted(values),
                sorted(problems, key=str),
            )
        return found


def in_one_pass(person: Person) -> dict[str, object]:
    """What an index says that is made from nothing, in one pass."""
    for library in person.opened:
        library.close()
    for file in person.index_files():
        file.unlink()
    person.open().close()
    return told(person)


def test_two_passes_say_what_one_says(many: Person) -> None:
    library = headers_of(many)
    assert library.read_rest().changed
    assert library.articles.count_waiting() == 0
    both = told(many)
    assert both == in_one_pass(many)


def test_after_the_headers_titles_dates_tags_and_flags_are_there_and_the_rest_waits(many: Person) -> None:
    library = headers_of(many)
    groups, counts = model(library), library.articles.counts()
    with library.articles.frame():
        row = many.row(library, "3/003.md")
    assert (row.title, row.minutes, row.summary, row.source) == ("003", 0, "", "")
    before = told(many)
    after = in_one_pass(many)
    assert before.keys() == after.keys()
    at = {
        name: number
        for number, name in enumerate(
            c.name for c in COLUMNS if c.name not in {"dir", "terms", "arrived", "fetched"}
        )
    }
    for file, was in before.items():
        assert isinstance(was, tuple)
        now = after[file]
        assert isinstance(now, tuple)
        assert was[-3] == now[-3], file  # the groups
        for name in FROM_HEADERS:
            if name != "folded":  # authors and categories are not there yet
                assert was[at[name]] == now[at[name]], (file, name)
    again = many.opened[-1]
    assert again is not library
    library = many.open()
    assert (model(library), library.articles.counts()) == (groups, counts)


def test_what_is_edited_added_deleted_and_renamed_between_the_passes_is_as_it_is_then(many: Person) -> None:
    library = headers_of(many)
    many.mark(library, "1/001.md", "starred")
    library.flush()
    age(many.root / "2/002.md")
    many.write("2/002.md", "Other words.", tags=("new",), date="2023-01-01")
    many.write("2/later.md", "New.", tags=("new",))
    (many.root / "0/004.md").unlink()
    (many.root / "1/001.md").rename(many.root / "2/moved.md")
    library.read_rest()
    library.scan()
    row = many.row(library, "2/moved.md")
    assert row.starred
    assert library.articles.count_waiting() == 0
    both = told(many)
    assert "0/004.md" not in both
    assert both == in_one_pass(many)


def test_a_rest_that_was_stopped_is_found_by_the_next_start(many: Person) -> None:
    library = headers_of(many)
    assert library.read_rest(cancelled=lambda: True).cancelled
    waiting = library.articles.count_waiting()
    library.close()
    again = many.open(scan=False)
    assert again.articles.count_waiting() == waiting > 0
    again.scan()
    assert again.articles.count_waiting() == 0
    both = told(many)
    assert both == in_one_pass(many)


def test_a_directory_that_has_become_a_link_out_of_the_folder_is_not_read(
    many: Person, tmp_path: Path
) -> None:
    library = headers_of(many)
    outside = tmp_path / "outside"
    (many.root / "1").rename(outside)
    (many.root / "1").symlink_to(outside)
    library.read_rest()
    assert many.row(library, "1/001.md").minutes == 0
    assert many.row(library, "2/002.md").minutes == 1


def test_a_file_that_became_a_pipe_stops_nothing(many: Person) -> None:
    library = headers_of(many)
    (many.root / "1/001.md").unlink()
    os.mkfifo(many.root / "1/001.md")
    library.read_rest()
    assert library.articles.count_waiting() == 1
    library.scan()
    assert library.articles.count_waiting() == 0


def test_what_cannot_be_read_is_not_waited_for(
    ordinary_person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanner, "MANY", MANY)
    monkeypatch.setattr(worker_pool, "cores", lambda: 2)
    for number in range(50):
        ordinary_person.write(f"{number}.md", date="2024-01-01")
    library = headers_of(ordinary_person)
    monkeypatch.setattr(scanner, "MANY", 1_000)
    (ordinary_person.root / "7.md").chmod(0)
    library.read_rest()
    assert library.articles.count_waiting() == 0
    assert ordinary_person.row(library, "7.md").has_problem


def test_groups_that_need_the_text_are_read_in_one_pass(many: Person) -> None:
    library = many.open(scan=False)
    library.group_by("language")
    library.scan(headers_first=True)
    assert library.articles.count_waiting() == 0


SESSION = """
import sys
from pathlib import Path
from reader.library.scan import scanner, worker_pool
from tests.library.person import Person
scanner.MANY, worker_pool.cores = 40, lambda: 2
library = Person(Path(sys.argv[1]), Path(sys.argv[2])).open(scan=False)
print("begun", flush=True)
library.scan(headers_first=True)
library.read_rest()
library.close()
"""


def test_a_session_killed_anywhere_is_taken_up_by_the_next(many: Person) -> None:
    chance = random.Random(7)
    command = [sys.executable, "-c", SESSION, str(many.home), str(many.root)]
    for _ in range(6):
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(chance.random() * 0.6)  # anywhere, not until something
            process.send_signal(signal.SIGKILL)
    many.open().close()
    killed = told(many)
    assert killed == in_one_pass(many)
