"""Whatever has happened to the files of the index: the next start works, and what is listed is soon right again."""

import json
import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.library.machine import Machine

pytestmark = pytest.mark.row(11)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path)
    made.fill()
    return made


def _directory(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _full_directory(file: Path) -> None:
    _directory(file)
    (file / "mine.txt").write_text("somebody's")


def _fifo(file: Path) -> None:
    file.unlink(missing_ok=True)
    os.mkfifo(file)


def _text(file: Path) -> None:
    file.write_text("This is no index.\n" * 50)


def _short_text(file: Path) -> None:
    file.write_text("x")


def _link(file: Path) -> None:
    file.unlink()
    (file.parent / "elsewhere.txt").write_text("somebody's text")
    file.symlink_to("elsewhere.txt")


def _dangling(file: Path) -> None:
    file.unlink()
    file.symlink_to("nowhere")


def _no_utf8(file: Path) -> None:
    data = file.read_bytes()
    file.write_bytes(data.replace(b"CREATE TABLE article(", b"CREATE \xff\xf1\x8eBLE article(", 1))


def _foreign_database(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE article(id)")
    connection.close()


def _another_schema(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA user_version = 3")
    connection.close()


def _wal(make: Callable[[Path], None]) -> Callable[[Path], None]:
    def harm(file: Path) -> None:
        make(file.with_name(f"{file.name}-wal"))

    harm.__name__ = f"wal{make.__name__}"
    return harm


def _shm(make: Callable[[Path], None]) -> Callable[[Path], None]:
    def harm(file: Path) -> None:
        make(file.with_name(f"{file.name}-shm"))

    harm.__name__ = f"shm{make.__name__}"
    return harm


def _noise(file: Path) -> None:
    file.write_bytes(random.Random(5).randbytes(40_000))


def _made_directory(file: Path) -> None:
    file.mkdir()


def _log_of_another(file: Path) -> None:
    """What another database had not taken in yet lies where ours has its log."""
    other = file.with_name("other.sqlite")
    connection = sqlite3.connect(other)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE article(id, title)")
    connection.executemany("INSERT INTO article VALUES(?, ?)", [(number, "x" * 99) for number in range(500)])
    connection.commit()
    shutil.copy(f"{other}-wal", f"{file}-wal")
    connection.close()


def _log_of_yesterday(file: Path) -> None:
    """The log of an older state of ours was left behind, as a copy of files one by one can."""
    connection = sqlite3.connect(file)
    connection.execute("UPDATE term SET total = 99, unread = 99")
    connection.execute("UPDATE article SET title = 'wrong' WHERE id % 2")
    connection.commit()
    shutil.copy(f"{file}-wal", file.with_name("log"))
    connection.rollback()
    connection.close()
    file.with_name("log").rename(f"{file}-wal")


HARMS = (
    _directory, _fifo, _text, _short_text, _link, _dangling, _no_utf8, _foreign_database, _another_schema, _noise,
    _wal(_noise), _wal(_text), _wal(_fifo), _wal(_made_directory), _shm(_noise), _shm(_text), _shm(_fifo),
    _shm(_made_directory), _log_of_another,
)  # fmt: skip


@pytest.mark.parametrize("harm", HARMS)
def test_the_next_start_works_whatever_lies_where_the_index_is(
    machine: Machine, harm: Callable[[Path], None]
) -> None:
    expected = machine.expected()
    file = machine.index
    harm(file)
    done = machine.run("list", "--json")
    assert json.loads(done.stdout) == expected
    again = machine.run("list", "--json")
    assert json.loads(again.stdout) == expected
    assert again.stderr.count("index") == 0, "it was said once, and is kept"
    assert (
        not (file.parent / "elsewhere.txt").exists()
        or (file.parent / "elsewhere.txt").read_text() == "somebody's text"
    )


@pytest.mark.parametrize("harm", [_directory, _fifo, _text, _no_utf8, _another_schema, _noise])
def test_a_damaged_index_is_told_in_one_line(machine: Machine, harm: Callable[[Path], None]) -> None:
    harm(machine.index)
    said = machine.run("list", "is:starred").stderr.splitlines()
    assert [line for line in said if "index" in line] == [
        "newsreader: The index was damaged and is rebuilt; nothing is lost."
    ]


def test_a_folder_that_holds_something_where_the_index_should_be_is_left_alone(machine: Machine) -> None:
    expected, file = machine.expected(), machine.index
    _full_directory(file)
    done = machine.run("list", "--json")
    assert json.loads(done.stdout) == expected
    assert "at each start" not in done.stderr
    assert (file / "mine.txt").read_text() == "somebody's"


ACTS = {"mark", "tag"}


@pytest.mark.parametrize("words", [("list",), ("search", "words"), ("tags",), ("stats",), ("index",), ("mark", "later", "tag:t2"), ("tag", "x", "tag:t2"), ("rules",), ("highlights",)])  # fmt: skip
def test_every_command_works_with_an_index_that_was_damaged(machine: Machine, words: tuple[str, ...]) -> None:
    expected = machine.expected()
    sound = machine.run(*words, code=None) if words[0] not in ACTS else None
    file = machine.index
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE article SET title = CAST(x'ff00' AS TEXT), terms = x'010203'")
        connection.execute("UPDATE article_ids SET ids = x'010203'")
    connection.close()
    done = machine.run(*words, code=None)
    if sound:
        assert (done.code, sorted(done.stdout)) == (
            sound.code,
            sorted(sound.stdout),
        )  # of equals the order may differ
        assert machine.listed() == expected
    else:
        assert done.code == 0


@pytest.mark.parametrize(
    "harm", [_directory, _fifo, _text, _short_text, _link, _dangling, _noise, _foreign_database]
)
def test_search_works_whatever_lies_where_the_words_are(
    machine: Machine, harm: Callable[[Path], None]
) -> None:
    expected, listed = machine.found(), machine.listed()
    [file] = machine.indexes.glob("*.text.db")
    harm(file)
    assert len(machine.found()[0]) == len(expected[0]), "files are read for the words"
    machine.run("index")
    assert machine.found() == expected
    assert machine.listed() == listed
