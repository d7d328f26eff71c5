"""Copies of what was read: kept small, private, and never in the way."""

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.actions.reading import read_versions
from reader.actions.reading.read_versions import ReadVersions
from reader.article import Key

KEY = Key("folder", "文章.md")


def test_the_text_before_the_last_change_is_returned(tmp_path: Path) -> None:
    kept = ReadVersions(tmp_path / "copies")
    assert kept.earlier(KEY, "one") is None
    kept.keep(KEY, "one")
    assert kept.earlier(KEY, "one") == "one"
    assert kept.earlier(KEY, "two") == "one"
    kept.keep(KEY, "two")
    assert kept.earlier(KEY, "two") == "one"
    kept.keep(KEY, "two")
    assert kept.earlier(KEY, "two") == "one"
    assert kept.earlier(KEY, "three") == "two"
    assert kept.earlier(Key("folder", "another.md"), "x") is None


@given(st.text(), st.text())
def test_any_text_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, one: str, other: str
) -> None:
    kept = ReadVersions(tmp_path_factory.mktemp("copies"))
    kept.keep(KEY, one)
    assert kept.earlier(KEY, other) == one


def test_only_the_user_may_read_them(tmp_path: Path) -> None:
    ReadVersions(tmp_path / "copies").keep(KEY, "secret")
    (file,) = (tmp_path / "copies").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert b"secret" not in file.read_bytes()


def test_the_oldest_give_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_versions, "COPIES_LIMIT", 10)
    kept = ReadVersions(tmp_path)
    for number in range(11):
        kept.keep(Key("f", str(number)), f"text {number}")
        newest = max(tmp_path.iterdir(), key=lambda path: path.stat().st_mtime_ns)
        os.utime(newest, (number, number))
    assert len(list(tmp_path.iterdir())) == 9
    assert kept.earlier(Key("f", "0"), "") is None
    assert kept.earlier(Key("f", "10"), "") == "text 10"


def test_they_take_no_more_room_than_they_may(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_versions, "TOTAL_LIMIT_BYTES", 2_000)
    kept = ReadVersions(tmp_path)
    for number in range(40):
        kept.keep(Key("f", str(number)), os.urandom(100).hex())
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 2_000


def test_of_a_very_long_text_none_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_versions, "TEXT_LIMIT", 100)
    kept = ReadVersions(tmp_path)
    kept.keep(KEY, "x" * 101)
    assert kept.earlier(KEY, "") is None


@pytest.mark.parametrize("data", [b"", b"newsreader copy 1\n", b"newsreader copy 1\nxx", b"x" * 100])
def test_a_broken_copy_is_none(tmp_path: Path, data: bytes) -> None:
    kept = ReadVersions(tmp_path)
    kept.keep(KEY, "one")
    (file,) = tmp_path.iterdir()
    file.write_bytes(data)
    assert kept.earlier(KEY, "two") is None
    kept.keep(KEY, "three")
    assert kept.earlier(KEY, "four") == "three"


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "copies").write_text("a file")
    kept = ReadVersions(tmp_path / "copies")
    kept.keep(KEY, "one")
    assert kept.earlier(KEY, "two") is None
