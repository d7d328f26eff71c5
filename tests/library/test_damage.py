"""Whatever has happened to the files of the index: the next start works, and what is listed is soon right again."""

import gc
import io
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import NamedTuple

import pytest

from reader.cli.main import main
from reader.library.index_file import base_of, latest

ROOT = Path(__file__).parent.parent.parent


class Done(NamedTuple):
    """What a command has said."""

    code: int
    stdout: str
    stderr: str


class Machine:
    """A folder of articles, and newsreader as one calls it."""

    def __init__(self, base: Path) -> None:
        self.base, self.articles = base, base / "articles"

    def fill(self, articles: int = 40) -> None:
        self.articles.mkdir(parents=True)
        for number in range(articles):
            text = (
                f"---\ntitle: Title {number}\ndate: 2025-02-{1 + number % 28:02}\ntags: [t{number % 3}, 标签]\n"
                f"author: Ann {number % 5}\nlink: https://a.example/{number}\n---\nThe words of article {number}.\n"
            )
            (self.articles / f"{number}.md").write_text(text)
        (self.articles / "odd.md").write_text("---\ntitle: a: b\ntags: [odd\n---\nodd")
        self.run("mark", "star", "title:7")
        self.run("mark", "read", "tag:t0")
        self.run("tag", "mine", "tag:t1")
        self.run("index")

    def run(self, *words: str, code: int | None = 0) -> Done:
        """Do what the command does, in this process: a start of Python takes longer than all that is looked at."""
        out, err = io.StringIO(), io.StringIO()
        out.reconfigure = err.reconfigure = lambda **_: None  # type: ignore[attr-defined]
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            for name, value in self.homes.items():
                patch.setenv(name, value)
            try:
                returned = main([*words, "-f", str(self.articles)])
            finally:
                gc.enable()  # a command ends its process, and leaves that to it
        done = Done(returned, out.getvalue(), err.getvalue())
        assert "fault of its own" not in done.stderr, done.stderr
        assert code is None or done.code == code, done
        return done

    @property
    def homes(self) -> dict[str, str]:
        return {
            f"XDG_{name.upper()}_HOME": str(self.base / name) for name in ("config", "data", "state", "cache")
        }

    @property
    def indexes(self) -> Path:
        return self.base / "cache" / "newsreader" / "index"

    @property
    def index(self) -> Path:
        [base] = {base_of(file) for file in self.indexes.glob("*.db") if not file.name.endswith(".text.db")}
        return latest(base)

    def listed(self) -> object:
        return json.loads(self.run("list", "--json").stdout)

    def expected(self) -> object:
        """What an index says that was built just now."""
        kept = self.indexes.with_name("kept")
        self.indexes.rename(kept)
        listed = self.listed()
        shutil.rmtree(self.indexes)
        kept.rename(self.indexes)
        return listed


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
        connection.execute("UPDATE listing SET ids = x'010203'")
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


# Damages at random. A page is 4,096 bytes; the first byte of one says what it is.

PAGE = 4096
TORTURE = bool(os.environ.get("NEWSREADER_TORTURE"))
DAMAGES = 500 if TORTURE else 20
LEAVES = (0x0D, 0x0A)

Harm = Callable[[bytearray, random.Random, bytes], None]


def _bytes_anywhere(data: bytearray, dice: random.Random, _before: bytes) -> None:
    for _ in range(200):
        data[dice.randrange(len(data))] = dice.randrange(256)


def _bytes_in_a_row(data: bytearray, dice: random.Random, _: bytes) -> None:
    start = dice.randrange(len(data) - 200)
    data[start : start + 200] = dice.randbytes(200)


