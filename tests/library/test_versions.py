"""Two versions of the program, used in turn: each has its own index, and what a newer one alone understands is left alone."""

import os
import time
from pathlib import Path

import pytest

from reader.library.index import schema
from reader.library.index.index_file import remove_files
from tests.library.machine import Machine

pytestmark = pytest.mark.row(13)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path)
    made.fill(12)
    return made


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _ours(machine: Machine) -> Path:
    [file] = [file for file in machine.indexes.glob(f"*-v{schema.SCHEMA}-*.db") if ".text." not in file.name]
    return file


def _of_version(machine: Machine, version: int) -> Path:
    """What another version of the program has left beside our index."""
    file = _ours(machine)
    file = file.with_name(file.name.replace(f"-v{schema.SCHEMA}-", f"-v{version}-"))
    file.write_bytes(b"SQLite format 3\0 and what we know nothing of")
    return file


@pytest.mark.parametrize("version", [schema.SCHEMA - 1, schema.SCHEMA + 1, 999])
def test_an_index_of_another_version_is_left_alone(machine: Machine, version: int) -> None:
    other = _of_version(machine, version)
    before = other.read_bytes()
    for words in (("list",), ("mark", "later", "title:3"), ("index", "--check"), ("search", "words")):
        machine.run(*words)
    assert other.read_bytes() == before


def test_two_versions_in_turn_do_not_rebuild_each_others_index(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = machine.index
    made = ours.stat().st_ino
    with monkeypatch.context() as newer:
        newer.setattr("reader.library.index.schema.__version__", "99.0")
        assert "another" not in machine.run("list").stderr
    assert len([file for file in machine.indexes.glob("*.db") if not file.name.endswith(".text.db")]) == 2
    assert machine.run("index", "--json").stderr == ""
    assert ours.stat().st_ino == made


def test_a_newer_index_beside_ours_is_told_once(machine: Machine) -> None:
    _of_version(machine, 999)
    assert machine.run("list").stderr.count("newer") == 0, "ours is there"
    remove_files(_ours(machine))
    assert machine.run("list").stderr.count("newer") == 1
    assert machine.run("list").stderr.count("newer") == 0


def test_what_another_version_left_goes_after_thirty_days_and_not_before(machine: Machine) -> None:
    old, young, text = (
        _of_version(machine, 3),
        _of_version(machine, 4),
        machine.indexes / "abc-v3-1-0.1.0.text.db",
    )
    text.write_bytes(b"words")
    former = machine.indexes / "0123456789abcdef0123.db"  # its name had no version yet
    former.write_bytes(b"x")
    day = 24 * 3600
    for file, days in ((old, 31), (text, 31), (former, 31), (young, 29)):
        os.utime(file, (time.time() - days * day,) * 2)
    remove_files(_ours(machine))
    machine.run("list")
    assert [file.exists() for file in (old, text, former, young)] == [False, False, False, True]


NEWER = (
    b'{"v":2,"c":99,"k":["a","b"],"f":"read","n":true}\n',
    b'{"v": 7, "anything": []}\n',
    b'{ "v" : 99 }\n',
)


@pytest.mark.parametrize("line", NEWER)
@pytest.mark.parametrize("is_first", [True, False])
def test_a_journal_that_a_newer_version_has_written_to_is_refused_untouched(
    machine: Machine, line: bytes, is_first: bool
) -> None:
    [segment] = (machine.base / "data").rglob("000000.jsonl")
    data = segment.read_bytes()
    segment.write_bytes(line + data if is_first else data + line)
    before = _files(machine.base / "data")
    for words in (("list",), ("mark", "read", "tag:t1"), ("tag", "x", "tag:t1"), ("index",)):
        done = machine.run(*words, code=1)
        assert done.stdout == ""
        assert str(segment) in done.stderr
        assert "newer newsreader: update" in done.stderr
    assert _files(machine.base / "data") == before


def test_lines_with_more_in_them_and_damaged_ones_are_no_newer_version(machine: Machine) -> None:
    [segment] = (machine.base / "data").rglob("000000.jsonl")
    lines = segment.read_bytes()
    more = lines.splitlines()[0].replace(b'"v":1,', b'"v":1,"new":[1],')
    segment.write_bytes(more + b'\n{"v":x\n\xff\xfe\n{"v":1,"c":5,"k":["a","b"],"f":"mood","n":1}\n' + lines)
    assert machine.run("list").stdout.count("\n") == 13


def test_what_a_newer_version_did_on_another_device_is_left_out_and_told(machine: Machine) -> None:
    [segment] = (machine.base / "data").rglob("000000.jsonl")
    other = segment.parent.with_name("phone") / segment.name
    other.parent.mkdir()
    other.write_bytes(NEWER[0])
    told = machine.run("list").stderr
    assert str(other) in told
    assert "newer" in told
    machine.run("mark", "later", "title:3")
    assert other.read_bytes() == NEWER[0]