def _a_page(data: bytearray, dice: random.Random) -> slice:
    start = dice.randrange(len(data) // PAGE) * PAGE
    return slice(start, start + PAGE)


def _zeroed(data: bytearray, dice: random.Random, _: bytes) -> None:
    data[_a_page(data, dice)] = bytes(PAGE)


def _doubled(data: bytearray, dice: random.Random, _: bytes) -> None:
    data[_a_page(data, dice)] = data[_a_page(data, dice)]


def _swapped(data: bytearray, dice: random.Random, _: bytes) -> None:
    one, other = _a_page(data, dice), _a_page(data, dice)
    data[one], data[other] = data[other], data[one]


def _cut(data: bytearray, dice: random.Random, _: bytes) -> None:
    del data[dice.randrange(len(data)) :]


def _page_of_before(data: bytearray, dice: random.Random, before: bytes) -> None:
    """A page is as it was before the last acts and edits: each of its rows is one of ours."""
    pages = [
        at
        for at in range(0, min(len(data), len(before)), PAGE)
        if data[at : at + PAGE] != before[at : at + PAGE]
    ]
    for start in dice.sample(pages, min(len(pages), dice.randrange(1, 4))):
        data[start : start + PAGE] = before[start : start + PAGE]


def _bit_in_a_row(data: bytearray, dice: random.Random, _: bytes) -> None:
    leaves = [at for at in range(PAGE, len(data), PAGE) if data[at] in LEAVES and any(data[at + 3 : at + 5])]
    start = dice.choice(leaves)
    cells = int.from_bytes(data[start + 5 : start + 7], "big") or PAGE
    data[start + dice.randrange(cells, PAGE)] ^= 1 << dice.randrange(8)


KINDS: tuple[Harm, ...] = (
    _bytes_anywhere,
    _bytes_in_a_row,
    _zeroed,
    _doubled,
    _swapped,
    _cut,
    _page_of_before,
)


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> tuple[Machine, bytes, object]:
    """A machine whose index was used for a while, what it was before that, and what it lists."""
    machine = Machine(tmp_path_factory.mktemp("used"))
    machine.fill(400)
    before = machine.index.read_bytes()
    for number in range(0, 400, 7):
        text = (machine.articles / f"{number}.md").read_text()
        (machine.articles / f"{number}.md").write_text(
            text.replace("Title", "Other title").replace("t1", "t9")
        )
    machine.run("mark", "later", "tag:t2")
    machine.run("mark", "unread", "title:3")
    machine.run("tag", "later on", "title:5")
    machine.run("index", "--check")
    machine.run("index")
    return machine, before, machine.expected()


@pytest.mark.parametrize("seed", range(DAMAGES))
def test_a_damage_at_random_heals(used: tuple[Machine, bytes, object], tmp_path: Path, seed: int) -> None:
    machine, before, expected = used
    kept = tmp_path / "index"
    shutil.copytree(machine.indexes, kept)
    try:
        dice = random.Random(seed)
        data = bytearray(machine.index.read_bytes())
        kind = _bit_in_a_row if seed % 5 == 4 else KINDS[seed % len(KINDS)]
        kind(data, dice, before)
        machine.index.write_bytes(data)
        for words in (("list", "--json"), ("search", "words"), ("mark", "star", "title:7")):
            machine.run(*words, code=None)
        machine.run("index", "--check")  # what the screen does when one types nothing for a moment
        assert machine.listed() == expected, kind.__name__
        assert "as it was written" in machine.run("index", "--check").stdout
    finally:
        shutil.rmtree(machine.indexes)
        shutil.copytree(kept, machine.indexes)


WORDS = 100 if TORTURE else 4


def _found(machine: Machine) -> list[list[str]]:
    asked = (("words",), ("article", "7"), ("tag:t1", "words"))
    found = [
        json.loads(machine.run("search", "--json", "--limit", "9", *words, code=None).stdout)
        for words in asked
    ]
    return [[article["title"] for article in each["articles"]] for each in found]


@pytest.mark.parametrize("seed", range(WORDS))
def test_words_that_were_damaged_are_read_again(
    used: tuple[Machine, bytes, object], tmp_path: Path, seed: int
) -> None:
    machine, _, _ = used
    kept = tmp_path / "index"
    shutil.copytree(machine.indexes, kept)
    expected, listed = _found(machine), machine.listed()
    try:
        [file] = machine.indexes.glob("*.text.db")
        dice = random.Random(seed)
        data = bytearray(file.read_bytes())
        kind = _bit_in_a_row if seed % 2 else KINDS[seed // 2 % (len(KINDS) - 1)]
        kind(data, dice, b"")
        file.write_bytes(data)
        _found(machine)
        machine.run("index", "--text-only")  # what the screen does after it has looked for new files
        assert machine.listed() == listed
        assert _found(machine) == expected, kind.__name__
    finally:
        shutil.rmtree(machine.indexes)
        shutil.copytree(kept, machine.indexes)


@pytest.mark.parametrize(
    "harm", [_directory, _fifo, _text, _short_text, _link, _dangling, _noise, _foreign_database]
)
def test_search_works_whatever_lies_where_the_words_are(
    machine: Machine, harm: Callable[[Path], None]
) -> None:
    expected, listed = _found(machine), machine.listed()
    [file] = machine.indexes.glob("*.text.db")
    harm(file)
    assert len(_found(machine)[0]) == len(expected[0]), "files are read for the words"
    machine.run("index")
    assert _found(machine) == expected
    assert machine.listed() == listed


KILLS = 50 if TORTURE else 5


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_rebuild_that_is_killed_anywhere_costs_nothing(
    used: tuple[Machine, bytes, object], tmp_path: Path, seed: int
) -> None:
    machine, _, expected = used
    kept, dice = tmp_path / "index", random.Random(seed)
    shutil.copytree(machine.indexes, kept)
    try:
        data = bytearray(machine.index.read_bytes())
        _bit_in_a_row(data, dice, b"")
        machine.index.write_bytes(data)
        command = [sys.executable, "-m", "reader", "index", "--check", "-f", str(machine.articles)]
        process = subprocess.Popen(
            command, env={**os.environ, **machine.homes}, cwd=ROOT, stderr=subprocess.DEVNULL
        )
        with suppress(subprocess.TimeoutExpired):
            process.wait(dice.uniform(0.1, 1.2))
        process.kill()
        process.wait()
        machine.run("list", "--json")
        machine.run("index", "--check")
        assert machine.listed() == expected
    finally:
        shutil.rmtree(machine.indexes)
        shutil.copytree(kept, machine.indexes)
